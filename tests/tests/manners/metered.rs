//! What the connection, the battery and the reader's settings leave to be fetched.

use api::wire::{ArticleState, Settings, SyncActivity};
use api::{Request, Response, View};
use e2e::Paper;
use engine::Scope;
use model::Conditions;

use crate::{HOUR, asked, one_article, paper};
use newsroom::Page;

const METERED: Conditions = Conditions {
    metered: true,
    battery_saver: false,
};
const SAVING: Conditions = Conditions {
    metered: false,
    battery_saver: true,
};

async fn choose(paper: &Paper, change: impl FnOnce(&mut Settings)) {
    let Response::Settings(mut settings) = paper.ask(Request::Settings).await else {
        panic!("another answer")
    };
    change(&mut settings);
    paper.ask(Request::SetSettings(Box::new(settings))).await;
}

async fn told(paper: &Paper) -> SyncActivity {
    match paper.ask(Request::SyncActivity).await {
        Response::SyncActivity(activity) => activity,
        other => panic!("{other:?}"),
    }
}

/// Whether every request so far was for a feed, a list, rates or weather: no page and no picture of an article.
async fn only_headlines(paper: &Paper) -> bool {
    let links: Vec<String> = paper
        .rows(View::All)
        .await
        .into_iter()
        .map(|row| row.link)
        .collect();
    assert!(links.len() > 30, "the headlines are there: {}", links.len());
    paper.newsroom().requests().iter().all(|request| {
        let url = format!("https://{}{}", request.host, request.path);
        let picture = [".jpg", ".png", ".webp", ".ico"]
            .iter()
            .any(|end| url.ends_with(end));
        !picture && !links.contains(&url)
    })
}

async fn complete(paper: &Paper) -> usize {
    let rows = paper.rows(View::All).await;
    rows.iter()
        .filter(|row| row.state == ArticleState::Complete)
        .count()
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_metered_connection_only_headlines_come_and_the_rest_later() {
    let paper = Paper::subscribed().await;
    paper.engine.set_conditions(METERED);
    paper.sync_all().await;
    assert!(only_headlines(&paper).await);
    let activity = told(&paper).await;
    assert!(activity.metered && !activity.battery_saver);
    assert_eq!(activity.reach, "headlines");
    let before = complete(&paper).await;
    paper.engine.set_conditions(Conditions::default());
    paper.sync_all().await;
    assert!(
        !only_headlines(&paper).await,
        "what waited comes on a better connection"
    );
    assert!(complete(&paper).await > before);
    assert_eq!(told(&paper).await.reach, "everything");
}

#[tokio::test(flavor = "multi_thread")]
async fn while_the_battery_is_saved_only_headlines_come() {
    let paper = Paper::subscribed().await;
    paper.engine.set_conditions(SAVING);
    paper.sync_all().await;
    assert!(only_headlines(&paper).await);
    assert!(told(&paper).await.battery_saver);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_reader_may_say_that_every_connection_is_metered() {
    let paper = Paper::subscribed().await;
    choose(&paper, |settings| settings.always_metered = true).await;
    paper.sync_all().await;
    assert!(only_headlines(&paper).await);
    let paper = paper.reopen().await;
    assert_eq!(told(&paper).await.reach, "headlines", "it is remembered");
    choose(&paper, |settings| {
        settings.metered = "everything".to_owned()
    })
    .await;
    paper.sync_all().await;
    assert!(!only_headlines(&paper).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn manual_only_means_that_nothing_is_asked_until_the_reader_asks() {
    let paper = paper(Page::feed(one_article())).await;
    choose(&paper, |settings| settings.automatic = false).await;
    paper.engine.background_pass().await;
    assert_eq!(paper.engine.network_attempts(), 0);
    assert_eq!(told(&paper).await.reach, "nothing");
    paper.sync(Scope::Refresh).await;
    assert_eq!(asked(&paper, "/feed").len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_at_all_on_a_metered_connection_is_a_choice_too() {
    let paper = paper(Page::feed(one_article())).await;
    choose(&paper, |settings| settings.metered = "nothing".to_owned()).await;
    paper.engine.set_conditions(METERED);
    paper.engine.background_pass().await;
    assert_eq!(paper.engine.network_attempts(), 0);
    // The reader asks: headlines come.
    paper.sync_all().await;
    assert_eq!(asked(&paper, "/feed").len(), 1);
    paper.engine.set_conditions(Conditions::default());
    paper.pass(HOUR * 2);
    paper.engine.background_pass().await;
    assert!(
        asked(&paper, "/feed").len() > 1,
        "on a better connection it goes on by itself"
    );
}
