//! Mirror: real pages and feeds from a folder, each under its publisher's own host.
//!
//! The folder is laid out as its `MANIFEST.tsv` says; nothing of it is in this crate.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::NewsroomError;
use crate::answer::Answer;
use crate::incoming::Incoming;

/// What is served, by host and path.
#[derive(Debug)]
pub(crate) struct Mirror {
    pages: BTreeMap<(String, String), Page>,
}

#[derive(Debug)]
struct Page {
    content_type: &'static str,
    body: Vec<u8>,
    language: &'static str,
    kind: &'static str,
}

impl Mirror {
    /// Reads the folder's files.
    pub(crate) fn open(folder: &Path) -> Result<Self, NewsroomError> {
        let mut pages = BTreeMap::new();
        for (host, path, file, content_type, language, kind) in PAGES {
            let body = read(&folder.join(file))?;
            let page = Page {
                content_type,
                body,
                language,
                kind,
            };
            pages.insert(((*host).to_owned(), (*path).to_owned()), page);
        }
        Ok(Self { pages })
    }

    /// The answer of a mirrored host; `None` for any other host.
    pub(crate) fn answer(&self, request: &Incoming) -> Option<Answer> {
        if !self.hosts().contains(&request.host.as_str()) {
            return None;
        }
        let query = match request.parameter("fdate") {
            Some(date) => format!("{}?fdate={date}", request.path),
            None => request.path.clone(),
        };
        let page = self.pages.get(&(request.host.clone(), query));
        Some(match page {
            Some(page) => {
                let mut answer = Answer::ok(page.content_type, page.body.clone());
                let tag = crate::answer::fingerprint(&page.body);
                answer.etag = Some(format!("\"{}\"", &tag[..20]));
                answer
            }
            None => Answer::not_found(),
        })
    }

    /// Every mirrored host.
    pub(crate) fn hosts(&self) -> Vec<&str> {
        let mut hosts: Vec<&str> = self.pages.keys().map(|(host, _)| host.as_str()).collect();
        hosts.dedup();
        hosts
    }

    /// The mirrored feeds and lists as sources.
    pub(crate) fn catalogue(&self) -> Vec<Value> {
        self.pages
            .iter()
            .filter(|(_, page)| !page.kind.is_empty())
            .map(|((host, path), page)| {
                json!({
                    "title": format!("{host}{path}"),
                    "url": format!("https://{host}{path}"),
                    "kind": page.kind,
                    "language": page.language,
                    "topic": "general",
                    "default": true,
                })
            })
            .collect()
    }
}

fn read(path: &PathBuf) -> Result<Vec<u8>, NewsroomError> {
    std::fs::read(path).map_err(|source| NewsroomError::Mirror {
        path: path.clone(),
        source,
    })
}

const HTML: &str = "text/html; charset=UTF-8";
const XML: &str = "text/xml; charset=UTF-8";
const JSON: &str = "application/json; charset=utf-8";

/// Host, path, file, content type, language, and kind where it is a source.
type Row = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

const PAGES: &[Row] = &[
    (
        "tengrinews.kz",
        "/",
        "tengrinews/home_2024-04.html",
        HTML,
        "ru",
        "site",
    ),
    (
        "tengrinews.kz",
        "/news/",
        "tengrinews/list_news_2024-10.html",
        HTML,
        "ru",
        "site",
    ),
    (
        "tengrinews.kz",
        "/tag/Алматы/",
        "tengrinews/tag_almaty_2023-01.html",
        HTML,
        "ru",
        "site",
    ),
    (
        "nationalbank.kz",
        "/rss/get_rates.cfm?fdate=01.04.2026",
        "rates/nbk_get_rates_2026-04-01.xml",
        XML,
        "",
        "",
    ),
    (
        "nationalbank.kz",
        "/rss/get_rates.cfm?fdate=02.04.2026",
        "rates/nbk_get_rates_2026-04-02.xml",
        XML,
        "",
        "",
    ),
    (
        "nationalbank.kz",
        "/rss/get_rates.cfm?fdate=03.04.2026",
        "rates/nbk_get_rates_2026-04-03.xml",
        XML,
        "",
        "",
    ),
    (
        "nationalbank.kz",
        "/rss/get_rates.cfm?fdate=31.07.2026",
        "rates/nbk_excerpt_2026-07-31_fri.xml",
        XML,
        "",
        "",
    ),
    (
        "nationalbank.kz",
        "/rss/get_rates.cfm?fdate=01.08.2026",
        "rates/nbk_excerpt_2026-08-01_sat.xml",
        XML,
        "",
        "",
    ),
    (
        "nationalbank.kz",
        "/rss/get_rates.cfm?fdate=06.05.2024",
        "rates/nbk_excerpt_2024-05-06_mon.xml",
        XML,
        "",
        "",
    ),
    (
        "nationalbank.kz",
        "/rss/rates_all.xml",
        "rates/nbk_rates_all_2016-04-18.xml",
        XML,
        "",
        "",
    ),
    (
        "api.open-meteo.com",
        "/v1/forecast",
        "weather/open_meteo_current_rio_2026-06-17.json",
        JSON,
        "",
        "",
    ),
    (
        "geocoding-api.open-meteo.com",
        "/v1/search",
        "weather/open_meteo_geocoding_docs_berlin.json",
        JSON,
        "",
        "",
    ),
];
