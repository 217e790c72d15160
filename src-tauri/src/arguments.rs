//! The app's command line, and what of it a fresh start of the same app gets.

use std::ffi::OsString;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::PathBuf;
use std::sync::Arc;

use clap::Parser;
use engine::ports::{Clock, SystemClock};

/// As in `tauri.conf.json`.
const IDENTIFIER: &str = "org.qazet.Qazet";

/// Qazet, a desktop newspaper. `qazetctl` is the same without a window.
#[derive(Debug, Clone, Default, PartialEq, Eq, Parser)]
#[command(name = "qazet", version)]
pub struct Arguments {
    /// The folder that holds the library; without it, the platform's folder for data.
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Where news comes from, in place of the live world: the address or the path of a world file.
    #[arg(long, value_name = "URL|FILE")]
    pub world: Option<String>,
    /// Start in the tray, without a window.
    #[arg(long)]
    pub hidden: bool,
    /// Open this article.
    #[arg(long, value_name = "ID")]
    pub article: Option<String>,
    /// `manual`, or the time it begins with: a clock that only waits move, and nothing in the background
    #[cfg(feature = "testing")]
    #[arg(long, value_name = "manual|TIME")]
    pub clock: Option<String>,
}

impl Arguments {
    /// Names the running app among the reader's: one for each library. Two spellings of one folder are two names, and
    /// then the library's lock speaks up.
    pub fn instance(&self) -> String {
        match self.data.as_ref().map(std::path::absolute) {
            Some(Ok(folder)) => {
                let mut hasher = DefaultHasher::new();
                folder.hash(&mut hasher);
                format!("{IDENTIFIER}.Library{:016x}", hasher.finish())
            }
            Some(Err(_)) | None => IDENTIFIER.to_owned(),
        }
    }

    /// The engine's clock: the system's, or one that stands still.
    pub fn clock(&self) -> Result<Arc<dyn Clock>, jiff::Error> {
        #[cfg(feature = "testing")]
        if let Some(begin) = &self.clock {
            let begin = match begin.as_str() {
                "manual" => SystemClock.now(),
                time => time.parse()?,
            };
            return Ok(Arc::new(engine::ports::ManualClock::new(begin)));
        }
        Ok(Arc::new(SystemClock))
    }

    /// Does time pass by itself? Where it doesn't, nothing happens in the background: every wait there would move it.
    pub fn time_passes(&self) -> bool {
        #[cfg(feature = "testing")]
        let stands = self.clock.is_some();
        #[cfg(not(feature = "testing"))]
        let stands = false;
        !stands
    }

    /// The arguments of the same app started anew in the tray: same folder, same world, no window, no article.
    pub fn hidden_again(&self) -> Vec<OsString> {
        let mut again: Vec<OsString> = vec!["--hidden".into()];
        if let Some(data) = &self.data {
            again.extend(["--data".into(), data.into()]);
        }
        if let Some(world) = &self.world {
            again.extend(["--world".into(), world.into()]);
        }
        #[cfg(feature = "testing")]
        if let Some(clock) = &self.clock {
            again.extend(["--clock".into(), clock.into()]);
        }
        again
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_fresh_start_in_the_tray_keeps_folder_and_world_and_drops_the_article() {
        let line = [
            "qazet",
            "--data",
            "/d",
            "--world",
            "w.json",
            "--article",
            "7",
        ];
        let started = Arguments::try_parse_from(line).unwrap();
        assert_eq!(started.article.as_deref(), Some("7"));
        let again = started.hidden_again();
        let again = Arguments::try_parse_from([OsString::from("qazet")].into_iter().chain(again));
        let expected = Arguments {
            hidden: true,
            article: None,
            ..started
        };
        assert_eq!(again.unwrap(), expected);
    }
}
