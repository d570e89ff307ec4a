//! Whole commands as they look: what a person or a script gets from the main ones, word for word.
//!
//! `cargo insta review` shows what differs after a change that was meant.

use crate::common::snapshot::command_snapshot;
use crate::common::{Engine, Finished, World};

/// The nouns change more often than the frame around them, and have a test of their own.
fn without_nouns(mut finished: Finished) -> Finished {
    for stream in [&mut finished.stdout, &mut finished.stderr] {
        let text = String::from_utf8(std::mem::take(stream)).unwrap();
        let text = match (text.find("Commands:\n"), text.find("Options:\n")) {
            (Some(start), Some(end)) => format!("{}Commands:\n  …\n\n{}", &text[..start], &text[end..]),
            _ => text,
        };
        *stream = text.into_bytes();
    }
    finished
}

#[test]
fn the_first_page_of_help() {
    let world = World::sealed();
    command_snapshot!(world, world.run(&["apikey", "revoke", "--help"]), @r"
    $ claviger apikey revoke --help
    exit code: 0
    ----- stdout -----
    Revoke API keys for good: by id or prefix, of a user, all, or the leaked key itself

    Usage: claviger apikey revoke [OPTIONS] <KEYS|--user <USER>|--all|--stdin>

    Arguments:
      [KEYS]...  Ids or visible prefixes

    Options:
          --user <USER>  All keys of this user
          --all          All keys of everybody
          --stdin        The key itself, from standard input
      -h, --help         Print help

    Global options:
      -o, --output <FORMAT>     How to print data: table, json, jsonl, csv or plain (only the values)
                                [default: table]
      -q, --quiet               Say nothing but data and errors
      -v, --verbose...          Say what is done
          --color <WHEN>        When to use colour: auto, always or never [default: auto]
      -y, --yes                 Answer yes to every confirmation
      -n, --dry-run             Show what would be done and change nothing
          --detailed-exitcode   Exit with 11 when a dry run finds changes
          --config <FILE>       Configuration file
          --profile <NAME>      Profile of the configuration file
          --database-url <URL>  The application's database: postgresql://user@host/name or
                                sqlite:file.db
          --insecure-tls        Accept the database URL's sslmode off this machine, too, where it does
                                not verify the server; recorded
          --reason <TEXT>       Why, for the record
          --timeout <DURATION>  Give up after this long: [duration], 15m
          --no-input            Never ask anything, even on a terminal

    Examples:
      claviger apikey revoke [prefix] --reason leaked
      claviger apikey revoke --stdin --yes < leaked.txt
      claviger apikey revoke --user ada@example.com
    ----- stderr -----
    ");
    command_snapshot!(world, without_nouns(world.run(&["--help"])), @r"
    $ claviger --help
    exit code: 0
    ----- stdout -----
    The security toolkit for administrators of home-grown web applications

    Usage: claviger [OPTIONS] <COMMAND>

    Commands:
      …

    Options:
      -h, --help     Print help
      -V, --version  Print version

    Global options:
      -o, --output <FORMAT>     How to print data: table, json, jsonl, csv or plain (only the values)
                                [default: table]
      -q, --quiet               Say nothing but data and errors
      -v, --verbose...          Say what is done
          --color <WHEN>        When to use colour: auto, always or never [default: auto]
      -y, --yes                 Answer yes to every confirmation
      -n, --dry-run             Show what would be done and change nothing
          --detailed-exitcode   Exit with 11 when a dry run finds changes
          --config <FILE>       Configuration file
          --profile <NAME>      Profile of the configuration file
          --database-url <URL>  The application's database: postgresql://user@host/name or
                                sqlite:file.db
          --insecure-tls        Accept the database URL's sslmode off this machine, too, where it does
                                not verify the server; recorded
          --reason <TEXT>       Why, for the record
          --timeout <DURATION>  Give up after this long: [duration], 15m
          --no-input            Never ask anything, even on a terminal

    Try it without any server: claviger tour
    Every noun and verb has --help with examples.
    ----- stderr -----
    ");
}

#[test]
#[expect(clippy::too_many_lines, reason = "most of them are what the program prints")]
fn a_first_installation_and_the_first_day() {
    let world = World::sealed();
    command_snapshot!(world, world.run(&["init"]), @r"
    $ claviger init
    exit code: 0
    ----- stdout -----
    config    [world]/home/.config/claviger/claviger.toml
    data      [world]/home/.local/share/claviger
    database  sqlite:[world]/home/.local/share/claviger/app.db
    made      configuration, vault, database, keyring
    ----- stderr -----

    Try next:
      claviger user create you@example.com --role admin --generate-password
      claviger apikey create --user you@example.com --name first
      claviger status
    ");
    command_snapshot!(world, world.run(&["init"]), @r"
    $ claviger init
    exit code: 0
    ----- stdout -----
    config    [world]/home/.config/claviger/claviger.toml
    data      [world]/home/.local/share/claviger
    database  sqlite:[world]/home/.local/share/claviger/app.db
    made      nothing: it was complete
    ----- stderr -----

    Try next:
      claviger user create you@example.com --role admin --generate-password
      claviger apikey create --user you@example.com --name first
      claviger status
    ");
    command_snapshot!(world, world.run(&["user", "create", "ada@example.com", "--role", "admin", "--no-password"]), @r"
    $ claviger user create ada@example.com --role admin --no-password
    exit code: 0
    ----- stdout -----
    id        1
    email     ada@example.com
    name      -
    role      admin
    status    active
    password  -
    ----- stderr -----
    ");
    world.run(&["user", "create", "bob@example.com", "--no-password", "--name", "Bob"]).succeeds();
    command_snapshot!(world, world.run(&["user", "list"]), @r"
    $ claviger user list
    exit code: 0
    ----- stdout -----
    ID  EMAIL            NAME  ROLE   STATUS  DISABLED UNTIL  CREATED AT
    1   ada@example.com  -     admin  active  -               [time]
    2   bob@example.com  Bob   user   active  -               [time]
    ----- stderr -----
    ");
    command_snapshot!(world, world.run(&["user", "list", "-o", "csv"]), @r"
    $ claviger user list -o csv
    exit code: 0
    ----- stdout -----
    id,email,name,role,status,disabled_until,created_at
    1,ada@example.com,,admin,active,,[time]
    2,bob@example.com,Bob,user,active,,[time]
    ----- stderr -----
    ");
    let create = ["apikey", "create", "--user", "bob@example.com", "--name", "deploy", "--scope", "a:b"];
    command_snapshot!(world, world.run(&create), @r"
    $ claviger apikey create --user bob@example.com --name deploy --scope a:b
    exit code: 0
    ----- stdout -----
    id          1
    prefix      [prefix]
    name        deploy
    user        bob@example.com
    scopes      a:b
    created at  [time]
    expires at  [time]
    key         [key]
    ----- stderr -----
    The key is shown this once; only its hash is kept
    ");
    command_snapshot!(world, world.run(&[&create[..], &["-o", "plain"]].concat()), @r"
    $ claviger apikey create --user bob@example.com --name deploy --scope a:b -o plain
    exit code: 0
    ----- stdout -----
    [key]
    ----- stderr -----
    The key is shown this once; only its hash is kept
    ");
    command_snapshot!(world, world.run(&[&create[..], &["-o", "json"]].concat()), @r#"
    $ claviger apikey create --user bob@example.com --name deploy --scope a:b -o json
    exit code: 0
    ----- stdout -----
    {"ok":true,"changed":true,"data":{"id":3,"prefix":"[prefix]","name":"deploy","user":"bob@example.com","scopes":["a:b"],"created_at":"[time]","expires_at":"[time]","key":"[key]"},"warnings":[]}
    ----- stderr -----
    "#);
    command_snapshot!(world, world.run(&[&create[..], &["--dry-run"]].concat()), @r"
    $ claviger apikey create --user bob@example.com --name deploy --scope a:b --dry-run
    exit code: 0
    ----- stdout -----
    id          -
    prefix      -
    name        deploy
    user        bob@example.com
    scopes      a:b
    created at  [time]
    expires at  [time]
    key         -
    ----- stderr -----
    Dry run: nothing was changed
    ");
    command_snapshot!(world, world.run(&["apikey", "revoke", "1"]), @r"
    $ claviger apikey revoke 1
    exit code: 12
    ----- stdout -----

    ----- stderr -----
    error: not confirmed: Revoke 1 API key ([prefix]) in database `[world]/home/.local/share/claviger/app.db`? This can not be undone.
    hint: pass --yes
    ");
    command_snapshot!(world, world.run(&["apikey", "revoke", "1", "--yes", "--reason", "leaked"]), @r"
    $ claviger apikey revoke 1 --yes --reason leaked
    exit code: 0
    ----- stdout -----
    ID  PREFIX        NAME    USER             SCOPES  STATUS   CREATED AT  EXPIRES AT  LAST USED
    1   [prefix]  deploy  bob@example.com  a:b     revoked  [time]  [time]  -
    ----- stderr -----
    ");
    command_snapshot!(world, world.run(&["apikey", "list"]), @r"
    $ claviger apikey list
    exit code: 0
    ----- stdout -----
    ID  PREFIX        NAME    USER             SCOPES  STATUS   CREATED AT  EXPIRES AT  LAST USED
    1   [prefix]  deploy  bob@example.com  a:b     revoked  [time]  [time]  -
    2   [prefix]  deploy  bob@example.com  a:b     active   [time]  [time]  -
    3   [prefix]  deploy  bob@example.com  a:b     active   [time]  [time]  -
    ----- stderr -----
    ");
    command_snapshot!(world, world.run(&["apikey", "list", "-o", "jsonl"]), @r#"
    $ claviger apikey list -o jsonl
    exit code: 0
    ----- stdout -----
    {"id":1,"prefix":"[prefix]","name":"deploy","user":"bob@example.com","scopes":["a:b"],"status":"revoked","created_at":"[time]","expires_at":"[time]","last_used":null,"revoked_at":"[time]","revoked_reason":"leaked","predecessor":null}
    {"id":2,"prefix":"[prefix]","name":"deploy","user":"bob@example.com","scopes":["a:b"],"status":"active","created_at":"[time]","expires_at":"[time]","last_used":null,"revoked_at":null,"revoked_reason":null,"predecessor":null}
    {"id":3,"prefix":"[prefix]","name":"deploy","user":"bob@example.com","scopes":["a:b"],"status":"active","created_at":"[time]","expires_at":"[time]","last_used":null,"revoked_at":null,"revoked_reason":null,"predecessor":null}
    ----- stderr -----
    "#);
    command_snapshot!(world, world.run(&["apikey", "list", "--expired"]), @r"
    $ claviger apikey list --expired
    exit code: 0
    ----- stdout -----

    ----- stderr -----
    No API key matches
    ");
    command_snapshot!(world, world.run(&["keyring", "list"]), @r"
    $ claviger keyring list
    exit code: 0
    ----- stdout -----
    FINGERPRINT       STATE    CREATED AT
    [hex]  primary  [time]
    ----- stderr -----
    ");
}

#[test]
fn an_installation_on_a_server() {
    let world = World::with_database(Engine::Postgres);
    let url = world.database().url();
    command_snapshot!(world, world.run(&["init", "demo", "--database-url", &url]), @r"
    $ claviger init demo --database-url postgres://postgres:[password]@127.0.0.1:[port]/[database]
    exit code: 0
    ----- stdout -----
    config    [world]/here/demo/claviger.toml
    data      [world]/here/demo
    database  postgresql://postgres@127.0.0.1:[port]/[database]
    made      configuration, vault, database, keyring
    ----- stderr -----
    warning: --database-url carries a password that other users can see in the process list: use DATABASE_URL

      export CLAVIGER_CONFIG=[world]/here/demo/claviger.toml

    Try next:
      claviger user create you@example.com --role admin --generate-password
      claviger apikey create --user you@example.com --name first
      claviger status
    ");
}

#[test]
#[expect(clippy::too_many_lines, reason = "most of them are what the program prints")]
fn errors_say_what_is_wrong_and_what_to_do() {
    let world = World::installed(Engine::Sqlite);
    command_snapshot!(world, without_nouns(world.run(&[])), @r"
    $ claviger
    exit code: 2
    ----- stdout -----

    ----- stderr -----
    The security toolkit for administrators of home-grown web applications

    Usage: claviger [OPTIONS] <COMMAND>

    Commands:
      …

    Options:
      -h, --help     Print help
      -V, --version  Print version

    Global options:
      -o, --output <FORMAT>     How to print data: table, json, jsonl, csv or plain (only the values)
                                [default: table]
      -q, --quiet               Say nothing but data and errors
      -v, --verbose...          Say what is done
          --color <WHEN>        When to use colour: auto, always or never [default: auto]
      -y, --yes                 Answer yes to every confirmation
      -n, --dry-run             Show what would be done and change nothing
          --detailed-exitcode   Exit with 11 when a dry run finds changes
          --config <FILE>       Configuration file
          --profile <NAME>      Profile of the configuration file
          --database-url <URL>  The application's database: postgresql://user@host/name or
                                sqlite:file.db
          --insecure-tls        Accept the database URL's sslmode off this machine, too, where it does
                                not verify the server; recorded
          --reason <TEXT>       Why, for the record
          --timeout <DURATION>  Give up after this long: [duration], 15m
          --no-input            Never ask anything, even on a terminal

    Try it without any server: claviger tour
    Every noun and verb has --help with examples.
    ");
    command_snapshot!(world, world.run(&["user", "shwo", "ada@example.com"]), @r"
    $ claviger user shwo ada@example.com
    exit code: 2
    ----- stdout -----

    ----- stderr -----
    error: unrecognized subcommand 'shwo'
    hint: a similar subcommand exists: 'show'
    ");
    command_snapshot!(world, world.run(&["user", "show"]), @r"
    $ claviger user show
    exit code: 2
    ----- stdout -----

    ----- stderr -----
    error: the following required arguments were not provided: <USER>
    hint: claviger user show --help
    ");
    command_snapshot!(world, world.run(&["user", "show", "ada@example.com"]), @r"
    $ claviger user show ada@example.com
    exit code: 3
    ----- stdout -----

    ----- stderr -----
    error: there is no user `ada@example.com`
    hint: claviger user list
    ");
    command_snapshot!(world, world.run(&["user", "show", "ada@example.com", "-o", "json"]), @r#"
    $ claviger user show ada@example.com -o json
    exit code: 3
    ----- stdout -----

    ----- stderr -----
    {"ok":false,"error":{"kind":"not_found","message":"there is no user `ada@example.com`","hint":"claviger user list","exit_code":3,"causes":[]}}
    "#);
    command_snapshot!(world, world.run(&["user", "create", "ada"]), @r"
    $ claviger user create ada
    exit code: 2
    ----- stdout -----

    ----- stderr -----
    error: `ada` is not an e-mail address: it needs one @ between two parts
    ");
    command_snapshot!(world, world.run(&["user", "create", "ada@example.com"]), @r"
    $ claviger user create ada@example.com
    exit code: 2
    ----- stdout -----

    ----- stderr -----
    error: no password was given
    hint: add --generate-password, --stdin, --file FILE, --from REF or --no-password
    ");
    command_snapshot!(world, world.run(&["user", "create", "ada@example.com", "--no-password", "--role", "boss"]), @r"
    $ claviger user create ada@example.com --no-password --role boss
    exit code: 3
    ----- stdout -----

    ----- stderr -----
    error: there is no role `boss`
    hint: roles: admin, moderator, readonly, user
    ");
    world.run(&["user", "create", "ada@example.com", "--no-password", "--role", "admin"]).succeeds();
    command_snapshot!(world, world.run(&["user", "create", "ada@example.com", "--no-password"]), @r"
    $ claviger user create ada@example.com --no-password
    exit code: 5
    ----- stdout -----

    ----- stderr -----
    error: there is a user `ada@example.com` already
    hint: claviger user show ada@example.com; or add --if-missing
    ");
    command_snapshot!(world, world.run(&["user", "delete", "ada@example.com", "--yes"]), @r"
    $ claviger user delete ada@example.com --yes
    exit code: 5
    ----- stdout -----

    ----- stderr -----
    error: `ada@example.com` is the last active administrator and can not be deleted
    hint: make another one first: claviger user create EMAIL --role admin --generate-password
    ");
    command_snapshot!(world, world.run(&["apikey", "create", "--user", "ada@example.com", "--name", "x", "--expires", "soon"]), @r"
    $ claviger apikey create --user ada@example.com --name x --expires soon
    exit code: 2
    ----- stdout -----

    ----- stderr -----
    error: `--expires`: `soon` is not an expiry
    hint: write a duration (90d), a time ([time]) or never
    ");
    command_snapshot!(world, world.run(&["user", "list", "-o", "yaml"]), @r"
    $ claviger user list -o yaml
    exit code: 2
    ----- stdout -----

    ----- stderr -----
    error: `--output`: `yaml` is not an output format
    hint: one of table, json, jsonl, csv, plain, sarif, junit, html, md
    ");
    command_snapshot!(world, world.run(&["user", "list", "-o", "sarif"]), @r"
    $ claviger user list -o sarif
    exit code: 2
    ----- stdout -----

    ----- stderr -----
    error: this command can not print `sarif`
    hint: use -o table|json|jsonl|csv|plain
    ");
    command_snapshot!(world, world.command(&["apikey", "verify", "--stdin"]).stdin("clv_damaged").run(), @r"
    $ claviger apikey verify --stdin
    exit code: 2
    ----- stdout -----

    ----- stderr -----
    error: the key is damaged: its checksum does not fit
    hint: copy it again, all of it: clv_, 8 characters, _, 32 characters, _, 6 characters
    ");
    command_snapshot!(world, world.command(&["keyring", "decrypt"]).stdin("no token").run(), @r"
    $ claviger keyring decrypt
    exit code: 9
    ----- stdout -----

    ----- stderr -----
    error: line 1 is not a token of any key in the keyring
    hint: claviger keyring list shows the keys there are
    ");
    command_snapshot!(world, world.command(&["user", "list"]).without_env("CLAVIGER_CONFIG").run(), @r"
    $ claviger user list
    exit code: 2
    ----- stdout -----

    ----- stderr -----
    error: no database is configured
    hint: make an installation: claviger init, or name a database: --database-url or DATABASE_URL
    ");
    command_snapshot!(world, world.command(&["user", "list"]).env("CLAVIGER_DATBASE_URL", "x").run(), @r"
    $ claviger user list
    exit code: 2
    ----- stdout -----

    ----- stderr -----
    error: the variable `CLAVIGER_DATBASE_URL` is not a setting
    hint: did you mean `CLAVIGER_DATABASE_URL`?
    ");
}
