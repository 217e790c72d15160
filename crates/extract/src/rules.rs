//! What is known of a site's markup, as data: `rules/*.toml`.
//!
//! A rule names selectors; nothing here looks at a page. A site without a rule takes the general path,
//! and so does a page of a known site on which the rule finds nothing.

use dom_query::Matcher;
use serde::Deserialize;
use url::Url;

use crate::selectors::Selectors;

/// The rules that ship with Qazet, one file a site.
const SITES: [&str; 8] = [
    include_str!("../rules/tengrinews.toml"),
    include_str!("../rules/aljazeera.toml"),
    include_str!("../rules/bbc.toml"),
    include_str!("../rules/guardian.toml"),
    include_str!("../rules/lenta.toml"),
    include_str!("../rules/nur.toml"),
    include_str!("../rules/rferl.toml"),
    include_str!("../rules/theverge.toml"),
];
const WORDS: &str = include_str!("../rules/words.toml");

/// The rules of all known sites, and the words that the general path goes by.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    sites: Vec<Site>,
    pub(crate) words: Words,
    pub(crate) drop: Selectors,
    pub(crate) related_blocks: Selectors,
    /// The widest picture that the reader wants, in pixels.
    pub(crate) widest: u32,
}

/// Until the reader chooses; wider pictures are only larger files.
const WIDEST: u32 = 2560;

/// A rule file that could not be used.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum RulesError {
    /// Not the TOML of a rule.
    #[error(
        "the site rule is not valid: {0}. Correct it at the place named; rules/tengrinews.toml is an example"
    )]
    Toml(String),
    /// A selector that is not CSS.
    #[error(
        "the rule of {site} has a selector that is not valid CSS: {selector}. Correct it and load the rules again"
    )]
    Selector {
        /// The `name` of the rule.
        site: String,
        /// The selector as written.
        selector: String,
    },
}

impl Rules {
    /// The rules that ship with Qazet.
    pub fn builtin() -> Rules {
        // A test proves that the embedded files are valid; without rules the general path still works.
        Rules::parse(SITES).unwrap_or_default()
    }

    /// The same rules for a reader who wants no picture wider than this, in pixels, where a page offers narrower ones.
    #[must_use]
    pub fn with_widest_picture(self, pixels: u32) -> Rules {
        Rules {
            widest: pixels,
            ..self
        }
    }

    /// Reads rule files (each the text of one TOML file) on top of the built-in words.
    ///
    /// # Errors
    /// When a text is not a rule, or a selector is not CSS.
    pub fn parse<'a>(texts: impl IntoIterator<Item = &'a str>) -> Result<Rules, RulesError> {
        let words: Words =
            toml::from_str(WORDS).map_err(|error| RulesError::Toml(error.to_string()))?;
        let drop = Selectors::compile("words", &words.drop)?;
        let related_blocks = Selectors::compile("words", &words.related_blocks)?;
        let mut sites = Vec::new();
        for text in texts {
            let file: SiteFile =
                toml::from_str(text).map_err(|error| RulesError::Toml(error.to_string()))?;
            sites.push(Site::compile(file)?);
        }
        Ok(Rules {
            widest: WIDEST,
            sites,
            words,
            drop,
            related_blocks,
        })
    }

    /// The rule for the host of this address, if there is one.
    pub fn site(&self, url: &Url) -> Option<&Site> {
        let host = host(url)?;
        self.sites
            .iter()
            .find(|site| site.editions.iter().any(|edition| edition.host == host))
    }

    /// All known sites.
    pub fn sites(&self) -> &[Site] {
        &self.sites
    }
}

/// One site: its editions, and where its pages keep what.
#[derive(Debug, Clone)]
pub struct Site {
    /// Short name, shown as the method of an extraction.
    pub name: String,
    /// IANA zone of the wall-clock times on its pages.
    pub zone: Option<String>,
    /// Its hosts, each with a language and its own lists.
    pub editions: Vec<Edition>,
    pub(crate) article: ArticleRule,
    pub(crate) pictures: PictureRule,
    pub(crate) photo_report_paths: Vec<String>,
    pub(crate) lists: Vec<ListRule>,
}

impl Site {
    /// The edition that lives on the host of this address.
    pub fn edition(&self, url: &Url) -> Option<&Edition> {
        let host = host(url)?;
        self.editions.iter().find(|edition| edition.host == host)
    }

    fn compile(file: SiteFile) -> Result<Site, RulesError> {
        let site = file.name.as_str();
        let article = file.article;
        let mut photos = Vec::new();
        for rule in &article.photos {
            photos.push(PhotoRule {
                item: one(site, &rule.item)?,
                caption: one(site, &rule.caption)?,
            });
        }
        let mut lists = Vec::new();
        for rule in &file.lists {
            lists.push(ListRule {
                item: one(site, &rule.item)?,
                title: one(site, &rule.title)?,
                link: rule
                    .link
                    .as_deref()
                    .map(|selector| one(site, selector))
                    .transpose()?,
                lead: rule
                    .lead
                    .as_deref()
                    .map(|selector| one(site, selector))
                    .transpose()?,
                picture: rule
                    .picture
                    .as_deref()
                    .map(|selector| one(site, selector))
                    .transpose()?,
                date: rule
                    .date
                    .as_deref()
                    .map(|selector| one(site, selector))
                    .transpose()?,
            });
        }
        Ok(Site {
            article: ArticleRule {
                title: compile(site, &article.title)?,
                lead: compile(site, &article.lead)?,
                body: compile(site, &article.body)?,
                date: compile(site, &article.date)?,
                author: compile(site, &article.author)?,
                picture: compile(site, &article.picture)?,
                caption: compile(site, &article.caption)?,
                video: compile(site, &article.video)?,
                tags: compile(site, &article.tags)?,
                related: compile(site, &article.related)?,
                photo_reports: compile(site, &article.photo_reports)?,
                drop: compile(site, &article.drop)?,
                photos,
            },
            name: file.name,
            zone: file.zone,
            editions: file.editions,
            pictures: file.pictures,
            photo_report_paths: file.photo_report.paths,
            lists,
        })
    }
}

/// One host of a site.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// Host name without `www.`.
    pub host: String,
    /// The name it shows.
    pub title: String,
    /// BCP 47 primary tag of its articles; its chrome may be in another language. Empty where its pages say it themselves.
    #[serde(default)]
    pub language: String,
    /// Its feeds, the best first.
    #[serde(default)]
    pub feeds: Vec<String>,
    /// Its sitemaps, the best first.
    #[serde(default)]
    pub sitemaps: Vec<String>,
    /// Its list pages, the best first.
    #[serde(default)]
    pub lists: Vec<String>,
}

#[derive(Debug, Clone)]
pub(crate) struct ArticleRule {
    pub(crate) title: Vec<Matcher>,
    pub(crate) lead: Vec<Matcher>,
    pub(crate) body: Vec<Matcher>,
    pub(crate) date: Vec<Matcher>,
    pub(crate) author: Vec<Matcher>,
    pub(crate) picture: Vec<Matcher>,
    pub(crate) caption: Vec<Matcher>,
    pub(crate) video: Vec<Matcher>,
    pub(crate) tags: Vec<Matcher>,
    pub(crate) related: Vec<Matcher>,
    pub(crate) photo_reports: Vec<Matcher>,
    pub(crate) drop: Vec<Matcher>,
    pub(crate) photos: Vec<PhotoRule>,
}

#[derive(Debug, Clone)]
pub(crate) struct PhotoRule {
    pub(crate) item: Matcher,
    pub(crate) caption: Matcher,
}

#[derive(Debug, Clone)]
pub(crate) struct ListRule {
    pub(crate) item: Matcher,
    pub(crate) title: Matcher,
    pub(crate) link: Option<Matcher>,
    pub(crate) lead: Option<Matcher>,
    pub(crate) picture: Option<Matcher>,
    pub(crate) date: Option<Matcher>,
}

/// How a site names the renditions of one picture.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct PictureRule {
    pub(crate) sizes: Vec<String>,
    pub(crate) root: String,
    pub(crate) placeholders: Vec<String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {
    pub(crate) related: Vec<String>,
    pub(crate) photo_report: Vec<String>,
    pub(crate) photo_report_title: Vec<String>,
    pub(crate) promo: Vec<String>,
    pub(crate) junk: Vec<String>,
    pub(crate) counted: Vec<String>,
    pub(crate) byline: Vec<String>,
    pub(crate) credit: Vec<String>,
    pub(crate) placeholders: Vec<String>,
    pub(crate) drop: Vec<String>,
    pub(crate) related_blocks: Vec<String>,
    pub(crate) lead_classes: Vec<String>,
    pub(crate) published: Vec<String>,
    pub(crate) updated: Vec<String>,
    pub(crate) next_page: Vec<String>,
    pub(crate) reading_time: Vec<String>,
    pub(crate) most_read: Vec<String>,
    pub(crate) walls: WallWords,
}

/// What a page says that keeps its text back.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WallWords {
    pub(crate) paid: Vec<String>,
    pub(crate) missing: Vec<String>,
    pub(crate) login: Vec<String>,
    pub(crate) consent: Vec<String>,
    pub(crate) robots: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SiteFile {
    name: String,
    zone: Option<String>,
    editions: Vec<Edition>,
    #[serde(default)]
    article: ArticleFile,
    #[serde(default)]
    pictures: PictureRule,
    #[serde(default)]
    photo_report: PhotoReportFile,
    #[serde(default)]
    lists: Vec<ListFile>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct ArticleFile {
    title: Vec<String>,
    lead: Vec<String>,
    body: Vec<String>,
    date: Vec<String>,
    author: Vec<String>,
    picture: Vec<String>,
    caption: Vec<String>,
    video: Vec<String>,
    tags: Vec<String>,
    related: Vec<String>,
    photo_reports: Vec<String>,
    drop: Vec<String>,
    photos: Vec<PhotoFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PhotoFile {
    item: String,
    caption: String,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct PhotoReportFile {
    paths: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ListFile {
    item: String,
    title: String,
    link: Option<String>,
    lead: Option<String>,
    picture: Option<String>,
    date: Option<String>,
}

fn host(url: &Url) -> Option<&str> {
    let host = url.host_str()?;
    Some(host.strip_prefix("www.").unwrap_or(host))
}

pub(crate) fn compile(site: &str, selectors: &[String]) -> Result<Vec<Matcher>, RulesError> {
    selectors
        .iter()
        .map(|selector| one(site, selector))
        .collect()
}

pub(crate) fn one(site: &str, selector: &str) -> Result<Matcher, RulesError> {
    Matcher::new(selector).map_err(|_| RulesError::Selector {
        site: site.to_owned(),
        selector: selector.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn the_built_in_rules_are_valid_and_know_the_three_editions_of_tengrinews() {
        let rules = Rules::parse(SITES).unwrap();
        let url = Url::parse("https://kaz.tengrinews.kz/kazakhstan_news/x-1/").unwrap();
        let site = rules.site(&url).unwrap();
        assert_eq!(site.zone.as_deref(), Some("Asia/Almaty"));
        assert_eq!(site.edition(&url).unwrap().language, "kk");
        assert!(
            rules
                .site(&Url::parse("https://example.org/").unwrap())
                .is_none()
        );
    }

    #[test]
    fn a_bad_selector_is_named() {
        let error = Rules::parse(["name='x'\neditions=[]\n[article]\ntitle=['h1[[']"]).unwrap_err();
        assert!(error.to_string().contains("h1[["), "{error}");
    }

    #[test]
    fn rules_may_be_shared_between_threads() {
        fn shared<T: Send + Sync>() {}
        shared::<Rules>();
    }
}
