//! The values of the table: short texts, encrypted by the program itself.

use std::fmt::Write as _;
use std::io::{BufWriter, Write as _};
use std::path::Path;

/// Values that are encrypted by one process.
const AT_ONCE: u32 = 50_000;

/// Writes a file for COPY: a name, a tab, a token. `encrypt` gives back one token for each line.
pub(super) fn write(path: &Path, rows: u32, encrypt: impl Fn(&str) -> String) {
    let mut file = BufWriter::new(std::fs::File::create(path).expect("the installation can be written to"));
    let mut number = 0;
    while number < rows {
        let count = AT_ONCE.min(rows - number);
        let mut values = String::new();
        for value in number..number + count {
            let _ = writeln!(values, "pass-{value:08}-word");
        }
        let tokens = encrypt(&values);
        assert_eq!(tokens.lines().count() as u64, u64::from(count), "one token for each value");
        for (place, token) in (number..).zip(tokens.lines()) {
            writeln!(file, "connection-{place:08}\t{token}").expect("the file can be written");
        }
        number += count;
    }
    file.flush().expect("the file can be written");
}
