//! The world: where news comes from, as data.

use serde_json::{Map, Value, json};

use crate::newsroom::Inner;
use crate::outlets::{self, Outlet};
use crate::rates::{nbk, others};
use crate::weather;

/// `{"endpoints": …, "catalogue": …, "hosts": …}`.
pub(crate) fn world(inner: &Inner) -> Value {
    let mut hosts = Map::new();
    let mut names = outlets::hosts();
    names.push(nbk::HOST);
    names.extend(others::HOSTS);
    names.extend(weather::HOSTS);
    let mut catalogue: Vec<Value> = Outlet::ALL.into_iter().map(entry).collect();
    if let Some(mirror) = &inner.mirror {
        catalogue = mirror.catalogue();
        for host in mirror.hosts() {
            hosts.insert(host.into(), json!(inner.address.to_string()));
        }
    }
    for host in names {
        hosts.insert(host.into(), json!(inner.address.to_string()));
    }
    json!({
        "endpoints": {
            "nbk": format!("https://{}{}", nbk::HOST, nbk::PATH),
            "cbr_daily": "https://www.cbr.ru/scripts/XML_daily.asp",
            "cbr_history": "https://www.cbr.ru/scripts/XML_dynamic.asp",
            "ecb_daily": "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml",
            "ecb_history": "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist-90d.xml",
            "ecb_range": "https://data-api.ecb.europa.eu/service/data/EXR/D..EUR.SP00.A",
            "frankfurter": "https://api.frankfurter.dev/v2/rates",
            "open_meteo": "https://api.open-meteo.com/v1/forecast",
            "air_quality": "https://air-quality-api.open-meteo.com/v1/air-quality",
            "geocoding": "https://geocoding-api.open-meteo.com/v1/search",
            "met_norway": "https://api.met.no/weatherapi/locationforecast/2.0/compact",
        },
        "catalogue": catalogue,
        "hosts": hosts,
    })
}

fn entry(outlet: Outlet) -> Value {
    let host = outlet.host();
    let (title, kind, url, topic) = match outlet {
        Outlet::TengriRu => (
            "Tengrinews",
            "feed",
            format!("https://{host}/news.rss"),
            "general",
        ),
        Outlet::TengriKk => (
            "Tengrinews Қазақша",
            "feed",
            format!("https://{host}/news.rss"),
            "general",
        ),
        Outlet::TengriEn => (
            "Tengrinews EN",
            "feed",
            format!("https://{host}/news.rss"),
            "general",
        ),
        Outlet::Dala => ("Дала", "feed", format!("https://{host}/feed/"), "general"),
        Outlet::SteppeWire => (
            "Steppe Wire",
            "feed",
            format!("https://{host}/atom.xml"),
            "general",
        ),
        Outlet::Signal => (
            "Сигнал",
            "feed",
            format!("https://{host}/feed.json"),
            "tech",
        ),
        Outlet::Qala => ("Қала хабары", "site", format!("https://{host}/"), "general"),
    };
    json!({
        "title": title,
        "url": url,
        "kind": kind,
        "language": outlet.language(),
        "topic": topic,
        "default": true,
    })
}
