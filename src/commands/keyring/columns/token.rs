//! What is a token, by its form alone: without any key, and so that nothing else of base64 passes for one.

use crate::commands::keyring::rewrite::cipher;

/// How a token begins before the year 4147.
const HEAD: &[u8] = b"gAAAAA";

/// Fernet was published in 2012; what is older within a longer text is no token of anybody's.
const FIRST_SECOND: u64 = 1_325_376_000;

/// 2106: beyond four bytes of seconds.
const LAST_SECOND: u64 = 1 << 32;

/// The bytes of a token that is the whole text; white space in and around it is read over, as Python does.
pub(super) fn whole(text: &[u8]) -> Option<Vec<u8>> {
    let end = text.iter().position(|byte| *byte == b'=').unwrap_or(text.len());
    let (digits, padding) = text.split_at_checked(end)?;
    let is_digit = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_+/".contains(byte) || byte.is_ascii_whitespace();
    let is_padding = |byte: &u8| *byte == b'=' || byte.is_ascii_whitespace();
    if !digits.iter().all(is_digit) || !padding.iter().all(is_padding) {
        return None;
    }
    cipher::decode(text).map(|(token, _)| token).filter(|token| cipher::has_form(token))
}

/// The same for a token within a string of JSON.
pub(super) fn quoted(text: &[u8]) -> Option<Vec<u8>> {
    let text: String = serde_json::from_slice(text).ok()?;
    whole(text.as_bytes())
}

/// The tokens within a longer text. Each stands by itself: what goes on as base64 before or behind it is a part of
/// something else, such as a picture.
pub(crate) fn within(text: &[u8]) -> impl Iterator<Item = Vec<u8>> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = text.get(from..)?;
            let at = from + find(rest)?;
            let run = text.get(at..)?;
            let length = run.iter().position(|byte| !is_url_digit(*byte)).unwrap_or(run.len());
            from = at + length.max(1);
            let before = at.checked_sub(1).and_then(|place| text.get(place)).copied();
            if let Some(token) = standing_alone(before, run, length) {
                return Some(token);
            }
        }
    })
}

fn find(text: &[u8]) -> Option<usize> {
    text.windows(HEAD.len()).position(|window| window == HEAD)
}

fn standing_alone(before: Option<u8>, run: &[u8], length: usize) -> Option<Vec<u8>> {
    let padding = run.get(length..)?.iter().take(2).take_while(|byte| **byte == b'=').count();
    let behind = run.get(length + padding).copied();
    // A slash before it may be that of an address, but what has one on both sides is base64 of the other alphabet.
    let is_inside = before.is_some_and(|byte| is_url_digit(byte) || byte == b'+');
    let is_split = behind.is_some_and(|byte| byte == b'+' || (byte == b'/' && before == Some(b'/')));
    if is_inside || is_split {
        return None;
    }
    let token = cipher::decode(run.get(..length + padding)?).map(|(token, _)| token)?;
    let seconds = u64::from_be_bytes(cipher::time_of(&token)?);
    (cipher::has_form(&token) && (FIRST_SECOND..LAST_SECOND).contains(&seconds)).then_some(token)
}

const fn is_url_digit(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{any, prop_assert, proptest};

    const OLD: &str =
        "gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA==";

    /// A token of no key, with its seconds.
    fn token(seconds: u64, length: usize) -> String {
        let mut bytes = vec![0x80];
        bytes.extend(seconds.to_be_bytes());
        bytes.extend((0..16 + length + 32).map(|index| u8::try_from(index % 251).unwrap()));
        data_encoding::BASE64URL.encode(&bytes)
    }

    #[test]
    fn a_whole_value_is_a_token_also_with_white_space_and_in_the_other_alphabet() {
        assert!(whole(OLD.as_bytes()).is_some());
        assert!(whole(format!(" {}\r\n{}\n", &OLD[..30], &OLD[30..]).as_bytes()).is_some());
        assert!(whole(OLD.replace('_', "/").as_bytes()).is_some());
        assert!(quoted(format!("\"{OLD}\"").as_bytes()).is_some());
        for none in [&OLD[..80], "", "gAAAAA", &format!("{OLD} and more"), &format!("see {OLD}"), "{\"a\": 1}"] {
            assert!(whole(none.as_bytes()).is_none() && quoted(none.as_bytes()).is_none(), "{none}");
        }
    }

    #[test]
    fn tokens_are_found_in_longer_text() {
        let now = token(1_700_000_000, 16);
        let longer = token(1_700_000_000, 48);
        for text in [
            format!("see {now}, please"),
            format!("{{\"password\": \"{now}\"}}"),
            format!("{{{now},{longer}}}"),
            format!("https://example.com/reset/{now}?x=1"),
            format!("<a>{longer}</a>"),
            format!("begins gAAAAA and goes on {now}"),
        ] {
            assert!(within(text.as_bytes()).next().is_some(), "{text}");
        }
        assert_eq!(within(format!("{now} {longer}").as_bytes()).count(), 2);
    }

    #[test]
    fn pictures_are_no_tokens() {
        let now = token(1_700_000_000, 16);
        for text in [
            format!("iVBORw0KGgo{now}"),
            format!("data:image/png;base64,AAAA/{now}/AAAA"),
            format!("AAAA+{now}"),
            format!("{now}+AAAA"),
            OLD.to_owned(),
            "gAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                .to_owned(),
            now[..now.len() - 8].to_owned(),
        ] {
            assert_eq!(within(text.as_bytes()).count(), 0, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_the_search_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300), at in 0..200_usize) {
            let mut text = bytes;
            let place = at.min(text.len());
            text.splice(place..place, HEAD.iter().copied());
            let _ = (whole(&text), quoted(&text));
            prop_assert!(within(&text).count() < 3);
        }
    }
}
