//! What the shell asks the desktop: is there a tray, and is it light? On Linux over D-Bus; elsewhere it is known.

/// Does the desktop show tray icons?
#[cfg(not(target_os = "linux"))]
pub async fn has_tray() -> bool {
    true
}

/// Does the desktop prefer light colours?
#[cfg(not(target_os = "linux"))]
pub async fn prefers_light() -> bool {
    false
}

/// Does the desktop show tray icons? It does where something owns this name. Without a session bus there is no tray.
#[cfg(target_os = "linux")]
pub async fn has_tray() -> bool {
    match is_owned("org.kde.StatusNotifierWatcher").await {
        Ok(owned) => owned,
        Err(error) => {
            eprintln!("qazet: the desktop does not say whether it has a tray: {error}");
            false
        }
    }
}

/// Does the desktop prefer light colours? Where it does not say, panels are dark.
#[cfg(target_os = "linux")]
pub async fn prefers_light() -> bool {
    /// Of the portal's `color-scheme`: 0 says nothing, 1 is dark.
    const LIGHT: u32 = 2;
    color_scheme().await.is_ok_and(|scheme| scheme == LIGHT)
}

#[cfg(target_os = "linux")]
async fn is_owned(name: &str) -> zbus::Result<bool> {
    let bus = zbus::Connection::session().await?;
    let name = zbus::names::BusName::try_from(name)?;
    Ok(zbus::fdo::DBusProxy::new(&bus)
        .await?
        .name_has_owner(name)
        .await?)
}

/// Asks the portal only where it runs already: starting it could take its time.
#[cfg(target_os = "linux")]
async fn color_scheme() -> zbus::Result<u32> {
    const PORTAL: &str = "org.freedesktop.portal.Desktop";
    if !is_owned(PORTAL).await? {
        return Ok(0);
    }
    let bus = zbus::Connection::session().await?;
    let answer = bus
        .call_method(
            Some(PORTAL),
            "/org/freedesktop/portal/desktop",
            Some("org.freedesktop.portal.Settings"),
            "ReadOne",
            &("org.freedesktop.appearance", "color-scheme"),
        )
        .await?;
    let value: zbus::zvariant::OwnedValue = answer.body().deserialize()?;
    Ok(u32::try_from(value)?)
}
