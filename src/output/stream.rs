//! The two streams of the process, and buffers in their place for tests.
//!
//! Bytes go straight to the descriptor: the standard library's buffered stdout keeps a copy of what passes through
//! it, and `println!` panics when the reader is gone.

use std::fmt;
use std::io::{self, IsTerminal as _};
use std::os::fd::{AsFd as _, BorrowedFd};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;

use super::progress::Bar;
use crate::base::env::Env;

/// Where the bytes go.
enum Target {
    Stdout,
    Stderr,
    Memory(Arc<Mutex<Vec<u8>>>),
    #[cfg(test)]
    File(std::fs::File),
}

/// An output stream.
pub(super) struct Stream {
    target: Target,
    pub(super) is_terminal: bool,
    pub(super) color: bool,
    /// The width when the terminal does not tell.
    fallback_width: Option<u16>,
}

impl Stream {
    /// Standard output of the process.
    pub(super) fn stdout(env: &Env) -> Self {
        Self::new(Target::Stdout, io::stdout().is_terminal(), env)
    }

    /// Standard error of the process.
    pub(super) fn stderr(env: &Env) -> Self {
        Self::new(Target::Stderr, io::stderr().is_terminal(), env)
    }

    /// A buffer that passes for a terminal of a certain width, or for a pipe.
    pub(super) fn memory(bytes: Arc<Mutex<Vec<u8>>>, terminal_width: Option<u16>) -> Self {
        Self {
            target: Target::Memory(bytes),
            is_terminal: terminal_width.is_some(),
            color: false,
            fallback_width: terminal_width,
        }
    }

    /// An open file or pipe.
    #[cfg(test)]
    pub(super) fn file(file: std::fs::File) -> Self {
        Self { target: Target::File(file), is_terminal: false, color: false, fallback_width: None }
    }

    fn new(target: Target, is_terminal: bool, env: &Env) -> Self {
        let fallback_width = env.get("COLUMNS").and_then(|text| text.parse().ok()).filter(|width| *width > 0);
        Self { target, is_terminal, color: false, fallback_width }
    }

    /// Columns of the terminal at this moment; none where there is no terminal or it does not tell.
    pub(super) fn width(&self) -> Option<u16> {
        if !self.is_terminal {
            return None;
        }
        let asked = match &self.target {
            Target::Stdout => rustix::termios::tcgetwinsize(io::stdout().as_fd()).ok(),
            Target::Stderr => rustix::termios::tcgetwinsize(io::stderr().as_fd()).ok(),
            Target::Memory(_) => None,
            #[cfg(test)]
            Target::File(_) => None,
        };
        asked.map(|size| size.ws_col).filter(|width| *width > 0).or(self.fallback_width)
    }

    /// Whether this is standard error itself and not a buffer in its place.
    pub(super) const fn is_stderr(&self) -> bool {
        matches!(self.target, Target::Stderr)
    }

    /// Writes everything, or says why not.
    pub(super) fn write_all(&self, bytes: &[u8]) -> io::Result<()> {
        match &self.target {
            Target::Stdout => write_all_to(io::stdout().as_fd(), bytes),
            Target::Stderr => write_all_to(io::stderr().as_fd(), bytes),
            Target::Memory(memory) => {
                lock(memory).extend_from_slice(bytes);
                Ok(())
            }
            #[cfg(test)]
            Target::File(file) => write_all_to(file.as_fd(), bytes),
        }
    }
}

fn write_all_to(descriptor: BorrowedFd<'_>, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match rustix::io::write(descriptor, bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            // A parent may have left the pipe non-blocking: wait until there is room.
            Err(Errno::AGAIN) => match poll(&mut [PollFd::from_borrowed_fd(descriptor, PollFlags::OUT)], None) {
                Ok(_) | Err(Errno::INTR) => {}
                Err(errno) => return Err(errno.into()),
            },
            Err(errno) => return Err(errno.into()),
        }
    }
    Ok(())
}

/// Standard error, shared with the progress bar that may stand on its last line.
pub(super) struct Talk {
    pub(super) stream: Stream,
    pub(super) bar: Mutex<Option<Bar>>,
}

impl Talk {
    pub(super) fn new(stream: Stream) -> Self {
        Self { stream, bar: Mutex::new(None) }
    }

    /// Writes one line above the progress bar. That nobody listens is no failure of the command.
    pub(super) fn line(&self, text: &str) {
        let line = format!("{text}\n");
        let write = || drop(self.stream.write_all(line.as_bytes()));
        let bar = lock(&self.bar).clone();
        match bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }
}

/// A lock that a panicking thread held still guards valid data here: bytes, lines, a bar.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What a printer made for a test has written.
#[derive(Clone, Default)]
pub struct Captured {
    pub(super) stdout: Arc<Mutex<Vec<u8>>>,
    pub(super) stderr: Arc<Mutex<Vec<u8>>>,
}

impl Captured {
    /// Standard output so far, as text.
    #[must_use]
    pub fn stdout(&self) -> String {
        String::from_utf8_lossy(&lock(&self.stdout)).into_owned()
    }

    /// Standard output so far.
    #[must_use]
    pub fn stdout_bytes(&self) -> Vec<u8> {
        lock(&self.stdout).clone()
    }

    /// Standard error so far, as text.
    #[must_use]
    pub fn stderr(&self) -> String {
        String::from_utf8_lossy(&lock(&self.stderr)).into_owned()
    }
}

impl fmt::Debug for Captured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Captured(…)")
    }
}
