//! The promise of Qazet: sync, cut the network, and still read every article, photo report, rate and forecast, whole.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeSet;

use api::wire::{Article, ArticleState, Picture};
use api::{Request, Response, View};
use e2e::Paper;
use model::MediaHash;

/// A paper that has everything, and no network any more: the newsroom is gone and the engine was opened anew.
async fn paper_without_network() -> (Paper, Vec<newsroom::Article>) {
    let mut paper = Paper::subscribed().await;
    paper.sync_all().await;
    let truth = paper.newsroom().articles();
    paper.stop_newsroom();
    (paper.reopen().await, truth)
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_that_was_synced_can_be_read_with_no_network() {
    let (paper, truth) = paper_without_network().await;

    let rows = paper.rows(View::All).await;
    let listed: BTreeSet<&str> = rows.iter().map(|row| row.link.as_str()).collect();
    let carried: Vec<&newsroom::Article> = truth
        .iter()
        .filter(|article| {
            article.out && article.kind != "fotoarchive" && article.outlet != newsroom::Outlet::Qala
        })
        .collect();
    assert!(
        carried.len() >= 60,
        "the newsroom has a full paper: {}",
        carried.len()
    );
    for article in &carried {
        assert!(
            listed.contains(article.url.as_str()),
            "{} is missing",
            article.url
        );
    }
    for row in &rows {
        assert_eq!(
            row.state,
            ArticleState::Complete,
            "{} is not complete",
            row.link
        );
        let article = paper.article(&row.id).await;
        assert!(!article.text.is_empty(), "{} has no text", row.link);
        check_pictures(&paper, &article).await;
    }

    let reports = paper.rows(View::PhotoReports).await;
    let made = truth
        .iter()
        .filter(|article| article.out && article.kind == "photo_report")
        .count();
    assert!(
        reports.len() >= made,
        "{} of {made} photo reports",
        reports.len()
    );
    for row in &reports {
        let report = paper.article(&row.id).await;
        assert!(
            report.photo_report.len() >= 5,
            "{} is a report of {} photos",
            row.link,
            report.photo_report.len()
        );
        for photo in &report.photo_report {
            check_picture(&paper, photo, &row.link).await;
        }
    }

    let Response::Rates(rates) = paper.ask(Request::Rates { refresh: false }).await else {
        panic!("no rates")
    };
    let codes: Vec<&str> = rates.rates.iter().map(|rate| rate.code.as_str()).collect();
    assert_eq!(codes, ["USD", "EUR", "RUB", "CNY"]);
    assert!(
        rates.rates.iter().all(|rate| rate.direction != "unknown"),
        "{rates:?}"
    );

    let Response::Weather(weather) = paper
        .ask(Request::Weather {
            city: None,
            refresh: false,
        })
        .await
    else {
        panic!("no weather")
    };
    assert_eq!(weather.city.ru, "Алматы");
    assert!(
        weather.current.is_some()
            && weather.hourly.len() >= 48
            && weather.daily.len() >= 7
            && weather.air_quality.is_some()
    );

    let Response::Found(found) = paper
        .ask(Request::Search {
            query: "Алматы".into(),
            limit: 50,
        })
        .await
    else {
        panic!("no search")
    };
    assert!(!found.is_empty());

    assert_eq!(
        paper.engine.network_attempts(),
        0,
        "reading touches no network"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_report_that_an_article_points_to_opens_inside() {
    let (paper, truth) = paper_without_network().await;
    let mut followed = 0;
    for pointing in truth
        .iter()
        .filter(|article| article.out && !article.photo_reports.is_empty())
    {
        let row = paper
            .rows(View::All)
            .await
            .into_iter()
            .find(|row| row.link == pointing.url)
            .expect("the article is here");
        let article = paper.article(&row.id).await;
        assert_eq!(
            article.photo_reports.len(),
            pointing.photo_reports.len(),
            "{}",
            pointing.url
        );
        for link in &article.photo_reports {
            let report = paper
                .article(
                    link.article
                        .as_deref()
                        .expect("the report is in the library"),
                )
                .await;
            let photos = truth
                .iter()
                .find(|truth| truth.url == link.url)
                .expect("the newsroom knows it")
                .photos
                .len();
            assert_eq!(report.photo_report.len(), photos, "{}", link.url);
            assert_eq!(report.row.state, ArticleState::Complete);
            followed += 1;
        }
        let inside = article
            .related
            .iter()
            .filter(|link| link.article.is_some())
            .count();
        assert!(
            inside > 0 || pointing.related.is_empty(),
            "related articles that are here open inside: {}",
            pointing.url
        );
    }
    assert!(
        followed >= 3,
        "in each of three languages an article points to its report, {followed} do"
    );
    assert_eq!(paper.engine.network_attempts(), 0);
}

/// Every picture of an article is in the cache, and its HTML names no other place.
async fn check_pictures(paper: &Paper, article: &Article) {
    let link = &article.row.link;
    for picture in article.picture.iter().chain(&article.photo_report) {
        check_picture(paper, picture, link).await;
    }
    for source in article
        .html
        .split(" src=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
    {
        let hash = source
            .strip_prefix("/media/")
            .unwrap_or_else(|| panic!("{link} loads {source}"));
        let hash: MediaHash = hash
            .parse()
            .unwrap_or_else(|_| panic!("{link} names {source}"));
        assert!(
            paper.engine.media(&hash).await.unwrap().is_some(),
            "{link}: {source} is not in the cache"
        );
    }
}

async fn check_picture(paper: &Paper, picture: &Picture, link: &str) {
    let hash: MediaHash = picture
        .hash
        .as_deref()
        .unwrap_or_else(|| panic!("{link}: {} is not here", picture.url))
        .parse()
        .unwrap();
    let media = paper
        .engine
        .media(&hash)
        .await
        .unwrap()
        .expect("what an article counts on is in the cache");
    assert!(media.content_type.starts_with("image/") && media.bytes.len() > 500);
}
