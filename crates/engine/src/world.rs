//! Loads a world other than the built-in one.

use std::sync::Arc;

use url::Url;

use crate::endpoints::World;
use crate::error::{Error, Result};
use crate::net::{self, Get, NetSettings, Purpose};
use crate::ports::Clock;

/// Reads the world that `source` names: an address or a file.
///
/// # Errors
/// [`Error::WorldFile`], [`Error::World`], [`Error::Fetch`], [`Error::Net`].
pub async fn load_world(source: &str, version: &str, clock: Arc<dyn Clock>) -> Result<World> {
    let text = if source.starts_with("http://") || source.starts_with("https://") {
        let url = Url::parse(source).map_err(|why| Error::BadAddress {
            address: source.to_owned(),
            why: why.to_string(),
        })?;
        let client = net::client(NetSettings::new(version, Arc::new(World::default())), clock)?;
        let get = Get {
            typed: true,
            ..Get::new(url, Purpose::Weather)
        };
        String::from_utf8_lossy(&client.fetch(get).await?.body).into_owned()
    } else {
        std::fs::read_to_string(source).map_err(|why| Error::WorldFile {
            file: source.to_owned(),
            why,
        })?
    };
    Ok(World::parse(&text)?)
}
