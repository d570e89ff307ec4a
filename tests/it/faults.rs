//! What goes wrong around the program: servers that are down, full disks, closed pipes, damaged files, locks. Every
//! fault has its exit code, says what to do, and leaves nothing half done.

mod configuration;
pub mod database;
mod disk;
mod lock;
mod signals;
mod vault;

use std::os::unix::fs::{PermissionsExt, chown};
use std::path::Path;

use crate::common::world::Run;
use crate::common::{Engine, Finished, World};

/// An installed world with one user who may have keys.
pub fn with_user(engine: Engine) -> World {
    let world = World::installed(engine);
    world.run(&["user", "create", "ada@example.com", "--no-password"]).succeeds();
    world
}

/// Creates a key for that user.
pub const CREATE_KEY: &[&str] = &["apikey", "create", "--user", "ada@example.com", "--name", "deploy"];

/// Insists on an exit code, on an error that says what to do, and on nothing of the program's insides.
#[track_caller]
pub fn fails(finished: Finished, code: i32) -> Finished {
    let finished = finished.exits(code);
    let messages = finished.messages().to_owned();
    assert!(messages.contains("error:"), "{finished}");
    assert!(messages.contains("hint:"), "no hint in\n{finished}");
    assert!(!messages.contains("panicked") && !messages.contains("src/"), "{finished}");
    finished
}

/// Whether the tests may change owners and mount file systems.
pub fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

/// The user that owns nothing.
const NOBODY: u32 = 65534;

impl World {
    /// Gives everything in this world to a user without rights, so that modes mean something also to root.
    pub fn give_to_nobody(&self) {
        if is_root() {
            // The binary may lie where only root can go.
            std::fs::copy(env!("CARGO_BIN_EXE_claviger"), self.root().join("claviger")).unwrap();
            give(self.root());
            // Other users must be able to pass, and only to pass.
            std::fs::set_permissions(self.root(), std::fs::Permissions::from_mode(0o711)).unwrap();
        }
    }

    /// Runs claviger as that user.
    pub fn run_as_nobody(&self, args: &[&str]) -> Finished {
        self.command_as_nobody(args).run()
    }

    /// Claviger as that user, about to run.
    pub fn command_as_nobody(&self, args: &[&str]) -> Run<'_> {
        if !is_root() {
            return self.command(args);
        }
        let who = NOBODY.to_string();
        let program = self.root().join("claviger");
        let options = ["--reuid", &who, "--regid", &who, "--clear-groups", "--", program.to_str().unwrap()];
        self.other_command("/usr/bin/setpriv", &options).args(args)
    }
}

fn give(path: &Path) {
    std::os::unix::fs::lchown(path, Some(NOBODY), Some(NOBODY)).unwrap();
    if path.symlink_metadata().unwrap().is_dir() {
        for entry in std::fs::read_dir(path).unwrap() {
            give(&entry.unwrap().path());
        }
    }
}

/// Gives a file to another user.
pub fn give_away(path: &Path) {
    chown(path, Some(NOBODY), Some(NOBODY)).unwrap();
}

pub fn set_mode(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}
