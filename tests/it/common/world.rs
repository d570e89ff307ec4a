//! A sealed world: its own directories, an empty environment, no way to the person who runs the tests.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, mpsc};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use super::Finished;
use super::backends::Database;
use super::openbao::Mount;

/// No command of a test takes this long; one that does is stuck, and is killed so that its output can be shown.
const STUCK_AFTER: Duration = Duration::from_mins(2);

/// Directories of a world and the variables that name them.
const DIRECTORIES: &[(&str, &str)] = &[
    ("HOME", "home"),
    ("XDG_CONFIG_HOME", "home/.config"),
    ("XDG_DATA_HOME", "home/.local/share"),
    ("XDG_STATE_HOME", "home/.local/state"),
    ("XDG_CACHE_HOME", "home/.cache"),
    ("XDG_RUNTIME_DIR", "runtime"),
    ("TMPDIR", "tmp"),
];

/// One sealed world. Dropping it removes its directories and its database.
pub struct World {
    // Before `root`: a database may live in the directory.
    pub(super) database: Option<Database>,
    pub(super) vault: Option<Mount>,
    root: TempDir,
    program: PathBuf,
    variables: Mutex<BTreeMap<OsString, OsString>>,
    runs: Mutex<Vec<Finished>>,
}

impl World {
    /// A world with nothing in it.
    pub fn sealed() -> Self {
        let root = tempfile::Builder::new().prefix("claviger-world-").tempdir().unwrap();
        let mut variables = BTreeMap::from([
            ("PATH".into(), "/usr/bin:/bin".into()),
            ("LANG".into(), "C.UTF-8".into()),
            ("TZ".into(), "UTC".into()),
        ]);
        for (variable, directory) in DIRECTORIES {
            let path = root.path().join(directory);
            std::fs::create_dir_all(&path).unwrap();
            variables.insert((*variable).into(), path.into());
        }
        std::fs::create_dir(root.path().join("here")).unwrap();
        Self {
            database: None,
            vault: None,
            root,
            program: env!("CARGO_BIN_EXE_claviger").into(),
            variables: Mutex::new(variables),
            runs: Mutex::default(),
        }
    }

    /// Another program in the place of claviger, for the tests of this harness.
    pub fn with_program(mut self, program: &Path) -> Self {
        program.clone_into(&mut self.program);
        self
    }

    /// The directory that everything of this world lies in.
    pub fn root(&self) -> &Path {
        self.root.path()
    }

    /// A path in the directory that commands start in.
    pub fn path(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.root().join("here").join(relative)
    }

    /// Writes a file in the directory that commands start in.
    pub fn write(&self, relative: impl AsRef<Path>, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(relative);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
        path
    }

    /// Reads a text file in the directory that commands start in.
    pub fn read(&self, relative: impl AsRef<Path>) -> String {
        let path = self.path(relative);
        std::fs::read_to_string(&path).unwrap_or_else(|cause| panic!("read `{}`: {cause}", path.display()))
    }

    /// Sets a variable for every command from now on.
    pub fn set(&self, variable: &str, value: impl Into<OsString>) {
        self.variables.lock().unwrap().insert(variable.into(), value.into());
    }

    /// A variable as commands of this world see it.
    pub fn variable(&self, name: &str) -> Option<OsString> {
        self.variables.lock().unwrap().get(OsStr::new(name)).cloned()
    }

    /// Runs claviger to its end.
    pub fn run(&self, args: &[&str]) -> Finished {
        self.command(args).run()
    }

    /// Claviger with `args`, to be given input or variables before it runs.
    pub fn command(&self, args: &[&str]) -> Run<'_> {
        self.other_command(&self.program, args)
    }

    /// Any other program in this world.
    pub fn other_command(&self, program: impl Into<PathBuf>, args: &[&str]) -> Run<'_> {
        Run {
            world: self,
            program: program.into(),
            args: args.iter().map(OsString::from).collect(),
            stdin: None,
            variables: self.variables.lock().unwrap().clone(),
            directory: self.path(""),
        }
    }

    /// Every command that ran here, in order.
    pub fn runs(&self) -> Vec<Finished> {
        self.runs.lock().unwrap().clone()
    }

    /// Keeps what a command said, for the search for secrets, and numbers it.
    pub(super) fn record(&self, mut finished: Finished) -> Finished {
        let mut runs = self.runs.lock().unwrap();
        finished.number = runs.len();
        runs.push(finished.clone());
        finished
    }
}

/// A command about to run in a world.
pub struct Run<'a> {
    pub world: &'a World,
    pub(super) program: PathBuf,
    pub(super) args: Vec<OsString>,
    pub(super) stdin: Option<Vec<u8>>,
    variables: BTreeMap<OsString, OsString>,
    directory: PathBuf,
}

impl Run<'_> {
    /// One more argument, which need not be text.
    pub fn arg(mut self, arg: impl Into<OsString>) -> Self {
        self.args.push(arg.into());
        self
    }

    /// More arguments.
    pub fn args(mut self, args: &[&str]) -> Self {
        self.args.extend(args.iter().map(OsString::from));
        self
    }

    /// What the command reads; without this its input is empty.
    pub fn stdin(mut self, bytes: impl AsRef<[u8]>) -> Self {
        self.stdin = Some(bytes.as_ref().to_vec());
        self
    }

    /// A variable for this command only.
    pub fn env(mut self, variable: &str, value: impl Into<OsString>) -> Self {
        self.variables.insert(variable.into(), value.into());
        self
    }

    /// Without a variable of the world.
    pub fn without_env(mut self, variable: &str) -> Self {
        self.variables.remove(OsStr::new(variable));
        self
    }

    /// The directory it starts in.
    pub fn directory(mut self, path: impl Into<PathBuf>) -> Self {
        self.directory = path.into();
        self
    }

    /// The command line, for messages.
    pub(super) fn line(&self) -> String {
        let mut line = self.program.file_name().unwrap_or_default().to_string_lossy().into_owned();
        for arg in &self.args {
            line.push(' ');
            line.push_str(&arg.to_string_lossy());
        }
        line
    }

    /// The command as the standard library knows it, without input and output.
    pub(super) fn prepare(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.args).env_clear().envs(&self.variables).current_dir(&self.directory);
        command
    }

    /// Runs it to its end.
    pub fn run(self) -> Finished {
        self.start().end()
    }
}

impl<'a> Run<'a> {
    /// Starts it. Without [`Run::stdin`] its input is empty.
    pub fn start(mut self) -> Started<'a> {
        let input = self.stdin.take();
        let mut started = self.start_with(if input.is_some() { Stdio::piped() } else { Stdio::null() });
        let pipe = started.child.stdin.take();
        if let Some((mut pipe, bytes)) = pipe.zip(input) {
            // A command may end without reading what it was given: a broken pipe is no failure of the test.
            std::thread::spawn(move || pipe.write_all(&bytes));
        }
        started
    }

    /// Starts it with an input in which nothing ever comes.
    pub fn start_with_silent_input(self) -> Started<'a> {
        self.start_with(Stdio::piped())
    }

    fn start_with(self, stdin: Stdio) -> Started<'a> {
        let line = self.line();
        let child = self
            .prepare()
            .stdin(stdin)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap_or_else(|cause| panic!("start `{line}`: {cause}"));
        Started { world: self.world, line, child }
    }
}

/// A command that runs.
pub struct Started<'a> {
    world: &'a World,
    line: String,
    child: Child,
}

impl Started<'_> {
    /// The number of its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Sends a signal.
    pub fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).unwrap();
    }

    /// Waits for the end.
    pub fn end(mut self) -> Finished {
        let pid = Pid::from_child(&self.child);
        // Waiting would close it, and with it end the silence.
        let silence = self.child.stdin.take();
        let (done, watch) = mpsc::channel::<()>();
        let output = std::thread::scope(|scope| {
            scope.spawn(move || {
                if watch.recv_timeout(STUCK_AFTER) == Err(mpsc::RecvTimeoutError::Timeout) {
                    let _ = kill_process(pid, Signal::KILL);
                }
            });
            let output = self.child.wait_with_output().unwrap();
            drop(done);
            output
        });
        drop(silence);
        self.world.record(Finished::new(self.line, output))
    }
}
