//! Which panics end a run.

/// The library of `.xls` panics on some damaged files; `ingest` answers that they are damaged. Any
/// other panic is a finding.
pub fn panics_of_the_library_are_answers() {
    std::panic::set_hook(Box::new(|panic| {
        let file = panic.location().map(std::panic::Location::file).unwrap_or_default();
        if !["/calamine-", "/cfb-"].iter().any(|library| file.contains(library)) {
            eprintln!("{panic}");
            std::process::abort();
        }
    }));
}
