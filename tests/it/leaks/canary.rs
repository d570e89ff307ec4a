//! Secrets that are planted to be looked for, the forms in which a leak could hold them, and the search for all of
//! them at once.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::path::PathBuf;

use aho_corasick::AhoCorasick;
use data_encoding::{BASE64, BASE64URL, HEXLOWER, HEXUPPER};
use percent_encoding::{NON_ALPHANUMERIC, percent_encode};

/// A leak of this many bytes is found, wherever in the secret they stand; fewer turn up by accident.
const PIECE: usize = 12;

/// Of encoded forms not every piece is looked for, so a leak of this many bytes more is.
const STRIDE: usize = 3;

/// One planted secret.
#[derive(Debug)]
pub struct Canary {
    /// Which verb took or made it, and how.
    pub name: String,
    /// The secret.
    pub bytes: Vec<u8>,
    /// The commands that were asked for it.
    pub runs: Vec<usize>,
    /// The files whose job it is to hold it.
    pub files: Vec<PathBuf>,
}

/// Text that nobody else has, with what every layer writes in a form of its own: quotes, `/`, `+`, `%`, `&`, `<`, é.
///
/// These stand apart, so that every piece that is looked for has seven random characters or more.
pub fn fresh_text() -> String {
    let random = || RandomState::new().build_hasher().finish() >> 32;
    format!("Qz{:08x}\"/+{:08x}é%&{:08x}<\\{:08x}kv", random(), random(), random(), random())
}

/// The forms of one piece of a secret, each under its name.
fn forms_of(piece: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let each = |form: fn(u8) -> String| piece.iter().map(|byte| form(*byte)).collect::<String>().into_bytes();
    let numbers = piece.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{}{byte}", if text.is_empty() { "" } else { ", " }).unwrap();
        text
    });
    let mut forms = vec![
        ("hex", HEXLOWER.encode(piece).into_bytes()),
        ("upper-case hex", HEXUPPER.encode(piece).into_bytes()),
        ("percent-encoded", percent_encode(piece, NON_ALPHANUMERIC).to_string().into_bytes()),
        ("percent-encoded", each(|byte| format!("%{byte:02X}"))),
        ("JSON escapes", each(|byte| format!("\\u{byte:04x}"))),
        // As Rust shows bytes that it does not know to be text.
        ("numbers", numbers.into_bytes()),
    ];
    if let Ok(text) = std::str::from_utf8(piece) {
        let quoted = serde_json::to_string(text).unwrap();
        forms.push(("JSON escapes", quoted.as_bytes()[1..quoted.len() - 1].to_vec()));
        let escaped: String = text.chars().flat_map(|one| one.encode_utf16(&mut [0; 2]).to_vec()).fold(
            String::new(),
            |mut escaped, unit| {
                write!(escaped, "\\u{unit:04x}").unwrap();
                escaped
            },
        );
        forms.push(("JSON escapes", escaped.into_bytes()));
    }
    forms
}

/// Everything to look for: seven encodings, numbers, and pieces of all of them.
fn needles(secret: &[u8]) -> BTreeSet<(Vec<u8>, &'static str)> {
    assert!(secret.len() >= PIECE, "a secret of fewer than {PIECE} bytes is found by accident");
    let mut needles = BTreeSet::new();
    for piece in secret.windows(PIECE) {
        needles.insert((piece.to_vec(), "as it is"));
    }
    for piece in secret.windows(PIECE).step_by(STRIDE) {
        needles.extend(forms_of(piece).into_iter().map(|(name, form)| (form, name)));
    }
    for (name, encoding) in [("base64", BASE64), ("base64url", BASE64URL)] {
        // A secret may stand at any of three places within the groups of three bytes. Characters that also hold bits
        // of its neighbours are cut off.
        for shift in 0..3 {
            let mut bytes = vec![0; shift];
            bytes.extend(secret);
            let encoded = encoding.encode(&bytes).into_bytes();
            let own = &encoded[(shift * 8).div_ceil(6)..bytes.len() * 8 / 6];
            needles.extend(own.windows((PIECE * 8 / 6).min(own.len())).map(|piece| (piece.to_vec(), name)));
        }
    }
    needles
}

/// A place where something was found.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// The index of the canary.
    pub canary: usize,
    /// How it is written there.
    pub form: &'static str,
}

/// A search for many secrets at once.
pub struct Net {
    automaton: AhoCorasick,
    needles: Vec<Found>,
}

impl Net {
    /// For all of these.
    pub fn new(canaries: &[Canary]) -> Self {
        let mut texts = Vec::new();
        let mut found = Vec::new();
        for (canary, one) in canaries.iter().enumerate() {
            for (text, form) in needles(&one.bytes) {
                texts.push(text);
                found.push(Found { canary, form });
            }
        }
        Self { automaton: AhoCorasick::new(texts).unwrap(), needles: found }
    }

    /// What is in `haystack`.
    pub fn search(&self, haystack: &[u8]) -> BTreeSet<&Found> {
        self.automaton.find_overlapping_iter(haystack).map(|one| &self.needles[one.pattern().as_usize()]).collect()
    }
}

#[test]
fn every_encoding_and_every_long_piece_is_found() {
    let secret = "kj4\"f/+é%&<\\0123456789abcdefXYZ";
    let canary = |text: &str| Canary { name: String::new(), bytes: text.into(), runs: vec![], files: vec![] };
    let net = Net::new(&[canary("another one altogether"), canary(secret)]);
    let forms =
        |haystack: &str| net.search(haystack.as_bytes()).into_iter().map(|found| found.form).collect::<Vec<_>>();
    let url: String = form_urlencoded::byte_serialize(secret.as_bytes()).collect();
    let escaped = secret.chars().fold(String::new(), |text, one| format!("{text}\\u{:04x}", u32::from(one)));
    let python = "kj4\\\"f/+\\u00e9%&<\\\\0123456789abcdefXYZ";
    for (text, form) in [
        (secret.to_owned(), "as it is"),
        (HEXLOWER.encode(secret.as_bytes()), "hex"),
        (HEXUPPER.encode(secret.as_bytes()), "upper-case hex"),
        (BASE64.encode(format!("user:{secret}:x").as_bytes()), "base64"),
        (BASE64URL.encode(format!("us:{secret}").as_bytes()), "base64url"),
        (url, "percent-encoded"),
        (serde_json::to_string(secret).unwrap(), "JSON escapes"),
        (python.to_owned(), "as it is"),
        (escaped, "JSON escapes"),
        (format!("{:?}", secret.as_bytes()), "numbers"),
        (secret[14..26].to_owned(), "as it is"),
        (HEXLOWER.encode(&secret.as_bytes()[5..5 + PIECE + STRIDE]), "hex"),
    ] {
        assert!(forms(&format!("before {text} after")).contains(&form), "{form}: {text}: {:?}", forms(&text));
    }
    assert_eq!(forms(&secret[14..25]), [""; 0]);
    assert_eq!(forms("nothing"), [""; 0]);
}
