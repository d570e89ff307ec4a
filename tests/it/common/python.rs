//! Other implementations of the formats that claviger reads and writes, asked through Python.

use std::io::Write;
use std::process::{Command, Stdio};

use super::from_tests_run;

/// Runs Python code with the packages of `tests/requirements.txt` and gives back what it printed.
///
/// `sys.argv[1:]` are `args`. A traceback fails the test.
#[track_caller]
pub fn python(code: &str, args: &[&str], stdin: &[u8]) -> String {
    let mut child = Command::new(from_tests_run("CLAVIGER_TEST_PYTHON"))
        .args(["-I", "-c", code])
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|cause| panic!("start python: {cause}"));
    let mut pipe = child.stdin.take().unwrap();
    let output = std::thread::scope(|scope| {
        // Code that does not read its input breaks the pipe; that is its right.
        scope.spawn(move || pipe.write_all(stdin));
        child.wait_with_output().unwrap()
    });
    assert!(output.status.success(), "python failed:\n{code}\n{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("python printed UTF-8")
}
