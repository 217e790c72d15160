//! Where a request may go: judged for the first address and for every redirect, before anything is connected.
//!
//! Names that resolve to private addresses are `resolver`'s; the two together are the wall of TRUST §3.

use std::collections::BTreeSet;
use std::sync::Arc;

use url::{Host, Url};

use crate::endpoints::World;

use super::addresses::is_private_host;
use super::error::{FetchError, RefusedRedirect};
use super::request::Get;

/// A host and port, the way they are compared.
type Place = (String, u16);

/// What the world and the settings allow.
pub struct Guard {
    world: Arc<World>,
    /// Host and port of the world's endpoints.
    endpoints: BTreeSet<Place>,
}

/// A request that may be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// The address under its real name; https for a mapped host. Relative redirects are relative to it.
    pub url: Url,
    /// The address that is connected to; another one than `url` for a mapped host only.
    pub wire: Url,
    /// For a mapped host its name, to be sent as `Host`.
    pub mapped_name: Option<String>,
    /// The name under which manners are kept.
    pub host: String,
    /// It may lead to a private address.
    pub private_allowed: bool,
}

impl Guard {
    /// The guard of `world`.
    pub fn new(world: Arc<World>) -> Self {
        let endpoints = world
            .endpoints
            .list()
            .into_iter()
            .filter_map(|(_, url)| place(&Url::parse(url?).ok()?))
            .collect();
        Self { world, endpoints }
    }

    /// The way to `url`, the address of `get` itself or one that it was redirected to, through the proxy on `proxy_host` if there is one:
    /// `resolver` lets that host be private, so strangers may not name it.
    pub fn route(
        &self,
        get: &Get,
        url: &Url,
        proxy_host: Option<&str>,
    ) -> Result<Route, FetchError> {
        let scheme = || FetchError::Scheme {
            scheme: url.scheme().to_owned(),
        };
        if !matches!(url.scheme(), "http" | "https") {
            return Err(scheme());
        }
        let here = place(url).ok_or_else(scheme)?;
        let mut url = url.clone();
        url.set_fragment(None);
        if let Some(address) = self.world.hosts.get(&here.0) {
            return mapped(url, here.0, &address.to_string()).ok_or_else(scheme);
        }
        let named_by_reader = |own: &Url| place(own).as_ref() == Some(&here);
        let private_allowed = self.endpoints.contains(&here)
            || (get.typed && named_by_reader(&get.url))
            || get.origin.as_ref().is_some_and(named_by_reader);
        let private = url.host().is_none_or(|host| is_private_host(&host));
        let proxy = proxy_host == Some(here.0.as_str());
        if !private_allowed && (private || proxy) {
            return Err(FetchError::PrivateAddress { host: here.0 });
        }
        // Two ports of one private machine are two servers; of a public name they are one.
        let host = match url.port() {
            Some(port) if private => format!("{}:{port}", here.0),
            _ => here.0,
        };
        Ok(Route {
            wire: url.clone(),
            url,
            mapped_name: None,
            host,
            private_allowed,
        })
    }

    /// Where a redirect from `from` with `location` leads; not yet judged by [`Guard::route`].
    pub fn redirect(&self, from: &Url, location: Option<&[u8]>) -> Result<Url, RefusedRedirect> {
        let location = location.ok_or(RefusedRedirect::NoLocation)?;
        // Servers send raw UTF-8 here, against the letter of RFC 9110 §10.2.2.
        let location = String::from_utf8_lossy(location);
        let mut to = from
            .join(location.trim())
            .map_err(|_| RefusedRedirect::Unreadable)?;
        if !matches!(to.scheme(), "http" | "https") {
            return Err(RefusedRedirect::Scheme);
        }
        let mapped = to
            .host_str()
            .is_some_and(|host| self.world.hosts.contains_key(host));
        if from.scheme() == "https" && to.scheme() == "http" && !mapped {
            return Err(RefusedRedirect::Downgrade);
        }
        // A stranger sets no password; the reader's own goes only where the reader sent it.
        if place(&to) != place(from) {
            let _ = to.set_username("");
            let _ = to.set_password(None);
        }
        Ok(to)
    }
}

/// Host (names in lower case, without the root's dot) and port of `url`.
fn place(url: &Url) -> Option<Place> {
    let host = match url.host()? {
        Host::Domain(name) => name.trim_end_matches('.').to_owned(),
        literal => literal.to_string(),
    };
    Some((host, url.port_or_known_default()?))
}

/// A mapped host: known as https under its name, asked by http at its address.
fn mapped(mut url: Url, name: String, address: &str) -> Option<Route> {
    url.set_scheme("https").ok()?;
    url.set_port(None).ok()?;
    let mut wire = Url::parse(&format!("http://{address}/")).ok()?;
    wire.set_path(url.path());
    wire.set_query(url.query());
    Some(Route {
        url,
        wire,
        mapped_name: Some(name.clone()),
        host: name,
        private_allowed: true,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::net::request::Purpose;

    fn guard() -> Guard {
        let world = World::parse(
            r#"{"endpoints": {"nbk": "http://127.0.0.1:9000/rates"},
                "hosts": {"tengrinews.kz": "127.0.0.1:8080", "en.tengrinews.kz": "[::1]:8080"}}"#,
        )
        .unwrap();
        Guard::new(Arc::new(world))
    }

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    fn get(text: &str) -> Get {
        Get::new(url(text), Purpose::Page)
    }

    fn route(get: &Get) -> Result<Route, FetchError> {
        guard().route(get, &get.url, Some("proxy.example"))
    }

    #[test]
    fn strangers_may_not_name_private_hosts_nor_other_schemes() {
        for refused in [
            "http://127.0.0.1/",
            "http://2130706433/",
            "http://[::ffff:10.0.0.1]/",
            "https://localhost/",
            "http://nas.local:5000/",
            "http://127.0.0.1:9001/rates",
            "http://proxy.example/",
        ] {
            let error = route(&get(refused)).unwrap_err();
            assert!(
                matches!(error, FetchError::PrivateAddress { .. }),
                "{refused}: {error}"
            );
        }
        for refused in [
            "file:///etc/passwd",
            "ftp://a.kz/",
            "data:,x",
            "javascript:1",
            "gopher://a.kz/",
        ] {
            let error = route(&get(refused)).unwrap_err();
            assert!(
                matches!(error, FetchError::Scheme { .. }),
                "{refused}: {error}"
            );
        }
    }

    #[test]
    fn the_worlds_endpoints_may_be_private_by_host_and_port() {
        let rates = route(&get("http://127.0.0.1:9000/rates?fdate=1#x")).unwrap();
        assert!(rates.private_allowed);
        assert_eq!(rates.wire.as_str(), "http://127.0.0.1:9000/rates?fdate=1");
        assert_eq!(rates.host, "127.0.0.1:9000");
    }

    #[test]
    fn a_typed_source_reaches_its_own_host_and_port_and_nothing_else() {
        let feed = get("http://192.168.1.5:8000/feed").typed(true);
        assert!(route(&feed).unwrap().private_allowed);
        let page = get("http://192.168.1.5:8000/page").origin(Some(feed.url.clone()));
        assert!(route(&page).unwrap().private_allowed);
        for elsewhere in [
            "http://192.168.1.5:22/",
            "http://192.168.1.6:8000/",
            "https://192.168.1.5/",
        ] {
            let page = get(elsewhere).origin(Some(feed.url.clone()));
            assert!(route(&page).is_err(), "{elsewhere} is another place");
            let redirected = guard().route(&feed, &url(elsewhere), None);
            assert!(
                redirected.is_err(),
                "a redirect to {elsewhere} is another place"
            );
        }
        let public = get("https://vlast.kz/feed/").origin(Some(feed.url));
        assert!(!route(&public).unwrap().private_allowed);
    }

    #[test]
    fn a_mapped_host_keeps_its_name_and_is_asked_at_its_address() {
        for asked in [
            "https://tengrinews.kz/a%20b?q=1&r#f",
            "http://tengrinews.kz/a%20b?q=1&r",
            "http://TENGRINEWS.kz:8080/a%20b?q=1&r",
        ] {
            let route = route(&get(asked)).unwrap();
            assert_eq!(route.url.as_str(), "https://tengrinews.kz/a%20b?q=1&r");
            assert_eq!(route.wire.as_str(), "http://127.0.0.1:8080/a%20b?q=1&r");
            assert_eq!(route.mapped_name.as_deref(), Some("tengrinews.kz"));
            assert_eq!(route.host, "tengrinews.kz");
        }
        let v6 = route(&get("https://en.tengrinews.kz/")).unwrap();
        assert_eq!(v6.wire.as_str(), "http://[::1]:8080/");
        let other = route(&get("https://kaz.tengrinews.kz/")).unwrap();
        assert_eq!(other.mapped_name, None, "names are mapped one by one");
    }

    #[test]
    fn manners_are_kept_by_host_whatever_the_port_of_a_public_one() {
        for (asked, host) in [
            ("https://a.kz/", "a.kz"),
            ("http://A.kz.:8080/", "a.kz"),
            ("https://қазақстан.қаз/", "xn--80aaa1crbbf1e.xn--80ao21a"),
            ("http://8.8.8.8:81/", "8.8.8.8"),
        ] {
            let found = route(&get(asked)).unwrap().host;
            if asked.is_ascii() {
                assert_eq!(found, host);
            } else {
                assert!(
                    found.starts_with("xn--"),
                    "{found} is the name that DNS knows"
                );
            }
        }
    }

    #[test]
    fn redirects_stay_on_the_web_and_never_lose_their_safety() {
        let guard = guard();
        let from = url("https://me:secret@a.kz/x/y?q");
        for (location, to) in [
            ("/z", Ok("https://me:secret@a.kz/z")),
            ("z?r", Ok("https://me:secret@a.kz/x/z?r")),
            ("//b.kz/z", Ok("https://b.kz/z")),
            ("https://thief:x@b.kz/", Ok("https://b.kz/")),
            (" https://b.kz/ ", Ok("https://b.kz/")),
            (
                "/жаңалық",
                Ok("https://me:secret@a.kz/%D0%B6%D0%B0%D2%A3%D0%B0%D0%BB%D1%8B%D2%9B"),
            ),
            ("http://tengrinews.kz/", Ok("http://tengrinews.kz/")),
            ("http://a.kz/", Err(RefusedRedirect::Downgrade)),
            ("file:///etc/passwd", Err(RefusedRedirect::Scheme)),
            ("javascript:alert(1)", Err(RefusedRedirect::Scheme)),
            ("https://", Err(RefusedRedirect::Unreadable)),
        ] {
            let found = guard.redirect(&from, Some(location.as_bytes()));
            assert_eq!(
                found.as_ref().map(Url::as_str),
                to.as_ref().map(|to| *to),
                "{location}"
            );
        }
        let upgrade = guard.redirect(&url("http://a.kz/"), Some(b"https://a.kz/"));
        assert_eq!(upgrade.unwrap().as_str(), "https://a.kz/");
        assert_eq!(
            guard.redirect(&from, None),
            Err(RefusedRedirect::NoLocation)
        );
    }
}
