//! A workbook that is an archive: its parts are found by name and inflated once, under the gauge.

use std::collections::HashMap;
use std::io::{BufReader, Cursor, Read};

use domain::import::FileProblem;
use zip::ZipArchive;
use zip::read::ZipFile;

use crate::gauge::{Gauge, Metered};
use crate::problem;

/// Read at a time.
const BUFFER: usize = 64 << 10;

/// The bytes of a part.
pub type Part<'p, 'a> = BufReader<Metered<'p, ZipFile<'p, Cursor<&'a [u8]>>>>;

pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    places: HashMap<String, usize>,
}

impl<'a> Package<'a> {
    pub fn open(bytes: &'a [u8]) -> Result<Self, FileProblem> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| problem::damaged())?;
        let place = |index: usize| {
            let name = archive.name_for_index(index)?.ok()?;
            Some((plain(&name), index))
        };
        let places = (0..archive.len()).filter_map(place).collect();
        Ok(Self { archive, places })
    }

    pub fn has(&self, name: &str) -> bool {
        self.places.contains_key(&plain(name))
    }

    /// The part of this name; names differ in case and slashes between programs.
    pub fn part<'p>(
        &'p mut self,
        name: &str,
        gauge: &'p Gauge<'p>,
    ) -> Result<Option<Part<'p, 'a>>, FileProblem> {
        let Some(place) = self.places.get(&plain(name)) else { return Ok(None) };
        let inner = self.archive.by_index(*place).map_err(|_| problem::damaged())?;
        gauge.piece_ends();
        Ok(Some(BufReader::with_capacity(BUFFER, Metered { inner, gauge })))
    }

    /// The first bytes of a part, `most` of them at most; none when it is missing or damaged.
    pub fn head(&mut self, name: &str, most: u64) -> Vec<u8> {
        let mut head = Vec::new();
        if let Some(place) = self.places.get(&plain(name))
            && let Ok(part) = self.archive.by_index(*place)
            && part.take(most).read_to_end(&mut head).is_err()
        {
            head.clear();
        }
        head
    }
}

fn plain(name: &str) -> String {
    name.trim_start_matches('/').replace('\\', "/").to_ascii_lowercase()
}

/// The part a relation of `base` leads to: beside it, or from the root of the archive.
pub fn resolve(base: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut folders: Vec<&str> = base.split('/').collect();
    folders.pop();
    for part in target.split('/') {
        match part {
            ".." => drop(folders.pop()),
            "." | "" => {}
            name => folders.push(name),
        }
    }
    folders.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relations_lead_to_parts() {
        for (target, part) in [
            ("worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("../xl/./styles.xml", "xl/styles.xml"),
        ] {
            assert_eq!(resolve("xl/workbook.xml", target), part);
        }
    }
}
