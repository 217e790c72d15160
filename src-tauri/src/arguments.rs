//! The app's command line, and what of it a fresh start of the same app gets.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Parser;

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
    /// Let the time stand still, at the time of the start.
    #[cfg(feature = "testing")]
    #[arg(long, value_name = "MODE")]
    pub clock: Option<ClockMode>,
}

/// How time passes.
#[cfg(feature = "testing")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum ClockMode {
    /// It stands still until it is moved.
    Manual,
}

impl Arguments {
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
        if self.clock == Some(ClockMode::Manual) {
            again.extend(["--clock".into(), "manual".into()]);
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
