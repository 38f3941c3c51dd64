//! Archives and records written by hand, as programs of the wild write them.

use std::io::{Cursor, Write};

use zip::{ZipWriter, write::SimpleFileOptions};

/// An archive of these parts.
pub fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut target = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        target.start_file(*name, SimpleFileOptions::default()).unwrap();
        target.write_all(content).unwrap();
    }
    target.finish().unwrap().into_inner()
}

/// The relations of a workbook: identifier, kind, target.
pub fn relations(relations: &[(&str, &str, &str)]) -> String {
    let one = |(id, kind, target): &(&str, &str, &str)| {
        format!(
            "<Relationship Id=\"{id}\" Type=\"http://x/relationships/{kind}\" Target=\"{target}\"/>"
        )
    };
    let all: String = relations.iter().map(one).collect();
    format!("<?xml version=\"1.0\"?><Relationships>{all}</Relationships>")
}
