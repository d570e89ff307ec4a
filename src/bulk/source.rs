//! Where the lines come from: a file, or standard input. Opened once, read once.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use crate::base::{Error, Result};

/// What is read at a time.
const BLOCK: usize = 64 * 1024;

/// An open source of lines.
pub(super) struct Source {
    /// Its name in messages and in the record: the file's, or `standard input`.
    pub(super) name: String,
    /// What the name ends in; empty without one.
    pub(super) extension: String,
    /// How many lines it has; none where that can not be known before it is read.
    pub(super) lines: Option<u64>,
    pub(super) reader: BufReader<Box<dyn Read + Send>>,
}

impl Source {
    /// Opens `path`; `-` is standard input.
    pub(super) fn open(path: &Path) -> Result<Self> {
        if path == Path::new("-") {
            let reader: Box<dyn Read + Send> = Box::new(io::stdin());
            return Ok(Self {
                name: "standard input".to_owned(),
                extension: String::new(),
                lines: None,
                reader: BufReader::with_capacity(BLOCK, reader),
            });
        }
        let fail = |cause| Error::io(&format!("read `{}`", path.display()), cause);
        let file = File::open(path).map_err(fail)?;
        let meta = file.metadata().map_err(fail)?;
        if meta.is_dir() {
            return Err(Error::usage(format!("`{}` is a directory", path.display())));
        }
        let lines = if meta.is_file() { Some(count_lines(path).map_err(fail)?) } else { None };
        let reader: Box<dyn Read + Send> = Box::new(file);
        Ok(Self {
            name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            extension: path.extension().unwrap_or_default().to_string_lossy().to_lowercase(),
            lines,
            reader: BufReader::with_capacity(BLOCK, reader),
        })
    }

    /// The first bytes that are no white space, without taking them.
    pub(super) fn peek(&mut self) -> Result<&[u8]> {
        let name = &self.name;
        let bytes = self.reader.fill_buf().map_err(|cause| Error::io(&format!("read `{name}`"), cause))?;
        Ok(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start())
    }
}

/// Counted before, for a bar that knows its end. A file that grows meanwhile only makes the bar wrong.
fn count_lines(path: &Path) -> io::Result<u64> {
    let mut file = File::open(path)?;
    let mut block = vec![0; BLOCK];
    let mut lines = 0;
    loop {
        let length = file.read(&mut block)?;
        if length == 0 {
            return Ok(lines);
        }
        let found = block.iter().take(length).filter(|byte| **byte == b'\n').count();
        lines += found as u64;
    }
}
