//! The sources: add, find, import, edit, remove.

use model::{Feed, FeedId, FeedKind, FeedSeed, FeedWeight, Reach, Way};
use parser::opml::{self, Outline};
use url::Url;

use crate::add::parse_address;

use crate::endpoints::SourceKind;
use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::logins::split_login;
use crate::net::addresses::is_private_url;

/// An entry of the starter catalogue, and whether it is in the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogueRow {
    /// What the world says.
    pub entry: crate::endpoints::CatalogueEntry,
    /// In the library already.
    pub subscribed: bool,
}

/// What an OPML import did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// Feeds in the file.
    pub found: u32,
    /// Newly subscribed.
    pub added: u32,
    /// Which those are.
    pub new: Vec<FeedId>,
    /// Those that were here already.
    pub known: Vec<FeedId>,
    /// How many of the file's addresses are private.
    pub private: u32,
    /// What could not be used of the file, and what was odd in it.
    pub warnings: Vec<String>,
}

impl Engine {
    /// All sources, by folder and name.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn feeds(&self) -> Result<Vec<Feed>> {
        let mut feeds = self.read(|library| library.list_feeds()).await?;
        feeds.sort_by_cached_key(|feed| {
            (
                feed.folder.to_lowercase(),
                feed.title.to_lowercase(),
                feed.id,
            )
        });
        Ok(feeds)
    }

    /// Removes a feed with its articles and its login; the reader's marks stay and come back with it.
    ///
    /// # Errors
    /// [`Error::NoKeyring`], [`Error::NotFound`], [`Error::Store`].
    pub async fn remove_feed(&self, id: FeedId) -> Result<()> {
        let feed = self.find_feed(id).await?;
        // A source goes even where its login can't be taken out of the keyring; the reader is told that it is still there.
        let mut forgotten = self.forget_login(&feed).await;
        self.change_feed(id, move |library| library.remove_feed(id))
            .await?;
        self.emit(Event::Resync);
        if let Way::Proxy(proxy) = &feed.way {
            forgotten = forgotten.and(self.forget_proxy(proxy).await);
        }
        forgotten
    }

    /// Stops or resumes a feed.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Store`].
    pub async fn pause_feed(&self, id: FeedId, paused: bool) -> Result<()> {
        self.change_feed(id, move |library| library.pause_feed(id, paused))
            .await
    }

    /// Renames or moves a feed; an empty title is its own.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Store`].
    pub async fn edit_feed(&self, id: FeedId, title: String, folder: String) -> Result<()> {
        self.change_feed(id, move |library| {
            library.edit_feed(id, title.trim(), folder.trim())
        })
        .await
    }

    /// Chooses a feed's share of editions.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Store`].
    pub async fn weigh_feed(&self, id: FeedId, weight: FeedWeight) -> Result<()> {
        self.change_feed(id, move |library| library.weigh_feed(id, weight))
            .await
    }

    /// Chooses how much of a feed is fetched by itself: headlines or everything. What is missing then comes with the next pass.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Store`].
    pub async fn set_reach(&self, id: FeedId, reach: Reach) -> Result<()> {
        self.change_feed(id, move |library| library.set_reach(id, reach))
            .await
    }

    /// Chooses which way a feed is asked, its pages and pictures too. It holds from the next request on.
    ///
    /// # Errors
    /// [`Error::Net`] where that is no proxy, [`Error::NoKeyring`] where its password can't be kept, [`Error::NotFound`], [`Error::Store`].
    pub async fn route_feed(&self, id: FeedId, way: Way) -> Result<()> {
        let before = self.find_feed(id).await?.way;
        let way = self.keep_way(way).await?;
        self.change_feed(id, move |library| library.route_feed(id, &way))
            .await?;
        match before {
            Way::Proxy(before) => self.forget_proxy(&before).await,
            Way::Settings | Way::Direct => Ok(()),
        }
    }

    /// The starter catalogue.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn catalogue(&self) -> Result<Vec<CatalogueRow>> {
        let feeds = self.read(|library| library.list_feeds()).await?;
        let row = |entry: &crate::endpoints::CatalogueEntry| CatalogueRow {
            entry: entry.clone(),
            subscribed: feeds.iter().any(|feed| feed.url == entry.url),
        };
        Ok(self.config.world.catalogue.iter().map(row).collect())
    }

    /// Subscribes to entries of the catalogue; they are asked in the next sync. Addresses that are not in it are left out.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn subscribe(&self, urls: &[String]) -> Result<()> {
        let seeds: Vec<FeedSeed> = self
            .config
            .world
            .catalogue
            .iter()
            .filter(|entry| urls.contains(&entry.url))
            .map(seed_of)
            .collect();
        let now = self.now();
        self.write_act(move |library| {
            seeds
                .iter()
                .try_for_each(|seed| library.add_feed(seed, now).map(|_| ()))
        })
        .await?;
        self.emit(Event::Resync);
        Ok(())
    }

    /// Subscribes to the catalogue's defaults for the reader's language.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn subscribe_to_defaults(&self) -> Result<()> {
        let language = self.settings().await?.language;
        let urls: Vec<String> = self
            .config
            .world
            .defaults(&language)
            .into_iter()
            .map(|entry| entry.url.clone())
            .collect();
        self.subscribe(&urls).await
    }

    /// Imports a list of feeds. They are asked in the next sync; those that are here already stay as they are. Names and passwords in their
    /// addresses go to the keyring.
    ///
    /// # Errors
    /// [`Error::NotOpml`], [`Error::Store`].
    pub async fn import_opml(&self, file: &[u8]) -> Result<Imported> {
        let list = opml::parse(file)?;
        let now = self.now();
        let found = list.outlines.len() as u32;
        let mut warnings = list.warnings;
        let mut logins = Vec::new();
        let mut seeds: Vec<(FeedSeed, bool)> = Vec::new();
        let mut own_ways = 0;
        for outline in list.outlines {
            match parse_address(&outline.url) {
                Ok(url) => {
                    let (url, login) = split_login(url);
                    logins.extend(login.map(|login| (url.to_string(), login)));
                    own_ways += u32::from(outline.has_own_way);
                    let paused = outline.is_paused || outline.has_own_way;
                    seeds.push((imported(outline, &url), paused));
                }
                Err(error) => warnings.push(error.to_string()),
            }
        }
        if own_ways > 0 {
            warnings.push(format!(
                "{own_ways} feeds went through a proxy of their own, which a list never names: they are paused until you choose it and resume them"
            ));
        }
        let is_private = |(seed, _): &&(FeedSeed, bool)| is_private_url(&seed.url);
        let private = seeds.iter().filter(is_private).count() as u32;
        let (new, known) = self
            .write_act(move |library| {
                let (mut added, mut known) = (Vec::new(), Vec::new());
                for (seed, paused) in &seeds {
                    let (id, new) = library.add_feed(seed, now)?;
                    if new && *paused {
                        library.pause_feed(id, true)?;
                    }
                    if new { &mut added } else { &mut known }.push(id);
                }
                Ok((added, known))
            })
            .await?;
        for (url, login) in logins {
            let address = url.clone();
            let found = self.read(move |library| library.find_feed_by_url(&address));
            let Some(feed) = found.await? else { continue };
            if let Err(refused) = self.keep_login(&feed, &url, login).await {
                warnings.push(format!("{}: {refused}", feed.title));
            }
        }
        self.emit(Event::Resync);
        Ok(Imported {
            found,
            added: new.len() as u32,
            new,
            known,
            private,
            warnings,
        })
    }

    /// All feeds as OPML 2.0. Logins and the addresses of proxies are never in it.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn export_opml(&self) -> Result<String> {
        let outline = |feed: Feed| Outline {
            is_site: feed.kind == FeedKind::Site,
            is_paused: feed.paused,
            is_from_catalogue: !feed.typed,
            topic: feed.topic,
            has_own_way: feed.way != Way::Settings,
            title: feed.title,
            url: feed.url,
            site_url: feed.site_url,
            folder: feed.folder,
            language: feed.language,
        };
        let outlines: Vec<Outline> = self.feeds().await?.into_iter().map(outline).collect();
        Ok(opml::write("Qazet", &outlines))
    }

    pub(crate) async fn change_feed(
        &self,
        id: FeedId,
        act: impl FnOnce(&store::Write<'_>) -> store::Result<bool> + Send + 'static,
    ) -> Result<()> {
        if !self.write_act(act).await? {
            return Err(Error::NotFound {
                what: "feed",
                id: id.to_string(),
            });
        }
        self.emit(Event::FeedChanged(id));
        Ok(())
    }

    /// One source.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Store`].
    pub async fn find_feed(&self, id: FeedId) -> Result<Feed> {
        let found = self.read(move |library| library.find_feed(id)).await?;
        found.ok_or_else(|| Error::NotFound {
            what: "feed",
            id: id.to_string(),
        })
    }
}

fn imported(outline: Outline, url: &Url) -> FeedSeed {
    FeedSeed {
        url: url.to_string(),
        kind: match outline.is_site {
            true => FeedKind::Site,
            false => FeedKind::Feed,
        },
        title: outline.title,
        folder: outline.folder,
        language: outline.language,
        topic: outline.topic,
        site_url: outline.site_url,
        typed: !outline.is_from_catalogue,
    }
}

fn seed_of(entry: &crate::endpoints::CatalogueEntry) -> FeedSeed {
    FeedSeed {
        url: entry.url.clone(),
        kind: match entry.kind {
            SourceKind::Feed => FeedKind::Feed,
            SourceKind::Site => FeedKind::Site,
        },
        title: entry.title.clone(),
        folder: String::new(),
        language: entry.language.clone(),
        topic: entry.topic.clone(),
        site_url: String::new(),
        typed: false,
    }
}
