//! Standard input, read so that Ctrl-C and `--timeout` still work while nothing arrives.

use std::io::{ErrorKind, Read};

use zeroize::Zeroizing;

use super::error::{Error, Result};
use super::secret::Secret;

/// What is made room for first: more than a password, and enough that the library does not buffer on its own.
const FIRST: usize = 16 * 1024;

/// Reads to the end, or one byte more than `limit`.
///
/// A thread of its own waits for the input: given up, it ends with the process and keeps nobody waiting.
pub async fn read(limit: usize) -> Result<Secret> {
    let (sender, receiver) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || {
        let read = read_all(std::io::stdin().lock(), limit.saturating_add(1));
        // Nobody is left to be told when the command was given up.
        let _ = sender.send(read);
    });
    let read = receiver.await.map_err(|_| Error::internal("nobody reads standard input"))?;
    read.map_err(|cause| Error::io("read standard input", cause))
}

/// INVARIANT: a buffer that is outgrown is wiped, so no copy of a secret stays in freed memory.
fn read_all(mut source: impl Read, most: usize) -> std::io::Result<Secret> {
    let mut bytes = Zeroizing::new(vec![0; FIRST.min(most)]);
    let mut length = 0;
    loop {
        if length == bytes.len() {
            if length == most {
                break;
            }
            let mut larger = Zeroizing::new(vec![0; length.saturating_mul(2).min(most)]);
            for (new, old) in larger.iter_mut().zip(bytes.iter()) {
                *new = *old;
            }
            bytes = larger;
        }
        match source.read(bytes.get_mut(length..).unwrap_or_default()) {
            Ok(0) => break,
            Ok(count) => length = length.saturating_add(count),
            Err(cause) if cause.kind() == ErrorKind::Interrupted => {}
            Err(cause) => return Err(cause),
        }
    }
    bytes.truncate(length);
    Ok(Secret::new(std::mem::take(&mut *bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn input_of_any_length_is_read_up_to_one_byte_more_than_the_limit() {
        for length in [0, 1, FIRST - 1, FIRST, FIRST + 1, 5 * FIRST, 100_000] {
            let input: Vec<u8> = (0..length).map(|at| u8::try_from(at % 251).unwrap()).collect();
            assert_eq!(read_all(input.as_slice(), usize::MAX).unwrap().expose(), input);
            assert_eq!(read_all(input.as_slice(), 4000).unwrap().expose(), &input[..length.min(4000)]);
        }
    }
}
