//! Systems that are not asked: the switch in the settings stands in for them.

use std::convert::Infallible;

use model::{Conditions, Presence};

use crate::Panel;

/// Where the system is asked.
#[derive(Debug, Clone, Copy, Default)]
pub enum Place {
    /// The system.
    #[default]
    System,
    /// The reader's session.
    Session,
}

/// Nothing is asked, so nothing fails.
pub type BusError = Infallible;

/// Ends at once, and tells nothing.
pub async fn watch(_place: Place, _tell: impl FnMut(Conditions)) -> Result<(), BusError> {
    Ok(())
}

/// Ends at once, and tells nothing.
pub async fn watch_presence(
    _session: Place,
    _system: Place,
    _tell: impl FnMut(Presence),
) -> Result<(), BusError> {
    Ok(())
}

/// Tells once: these systems show notifications.
pub async fn watch_notifications(
    _session: Place,
    mut tell: impl FnMut(bool),
) -> Result<(), BusError> {
    tell(true);
    Ok(())
}

/// Tells once: these systems have a tray, and icons that show on light and dark.
pub async fn watch_panel(_session: Place, mut tell: impl FnMut(Panel)) -> Result<(), BusError> {
    tell(Panel {
        has_tray: true,
        is_light: false,
    });
    Ok(())
}
