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
    headers: Vec<(String, String)>,
    language: &'static str,
    kind: &'static str,
}

impl Mirror {
    /// Reads the folder's files.
    pub(crate) fn open(folder: &Path) -> Result<Self, NewsroomError> {
        let mut pages = BTreeMap::new();
        for (host, path, file, content_type, language, kind) in PAGES {
            let (body, headers) = recorded(read(&folder.join(file))?);
            let page = Page {
                content_type,
                body,
                headers,
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
        let page = self.pages.get(&(request.host.clone(), address(request)));
        Some(match page {
            Some(page) => {
                let mut answer = Answer::ok(page.content_type, page.body.clone());
                answer.headers.extend(page.headers.iter().cloned());
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

/// The path with what picks a page of it: the bank's date, or the latitude in whole degrees.
fn address(request: &Incoming) -> String {
    let path = &request.path;
    if let Some(date) = request.parameter("fdate") {
        return format!("{path}?fdate={date}");
    }
    let latitude = request
        .parameter("latitude")
        .and_then(|one| one.parse::<f64>().ok());
    match latitude {
        Some(latitude) => format!("{path}?latitude={latitude:.0}"),
        None => path.clone(),
    }
}

/// A file may hold a whole recorded answer, `{"status_code", "headers", "data"}`: then its data and
/// the two headers that tell when to come again are served.
fn recorded(file: Vec<u8>) -> (Vec<u8>, Vec<(String, String)>) {
    let Ok(answer) = serde_json::from_slice::<Value>(&file) else {
        return (file, Vec::new());
    };
    let (Some(data), Some(headers)) = (answer.get("data"), answer.get("headers")) else {
        return (file, Vec::new());
    };
    let kept = ["Expires", "Last-Modified"].into_iter().filter_map(|name| {
        let value = headers.get(name)?.as_str()?;
        Some((name.to_owned(), value.to_owned()))
    });
    (data.to_string().into_bytes(), kept.collect())
}

fn read(path: &PathBuf) -> Result<Vec<u8>, NewsroomError> {
    std::fs::read(path).map_err(|source| NewsroomError::Mirror {
        path: path.clone(),
        source,
    })
}

const HTML: &str = "text/html; charset=UTF-8";
const XML: &str = "text/xml; charset=UTF-8";
const XML_1251: &str = "application/xml; charset=windows-1251";
/// Without a charset: what the file says of itself holds.
const RSS: &str = "application/rss+xml";
const ATOM: &str = "application/atom+xml";
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

#[rustfmt::skip]
const PAGES: &[Row] = &[
    ("tengrinews.kz", "/", "tengrinews/home_2024-04.html", HTML, "ru", "site"),
    ("tengrinews.kz", "/news/", "tengrinews/list_news_2024-10.html", HTML, "ru", "site"),
    ("tengrinews.kz", "/tag/Алматы/", "tengrinews/tag_almaty_2023-01.html", HTML, "ru", "site"),

    ("www.theguardian.com", "/us/rss", "feeds/guardian_2018-01.rss", RSS, "en", "feed"),
    ("www.heise.de", "/developer/rss/news-atom.xml", "feeds/heise_atom.xml", ATOM, "de", "feed"),
    ("feedparser.example", "/media_group_unit.xml", "feeds/media_group_unit.xml", RSS, "en", "feed"),
    ("www.nbcnewyork.com", "/feed/", "feeds/nbc_newyork_bad_pubdate_2023-12.rss", RSS, "en", "feed"),
    ("www.omnycontent.com", "/spiegel/podcast.rss", "feeds/spiegel_rss2.xml", RSS, "de", "feed"),
    ("news.tut.by", "/rss/index.rss", "feeds/tutby_ru_2019-12-30_first8.rss", RSS, "ru", "feed"),
    ("vimeo.com", "/user110157601/videos/rss", "feeds/vimeo_media_rss.xml", RSS, "en", "feed"),
    ("ibash.org.ru", "/rss.xml", "feeds/windows1251_rss2.xml", RSS, "ru", "feed"),

    ("nationalbank.kz", "/rss/get_rates.cfm?fdate=01.04.2026", "rates/nbk_get_rates_2026-04-01.xml", XML, "", ""),
    ("nationalbank.kz", "/rss/get_rates.cfm?fdate=02.04.2026", "rates/nbk_get_rates_2026-04-02.xml", XML, "", ""),
    ("nationalbank.kz", "/rss/get_rates.cfm?fdate=03.04.2026", "rates/nbk_get_rates_2026-04-03.xml", XML, "", ""),
    ("nationalbank.kz", "/rss/get_rates.cfm?fdate=31.07.2026", "rates/nbk_excerpt_2026-07-31_fri.xml", XML, "", ""),
    ("nationalbank.kz", "/rss/get_rates.cfm?fdate=01.08.2026", "rates/nbk_excerpt_2026-08-01_sat.xml", XML, "", ""),
    ("nationalbank.kz", "/rss/get_rates.cfm?fdate=06.05.2024", "rates/nbk_excerpt_2024-05-06_mon.xml", XML, "", ""),
    ("nationalbank.kz", "/rss/rates_all.xml", "rates/nbk_rates_all_2016-04-18.xml", XML, "", ""),
    ("www.cbr.ru", "/scripts/XML_daily.asp", "rates/cbr_XML_daily_2026-04-25_cp1251.xml", XML_1251, "", ""),
    ("www.cbr.ru", "/scripts/XML_dynamic.asp", "rates/cbr_XML_dynamic_KZT_2026-03_cp1251.xml", XML_1251, "", ""),
    ("www.ecb.europa.eu", "/stats/eurofxref/eurofxref-daily.xml", "rates/ecb_eurofxref_daily_trimmed_2026-07-09.xml", XML, "", ""),
    ("api.frankfurter.dev", "/v2/rates", "rates/frankfurter_v2_rates_example.json", JSON, "", ""),

    ("api.open-meteo.com", "/v1/forecast?latitude=-23", "weather/open_meteo_current_rio_2026-06-17.json", JSON, "", ""),
    ("api.open-meteo.com", "/v1/forecast?latitude=21", "weather/open_meteo_current_hanoi_2026-03-25.json", JSON, "", ""),
    ("api.met.no", "/weatherapi/locationforecast/2.0/compact", "weather/metno_compact_2020-07-20_first6.json", JSON, "", ""),
    ("geocoding-api.open-meteo.com", "/v1/search", "weather/open_meteo_geocoding_docs_berlin.json", JSON, "", ""),
];
