//! An installation of the claviger that is measured, in a directory of its own.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// The directory; it is gone when this is dropped.
pub(crate) struct Installed {
    directory: PathBuf,
}

impl Installed {
    /// Installs: `flags` are those of `init`.
    pub(crate) fn new(name: &str, flags: &[&str]) -> Self {
        let directory = std::env::temp_dir().join(format!("claviger_bench_{name}_{}", std::process::id()));
        let path = directory.to_str().expect("a path in UTF-8");
        run(Command::new(env!("CARGO_BIN_EXE_claviger")).args(["init", path, "-q"]).args(flags).env_clear());
        Self { directory }
    }

    /// A command of claviger in it.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_claviger"));
        command.args(args).env_clear().env("CLAVIGER_CONFIG", self.path("claviger.toml"));
        command
    }

    /// Runs one.
    pub(crate) fn run(&self, args: &[&str]) {
        run(&mut self.command(args));
    }

    /// Runs one on some input; what it prints.
    pub(crate) fn filter(&self, args: &[&str], input: &str) -> String {
        filter(&mut self.command(args), input)
    }

    /// Puts text at the end of the configuration.
    pub(crate) fn declare(&self, text: &str) {
        let file = OpenOptions::new().append(true).open(self.path("claviger.toml"));
        file.and_then(|mut file| file.write_all(text.as_bytes())).expect("the configuration can be written");
    }

    /// A file in it.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.directory.join(name)
    }
}

impl Drop for Installed {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.directory).expect("the installation is there");
    }
}

/// Runs a program, which must succeed.
pub(crate) fn run(command: &mut Command) {
    let finished = command.stdin(Stdio::null()).output().expect("the program starts");
    assert!(finished.status.success(), "{command:?}: {}", String::from_utf8_lossy(&finished.stderr));
}

/// Runs a program on some input; what it prints.
pub(crate) fn filter(command: &mut Command, input: &str) -> String {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the program starts");
    let mut pipe = child.stdin.take().expect("its input is a pipe");
    let finished = std::thread::scope(|scope| {
        // Beside reading: neither pipe holds everything.
        scope.spawn(move || pipe.write_all(input.as_bytes()).expect("it reads its input"));
        child.wait_with_output().expect("the program is waited for")
    });
    assert!(finished.status.success(), "{command:?} failed");
    String::from_utf8(finished.stdout).expect("what it prints is text")
}
