//! Linux: services of the system's bus. What is not there says nothing, and is not started by asking.

use std::time::Duration;

use futures::StreamExt;
use futures::stream::select_all;
use model::Conditions;
use zbus::fdo::{DBusProxy, PropertiesProxy};
use zbus::message::Type;
use zbus::names::{BusName, InterfaceName};
use zbus::zvariant::OwnedValue;
use zbus::{Connection, MatchRule, MessageStream, connection};

/// Why the bus is not heard any more.
pub type BusError = zbus::Error;

/// How long an answer may take, as in D-Bus's own library.
const ANSWER: Duration = Duration::from_secs(25);

/// Where the system is asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Place {
    /// The system's bus.
    #[default]
    System,
    /// The bus of the reader's session.
    Session,
    /// The bus at this address: for tests.
    Address(String),
}

impl Place {
    /// Its bus; nothing where there is none, as in a container.
    pub(crate) async fn connect(&self) -> Result<Option<Connection>, BusError> {
        let bus = match self {
            Self::System => connection::Builder::system(),
            Self::Session => connection::Builder::session(),
            Self::Address(address) => connection::Builder::address(address.as_str()),
        };
        let connected = match bus {
            // Who is asked and does not answer shall hold up nobody for ever.
            Ok(bus) => bus.method_timeout(ANSWER).build().await,
            Err(error) => Err(error),
        };
        match connected {
            Ok(bus) => Ok(Some(bus)),
            Err(
                zbus::Error::Connection(..) | zbus::Error::InputOutput(_) | zbus::Error::Address(_),
            ) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// A property of a service.
struct Property {
    service: &'static str,
    path: &'static str,
    interface: &'static str,
    name: &'static str,
}

/// `NMMetered`: 1 yes, 2 no, 3 and 4 the same as a guess, 0 unknown.
const METERED: Property = Property {
    service: "org.freedesktop.NetworkManager",
    path: "/org/freedesktop/NetworkManager",
    interface: "org.freedesktop.NetworkManager",
    name: "Metered",
};

/// `power-saver`, `balanced`, `performance`; by its name of today, and by the one that it had until 2023.
const PROFILES: [Property; 2] = [
    Property {
        service: "org.freedesktop.UPower.PowerProfiles",
        path: "/org/freedesktop/UPower/PowerProfiles",
        interface: "org.freedesktop.UPower.PowerProfiles",
        name: "ActiveProfile",
    },
    Property {
        service: "net.hadess.PowerProfiles",
        path: "/net/hadess/PowerProfiles",
        interface: "net.hadess.PowerProfiles",
        name: "ActiveProfile",
    },
];

/// Tells how the machine is connected and powered, now and whenever that changes. Ends where there is no bus, as in a container: then
/// nothing is told.
///
/// # Errors
/// The bus is there and does not do its part.
pub async fn watch(place: Place, mut tell: impl FnMut(Conditions)) -> Result<(), BusError> {
    let Some(bus) = place.connect().await? else {
        return Ok(());
    };
    let mut changes = Vec::new();
    for property in PROFILES.iter().chain([&METERED]) {
        changes.push(changes_of(&bus, property).await?);
    }
    let mut changes = select_all(changes);
    loop {
        tell(look(&bus).await?);
        if changes.next().await.is_none() {
            return Ok(());
        }
    }
}

async fn look(bus: &Connection) -> Result<Conditions, BusError> {
    let metered = match find(bus, &METERED).await? {
        Some(value) => matches!(u32::try_from(value), Ok(1 | 3)),
        None => false,
    };
    let mut battery_saver = false;
    for profile in &PROFILES {
        if let Some(value) = find(bus, profile).await? {
            battery_saver |= String::try_from(value).is_ok_and(|name| name == "power-saver");
        }
    }
    Ok(Conditions {
        metered,
        battery_saver,
    })
}

/// The value of a property; nothing where its service does not run or does not know it.
async fn find(bus: &Connection, property: &Property) -> Result<Option<OwnedValue>, BusError> {
    if !is_owned(bus, property.service).await? {
        return Ok(None);
    }
    let interface = InterfaceName::try_from(property.interface)?;
    let properties = PropertiesProxy::new(bus, property.service, property.path).await?;
    match properties.get(interface, property.name).await {
        Ok(value) => Ok(Some(value)),
        // It went away a moment ago, or is of another version.
        Err(_) => Ok(None),
    }
}

/// Whether a service runs.
pub(crate) async fn is_owned(bus: &Connection, service: &str) -> Result<bool, BusError> {
    let service = BusName::try_from(service.to_owned())?;
    Ok(DBusProxy::new(bus).await?.name_has_owner(service).await?)
}

/// A message whenever a service comes or goes.
pub(crate) async fn comings(
    bus: &Connection,
    service: &'static str,
) -> Result<MessageStream, BusError> {
    let rule = MatchRule::builder()
        .msg_type(Type::Signal)
        .interface("org.freedesktop.DBus")?
        .member("NameOwnerChanged")?
        .add_arg(service)?
        .build();
    MessageStream::for_match_rule(rule, bus, None).await
}

/// A message whenever one of the properties beside it changes.
async fn changes_of(bus: &Connection, property: &Property) -> Result<MessageStream, BusError> {
    let rule = MatchRule::builder()
        .msg_type(Type::Signal)
        .interface("org.freedesktop.DBus.Properties")?
        .member("PropertiesChanged")?
        .path(property.path)?
        .build();
    MessageStream::for_match_rule(rule, bus, None).await
}
