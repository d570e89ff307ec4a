//! Which passwords are good enough. Every refusal is a `conflict` that names the rule and never the password.
//!
//! What counts is the text as typed: characters are Unicode code points, and nothing is normalised, because the
//! application hashes the bytes it receives. The only user of the crate `zxcvbn`.

use std::fmt;
use std::str::FromStr;

use zeroize::Zeroizing;
use zxcvbn::{Score, zxcvbn};

use crate::base::{Error, Result, Secret, text};

/// The rules that a new password must meet. Both refuse what is easy to guess.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Policy {
    /// NIST SP 800-63B-4 §3.1.1.2: at least 15 characters, since the password may be the only factor; 64 and more are
    /// accepted; no rules of composition; expected values and words of the context are refused.
    #[default]
    Nist,
    /// The guide of the applications: 12 to 128 characters with upper case, lower case, a digit and a special one.
    Guide,
}

impl Policy {
    /// The names in the configuration, the default first.
    pub const NAMES: [&str; 2] = ["nist", "guide"];

    /// The name in the configuration.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nist => "nist",
            Self::Guide => "guide",
        }
    }

    /// The fewest characters.
    #[must_use]
    pub const fn minimum(self) -> usize {
        match self {
            Self::Nist => 15,
            Self::Guide => 12,
        }
    }

    /// The most characters. NIST asks for at least 64; the bound is there to bound the work.
    #[must_use]
    pub const fn maximum(self) -> usize {
        match self {
            Self::Nist => 1024,
            Self::Guide => 128,
        }
    }
}

impl FromStr for Policy {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        [Self::Nist, Self::Guide].into_iter().find(|policy| policy.name() == name).ok_or_else(|| {
            Error::usage(format!("unknown password policy `{}`", text::shorten(name, 40)))
                .hint(format!("one of: {}", Self::NAMES.join(", ")))
        })
    }
}

impl fmt::Display for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Fewer different characters than this are a pattern, however long.
const DISTINCT: usize = 5;
/// What is estimated first, and enough for most. The worst 32 characters take 0.1 s (measured: all of them stand for
/// letters), the worst 64 half a second, the worst 100 two.
const HEAD: usize = 32;
/// What is estimated at most.
const LONGEST: usize = 64;
/// A single word of any of the estimator's lists, in lower case, takes fewer guesses than this.
const WORD_GUESSES: u64 = 100_000;
/// Six characters that follow no pattern take this many guesses.
const ORNAMENT_GUESSES: u64 = 1_000_000;
/// Shorter words of the context turn up by chance.
const SHORTEST_WORD: usize = 3;
/// As many words of the context are looked at.
const WORDS: usize = 32;

/// Refuses (`conflict`) a password that breaks the policy or is easy to guess.
///
/// `context` is what an attacker knows of the user: e-mail, name, the issuer; it is taken apart here. Fails with
/// `usage` when the password is not UTF-8.
pub fn check(password: &Secret, policy: Policy, context: &[&str]) -> Result<()> {
    let text = password.expose_text("the password")?;
    if text.chars().any(char::is_control) {
        return Err(refused("the password has a control character, which no login form can send"));
    }
    check_length(text, policy)?;
    if policy == Policy::Guide {
        check_composition(text)?;
    }
    check_guessable(text, context)
}

fn refused(message: impl Into<String>) -> Error {
    Error::conflict(message).hint("claviger secret generate passphrase")
}

fn check_length(text: &str, policy: Policy) -> Result<()> {
    let length = text.chars().count();
    if length < policy.minimum() {
        let minimum = policy.minimum();
        return Err(refused(format!("the password is shorter than the {minimum} characters of policy `{policy}`")));
    }
    if length > policy.maximum() {
        let maximum = policy.maximum();
        return Err(refused(format!("the password is longer than the {maximum} characters of policy `{policy}`")));
    }
    Ok(())
}

fn check_composition(text: &str) -> Result<()> {
    let is_special = |character: char| !character.is_alphanumeric() && !character.is_whitespace();
    let missing: Vec<&str> = [
        ("an upper case letter", text.chars().any(char::is_uppercase)),
        ("a lower case letter", text.chars().any(char::is_lowercase)),
        ("a digit", text.chars().any(char::is_numeric)),
        ("a special character", text.chars().any(is_special)),
    ]
    .into_iter()
    .filter_map(|(class, present)| (!present).then_some(class))
    .collect();
    if missing.is_empty() {
        return Ok(());
    }
    Err(Error::conflict(format!("the password lacks {}, which policy `guide` asks for", missing.join(" and ")))
        .hint("claviger secret generate password"))
}

fn check_guessable(text: &str, context: &[&str]) -> Result<()> {
    let lower = Zeroizing::new(text.to_lowercase());
    let mut characters = Zeroizing::new(lower.chars().collect::<Vec<_>>());
    let steps = characters
        .windows(2)
        .filter(|pair| matches!(pair, [a, b] if u32::from(*a).abs_diff(u32::from(*b)) <= 1))
        .count();
    if steps * 2 > characters.len() {
        return Err(refused("most of the password repeats or counts on, like `aaa`, `abc` or `321`"));
    }
    let words = words_of(context);
    if covered(&lower, &words) * 2 >= characters.len() {
        return Err(refused("the password is made of the user's e-mail, name or the name of the service"));
    }
    characters.sort_unstable();
    characters.dedup();
    if characters.len() < DISTINCT {
        return Err(refused(format!("the password has fewer than {DISTINCT} different characters")));
    }
    let known: Vec<&str> = words.iter().map(String::as_str).collect();
    if is_ornamented_word(&lower, &known) {
        return Err(refused("the password is a common word with figures and signs around it"));
    }
    if is_weak(text, HEAD, &known) && is_weak(text, LONGEST, &known) {
        return Err(refused(
            "the password is easy to guess: common words, names, dates or patterns make up most of it",
        ));
    }
    Ok(())
}

/// Whether the first `length` characters are within reach of an attack over the network or on a stolen table.
/// Below 3 of 4 "should be considered too weak", says the estimator.
fn is_weak(text: &str, length: usize, known: &[&str]) -> bool {
    let head = Zeroizing::new(text.chars().take(length).collect::<String>());
    zxcvbn(&head, known).score() < Score::Three
}

/// `Winter2025!!`: the letters make one common word, and what stands around it is as plain. The estimate of the whole
/// lets it pass, since it does not know that this is what people do when asked for a digit and a special character.
fn is_ornamented_word(lower: &str, known: &[&str]) -> bool {
    let (letters, rest): (String, String) = lower.chars().partition(|character| character.is_alphabetic());
    let (letters, rest) = (Zeroizing::new(letters), Zeroizing::new(rest));
    let within = |part: &str, guesses| part.len() <= LONGEST && zxcvbn(part, known).guesses() < guesses;
    // The letters first: they are estimated quickly, and spare most passwords the slow look at the rest.
    within(&letters, WORD_GUESSES) && within(&rest, ORNAMENT_GUESSES)
}

/// The words of the context in lower case: each item whole, both sides of an e-mail, and every word in them; the
/// longest first, so that a name is taken out before a part of it.
fn words_of(context: &[&str]) -> Vec<String> {
    let mut words: Vec<String> = context
        .iter()
        .map(|item| item.trim().chars().take(LONGEST).collect::<String>().to_lowercase())
        .flat_map(|item| {
            let sides: Vec<String> = item.split('@').map(str::to_owned).collect();
            let parts: Vec<String> = item.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect();
            let joined = parts.concat();
            [item, joined].into_iter().chain(sides).chain(parts)
        })
        .filter(|word| word.chars().count() >= SHORTEST_WORD)
        .collect();
    words.sort_unstable_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    words.dedup();
    words.truncate(WORDS);
    words
}

/// How many characters of `lower` are words of the context.
fn covered(lower: &str, words: &[String]) -> usize {
    // A removed word leaves a mark that no word contains, so that its neighbours do not join to a new one.
    const MARK: &str = "\0";
    let mut rest = Zeroizing::new(lower.to_owned());
    let mut count = 0;
    for word in words {
        count += rest.matches(word.as_str()).count() * word.chars().count();
        rest = Zeroizing::new(rest.replace(word.as_str(), MARK));
    }
    count
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::base::Kind;

    const CONTEXT: &[&str] = &["Jane.Doe@example.com", "Jane Doe", "Example"];

    fn passes(password: &str, policy: Policy) -> bool {
        match check(&Secret::from_text(password.to_owned()), policy, CONTEXT) {
            Ok(()) => true,
            Err(error) => {
                assert_eq!(error.kind(), Kind::Conflict);
                assert!(!format!("{error:?}").contains(password), "{password}");
                assert!(error.hint_text().is_some());
                false
            }
        }
    }

    #[test]
    fn both_policies_refuse_the_guessable() {
        for password in [
            "Password123!",
            "Passw0rd!2024Passw0rd!2024",
            "P@ssw0rdP@ssw0rd",
            "Qwertyuiop123!@#",
            "Winter2025!!",
            "Winter2025!!!!!",
            "Welcome2024!!",
            "LetMeIn2024!",
            "Admin123456!",
            "Admin123456!!!!!",
            "Sunshine123!!!!!",
            "Changeme123!",
            "aaaaaaaaaaaaaaaaaaaaaaaa!Q7x",
            "Aabbccddeeffgghh1!",
            "AbcdefghijklmnopQ1!",
            "aB3!aB3!aB3!aB3!",
            "aA1!aA1!aA1!1!aAaA",
            "Jane.Doe@example.com1",
            "1JaneDoe!janeDOE2",
            "Jane.Doe.2024!",
            "Jane.Doe-Example1",
            "Example.Example.1",
        ] {
            assert!(!passes(password, Policy::Nist), "{password}");
            assert!(!passes(password, Policy::Guide), "{password}");
        }
    }

    #[test]
    fn nist_wants_length_and_no_composition() {
        for (password, expected) in [
            ("correct horse battery staple", true),
            ("a perfectly fine passphrase", true),
            ("violet harbor cactus", true),
            ("vkqjzhwpxgnrtbm", true),
            ("vkqjzhwpxgnrtb", false),
            ("Xk9#mP2$vL5nQ8", false),
            ("größer als äußerst übel", true),
            ("密码学家喜欢吃北京烤鸭和豆腐汤", true),
            ("密码学家喜欢吃北京烤鸭和豆腐", false),
            ("1q2w3e4r5t6y7u8i9o0p", false),
            ("passwordpassword", false),
            ("passwordpasswordpassword", false),
            ("qwertyuiopasdfghjkl", false),
            ("123456789012345", false),
            ("543210987654321", false),
            ("abcdefghijklmnopqrstuvwxyz", false),
            ("aabbccddeeffgghh", false),
            ("abababababababababab", false),
            ("011010011001011010010110", false),
            ("iloveyouiloveyouiloveyou", false),
            ("janedoejanedoejanedoe", false),
            ("jane doe at example", false),
            ("                    ", false),
            ("tabulator\tinside the phrase", false),
        ] {
            assert_eq!(passes(password, Policy::Nist), expected, "{password}");
        }
    }

    #[test]
    fn guide_wants_four_classes_and_names_those_that_lack() {
        for (password, expected) in [
            ("Xk9#mP2$vL5n", true),
            ("Xk9#mP2$vL5", false),
            ("Correct-Horse-9-Battery", true),
            ("Str0ng!Passw0rd#2026", true),
            ("Violet harbor 9?", true),
            ("Größe-Übel-7-Maß", true),
            ("correct-horse-9-battery", false),
            ("CORRECT-HORSE-9-BATTERY", false),
            ("Correct-Horse-Battery", false),
            ("CorrectHorse9Battery", false),
            ("Correct Horse 9 Battery", false),
        ] {
            assert_eq!(passes(password, Policy::Guide), expected, "{password}");
        }
        let error = check(&Secret::from_text("correct horse battery".to_owned()), Policy::Guide, &[]).unwrap_err();
        assert_eq!(
            error.message(),
            "the password lacks an upper case letter and a digit and a special character, which policy `guide` asks for"
        );
    }

    #[test]
    fn length_is_counted_in_characters_and_ends_at_the_maximum() {
        let text: String = (0..1025_u32).filter_map(|i| char::from_u32(0x4E00 + i * 7919 % 20_000)).collect();
        let cut = |length| text.chars().take(length).collect::<String>();
        assert!(passes(&cut(64), Policy::Nist));
        assert!(passes(&cut(1024), Policy::Nist));
        assert!(!passes(&cut(1025), Policy::Nist));
        let guide = |length: usize| format!("Aa1!{}", cut(length - 4));
        assert!(passes(&guide(128), Policy::Guide));
        assert!(!passes(&guide(129), Policy::Guide));
    }

    #[test]
    fn a_weak_beginning_is_outweighed_by_what_follows() {
        assert!(passes("passwordpasswordpasswordpassword vkqjzhwpxgnrtbm YDWMLCGJXVNRTPKH", Policy::Nist));
    }

    #[test]
    fn the_context_counts_only_where_it_is_most_of_the_password() {
        assert!(passes("jane likes zeppelins over quartz", Policy::Nist));
        let without = check(&Secret::from_text("jane doe at example".to_owned()), Policy::Nist, &[]);
        assert!(without.is_ok());
    }

    #[test]
    fn bytes_that_are_no_text_are_bad_input() {
        let error = check(&Secret::new(vec![0xFF; 20]), Policy::Nist, &[]).unwrap_err();
        assert_eq!(error.kind(), Kind::Usage);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]
        #[test]
        fn arbitrary_text_and_context_never_panic(
            password in prop_oneof![r"\PC{12,60}", r"[ab4@/1]{15,120}", r"[A-Za-z0-9 !?]{12,60}"],
            context in proptest::collection::vec(any::<String>(), 0..4),
        ) {
            let context: Vec<&str> = context.iter().map(String::as_str).collect();
            let password = Secret::from_text(password);
            for policy in [Policy::Nist, Policy::Guide] {
                if let Err(error) = check(&password, policy, &context) {
                    prop_assert_eq!(error.kind(), Kind::Conflict);
                }
            }
        }
    }
}
