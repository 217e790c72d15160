//! Logins of sources: kept in the system's keyring, sent to the source's own origin only.

use std::time::Duration;

use model::{Feed, FeedId, Login, LoginKind};
use serde::{Deserialize, Serialize};
use url::Url;

use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::net::{Credential, FetchError};
use crate::turns::blocking;

/// So long a sync waits for a keyring that is locked.
const PATIENCE: Duration = Duration::from_secs(30);

/// What the keyring holds of a source.
#[derive(Clone, Serialize, Deserialize)]
struct Kept {
    /// Where it was set for; it is sent nowhere else, wherever the source moves.
    origin: Url,
    login: KeptLogin,
}

/// As [`Login`], with the form that the keyring holds. No `Debug`, so that it can't be shown by accident.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum KeptLogin {
    Password { user: String, password: String },
    Key { header: String, value: String },
    Bearer { token: String },
}

impl Engine {
    /// Logs in to a source in this way from now on, or no more. It is due at once, so that the reader sees whether it works.
    ///
    /// # Errors
    /// [`Error::NoKeyring`], and then nothing is stored; [`Error::BadLogin`], [`Error::NotFound`], [`Error::Store`].
    pub async fn set_login(&self, id: FeedId, login: Option<Login>) -> Result<()> {
        let feed = self.find_feed(id).await?;
        match login {
            Some(login) => self.keep_login(&feed, &feed.url, login).await?,
            None => self.forget_login(&feed).await?,
        }
        self.write(move |library| library.want_check(id)).await?;
        self.emit(Event::FeedChanged(id));
        self.wake.notify_one();
        Ok(())
    }

    /// Keeps the login of a source for the origin of `address`.
    pub(crate) async fn keep_login(&self, feed: &Feed, address: &str, login: Login) -> Result<()> {
        let origin = origin_of(address)?;
        let (id, kind) = (feed.id, login.kind());
        let credential = Credential::new(&origin, &login)?;
        let kept = Kept {
            origin,
            login: login.into(),
        };
        let secret = serde_json::to_string(&kept).map_err(|why| Error::NoKeyring {
            why: why.to_string(),
        })?;
        self.keep_secret(&id.to_string(), secret).await?;
        self.write_act(move |library| library.save_login_kind(id, Some(kind)))
            .await?;
        self.credentials().insert(id, credential);
        Ok(())
    }

    pub(crate) async fn forget_login(&self, feed: &Feed) -> Result<()> {
        let id = feed.id;
        if feed.login.is_none() {
            return Ok(());
        }
        self.forget_secret(&id.to_string()).await?;
        self.write_act(move |library| library.save_login_kind(id, None))
            .await?;
        self.credentials().remove(&id);
        Ok(())
    }

    /// What requests for a source carry; nothing for one that is open to all. The keyring is asked once a run.
    pub(crate) async fn credential_of(
        &self,
        id: FeedId,
        kind: Option<LoginKind>,
    ) -> Result<Option<Credential>, FetchError> {
        if kind.is_none() {
            return Ok(None);
        }
        if let Some(known) = self.credentials().get(&id) {
            return Ok(Some(known.clone()));
        }
        let refused = |why: String| FetchError::Keyring { why };
        let name = self.secret_name(&id.to_string()).await;
        let name = name.map_err(|why| refused(why.to_string()))?;
        let found = self.ask_keyring(name).await.map_err(refused)?;
        let secret =
            found.ok_or_else(|| refused("it is not in the keyring any more".to_owned()))?;
        // What serde says of a text can hold parts of it.
        let kept: Kept = serde_json::from_str(&secret)
            .map_err(|_| refused("what the keyring holds is no login".to_owned()))?;
        let credential = Credential::new(&kept.origin, &kept.login.into());
        let credential = credential.map_err(|why| refused(why.to_string()))?;
        self.credentials().insert(id, credential.clone());
        Ok(Some(credential))
    }

    /// Keeps a secret in the keyring.
    pub(crate) async fn keep_secret(&self, place: &str, secret: String) -> Result<()> {
        let (name, secrets) = (self.secret_name(place).await?, self.config.secrets.clone());
        blocking(move || {
            let saved = secrets.save(&name, &secret);
            saved.map_err(|why| Error::NoKeyring { why })
        })
        .await
    }

    /// Takes a secret out of the keyring.
    pub(crate) async fn forget_secret(&self, place: &str) -> Result<()> {
        let (name, secrets) = (self.secret_name(place).await?, self.config.secrets.clone());
        blocking(move || {
            let removed = secrets.remove(&name);
            removed.map_err(|why| Error::NoKeyring { why })
        })
        .await
    }

    /// What the keyring has under that name, or why it does not say.
    pub(crate) async fn ask_keyring(&self, name: String) -> Result<Option<String>, String> {
        let secrets = self.config.secrets.clone();
        let found = blocking(move || secrets.find(&name).map_err(|why| Error::NoKeyring { why }));
        // It may wait for the reader to unlock it; the other sources don't.
        let found = tokio::time::timeout(PATIENCE, found)
            .await
            .map_err(|_| "the keyring does not answer".to_owned())?;
        found.map_err(|error| match error {
            Error::NoKeyring { why } => why,
            other => other.to_string(),
        })
    }

    /// The keyring's name of a place in this library: no two libraries of one reader have the same.
    pub(crate) async fn secret_name(&self, place: &str) -> Result<String> {
        const NOTE: &str = "library";
        let known = self.read(|library| library.find_note(NOTE)).await?;
        let library = match known {
            Some(library) => library,
            None => {
                let fresh = format!("{:016x}", self.now().as_nanosecond());
                let kept = fresh.clone();
                self.write_act(move |library| library.save_note(NOTE, &kept))
                    .await?;
                fresh
            }
        };
        Ok(format!("{library}/{place}"))
    }
}

/// An address without the name and the password in it, and those as a login.
pub(crate) fn split_login(mut url: Url) -> (Url, Option<Login>) {
    let decoded = |text: &str| {
        let bytes: Vec<u8> = percent_encoding::percent_decode_str(text).collect();
        String::from_utf8_lossy(&bytes).into_owned()
    };
    let (user, password) = (decoded(url.username()), url.password().map(decoded));
    if user.is_empty() && password.is_none() {
        return (url, None);
    }
    // An address with a host takes both.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    let password = password.unwrap_or_default();
    (url, Some(Login::Password { user, password }))
}

fn origin_of(address: &str) -> Result<Url> {
    let mut origin = Url::parse(address).map_err(|why| Error::BadAddress {
        address: address.to_owned(),
        why: why.to_string(),
    })?;
    origin.set_path("/");
    origin.set_query(None);
    origin.set_fragment(None);
    Ok(origin)
}

impl From<Login> for KeptLogin {
    fn from(login: Login) -> Self {
        match login {
            Login::Password { user, password } => Self::Password { user, password },
            Login::Key { header, value } => Self::Key { header, value },
            Login::Bearer { token } => Self::Bearer { token },
        }
    }
}

impl From<KeptLogin> for Login {
    fn from(kept: KeptLogin) -> Self {
        match kept {
            KeptLogin::Password { user, password } => Self::Password { user, password },
            KeptLogin::Key { header, value } => Self::Key { header, value },
            KeptLogin::Bearer { token } => Self::Bearer { token },
        }
    }
}
