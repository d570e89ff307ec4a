//! The commands of the tour, in order. What a new step of the program can do is shown here first.

use std::fmt::Write as _;

use serde::Deserialize;

use super::run::{Job, KILLED, Step};
use crate::base::{Error, Result};

/// The people of the tour.
const PEOPLE: &str = include_str!("people.csv");

/// The customers whose names are encrypted: so many that a rotation can be seen and stopped in the middle.
const CUSTOMERS: u32 = 2000;
const MAKE_CUSTOMERS: &str =
    "(echo email,name; seq 2000 | sed 's/.*/customer&@example.com,Customer &/') >> customers.csv";

/// How an encrypted column is declared.
const DECLARATION: &str = "\n[[encrypted]]\ntable = \"users\"\ncolumns = [\"name\"]\n";
const DECLARE: &str = r#"printf '\n[[encrypted]]\ntable = "users"\ncolumns = ["name"]\n' >> claviger.toml"#;

#[derive(Deserialize)]
struct Person {
    email: String,
    name: String,
    role: String,
}

/// All commands.
pub(super) fn all() -> Result<Vec<Step>> {
    let mut steps = vec![
        step("A working installation: configuration, database, sealed secrets file, first encryption key", "init ."),
        step("The secrets an application needs, in a file that only its owner reads", "secret env .env"),
        step("Run again, nothing changes", "secret env .env -q"),
    ];
    steps.extend(people()?);
    steps.extend([
        step("Who is there", "user list"),
        step(
            "The last administrator can not be locked out, the last but one can",
            "user disable katherine@example.com --reason sabbatical --yes",
        ),
        Step { expects: 5, ..step("… and here the rule holds", "user disable grace@example.com --yes") },
        Step {
            keeps: Some("KEY"),
            ..step(
                "An API key: shown once, stored as a hash",
                "apikey create --user deploy@example.com --name ci --scope deploy -o plain",
            )
        },
        Step { stdin: Some("$KEY"), ..step("Its holder presents it", "apikey verify --stdin") },
        Step {
            keeps: Some("NEXT"),
            ..step("Rotated: both are valid for an hour", "apikey rotate ${KEY:0:12} --overlap 1h -o plain")
        },
        step("The old one leaked", "apikey revoke ${KEY:0:12} --reason leaked --yes"),
        Step { stdin: Some("$KEY"), expects: 10, ..step("It is known, and refused", "apikey verify --stdin -q") },
        Step { stdin: Some("$NEXT"), ..step("Its successor is valid", "apikey verify --stdin -o json") },
        step("All keys in all states", "apikey list"),
        Step {
            stdin: Some("+1 555 0100"),
            keeps: Some("TOKEN"),
            ..step("A field encrypted as the application does it (a Fernet token)", "keyring encrypt")
        },
        Step { stdin: Some("$TOKEN"), ..step("… and decrypted", "keyring decrypt") },
    ]);
    steps.extend(encryption());
    steps.extend([
        step("Everything that was changed is on record", "event list"),
        step("… and the record is intact", "event verify"),
        step("The whole installation at a glance", "status"),
    ]);
    Ok(steps)
}

fn step(about: &'static str, line: &str) -> Step {
    Step { about, job: Job::Command(words(line)), keeps: None, stdin: None, expects: 0 }
}

/// The same, for work that takes a while.
fn long(about: &'static str, line: &str) -> Step {
    Step { job: Job::LongCommand(words(line)), ..step(about, line) }
}

fn words(line: &str) -> Vec<String> {
    line.split(' ').map(str::to_owned).collect()
}

/// A column is encrypted, and its key rotated.
fn encryption() -> Vec<Step> {
    let mut customers = String::from("email,name\n");
    for number in 1..=CUSTOMERS {
        // Writing into a `String` can not fail.
        let _ = writeln!(customers, "customer{number}@example.com,Customer {number}");
    }
    let append = |about, file, text, line| Step { job: Job::Append { file, text, line }, ..step(about, "") };
    // Slow enough to be met in the middle.
    let slowly = words("keyring rotate --retire-after 1d --batch 100 --max-rate 1000 --yes");
    vec![
        append("Customers of a shop, two thousand", "customers.csv", customers, MAKE_CUSTOMERS),
        step("They come in at once, or not at all", "user import customers.csv"),
        append("Their names shall be encrypted", "claviger.toml", DECLARATION.to_owned(), DECLARE),
        long("What stands there in plain text is encrypted", "keyring reencrypt --plaintext encrypt --yes"),
        step("Nothing encrypted is left undeclared", "keyring discover"),
        step("How many values are under which key", "keyring status"),
        Step {
            job: Job::KilledCommand(slowly),
            expects: KILLED,
            ..step("A new key, and every value under it: killed in the middle, without a chance to clean up", "")
        },
        step("Some values are under the new key, the rest under the old one; all can be read", "keyring status"),
        long("Run again, the same rotation goes on where it stopped", "keyring rotate --retire-after 1d --yes"),
        step("Every value can be decrypted with the new key alone", "keyring verify"),
        long("The day of grace is cut short: the old key is retired", "keyring rotate --yes"),
        step("Retired, not destroyed: a backup can still be read", "keyring list"),
    ]
}

/// One `user create` for each line of the file.
fn people() -> Result<Vec<Step>> {
    let mut reader = csv::Reader::from_reader(PEOPLE.as_bytes());
    reader
        .deserialize()
        .map(|line| {
            let person: Person =
                line.map_err(|cause| Error::internal("the list of people is malformed").caused_by(cause))?;
            let Person { email, name, role } = person;
            let args = ["user", "create", &email, "--name", &name, "--role", &role, "--generate-password"];
            let job = Job::Command(args.map(str::to_owned).into());
            Ok(Step { job, ..step("A person of the team", "") })
        })
        .collect()
}
