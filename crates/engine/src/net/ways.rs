//! The ways out of the machine: directly, or through a proxy. What a proxy is chosen for goes through it or not at all.
//!
//! Each way has HTTP clients of its own, so no connection of one way is ever used for another.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use model::Way;
use url::Url;

use super::resolver::{Names, Resolver};
use super::{NetError, Purpose};

/// So much longer than the space between two requests to a host ([`Purpose::space`]) a connection is kept for the next one.
const KEPT: Duration = Duration::from_millis(100);

/// The address of a proxy; absent for none.
type Proxy = Option<String>;

/// One way out.
pub struct Exit {
    /// For the public internet: its resolver lets no private address through. Its connections are its own, so that
    /// none that was opened for a trusted request is used for a stranger's.
    public: Pools,
    /// For hosts and ports that the world or the reader named.
    trusted: Pools,
    /// The proxy's host: `resolver` lets it be private, so strangers may not name it.
    pub proxy_host: Option<String>,
    /// The machine has root certificates.
    pub roots: bool,
}

/// HTTP clients that differ only in how long they keep a connection for the next request. Of thousands of sources each on a host of its own,
/// connections that nobody uses again would hold most of the memory of a sync, and more open files than many systems allow.
struct Pools {
    /// For what is asked much at a time and seldom again.
    short: reqwest::Client,
    /// For pages and pictures, with their longer space.
    long: reqwest::Client,
}

impl Exit {
    /// The client for a request.
    pub fn client(&self, private_allowed: bool, purpose: Purpose) -> &reqwest::Client {
        let pools = match private_allowed {
            true => &self.trusted,
            false => &self.public,
        };
        match purpose {
            Purpose::Feed | Purpose::Rates | Purpose::Weather => &pools.short,
            Purpose::Page | Purpose::Picture => &pools.long,
        }
    }
}

/// All of them, each made when it is first wanted.
pub struct Ways {
    names: Names,
    chosen: Mutex<Proxy>,
    exits: Mutex<HashMap<Proxy, Arc<Exit>>>,
    /// Of the proxies whose address has a name and no password; absent where the keyring has none.
    passwords: Mutex<HashMap<String, Option<String>>>,
}

impl Ways {
    /// The ways, `proxy` being that of the settings.
    pub fn new(names: Names, proxy: Proxy) -> Result<Self, NetError> {
        // The ring provider may be installed already, by another client of this process.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let ways = Self {
            names,
            chosen: Mutex::new(proxy),
            exits: Mutex::default(),
            passwords: Mutex::default(),
        };
        ways.exit(&Way::Settings)?;
        Ok(ways)
    }

    /// Another proxy of the settings. Every request that begins from now on takes it.
    pub fn choose(&self, proxy: Proxy) -> Result<(), NetError> {
        self.make(&proxy)?;
        *lock(&self.chosen) = proxy;
        Ok(())
    }

    /// The exit to take.
    pub fn exit(&self, way: &Way) -> Result<Arc<Exit>, NetError> {
        self.make(&self.proxy_of(way))
    }

    /// The address of this way's proxy, where its password has to be asked for first.
    pub fn locked(&self, way: &Way) -> Option<String> {
        let address = self.proxy_of(way)?;
        let is_locked = has_name_alone(&address) && !lock(&self.passwords).contains_key(&address);
        is_locked.then_some(address)
    }

    /// Takes the password of the proxy at an address from now on.
    pub fn unlock(&self, address: String, password: Option<String>) {
        let mut exits = lock(&self.exits);
        lock(&self.passwords).insert(address.clone(), password);
        exits.remove(&Some(address));
    }

    /// Forgets the password of the proxy at an address.
    pub fn lock(&self, address: &str) {
        let mut exits = lock(&self.exits);
        lock(&self.passwords).remove(address);
        exits.remove(&Some(address.to_owned()));
    }

    fn proxy_of(&self, way: &Way) -> Proxy {
        match way {
            Way::Settings => lock(&self.chosen).clone(),
            Way::Direct => None,
            Way::Proxy(address) => Some(address.clone()),
        }
    }

    fn make(&self, proxy: &Proxy) -> Result<Arc<Exit>, NetError> {
        let mut exits = lock(&self.exits);
        if let Some(exit) = exits.get(proxy) {
            return Ok(Arc::clone(exit));
        }
        let complete = proxy.as_ref().map(|address| {
            let passwords = lock(&self.passwords);
            let password = passwords.get(address).and_then(Option::as_deref);
            password.map_or_else(
                || address.clone(),
                |password| with_password(address, password),
            )
        });
        let exit = Arc::new(exit(&self.names, complete.as_deref())?);
        exits.insert(proxy.clone(), Arc::clone(&exit));
        Ok(exit)
    }
}

/// Tells whether a proxy can be used, as far as its address says.
///
/// # Errors
/// [`NetError::Proxy`].
pub fn check_proxy(address: &str) -> Result<(), NetError> {
    parse_proxy(address).map(|_| ())
}

fn exit(names: &Names, proxy: Option<&str>) -> Result<Exit, NetError> {
    let (proxy_host, proxy) = proxy.map(parse_proxy).transpose()?.unzip();
    let build = |private_allowed: bool, roots: bool| {
        let resolver = Resolver {
            names: names.clone(),
            private_allowed,
            proxy_host: proxy_host.clone(),
        };
        let client = |purpose: Purpose| build(resolver.clone(), proxy.clone(), roots, purpose);
        Ok::<_, reqwest::Error>(Pools {
            short: client(Purpose::Feed)?,
            long: client(Purpose::Page)?,
        })
    };
    // Without root certificates https fails, with its own message; the rest of Qazet works.
    let (public, roots) = match build(false, true) {
        Ok(client) => (client, true),
        Err(_) => (build(false, false).map_err(NetError::Library)?, false),
    };
    Ok(Exit {
        public,
        trusted: build(true, roots).map_err(NetError::Library)?,
        proxy_host,
        roots,
    })
}

/// One of the HTTP clients, with all that they have in common.
fn build(
    resolver: Resolver,
    proxy: Option<reqwest::Proxy>,
    roots: bool,
    purpose: Purpose,
) -> Result<reqwest::Client, reqwest::Error> {
    let mut builder = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        // The environment's proxies too are none of ours.
        .no_proxy()
        .dns_resolver(Arc::new(resolver))
        .connect_timeout(Duration::from_secs(15))
        .pool_max_idle_per_host(1)
        .pool_idle_timeout(purpose.space() + KEPT);
    if let Some(proxy) = proxy {
        builder = builder.proxy(proxy);
    }
    if !roots {
        builder = builder.tls_certs_only([]);
    }
    builder.build()
}

/// The proxy's host, and the proxy.
fn parse_proxy(text: &str) -> Result<(String, reqwest::Proxy), NetError> {
    let refused = || NetError::Proxy(without_password(text));
    let url = Url::parse(text).map_err(|_| refused())?;
    if !matches!(url.scheme(), "http" | "https" | "socks5" | "socks5h") {
        return Err(refused());
    }
    let host = url.host_str().ok_or_else(refused)?.to_owned();
    let proxy = reqwest::Proxy::all(text).map_err(|_| refused())?;
    Ok((host, proxy))
}

/// The address of a proxy without the password, and the password, percent-encoded as it stood there.
pub fn split_password(address: &str) -> (String, Option<String>) {
    let split = || {
        let (scheme, rest) = address.split_once("://")?;
        let (login, place) = rest.rsplit_once('@')?;
        let (name, password) = login.split_once(':')?;
        Some((format!("{scheme}://{name}@{place}"), password))
    };
    match split() {
        Some((bare, password)) => (bare, Some(password.to_owned()).filter(|it| !it.is_empty())),
        None => (address.to_owned(), None),
    }
}

/// The other way round.
fn with_password(bare: &str, password: &str) -> String {
    match bare.rsplit_once('@') {
        Some((name, place)) => format!("{name}:{password}@{place}"),
        None => bare.to_owned(),
    }
}

fn has_name_alone(address: &str) -> bool {
    address.contains('@') && split_password(address).1.is_none()
}

/// What may be shown of an address: nothing before the last `@`.
fn without_password(text: &str) -> String {
    match text.rsplit_once('@') {
        Some((_, shown)) => format!("…@{shown}"),
        None => text.to_owned(),
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_leaves_its_address_and_comes_back_to_it() {
        for (whole, bare, password) in [
            (
                "http://me:pa%3Ass@p.kz:3128",
                "http://me@p.kz:3128",
                "pa%3Ass",
            ),
            (
                "socks5h://me:a:b@[::1]:1080/",
                "socks5h://me@[::1]:1080/",
                "a:b",
            ),
            ("http://me@kz:p@ss@p.kz", "http://me@kz@p.kz", "p@ss"),
            ("http://:only@p.kz", "http://@p.kz", "only"),
        ] {
            assert_eq!(
                split_password(whole),
                (bare.to_owned(), Some(password.to_owned()))
            );
            assert!(has_name_alone(bare) && !has_name_alone(whole));
        }
        for none in [
            "http://p.kz:3128",
            "http://me@p.kz",
            "socks5://[::1]:1",
            "x",
        ] {
            assert_eq!(split_password(none), (none.to_owned(), None));
        }
        assert_eq!(
            with_password("http://me@p.kz:3128", "pa%3Ass"),
            "http://me:pa%3Ass@p.kz:3128"
        );
    }
}
