//! Whether the reader can be spoken to: is the screen locked, does something fill it, is the desktop not to disturb.
//!
//! Each desktop tells it in its own way, and none tells all of it. What nobody tells is taken for no.

use futures::channel::oneshot;
use futures::stream::select_all;
use futures::{FutureExt as _, StreamExt as _};
use model::Presence;
use zbus::fdo::PropertiesProxy;
use zbus::message::Type;
use zbus::names::InterfaceName;
use zbus::{Connection, MatchRule, MessageStream};

use crate::linux::{BusError, Place, comings, is_owned};
use crate::notifications::NOTIFICATIONS;

/// Where one thing is told.
struct Sign {
    service: &'static str,
    path: &'static str,
    interface: &'static str,
    asked: Asked,
    /// The signal that says it changed.
    changes: &'static str,
}

/// How it is asked for.
enum Asked {
    /// A property that is true.
    Property(&'static str),
    /// A method without arguments that answers true.
    Method(&'static str),
    /// `IsInhibited` of GNOME's session, for idling: a film, a game, a talk.
    Idling,
}

/// What a changed property is told by.
const PROPERTIES: &str = "PropertiesChanged";
const NOTIFICATIONS_AT: &str = "/org/freedesktop/Notifications";

/// Keeps a word of its own on banners, in the settings.
const GNOME: &str = "org.gnome.Shell";

/// On the system's bus. `auto` is the session that asks.
const LOCKED_BY_LOGIN: &[Sign] = &[Sign {
    service: "org.freedesktop.login1",
    path: "/org/freedesktop/login1/session/auto",
    interface: "org.freedesktop.login1.Session",
    asked: Asked::Property("LockedHint"),
    changes: PROPERTIES,
}];
const LOCKED: &[Sign] = &[
    Sign {
        service: "org.freedesktop.ScreenSaver",
        path: "/org/freedesktop/ScreenSaver",
        interface: "org.freedesktop.ScreenSaver",
        asked: Asked::Method("GetActive"),
        changes: "ActiveChanged",
    },
    Sign {
        service: "org.gnome.ScreenSaver",
        path: "/org/gnome/ScreenSaver",
        interface: "org.gnome.ScreenSaver",
        asked: Asked::Method("GetActive"),
        changes: "ActiveChanged",
    },
];
/// What fills the screen keeps the screen saver away.
const FULL_SCREEN: &[Sign] = &[
    Sign {
        service: "org.gnome.SessionManager",
        path: "/org/gnome/SessionManager",
        interface: "org.gnome.SessionManager",
        asked: Asked::Idling,
        changes: PROPERTIES,
    },
    Sign {
        service: "org.freedesktop.PowerManagement",
        path: "/org/freedesktop/PowerManagement/Inhibit",
        interface: "org.freedesktop.PowerManagement.Inhibit",
        asked: Asked::Method("HasInhibit"),
        changes: "HasInhibitChanged",
    },
];
/// KDE's word and dunst's.
const DO_NOT_DISTURB: &[Sign] = &[
    Sign {
        service: NOTIFICATIONS,
        path: NOTIFICATIONS_AT,
        interface: NOTIFICATIONS,
        asked: Asked::Property("Inhibited"),
        changes: PROPERTIES,
    },
    Sign {
        service: NOTIFICATIONS,
        path: NOTIFICATIONS_AT,
        interface: "org.dunstproject.cmd0",
        asked: Asked::Property("paused"),
        changes: PROPERTIES,
    },
];

/// Tells whether the reader can be spoken to, now and whenever that changes; never whether a window is in front, which the host knows. Ends
/// where there is no bus of the session: then nothing is told.
///
/// # Errors
/// The bus is there and does not do its part.
pub async fn watch_presence(
    session: Place,
    system: Place,
    mut tell: impl FnMut(Presence),
) -> Result<(), BusError> {
    let Some(session) = session.connect().await? else {
        return Ok(());
    };
    let system = system.connect().await?;
    let mut changes = Vec::new();
    for sign in LOCKED.iter().chain(FULL_SCREEN).chain(DO_NOT_DISTURB) {
        changes.push(changes_of(&session, sign).await?);
        // What a service said that is gone does not hold any more.
        changes.push(comings(&session, sign.service).await?);
    }
    if let Some(system) = &system {
        for sign in LOCKED_BY_LOGIN {
            changes.push(changes_of(system, sign).await?);
            changes.push(comings(system, sign.service).await?);
        }
    }
    changes.push(comings(&session, GNOME).await?);
    changes.push(settings_of_gnome(&session).await?);
    let mut changes = select_all(changes);
    let mut told = None;
    loop {
        let mut locked = any(&session, LOCKED).await?;
        if let Some(system) = &system {
            locked |= any(system, LOCKED_BY_LOGIN).await?;
        }
        let presence = Presence {
            focused: false,
            locked,
            full_screen: any(&session, FULL_SCREEN).await?,
            do_not_disturb: any(&session, DO_NOT_DISTURB).await?
                || has_no_banners(&session).await?,
        };
        if told != Some(presence) {
            told = Some(presence);
            tell(presence);
        }
        if changes.next().await.is_none() {
            return Ok(());
        }
        // Of many that came at once one look is enough.
        while let Some(Some(_)) = changes.next().now_or_never() {}
    }
}

async fn any(bus: &Connection, signs: &[Sign]) -> Result<bool, BusError> {
    for sign in signs {
        if holds(bus, sign).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether it is told now; what its service does not know, or is not there to say, does not hold.
async fn holds(bus: &Connection, sign: &Sign) -> Result<bool, BusError> {
    if !is_owned(bus, sign.service).await? {
        return Ok(false);
    }
    let interface = InterfaceName::try_from(sign.interface)?;
    let (service, path) = (sign.service, sign.path);
    let answer = match sign.asked {
        Asked::Property(name) => {
            let properties = PropertiesProxy::new(bus, service, path).await?;
            let value = properties.get(interface, name).await;
            return Ok(value.is_ok_and(|value| bool::try_from(value).unwrap_or(false)));
        }
        Asked::Method(name) => {
            bus.call_method(Some(service), path, Some(interface), name, &())
                .await
        }
        Asked::Idling => {
            /// GSM_INHIBITOR_FLAG_IDLE
            const IDLING: u32 = 8;
            bus.call_method(Some(service), path, Some(interface), "IsInhibited", &IDLING)
                .await
        }
    };
    Ok(answer.is_ok_and(|answer| answer.body().deserialize::<bool>().unwrap_or(false)))
}

/// A message whenever what a sign tells may have changed.
async fn changes_of(bus: &Connection, sign: &Sign) -> Result<MessageStream, BusError> {
    let signal = MatchRule::builder()
        .msg_type(Type::Signal)
        .member(sign.changes)?;
    let rule = match sign.changes {
        // Of a session its real path is named, not `auto`.
        PROPERTIES => signal
            .interface("org.freedesktop.DBus.Properties")?
            .add_arg(sign.interface)?,
        _ => signal.interface(sign.interface)?.path(sign.path)?,
    };
    MessageStream::for_match_rule(rule.build(), bus, None).await
}

/// GNOME keeps "do not disturb" among its settings; a change of them is told by what writes them.
async fn settings_of_gnome(bus: &Connection) -> Result<MessageStream, BusError> {
    let rule = MatchRule::builder()
        .msg_type(Type::Signal)
        .interface("ca.desrt.dconf.Writer")?
        .member("Notify")?
        .build();
    MessageStream::for_match_rule(rule, bus, None).await
}

/// Whether GNOME shows no banners. Asked only where its shell runs, and of its own program: the settings' file is nobody else's to read.
async fn has_no_banners(bus: &Connection) -> Result<bool, BusError> {
    if !is_owned(bus, GNOME).await? {
        return Ok(false);
    }
    let (answer, heard) = oneshot::channel();
    std::thread::spawn(move || {
        let asked = std::process::Command::new("gsettings")
            .args(["get", "org.gnome.desktop.notifications", "show-banners"])
            .output();
        // Nobody listens any more only when the program ends.
        let _ = answer.send(asked.is_ok_and(|asked| asked.stdout.starts_with(b"false")));
    });
    Ok(heard.await.unwrap_or(false))
}
