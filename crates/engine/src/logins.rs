//! Logins of sources: kept in the system's keyring, sent to the source's own host only.

use model::{Feed, FeedId, Login};
use serde::{Deserialize, Serialize};
use url::Url;

use crate::engine::{Engine, blocking};
use crate::error::{Error, Result};
use crate::event::Event;

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
    /// Logs in to a source in this way from now on, or no more. It is asked again in the next sync.
    ///
    /// # Errors
    /// [`Error::NoKeyring`], and then nothing is stored; [`Error::NotFound`], [`Error::Store`].
    pub async fn set_login(&self, id: FeedId, login: Option<Login>) -> Result<()> {
        let feed = self.find_feed(id).await?;
        match login {
            Some(login) => self.keep_login(&feed, login).await?,
            None => self.forget_login(&feed).await?,
        }
        self.emit(Event::FeedChanged(id));
        Ok(())
    }

    async fn keep_login(&self, feed: &Feed, login: Login) -> Result<()> {
        let origin = origin_of(&feed.url)?;
        let (id, kind) = (feed.id, login.kind());
        let kept = Kept {
            origin,
            login: login.into(),
        };
        let secret = serde_json::to_string(&kept).map_err(|why| Error::NoKeyring {
            why: why.to_string(),
        })?;
        let (name, secrets) = (self.secret_name(id).await?, self.config.secrets.clone());
        blocking(move || {
            let saved = secrets.save(&name, &secret);
            saved.map_err(|why| Error::NoKeyring { why })
        })
        .await?;
        self.write_act(move |library| library.save_login_kind(id, Some(kind)))
            .await?;
        Ok(())
    }

    async fn forget_login(&self, feed: &Feed) -> Result<()> {
        let id = feed.id;
        if feed.login.is_none() {
            return Ok(());
        }
        let (name, secrets) = (self.secret_name(id).await?, self.config.secrets.clone());
        blocking(move || {
            let removed = secrets.remove(&name);
            removed.map_err(|why| Error::NoKeyring { why })
        })
        .await?;
        self.write_act(move |library| library.save_login_kind(id, None))
            .await?;
        Ok(())
    }

    /// The keyring's name of a source's login: no two libraries of one reader have the same.
    async fn secret_name(&self, id: FeedId) -> Result<String> {
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
        Ok(format!("{library}/{id}"))
    }
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
