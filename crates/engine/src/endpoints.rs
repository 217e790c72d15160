//! Where news, rates and weather come from: a world is data, and the live one is built in.
//!
//! `{"endpoints": {…}, "catalogue": [{…}], "hosts": {"tengrinews.kz": "127.0.0.1:8080"}}`, each part optional.
//! Deliberately absent: what an endpoint's answer means (`parser`), and when it is asked (`rates`, `weather`, `sync`).

use std::collections::BTreeMap;
use std::net::SocketAddr;

use serde::{Deserialize, Serialize};
use url::Url;

/// The live world's file, part of the program.
const LIVE: &str = include_str!("../world/live.json");

/// The topics of the catalogue, in the order in which they are shown.
pub const TOPICS: [&str; 9] = [
    "kazakhstan",
    "central_asia",
    "world",
    "business",
    "tech",
    "science",
    "sport",
    "culture",
    "photo",
];

/// Where everything comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct World {
    /// What Qazet asks on its own account.
    #[serde(default)]
    pub endpoints: Endpoints,
    /// The sources the reader can choose from.
    #[serde(default)]
    pub catalogue: Vec<CatalogueEntry>,
    /// Names answered by an address of this world, by plain http in place of https.
    #[serde(default)]
    pub hosts: BTreeMap<String, SocketAddr>,
}

/// Full URLs to which only the query is added; an absent one is off.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Endpoints {
    /// National Bank of Kazakhstan, `get_rates.cfm`.
    pub nbk: Option<String>,
    /// Bank of Russia, `XML_daily.asp`.
    pub cbr_daily: Option<String>,
    /// Bank of Russia, `XML_dynamic.asp`.
    pub cbr_history: Option<String>,
    /// European Central Bank, today.
    pub ecb_daily: Option<String>,
    /// European Central Bank, 90 days.
    pub ecb_history: Option<String>,
    /// European Central Bank, any days: the rates of all currencies in its SDMX service.
    pub ecb_range: Option<String>,
    /// Frankfurter v2 `rates`.
    pub frankfurter: Option<String>,
    /// Open-Meteo forecast.
    pub open_meteo: Option<String>,
    /// Open-Meteo air quality.
    pub air_quality: Option<String>,
    /// Open-Meteo geocoding, `search`.
    pub geocoding: Option<String>,
    /// MET Norway `locationforecast/2.0/compact`.
    pub met_norway: Option<String>,
}

impl Endpoints {
    /// All of them with their names, in the order of the fields.
    pub fn list(&self) -> [(&'static str, Option<&str>); 11] {
        [
            ("nbk", self.nbk.as_deref()),
            ("cbr_daily", self.cbr_daily.as_deref()),
            ("cbr_history", self.cbr_history.as_deref()),
            ("ecb_daily", self.ecb_daily.as_deref()),
            ("ecb_history", self.ecb_history.as_deref()),
            ("ecb_range", self.ecb_range.as_deref()),
            ("frankfurter", self.frankfurter.as_deref()),
            ("open_meteo", self.open_meteo.as_deref()),
            ("air_quality", self.air_quality.as_deref()),
            ("geocoding", self.geocoding.as_deref()),
            ("met_norway", self.met_norway.as_deref()),
        ]
    }
}

/// A source of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CatalogueEntry {
    /// Its name, in its own language.
    pub title: String,
    /// Address of its feed, or of its front page for a site.
    pub url: String,
    /// How it is read.
    pub kind: SourceKind,
    /// BCP 47 primary tag.
    pub language: String,
    /// One of [`TOPICS`] in the live world; another world may have its own.
    pub topic: String,
    /// Subscribed at first start by readers of its language.
    #[serde(default)]
    pub default: bool,
}

/// How a source of the catalogue is read ([`model::FeedKind`], in the words of a world's file).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// RSS, Atom or JSON Feed.
    Feed,
    /// News sitemap, then list pages.
    Site,
}

impl From<SourceKind> for model::FeedKind {
    fn from(kind: SourceKind) -> Self {
        match kind {
            SourceKind::Feed => Self::Feed,
            SourceKind::Site => Self::Site,
        }
    }
}

/// Why a file is not a world.
#[derive(Debug, thiserror::Error)]
pub enum WorldError {
    /// Not JSON of the right shape.
    #[error(
        "this is not a world file: {0}; see the example of `endpoints`, `catalogue` and `hosts` in ARCHITECTURE.md"
    )]
    Shape(#[from] serde_json::Error),
    /// An address that is none.
    #[error("`{place}` of the world is `{url}`, which is not an http or https address; correct it")]
    Address {
        /// Which part of the file.
        place: String,
        /// What stands there.
        url: String,
    },
    /// A key of `hosts` that is not a bare name.
    #[error("`{0}` in `hosts` is not a bare host name; write it as in `tengrinews.kz`")]
    HostName(String),
}

impl World {
    /// Reads a world file (JSON, UTF-8) and checks its addresses and names.
    pub fn parse(json: &str) -> Result<Self, WorldError> {
        // serde would also read a list as the fields in their order.
        let _: serde_json::Map<String, serde_json::Value> = serde_json::from_str(json)?;
        let world: Self = serde_json::from_str(json)?;
        for (name, endpoint) in world.endpoints.list() {
            if let Some(url) = endpoint {
                check_address(&format!("endpoints.{name}"), url)?;
            }
        }
        for entry in &world.catalogue {
            check_address(&format!("catalogue: {}", entry.title), &entry.url)?;
        }
        for name in world.hosts.keys() {
            let bare = Url::parse(&format!("https://{name}/"))
                .is_ok_and(|url| url.domain() == Some(name.as_str()));
            if !bare {
                return Err(WorldError::HostName(name.clone()));
            }
        }
        Ok(world)
    }

    /// The live world: the real addresses of the sources, checked by the tests of this module.
    pub fn live() -> Result<Self, WorldError> {
        Self::parse(LIVE)
    }

    /// The sources to begin with for a reader of `language` (BCP 47, region ignored);
    /// those of English where the catalogue has none.
    pub fn defaults(&self, language: &str) -> Vec<&CatalogueEntry> {
        let primary = language.split(['-', '_']).next().unwrap_or_default();
        let of = |tag: &str| -> Vec<&CatalogueEntry> {
            let chosen = |entry: &&CatalogueEntry| entry.default && entry.language == tag;
            self.catalogue.iter().filter(chosen).collect()
        };
        match of(&primary.to_lowercase()) {
            none if none.is_empty() => of("en"),
            found => found,
        }
    }
}

fn check_address(place: &str, text: &str) -> Result<(), WorldError> {
    let good = Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https"));
    if good {
        Ok(())
    } else {
        Err(WorldError::Address {
            place: place.to_owned(),
            url: text.to_owned(),
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_live_world_names_every_endpoint_over_https() {
        let world = World::live().unwrap();
        assert!(
            world.hosts.is_empty(),
            "nothing is mapped in the live world"
        );
        for (name, url) in world.endpoints.list() {
            let url = url.unwrap_or_else(|| panic!("{name} is on in the live world"));
            assert!(
                url.starts_with("https://"),
                "{name} is asked over TLS: {url}"
            );
            assert!(
                !url.contains('?'),
                "the query of {name} is added by its caller"
            );
        }
    }

    #[test]
    fn the_live_catalogue_has_about_forty_sources_each_once() {
        let world = World::live().unwrap();
        assert!((36..=50).contains(&world.catalogue.len()));
        let urls: BTreeSet<&str> = world.catalogue.iter().map(|e| e.url.as_str()).collect();
        assert_eq!(urls.len(), world.catalogue.len(), "no address stands twice");
        for topic in TOPICS {
            let found = world.catalogue.iter().any(|entry| entry.topic == topic);
            assert!(found, "the topic {topic} has a source");
        }
    }

    #[test]
    fn every_language_starts_with_its_own_edition_of_tengrinews() {
        let world = World::live().unwrap();
        for (language, first) in [
            ("ru", "https://tengrinews.kz/news.rss"),
            ("ru-KZ", "https://tengrinews.kz/news.rss"),
            ("kk", "https://kaz.tengrinews.kz/news.rss"),
            ("en", "https://en.tengrinews.kz/news.rss"),
            ("de", "https://en.tengrinews.kz/news.rss"),
        ] {
            let defaults = world.defaults(language);
            assert_eq!(defaults[0].url, first, "for {language}");
            assert!(defaults.len() >= 3, "a newspaper has several sources");
        }
    }

    #[test]
    fn a_world_with_a_mistake_is_refused_with_its_place() {
        for (json, part) in [
            ("[]", "not a world file"),
            (r#"{"endpoint": {}}"#, "unknown field `endpoint`"),
            (
                r#"{"endpoints": {"nbk": "nationalbank.kz"}}"#,
                "endpoints.nbk",
            ),
            (
                r#"{"endpoints": {"nbk": "file:///etc/passwd"}}"#,
                "endpoints.nbk",
            ),
            (
                r#"{"catalogue": [{"title": "A", "url": "https://a.example/", "kind": "blog", "language": "en", "topic": "world"}]}"#,
                "blog",
            ),
            (
                r#"{"hosts": {"tengrinews.kz": "localhost"}}"#,
                "socket address",
            ),
            (
                r#"{"hosts": {"https://tengrinews.kz": "127.0.0.1:1"}}"#,
                "bare host name",
            ),
            (
                r#"{"hosts": {"10.0.0.1": "127.0.0.1:1"}}"#,
                "bare host name",
            ),
        ] {
            let error = World::parse(json).unwrap_err().to_string();
            assert!(
                error.contains(part),
                "{json} says {part:?}, but said: {error}"
            );
        }
    }

    #[test]
    fn a_world_may_leave_everything_out() {
        assert_eq!(World::parse("{}").unwrap(), World::default());
        let world = World::parse(r#"{"hosts": {"tengrinews.kz": "127.0.0.1:8080"}}"#).unwrap();
        assert_eq!(world.hosts["tengrinews.kz"].port(), 8080);
        let again = serde_json::to_string(&world).unwrap();
        assert_eq!(World::parse(&again).unwrap(), world);
    }
}
