//! Names to addresses, with the guard at the only place that can't be tricked: the addresses that are then connected to.
//!
//! A name that resolves to a private address is refused here, also when it resolved to a public one a moment ago.
//! IP literals never come here; `guard` judges those.

use std::collections::{BTreeMap, VecDeque};
use std::io;
use std::net::{IpAddr, SocketAddr, UdpSocket};
use std::sync::{Arc, Mutex, PoisonError};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::addresses::is_private;

/// Where names are resolved.
#[derive(Debug, Clone, Default)]
pub enum Names {
    /// By the operating system.
    #[default]
    System,
    /// By this table alone; what it lacks does not exist. For tests and demonstrations.
    Table(BTreeMap<String, Vec<IpAddr>>),
    /// By these answers, one a look-up, whatever is asked; after the last one nothing exists. For tests of names that
    /// change what they mean.
    Changing(Arc<Mutex<VecDeque<Vec<IpAddr>>>>),
    /// Nowhere, as on a machine without a network. For tests of being offline.
    Nowhere,
}

/// Why a name gives no address to connect to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// It has none.
    #[error("the name was not found")]
    NotFound,
    /// The proxy's name has none.
    #[error("the name of the proxy was not found")]
    ProxyNotFound,
    /// There is no network to ask in.
    #[error("there is no network")]
    Offline,
    /// It has private ones only.
    #[error("the name leads to a private address")]
    Private,
}

/// The resolver handed to the clients.
#[derive(Clone)]
pub struct Resolver {
    /// Where names are looked up.
    pub names: Names,
    /// Whether private addresses are let through: only for hosts that are allowed by host and port already.
    pub private_allowed: bool,
    /// The proxy's host, which the reader may keep on the own network.
    pub proxy_host: Option<String>,
}

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let names = self.names.clone();
        let name = name.as_str().to_owned();
        let proxy = self.proxy_host.as_deref() == Some(name.as_str());
        let private_allowed = self.private_allowed || proxy;
        Box::pin(async move {
            let found = match lookup(&names, &name).await {
                Err(NameError::NotFound) if proxy => return Err(NameError::ProxyNotFound.into()),
                found => found?,
            };
            let allowed: Vec<SocketAddr> = found
                .into_iter()
                .filter(|address| private_allowed || !is_private(*address))
                // Port 0: the one of the URL.
                .map(|address| SocketAddr::new(address, 0))
                .collect();
            if allowed.is_empty() {
                return Err(NameError::Private.into());
            }
            Ok(Box::new(allowed.into_iter()) as Addrs)
        })
    }
}

/// All addresses of `name`, at least one.
async fn lookup(names: &Names, name: &str) -> Result<Vec<IpAddr>, NameError> {
    let found: Vec<IpAddr> = match names {
        Names::Nowhere => return Err(NameError::Offline),
        Names::Changing(answers) => {
            let mut answers = answers.lock().unwrap_or_else(PoisonError::into_inner);
            answers.pop_front().unwrap_or_default()
        }
        Names::Table(table) => table.get(name).cloned().unwrap_or_default(),
        Names::System => match tokio::net::lookup_host((name, 0)).await {
            Ok(addresses) => addresses.map(|address| address.ip()).collect(),
            // The system does not say reliably whether the name or the network is missing; its routes do.
            Err(_) if is_offline() => return Err(NameError::Offline),
            Err(_) => return Err(NameError::NotFound),
        },
    };
    if found.is_empty() {
        return Err(NameError::NotFound);
    }
    Ok(found)
}

/// Whether this machine has no route to the internet, by IPv4 or IPv6. Sends nothing: connecting a UDP socket only looks up the route.
pub fn is_offline() -> bool {
    // Public addresses of two root name servers (a and k), chosen only because they are outside of every private net.
    let routed = |from: &str, to: &str| -> io::Result<()> { UdpSocket::bind(from)?.connect(to) };
    routed("0.0.0.0:0", "198.41.0.4:53").is_err() && routed("[::]:0", "[2001:7fd::1]:53").is_err()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    async fn resolve(
        name: &str,
        private_allowed: bool,
        proxy: Option<&str>,
    ) -> Result<Vec<String>, NameError> {
        let row = |name: &str, addresses: &[&str]| {
            let addresses = addresses.iter().map(|a| a.parse().unwrap()).collect();
            (name.to_owned(), addresses)
        };
        let resolver = Resolver {
            names: Names::Table(BTreeMap::from([
                row("public.example", &["8.8.8.8", "2606:4700:4700::1111"]),
                row("mixed.example", &["10.0.0.1", "8.8.4.4", "::1"]),
                row("private.example", &["192.168.1.10", "fd00::1"]),
            ])),
            private_allowed,
            proxy_host: proxy.map(str::to_owned),
        };
        match resolver.resolve(name.parse().unwrap()).await {
            Ok(found) => Ok(found.map(|address| address.ip().to_string()).collect()),
            Err(error) => Err(*error.downcast_ref::<NameError>().unwrap()),
        }
    }

    #[tokio::test]
    async fn private_addresses_never_leave_the_guarded_resolver() {
        assert_eq!(
            resolve("public.example", false, None).await.unwrap().len(),
            2
        );
        assert_eq!(
            resolve("mixed.example", false, None).await.unwrap(),
            ["8.8.4.4"]
        );
        let refused = resolve("private.example", false, None).await;
        assert_eq!(refused, Err(NameError::Private));
        let missing = resolve("missing.example", false, None).await;
        assert_eq!(missing, Err(NameError::NotFound));
    }

    #[tokio::test]
    async fn what_the_reader_named_may_be_private() {
        let own = resolve("private.example", true, None).await;
        assert_eq!(own.unwrap(), ["192.168.1.10", "fd00::1"]);
        let proxy = resolve("private.example", false, Some("private.example")).await;
        assert_eq!(proxy.unwrap().len(), 2);
    }

    #[tokio::test]
    async fn a_name_that_changes_its_mind_is_connected_to_as_it_was_judged() {
        // DNS rebinding: public when it is judged, private when it is connected to. There is no second look.
        let answer = |address: &str| vec![address.parse().unwrap()];
        let answers = Arc::new(Mutex::new(VecDeque::from([
            answer("8.8.8.8"),
            answer("127.0.0.1"),
            answer("8.8.8.8"),
        ])));
        let resolver = Resolver {
            names: Names::Changing(answers.clone()),
            private_allowed: false,
            proxy_host: None,
        };
        let resolve = || resolver.resolve("rebind.example".parse().unwrap());
        let judged: Vec<SocketAddr> = resolve().await.unwrap().collect();
        assert_eq!(judged, ["8.8.8.8:0".parse().unwrap()]);
        assert_eq!(answers.lock().unwrap().len(), 2, "one look-up a connection");
        let refused = resolve().await.err().unwrap();
        assert_eq!(refused.downcast_ref(), Some(&NameError::Private));
    }
}
