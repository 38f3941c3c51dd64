//! The functions of the fuzz targets, on good files harmed at random and on texts made of the words
//! of deliveries.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::{Index, select};

mod trial;

use trial::pipeline;

/// Small files of every format.
static SEEDS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let folder = |name: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(name);
    let files = |folder: PathBuf| {
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries.filter(|path| path.is_file()).collect::<Vec<_>>()
    };
    let mut paths = [files(folder("samples/embrun-clean")), files(folder("fuzz/seeds"))].concat();
    paths.sort();
    let bytes = paths.iter().map(|path| std::fs::read(path).unwrap());
    bytes.filter(|bytes| bytes.len() < 100_000).collect()
});

/// What is done to a file at one place.
#[derive(Debug, Clone)]
enum Harm {
    Set(Index, u8),
    Insert(Index, Vec<u8>),
    Cut(Index),
    Double(Index, Index),
}

fn harm() -> impl Strategy<Value = Harm> {
    prop_oneof![
        6 => (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Harm::Set(at, byte)),
        2 => (any::<Index>(), prop::collection::vec(any::<u8>(), 1..6))
            .prop_map(|(at, bytes)| Harm::Insert(at, bytes)),
        1 => any::<Index>().prop_map(Harm::Cut),
        1 => (any::<Index>(), any::<Index>()).prop_map(|(from, to)| Harm::Double(from, to)),
    ]
}

fn harmed(mut bytes: Vec<u8>, harms: &[Harm]) -> Vec<u8> {
    for harm in harms {
        let length = bytes.len().max(1);
        match harm {
            Harm::Set(at, byte) => {
                if let Some(place) = bytes.get_mut(at.index(length)) {
                    *place = *byte;
                }
            }
            Harm::Insert(at, more) => {
                let at = at.index(length).min(bytes.len());
                bytes.splice(at..at, more.iter().copied());
            }
            Harm::Cut(at) => bytes.truncate(at.index(length).max(1)),
            Harm::Double(from, to) => {
                let (from, to) = (from.index(length), to.index(length));
                let piece = bytes.get(from.min(to)..from.max(to)).unwrap_or_default().to_vec();
                bytes.extend(piece);
            }
        }
    }
    bytes
}

/// A cell as deliveries have them, or nearly.
fn cell() -> impl Strategy<Value = String> {
    let words = select(vec![
        "UF",
        "Code UF",
        "UCD",
        "Quantité",
        "Nombre de JH",
        "DE",
        "TA",
        "Libellé UF",
        "Période",
        "T1 2024",
        "T2",
        "janv-24",
        "02/2024",
        "2024",
        "Total",
        "0444",
        "9206536",
        "1,234",
        "12,5",
        "-3",
        "1.234,50",
        "03",
        "127",
        "31/02/2024",
        "#N/A",
        "DUPONT Jean",
        "\"",
        "a;b",
        "",
    ]);
    prop_oneof![8 => words.prop_map(str::to_owned), 1 => ".{0,12}"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn files_harmed_at_random_are_read_or_named(
        seed in any::<Index>(),
        harms in prop::collection::vec(harm(), 0..12),
    ) {
        pipeline(&harmed(seed.get(&SEEDS).clone(), &harms));
    }

    #[test]
    fn tables_of_any_words_lose_no_row(
        rows in prop::collection::vec(prop::collection::vec(cell(), 1..7), 1..14),
        separator in select(vec![";", ",", "\t"]),
    ) {
        let lines: Vec<String> = rows.iter().map(|row| row.join(separator)).collect();
        pipeline(lines.join("\r\n").as_bytes());
    }

    #[test]
    fn any_bytes_are_read_or_named(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        pipeline(&bytes);
    }
}
