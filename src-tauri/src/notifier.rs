//! Makes notifications of the core's notices. A click on one opens its article; its buttons open it, save it, or mute its source.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::PathBuf;
use std::sync::atomic::Ordering;

use tauri::{AppHandle, Manager as _};
use tauri_plugin_notification::{
    Action as Button, ActionPerformed, ActionType, NotificationExt as _,
};

use crate::{Shell, window};
use api::wire::Place;
use api::{Mark, Request};
use engine::ports::{Action, Notice, Notifier};
use model::MediaHash;

/// The fields of a notification that hold the ids of its article and of that one's source.
const ARTICLE: &str = "article";
const FEED: &str = "feed";

/// The system's notifications.
pub struct SystemNotifier(AppHandle);

impl SystemNotifier {
    /// Listens for clicks too: they must be listened for before the first notification is shown.
    pub fn new(app: &AppHandle) -> Result<Self, tauri_plugin_notification::Error> {
        let clicked = app.clone();
        app.notification()
            .on_action(move |action| act(&clicked, action))?;
        Ok(Self(app.clone()))
    }
}

impl Notifier for SystemNotifier {
    /// What sends them does not say that nobody took them: a program must be there for them.
    fn is_shown(&self) -> bool {
        let shell = self.0.try_state::<Shell>();
        shell.is_none_or(|shell| shell.notified.load(Ordering::SeqCst))
    }

    fn notify(&self, notice: Notice) {
        let app = self.0.clone();
        // The picture comes from the library, and that takes its time.
        tauri::async_runtime::spawn(async move {
            let picture = match &notice.picture {
                Some(hash) => picture(&app, hash).await,
                None => None,
            };
            if let Err(error) = show(&app, notice, picture) {
                eprintln!("qazet: a notification was not shown: {error}");
            }
        });
    }
}

fn show(
    app: &AppHandle,
    notice: Notice,
    picture: Option<PathBuf>,
) -> Result<(), tauri_plugin_notification::Error> {
    let mut notification = app
        .notification()
        .builder()
        .id(number(&notice.id))
        .title(notice.title)
        .body(as_markup(&notice.body));
    if let Some(picture) = picture {
        notification = notification.icon(picture.to_string_lossy());
    } else if cfg!(target_os = "linux") {
        // The app's own, by the name under which packages install it.
        notification = notification.icon(app.config().identifier.clone());
    }
    if let (Some(article), Some(feed)) = (notice.article, notice.feed) {
        let buttons = notice
            .actions
            .iter()
            .map(|(action, words)| Button::builder(name_of(*action), words).build());
        let buttons = ActionType::builder(ARTICLE)
            .actions(buttons.collect())
            .build();
        app.notification().register_action_types(vec![buttons])?;
        notification = notification
            .action_type_id(ARTICLE)
            .extra(ARTICLE, article.to_string())
            .extra(FEED, feed.to_string());
    }
    notification.show()
}

/// What the reader did with a notification.
fn act(app: &AppHandle, performed: &ActionPerformed) {
    let field = |name: &str| {
        let notification = performed.notification()?;
        Some(notification.extra().get(name)?.as_str()?.to_owned())
    };
    let (article, feed) = (field(ARTICLE), field(FEED));
    let action = [Action::Save, Action::Mute]
        .into_iter()
        .find(|action| name_of(*action) == performed.action_id());
    let request = match (action, article, feed) {
        (Some(Action::Save), Some(article), _) => Request::Mark {
            ids: vec![article],
            mark: Mark::Save,
        },
        (Some(Action::Mute), _, Some(id)) => Request::SetBell {
            id,
            bell: "none".to_owned(),
        },
        (_, article, _) => return window::show(app, article.map(Place::Article)),
    };
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let shell = app.state::<Shell>();
        if let Err(error) = api::dispatch(&shell.engine, request).await {
            eprintln!("qazet: {}", error.message);
        }
    });
}

fn name_of(action: Action) -> &'static str {
    match action {
        Action::Open => "open",
        Action::Save => "save",
        Action::Mute => "mute",
    }
}

/// A picture of the library as a file, which is how systems want it; nothing where it is not there, or can't be written.
async fn picture(app: &AppHandle, hash: &MediaHash) -> Option<PathBuf> {
    let shell = app.try_state::<Shell>()?;
    let media = shell.engine.media(hash).await.ok()??;
    let folder = shell.arguments.cache(app).ok()?.join("notices");
    let file = folder.join(hash.as_str());
    std::fs::create_dir_all(&folder).ok()?;
    std::fs::write(&file, media.bytes).ok()?;
    Some(file)
}

/// Takes the notifications off the screen that nobody would answer any more: clicks reach only the process that showed them.
pub fn take_back(app: &AppHandle) {
    if let Err(error) = app.notification().remove_all_active() {
        eprintln!("qazet: a notification stays that nobody answers: {error}");
    }
}

/// Forgets the pictures of earlier notifications.
pub fn forget_pictures(app: &AppHandle) {
    if let Ok(folder) = app.state::<Shell>().arguments.cache(app) {
        // Without a folder there is nothing to forget.
        let _ = std::fs::remove_dir_all(folder.join("notices"));
    }
}

/// On Linux the text of a notification is markup (Desktop Notifications, "Markup"), and elsewhere it is plain.
fn as_markup(text: &str) -> String {
    if cfg!(target_os = "linux") {
        text.replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
    } else {
        text.to_owned()
    }
}

/// The system's notifications have numbers: the same notice always has the same.
fn number(id: &str) -> i32 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    i32::from_ne_bytes((hasher.finish() as u32).to_ne_bytes())
}
