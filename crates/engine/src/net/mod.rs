//! Everything by which Qazet touches the network: one client, made by one builder, which carries every guard.
//!
//! GET only. No cookies, no referrer, no added parameters, nothing about the reader. Redirects are followed here,
//! each hop judged anew; addresses are checked where they are connected to; time and size are limited at every layer;
//! hosts are treated with manners; a proxy is used always or not at all.
//! Deliberately absent: writing anything down (invariant 4), and knowing what an answer means.

mod body;
mod causes;
mod client;
mod guard;
mod headers;
mod manners;
mod resolver;

pub mod addresses;
pub mod error;
pub mod request;

use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use http::header::HeaderValue;
use url::Url;

use crate::endpoints::World;
use crate::ports::Clock;

use client::Inner;
use guard::Guard;
use manners::Manners;
use resolver::Resolver;

pub use client::Client;
pub use error::{FetchError, RefusedRedirect};
pub use request::{Answer, Get, Purpose};
pub use resolver::Names;

/// What a host hands over. The client is never its own.
#[derive(Debug, Clone)]
pub struct NetSettings {
    /// Qazet's version, for the `User-Agent`.
    pub version: String,
    /// `http://`, `https://`, `socks5://` (names resolved here) or `socks5h://` (by the proxy). Absent: none, whatever the environment says.
    pub proxy: Option<String>,
    /// Where everything comes from.
    pub world: Arc<World>,
    /// Where names are resolved.
    pub names: Names,
}

impl NetSettings {
    /// Without a proxy, names resolved by the system.
    pub fn new(version: impl Into<String>, world: Arc<World>) -> Self {
        Self {
            version: version.into(),
            proxy: None,
            world,
            names: Names::System,
        }
    }
}

/// Why there is no client.
#[derive(Debug, thiserror::Error)]
pub enum NetError {
    /// The proxy of the settings can't be used.
    #[error(
        "The proxy `{0}` can't be used. Write it like http://host:port or socks5://host:port, or leave it empty."
    )]
    Proxy(String),
    /// The version can't stand in a header.
    #[error(
        "The version `{0}` can't be sent as part of the User-Agent. Use letters, digits, dots and hyphens."
    )]
    Version(String),
    /// The HTTP library does not start.
    #[error("The network part does not start: {0}. Please report this.")]
    Library(#[source] reqwest::Error),
}

/// Builds the client: the only place where one is made.
pub fn client(settings: NetSettings, clock: Arc<dyn Clock>) -> Result<Client, NetError> {
    let agent = format!(
        "Qazet/{} (+https://github.com/qazet/qazet)",
        settings.version
    );
    let user_agent =
        HeaderValue::from_str(&agent).map_err(|_| NetError::Version(settings.version.clone()))?;
    let proxy = settings.proxy.as_deref().map(parse_proxy).transpose()?;
    let proxy_host = proxy.as_ref().map(|(host, _)| host.clone());
    let build = |private_allowed: bool, roots: bool| {
        let resolver = Resolver {
            names: settings.names.clone(),
            private_allowed,
            proxy_host: proxy_host.clone(),
        };
        let proxy = proxy.as_ref().map(|(_, proxy)| proxy.clone());
        build(resolver, proxy, roots)
    };
    // The ring provider may be installed already, by another client of this process.
    let _ = rustls::crypto::ring::default_provider().install_default();
    // Without root certificates https fails, with its own message; the rest of Qazet works.
    let (public, roots) = match build(false, true) {
        Ok(client) => (client, true),
        Err(_) => (build(false, false).map_err(NetError::Library)?, false),
    };
    let inner = Inner {
        guard: Guard::new(Arc::clone(&settings.world), proxy_host.clone()),
        manners: Manners::new(Arc::clone(&clock)),
        clock,
        user_agent,
        public,
        trusted: build(true, roots).map_err(NetError::Library)?,
        proxied: proxy.is_some(),
        roots,
        attempts: AtomicU64::new(0),
    };
    Ok(Client {
        inner: Arc::new(inner),
    })
}

/// One of the two HTTP clients, with all that both have in common.
fn build(
    resolver: Resolver,
    proxy: Option<reqwest::Proxy>,
    roots: bool,
) -> Result<reqwest::Client, reqwest::Error> {
    let mut builder = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        // The environment's proxies too are none of ours.
        .no_proxy()
        .dns_resolver(Arc::new(resolver))
        .connect_timeout(Duration::from_secs(15))
        .pool_max_idle_per_host(1)
        .pool_idle_timeout(Duration::from_secs(20));
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

/// What may be shown of an address: nothing before the last `@`.
fn without_password(text: &str) -> String {
    match text.rsplit_once('@') {
        Some((_, shown)) => format!("…@{shown}"),
        None => text.to_owned(),
    }
}
