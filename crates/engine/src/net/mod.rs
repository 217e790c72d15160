//! Everything by which Qazet touches the network: one client, made by one builder, which carries every guard.
//!
//! GET only. No cookies, no referrer, no added parameters, nothing about the reader. Redirects are followed here,
//! each hop judged anew; addresses are checked where they are connected to; time and size are limited at every layer;
//! hosts are treated with manners; a proxy is used always or not at all.
//! Deliberately absent: writing anything down (invariant 4), and knowing what an answer means.

mod body;
mod causes;
mod client;
mod credential;
mod guard;
mod headers;
mod manners;
mod resolver;
mod ways;

pub mod addresses;
pub mod error;
pub mod request;

use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use http::header::HeaderValue;

use crate::endpoints::World;
use crate::ports::Clock;

use client::Inner;
use guard::Guard;
use manners::Manners;
use ways::Ways;

pub use client::Client;
pub use credential::{BadLogin, Credential};
pub use error::{FetchError, RefusedRedirect};
pub use request::{Answer, Get, Purpose};
pub use resolver::Names;
pub use ways::{check_proxy, split_password};

/// What a host hands over. The client is never its own.
#[derive(Debug, Clone)]
pub struct NetSettings {
    /// Qazet's version, for the `User-Agent`.
    pub version: String,
    /// `http://`, `https://`, `socks5://` (names resolved here) or `socks5h://` (by the proxy). Absent: none, whatever the environment says.
    /// A source can have another way ([`Get::way`]).
    pub proxy: Option<String>,
    /// Where everything comes from.
    pub world: Arc<World>,
    /// Where names are resolved.
    pub names: Names,
    /// For everything of one fetch from the first connection to the last byte, redirects included, waiting for the host's turn not included.
    pub timeout: Duration,
}

/// The deadline of DESIGN §5.
pub const TIMEOUT: Duration = Duration::from_secs(30);

impl NetSettings {
    /// Without a proxy, names resolved by the system.
    pub fn new(version: impl Into<String>, world: Arc<World>) -> Self {
        Self {
            version: version.into(),
            proxy: None,
            world,
            names: Names::System,
            timeout: TIMEOUT,
        }
    }
}

/// Why there is no client.
#[derive(Debug, thiserror::Error)]
pub enum NetError {
    /// A proxy's address can't be used.
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
    let inner = Inner {
        guard: Guard::new(settings.world),
        manners: Manners::new(Arc::clone(&clock)),
        ways: Ways::new(settings.names, settings.proxy)?,
        clock,
        user_agent,
        timeout: settings.timeout,
        attempts: AtomicU64::new(0),
        received: Arc::default(),
    };
    Ok(Client {
        inner: Arc::new(inner),
    })
}
