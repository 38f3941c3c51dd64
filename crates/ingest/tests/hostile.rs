//! Whatever the bytes: a table or a named problem, in bounded time and memory, never a panic.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::io::{Cursor, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::time::Duration;

use domain::dto::ProblemCode;
use ingest::{Deadline, Limits, Reading, Unwatched};
use peak_alloc::PeakAlloc;
use zip::{ZipWriter, write::SimpleFileOptions};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Most memory a file may need, in megabytes: twelve million cells and their texts.
const MOST_MEMORY: f32 = 700.0;

type Content<'c> = (&'c str, &'c dyn Fn(&mut dyn Write));

fn archive(parts: &[Content<'_>]) -> Vec<u8> {
    let mut target = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        target.start_file(*name, SimpleFileOptions::default()).unwrap();
        content(&mut target);
    }
    target.finish().unwrap().into_inner()
}

const BOOK: &str =
    "<workbook xmlns:r=\"u\"><sheets><sheet name=\"F\" r:id=\"r1\"/></sheets></workbook>";
const LINKS: &str = "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"sheet.xml\"/></Relationships>";
const START: &str = "<worksheet><sheetData>";
const END: &str = "</sheetData></worksheet>";

/// A workbook of one sheet and, perhaps, a table of texts.
fn xlsx(sheet: &dyn Fn(&mut dyn Write), texts: &dyn Fn(&mut dyn Write)) -> Vec<u8> {
    archive(&[
        ("xl/workbook.xml", &|out| out.write_all(BOOK.as_bytes()).unwrap()),
        ("xl/_rels/workbook.xml.rels", &|out| out.write_all(LINKS.as_bytes()).unwrap()),
        ("xl/sharedStrings.xml", texts),
        ("xl/sheet.xml", sheet),
    ])
}

fn sheet_of(rows: &dyn Fn(&mut dyn Write)) -> Vec<u8> {
    let sheet = |out: &mut dyn Write| {
        out.write_all(START.as_bytes()).unwrap();
        rows(out);
        out.write_all(END.as_bytes()).unwrap();
    };
    xlsx(&sheet, &|out| out.write_all(b"<sst/>").unwrap())
}

fn ods(table: &str) -> Vec<u8> {
    let content = format!(
        "<o:c xmlns:table=\"t\" xmlns:office=\"o\"><table:table table:name=\"F\">{table}</table:table></o:c>"
    );
    archive(&[
        ("mimetype", &|out| {
            out.write_all(b"application/vnd.oasis.opendocument.spreadsheet").unwrap();
        }),
        ("content.xml", &|out| out.write_all(content.as_bytes()).unwrap()),
    ])
}

fn repeat(out: &mut dyn Write, text: &str, megabytes: usize) {
    let piece = text.repeat((1 << 20) / text.len());
    (0..megabytes).for_each(|_| out.write_all(piece.as_bytes()).unwrap());
}

const ODS_CELL: &str = "<table:table-cell office:value-type=\"float\" office:value=\"1\" table:number-columns-repeated=\"COLUMNS\"/>";

fn repeated(rows: &str, columns: &str) -> Vec<u8> {
    let cell = ODS_CELL.replace("COLUMNS", columns);
    ods(&format!("<table:table-row table:number-rows-repeated=\"{rows}\">{cell}</table:table-row>"))
}

/// An old workbook of many sheets, each a few bytes that span millions of cells.
fn xls_of_corners(sheets: usize) -> Vec<u8> {
    let record = |kind: u16, data: &[u8]| {
        let length = u16::try_from(data.len()).unwrap();
        [kind.to_le_bytes().as_slice(), &length.to_le_bytes(), data].concat()
    };
    let cell = |row: u16, column: u16| {
        let place: Vec<u8> =
            [row, column, 0].iter().flat_map(|short| short.to_le_bytes()).collect();
        record(0x0203, &[place.as_slice(), &1f64.to_le_bytes()].concat())
    };
    let begin = |what: u8| record(0x0809, &[0, 6, what, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let sheet = [begin(16), cell(0, 0), cell(65_535, 90), record(10, &[])].concat();
    let globals = |first: usize| {
        let names = (0..sheets).flat_map(|index| {
            let place = u32::try_from(first + index * sheet.len()).unwrap().to_le_bytes();
            record(
                0x0085,
                &[
                    place.as_slice(),
                    &[
                        0,
                        0,
                        2,
                        0,
                        b'A' + u8::try_from(index / 26).unwrap(),
                        b'A' + u8::try_from(index % 26).unwrap(),
                    ],
                ]
                .concat(),
            )
        });
        [begin(5), names.collect(), record(10, &[])].concat()
    };
    let stream = [globals(globals(0).len()), sheet.repeat(sheets)].concat();
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream("/Workbook").unwrap().write_all(&stream).unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}

/// Reads under the default limits and the time a server gives.
fn read(bytes: &[u8]) -> Result<ingest::Workbook, domain::import::FileProblem> {
    let limits = Limits::default();
    let watch = Deadline::within(Duration::from_secs(20));
    ingest::read_watched(
        bytes,
        &Reading { sheet: None, layout: None, limits: &limits, watch: &watch },
    )
}

fn check(name: &str, bytes: &[u8], expected: Result<usize, ProblemCode>) {
    MEMORY.reset_peak_usage();
    let before = MEMORY.current_usage_as_mb();
    let start = std::time::Instant::now();
    let outcome = read(bytes);
    let used = MEMORY.peak_usage_as_mb() - before;
    assert!(used < MOST_MEMORY, "{name}: {used} MB");
    assert!(start.elapsed() < Duration::from_secs(30), "{name}: {:?}", start.elapsed());
    if let Err(problem) = &outcome {
        assert!(
            problem.detail.ends_with('.') && problem.detail.len() > 40,
            "{name}: {}",
            problem.detail
        );
    }
    let found = outcome.map(|workbook| workbook.table.height()).map_err(|problem| problem.code);
    assert_eq!(found, expected, "{name}");
}

// One test: the memory is that of the whole process.
#[test]
fn hostile_files_are_named_in_bounded_memory() {
    sheets_of_a_workbook();
    parts_of_a_workbook();
    repetitions_and_corners();
    texts();
}

const TOO_LARGE: Result<usize, ProblemCode> = Err(ProblemCode::FileTooLarge);
const DAMAGED: Result<usize, ProblemCode> = Err(ProblemCode::DamagedFile);
const EMPTY: Result<usize, ProblemCode> = Err(ProblemCode::EmptyFile);

fn sheets_of_a_workbook() {
    let bomb = sheet_of(&|out| repeat(out, "<row><c><v>1</v></c></row>", 64));
    check("rows that inflate beyond the ratio", &bomb, TOO_LARGE);
    check("a text without end", &sheet_of(&|out| repeat(out, " ", 16)), TOO_LARGE);
    check(
        "a tag without end",
        &sheet_of(&|out| {
            out.write_all(b"<c ").unwrap();
            repeat(out, "a", 16);
        }),
        TOO_LARGE,
    );
    check(
        "a comment without end",
        &sheet_of(&|out| {
            out.write_all(b"<!--").unwrap();
            repeat(out, "a", 16);
        }),
        TOO_LARGE,
    );
    check("elements in elements", &sheet_of(&|out| repeat(out, "<a>", 8)), DAMAGED);
    check(
        "a million rows",
        &sheet_of(&|out| {
            (1..=1_000_000)
                .for_each(|row| write!(out, "<row r=\"{row}\"><c><v>1</v></c></row>").unwrap());
        }),
        TOO_LARGE,
    );
    check(
        "a cell of the last column",
        &sheet_of(&|out| write!(out, "<row><c r=\"XFD1\"><v>1</v></c></row>").unwrap()),
        TOO_LARGE,
    );
    check(
        "a cell of no sheet",
        &sheet_of(&|out| {
            write!(out, "<row><c r=\"ZZZZZZZZ99999999999\"><v>1</v></c></row>").unwrap();
        }),
        DAMAGED,
    );
    check(
        "a row of no sheet",
        &sheet_of(&|out| write!(out, "<row r=\"0\"><c><v>1</v></c></row>").unwrap()),
        DAMAGED,
    );
    check(
        "a table that widens under its height",
        &sheet_of(&|out| {
            (1..=11_000).for_each(|row| {
                write!(out, "<row r=\"{row}\"><c r=\"A{row}\"><v>1</v></c></row>").unwrap();
            });
            out.write_all(b"<row r=\"11001\">").unwrap();
            (0..999).for_each(|_| out.write_all(b"<c><v>1</v></c>").unwrap());
            out.write_all(b"</row>").unwrap();
        }),
        Ok(11_001),
    );
    check(
        "rows from the last to the first",
        &sheet_of(&|out| {
            write!(out, "<row r=\"400000\"><c><v>1</v></c></row>").unwrap();
            write!(out, "<row r=\"1\"><c r=\"ALL1\"><v>1</v></c></row>").unwrap();
        }),
        TOO_LARGE,
    );
}

fn parts_of_a_workbook() {
    let none: &dyn Fn(&mut dyn Write) = &|out| out.write_all(b"<sst/>").unwrap();
    check(
        "millions of merged cells",
        &sheet_of(&|out| {
            write!(out, "<row><c><v>1</v></c></row></sheetData><mergeCells>").unwrap();
            repeat(out, "<mergeCell ref=\"A1:XFD1048576\"/>", 16);
            write!(out, "</mergeCells><sheetData>").unwrap();
        }),
        Ok(1),
    );
    check(
        "an entity that grows",
        &sheet_of(&|out| {
            write!(out, "<row><c t=\"str\"><v>&a;&#120;</v></c></row>").unwrap();
        }),
        Ok(1),
    );
    let texts = |out: &mut dyn Write| {
        out.write_all(b"<sst uniqueCount=\"999999999999\">").unwrap();
        for text in 0..4_000_000 {
            write!(out, "<si><t>{text:030}</t></si>").unwrap();
        }
    };
    check(
        "texts without end",
        &xlsx(&|out| out.write_all(START.as_bytes()).unwrap(), &texts),
        TOO_LARGE,
    );
    let cut = |out: &mut dyn Write| write!(out, "{START}<row><c><v>1</v></c>").unwrap();
    check("a sheet that breaks off", &xlsx(&cut, none), DAMAGED);
    let missing = |out: &mut dyn Write| {
        write!(out, "{START}<row><c t=\"s\"><v>7</v></c></row>{END}").unwrap();
    };
    check("a text that is not in the table", &xlsx(&missing, none), DAMAGED);
    let many: String = (0..300).map(|_| "<sheet name=\"F\" r:id=\"r1\"/>").collect();
    let many = BOOK.replace("<sheet name=\"F\" r:id=\"r1\"/>", &many);
    check(
        "hundreds of sheets",
        &archive(&[
            ("xl/workbook.xml", &|out| out.write_all(many.as_bytes()).unwrap()),
            ("xl/_rels/workbook.xml.rels", &|out| out.write_all(LINKS.as_bytes()).unwrap()),
            ("xl/sheet.xml", &|out| write!(out, "{START}{END}").unwrap()),
        ]),
        TOO_LARGE,
    );
    check("no part", &archive(&[]), Err(ProblemCode::UnsupportedFile));
}

fn repetitions_and_corners() {
    check("cells repeated beyond any sheet", &repeated("1", "18446744073709551615"), TOO_LARGE);
    check("rows repeated beyond any sheet", &repeated("18446744073709551615", "2"), TOO_LARGE);
    check("a block of repeated cells", &repeated("1000000", "1000"), TOO_LARGE);
    check(
        "an empty block",
        &ods(
            "<table:table-row table:number-rows-repeated=\"99999999999\"><table:table-cell table:number-columns-repeated=\"99999999999\"/></table:table-row>",
        ),
        EMPTY,
    );
    check("a span beyond any sheet", &ods(&format!("<table:table-row>{}</table:table-row>",
        ODS_CELL.replace("COLUMNS", "1\" table:number-columns-spanned=\"18446744073709551615\" table:number-rows-spanned=\"18446744073709551615"))), Ok(1));
    check("an ods that breaks off", &ods("<table:table-row>"), DAMAGED);

    check("corners of many sheets", &xls_of_corners(60), TOO_LARGE);
}

fn texts() {
    check("a text file of one line", &vec![b'a'; 20 << 20], TOO_LARGE);
    check("a text file of separators", &vec![b';'; 20 << 20], EMPTY);
    check("a text file of a million lines", &b"a\n".repeat(1 << 20), TOO_LARGE);
    check("quotes without end", &[b"\"".as_slice(), &b"a;\n".repeat(1 << 20)].concat(), Ok(1));
    check("a file beyond the limit", &vec![b'a'; 65 << 20], TOO_LARGE);
}

#[test]
fn the_one_who_watches_stops_the_reading() {
    let rows = sheet_of(&|out| {
        (0..400_000).for_each(|row| write!(out, "<row><c><v>{row}</v></c></row>").unwrap());
    });
    let mut text = Vec::new();
    (0..400_000).for_each(|row| writeln!(text, "{row};").unwrap());
    for bytes in [rows, text] {
        let calls = std::cell::Cell::new(0);
        let watch = |_| {
            calls.set(calls.get() + 1);
            if calls.get() < 3 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        };
        let limits = Limits::default();
        let reading = Reading { sheet: None, layout: None, limits: &limits, watch: &watch };
        let problem = ingest::read_watched(&bytes, &reading).unwrap_err();
        assert_eq!(problem.code, ProblemCode::FileTooLarge);
        assert!(problem.detail.contains("trop de temps"));
        assert_eq!(calls.get(), 3);
        let reading = Reading { watch: &Unwatched, ..reading };
        assert_eq!(ingest::read_watched(&bytes, &reading).unwrap().table.height(), 400_000);
    }
}

/// A small generator of its own: the same bytes on every run.
struct Noise(u64);

impl Noise {
    fn below(&mut self, most: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most.max(1)
    }

    fn byte(&mut self) -> u8 {
        u8::try_from(self.below(256)).unwrap()
    }

    fn harm(&mut self, bytes: &mut Vec<u8>) {
        for _ in 0..=self.below(20) {
            let at = self.below(bytes.len());
            match self.below(4) {
                0 => bytes.truncate(at.max(1)),
                1 => drop(bytes.splice(at..at, [self.byte(); 3])),
                _ => bytes[at] = [0, 0xFF, 0x7F, self.byte()][self.below(4)],
            }
        }
    }
}

#[test]
fn good_files_harmed_at_random_do_no_harm() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples/ch-grasse");
    let mut noise = Noise(1);
    let mut outcomes = [0, 0];
    for file in ["jh_2024.xls", "jh_2024.xlsx", "structure_2024.xlsx"] {
        let good = std::fs::read(samples.join(file)).unwrap();
        for _ in 0..150 {
            let mut bytes = good.clone();
            noise.harm(&mut bytes);
            outcomes[usize::from(read(&bytes).is_ok())] += 1;
        }
    }
    assert!(outcomes[0] > 100, "{outcomes:?}");
}
