//! What a page is made from: the press, the time, and the rates of the day.

use jiff::Timestamp;

use crate::press::Press;

/// One look into the newsroom at one moment.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Room<'a> {
    pub(crate) press: &'a Press,
    /// The newsroom's now.
    pub(crate) now: Timestamp,
    /// When the newsroom was opened.
    pub(crate) opened: Timestamp,
}
