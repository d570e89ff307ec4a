//! Completion that asks the program while somebody types: what it offers, and that it leaves no trace and says nothing.

use std::path::Path;
use std::time::{Duration, Instant};

use crate::common::backends::on_every_backend;
use crate::common::{Engine, Finished, World};

/// What is offered for the last of these words.
fn offered(world: &World, words: &[&str]) -> Vec<String> {
    let finished = ask(world, words);
    finished.text().lines().map(str::to_owned).collect()
}

/// Asks, and insists on silence.
#[track_caller]
fn ask(world: &World, words: &[&str]) -> Finished {
    let index = (words.len() - 1).to_string();
    let args = [&["completions", "bash", "--candidates", &index, "--"], words].concat();
    let finished = world.run(&args).succeeds();
    assert!(finished.stderr.is_empty(), "{finished}");
    finished
}

/// Users, a key and secrets; gives the prefix of the key.
fn furnish(world: &World) -> String {
    for user in ["ada", "adam", "bob"] {
        world.run(&["user", "create", &format!("{user}@example.com"), "--no-password"]).succeeds();
    }
    for path in ["app/db", "app/mail", "ci/deploy"] {
        world.command(&["secret", "set", &format!("{path}#value"), "--stdin"]).stdin("canary-0815").run().succeeds();
    }
    let key = world.run(&["apikey", "create", "--user", "bob@example.com", "--name", "x", "-o", "plain"]).succeeds();
    key.plain()[..12].to_owned()
}

on_every_backend!(users_keys_and_paths_are_offered_and_nothing_is_changed, |world| {
    let prefix = furnish(world);
    let before = world.fingerprint();
    assert_eq!(offered(world, &["claviger", "user", "show", "ad"]), ["ada@example.com", "adam@example.com"]);
    assert_eq!(offered(world, &["claviger", "apikey", "list", "--user=b"]), ["--user=bob@example.com"]);
    assert_eq!(offered(world, &["claviger", "apikey", "revoke", "clv_"]), [prefix.as_str()]);
    assert_eq!(offered(world, &["claviger", "-q", "secret", "get", "app/"]), ["app/db", "app/mail"]);
    assert_eq!(offered(world, &["claviger", "secret", "rollback", "c"])[0], "ci/deploy");
    assert_eq!(offered(world, &["claviger", "user", "sho"]), ["show"]);
    assert_eq!(offered(world, &["claviger", "user", "show", "%"]), [""; 0]);
    assert_eq!(offered(world, &["claviger", "user", "show", "_da"]), [""; 0]);
    before.assert_unchanged(world);
    assert!(world.runs().iter().all(|run| !String::from_utf8_lossy(&run.stdout).contains("canary")));
});

#[test]
fn what_goes_wrong_is_silence() {
    let world = World::installed(Engine::Sqlite);
    furnish(&world);
    let config = world.installation().join("claviger.toml");
    let config = config.to_str().unwrap();
    let silent = |words: &[&str]| assert_eq!(offered(&world, words), [""; 0], "{words:?}");
    silent(&["claviger", "--config", "/nonexistent", "user", "show", "a"]);
    silent(&["claviger", "--profile", "absent", "user", "show", "a"]);
    silent(&["claviger", "--database-url", "postgres://u@127.0.0.1:1/x", "user", "show", "a"]);
    world.set("CLAVIGER_CONFIG", "");
    silent(&["claviger", "user", "show", "a"]);
    assert_eq!(offered(&world, &["claviger", "--config", config, "user", "show", "b"]), ["bob@example.com"]);
    assert_eq!(offered(&world, &["claviger", &format!("--config={config}"), "user", "show", "b"]), ["bob@example.com"]);
}

#[test]
fn a_server_that_does_not_answer_is_not_waited_for() {
    let world = World::installed(Engine::Sqlite);
    // It takes connections, and says nothing.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("postgres://u@{}/x", silent.local_addr().unwrap());
    let started = Instant::now();
    assert_eq!(offered(&world, &["claviger", "--database-url", &url, "user", "show", "a"]), [""; 0]);
    assert!(started.elapsed() < Duration::from_secs(4), "{:?}", started.elapsed());
}

#[test]
fn what_a_shell_would_carry_out_is_not_offered_and_many_are_cut() {
    let world = World::installed(Engine::Sqlite);
    furnish(&world);
    let hostile = ["x$(id)@example.com", "x;id@example.com", "x`id`@e", "x\u{1b}[2J@example.com", "x y@example.com"];
    for (number, email) in hostile.iter().enumerate() {
        let insert = "INSERT INTO users (email, password_hash, role) VALUES";
        world.execute(&format!("{insert} ('{email}', '!{number}', 'user')"));
    }
    assert_eq!(offered(&world, &["claviger", "user", "show", "x"]), [""; 0]);
    world.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) \
         INSERT INTO users (email, password_hash, role) SELECT 'many' || i || '@example.com', '!', 'user' FROM n",
    );
    assert_eq!(offered(&world, &["claviger", "user", "show", "many"]).len(), 200);
}

/// A shell of this machine; one that is not there can not be asked.
fn shell(name: &str) -> Option<String> {
    let places = ["/usr/bin", "/bin", "/usr/local/bin"];
    places.iter().map(|place| format!("{place}/{name}")).find(|path| Path::new(path).exists())
}

#[test]
fn bash_completes_words_that_it_takes_apart() {
    let world = World::installed(Engine::Sqlite);
    furnish(&world);
    let bash = shell("bash").expect("bash is on every Debian");
    let directory = Path::new(env!("CARGO_BIN_EXE_claviger")).parent().unwrap().to_str().unwrap();
    // The words as bash itself splits them: `@` and `=` are words of their own.
    let complete = |line: &str, words: &str, word: &str| {
        let script = format!(
            "PATH={directory}:$PATH; source <(claviger completions bash --live); COMP_WORDS=({words}); \
             COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); COMP_LINE='{line}'; COMP_POINT=${{#COMP_LINE}}; \
             _claviger claviger '{word}' ''; printf '%s\\n' \"${{COMPREPLY[@]}}\""
        );
        world.other_command(&bash, &["-c", &script]).run().succeeds().text().trim_end().to_owned()
    };
    assert_eq!(complete("claviger user show bo", "claviger user show bo", "bo"), "bob@example.com");
    assert_eq!(complete("claviger user show bob@ex", "claviger user show bob @ ex", "ex"), "example.com");
    let attached = "claviger apikey list --user = bo";
    assert_eq!(complete("claviger apikey list --user=bo", attached, "bo"), "bob@example.com");
    assert_eq!(complete("claviger  secret get app/m", "claviger secret get app/m", "app/m"), "app/mail");
    assert_eq!(complete("claviger user sho", "claviger user sho", "sho"), "show");
}

#[test]
fn other_shells_understand_the_scripts() {
    let world = World::sealed();
    for (name, check) in [("bash", "-n"), ("zsh", "-n"), ("fish", "--no-execute")] {
        let script = world.run(&["completions", name, "--live"]).succeeds();
        assert!(script.text().contains(&format!("completions {name} --candidates")), "{script}");
        let path = world.write(name, script.text());
        if let Some(shell) = shell(name) {
            world.other_command(shell, &[check, path.to_str().unwrap()]).run().succeeds();
        }
    }
    let refused = world.run(&["completions", "elvish", "--live", "-o", "json"]).exits(2);
    assert_eq!(refused.error()["hint"], "leave out --live");
}
