//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// Qazet without a window, for scripts and remote shells
#[derive(Debug, Parser)]
#[command(name = "qazetctl", version, max_term_width = 100)]
pub struct Arguments {
    /// The data folder [default: the platform's data folder]
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Where news comes from: address or file of a world instead of the live one
    #[arg(long, global = true, value_name = "URL|FILE")]
    pub world: Option<String>,
    /// One JSON value on stdout
    #[arg(long, global = true)]
    pub json: bool,
    /// `manual`, or the time it begins with: a clock that only waits move, for tests and replays
    #[cfg(feature = "testing")]
    #[arg(long, global = true, value_name = "manual|TIME")]
    pub clock: Option<String>,
    /// What to do
    #[command(subcommand)]
    pub call: Call,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Call {
    /// List, add, remove, pause feeds
    #[command(subcommand)]
    Feeds(Feeds),
    /// Import or export a list of feeds
    #[command(subcommand)]
    Opml(Opml),
    /// Ask the sources that are due
    Sync(Sync),
    /// Pack the best reading for offline within a budget; without a budget: say what is packed
    Edition(Edition),
    /// List articles, newest first
    Articles(Articles),
    /// Show one article
    Show(Show),
    /// Save a page by its address, to be read later
    Save(Save),
    /// Make a file of articles: EPUB, Markdown or HTML
    Export(Export),
    /// What fills the disk, and how much of it is kept
    Retention(Retention),
    /// Search all texts
    Search(Search),
    /// Exchange rates
    Rates(Rates),
    /// Weather
    Weather(Weather),
    /// What is told outside the window, why, and what is watched for
    Notices(crate::notices::Notices),
    /// Check the library
    Doctor(Doctor),
    /// Read a feed from a file
    Parse(FromFile),
    /// Read an article's page from a file
    Extract(FromFile),
    /// Clean an HTML fragment from a file
    Sanitize(Sanitize),
    /// The interface in a browser, on this machine only
    Serve(Serve),
    /// The local news world for tests and demos
    #[cfg(feature = "dev")]
    Newsroom(crate::newsroom::Newsroom),
    /// Write the manual pages and the shells' completions into a folder, for packages
    #[command(hide = true)]
    Manual(crate::manual::Manual),
}

/// Feeds.
#[derive(Debug, Subcommand)]
pub enum Feeds {
    /// All feeds with their state
    List,
    /// Add a feed, or the feed of a page
    Add {
        /// Any address
        url: String,
        /// Put it into this folder
        #[arg(long, default_value = "")]
        folder: String,
        /// Ask it through this proxy (http://…, https://…, socks5://…, socks5h://…), or `direct` past that of the settings
        #[arg(long, default_value = "", value_name = "PROXY")]
        proxy: String,
    },
    /// Subscribe to the starter catalogue: its defaults for a language, or all of it
    Subscribe {
        /// `ru`, `kk` or `en` [default: the language of the settings]
        #[arg(long)]
        language: Option<String>,
        /// The whole catalogue
        #[arg(long, conflicts_with = "language")]
        all: bool,
    },
    /// Choose a feed's share of editions
    Weight {
        /// Its id
        id: String,
        /// none, less, usual or more
        weight: String,
    },
    /// Choose how much of a feed is told in notices
    Bell {
        /// Its id
        id: String,
        /// all, important or none
        bell: String,
    },
    /// Choose how much of a feed is fetched by itself
    Reach {
        /// Its id
        id: String,
        /// headlines (what the feed gives) or everything (pages and pictures too)
        reach: String,
    },
    /// Remove a feed with its articles; marks are kept
    Remove {
        /// Its id
        id: String,
    },
    /// Stop asking a feed
    Pause {
        /// Its id
        id: String,
    },
    /// Ask a feed again
    Resume {
        /// Its id
        id: String,
    },
    /// Log in to a feed, or no more. What is secret is read from stdin, its first line, and goes to the system's keyring
    Login {
        /// Its id
        id: String,
        /// A name; its password is read from stdin
        #[arg(long, value_name = "NAME", group = "how")]
        user: Option<String>,
        /// The name of a header; its key is read from stdin
        #[arg(long, value_name = "NAME", group = "how")]
        header: Option<String>,
        /// A bearer token is read from stdin
        #[arg(long, group = "how")]
        bearer: bool,
        /// Forget the login that is known
        #[arg(long, group = "how")]
        forget: bool,
    },
    /// Choose which way a feed is asked, its pages and pictures too
    Proxy {
        /// Its id
        id: String,
        /// http://…, https://…, socks5://… or socks5h://…; `direct`: without any; left out: that of the settings
        #[arg(default_value = "", hide_default_value = true)]
        proxy: String,
    },
}

/// OPML.
#[derive(Debug, Subcommand)]
pub enum Opml {
    /// Subscribe to all feeds of a file
    Import {
        /// The file
        file: PathBuf,
    },
    /// Write all feeds to a file
    Export {
        /// The file; `-` for stdout
        file: PathBuf,
    },
}

/// Sync.
#[derive(Debug, Args)]
pub struct Sync {
    /// All sources: still conditional, never against Retry-After or 410
    #[arg(long)]
    pub now: bool,
    /// Also fetch pages and pictures, until none is wanted
    #[arg(long)]
    pub articles: bool,
    /// Do not sync; say what is known of the source with this address and when it is asked next
    #[arg(long, value_name = "URL")]
    pub explain: Option<String>,
}

/// Edition.
#[derive(Debug, Args)]
pub struct Edition {
    /// What it may take on the disk: 80MB, 500kB, 1.5GB, 64MiB
    #[arg(long, value_name = "SIZE", value_parser = bytes_of)]
    pub budget: Option<u64>,
    /// Go on with the one that was stopped or cut off
    #[arg(long, conflicts_with = "budget")]
    pub resume: bool,
}

/// A size in bytes: a number with a unit, in steps of a thousand or, with an `i`, of 1024.
fn bytes_of(text: &str) -> Result<u64, String> {
    let text = text.trim();
    let end = text
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let factor = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "b" => 1.0,
        "k" | "kb" => 1e3,
        "m" | "mb" => 1e6,
        "g" | "gb" => 1e9,
        "kib" => 1024.0,
        "mib" => 1024.0 * 1024.0,
        "gib" => 1024.0 * 1024.0 * 1024.0,
        other => return Err(format!("`{other}` is no unit; use kB, MB or GB")),
    };
    match number.parse::<f64>() {
        Ok(number) if number > 0.0 => Ok((number * factor) as u64),
        _ => Err("a size is a number with a unit, such as 80MB".to_owned()),
    }
}

/// Articles.
#[derive(Debug, Args)]
pub struct Articles {
    /// Only unread ones
    #[arg(long)]
    pub unread: bool,
    /// Only starred ones
    #[arg(long, conflicts_with = "unread")]
    pub starred: bool,
    /// Only saved ones, pages that were saved by their address among them
    #[arg(long, conflicts_with_all = ["unread", "starred"])]
    pub saved: bool,
    /// Only hidden ones, which are in no other list
    #[arg(long, conflicts_with_all = ["unread", "starred", "saved", "feed", "edition", "left_out"])]
    pub hidden: bool,
    /// Only those of this feed
    #[arg(long, value_name = "ID", conflicts_with_all = ["unread", "starred", "saved"])]
    pub feed: Option<String>,
    /// Only those in the edition
    #[arg(long, conflicts_with_all = ["unread", "starred", "feed"])]
    pub edition: bool,
    /// Only those that the edition's budget left out
    #[arg(long, conflicts_with_all = ["unread", "starred", "feed", "edition"])]
    pub left_out: bool,
    /// At most so many
    #[arg(long, default_value_t = 50, value_name = "N")]
    pub limit: u32,
}

/// Show.
#[derive(Debug, Args)]
pub struct Show {
    /// The article's id
    pub id: String,
    /// Plain text
    #[arg(long)]
    pub text: bool,
    /// The sanitized HTML
    #[arg(long, conflicts_with = "text")]
    pub html: bool,
}

/// Save.
#[derive(Debug, Args)]
pub struct Save {
    /// Any address
    pub url: String,
}

/// Export.
#[derive(Debug, Args)]
pub struct Export {
    /// The articles' ids
    #[arg(
        required_unless_present = "list",
        conflicts_with = "list",
        value_name = "ID"
    )]
    pub ids: Vec<String>,
    /// In place of ids, the newest articles of a list, at most 500, or the whole edition
    #[arg(long, value_parser = ["all", "today", "unread", "starred", "saved", "photo_reports", "edition"])]
    pub list: Option<String>,
    /// The form of the file; Markdown and HTML hold one article
    #[arg(long, value_parser = ["epub", "markdown", "html"])]
    pub format: String,
    /// The file; `-` for stdout
    #[arg(long, value_name = "FILE")]
    pub output: PathBuf,
}

/// Retention.
#[derive(Debug, Args)]
pub struct Retention {
    /// Choose how much of a kind is kept
    #[arg(long, value_name = "KIND", value_parser = KINDS)]
    pub keep: Option<String>,
    /// Days that what was read is kept
    #[arg(long, value_name = "N", requires = "keep")]
    pub days: Option<u32>,
    /// Megabytes that all of it may have; 0 for no limit
    #[arg(long, value_name = "N", requires = "keep")]
    pub megabytes: Option<u32>,
    /// Let go of a kind at once: of texts those that were read; what has a star or is saved stays
    #[arg(long, value_name = "KIND", value_parser = KINDS, conflicts_with = "keep")]
    pub clear: Option<String>,
}

/// What fills the disk.
const KINDS: [&str; 3] = ["texts", "pictures", "photo_reports"];

/// Search.
#[derive(Debug, Args)]
pub struct Search {
    /// Words, "phrases", -without (in one argument: 'Астана -погода')
    #[arg(required = true)]
    pub query: Vec<String>,
    /// At most so many [default: all]
    #[arg(long, value_name = "N")]
    pub limit: Option<u32>,
}

/// Rates.
#[derive(Debug, Args)]
pub struct Rates {
    /// Ask the bank first
    #[arg(long)]
    pub refresh: bool,
    /// What one currency did over the last days, as CSV
    #[arg(long, value_name = "CODE", conflicts_with = "convert")]
    pub history: Option<String>,
    /// How many days of it, at most 400
    #[arg(long, value_name = "N", default_value_t = 30, requires = "history", value_parser = clap::value_parser!(u32).range(1..=400))]
    pub days: u32,
    /// Ask for what is missing of the last 400 days, three requests a minute; can be stopped at any time
    #[arg(long)]
    pub fill: bool,
    /// An amount in another currency, for example `--convert 1500,50 USD KZT`
    #[arg(long, num_args = 3, value_names = ["AMOUNT", "FROM", "TO"], allow_hyphen_values = true)]
    pub convert: Option<Vec<String>>,
    /// By the table of that day, YYYY-MM-DD
    #[arg(long, value_name = "DAY", requires = "convert")]
    pub on: Option<String>,
}

/// Weather.
#[derive(Debug, Args)]
pub struct Weather {
    /// A city's key or name [default: the one of the settings]
    #[arg(long, value_name = "C")]
    pub city: Option<String>,
    /// Ask the provider first
    #[arg(long)]
    pub refresh: bool,
}

/// Doctor.
#[derive(Debug, Args)]
pub struct Doctor {
    /// Mend what can be mended
    #[arg(long)]
    pub repair: bool,
}

/// A file and the address it came from.
#[derive(Debug, Args)]
pub struct FromFile {
    /// The file
    pub file: PathBuf,
    /// The address it came from
    #[arg(long, value_name = "U")]
    pub url: String,
}

/// Sanitize.
#[derive(Debug, Args)]
pub struct Sanitize {
    /// The file
    pub file: PathBuf,
    /// The address it came from, for relative links
    #[arg(long, value_name = "URL")]
    pub url: Option<String>,
}

/// Serve.
#[derive(Debug, Args)]
pub struct Serve {
    /// The port; 0 for any free one
    #[arg(long, default_value_t = 0, value_name = "P")]
    pub port: u16,
}
