//! What this host hands to the engine: folder, world, clock. The one file of `qazetctl` that looks at the machine.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context as _;
use engine::endpoints::World;
use engine::net::Names;
use engine::ports::{Clock, NoNotifier, SystemClock};
use engine::{Config, Engine, Mode};

use crate::arguments::Arguments;

/// The machine, as far as a call needs it.
pub struct Host {
    /// One JSON value instead of text.
    pub json: bool,
    /// The engine's time.
    pub clock: Arc<dyn Clock>,
    /// The same clock where it is moved by hand.
    #[cfg(feature = "testing")]
    pub manual: Option<engine::ports::ManualClock>,
    data: Option<PathBuf>,
    world: Option<String>,
}

impl Host {
    /// From the command line.
    pub fn new(arguments: &Arguments) -> anyhow::Result<Self> {
        #[cfg(feature = "testing")]
        let manual = arguments.clock.as_deref().map(manual_clock).transpose()?;
        #[cfg(feature = "testing")]
        let clock: Arc<dyn Clock> = match &manual {
            Some(manual) => Arc::new(manual.clone()),
            None => Arc::new(SystemClock),
        };
        #[cfg(not(feature = "testing"))]
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        Ok(Self {
            json: arguments.json,
            clock,
            #[cfg(feature = "testing")]
            manual,
            data: arguments.data.clone(),
            world: arguments.world.clone(),
        })
    }

    /// Opens the engine. To write, for what changes something.
    pub async fn open(&self, mode: Mode) -> anyhow::Result<Arc<Engine>> {
        let version = env!("CARGO_PKG_VERSION");
        let world = match (&self.world, mode) {
            (Some(source), _) => engine::load_world(source, version, self.clock.clone()).await?,
            (None, _) => World::live()?,
        };
        let config = Config {
            data: self.folder()?,
            world,
            demo: self.world.is_some(),
            version: version.to_owned(),
            program: "qazetctl".to_owned(),
            media_base: "/media/".to_owned(),
            mode,
            language: engine::language_of(&locale()),
            times: machine::locale_of_times(|name| std::env::var(name).ok()),
            names: Names::System,
            timeout: engine::net::TIMEOUT,
            secrets: engine::Secrets::Keyring,
        };
        let engine = Engine::open(config, self.clock.clone(), Arc::new(NoNotifier))?;
        if let Some(rescued) = engine.rescued_now() {
            eprintln!("qazetctl: {rescued}");
        }
        Ok(engine)
    }

    /// Opens the engine to read; beside a process that writes, too.
    pub async fn open_to_read(&self) -> anyhow::Result<Arc<Engine>> {
        self.open(Mode::Read).await
    }

    /// The data folder.
    pub fn folder(&self) -> anyhow::Result<PathBuf> {
        match &self.data {
            Some(folder) => Ok(folder.clone()),
            None => Ok(directories::ProjectDirs::from("", "", "Qazet")
                .context("this system names no folder for data; name one with --data")?
                .data_dir()
                .to_owned()),
        }
    }
}

#[cfg(feature = "testing")]
fn manual_clock(begin: &str) -> anyhow::Result<engine::ports::ManualClock> {
    let begin = match begin {
        "manual" => SystemClock.now(),
        time => time.parse().with_context(|| {
            format!("`{time}` is neither `manual` nor a time such as 2026-11-20T06:00:00Z")
        })?,
    };
    Ok(engine::ports::ManualClock::in_zone(
        begin,
        SystemClock.zone(),
    ))
}

/// The language the system asks for, as POSIX names it.
fn locale() -> String {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
        .unwrap_or_default()
}
