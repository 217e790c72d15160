//! Providers of rates and weather: what happened when each was asked is kept, for the reader and for not asking a silent one again and again.

use jiff::{SignedDuration, Timestamp};
use model::{Failure, ProviderActivity};

use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::net::FetchError;

impl Engine {
    /// Notes how asking a provider ended, and hands that on. Whoever failed is not asked again for `rest`, unless the fault was this machine's.
    pub(crate) async fn note_outcome<T>(
        &self,
        name: &'static str,
        rest: SignedDuration,
        asked: Result<T>,
    ) -> Result<T> {
        let now = self.now();
        match &asked {
            Ok(_) => {
                self.write(move |library| library.note_answered(name, now))
                    .await?;
            }
            Err(Error::Store(_)) => {}
            Err(error) => {
                let (failure, again) = (failure(error), again_after(error, now, rest));
                self.write(move |library| library.note_failed(name, now, &failure, again))
                    .await?;
            }
        }
        asked
    }

    /// What is known of a provider; nothing where it was never asked.
    pub(crate) async fn provider(&self, name: &'static str) -> Result<Option<ProviderActivity>> {
        let all = self.read(|library| library.list_providers()).await?;
        Ok(all.into_iter().find(|provider| provider.name == name))
    }
}

/// What is told of an error of a provider.
pub(crate) fn failure(error: &Error) -> Failure {
    Failure {
        reason: error.to_string(),
        problem: error.problem(),
        answer: error.status(),
    }
}

fn again_after(error: &Error, now: Timestamp, rest: SignedDuration) -> Option<Timestamp> {
    let is_ours = match error {
        Error::Fetch(FetchError::HostWaits { .. }) => true,
        Error::Fetch(error) => error.is_ours(),
        _ => false,
    };
    (!is_ours && !rest.is_zero())
        .then(|| now.checked_add(rest).ok())
        .flatten()
}
