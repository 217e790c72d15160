//! Plain data: what Qazet's other crates say to each other.
//!
//! Nothing here reads a clock, a file or a network, and nothing here knows SQL, JSON or a window.
//! Times are [`jiff::Timestamp`] (UTC); money is [`rust_decimal::Decimal`].

pub mod activity;
pub mod article;
pub mod edition;
pub mod feed;
pub mod feed_weight;
pub mod forecast;
pub mod id;
pub mod login;
pub mod notice;
pub mod notice_rules;
pub mod photo_report;
pub mod place;
pub mod preview;
pub mod query;
pub mod quiet_hours;
pub mod rate;
pub mod reading;
pub mod retention;
pub mod settings;
pub mod status;
pub mod way;
pub mod weather_choice;

pub use activity::{Activity, Failure, Pace, Problem, ProviderActivity, Wishes};
pub use article::{
    Account, Article, ArticleRow, ArticleState, Edit, EditKind, Enclosure, Link, Picture, Revision,
    Rewriting, Video,
};
pub use edition::{Edition, EditionPart, EditionState};
pub use feed::{Feed, FeedKind, FeedSeed, FeedStatus, Validators};
pub use feed_weight::FeedWeight;
pub use forecast::{AirForecast, AirQuality, City, Current, Day, Forecast, Hour, WeatherProvider};
pub use id::{ArticleId, FeedId, MediaHash, WatchId};
pub use login::{Login, LoginKind};
pub use notice::{Fate, Headline, Hindrance, NoticeKind, NoticeRow, Reason};
pub use notice_rules::{
    Bell, MOST_NOTICES, NoticeRules, Pause, Presence, Watch, WatchKind, WatchRow,
};
pub use photo_report::Photo;
pub use place::{NoLink, Place};
pub use preview::{Named, Preview, Previewed};
pub use query::{Counted, Counts, Cursor, Page, View};
pub use quiet_hours::QuietHours;
pub use rate::{
    Currency, Direction, RateLimit, RatePoint, RateProvider, RateQuote, RateRow, RateSeries,
    RateTable, RateWatch,
};
pub use reading::{Density, Face, ReadWhen, Reading};
pub use retention::{Keep, Kept, Retention, Weight};
pub use settings::{Closing, Conditions, Desktop, PICTURE_SIZES, Reach, Settings, Theme};
pub use status::{Mark, Status};
pub use way::Way;
pub use weather_choice::{
    MOST_CITIES, PressureUnit, TemperatureUnit, Units, WeatherWatch, WindUnit,
};
