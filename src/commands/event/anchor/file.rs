//! Anchors in a file, a line each: adding to it, and reading it from its beginning or at its end.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use crate::base::appended::{self, Appended};
use crate::base::{Error, Result};

use super::model::{Anchor, BEGINNING, LINE_LIMIT, Refusal};

/// How much of the end of a file is looked at: the last line, and what a killed run may have left behind it.
const WINDOW: u64 = 2 * LINE_LIMIT as u64;

/// The end of a file of anchors.
#[derive(Default)]
struct Tail {
    last: Option<Anchor>,
    ending: Ending,
}

/// How a file ends.
#[derive(Default, PartialEq, Eq)]
enum Ending {
    /// As it should.
    #[default]
    Whole,
    /// The last line lacks its end.
    Open,
    /// With a part of a line, which begins here.
    Torn(u64),
}

/// What was read of a whole file.
pub(super) struct Lines {
    /// Lines that are not blank.
    pub(super) count: u64,
    /// Whether a run was killed while it wrote the last line, which does not count.
    pub(super) is_torn: bool,
}

/// The last anchor of a file; none where there is no file, or nothing in it.
pub(super) fn find_last(path: &Path) -> Result<Option<Anchor>> {
    match appended::find(path)? {
        Some(file) => Ok(read_tail(&file, path)?.last),
        None => match path.parent() {
            Some(directory) if !directory.as_os_str().is_empty() && !directory.is_dir() => {
                Err(Error::not_found(format!("the directory `{}` does not exist", directory.display()))
                    .hint(format!("mkdir -m 700 -p {}", directory.display())))
            }
            _ => Ok(None),
        },
    }
}

/// Adds an anchor, unless it is the last one already. Durable when this returns.
pub(super) fn add(path: &Path, anchor: &Anchor) -> Result<()> {
    let mut file = Appended::open(path)?;
    let tail = read_tail(file.file(), path)?;
    let start = match tail.ending {
        Ending::Whole => "",
        Ending::Open => "\n",
        Ending::Torn(from) => {
            file.cut(from)?;
            ""
        }
    };
    if tail.last.as_ref() == Some(anchor) && tail.ending != Ending::Open {
        return Ok(());
    }
    file.add(format!("{start}{}\n", anchor.line()?).as_bytes())
}

/// Whether a line without an end is the beginning of one that a killed run wrote.
fn is_part(line: &[u8]) -> bool {
    line.starts_with(BEGINNING.as_bytes()) || BEGINNING.as_bytes().starts_with(line)
}

fn read_tail(mut file: &File, path: &Path) -> Result<Tail> {
    let fail = |cause| Error::io(&format!("read `{}`", path.display()), cause);
    let length = file.metadata().map_err(fail)?.len();
    let from = length.saturating_sub(WINDOW);
    file.seek(SeekFrom::Start(from)).map_err(fail)?;
    let mut bytes = Vec::new();
    file.take(WINDOW).read_to_end(&mut bytes).map_err(fail)?;
    let foreign = || {
        // Nothing is ever added to a file of something else.
        Error::usage(format!("`{}` does not end in an anchor", path.display()))
            .hint("name a new file, or one that an earlier --out made")
    };
    let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    let (lines, rest) = bytes.split_at(whole);
    let open = Anchor::read(rest).ok();
    let ending = match (&open, rest) {
        (_, []) => Ending::Whole,
        (Some(_), _) => Ending::Open,
        (None, part) if is_part(part) => Ending::Torn(from + u64::try_from(whole).unwrap_or_default()),
        (None, _) => return Err(foreign()),
    };
    let last = lines.split(|byte| *byte == b'\n').rev().find(|line| !line.trim_ascii().is_empty());
    let last = match (open, last) {
        (Some(open), _) => Some(open),
        (None, Some(line)) => Some(Anchor::read(line).map_err(|_| foreign())?),
        (None, None) => None,
    };
    Ok(Tail { last, ending })
}

/// Hands over every line that is not blank with its number, while they are read. A pipe will do.
pub(super) fn for_each(path: &Path, mut each: impl FnMut(u64, Result<Anchor, Refusal>)) -> Result<Lines> {
    let fail = |cause| Error::io(&format!("read `{}`", path.display()), cause);
    let mut file = BufReader::new(File::open(path).map_err(fail)?);
    let mut lines = Lines { count: 0, is_torn: false };
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        let limit = u64::try_from(LINE_LIMIT + 1).unwrap_or(u64::MAX);
        if (&mut file).take(limit).read_until(b'\n', &mut line).map_err(fail)? == 0 {
            break;
        }
        let is_ended = line.ends_with(b"\n");
        let is_long = line.len() > LINE_LIMIT;
        if is_long && !is_ended {
            file.skip_until(b'\n').map_err(fail)?;
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        let read = if is_long { Err(Refusal::Unreadable) } else { Anchor::read(&line) };
        if read.is_err() && !is_ended && !is_long && is_part(&line) {
            lines.is_torn = true;
            break;
        }
        lines.count += 1;
        each(number, read);
    }
    Ok(lines)
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests lay out files by hand")]
mod tests {
    use super::super::model::{AnchorKey, Claim};
    use super::*;
    use crate::base::{Kind, Rng};

    fn anchor(seq: i64) -> Anchor {
        let claim = Claim {
            series: 1,
            seq,
            hash: "ab".repeat(32),
            at: "2026-01-02T03:04:05Z".into(),
            origin: "cd".repeat(32),
            database: String::new(),
            reason: String::new(),
        };
        AnchorKey::generate(&mut Rng::seeded(1)).unwrap().sign(claim).unwrap()
    }

    fn read(path: &Path) -> (Vec<i64>, bool) {
        let mut seqs = Vec::new();
        let lines = for_each(path, |_, read| seqs.push(read.map_or(-1, |anchor| anchor.seq))).unwrap();
        assert_eq!(lines.count, u64::try_from(seqs.len()).unwrap());
        (seqs, lines.is_torn)
    }

    #[test]
    fn what_a_killed_run_left_is_no_line_and_is_replaced() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("anchors");
        let [first, second] = [1, 2].map(|seq| anchor(seq).line().unwrap());
        for cut in 0..second.len() {
            std::fs::write(&path, format!("{first}\n{}", &second[..cut])).unwrap();
            assert_eq!(read(&path), (vec![1], cut > 0), "{cut}");
            assert_eq!(find_last(&path).unwrap(), Some(anchor(1)));
            add(&path, &anchor(2)).unwrap();
            assert_eq!(std::fs::read_to_string(&path).unwrap(), format!("{first}\n{second}\n"));
        }
        std::fs::write(&path, format!("{first}\n{second}")).unwrap();
        add(&path, &anchor(3)).unwrap();
        add(&path, &anchor(3)).unwrap();
        assert_eq!(read(&path), (vec![1, 2, 3], false));
    }

    #[test]
    fn a_file_of_something_else_is_left_alone() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("anchors");
        for text in ["hello", "hello\n", "\nhello", "{\"a\":1}\n", &"x".repeat(100_000)] {
            std::fs::write(&path, text).unwrap();
            assert_eq!(add(&path, &anchor(1)).unwrap_err().kind(), Kind::Usage, "{text}");
            assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
        }
        let line = anchor(1).line().unwrap();
        std::fs::write(&path, format!("{}\n{line}\n\nlog: {line}\nhello", "x".repeat(100_000))).unwrap();
        assert_eq!(read(&path), (vec![-1, 1, 1, -1], false));
        assert_eq!(for_each(&directory.path().join("none"), |_, _| {}).err().unwrap().kind(), Kind::NotFound);
    }
}
