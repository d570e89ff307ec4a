//! Passwords on their way in and out: files, the vault, variables; and what happens when one can not be delivered.

use std::os::unix::fs::PermissionsExt;

use super::PASSWORD;
use crate::common::backends::on_every_engine;
use crate::common::{Engine, World};

fn mode(path: &std::path::Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

on_every_engine!(a_made_up_password_goes_to_a_file_instead_of_the_output, |world| {
    let path = world.path("password");
    let file = format!("file:{}", path.display());
    let create = ["user", "create", "ada@example.com", "--generate-password", "--out", "password", "-o", "json"];
    world.run_in_vain(&[&create[..], &["-n", "--detailed-exitcode"]].concat()).exits(11);
    let (created, events) = world.events_of(|| world.run(&create).succeeds_with(true));
    assert_eq!(events, ["user.created ada@example.com (intent)", "user.created ada@example.com (outcome)"]);
    assert!(created.json().get("password").is_none(), "{created}");
    let password = world.read("password");
    assert_eq!(mode(&path), 0o600);
    assert_eq!(world.check("ada@example.com", &password), 0);
    world.secret(&password).except_file(&path).assert_nowhere();
    assert_eq!(world.open_operations(), 0);
    let detail = world.sql("SELECT detail FROM claviger_events ORDER BY seq DESC LIMIT 1");
    assert!(detail[0][0].contains(&file), "{detail:?}");

    // What is there is not overwritten, and nothing else is done either.
    for to in [&["--out", "password"] as &[&str], &["--to", &file]] {
        for args in [&["user", "create", "bob@example.com"], &["user", "set-password", "ada@example.com"]] {
            let args = [args, &["--generate-password"] as &[&str], to, &["-o", "json"]].concat();
            let refused = world.run_in_vain(&args).fails_as("conflict", 5);
            assert!(refused.error()["hint"].as_str().unwrap().contains("--force"), "{refused}");
        }
    }
    let force = ["user", "set-password", "ada@example.com", "--generate-password", "--to", &file, "--force"];
    let said = world.run(&force).succeeds();
    assert!(said.messages().contains(&format!("The password is in {file}")), "{said}");
    assert_ne!(world.read("password"), password);
    assert_eq!((world.check("1", world.read("password")), mode(&path)), (0, 0o600));
});

on_every_engine!(a_made_up_password_goes_into_the_vault_and_comes_back, |world| {
    let create = ["user", "create", "ada@example.com", "--generate-password", "--to", "vault:people/ada#password"];
    let created = world.run(&create).succeeds();
    assert!(created.messages().contains("The password is in vault:people/ada#password"), "{created}");
    let check = ["user", "check-password", "ada@example.com", "--from"];
    // With one field in it, the document is enough.
    for reference in ["vault:people/ada#password", "vault:people/ada"] {
        world.run_in_vain(&[&check[..], &[reference]].concat()).succeeds();
    }
    world.run_in_vain(&[&check[..], &["vault:people/ada#other"]].concat()).exits(3);
    world.run_in_vain(&[&check[..], &["vault:people/bob#password"]].concat()).exits(3);
    world
        .run_in_vain(
            &create[..]
                .iter()
                .copied()
                .map(|word| if word == "ada@example.com" { "bob@example.com" } else { word })
                .collect::<Vec<_>>(),
        )
        .exits(5);
    let mut rotate = vec!["user", "set-password", "ada@example.com", "--generate-password", "--to"];
    rotate.push("vault:people/ada#password");
    world.run_in_vain(&rotate).exits(5);
    rotate.push("--force");
    world.run(&rotate).succeeds();
    world.run(&[&check[..], &["vault:people/ada#password"]].concat()).succeeds();
    // Another field of the same document leaves the first alone.
    let other = ["user", "set-password", "ada@example.com", "--from", "vault:people/ada#password", "-o", "json"];
    world.run_in_vain(&other).succeeds_with(false);
});

#[test]
fn what_can_not_be_a_destination_is_refused_before_anything_is_made() {
    let world = World::installed(Engine::Sqlite);
    world.write("target", "");
    std::os::unix::fs::symlink(world.path("target"), world.path("link")).unwrap();
    std::fs::create_dir(world.path("directory")).unwrap();
    for (to, kind, code) in [
        (&["--out", "link", "--force"] as &[&str], "denied", 4),
        (&["--out", "directory", "--force"], "denied", 4),
        (&["--out", "target"], "conflict", 5),
        (&["--out", "no/such/directory"], "not_found", 3),
        (&["--out", "target", "--to", "file:x"], "usage", 2),
        (&["--to", "env:NAME"], "usage", 2),
        (&["--to", "vault:people/ada"], "usage", 2),
        (&["--to", "vault:../ada#x"], "usage", 2),
        (&["--to", "somewhere"], "usage", 2),
        (&["--force"], "usage", 2),
    ] {
        let args = [&["user", "create", "ada@example.com", "--generate-password", "-o", "json"], to].concat();
        world.run_in_vain(&args).fails_as(kind, code);
    }
    assert!(world.events().iter().all(|event| !event.starts_with("user.")), "{:?}", world.events());
}

on_every_engine!(a_password_that_nobody_gets_does_not_come_into_force, |world| {
    world.with_login("ada@example.com");
    let before = world.sql("SELECT * FROM users");
    let events = world.events();
    // A full disk, seen only when the write is made.
    for args in [
        "user create bob@example.com --generate-password",
        "user create bob@example.com --generate-password -o json",
        "user set-password ada@example.com --generate-password -o plain",
    ] {
        let line = format!("exec {} {args} >/dev/full", env!("CARGO_BIN_EXE_claviger"));
        let refused = world.other_command("/bin/sh", &["-c", &line]).run().exits(6);
        assert!(refused.messages().contains("could not be handed over, and nothing was changed"), "{refused}");
        // A reader that has gone away.
        let line =
            format!("(sleep 0.5; exec {} {args}) | true; exit ${{PIPESTATUS[0]}}", env!("CARGO_BIN_EXE_claviger"));
        let refused = world.other_command("/bin/bash", &["-c", &line]).run().exits(6);
        assert!(refused.messages().contains("--out FILE"), "{refused}");
    }
    assert_eq!(world.sql("SELECT * FROM users"), before);
    assert_eq!(world.events(), events);
    assert_eq!(world.check("ada@example.com", PASSWORD), 0);
});

#[test]
fn a_directory_that_can_not_be_written_leaves_the_old_password_in_force() {
    let world = World::installed(Engine::Sqlite);
    world.with_login("ada@example.com");
    std::fs::create_dir(world.path("closed")).unwrap();
    // Root may write everywhere: a file system that nobody may write to stops it as well.
    let out = if rustix::process::geteuid().is_root() { "/proc/password" } else { "closed/password" };
    std::fs::set_permissions(world.path("closed"), std::fs::Permissions::from_mode(0o500)).unwrap();
    let (refused, events) = world
        .events_of(|| world.run(&["user", "set-password", "1", "--generate-password", "--out", out, "-o", "json"]));
    assert!(refused.code == 3 || refused.code == 4, "{refused}");
    assert_eq!(events.last().map(String::as_str), Some("user.password_set ada@example.com (outcome)"));
    assert_eq!(world.check("ada@example.com", PASSWORD), 0);
    assert_eq!(world.open_operations(), 0);
}

on_every_engine!(a_password_comes_from_a_private_file_or_a_variable, |world| {
    let path = world.write("password", format!("{PASSWORD}\n"));
    let create = ["user", "create", "ada@example.com", "--file", "password", "-o", "json"];
    let refused = world.run_in_vain(&create).fails_as("denied", 4);
    assert!(refused.error()["hint"].as_str().unwrap().starts_with("chmod 600 "), "{refused}");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
    world.run(&create).succeeds_with(true);
    assert_eq!(world.check("ada@example.com", PASSWORD), 0);
    let file = format!("file:{}", path.display());
    let check = |from: &str| world.command(&["user", "check-password", "1", "--from", from]).env("PW", PASSWORD);
    check("env:PW").run_in_vain().succeeds();
    check(&file).run_in_vain().succeeds();
    std::os::unix::fs::symlink(&path, world.path("link")).unwrap();
    world.run_in_vain(&["user", "check-password", "1", "--file", "link"]).exits(4);
    // Exactly one newline is dropped: the second one belongs to the password.
    assert_eq!(world.check("1", format!("{PASSWORD}\n")), 0);
    assert_eq!(world.check("1", format!("{PASSWORD}\n\n")), 10);
    assert_eq!(world.check("1", format!("{PASSWORD}\0")), 10);
    world.secret(PASSWORD).except_file(&path).assert_nowhere();
});
