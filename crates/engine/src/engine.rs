//! [`Engine`]: the library, the network and the policy in one value that hosts hold.
//!
//! Its abilities are in the files of their subject: `feeds`, `articles`, `content`, `sync`, `rates`, `weather`, `run`, `settings`.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU32};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use extract::Rules;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use model::{ArticleId, Conditions, Desktop, FeedId};
use store::{Mode, Store};
use tokio::sync::{Notify, broadcast};

use crate::complaints::Complaints;
use crate::endpoints::World;
use crate::error::Result;
use crate::event::{Event, MOST_IDS};
use crate::guard::Running;
use crate::net::{self, Client, Credential, Names, NetSettings};
use crate::notices::{Desk, pause_of};
use crate::ports::{Clock, Notifier};
use crate::preview::Shown;
use crate::progress::{Passes, Progress, Stop};
use crate::safety;
use crate::secrets::Secrets;
use crate::settings::{choose_at_first_start, proxy_of, rules_for};
use crate::sync::{Blame, Decoding, SyncReport};
use crate::turns::Turns;

/// What a host hands over when it opens the engine.
#[derive(Debug, Clone)]
pub struct Config {
    /// The data folder.
    pub data: PathBuf,
    /// Where news comes from.
    pub world: World,
    /// It is not the live world (demo, tests).
    pub demo: bool,
    /// Version of the program, for the User-Agent.
    pub version: String,
    /// Name of the program, shown to a second writer of the folder.
    pub program: String,
    /// What stands before a picture's name in the HTML handed out, for example `/media/`.
    pub media_base: String,
    /// To write, or only to read beside a process that writes.
    pub mode: Mode,
    /// The language the system asks for: `ru`, `kk` or `en`. Chosen for the reader once, at the first start.
    pub language: String,
    /// The locale in whose way the system tells times (BCP 47), empty where it names none: the interface follows it.
    pub times: String,
    /// Where names are resolved: by the system, or as a test wants it.
    pub names: Names,
    /// The longest that one fetch takes: [`net::TIMEOUT`], less in a test.
    pub timeout: Duration,
    /// Where logins of sources and passwords of proxies are kept.
    pub secrets: Secrets,
}

/// Qazet without a window.
pub struct Engine {
    pub(crate) config: Config,
    pub(crate) store: Arc<Store>,
    pub(crate) client: Client,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) notifier: Arc<dyn Notifier>,
    pub(crate) rules: Mutex<Arc<Rules>>,
    pub(crate) syncing: Running,
    pub(crate) queueing: Running,
    pub(crate) passes: Passes,
    pub(crate) turns: Turns,
    pub(crate) packing: Running,
    pub(crate) stop: Stop,
    /// How far the packing of an edition is, while it runs.
    pub(crate) progress: Mutex<Progress>,
    pub(crate) decoding: Decoding,
    pub(crate) last_sync: Mutex<Option<LastSync>>,
    pub(crate) complaints: Complaints,
    /// Passwords of proxies were looked for in the library.
    pub(crate) hidden: AtomicBool,
    conditions: Mutex<Conditions>,
    desktop: Mutex<Option<Desktop>>,
    credentials: Mutex<HashMap<FeedId, Credential>>,
    /// The source that was shown before it is added.
    pub(crate) shown: Mutex<Option<Shown>>,
    /// In how many passes in a row nobody could be reached.
    pub(crate) away: AtomicU32,
    /// What the queue of pages thinks of the network.
    pub(crate) blame: Mutex<Blame>,
    /// Since when the network fails, as this run has seen it.
    pub(crate) offline_since: Mutex<Option<Timestamp>>,
    /// What notices need.
    pub(crate) desk: Desk,
    pub(crate) wake: Notify,
    events: broadcast::Sender<Event>,
}

/// What the last sync brought, and when it ended.
#[derive(Debug, Clone)]
pub(crate) struct LastSync {
    pub ended: Timestamp,
    pub report: SyncReport,
}

impl Engine {
    /// Opens the library and gets ready; touches no network. Where nothing can be written (a read-only file system, a full disk), what is
    /// there is opened to read: a newspaper stays a newspaper. A damaged library is rescued, and that is told.
    ///
    /// # Errors
    /// [`Error::Store`] where the folder can't be used, [`Error::Net`] where the proxy setting can't.
    pub fn open(
        config: Config,
        clock: Arc<dyn Clock>,
        notifier: Arc<dyn Notifier>,
    ) -> Result<Arc<Self>> {
        let opened = match Self::open_once(config.clone(), clock.clone(), notifier.clone()) {
            Err(error) if config.mode == Mode::Write && safety::is_damage(&error) => {
                Self::open_once(config, clock, notifier)
            }
            opened => opened,
        }?;
        if let Some(rescued) = opened.rescued_now() {
            opened.notifier.notify(safety::notice_of(rescued));
        }
        Ok(opened)
    }

    fn open_once(
        mut config: Config,
        clock: Arc<dyn Clock>,
        notifier: Arc<dyn Notifier>,
    ) -> Result<Arc<Self>> {
        let store = Arc::new(open_store(&mut config, clock.now())?);
        let (settings, pause) =
            store.read(|library| Ok((library.load_settings()?, pause_of(library)?)))?;
        let client = net::client(
            NetSettings {
                proxy: proxy_of(&settings),
                names: config.names.clone(),
                timeout: config.timeout,
                ..NetSettings::new(config.version.as_str(), Arc::new(config.world.clone()))
            },
            clock.clone(),
        )?;
        let waits = store.read(|library| library.list_waits())?;
        client.restore_waits(
            waits
                .into_iter()
                .map(|wait| (wait.host, wait.until, wait.failures))
                .collect(),
        );
        if config.mode == Mode::Write {
            store.reconcile_media()?;
            choose_at_first_start(&store, &config, &clock.zone())?;
        }
        let (events, _) = broadcast::channel(256);
        let turns = Turns::default();
        Ok(Arc::new(Self {
            config,
            store,
            client,
            clock,
            notifier,
            rules: Mutex::new(Arc::new(rules_for(&settings))),
            syncing: Running::default(),
            queueing: Running::default(),
            passes: Passes::default(),
            packing: Running::default(),
            stop: Stop::default(),
            progress: Mutex::default(),
            decoding: Decoding::new(turns.working.clone()),
            turns,
            last_sync: Mutex::default(),
            complaints: Complaints::default(),
            hidden: AtomicBool::new(false),
            conditions: Mutex::default(),
            desktop: Mutex::default(),
            credentials: Mutex::default(),
            shown: Mutex::default(),
            away: AtomicU32::new(0),
            blame: Mutex::default(),
            offline_since: Mutex::default(),
            desk: Desk::new(settings.notices, pause),
            wake: Notify::new(),
            events,
        }))
    }

    /// Listens to what happens. Who lags behind is told by `RecvError::Lagged`, which means [`Event::Resync`].
    pub fn events(&self) -> broadcast::Receiver<Event> {
        self.events.subscribe()
    }

    /// Network attempts since the engine was opened.
    pub fn network_attempts(&self) -> u64 {
        self.client.attempts()
    }

    /// The engine's time.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Where the reader is now, as the clock says.
    pub(crate) fn zone(&self) -> TimeZone {
        self.clock.zone()
    }

    /// How many seconds the reader's clocks are ahead of UTC, and since when they are so (absent: ever since).
    pub fn offset(&self) -> (i32, Option<Timestamp>) {
        let (zone, now) = (self.zone(), self.now());
        let since = zone.preceding(now).next().map(|change| change.timestamp());
        (zone.to_offset(now).seconds(), since)
    }

    /// Version of the program.
    pub fn version(&self) -> &str {
        &self.config.version
    }

    /// Whether news comes from a world other than the live one.
    pub fn is_demo(&self) -> bool {
        self.config.demo
    }

    /// The locale in whose way the system tells times, empty where it names none.
    pub fn times(&self) -> &str {
        &self.config.times
    }

    /// How this machine is connected and powered, as the host said last.
    pub fn conditions(&self) -> Conditions {
        *lock(&self.conditions)
    }

    /// The host says how this machine is connected and powered. What was held back is fetched soon after it may be.
    pub fn set_conditions(&self, conditions: Conditions) {
        let mut known = lock(&self.conditions);
        if *known != conditions {
            *known = conditions;
            drop(known);
            self.emit(Event::SettingsChanged);
            self.wake.notify_one();
        }
    }

    /// What surrounds the window, as the host said last; nothing in a browser.
    pub fn desktop(&self) -> Option<Desktop> {
        *lock(&self.desktop)
    }

    /// The host says what surrounds the window.
    pub fn set_desktop(&self, desktop: Desktop) {
        if lock(&self.desktop).replace(desktop) != Some(desktop) {
            self.emit(Event::SettingsChanged);
        }
    }

    /// Brings everything to rest before the program ends: remembers which hosts asked to be left alone, and what the reader did.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn close(&self) -> Result<()> {
        self.save_waits().await?;
        self.back_up().await?;
        Ok(())
    }

    /// The midnight that today began with, where the reader is.
    pub(crate) fn midnight(&self) -> Timestamp {
        let now = self.now().to_zoned(self.zone());
        now.start_of_day()
            .map_or_else(|_| self.now(), |midnight| midnight.timestamp())
    }

    /// How pages are read, as the reader wants their pictures.
    pub(crate) fn rules(&self) -> Arc<Rules> {
        lock(&self.rules).clone()
    }

    /// The logins that were taken out of the keyring so far.
    pub(crate) fn credentials(&self) -> MutexGuard<'_, HashMap<FeedId, Credential>> {
        lock(&self.credentials)
    }

    pub(crate) fn emit(&self, event: Event) {
        // No listener is no error.
        let _ = self.events.send(event);
    }

    pub(crate) fn emit_articles(&self, ids: Vec<ArticleId>) {
        self.emit_named(ids, Event::ArticlesChanged);
    }

    pub(crate) fn emit_marked(&self, ids: Vec<ArticleId>) {
        self.emit_named(ids, Event::ArticlesMarked);
    }

    fn emit_named(&self, ids: Vec<ArticleId>, event: impl FnOnce(Vec<ArticleId>) -> Event) {
        match ids.len() {
            0 => {}
            1..=MOST_IDS => self.emit(event(ids)),
            _ => self.emit(Event::Resync),
        }
    }

    pub(crate) fn last_sync(&self) -> Option<LastSync> {
        lock(&self.last_sync).clone()
    }

    pub(crate) fn remember_sync(&self, last: LastSync) {
        *lock(&self.last_sync) = Some(last);
    }

    pub(crate) async fn save_waits(&self) -> Result<()> {
        if self.config.mode == Mode::Read {
            return Ok(());
        }
        let wait = |(host, until, failures)| store::Wait {
            host,
            until,
            failures,
        };
        let waits: Vec<store::Wait> = self.client.waits().into_iter().map(wait).collect();
        self.write(move |library| library.save_waits(&waits)).await
    }
}

/// To write, or to read where it can't be written.
fn open_store(config: &mut Config, now: Timestamp) -> Result<Store> {
    let open = |mode| Store::open(&config.data, mode, &config.program, now);
    match open(config.mode) {
        // Where there is nothing to read either, the first reason is the one that helps.
        Err(refused) if refused.is_unwritable() => {
            let store = open(Mode::Read).map_err(|_| refused)?;
            config.mode = Mode::Read;
            Ok(store)
        }
        opened => Ok(opened?),
    }
}

pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
