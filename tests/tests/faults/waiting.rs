//! Waiting and leaving alone.

use jiff::Timestamp;

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn retry_after_holds_in_both_forms_and_over_a_restart() {
    for fault in [Fault::RetryAfterSeconds(7200), Fault::RetryAfterDate(7200)] {
        let paper = paper().await;
        let before = texts(&paper).await;
        paper.newsroom().set_now(paper.engine.now());
        paper.newsroom().set_fault(HOST, "*", fault.clone());
        let asked = paper.engine.now();
        let report = paper.sync(Scope::Now).await;
        let ended = outcome(&report, FEED);
        assert_eq!(ended.status, "failed", "{fault:?}");
        assert!(
            ended
                .reason
                .contains("asks to be left alone for a while. Qazet waits until"),
            "{}",
            ended.reason
        );
        let next: Timestamp = ended.next_check.as_ref().unwrap().parse().unwrap();
        assert!(
            next.duration_since(asked) >= SignedDuration::from_secs(7190),
            "{fault:?}: {next}"
        );

        paper.newsroom().clear_faults();
        paper.newsroom().forget();
        let report = paper.sync(Scope::Now).await;
        assert_eq!(
            outcome(&report, FEED).status,
            "skipped",
            "also when the reader says now"
        );
        let paper = paper.reopen().await;
        paper.pass(HOUR);
        let report = paper.sync(Scope::Now).await;
        let ended = outcome(&report, FEED);
        assert_eq!(
            ended.status, "skipped",
            "also after a restart: {}",
            ended.reason
        );
        assert!(
            ended.reason.contains("asked to be left alone until"),
            "{}",
            ended.reason
        );
        assert_eq!(paper.newsroom().hits(HOST, "*"), 0, "it was left alone");
        assert_eq!(texts(&paper).await.len(), before.len());

        paper.pass(HOUR + SignedDuration::from_mins(1));
        let report = paper.sync(Scope::Now).await;
        assert_eq!(
            outcome(&report, FEED).status,
            "not_modified",
            "then it is asked again"
        );
        must_be_sound(&paper).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_host_is_left_alone_for_an_hour() {
    let paper = paper().await;
    paper.newsroom().set_fault(HOST, "*", Fault::Status(503));
    let report = paper.sync(Scope::Now).await;
    let ended = outcome(&report, FEED);
    assert_eq!(ended.status, "failed");
    assert!(
        ended
            .reason
            .contains("is closed for the moment. Qazet waits until"),
        "{}",
        ended.reason
    );
    paper.newsroom().forget();
    paper.pass(HOUR / 2);
    assert_eq!(
        outcome(&paper.sync(Scope::Now).await, FEED).status,
        "skipped"
    );
    assert_eq!(paper.newsroom().hits(HOST, "*"), 0);
    paper.newsroom().clear_faults();
    paper.pass(HOUR);
    assert_eq!(
        outcome(&paper.sync(Scope::Now).await, FEED).status,
        "not_modified"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_gone_is_never_asked_again_and_stays_readable() {
    let paper = paper().await;
    let before = texts(&paper).await;
    paper.newsroom().set_fault(HOST, PATH, Fault::Gone);
    let report = paper.sync(Scope::Now).await;
    let ended = outcome(&report, FEED);
    assert_eq!((ended.status.as_str(), report.gone), ("gone", 1));
    assert!(
        ended
            .reason
            .contains("gone for good. Remove the source, or look for its new address"),
        "{}",
        ended.reason
    );
    assert_eq!(ended.next_check, None);

    paper.newsroom().clear_faults();
    paper.newsroom().forget();
    paper.pass(HOUR * 100);
    let paper = paper.reopen().await;
    let report = paper.sync(Scope::Now).await;
    let ended = outcome(&report, FEED);
    assert_eq!(ended.status, "skipped");
    assert!(
        ended
            .reason
            .contains("gone for good; remove it, or add its new address"),
        "{}",
        ended.reason
    );
    assert_eq!(paper.newsroom().hits(HOST, PATH), 0);
    let now = texts(&paper).await;
    assert!(before.keys().all(|id| now.contains_key(id)));
    must_be_sound(&paper).await;
}
