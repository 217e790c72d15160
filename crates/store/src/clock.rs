//! A clock that was set back: what it wrote while it was ahead is brought into the present.

use jiff::{SignedDuration, Timestamp};
use rusqlite::params_from_iter;

use crate::error::Result;
use crate::pool::Write;
use crate::time::millis;

/// No wait is longer: the longest Retry-After, and its jitter.
const LONGEST: SignedDuration = SignedDuration::from_hours(8 * 24);

impl Write<'_> {
    /// The clock shows `now`, and showed `seen` some time before. Waits that began while it was ahead keep their length, counted from now;
    /// articles that arrived meanwhile are not newer than now. Nothing is due earlier by it than it was meant to be.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn set_clock_back(&self, seen: Timestamp, now: Timestamp) -> Result<()> {
        let far = now.checked_add(LONGEST).unwrap_or(Timestamp::MAX);
        let (now, by, far) = (millis(now), millis(seen) - millis(now), millis(far));
        let changes: [(&str, &[i64]); 11] = [
            (
                "UPDATE checks SET last_check = last_check - ?2, next_check = CASE next_check WHEN 0 THEN 0 ELSE max(next_check - ?2, 1) END
                 WHERE last_check > ?1",
                &[now, by],
            ),
            (
                "UPDATE checks SET next_check = ?1 WHERE next_check > ?2 OR pace = 'connectivity' AND next_check > ?1",
                &[now, far],
            ),
            ("UPDATE checks SET icon_check = ?1 WHERE icon_check > ?1", &[now]),
            ("UPDATE waits SET until = until - ?2 WHERE until > ?1", &[far, by]),
            (
                "UPDATE articles SET published = min(published - ?2, ?1) WHERE published > ?1",
                &[now, by],
            ),
            ("UPDATE articles SET page_next = page_next - ?2 WHERE page_next > ?1", &[far, by]),
            ("UPDATE pictures SET next = next - ?2 WHERE next > ?1", &[far, by]),
            (
                "UPDATE statuses SET arrived = min(arrived - ?2, ?1) WHERE arrived > ?1",
                &[now, by],
            ),
            (
                "UPDATE notices SET published = min(published, ?1), judged = min(judged, ?1), shown = min(shown, ?1) WHERE max(published, judged, shown) > ?1",
                &[now],
            ),
            ("UPDATE told SET at = ?1 WHERE at > ?1", &[now]),
            ("UPDATE edition SET began = min(began, ?1), ended = min(ended, ?1)", &[now]),
        ];
        for (change, values) in changes {
            self.sql().execute(change, params_from_iter(values))?;
        }
        Ok(())
    }
}
