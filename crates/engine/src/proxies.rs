//! Passwords of proxies: kept in the system's keyring under the proxy's address, which the library has without them.
//!
//! An address with a name and no password (`http://name@host:port`) is one whose password is in the keyring, if it has any.

use std::collections::HashSet;
use std::sync::atomic::Ordering;

use model::Way;

use crate::engine::Engine;
use crate::error::Result;
use crate::event::Event;
use crate::net::{Answer, FetchError, Get, check_proxy, split_password};
use crate::turns::blocking;

impl Engine {
    /// Asks for one address by the way of `get`, with the password of its proxy.
    pub(crate) async fn fetch(&self, get: Get) -> Result<Answer, FetchError> {
        if let Some(address) = self.client.locked_proxy(&get.way) {
            let refused = |why: String| FetchError::Proxy {
                why: format!(
                    "its password can't be read: {why}; unlock the keyring, or enter the address with its password again"
                ),
            };
            let name = self.secret_name(&place_of(&address)).await;
            let name = name.map_err(|why| refused(why.to_string()))?;
            let password = self.ask_keyring(name).await.map_err(refused)?;
            self.client.unlock_proxy(address, password);
        }
        self.client.fetch(get).await
    }

    /// The address of a proxy as the library has it; its password goes to the keyring.
    ///
    /// # Errors
    /// [`crate::Error::Net`] where that is no proxy; [`crate::Error::NoKeyring`], and then nothing is stored.
    pub(crate) async fn keep_proxy(&self, address: &str) -> Result<String> {
        check_proxy(address)?;
        let (bare, password) = split_password(address);
        if let Some(password) = password {
            self.keep_secret(&place_of(&bare), password.clone()).await?;
            self.client.unlock_proxy(bare.clone(), Some(password));
        }
        Ok(bare)
    }

    /// The same of a way.
    ///
    /// # Errors
    /// As [`Engine::keep_proxy`].
    pub(crate) async fn keep_way(&self, way: Way) -> Result<Way> {
        Ok(match way {
            Way::Proxy(address) => Way::Proxy(self.keep_proxy(&address).await?),
            Way::Settings | Way::Direct => way,
        })
    }

    /// Takes the password of a proxy out of the keyring, where neither the settings nor any source name that proxy any more.
    ///
    /// # Errors
    /// [`crate::Error::NoKeyring`], [`crate::Error::Store`].
    pub(crate) async fn forget_proxy(&self, address: &str) -> Result<()> {
        let (address, _) = split_password(address);
        let named = self.read(|library| library.list_proxies()).await?;
        if !address.contains('@') || named.contains(&address) {
            return Ok(());
        }
        self.client.lock_proxy(&address);
        self.forget_secret(&place_of(&address)).await
    }

    /// Passwords that an earlier version left in the library move to the keyring; once a run. Where there is no keyring, they stay and the
    /// reader is told: without them nothing could be fetched.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub(crate) async fn hide_passwords(&self) -> Result<()> {
        if self.hidden.swap(true, Ordering::AcqRel) {
            return Ok(());
        }
        let named: HashSet<String> = self
            .read(|library| library.list_proxies())
            .await?
            .into_iter()
            .filter(|address| split_password(address).1.is_some())
            .collect();
        let mut moved = Vec::new();
        for address in named {
            match self.keep_proxy(&address).await {
                Ok(bare) => moved.push((address, bare)),
                Err(error) => self.complain(&error),
            }
        }
        if moved.is_empty() {
            return Ok(());
        }
        let store = self.store.clone();
        blocking(move || Ok(store.replace_proxies(&moved)?)).await?;
        let settings = self.settings().await?;
        self.client
            .choose_proxy(crate::settings::proxy_of(&settings))?;
        self.emit(Event::SettingsChanged);
        Ok(())
    }
}

/// The keyring's name of a proxy's password, in this library.
fn place_of(address: &str) -> String {
    format!("proxy/{address}")
}
