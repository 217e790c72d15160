//! Makes notifications of the core's notices; a click on one opens its article.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use tauri::AppHandle;
use tauri_plugin_notification::NotificationExt as _;

use crate::window;
use engine::ports::{Notice, Notifier};

/// The field of a notification that holds the id of its article.
const ARTICLE: &str = "article";

/// The system's notifications.
pub struct SystemNotifier(AppHandle);

impl SystemNotifier {
    /// Listens for clicks too: they must be listened for before the first notification is shown.
    pub fn new(app: &AppHandle) -> Result<Self, tauri_plugin_notification::Error> {
        let clicked = app.clone();
        app.notification().on_action(move |action| {
            let article = action
                .notification()
                .and_then(|notification| notification.extra().get(ARTICLE))
                .and_then(|article| article.as_str());
            window::show(&clicked, article.map(str::to_owned));
        })?;
        Ok(Self(app.clone()))
    }
}

impl Notifier for SystemNotifier {
    fn notify(&self, notice: Notice) {
        let mut notification = self
            .0
            .notification()
            .builder()
            .id(number(&notice.id))
            .title(notice.title)
            .body(notice.body);
        if let Some(article) = notice.article {
            notification = notification.extra(ARTICLE, article.to_string());
        }
        if let Err(error) = notification.show() {
            eprintln!("qazet: a notification was not shown: {error}");
        }
    }
}

/// The system's notifications have numbers: the same notice always has the same.
fn number(id: &str) -> i32 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    i32::from_ne_bytes((hasher.finish() as u32).to_ne_bytes())
}
