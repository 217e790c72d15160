//! The desktop's panel: does it show tray icons, and is it light?

use futures::StreamExt as _;
use futures::stream::select_all;
use zbus::fdo::PropertiesProxy;
use zbus::message::Type;
use zbus::names::InterfaceName;
use zbus::zvariant::OwnedValue;
use zbus::{Connection, MatchRule, MessageStream};

use crate::Panel;
use crate::linux::{BusError, Place, comings, is_owned};

/// Icons are kept by what owns this name, and shown by a host that it knows (StatusNotifierItem, "StatusNotifierWatcher").
const TRAY: &str = "org.kde.StatusNotifierWatcher";
const TRAY_AT: &str = "/StatusNotifierWatcher";
const HOST: &str = "IsStatusNotifierHostRegistered";
/// Asked for the colours only where it runs already: starting it could take its time.
const PORTAL: &str = "org.freedesktop.portal.Desktop";
const PORTAL_AT: &str = "/org/freedesktop/portal/desktop";
const SETTINGS: &str = "org.freedesktop.portal.Settings";
const APPEARANCE: &str = "org.freedesktop.appearance";
const COLORS: &str = "color-scheme";
/// Of the portal's `color-scheme`: 0 says nothing, 1 is dark.
const LIGHT: u32 = 2;

/// Tells what the panel is like, now and whenever that changes. Ends where there is no bus of the session: then it is told once that
/// there is none.
///
/// # Errors
/// The bus is there and does not do its part.
pub async fn watch_panel(session: Place, mut tell: impl FnMut(Panel)) -> Result<(), BusError> {
    let Some(bus) = session.connect().await? else {
        tell(Panel::default());
        return Ok(());
    };
    let signal = || MatchRule::builder().msg_type(Type::Signal);
    let hosts = signal().interface(TRAY)?.path(TRAY_AT)?;
    let colors = signal().interface(SETTINGS)?.member("SettingChanged")?;
    let mut changes = vec![comings(&bus, TRAY).await?, comings(&bus, PORTAL).await?];
    for rule in [hosts, colors.add_arg(APPEARANCE)?] {
        changes.push(MessageStream::for_match_rule(rule.build(), &bus, None).await?);
    }
    let mut changes = select_all(changes);
    let mut told = None;
    loop {
        let panel = Panel {
            has_tray: has_host(&bus).await?,
            is_light: is_light(&bus).await?,
        };
        if told != Some(panel) {
            told = Some(panel);
            tell(panel);
        }
        if changes.next().await.is_none() {
            // The bus is gone, and the panel's icons with it.
            tell(Panel::default());
            return Ok(());
        }
    }
}

/// Does somebody show the icons? A keeper of icons that does not say it refuses them, too.
async fn has_host(bus: &Connection) -> Result<bool, BusError> {
    if !is_owned(bus, TRAY).await? {
        return Ok(false);
    }
    let keeper = PropertiesProxy::new(bus, TRAY, TRAY_AT).await?;
    let said = keeper.get(InterfaceName::try_from(TRAY)?, HOST).await;
    Ok(said.is_ok_and(|value| bool::try_from(value).unwrap_or(false)))
}

/// Does the desktop prefer light colours? Where it does not say, panels are dark.
async fn is_light(bus: &Connection) -> Result<bool, BusError> {
    if !is_owned(bus, PORTAL).await? {
        return Ok(false);
    }
    let asked = bus
        .call_method(
            Some(PORTAL),
            PORTAL_AT,
            Some(SETTINGS),
            "ReadOne",
            &(APPEARANCE, COLORS),
        )
        .await;
    // A portal that knows no colours says nothing of them.
    let Ok(answer) = asked else {
        return Ok(false);
    };
    let value: Result<OwnedValue, _> = answer.body().deserialize();
    Ok(value.is_ok_and(|value| u32::try_from(value).is_ok_and(|scheme| scheme == LIGHT)))
}
