//! The sizes of what a visitor downloads, against their budgets.

use std::fmt::Write as _;

use super::record::{FileRecord, Record};

/// The most that a module's wasm and glue may weigh together, in bytes after brotli.
struct Budget {
    module: &'static str,
    limit: usize,
}

const BUDGETS: &[Budget] = &[Budget { module: "matcher", limit: 110_000 }];

/// A table of all files and, for each module, of what is downloaded together.
pub(super) fn table(records: &[Record]) -> String {
    let mut table = format!("{:<28}{:>12}{:>12}\n", "", "bytes", "brotli");
    for record in records {
        for file in &record.files {
            let _ = writeln!(table, "{:<28}{:>12}{:>12}", file.name, file.raw, file.brotli);
        }
        let limit = BUDGETS.iter().find(|budget| budget.module == record.module);
        let limit = limit.map_or_else(String::new, |budget| format!(" of {}", budget.limit));
        let label = format!("{}, wasm + glue", record.module);
        let _ = writeln!(table, "{label:<28}{:>12}{:>12}{limit}", "", downloaded(record));
    }
    table
}

/// One sentence for each module that is over its budget.
pub(super) fn over_budget(records: &[Record]) -> Vec<String> {
    let mut excesses = Vec::new();
    for budget in BUDGETS {
        for record in records.iter().filter(|record| record.module == budget.module) {
            let size = downloaded(record);
            if size > budget.limit {
                excesses.push(format!(
                    "module {} weighs {size} bytes after brotli, {} over its budget of {}",
                    budget.module,
                    size - budget.limit,
                    budget.limit
                ));
            }
        }
    }
    excesses
}

/// The bytes that a browser fetches: the types stay on the developer's machine.
fn downloaded(record: &Record) -> usize {
    let fetched = |file: &&FileRecord| !file.name.ends_with(".d.ts");
    record.files.iter().filter(fetched).map(|file| file.brotli).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(module: &str, wasm: usize) -> Result<Record, serde_json::Error> {
        serde_json::from_value(serde_json::json!({
            "module": module,
            "made_from": "",
            "files": [
                { "name": format!("{module}_bg.wasm"), "hash": "", "raw": 1, "brotli": wasm },
                { "name": format!("{module}.js"), "hash": "", "raw": 1, "brotli": 1_000 },
                { "name": format!("{module}.d.ts"), "hash": "", "raw": 1, "brotli": 500_000 },
            ],
        }))
    }

    #[test]
    fn wasm_and_glue_count_and_types_do_not() -> Result<(), serde_json::Error> {
        assert_eq!(over_budget(&[record("matcher", 109_000)?]), Vec::<String>::new());
        assert_eq!(
            over_budget(&[record("search", 900_000)?, record("matcher", 109_001)?]),
            ["module matcher weighs 110001 bytes after brotli, 1 over its budget of 110000"],
        );
        Ok(())
    }
}
