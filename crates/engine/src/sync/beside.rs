//! Many pieces of work side by side.

use std::future::Future;

use futures::StreamExt;
use futures::stream::FuturesUnordered;

use crate::error::Result;

/// Does work side by side, at most so many pieces at once, and hands over what each brings. After a failure nothing new begins, but what has
/// begun is waited for: whoever hears of the failure may close the library.
///
/// # Errors
/// The first failure.
pub async fn side_by_side<F, T>(
    mut works: impl Iterator<Item = F>,
    at_once: usize,
    mut take: impl FnMut(T),
) -> Result<()>
where
    F: Future<Output = Result<T>>,
{
    let mut first = Ok(());
    let mut running = FuturesUnordered::new();
    loop {
        while first.is_ok() && running.len() < at_once {
            let Some(work) = works.next() else { break };
            running.push(work);
        }
        match running.next().await {
            None => return first,
            Some(Ok(brought)) => take(brought),
            Some(Err(error)) => first = first.and(Err(error)),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::sync::Mutex;

    use super::*;
    use crate::error::Error;

    #[tokio::test]
    async fn after_a_failure_nothing_begins_and_what_has_begun_is_waited_for() {
        let (begun, mut ended) = (Mutex::new(Vec::new()), Vec::new());
        let works = (0..10).map(|number| {
            let begun = &begun;
            async move {
                begun.lock().unwrap().push(number);
                // The failure is known before the second has ended.
                for _ in 0..number {
                    tokio::task::yield_now().await;
                }
                if number == 0 {
                    Err(Error::Closing)
                } else {
                    Ok(number)
                }
            }
        });
        let done = side_by_side(works, 3, |number| ended.push(number)).await;
        assert!(matches!(done, Err(Error::Closing)));
        assert_eq!(
            (begun.into_inner().unwrap(), ended),
            (vec![0, 1, 2], vec![1, 2])
        );
    }
}
