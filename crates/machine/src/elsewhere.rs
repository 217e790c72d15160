//! Systems that are not asked: the switch in the settings stands in for them.

use std::convert::Infallible;

use model::Conditions;

/// Where the system is asked.
#[derive(Debug, Clone, Copy, Default)]
pub struct Place;

/// Nothing is asked, so nothing fails.
pub type BusError = Infallible;

/// Ends at once, and tells nothing.
pub async fn watch(_place: Place, _tell: impl FnMut(Conditions)) -> Result<(), BusError> {
    Ok(())
}
