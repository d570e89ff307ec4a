//! Who is acting: what the operating system and the environment say about the person or job behind a command.
//!
//! The record is evidence, not authentication: variables can be set by anybody, the user id can not.

use rustix::{process, system};
use serde::Serialize;

use super::env::Env;

/// The person or job behind a command. Serialised into every event, with the database role added by the writer.
#[derive(Debug, Clone, Serialize)]
pub struct Actor {
    /// Operating-system user: name where the environment tells one, and the real numeric id always.
    pub user: String,
    /// The real user id, which the environment can not forge.
    pub uid: u32,
    /// Who called `sudo`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sudo_user: Option<String>,
    /// Host name.
    pub host: String,
    /// Address the SSH session came from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ssh_client: Option<String>,
    /// Terminal, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub terminal: Option<String>,
    /// Run of a CI system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ci_run: Option<String>,
}

impl Actor {
    /// Reads it from the operating system and the environment.
    #[must_use]
    pub fn detect(env: &Env) -> Self {
        let uid = process::getuid().as_raw();
        let clean = |text: &str| super::text::shorten(text, 200);
        let ci_run = env
            .get("GITHUB_RUN_ID")
            .map(|run| format!("github {} run {run}", env.get("GITHUB_REPOSITORY").unwrap_or("?")))
            .or_else(|| env.get("CI_JOB_URL").map(|job| format!("gitlab {job}")))
            .or_else(|| env.get("BUILD_URL").map(|build| format!("jenkins {build}")));
        Self {
            user: env.get("USER").or_else(|| env.get("LOGNAME")).map_or_else(|| uid.to_string(), clean),
            uid,
            sudo_user: env.get("SUDO_USER").map(clean),
            host: clean(&system::uname().nodename().to_string_lossy()),
            ssh_client: env.get("SSH_CLIENT").and_then(|text| text.split(' ').next()).map(clean),
            terminal: rustix::termios::ttyname(std::io::stdin(), Vec::new())
                .ok()
                .and_then(|name| name.into_string().ok()),
            ci_run: ci_run.as_deref().map(clean),
        }
    }
}
