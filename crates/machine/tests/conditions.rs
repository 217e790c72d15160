//! A bus of its own with services that say what a test wants them to.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use machine::{Panel, Place, watch, watch_notifications, watch_panel, watch_presence};
use model::{Conditions, Presence};
use tokio::sync::mpsc;
use zbus::{Connection, connection, interface};

/// A bus, gone with the test.
struct Bus {
    daemon: Child,
    address: String,
    _folder: tempfile::TempDir,
}

/// A bus that starts no services of this machine.
const CONFIG: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=FOLDER</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>"#;

impl Bus {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = folder.path().join("bus.conf");
        let place = folder.path().display().to_string();
        std::fs::write(&config, CONFIG.replace("FOLDER", &place)).unwrap();
        let mut daemon = Command::new("dbus-daemon")
            .args(["--nofork", "--nopidfile", "--print-address"])
            .arg(format!("--config-file={}", config.display()))
            .stdout(Stdio::piped())
            .spawn()
            .expect("dbus-daemon is installed (Debian: dbus-daemon)");
        let mut address = String::new();
        let out = daemon.stdout.take().unwrap();
        BufReader::new(out).read_line(&mut address).unwrap();
        Self {
            daemon,
            address: address.trim().to_owned(),
            _folder: folder,
        }
    }

    fn builder(&self) -> connection::Builder<'_> {
        connection::Builder::address(self.address.as_str()).unwrap()
    }

    /// Watches from now on.
    fn watch(&self) -> mpsc::UnboundedReceiver<Conditions> {
        let (told, hears) = mpsc::unbounded_channel();
        let place = Place::Address(self.address.clone());
        tokio::spawn(watch(place, move |conditions| {
            told.send(conditions).unwrap();
        }));
        hears
    }
}

impl Bus {
    /// Watches the reader from now on; this bus stands for the session's and the system's.
    fn watch_presence(&self) -> mpsc::UnboundedReceiver<Presence> {
        let (told, hears) = mpsc::unbounded_channel();
        let place = || Place::Address(self.address.clone());
        tokio::spawn(watch_presence(place(), place(), move |presence| {
            told.send(presence).unwrap();
        }));
        hears
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        self.daemon.kill().unwrap();
        self.daemon.wait().unwrap();
    }
}

struct NetworkManager(u32);

#[interface(name = "org.freedesktop.NetworkManager")]
impl NetworkManager {
    #[zbus(property)]
    fn metered(&self) -> u32 {
        self.0
    }
}

struct Profiles(&'static str);

#[interface(name = "org.freedesktop.UPower.PowerProfiles")]
impl Profiles {
    #[zbus(property)]
    fn active_profile(&self) -> String {
        self.0.to_owned()
    }
}

const NETWORK: &str = "/org/freedesktop/NetworkManager";
const POWER: &str = "/org/freedesktop/UPower/PowerProfiles";

/// A program on the bus by that name, with that object.
async fn serve(
    bus: &Bus,
    name: &str,
    path: &str,
    object: impl zbus::object_server::Interface,
) -> Connection {
    let named = bus.builder().name(name).unwrap();
    named.serve_at(path, object).unwrap().build().await.unwrap()
}

async fn network_manager(bus: &Bus, metered: u32) -> Connection {
    serve(
        bus,
        "org.freedesktop.NetworkManager",
        NETWORK,
        NetworkManager(metered),
    )
    .await
}

async fn set_metered(service: &Connection, metered: u32) {
    let object = service
        .object_server()
        .interface::<_, NetworkManager>(NETWORK)
        .await
        .unwrap();
    object.get_mut().await.0 = metered;
    object
        .get()
        .await
        .metered_changed(object.signal_emitter())
        .await
        .unwrap();
}

fn conditions(metered: bool, battery_saver: bool) -> Conditions {
    Conditions {
        metered,
        battery_saver,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn network_manager_says_whether_the_connection_is_metered_and_when_that_changes() {
    let bus = Bus::start();
    let service = network_manager(&bus, 1).await;
    let mut hears = bus.watch();
    assert_eq!(hears.recv().await, Some(conditions(true, false)));
    // Unknown, yes, no, and the two guesses.
    for (word, metered) in [(0, false), (1, true), (2, false), (3, true), (4, false)] {
        set_metered(&service, word).await;
        assert_eq!(
            hears.recv().await,
            Some(conditions(metered, false)),
            "{word}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_power_profile_says_whether_the_battery_is_saved() {
    let bus = Bus::start();
    let service = serve(
        &bus,
        "org.freedesktop.UPower.PowerProfiles",
        POWER,
        Profiles("power-saver"),
    )
    .await;
    let mut hears = bus.watch();
    assert_eq!(hears.recv().await, Some(conditions(false, true)));
    let object = service
        .object_server()
        .interface::<_, Profiles>(POWER)
        .await
        .unwrap();
    object.get_mut().await.0 = "balanced";
    object
        .get()
        .await
        .active_profile_changed(object.signal_emitter())
        .await
        .unwrap();
    assert_eq!(hears.recv().await, Some(conditions(false, false)));
}

#[tokio::test(flavor = "multi_thread")]
async fn where_no_service_answers_nothing_is_held_back() {
    let bus = Bus::start();
    assert_eq!(bus.watch().recv().await, Some(Conditions::default()));
    let nowhere = Place::Address("unix:path=/nonexistent/bus".to_owned());
    let mut told = 0;
    watch(nowhere, |_| told += 1).await.unwrap();
    assert_eq!(
        told, 0,
        "without a bus nothing is told, and that is no error"
    );
}

struct Login(bool);

#[interface(name = "org.freedesktop.login1.Session")]
impl Login {
    #[zbus(property)]
    fn locked_hint(&self) -> bool {
        self.0
    }
}

struct Server(bool);

#[interface(name = "org.freedesktop.Notifications")]
impl Server {
    #[zbus(property)]
    fn inhibited(&self) -> bool {
        self.0
    }
}

struct Power(bool);

#[interface(name = "org.freedesktop.PowerManagement.Inhibit")]
impl Power {
    fn has_inhibit(&self) -> bool {
        self.0
    }

    #[zbus(signal)]
    async fn has_inhibit_changed(
        emitter: &zbus::object_server::SignalEmitter<'_>,
        on: bool,
    ) -> zbus::Result<()>;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_desktop_says_when_the_reader_is_not_to_be_spoken_to() {
    const SESSION: &str = "/org/freedesktop/login1/session/auto";
    const SERVER: &str = "/org/freedesktop/Notifications";
    const POWER: &str = "/org/freedesktop/PowerManagement/Inhibit";
    let bus = Bus::start();
    let login = serve(&bus, "org.freedesktop.login1", SESSION, Login(false)).await;
    let server = serve(&bus, "org.freedesktop.Notifications", SERVER, Server(false)).await;
    let power = serve(&bus, "org.freedesktop.PowerManagement", POWER, Power(false)).await;
    let mut hears = bus.watch_presence();
    assert_eq!(hears.recv().await, Some(Presence::default()));

    let login = login
        .object_server()
        .interface::<_, Login>(SESSION)
        .await
        .unwrap();
    for locked in [true, false] {
        login.get_mut().await.0 = locked;
        login
            .get()
            .await
            .locked_hint_changed(login.signal_emitter())
            .await
            .unwrap();
        let presence = Presence {
            locked,
            ..Presence::default()
        };
        assert_eq!(hears.recv().await, Some(presence));
    }
    let server = server
        .object_server()
        .interface::<_, Server>(SERVER)
        .await
        .unwrap();
    server.get_mut().await.0 = true;
    server
        .get()
        .await
        .inhibited_changed(server.signal_emitter())
        .await
        .unwrap();
    let do_not_disturb = true;
    assert_eq!(
        hears.recv().await,
        Some(Presence {
            do_not_disturb,
            ..Presence::default()
        })
    );

    let power = power
        .object_server()
        .interface::<_, Power>(POWER)
        .await
        .unwrap();
    power.get_mut().await.0 = true;
    Power::has_inhibit_changed(power.signal_emitter(), true)
        .await
        .unwrap();
    let full_screen = true;
    assert_eq!(
        hears.recv().await,
        Some(Presence {
            do_not_disturb,
            full_screen,
            ..Presence::default()
        })
    );
}

struct Keeper(bool);

#[interface(name = "org.kde.StatusNotifierWatcher")]
impl Keeper {
    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        self.0
    }

    #[zbus(signal)]
    async fn status_notifier_host_registered(
        emitter: &zbus::object_server::SignalEmitter<'_>,
    ) -> zbus::Result<()>;

    #[zbus(signal)]
    async fn status_notifier_host_unregistered(
        emitter: &zbus::object_server::SignalEmitter<'_>,
    ) -> zbus::Result<()>;
}

fn panel(has_tray: bool) -> Option<Panel> {
    Some(Panel {
        has_tray,
        is_light: false,
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tray_is_there_while_somebody_shows_its_icons() {
    const KEEPER: &str = "/StatusNotifierWatcher";
    let bus = Bus::start();
    let (told, mut hears) = mpsc::unbounded_channel();
    let place = Place::Address(bus.address.clone());
    tokio::spawn(watch_panel(place, move |panel| told.send(panel).unwrap()));
    assert_eq!(hears.recv().await, panel(false));
    let tray = serve(&bus, "org.kde.StatusNotifierWatcher", KEEPER, Keeper(true)).await;
    assert_eq!(hears.recv().await, panel(true));
    let keeper = tray
        .object_server()
        .interface::<_, Keeper>(KEEPER)
        .await
        .unwrap();
    keeper.get_mut().await.0 = false;
    Keeper::status_notifier_host_unregistered(keeper.signal_emitter())
        .await
        .unwrap();
    assert_eq!(hears.recv().await, panel(false), "icons are only kept");
    keeper.get_mut().await.0 = true;
    Keeper::status_notifier_host_registered(keeper.signal_emitter())
        .await
        .unwrap();
    assert_eq!(hears.recv().await, panel(true));
    drop(keeper);
    tray.close().await.unwrap();
    assert_eq!(hears.recv().await, panel(false), "the panel has ended");
}

struct Colors(u32);

#[interface(name = "org.freedesktop.portal.Settings")]
impl Colors {
    fn read_one(&self, _namespace: &str, _key: &str) -> zbus::zvariant::OwnedValue {
        self.0.into()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panel_is_light_where_the_desktop_says_so() {
    let bus = Bus::start();
    let (name, path) = (
        "org.freedesktop.portal.Desktop",
        "/org/freedesktop/portal/desktop",
    );
    let _portal = serve(&bus, name, path, Colors(2)).await;
    let (told, mut hears) = mpsc::unbounded_channel();
    let place = Place::Address(bus.address.clone());
    tokio::spawn(watch_panel(place, move |panel| told.send(panel).unwrap()));
    assert!(hears.recv().await.unwrap().is_light);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_service_said_that_is_gone_holds_nothing_back() {
    let bus = Bus::start();
    let (name, path) = (
        "org.freedesktop.Notifications",
        "/org/freedesktop/Notifications",
    );
    let server = serve(&bus, name, path, Server(true)).await;
    let mut hears = bus.watch_presence();
    let held = Presence {
        do_not_disturb: true,
        ..Presence::default()
    };
    assert_eq!(hears.recv().await, Some(held));
    server.close().await.unwrap();
    assert_eq!(hears.recv().await, Some(Presence::default()));
}

#[tokio::test(flavor = "multi_thread")]
async fn notifications_are_shown_while_a_program_is_there_for_them() {
    let bus = Bus::start();
    let (told, mut hears) = mpsc::unbounded_channel();
    let place = Place::Address(bus.address.clone());
    tokio::spawn(watch_notifications(place, move |shown| {
        told.send(shown).unwrap();
    }));
    assert_eq!(hears.recv().await, Some(false));
    let server = bus.builder().name("org.freedesktop.Notifications").unwrap();
    let server = server.build().await.unwrap();
    assert_eq!(hears.recv().await, Some(true));
    server.close().await.unwrap();
    assert_eq!(hears.recv().await, Some(false));
}

/// The first start, as the plugin for single instances has it on the bus.
struct First(mpsc::UnboundedSender<(Vec<String>, String)>);

#[zbus::interface(name = "org.SingleInstance.DBus")]
impl First {
    fn execute_callback(&mut self, argv: Vec<String>, cwd: String) {
        self.0.send((argv, cwd)).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_start_hands_its_line_to_the_first() {
    let bus = Bus::start();
    let place = Place::Address(bus.address.clone());
    let line = ["qazet".to_owned(), "qazet://article/7".to_owned()];
    let id = "org.qazet.Qazet.Library-1";
    assert!(!machine::hand_over(&place, id, &line, "/home").unwrap());
    let (told, mut hears) = mpsc::unbounded_channel();
    let (name, path) = (
        "org.qazet.Qazet.Library-1.SingleInstance",
        "/org/qazet/Qazet/Library_1/SingleInstance",
    );
    let _first = serve(&bus, name, path, First(told)).await;
    assert!(machine::hand_over(&place, id, &line, "/home").unwrap());
    assert_eq!(
        hears.recv().await,
        Some((line.to_vec(), "/home".to_owned()))
    );
    let nowhere = Place::Address("unix:path=/nowhere".to_owned());
    assert!(!machine::hand_over(&nowhere, id, &line, "/home").unwrap());
}

#[test]
fn a_flatpak_may_ask_whatever_is_asked() {
    let recipe = include_str!("../../../src-tauri/linux/org.qazet.Qazet.yml");
    let sources = [
        include_str!("../src/linux.rs"),
        include_str!("../src/presence.rs"),
    ];
    let mut asked = vec![
        "org.kde.StatusNotifierWatcher",
        "org.freedesktop.Notifications",
    ];
    for line in sources.iter().flat_map(|source| source.lines()) {
        let service = line.trim().strip_prefix("service: \"");
        asked.extend(service.and_then(|rest| rest.strip_suffix("\",")));
    }
    assert!(asked.len() > 8, "{asked:?}");
    for name in asked {
        let line = format!("talk-name={name}\n");
        assert!(recipe.contains(&line), "the recipe does not have {name}");
    }
    assert!(
        recipe.contains("--own-name=org.kde.*\n"),
        "an icon in the tray has a name of its own"
    );
}
