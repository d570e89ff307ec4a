//! OpenBao and HashiCorp Vault: the KV version 2 engine of a server behind the trait `Vault`.
//!
//! The only place that knows vaultrs, which forms the requests; sending them, and understanding the answers, is ours.
//! `docs/adr/0005` says why.
//!
//! | file | what it owns |
//! | --- | --- |
//! | `server` | the vault: rules of versions on top of requests |
//! | `kv` | reading and writing: stale answers, conflicts, writes of which nobody knows |
//! | `listing` | which secrets there are |
//! | `values` | JSON objects and documents, and what must survive between them |
//! | `record` | the records of versions |
//! | `client` | requests in the name of a token, at a node whose state is known |
//! | `login` | the ways to a token |
//! | `health` | in what state the server is |
//! | `wire` | one request, one answer; `tls` whom to believe, `address` where |
//! | `answer`, `failure` | what an answer means, and what it means that there is none |
//!
//! **Who is trusted.** The token goes to the address that is configured, over TLS that is verified, and nowhere else:
//! redirects are not followed, proxies not asked. **What is wiped.** Tokens, documents and the bodies of requests and
//! answers are wiped as far as they are ours; the buffers of the HTTP and TLS layers are not.

mod address;
mod answer;
mod client;
mod endpoints;
mod failure;
mod health;
mod kv;
mod listing;
mod login;
mod record;
mod server;
mod tls;
mod values;
mod wire;

pub use health::Health;
pub use login::Login;
pub use server::{OpenBao, Options, TokenState};
pub use tls::Trust;
