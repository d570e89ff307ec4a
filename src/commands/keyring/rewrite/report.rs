//! Values that can not be handled: counted, the first of them said, all of them listed in a file.

use std::fs::{File, OpenOptions};
use std::io::{Seek, SeekFrom};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use super::progress::row_key;
use super::work::RowFault;
use crate::base::{Error, Result, files};
use crate::context::Context;

/// How many are said to a person.
const SAID: usize = 10;

/// The list. The file is made with the first entry.
pub(crate) struct Report {
    path: PathBuf,
    file: Option<csv::Writer<File>>,
    said: Vec<String>,
    count: u64,
    /// Whether there is to be no file, or it can not be made.
    has_no_file: bool,
}

impl Report {
    /// In the given file, or in one of the current directory that is named after the moment. A dry run makes none.
    pub(crate) fn new(given: Option<&Path>, cx: &Context) -> Self {
        let now = cx.now();
        let moment = now.strftime("%Y%m%dT%H%M%SZ");
        let path = given.map_or_else(|| PathBuf::from(format!("claviger-unhandled-{moment}.csv")), Path::to_path_buf);
        Self { path, file: None, said: Vec::new(), count: 0, has_no_file: cx.options.dry_run }
    }

    /// Adds values of a table.
    pub(crate) fn add_all(&mut self, table: &str, faults: &[RowFault]) -> Result<()> {
        for fault in faults {
            self.add(table, fault)?;
        }
        Ok(())
    }

    /// Refuses a file that could not be made, before anything is done.
    pub(crate) fn check(given: Option<&Path>) -> Result<()> {
        let Some(path) = given else { return Ok(()) };
        let directory = files::directory_of(path);
        if directory.is_dir() && !path.is_dir() {
            return Ok(());
        }
        Err(Error::usage(format!("--report: `{}` can not be made", path.display()))
            .hint(format!("make its directory: mkdir -p {}", directory.display())))
    }

    fn add(&mut self, table: &str, fault: &RowFault) -> Result<()> {
        let key = row_key(&fault.key);
        self.count += 1;
        if self.said.len() < SAID {
            self.said.push(format!("{table}.{} of row {key}: {}", fault.column, fault.fault));
        }
        let failed =
            |cause: csv::Error| Error::unavailable(format!("can not write `{}`", self.path.display())).caused_by(cause);
        if self.file.is_none() && !self.has_no_file {
            let mut options = OpenOptions::new();
            options.write(true).create(true).truncate(true).mode(files::PRIVATE);
            match files::open_without_links(&self.path, &mut options) {
                Ok(file) => {
                    let mut file = csv::Writer::from_writer(file);
                    file.write_record(["table", "column", "key", "reason", "detail"]).map_err(failed)?;
                    self.file = Some(file);
                }
                // A list that can not be written must not keep the values from being rewritten.
                Err(error) => {
                    self.has_no_file = true;
                    self.said.push(format!("no list of them can be written: {error}"));
                }
            }
        }
        let Some(file) = &mut self.file else { return Ok(()) };
        let detail = fault.fault.to_string();
        file.write_record([table, &fault.column, &key, fault.fault.name(), &detail]).map_err(failed)
    }

    /// A place to come back to.
    pub(super) fn mark(&mut self) -> Result<Mark> {
        let length = match &mut self.file {
            None => None,
            Some(file) => {
                file.flush().map_err(|cause| failed(&self.path, cause))?;
                let mut inner = file.get_ref();
                Some(inner.stream_position().map_err(|cause| failed(&self.path, cause))?)
            }
        };
        Ok(Mark { count: self.count, said: self.said.len(), length })
    }

    /// Forgets what was added since, for what is looked at again.
    pub(super) fn rewind(&mut self, mark: &Mark) -> Result<()> {
        self.count = mark.count;
        self.said.truncate(mark.said);
        match mark.length {
            None => self.file = None,
            Some(length) => {
                let Some(file) = &mut self.file else { return Ok(()) };
                let cut = file.flush().and_then(|()| file.get_ref().set_len(length));
                let mut inner = file.get_ref();
                let cut = cut.and_then(|()| inner.seek(SeekFrom::Start(length)));
                cut.map_err(|cause| failed(&self.path, cause))?;
            }
        }
        Ok(())
    }

    /// How many there are, what is said of them, and the file that lists them all.
    pub(crate) fn finish(mut self) -> Result<Reported> {
        if let Some(file) = &mut self.file {
            file.flush().map_err(|cause| Error::io(&format!("write `{}`", self.path.display()), cause))?;
        }
        let path = self.file.is_some().then_some(self.path);
        Ok(Reported { count: self.count, said: self.said, path })
    }
}

fn failed(path: &Path, cause: std::io::Error) -> Error {
    Error::io(&format!("write `{}`", path.display()), cause)
}

/// A place in a report.
#[derive(Debug)]
pub(super) struct Mark {
    count: u64,
    said: usize,
    /// Of the file; none where there was none yet.
    length: Option<u64>,
}

/// What a report came to.
#[derive(Default)]
pub(crate) struct Reported {
    /// How many values.
    pub(crate) count: u64,
    /// The first of them, in words.
    pub(crate) said: Vec<String>,
    /// The file; none where there are no such values.
    pub(crate) path: Option<PathBuf>,
}
