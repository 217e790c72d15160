//! Pages and pictures of articles.

use api::wire::ArticleState;

use super::*;

/// An article whose page goes wrong in this way: what is told of it, and whether it is tried again by itself.
async fn check_page(fault: Fault, told: &str, tried_again: bool) {
    let paper = Paper::subscribed().await;
    let truth = paper.newsroom().articles();
    let short = truth
        .iter()
        .find(|one| one.out && one.host == "steppewire.example" && one.feed_text == "short")
        .unwrap();
    let path = url::Url::parse(&short.url).unwrap().path().to_owned();
    paper
        .newsroom()
        .set_fault(&short.host, &path, fault.clone());
    paper.sync_all().await;

    let rows = paper.rows(View::All).await;
    let row = rows
        .iter()
        .find(|row| row.link == short.url)
        .expect("its headline is here");
    assert_eq!(row.state, ArticleState::Failed, "{fault:?}");
    let article = paper.article(&row.id).await;
    assert!(
        article.reason.contains(told),
        "{fault:?} says {told:?}, but: {}",
        article.reason
    );
    assert_eq!(article.row.title, short.title, "what the feed said stays");
    assert!(!article.row.lead.is_empty());
    let others = rows.iter().filter(|other| other.id != row.id);
    for other in others {
        assert_eq!(
            other.state,
            ArticleState::Complete,
            "{fault:?}: {}",
            other.link
        );
    }
    must_be_sound(&paper).await;

    paper.newsroom().clear_faults();
    paper.pass(HOUR * 3);
    paper
        .engine
        .drain_queue(engine::Depth::Empty)
        .await
        .unwrap();
    let article = paper.article(&row.id).await;
    assert_eq!(
        article.row.state == ArticleState::Complete,
        tried_again,
        "{fault:?}"
    );
    assert_eq!(
        article.reason.is_empty(),
        tried_again,
        "{fault:?}: {}",
        article.reason
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_without_an_article_is_told_as_such() {
    check_page(Fault::BecomesHtml, "Open it in the browser", false).await;
    check_page(Fault::EmptyBody, "Open it in the browser", false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_is_not_there_is_not_asked_for_again() {
    check_page(Fault::Status(404), "nothing is there", false).await;
    check_page(Fault::Gone, "gone for good", false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_with_a_passing_fault_is_tried_again_by_itself() {
    check_page(
        Fault::Status(500),
        "the site has a fault: Qazet tries again later",
        true,
    )
    .await;
    check_page(Fault::Truncated, "broke off in the middle", true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_feed_holds_up_nobody_and_comes_in_the_end() {
    let paper = Paper::subscribed().await;
    let slow = feed(&paper, FEED).await.id;
    for fault in [Fault::SlowHead(1500), Fault::SlowBody(1500)] {
        paper.newsroom().set_fault(HOST, PATH, fault.clone());
        let mut events = paper.engine.events();
        let report = paper.sync(Scope::Now).await;
        assert_eq!(report.failed, 0, "{fault:?}: {:?}", report.outcomes);
        let mut read = Vec::new();
        while let Ok(event) = events.try_recv() {
            if let engine::Event::FeedChanged(id) = event {
                read.push(id.to_string());
            }
        }
        assert_eq!(
            (read.len(), read.last()),
            (7, Some(&slow)),
            "{fault:?}: {read:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_page_comes_in_the_end() {
    let paper = Paper::subscribed().await;
    for fault in [Fault::SlowHead(1000), Fault::SlowBody(1000)] {
        let truth = paper.newsroom().articles();
        let host = "steppewire.example";
        let pages = truth
            .iter()
            .filter(|one| one.host == host && one.out && one.feed_text == "short");
        for page in pages.take(2) {
            let path = url::Url::parse(&page.url).unwrap().path().to_owned();
            paper.newsroom().set_fault(host, &path, fault.clone());
        }
    }
    paper.sync_all().await;
    for row in paper.rows(View::All).await {
        assert_eq!(row.state, ArticleState::Complete, "{}", row.link);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_that_is_none_leaves_its_article_readable() {
    let paper = Paper::open().await;
    let truth = paper.newsroom().articles();
    let article = truth.iter().filter(|one| one.out && one.host == HOST);
    let article = article.max_by_key(|one| one.published).unwrap();
    let picture = url::Url::parse(&article.picture.as_ref().unwrap().url).unwrap();
    for fault in [
        Fault::BecomesHtml,
        Fault::Truncated,
        Fault::HugeBody(30 << 20),
    ] {
        let paper = Paper::open().await;
        paper
            .newsroom()
            .set_fault(picture.host_str().unwrap(), picture.path(), fault.clone());
        added(&paper, FEED).await;
        paper
            .engine
            .drain_queue(engine::Depth::Empty)
            .await
            .unwrap();
        let rows = paper.rows(View::All).await;
        let row = rows.iter().find(|row| row.link == article.url).unwrap();
        let shown = paper.article(&row.id).await;
        for paragraph in &article.paragraphs {
            assert!(
                shown.text.contains(paragraph.as_str()),
                "{fault:?}: {paragraph}"
            );
        }
        assert!(
            shown.picture.is_none_or(|picture| picture.hash.is_none()),
            "{fault:?}"
        );
        assert!(
            !shown.html.contains("https://dala.example/wp-content"),
            "nothing loads from outside"
        );
        must_be_sound(&paper).await;
    }
}
