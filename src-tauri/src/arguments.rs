//! The app's command line, and what of it a fresh start of the same app gets.

use std::ffi::OsString;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
#[cfg(feature = "testing")]
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use api::wire::Place;
use clap::Parser;
use engine::ports::{Clock, SystemClock};
use tauri::{AppHandle, Manager as _};

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
    /// Keep everything beside the program, in the folder qazet-data; without this switch where that folder is there.
    #[arg(long, conflicts_with = "data")]
    pub portable: bool,
    /// Draw without the graphics card from now on, for machines whose window stays blank; the settings take it back.
    #[arg(long)]
    pub safe_graphics: bool,
    /// Start in the tray, without a window.
    #[arg(long)]
    pub hidden: bool,
    /// Start with the window even where the settings say hidden, at this place; this is how Qazet begins anew.
    #[arg(long, hide = true, require_equals = true, num_args = 0..=1, value_name = "PLACE", value_parser = place_in_words, conflicts_with = "hidden")]
    pub shown: Option<Option<Place>>,
    /// Open this article.
    #[arg(long, value_name = "ID")]
    pub article: Option<String>,
    /// Go where this link leads: `qazet://article/ID`, or `feed:` with the address of a feed, which is asked about before it is added.
    #[arg(value_name = "LINK")]
    pub link: Option<String>,
    /// `manual`, or the time it begins with: a clock that only waits move, and nothing in the background
    #[cfg(feature = "testing")]
    #[arg(long, value_name = "manual|TIME")]
    pub clock: Option<String>,
    /// From the time of `--clock` on, time goes so many times as fast as the system's
    #[cfg(feature = "testing")]
    #[arg(long, value_name = "TIMES", requires = "clock")]
    pub pace: Option<NonZeroU32>,
    /// Seconds after which a window that has drawn nothing counts as blank
    #[cfg(feature = "testing")]
    #[arg(long, value_name = "SECONDS")]
    pub patience: Option<u64>,
}

/// A portable Qazet's folder beside its program.
const PORTABLE: &str = "qazet-data";

impl Arguments {
    /// Names the running app among the reader's: one for each library. Two spellings of one folder are two names, and
    /// then the library's lock speaks up.
    pub fn instance(&self) -> String {
        match &self.data {
            Some(folder) => {
                let mut hasher = DefaultHasher::new();
                absolute(folder).hash(&mut hasher);
                format!("{IDENTIFIER}.Library{:016x}", hasher.finish())
            }
            None => IDENTIFIER.to_owned(),
        }
    }

    /// Where the window shall go; nothing where it stays as it is. A link that leads nowhere is a place too: the window says so.
    pub fn place(&self) -> Option<Place> {
        let article = self.article.as_deref().map(engine::place_of_article);
        let link = || self.link.as_deref().map(engine::place_of_link);
        let named = article.or_else(link).map(Place::from);
        named.or_else(|| self.shown.clone().flatten())
    }

    /// The engine's clock: the system's, one that stands still, or one that hurries.
    pub fn clock(&self) -> Result<Arc<dyn Clock>, jiff::Error> {
        #[cfg(feature = "testing")]
        if let Some(begin) = &self.clock {
            let begin = match begin.as_str() {
                "manual" => SystemClock.now(),
                time => time.parse()?,
            };
            return Ok(match self.pace {
                Some(pace) => Arc::new(engine::ports::PacedClock::new(begin, pace)),
                None => Arc::new(engine::ports::ManualClock::in_zone(
                    begin,
                    SystemClock.zone(),
                )),
            });
        }
        Ok(Arc::new(SystemClock))
    }

    /// Does time pass by itself? Where it doesn't, nothing happens in the background: every wait there would move it.
    pub fn time_passes(&self) -> bool {
        #[cfg(feature = "testing")]
        let stands = self.clock.is_some() && self.pace.is_none();
        #[cfg(not(feature = "testing"))]
        let stands = false;
        !stands
    }

    /// The same, with the folder of a portable Qazet named where `program` is one.
    pub fn beside(self, program: &Path) -> Self {
        let folder = program.parent().map(|folder| folder.join(PORTABLE));
        let Some(folder) = folder.filter(|_| self.data.is_none()) else {
            return self;
        };
        match self.portable || folder.is_dir() {
            true => Self {
                portable: true,
                data: Some(folder),
                ..self
            },
            false => self,
        }
    }

    /// Where what can be made again lies: with the system's caches, or with a portable Qazet's library.
    pub fn cache(&self, app: &AppHandle) -> tauri::Result<PathBuf> {
        match &self.data {
            Some(data) if self.portable => Ok(data.join("cache")),
            _ => app.path().app_cache_dir(),
        }
    }

    /// How long a window may stay blank.
    pub fn patience(&self) -> Duration {
        #[cfg(feature = "testing")]
        if let Some(seconds) = self.patience {
            return Duration::from_secs(seconds);
        }
        crate::graphics::PATIENCE
    }

    /// The arguments of the same app started anew in the tray: no window, no article.
    pub fn hidden_again(&self) -> Vec<OsString> {
        let mut again: Vec<OsString> = vec!["--hidden".into()];
        again.extend(self.again());
        again
    }

    /// The arguments of the same app started anew with its window, which goes to `place`.
    pub fn shown_again(&self, place: Option<&Place>) -> Vec<OsString> {
        let words = place.and_then(|place| serde_json::to_string(place).ok());
        let mut again = vec![match words {
            Some(words) => format!("--shown={words}").into(),
            None => "--shown".into(),
        }];
        again.extend(self.again());
        again
    }

    /// The arguments of the same app: same folder, same world.
    pub fn again(&self) -> Vec<OsString> {
        let mut again: Vec<OsString> = Vec::new();
        match &self.data {
            // Wherever it is carried to.
            _ if self.portable => again.push("--portable".into()),
            Some(data) => again.extend(["--data".into(), absolute(data).into()]),
            None => {}
        }
        if let Some(world) = &self.world {
            again.extend(["--world".into(), world.into()]);
        }
        #[cfg(feature = "testing")]
        if let Some(clock) = &self.clock {
            again.extend(["--clock".into(), clock.into()]);
        }
        #[cfg(feature = "testing")]
        if let Some(pace) = self.pace {
            again.extend(["--pace".into(), pace.to_string().into()]);
        }
        again
    }
}

/// What `shown_again` wrote.
fn place_in_words(words: &str) -> Result<Place, String> {
    serde_json::from_str(words).map_err(|error| error.to_string())
}

/// Whoever starts the app again does it in another folder. A path that can't be made so is left as it is.
fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use api::wire::NoLink;

    fn started(line: &[&str]) -> Arguments {
        Arguments::try_parse_from(["qazet"].iter().chain(line)).unwrap()
    }

    #[test]
    fn a_line_leads_to_one_place_of_the_window() {
        let article = |id: &str| Some(Place::Article(id.to_owned()));
        for (line, place) in [
            (&[][..], None),
            (&["--hidden"], None),
            (&["--article", "7"], article("7")),
            (&["--article", "x"], Some(Place::Nowhere(NoLink::Unknown))),
            (&["qazet://article/7"], article("7")),
            (
                &["--hidden", "--data", "/d", "qazet://article/7"],
                article("7"),
            ),
            (
                &["feed:https://a.example/f"],
                Some(Place::Add("https://a.example/f".to_owned())),
            ),
            (
                &["feed:javascript:alert(1)"],
                Some(Place::Nowhere(NoLink::NotWeb)),
            ),
            (&["news"], Some(Place::Nowhere(NoLink::Unknown))),
        ] {
            assert_eq!(started(line).place(), place, "{line:?}");
        }
        assert!(
            Arguments::try_parse_from(["qazet", "feed:a.example", "feed:b.example"]).is_err(),
            "one link at a time"
        );
    }

    #[test]
    fn a_folder_beside_the_program_makes_it_portable() {
        let stick = tempfile::tempdir().unwrap();
        let program = stick.path().join("qazet");
        let folder = stick.path().join("qazet-data");
        let beside = |line: &[&str]| started(line).beside(&program);
        assert_eq!(beside(&[]), started(&[]), "installed");
        assert_eq!(beside(&["--portable"]).data, Some(folder.clone()));
        std::fs::create_dir(&folder).unwrap();
        let portable = beside(&[]);
        assert_eq!(portable.data, Some(folder));
        assert_eq!(
            portable.again(),
            ["--portable"],
            "it may be carried elsewhere"
        );
        assert_eq!(
            beside(&["--data", "/d"]),
            started(&["--data", "/d"]),
            "a folder that is named counts"
        );
        assert_ne!(portable.instance(), started(&[]).instance());
        assert!(Arguments::try_parse_from(["qazet", "--portable", "--data", "/d"]).is_err());
    }

    #[test]
    fn a_fresh_start_in_the_tray_keeps_folder_and_world_and_goes_nowhere() {
        let started = started(&[
            "--data",
            "/d",
            "--world",
            "w.json",
            "--article",
            "7",
            "feed:a.example",
        ]);
        let again = started.hidden_again();
        let again = Arguments::try_parse_from([OsString::from("qazet")].into_iter().chain(again));
        let expected = Arguments {
            hidden: true,
            article: None,
            link: None,
            ..started
        };
        assert_eq!(again.unwrap(), expected);
    }

    #[test]
    fn a_fresh_start_with_the_window_goes_where_the_reader_wanted() {
        let first = started(&["--data", "/d", "--hidden"]);
        for place in [
            None,
            Some(Place::Settings),
            Some(Place::Article("7".to_owned())),
            Some(Place::Add("https://a.example/ --hidden \"f\"".to_owned())),
        ] {
            let line = first.shown_again(place.as_ref());
            let again =
                Arguments::try_parse_from([OsString::from("qazet")].into_iter().chain(line))
                    .unwrap();
            assert!(!again.hidden, "{place:?}");
            assert!(again.shown.is_some(), "{place:?}");
            assert_eq!(again.place(), place);
            assert_eq!(again.instance(), first.instance());
        }
    }
}
