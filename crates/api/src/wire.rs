//! The values inside answers. Times are ISO 8601 in UTC unless said otherwise; money is a string of decimal digits.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::request::Cursor;

/// How much of an article is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ArticleState {
    /// Only headline and lead.
    Headline,
    /// The text, not all pictures.
    Text,
    /// Everything: readable with no network.
    Complete,
    /// The page could not be read; what the feed said is here.
    Failed,
}

/// A row of a list of articles.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ArticleRow {
    /// Identity.
    pub id: String,
    /// Headline, plain text.
    pub title: String,
    /// Address of its page; empty where there is none.
    pub link: String,
    /// Id of its feed.
    pub feed: String,
    /// Name of its feed.
    pub source: String,
    /// When it was published.
    pub published: String,
    /// Opening paragraph, plain text.
    pub lead: String,
    /// How much of it is here.
    pub state: ArticleState,
    /// Photos of its photo report; 0 where it is none.
    pub photos: u32,
    /// All its pictures.
    pub pictures: u32,
    /// Read.
    pub read: bool,
    /// Starred.
    pub starred: bool,
    /// Saved for later.
    pub saved: bool,
    /// When the publisher changed it after it had come.
    pub changed: Option<String>,
    /// BCP 47 primary tag, empty where unknown.
    pub language: String,
    /// Minutes of reading, at least 1; 0 until the text is here.
    pub minutes: u32,
    /// Its lead picture in the cache: a name for the media route.
    pub thumbnail: Option<String>,
    /// Only in `Found`: words around the match; matches between U+2068 and U+2069.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub excerpt: Option<String>,
}

/// A picture or photo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Picture {
    /// The publisher's address of it.
    pub url: String,
    /// What it shows; possibly empty.
    pub caption: String,
    /// Who made it; possibly empty.
    pub credit: String,
    /// A name for the media route; absent until it is in the cache.
    pub hash: Option<String>,
    /// Pixels, once it is in the cache.
    pub width: Option<u32>,
    /// Pixels, once it is in the cache.
    pub height: Option<u32>,
}

/// A link to a photo report or a related article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Link {
    /// Its words.
    pub title: String,
    /// Its address.
    pub url: String,
    /// The article in the library it leads to: opens inside.
    pub article: Option<String>,
}

/// A film, as a poster card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Video {
    /// Where it opens, outside.
    pub url: String,
    /// `youtube`, `vimeo`, …, `file`.
    pub provider: String,
    /// A still in the cache.
    pub poster: Option<String>,
}

/// An article, whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Article {
    /// What the list shows.
    #[serde(flatten)]
    pub row: ArticleRow,
    /// Author; possibly empty.
    pub byline: String,
    /// The publisher's own notation of the time of publication, with its offset; possibly empty.
    pub published_text: String,
    /// The name the site gives itself.
    pub site_name: String,
    /// Section or category; possibly empty.
    pub section: String,
    /// Lead picture.
    pub picture: Option<Picture>,
    /// Sanitized HTML of the text; every picture in it already points to the media route or is a placeholder.
    pub html: String,
    /// Plain text, a paragraph a line.
    pub text: String,
    /// Its photo report, in order.
    pub photo_report: Vec<Picture>,
    /// Photo reports it points to.
    pub photo_reports: Vec<Link>,
    /// Related articles.
    pub related: Vec<Link>,
    /// Films.
    pub videos: Vec<Video>,
    /// How many earlier texts are kept.
    pub revisions: u32,
}

/// An earlier text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Revision {
    /// When it was replaced.
    pub replaced: String,
    /// The headline until then.
    pub title: String,
    /// The plain text until then.
    pub text: String,
}

/// A part of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Timeline {
    /// Newest first.
    pub rows: Vec<ArticleRow>,
    /// Where the next part begins; absent at the end.
    pub next: Option<Cursor>,
}

/// A source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Feed {
    /// Identity.
    pub id: String,
    /// Name.
    pub title: String,
    /// Address.
    pub url: String,
    /// `feed` or `site`.
    pub kind: String,
    /// Folder; empty for none.
    pub folder: String,
    /// BCP 47 primary tag.
    pub language: String,
    /// Unread articles.
    pub unread: u32,
    /// Stopped by the reader.
    pub paused: bool,
    /// Last asked.
    pub last_check: Option<String>,
    /// Next due.
    pub next_check: Option<String>,
    /// `fetched`, `not_modified`, `skipped`, `failed`, `gone`; absent before the first time.
    pub status: Option<String>,
    /// Why, in a sentence that says what to do; empty when all is well.
    pub reason: String,
    /// The site's address.
    pub site_url: String,
    /// A name for the media route.
    pub favicon: Option<String>,
}

/// How many articles each view holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Counts {
    /// All.
    pub all: u32,
    /// Today.
    pub today: u32,
    /// Unread.
    pub unread: u32,
    /// Starred.
    pub starred: u32,
    /// Saved.
    pub saved: u32,
    /// Photo reports.
    pub photo_reports: u32,
    /// Readable whole with no network.
    pub complete: u32,
}

/// The sidebar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Library {
    /// Views.
    pub counts: Counts,
    /// Feeds, by folder and title.
    pub feeds: Vec<Feed>,
}

/// One source's part in a sync.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Outcome {
    /// Id of the feed.
    pub feed: String,
    /// Its address.
    pub url: String,
    /// One of the five.
    pub status: String,
    /// Why.
    pub reason: String,
    /// Next due.
    pub next_check: Option<String>,
}

/// What a sync brought.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SyncReport {
    /// Sources looked at.
    pub sources: u32,
    /// New bytes.
    pub fetched: u32,
    /// Nothing new.
    pub not_modified: u32,
    /// Not due, or told to wait.
    pub skipped: u32,
    /// Failed.
    pub failed: u32,
    /// Gone for good.
    pub gone: u32,
    /// New articles.
    pub articles_new: u32,
    /// Changed articles.
    pub articles_updated: u32,
    /// Bytes that came over the wire.
    #[ts(type = "number")]
    pub bytes: u64,
    /// How long it took.
    pub seconds: f64,
    /// A line a source.
    pub outcomes: Vec<Outcome>,
}

/// Where sync stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SyncState {
    /// One is running.
    pub running: bool,
    /// Pages and pictures still wanted.
    pub queued: u32,
    /// When the last one ended.
    pub last: Option<String>,
    /// When the next one begins by itself.
    pub next: Option<String>,
    /// No server could be reached in the last one.
    pub offline: bool,
    /// The last report.
    pub report: Option<SyncReport>,
}

/// One rate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Rate {
    /// ISO 4217.
    pub code: String,
    /// Price of `quantity` units, decimal string as published.
    pub value: String,
    /// Units.
    pub quantity: u32,
    /// Against the previous publication, decimal string with sign `-`; absent where unknown.
    pub change: Option<String>,
    /// `up`, `down`, `unchanged`, `unknown`.
    pub direction: String,
    /// The day it is for, `YYYY-MM-DD`.
    pub date: String,
    /// `nbk`, `cbr`, `ecb`, `frankfurter`.
    pub provider: String,
}

/// The rates widget.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Rates {
    /// ISO 4217 of the base.
    pub base: String,
    /// When they were fetched; absent when there are none yet.
    pub as_of: Option<String>,
    /// Seconds since then.
    #[ts(type = "number | null")]
    pub age_s: Option<i64>,
    /// In the reader's order.
    pub rates: Vec<Rate>,
    /// Why they could not be refreshed, in a sentence; empty when all is well.
    pub reason: String,
}

/// Weather now. Times here and below are local, without offset.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Current {
    /// Local time of the observation.
    pub time: Option<String>,
    /// °C.
    pub temperature: Option<f64>,
    /// °C.
    pub feels_like: Option<f64>,
    /// %.
    pub humidity: Option<f64>,
    /// hPa at sea level.
    pub pressure: Option<f64>,
    /// m/s.
    pub wind_speed: Option<f64>,
    /// m/s.
    pub wind_gusts: Option<f64>,
    /// Degrees.
    pub wind_direction: Option<f64>,
    /// mm.
    pub precipitation: Option<f64>,
    /// WMO code.
    pub code: Option<u8>,
    /// Daylight.
    pub is_day: Option<bool>,
}

/// An hour to come.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Hour {
    /// Local time.
    pub time: String,
    /// °C.
    pub temperature: Option<f64>,
    /// %.
    pub precipitation_probability: Option<f64>,
    /// m/s.
    pub wind_speed: Option<f64>,
    /// WMO code.
    pub code: Option<u8>,
    /// Daylight.
    pub is_day: Option<bool>,
}

/// A day to come.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Day {
    /// `YYYY-MM-DD`.
    pub date: String,
    /// WMO code.
    pub code: Option<u8>,
    /// °C.
    pub high: Option<f64>,
    /// °C.
    pub low: Option<f64>,
    /// %.
    pub precipitation_probability: Option<f64>,
    /// Local time.
    pub sunrise: Option<String>,
    /// Local time.
    pub sunset: Option<String>,
}

/// The air.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct AirQuality {
    /// Local time.
    pub time: Option<String>,
    /// US index.
    pub us_aqi: Option<f64>,
    /// µg/m³.
    pub pm10: Option<f64>,
    /// µg/m³.
    pub pm2_5: Option<f64>,
}

/// A city.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct City {
    /// Key.
    pub key: String,
    /// Russian name.
    pub ru: String,
    /// Kazakh name.
    pub kk: String,
    /// English name.
    pub en: String,
}

/// The weather widget.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Weather {
    /// Where.
    pub city: City,
    /// When it was fetched; absent when there is none yet.
    pub as_of: Option<String>,
    /// Seconds since then.
    #[ts(type = "number | null")]
    pub age_s: Option<i64>,
    /// `open_meteo` or `met_norway`; empty when there is none yet.
    pub provider: String,
    /// Local time there now, `YYYY-MM-DDTHH:MM`; empty when there is none yet.
    pub local_time: String,
    /// Now.
    pub current: Option<Current>,
    /// Hours not yet passed.
    pub hourly: Vec<Hour>,
    /// Days not yet passed.
    pub daily: Vec<Day>,
    /// The air.
    pub air_quality: Option<AirQuality>,
    /// Why it could not be refreshed, in a sentence; empty when all is well.
    pub reason: String,
}

/// What the reader can choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Settings {
    /// `ru`, `kk`, `en`.
    pub language: String,
    /// `system`, `light`, `dark`, `sepia`, `contrast`.
    pub theme: String,
    /// Key of the weather widget's city.
    pub city: String,
    /// ISO 4217 codes of the rates widget, in order.
    pub currencies: Vec<String>,
    /// Minutes between two looks at a source, at least 10.
    pub interval_minutes: u32,
    /// Sync by itself.
    pub automatic: bool,
    /// Stay in the tray when the window closes.
    pub close_to_tray: bool,
    /// Days that read articles are kept.
    pub keep_days: u32,
    /// Proxy address; empty for none.
    pub proxy: String,
}

/// What a window needs first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Start {
    /// Qazet's version.
    pub version: String,
    /// What was chosen.
    pub settings: Settings,
    /// The library has no source yet.
    pub empty: bool,
    /// The engine's clock.
    pub now: String,
    /// News comes from a world other than the live one (demo, tests).
    pub demo: bool,
}

/// An entry of the starter catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CatalogueEntry {
    /// Name.
    pub title: String,
    /// Address.
    pub url: String,
    /// `feed` or `site`.
    pub kind: String,
    /// BCP 47 primary tag.
    pub language: String,
    /// Topic.
    pub topic: String,
    /// Chosen for readers of that language from the start.
    pub default: bool,
    /// Already in the library.
    pub subscribed: bool,
}

/// What an OPML import did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OpmlImported {
    /// Feeds in the file.
    pub found: u32,
    /// Newly subscribed.
    pub added: u32,
    /// How many have private addresses.
    pub private: u32,
    /// What was odd in the file.
    pub warnings: Vec<String>,
}
