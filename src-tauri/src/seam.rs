//! What the core will offer the shell, until its crates land.
#![allow(missing_docs, unused_variables)]
pub mod engine {
    pub use ::engine::{endpoints, ports};
    use model::MediaHash;
    use std::path::PathBuf;
    use std::sync::Arc;
    #[derive(Debug, Clone)]
    pub enum Event {
        Resync,
    }
    impl From<Event> for ::api::Event {
        fn from(_: Event) -> Self {
            Self::Resync
        }
    }
    #[derive(Debug, thiserror::Error)]
    #[error("not yet")]
    pub struct Error;
    pub struct Config {
        pub data: PathBuf,
        pub world: endpoints::World,
        pub version: String,
        pub media_base: String,
    }
    pub struct Media {
        pub content_type: String,
        pub bytes: Vec<u8>,
    }
    pub struct Engine(tokio::sync::broadcast::Sender<Event>);
    impl Engine {
        pub fn open(
            config: Config,
            clock: Arc<dyn ports::Clock>,
            notifier: Arc<dyn ports::Notifier>,
        ) -> Result<Arc<Self>, Error> {
            std::fs::create_dir_all(&config.data).map_err(|_| Error)?;
            Ok(Arc::new(Self(tokio::sync::broadcast::channel(16).0)))
        }
        pub fn events(&self) -> tokio::sync::broadcast::Receiver<Event> {
            self.0.subscribe()
        }
        pub fn run(self: &Arc<Self>) {}
        pub fn close(&self) {}
        pub fn media(&self, hash: &MediaHash) -> Result<Option<Media>, Error> {
            Ok(None)
        }
    }
}
pub mod api {
    pub use ::api::*;
    use std::sync::Arc;
    pub async fn dispatch(
        engine: &Arc<super::engine::Engine>,
        request: Request,
    ) -> Result<Response, ApiError> {
        Ok(match request {
            Request::Settings => Response::Settings(wire::Settings {
                language: "ru".into(),
                theme: "system".into(),
                city: String::new(),
                currencies: vec![],
                interval_minutes: 60,
                automatic: true,
                close_to_tray: true,
                keep_days: 90,
                proxy: String::new(),
            }),
            Request::Timeline { .. } => Response::Timeline(wire::Timeline {
                rows: vec![],
                next: None,
            }),
            Request::Link { url } => Response::Link(url),
            _ => Response::Done,
        })
    }
    pub fn media_headers() -> [(&'static str, &'static str); 2] {
        [
            ("Content-Security-Policy", "default-src 'none'; sandbox"),
            ("X-Content-Type-Options", "nosniff"),
        ]
    }
}
