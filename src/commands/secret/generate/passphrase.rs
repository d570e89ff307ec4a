//! Passphrases from EFF's large word list, 7776 words chosen to be told apart and remembered.
//!
//! `eff_large_wordlist.txt` is the file of the Electronic Frontier Foundation, unchanged: five rolls of a die and a
//! word on each line. <https://www.eff.org/dice>, licensed CC BY 3.0 US.

use zeroize::Zeroizing;

use crate::base::{Error, Result, Rng, Secret};

const LIST: &str = include_str!("eff_large_wordlist.txt");
/// Six to the power of five rolls.
const WORDS: u32 = 7776;
/// Bytes of the longest word and a hyphen.
const LONGEST: usize = 10;

/// `count` words drawn uniformly and independently, joined by `-`.
///
/// Four words have a hyphen of their own (`yo-yo`). No passphrase can be read in two ways for that, since their halves
/// are not both words of the list.
pub(super) fn generate(count: usize, rng: &mut Rng) -> Result<Secret> {
    let words: Vec<&str> = words().collect();
    // Room for the longest words, lest growing leave a copy behind.
    let mut phrase = Zeroizing::new(String::with_capacity(count * LONGEST));
    for position in 0..count {
        let index = rng.below(WORDS)? as usize;
        let word = words.get(index).ok_or_else(|| Error::internal("the word list is damaged"))?;
        if position > 0 {
            phrase.push('-');
        }
        phrase.push_str(word);
    }
    Ok(Secret::from_text(std::mem::take(&mut *phrase)))
}

/// The entropy of `count` words in bits.
#[expect(clippy::cast_precision_loss, reason = "a passphrase has few words")]
pub(super) fn entropy(count: usize) -> f64 {
    count as f64 * f64::from(WORDS).log2()
}

fn words() -> impl Iterator<Item = &'static str> {
    LIST.lines().filter_map(|line| line.split('\t').nth(1))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use sha2::{Digest, Sha256};

    use super::*;

    #[test]
    fn the_list_is_the_published_one() {
        assert_eq!(
            data_encoding::HEXLOWER.encode(&Sha256::digest(LIST.as_bytes())),
            "addd35536511597a02fa0a9ff1e5284677b8883b83e986e43f15a3db996b903e"
        );
        assert_eq!(words().count(), WORDS as usize);
        assert_eq!(words().collect::<BTreeSet<_>>().len(), WORDS as usize);
        assert!(words().all(|word| word.len() < LONGEST));
        assert_eq!((words().next(), words().last()), (Some("abacus"), Some("zoom")));
    }

    #[test]
    fn a_phrase_has_as_many_words_as_asked_for_and_never_grows() {
        let mut rng = Rng::seeded(3);
        for count in [1, 8, 64] {
            let phrase = generate(count, &mut rng).unwrap();
            let text = phrase.expose_text("phrase").unwrap().to_owned();
            let whole = ["drop-down", "felt-tip", "t-shirt", "yo-yo"]
                .iter()
                .fold(text.clone(), |text, word| text.replace(word, "hyphenated"));
            assert_eq!(whole.split('-').count(), count);
            assert!(text.len() <= count * LONGEST);
        }
    }

    #[test]
    fn words_are_drawn_from_the_whole_list() {
        let mut rng = Rng::seeded(4);
        let mut seen = BTreeSet::new();
        for _ in 0..250 {
            seen.extend(generate(64, &mut rng).unwrap().expose_text("").unwrap().split('-').map(str::to_owned));
        }
        // 16,000 draws miss a given word with probability e^-2.06, 993 of all words on average.
        assert!((6_700..6_860).contains(&seen.len()), "{}", seen.len());
    }

    #[test]
    fn no_word_with_a_hyphen_reads_as_two_words() {
        let words: BTreeSet<&str> = words().collect();
        let hyphenated: Vec<&&str> = words.iter().filter(|word| word.contains('-')).collect();
        assert_eq!(hyphenated.len(), 4);
        for word in hyphenated {
            assert!(!word.split('-').all(|half| words.contains(half)), "{word}");
        }
    }
}
