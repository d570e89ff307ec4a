//! Questions to a person: confirmations and secrets typed without echo. The only user of `dialoguer`.
//!
//! Nothing is asked unless both stdin and stderr are a terminal: an answer that comes out of a pipe was given by
//! nobody.

use std::io::{self, IsTerminal as _};
use std::os::fd::AsFd as _;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use rustix::termios::{LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr};
use zeroize::Zeroizing;

use super::safe_text;
use super::secret_buffer::SecretBuffer;
use crate::base::{Error, Kind, Result, Secret};

/// Asks, or knows that nobody can be asked.
#[derive(Debug, Clone)]
pub struct Prompter {
    is_terminal: bool,
    no_input: bool,
    assume_yes: bool,
}

impl Prompter {
    /// A prompter on the terminal of the process, under `--no-input` and `--yes`.
    #[must_use]
    pub fn new(no_input: bool, assume_yes: bool) -> Self {
        Self { is_terminal: io::stdin().is_terminal() && io::stderr().is_terminal(), no_input, assume_yes }
    }

    /// A prompter that has no terminal, for tests and for runs without a person.
    #[must_use]
    pub const fn without_terminal(assume_yes: bool) -> Self {
        Self { is_terminal: false, no_input: true, assume_yes }
    }

    /// Whether a person can be asked.
    #[must_use]
    pub const fn can_ask(&self) -> bool {
        self.is_terminal && !self.no_input
    }

    /// Asks a yes-or-no question. Anything but yes is `unconfirmed`; `-y` is yes.
    pub fn confirm(&self, question: &str) -> Result<()> {
        if self.assume_yes {
            return Ok(());
        }
        let answer = self.ask(question, "[y/N]")?;
        if matches!(answer.trim().to_ascii_lowercase().as_str(), "y" | "yes") { Ok(()) } else { Err(declined()) }
    }

    /// Asks to type `word`, for what touches everybody. Anything else is `unconfirmed`; `-y` is agreement.
    pub fn confirm_typed(&self, question: &str, word: &str) -> Result<()> {
        if self.assume_yes {
            return Ok(());
        }
        let answer = self.ask(question, &format!("Type `{word}` to go on"))?;
        if answer.trim() == word { Ok(()) } else { Err(declined()) }
    }

    fn ask(&self, question: &str, how: &str) -> Result<String> {
        if !self.can_ask() {
            return Err(Error::unconfirmed(format!("not confirmed: {question}")).hint("pass --yes"));
        }
        // `Input` and not `Confirm`: the latter hides the cursor, and Ctrl-C would leave it hidden.
        dialoguer::Input::<String>::new()
            .with_prompt(safe_text::line(&format!("{question} {how}")).into_owned())
            .allow_empty(true)
            .interact_text()
            .map_err(|dialoguer::Error::IO(cause)| terminal_failure(cause))
    }

    /// Reads a secret without showing it. Without a terminal it is `usage`: there is `--stdin`.
    pub fn read_hidden(&self, label: &str) -> Result<Secret> {
        if !self.can_ask() {
            return Err(Error::usage(format!("no terminal to ask for {label}")).hint("pass --stdin, or --file FILE"));
        }
        read_without_echo(&format!("{}: ", safe_text::line(label)))
    }

    /// Reads a new secret twice; different answers are `usage`.
    pub fn read_hidden_twice(&self, label: &str) -> Result<Secret> {
        let first = self.read_hidden(label)?;
        let second = self.read_hidden(&format!("{label} again"))?;
        if first == second { Ok(first) } else { Err(Error::usage("the two answers differ")) }
    }
}

fn declined() -> Error {
    Error::unconfirmed("declined")
}

fn interrupted() -> Error {
    Error::new(Kind::Interrupted, "interrupted")
}

fn terminal_failure(cause: io::Error) -> Error {
    match cause.kind() {
        io::ErrorKind::Interrupted => interrupted(),
        // The terminal went away: nobody has said yes.
        io::ErrorKind::UnexpectedEof => Error::unconfirmed("the terminal was closed"),
        _ => Error::io("read from the terminal", cause),
    }
}

fn say(text: &str) -> Result<()> {
    use io::Write as _;
    let mut stderr = io::stderr();
    stderr.write_all(text.as_bytes()).map_err(|cause| Error::io("write to the terminal", cause))
}

/// Puts the terminal back as it was, also when reading failed.
struct Restore(Termios);

impl Drop for Restore {
    fn drop(&mut self) {
        // There is nobody left to tell.
        let _ = tcsetattr(io::stdin().as_fd(), OptionalActions::Now, &self.0);
    }
}

/// Reads a line byte by byte, editing included.
///
/// SECURITY: `dialoguer::Password` leaves signals on while the echo is off, so Ctrl-C would end the process and
/// leave the shell without echo; it also grows an ordinary string, and takes 4095 bytes at most.
fn read_without_echo(prompt: &str) -> Result<Secret> {
    let stdin = io::stdin();
    let failed = |errno: Errno| Error::io("read from the terminal", errno.into());
    let original = tcgetattr(stdin.as_fd()).map_err(failed)?;
    let mut hidden = original.clone();
    hidden.local_modes &= !(LocalModes::ECHO | LocalModes::ICANON | LocalModes::ISIG | LocalModes::IEXTEN);
    hidden.special_codes[SpecialCodeIndex::VMIN] = 1;
    hidden.special_codes[SpecialCodeIndex::VTIME] = 0;
    let _restore = Restore(original);
    tcsetattr(stdin.as_fd(), OptionalActions::Now, &hidden).map_err(failed)?;
    // Only now: whoever answers as soon as the prompt is there must not be echoed.
    say(prompt)?;

    let mut line = Line::default();
    let mut byte = Zeroizing::new([0_u8; 1]);
    let end = loop {
        // A read begins anew after a signal, so that an interrupt would be lost; a wait ends.
        match poll(&mut [PollFd::new(&stdin, PollFlags::IN)], None) {
            Ok(_) => {}
            Err(Errno::INTR) => break Step::Interrupted,
            Err(errno) => return Err(failed(errno)),
        }
        match rustix::io::read(stdin.as_fd(), byte.as_mut_slice()) {
            Ok(0) => break Step::Closed,
            Ok(_) => {}
            Err(Errno::INTR) => continue,
            Err(errno) => return Err(failed(errno)),
        }
        let [byte] = *byte;
        match line.take(byte) {
            Step::More => {}
            end => break end,
        }
    };
    say("\n")?;
    match end {
        Step::Interrupted => Err(interrupted()),
        Step::Closed => Err(terminal_failure(io::ErrorKind::UnexpectedEof.into())),
        Step::More | Step::Done => line.into_secret(),
    }
}

/// What a byte did to the line.
#[derive(Debug, PartialEq, Eq)]
enum Step {
    More,
    Done,
    Closed,
    Interrupted,
}

/// A line being typed, in a buffer that is wiped.
#[derive(Default)]
struct Line {
    typed: SecretBuffer,
    /// An arrow key or the like: what was typed is not what the person believes.
    has_control: bool,
}

impl Line {
    fn take(&mut self, byte: u8) -> Step {
        match byte {
            // Ctrl-C and Ctrl-\
            0x03 | 0x1c => return Step::Interrupted,
            // Ctrl-D
            0x04 if self.typed.is_empty() => return Step::Closed,
            b'\r' | b'\n' | 0x04 => return Step::Done,
            // Backspace takes a whole character: continuation bytes first.
            0x08 | 0x7f => while self.typed.pop().is_some_and(|byte| byte & 0xC0 == 0x80) {},
            // Ctrl-U
            0x15 => *self = Self::default(),
            b'\t' => self.typed.push(b"\t"),
            0x00..=0x1f => self.has_control = true,
            _ => self.typed.push(&[byte]),
        }
        Step::More
    }

    fn into_secret(self) -> Result<Secret> {
        if self.has_control {
            return Err(Error::usage("a control character was typed, such as an arrow key")
                .hint("type it again without, or pass --stdin"));
        }
        if self.typed.is_empty() {
            return Err(Error::usage("nothing was typed"));
        }
        Ok(self.typed.into_secret())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(keys: &[u8]) -> Result<Secret> {
        let mut line = Line::default();
        for key in keys {
            match line.take(*key) {
                Step::More => {}
                Step::Done => return line.into_secret(),
                other => panic!("{other:?}"),
            }
        }
        panic!("the line did not end");
    }

    #[test]
    fn a_hidden_line_can_be_edited() {
        assert_eq!(typed(b"hunter3\x7f2\n").unwrap().expose(), b"hunter2");
        assert_eq!(typed("aé\u{7f}b\r".as_bytes()).unwrap().expose(), b"ab");
        assert_eq!(typed(b"wrong\x15right\n").unwrap().expose(), b"right");
        assert_eq!(typed(b"end\x04").unwrap().expose(), b"end");
        assert_eq!(typed(b"a\tb\n").unwrap().expose(), b"a\tb");
    }

    #[test]
    fn an_arrow_key_or_nothing_is_not_taken_for_a_secret() {
        assert_eq!(typed(b"abc\x1b[D\n").unwrap_err().kind(), Kind::Usage);
        assert_eq!(typed(b"\n").unwrap_err().kind(), Kind::Usage);
        assert_eq!(Line::default().take(0x03), Step::Interrupted);
        assert_eq!(Line::default().take(0x04), Step::Closed);
    }

    #[test]
    fn without_a_terminal_nothing_is_asked() {
        let nobody = Prompter::without_terminal(false);
        let error = nobody.confirm("Revoke 3 keys of app at localhost?").unwrap_err();
        assert_eq!(error.kind(), Kind::Unconfirmed);
        assert_eq!(error.hint_text(), Some("pass --yes"));
        assert_eq!(nobody.confirm_typed("End every session?", "everybody").unwrap_err().kind(), Kind::Unconfirmed);
        let error = nobody.read_hidden("password").unwrap_err();
        assert_eq!(error.kind(), Kind::Usage);
        assert_eq!(error.hint_text(), Some("pass --stdin, or --file FILE"));
    }

    #[test]
    fn yes_answers_every_confirmation_but_types_no_secret() {
        let yes = Prompter::without_terminal(true);
        yes.confirm("Revoke?").unwrap();
        yes.confirm_typed("End every session?", "everybody").unwrap();
        assert!(yes.read_hidden_twice("password").is_err());
    }
}
