//! Standard input, read so that Ctrl-C and `--timeout` still work while nothing arrives.

use std::io::Read as _;

use zeroize::Zeroizing;

use super::error::{Error, Result};
use super::secret::Secret;

/// Reads to the end, or one byte more than `limit`.
///
/// A thread of its own waits for the input: given up, it ends with the process and keeps nobody waiting.
pub async fn read(limit: usize) -> Result<Secret> {
    let (sender, receiver) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || {
        // INVARIANT: the buffer is never enlarged while it fills, so no copy of a secret stays in freed memory.
        let most = limit.saturating_add(1);
        let mut bytes = Zeroizing::new(Vec::with_capacity(most.saturating_add(1)));
        let read = std::io::stdin().lock().take(most as u64).read_to_end(&mut bytes);
        // Nobody is left to be told when the command was given up.
        let _ = sender.send(read.map(|_| Secret::new(std::mem::take(&mut *bytes))));
    });
    let read = receiver.await.map_err(|_| Error::internal("nobody reads standard input"))?;
    read.map_err(|cause| Error::io("read standard input", cause))
}
