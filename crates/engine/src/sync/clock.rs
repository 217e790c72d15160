//! Clocks that jump: a machine that wakes, a battery that was empty, a reader who travels, a mistake.
//!
//! Time zones and daylight saving are no jumps: all times here are UTC. A jump ahead can't be told from a machine that was off: what is due is
//! asked, each host in its turn, and that is no storm. Only what can't be undone waits for proof: nothing is pruned on the day of a jump.

use jiff::{SignedDuration, Timestamp};

use crate::engine::Engine;
use crate::error::Result;

/// The last time that a sync saw.
const SEEN: &str = "seen";
/// When the clock jumped ahead.
const JUMPED: &str = "jumped";
/// Clocks are set right by so much all the time.
const USUAL: SignedDuration = SignedDuration::from_mins(1);
/// Longer than most machines are off.
const LONG: SignedDuration = SignedDuration::from_hours(30 * 24);
/// So long a clock that jumped is watched.
const PROOF: SignedDuration = SignedDuration::from_hours(24);

impl Engine {
    /// Looks at the clock before a sync, and brings into the present what a clock that was ahead has written.
    pub(super) async fn look_at_clock(&self) -> Result<()> {
        let now = self.now();
        let seen = self.read(|library| library.find_note(SEEN)).await?;
        let seen: Timestamp = seen.and_then(|seen| seen.parse().ok()).unwrap_or(now);
        if seen.duration_since(now) > USUAL {
            self.write(move |library| library.set_clock_back(seen, now))
                .await?;
            self.client.set_clock_back(seen.duration_since(now));
            self.emit(crate::Event::Resync);
        }
        let jumped = now.duration_since(seen) > LONG;
        self.write(move |library| {
            if jumped {
                library.save_note(JUMPED, &now.to_string())?;
            }
            library.save_note(SEEN, &now.to_string())
        })
        .await
    }

    /// Whether the clock has shown about this time for a day, so that what is old is old indeed.
    pub(crate) async fn is_clock_proved(&self) -> Result<bool> {
        let jumped = self.read(|library| library.find_note(JUMPED)).await?;
        let jumped: Option<Timestamp> = jumped.and_then(|jumped| jumped.parse().ok());
        let now = self.now();
        Ok(
            jumped
                .is_none_or(|at| !(SignedDuration::ZERO..PROOF).contains(&now.duration_since(at))),
        )
    }
}
