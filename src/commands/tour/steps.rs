//! The commands of the tour, in order. What a new step of the program can do is shown here first.

use serde::Deserialize;

use super::run::Step;
use crate::base::{Error, Result};

/// The people of the tour.
const PEOPLE: &str = include_str!("people.csv");

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
        step("Everything that was changed is on record", "event list"),
        step("… and the record is intact", "event verify"),
        step("The whole installation at a glance", "status"),
    ]);
    Ok(steps)
}

fn step(about: &'static str, line: &str) -> Step {
    let args = line.split(' ').map(str::to_owned).collect();
    Step { about, args, keeps: None, stdin: None, expects: 0 }
}

/// One `user create` for each line of the file.
fn people() -> Result<Vec<Step>> {
    let mut reader = csv::Reader::from_reader(PEOPLE.as_bytes());
    reader
        .deserialize()
        .map(|line| {
            let person: Person =
                line.map_err(|cause| Error::internal("the list of people is malformed").caused_by(cause))?;
            let mut step = step("A person of the team", "user create");
            let flags = [&person.email, "--name", &person.name, "--role", &person.role, "--generate-password"];
            step.args.extend(flags.map(str::to_owned));
            Ok(step)
        })
        .collect()
}
