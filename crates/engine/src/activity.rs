//! What happened between Qazet and the servers of the sources, for the reader; as a text for a site's owner it is in `explain`.

use jiff::Timestamp;
use model::{Activity, Conditions, FeedId, ProviderActivity, Reach};
use url::Url;

use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::explain;
use crate::sync::{Scope, skip_reason};

/// A host that asked to be left alone (429, 503).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rest {
    /// Which.
    pub host: String,
    /// Until when.
    pub until: Timestamp,
    /// How many times in a row it asked.
    pub times: u32,
}

/// One source in [`SyncActivity`].
#[derive(Debug, Clone, PartialEq)]
pub struct SourceActivity {
    /// What is known.
    pub activity: Activity,
    /// Why it would not be asked now; absent where it would.
    pub skipped: Option<String>,
    /// Its host rests.
    pub rest: Option<Rest>,
}

/// What happened between Qazet and all servers.
#[derive(Debug, Clone, PartialEq)]
pub struct SyncActivity {
    /// As whom Qazet asks.
    pub user_agent: String,
    /// How this machine is connected and powered.
    pub conditions: Conditions,
    /// What is fetched by itself under these conditions.
    pub reach: Reach,
    /// A line a source, by folder and name.
    pub sources: Vec<SourceActivity>,
    /// A line a provider of rates or weather that was ever asked.
    pub providers: Vec<ProviderActivity>,
}

impl Engine {
    /// What happened between Qazet and the servers of all sources. Touches no network.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn activity(&self) -> Result<SyncActivity> {
        let list = self.read(|library| library.list_activity()).await?;
        let mut sources: Vec<SourceActivity> = list
            .into_iter()
            .map(|activity| self.source_activity(activity))
            .collect();
        sources.sort_by_cached_key(|source| {
            let feed = &source.activity.feed;
            (
                feed.folder.to_lowercase(),
                feed.title.to_lowercase(),
                feed.id,
            )
        });
        Ok(SyncActivity {
            user_agent: self.client.user_agent().to_owned(),
            conditions: self.conditions(),
            reach: self.reach().await?,
            sources,
            providers: self.providers_and_damage().await?,
        })
    }

    /// The same of one source, as plain text in English to send to the owner of the site.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Store`].
    pub async fn explain(&self, id: FeedId) -> Result<String> {
        let all = self.activity().await?;
        let source = all
            .sources
            .iter()
            .find(|source| source.activity.feed.id == id)
            .ok_or_else(|| Error::NotFound {
                what: "feed",
                id: id.to_string(),
            })?;
        Ok(explain::text(source, &all.user_agent, self.now()))
    }

    fn source_activity(&self, activity: Activity) -> SourceActivity {
        let now = self.now();
        let rest = Url::parse(&activity.feed.url)
            .ok()
            .and_then(|url| self.client.rest_of(&url))
            .map(|(host, until, times)| Rest { host, until, times });
        let skipped = skip_reason(&activity.feed, activity.wishes, Scope::Due, now).or_else(|| {
            let rest = rest.as_ref()?;
            Some(format!(
                "{} asked to be left alone until {}",
                rest.host, rest.until
            ))
        });
        SourceActivity {
            activity,
            skipped,
            rest,
        }
    }
}
