//! Retention: what was read long ago leaves, its marks stay.

use jiff::Timestamp;

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
        let leaving = "SELECT a.id FROM articles AS a JOIN statuses AS s ON s.id = a.id
             WHERE s.read = 1 AND s.starred = 0 AND s.saved = 0 AND s.arrived < ?1 AND a.published < ?1";
        let before = millis(before);
        self.sql().execute(
            &format!("DELETE FROM search WHERE rowid IN ({leaving})"),
            [before],
        )?;
        self.sql().execute(
            &format!("UPDATE statuses SET pruned = 1 WHERE id IN ({leaving})"),
            [before],
        )?;
        let left = self.sql().execute(
            "DELETE FROM articles WHERE id IN (SELECT id FROM statuses WHERE pruned = 1)",
            [],
        )?;
        Ok(left as u32)
    }
}
