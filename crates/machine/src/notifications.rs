//! Whether anybody shows notifications.

use futures::StreamExt as _;
use zbus::fdo::DBusProxy;

use crate::linux::{BusError, Place, comings, is_owned};

/// What shows them owns this name.
pub(crate) const NOTIFICATIONS: &str = "org.freedesktop.Notifications";

/// Tells whether notifications are shown, now and whenever that changes: by a program that runs, or by one that the bus starts when it is
/// asked for. Ends where there is no bus of the session: then it is told once that nobody shows them.
///
/// # Errors
/// The bus is there and does not do its part.
pub async fn watch_notifications(
    session: Place,
    mut tell: impl FnMut(bool),
) -> Result<(), BusError> {
    let Some(bus) = session.connect().await? else {
        tell(false);
        return Ok(());
    };
    let mut changes = comings(&bus, NOTIFICATIONS).await?;
    let mut told = None;
    loop {
        let names = DBusProxy::new(&bus).await?.list_activatable_names().await?;
        let is_started = names.iter().any(|name| name.as_str() == NOTIFICATIONS);
        let is_shown = is_started || is_owned(&bus, NOTIFICATIONS).await?;
        if told != Some(is_shown) {
            told = Some(is_shown);
            tell(is_shown);
        }
        if changes.next().await.is_none() {
            tell(false);
            return Ok(());
        }
    }
}
