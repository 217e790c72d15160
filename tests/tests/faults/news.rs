//! News: what changes from one look to the next.

use std::collections::BTreeSet;

use api::{Mark, Response};

use super::*;

/// All sources, due or not, and what they want.
async fn sync_now_with_queue(paper: &Paper) {
    let report = paper.sync(Scope::Now).await;
    assert_eq!(report.failed, 0, "{:?}", report.outcomes);
    paper
        .engine
        .drain_queue(engine::Depth::Empty)
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edited_article_keeps_its_earlier_text_and_stays_read() {
    let paper = Paper::subscribed().await;
    paper.sync_all().await;
    let now = paper.engine.now();
    let truth = paper.newsroom().articles();
    let later: Vec<_> = truth
        .iter()
        .filter(|article| article.out && article.edited_at.is_some_and(|at| at > now))
        .collect();
    assert!(!later.is_empty(), "some article is edited later");
    let rows = paper.rows(View::All).await;
    let row_of = |link: &str| rows.iter().find(|row| row.link == link).unwrap().clone();
    let ids: Vec<String> = later
        .iter()
        .map(|article| row_of(&article.url).id)
        .collect();
    paper
        .ask(Request::Mark {
            ids: ids.clone(),
            mark: Mark::Read,
        })
        .await;

    let until = later
        .iter()
        .filter_map(|article| article.edited_at)
        .max()
        .unwrap();
    paper.pass(until.duration_since(now) + HOUR);
    sync_now_with_queue(&paper).await;
    let truth = paper.newsroom().articles();
    for (id, before) in ids.iter().zip(&later) {
        let article = paper.article(id).await;
        let told = truth.iter().find(|one| one.url == before.url).unwrap();
        assert_eq!(article.row.title, told.title);
        assert!(
            article.row.changed.is_some(),
            "{} is marked as changed",
            told.title
        );
        assert!(article.row.read, "{} does not become unread", told.title);
        for paragraph in &told.paragraphs {
            assert!(
                article.text.contains(paragraph.as_str()),
                "{}: {paragraph}",
                told.title
            );
        }
        let Response::Revisions(revisions) = paper.ask(Request::Revisions { id: id.clone() }).await
        else {
            panic!("another answer")
        };
        assert_eq!(article.revisions as usize, revisions.len());
        let first = revisions.last().expect("the earlier text is kept");
        assert_eq!(first.title, before.title);
        assert!(first.text.contains(before.paragraphs[0].as_str()));
    }
    must_be_sound(&paper).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn new_stories_appear_as_time_passes_and_marks_survive() {
    let paper = Paper::subscribed().await;
    paper.sync_all().await;
    let rows = paper.rows(View::All).await;
    let ids = |range: std::ops::Range<usize>| -> Vec<String> {
        rows[range].iter().map(|row| row.id.clone()).collect()
    };
    for (range, mark) in [(0..5, Mark::Read), (3..8, Mark::Star), (6..9, Mark::Save)] {
        paper
            .ask(Request::Mark {
                ids: ids(range),
                mark,
            })
            .await;
    }
    let marks = |rows: &[ArticleRow]| -> BTreeSet<(String, bool, bool, bool)> {
        let marked = rows
            .iter()
            .filter(|row| row.read || row.starred || row.saved);
        marked
            .map(|row| (row.id.clone(), row.read, row.starred, row.saved))
            .collect()
    };
    let marked = marks(&paper.rows(View::All).await);
    assert_eq!(marked.len(), 9);
    let unread = paper.library().await.counts.unread;

    let coming: Vec<String> = paper
        .newsroom()
        .articles()
        .into_iter()
        .filter(|one| !one.out && one.kind != "fotoarchive")
        .map(|one| one.url)
        .collect();
    assert!(!coming.is_empty());
    paper.pass(HOUR * 6);
    let paper = paper.reopen().await;
    sync_now_with_queue(&paper).await;
    let now = paper.rows(View::All).await;
    for url in &coming {
        let row = now.iter().find(|row| row.link == *url);
        let row = row.unwrap_or_else(|| panic!("{url} has not come"));
        assert!(!row.read);
    }
    assert_eq!(marks(&now), marked, "marks survive");
    assert_eq!(
        paper.library().await.counts.unread,
        unread + (now.len() - rows.len()) as u32
    );
    assert_eq!(paper.rows(View::Starred).await.len(), 5);
    assert_eq!(paper.rows(View::Saved).await.len(), 3);
    must_be_sound(&paper).await;
}
