//! The search index follows the articles: they can be read before they can be found.

use std::time::Duration;

use tokio::sync::mpsc::UnboundedReceiver;

use crate::engine::Engine;
use crate::error::Result;

/// Articles brought into the search index in one transaction: many cost less, and few let the reader's marks be written in between.
const INDEXED_AT_ONCE: u32 = 2000;

/// So long nothing has come when fewer are brought into it too.
const INDEXED_AFTER: Duration = Duration::from_secs(1);

impl Engine {
    /// Brings what comes into the index while sources are still asked: it waits for none of them, and none waits for it.
    pub(super) async fn index_along(&self, mut coming: UnboundedReceiver<u32>) -> Result<()> {
        let mut unindexed = 0;
        loop {
            // Those that are still asked may take long: what has come can be searched meanwhile.
            let patience = if unindexed > 0 {
                INDEXED_AFTER
            } else {
                Duration::MAX
            };
            let is_enough = match tokio::time::timeout(patience, coming.recv()).await {
                Ok(None) => return Ok(()),
                Ok(Some(articles)) => {
                    unindexed += articles;
                    unindexed >= INDEXED_AT_ONCE
                }
                Err(_) => true,
            };
            if is_enough {
                unindexed = 0;
                self.index_batch().await?;
            }
        }
    }

    /// Brings the index up to date.
    pub(crate) async fn index_all(&self) -> Result<()> {
        while self.index_batch().await? > 0 {}
        Ok(())
    }

    async fn index_batch(&self) -> Result<u32> {
        self.write(|library| library.index_some(INDEXED_AT_ONCE))
            .await
    }
}
