//! Keys for an application, written: each as the text that came in.

use serde::Serialize;

use crate::base::{Error, Result, Secret, Timestamp};
use crate::output::Revealed;

use super::super::model::{KeyState, RingKey};
use super::format::{DEFAULT_VARIABLE, Format, SEPARATORS};

/// Characters of a value that no reader of an environment file takes for anything else.
const PLAIN: &str = "-_=+/,.:@";

/// Writes keys, the primary one first, as one text. `variable` is the name in an environment file.
pub(crate) fn write(format: Format, keys: &[&RingKey], variable: Option<&str>) -> Result<Secret> {
    match format {
        Format::Key => {
            let first = keys.first().ok_or_else(|| Error::internal("a keyring without a key was to be written"))?;
            Ok(first.material.text().clone())
        }
        Format::List => list(keys),
        Format::Env => environment(&list(keys)?, variable.unwrap_or(DEFAULT_VARIABLE)),
        Format::Json => json(keys),
        Format::Directory => Err(Error::internal("a directory was to be written as a text")),
    }
}

fn list(keys: &[&RingKey]) -> Result<Secret> {
    let mut list = Vec::with_capacity(keys.iter().map(|key| key.material.text().len() + 1).sum());
    for (index, key) in keys.iter().enumerate() {
        let text = key.material.text().expose();
        if text.iter().any(|byte| SEPARATORS.contains(&char::from(*byte))) {
            return Err(Error::conflict(format!("the key {} can not stand in a list", key.fingerprint()))
                .hint("its passphrase holds a comma or a semicolon: use --format json or directory"));
        }
        if index > 0 {
            list.push(b',');
        }
        list.extend_from_slice(text);
    }
    Ok(Secret::new(list))
}

fn environment(list: &Secret, variable: &str) -> Result<Secret> {
    let value = list.expose_text("a passphrase")?;
    let is_plain = value.chars().all(|character| character.is_ascii_alphanumeric() || PLAIN.contains(character));
    let mut line = Vec::with_capacity(variable.len() + 2 * value.len() + 4);
    line.extend_from_slice(variable.as_bytes());
    line.push(b'=');
    if is_plain {
        line.extend_from_slice(value.as_bytes());
    } else {
        line.push(b'\'');
        for byte in value.bytes() {
            if matches!(byte, b'\'' | b'\\') {
                line.push(b'\\');
            }
            line.push(byte);
        }
        line.push(b'\'');
    }
    line.push(b'\n');
    Ok(Secret::new(line))
}

#[derive(Serialize)]
struct JsonKey<'a> {
    key: Revealed<'a>,
    state: KeyState,
    created_at: Timestamp,
}

fn json(keys: &[&RingKey]) -> Result<Secret> {
    let entries: Vec<_> = keys
        .iter()
        .map(|key| JsonKey { key: Revealed(key.material.text()), state: key.state, created_at: key.created_at })
        .collect();
    // INVARIANT: the buffer never grows, so no copy of a key is left behind in freed memory. A byte takes six at most.
    let size = keys.iter().map(|key| 6 * key.material.text().len() + 128).sum::<usize>() + 2;
    let mut text = Vec::with_capacity(size);
    serde_json::to_writer(&mut text, &entries).map_err(|_| {
        Error::usage("a passphrase is not UTF-8 text, and can not stand in JSON").hint("use --format directory")
    })?;
    text.push(b'\n');
    Ok(Secret::new(text))
}

#[cfg(test)]
mod tests {
    use super::super::super::samples::{at, ring_of};
    use super::super::{Maker, read};
    use super::*;

    fn ring_key(text: &str) -> RingKey {
        let material = Maker::Sha256.make(Secret::from_text(text.to_owned()), "the key").unwrap();
        RingKey::new(material, KeyState::Primary, at(0))
    }

    #[test]
    fn what_is_written_is_read_back() {
        let ring = ring_of(3);
        let keys = ring.readers();
        for format in [Format::Key, Format::List, Format::Env, Format::Json] {
            let text = write(format, &keys, None).unwrap();
            let brought = read(format, text, None, &Maker::Raw).unwrap();
            let found: Vec<_> = brought.iter().map(|one| one.material.key.fingerprint()).collect();
            let written: Vec<_> = keys.iter().map(|key| key.fingerprint()).collect();
            assert_eq!(found, written[..found.len()], "{format:?}");
            assert_eq!(found.len(), if format == Format::Key { 1 } else { 3 });
        }
    }

    #[test]
    fn an_odd_passphrase_comes_back_or_is_refused() {
        for text in ["it's \\ 5 $ # \"", " ", "größe\n"] {
            let key = ring_key(text);
            let line = write(Format::Env, &[&key], Some("KEY")).unwrap();
            let brought = read(Format::Env, line, Some("KEY"), &Maker::Sha256).unwrap();
            assert_eq!(brought[0].material.text().expose(), text.as_bytes());
        }
        let key = ring_key("a,b");
        assert!(write(Format::List, &[&key], None).is_err() && write(Format::Env, &[&key], None).is_err());
        let brought = read(Format::Json, write(Format::Json, &[&key], None).unwrap(), None, &Maker::Sha256).unwrap();
        assert_eq!(brought[0].material.text().expose(), b"a,b");
    }
}
