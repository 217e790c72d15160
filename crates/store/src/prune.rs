//! Retention: what was read long ago leaves, its marks stay.

use jiff::Timestamp;
use model::ArticleId;

use crate::error::Result;
use crate::pool::Write;
use crate::time::millis;

impl Write<'_> {
    /// Removes articles that were read, are neither starred nor saved, and were published and arrived before `before`. Their statuses stay
    /// and remember it, so that an article its feed still carries does not come back. Tells how many left.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn prune(&self, before: Timestamp) -> Result<u32> {
        self.sql().execute(
            "UPDATE statuses SET pruned = 1 WHERE id IN (SELECT a.id FROM articles AS a JOIN statuses AS s ON s.id = a.id
             WHERE s.read = 1 AND s.starred = 0 AND s.saved = 0 AND s.arrived < ?1 AND a.published < ?1)",
            [millis(before)],
        )?;
        self.remove_pruned()
    }

    /// Removes these articles, those with a star or saved apart, in the same way.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn prune_articles(&self, ids: &[ArticleId]) -> Result<u32> {
        let mut update = self.sql().prepare_cached(
            "UPDATE statuses SET pruned = 1 WHERE id = ?1 AND starred = 0 AND saved = 0",
        )?;
        for id in ids {
            update.execute([id.0])?;
        }
        self.remove_pruned()
    }

    fn remove_pruned(&self) -> Result<u32> {
        let pruned =
            "(SELECT a.id FROM statuses AS s JOIN articles AS a ON a.id = s.id WHERE s.pruned = 1)";
        self.sql()
            .execute(&format!("DELETE FROM search WHERE rowid IN {pruned}"), [])?;
        let left = self
            .sql()
            .execute(&format!("DELETE FROM articles WHERE id IN {pruned}"), [])?;
        Ok(left as u32)
    }
}
