//! The commands of the kill suite, and the installation that they start from.

use crate::common::World;
use crate::common::campaign::{Case, Pair, Start, case};

/// The groups of which a full run must kill more than a hundred times on each pair.
pub const JUDGED: &[&str] = &["apikey create|rotate|revoke", "user set-password", "secret set|env"];

/// The hash of `kestrel-anvil-93-moss`, with bcrypt as an older application did it.
const OLD_HASH: &str = "$2b$04$8yhtpLDBUwZMOI7IXdsKe.fWRhIiwCXFDOWXD5wWLoNPohEY0ByUi";

const fn reads(stdin: &'static str, case: Case) -> Case {
    Case { stdin: Some(stdin), ..case }
}

const fn finds(files: &'static [(&'static str, &'static str)], case: Case) -> Case {
    Case { files, ..case }
}

const fn sets_password_of(user: &'static str, case: Case) -> Case {
    Case { password_of: Some(user), ..case }
}

const fn starts_from(start: Start, case: Case) -> Case {
    Case { start, ..case }
}

/// All cases, in groups that share an installation.
pub const GROUPS: &[(&str, &[Case])] = &[
    (
        "apikey create|rotate|revoke",
        &[
            case("apikey create", "--user ada@example.com --name deploy -o plain"),
            case("apikey create", "--user ada@example.com --name filed --out key"),
            case("apikey create", "--user ada@example.com --name stored --to vault:ci/deploy#key"),
            case("apikey rotate", "1 --overlap 1h -o plain"),
            case("apikey revoke", "2 --yes --reason leaked"),
        ],
    ),
    (
        "apikey",
        &[
            case("apikey prune", "--older-than 0s"),
            finds(
                &[(
                    "keys.csv",
                    "key_hash,user,name\n\
                     aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,ada@example.com,first\n\
                     bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb,bob@example.com,second\n",
                )],
                case("apikey import", "keys.csv"),
            ),
        ],
    ),
    (
        "user set-password",
        &[
            sets_password_of(
                "ada@example.com",
                case("user set-password", "ada@example.com --generate-password -o plain"),
            ),
            case("user set-password", "ada@example.com --generate-password --to vault:people/ada#password"),
            reads("lattice-oboe-71-fern", case("user set-password", "bob@example.com --stdin")),
        ],
    ),
    (
        "user",
        &[
            sets_password_of("new@example.com", case("user create", "new@example.com --generate-password -o plain")),
            case("user create", "filed@example.com --generate-password --out password"),
            reads("kestrel-anvil-93-moss", case("user check-password", "old@example.com --stdin --upgrade")),
            case("user disable", "bob@example.com --yes --until 30d"),
            case("user enable", "off@example.com"),
            case("user unlock", "bob@example.com"),
            case("user delete", "gone@example.com --yes"),
            finds(
                &[("people.csv", "email,role\neve@example.com,user\nfay@example.com,readonly\n")],
                case("user import", "people.csv"),
            ),
            sets_password_of(
                "emergency@example.com",
                case("user break-glass", "emergency@example.com --ttl 2h --reason drill -o plain"),
            ),
        ],
    ),
    (
        "secret set|env",
        &[
            reads("the new value", case("secret set", "app/db#password --stdin")),
            reads("the first value", case("secret set", "app/new#field --stdin")),
            finds(
                &[(".env", "# kept\nSECRET_KEY=\nDB_PASSWORD='the old value'\n")],
                case("secret env", ".env --rotate DB_PASSWORD"),
            ),
            case("secret env", "other.env"),
        ],
    ),
    (
        "secret",
        &[
            case("secret rollback", "app/versions --version 1"),
            case("secret delete", "app/deleted --yes"),
            case("secret delete", "app/versions --destroy --yes"),
        ],
    ),
    (
        "keyring",
        &[
            case("keyring add", ""),
            reads("AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM=\n", case("keyring import", "--stdin")),
            case("keyring promote", "ae9572ea --yes"),
            case("keyring retire", "d6330de5 --yes"),
        ],
    ),
    (
        "installation",
        &[
            starts_from(Start::Nothing, case("init", "../installation")),
            starts_from(Start::Database, case("db migrate", "")),
            reads("a phone number\n", case("keyring encrypt", "")),
        ],
    ),
];

/// Users, keys and secrets, each for one of the cases.
pub fn prepare(pair: Pair) -> World {
    let world = World::installed_on(pair.0, pair.1);
    for name in ["ada", "bob", "gone", "off", "old"] {
        world.run(&["user", "create", &format!("{name}@example.com"), "--no-password"]).succeeds();
    }
    world.run(&["user", "disable", "off@example.com", "--yes"]).succeeds();
    world.execute("UPDATE users SET locked_until = '2999-01-01 00:00:00' WHERE email = 'bob@example.com'");
    world.execute(&format!("UPDATE users SET password_hash = '{OLD_HASH}' WHERE email = 'old@example.com'"));
    for user in ["ada", "ada", "gone", "bob"] {
        let user = format!("{user}@example.com");
        world.run(&["apikey", "create", "--user", &user, "--name", "example", "-o", "plain"]).succeeds();
    }
    world.run(&["apikey", "revoke", "4", "--yes"]).succeeds();
    let secrets = [("app/db#password", "the old value"), ("app/versions", "one"), ("app/versions", "two")];
    for (path, value) in secrets.into_iter().chain([("app/deleted", "three")]) {
        world.command(&["secret", "set", path, "--stdin"]).stdin(value).run().succeeds();
    }
    // Two keys whose fingerprints are known: one is retired then, the other secondary.
    for key in ["AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=", "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=", ""] {
        let add: &[&str] = if key.is_empty() { &["keyring", "add"] } else { &["keyring", "add", "--stdin"] };
        world.command(add).stdin(key).run().succeeds();
        world.run(&["keyring", "promote", "--yes"]).succeeds();
    }
    world.run(&["keyring", "retire", "ae9572ea", "--yes"]).succeeds();
    world
}
