//! The contract of `qazetctl`, run as people run it: fields and types of every call's JSON, exit codes, messages on stderr; and `serve`, which
//! answers only who has the token, and only under its own name.
//!
//! The program is the one that `QAZETCTL` names, else the workspace's own debug build.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use e2e::desk::{Desk, Served, connect, first_line, get, qazetctl, request};
use newsroom::Fault;
use serde_json::{Value, json};

/// Checks a value against a pattern: objects have exactly these fields, lists hold such elements, and texts name types: `s` text, `t` time in
/// UTC, `d` decimal, `b` yes or no, `n` number, `i` whole number, `id`; with `?` it may be null. `a|b` is one of these words.
fn check(value: &Value, pattern: &Value, place: &str) {
    match pattern {
        Value::Object(fields) => {
            let object = value
                .as_object()
                .unwrap_or_else(|| panic!("{place} is an object: {value}"));
            let names = |object: &serde_json::Map<String, Value>| -> BTreeSet<String> {
                object.keys().cloned().collect()
            };
            assert_eq!(names(object), names(fields), "{place}");
            for (name, pattern) in fields {
                check(&object[name], pattern, &format!("{place}.{name}"));
            }
        }
        Value::Array(of) => {
            for (number, value) in value
                .as_array()
                .unwrap_or_else(|| panic!("{place} is a list: {value}"))
                .iter()
                .enumerate()
            {
                check(value, &of[0], &format!("{place}[{number}]"));
            }
        }
        Value::String(kind) => {
            let (kind, may_be_null) = kind
                .strip_suffix('?')
                .map_or((kind.as_str(), false), |kind| (kind, true));
            assert!(
                is_of(value, kind) || (may_be_null && value.is_null()),
                "{place} is `{kind}`: {value}"
            );
        }
        _ => unreachable!("a pattern is made of objects, lists and texts"),
    }
}

fn is_of(value: &Value, kind: &str) -> bool {
    let text = value.as_str();
    match kind {
        "s" => text.is_some(),
        "id" => text.is_some_and(|text| text.parse::<u64>().is_ok()),
        "t" => {
            text.is_some_and(|text| text.ends_with('Z') && text.parse::<jiff::Timestamp>().is_ok())
        }
        "d" => text.is_some_and(|text| text.parse::<f64>().is_ok() && !text.contains(['e', '+'])),
        "b" => value.is_boolean(),
        "n" => value.is_number(),
        "i" => value.is_u64() || value.is_i64(),
        words => text.is_some_and(|text| words.split('|').any(|word| word == text)),
    }
}

/// Both patterns in one.
fn with(pattern: Value, more: Value) -> Value {
    let (Value::Object(mut fields), Value::Object(more)) = (pattern, more) else {
        unreachable!("two objects")
    };
    fields.extend(more);
    Value::Object(fields)
}

fn feed_pattern() -> Value {
    json!({
        "id": "id", "title": "s", "url": "s", "kind": "feed|site", "folder": "s", "language": "s", "unread": "i", "paused": "b",
        "last_check": "t?", "next_check": "t?", "status": "fetched|not_modified|skipped|failed|gone?", "reason": "s", "failures": "i", "layout_changed": "b", "weight": "none|less|usual|more", "bell": "all|important|none", "reach": "headlines|everything",
        "site_url": "s", "favicon": "s?", "proxy": "s", "login": "password|key|bearer?",
    })
}

fn activity_pattern() -> Value {
    json!({
        "feed": "id", "title": "s", "url": "s", "kind": "feed|site", "last_check": "t?", "answer": "i?",
        "status": "fetched|not_modified|failed|gone?", "reason": "s", "problem": "s?", "failures": "i", "skipped": "s?", "next_check": "t?",
        "pace": "s?", "rest": "s?", "etag": "s?", "last_modified": "s?", "asked": "i", "whole": "i", "not_modified": "i",
        "not_modified_share": "n?", "bytes_last": "i", "bytes_total": "i", "moving": "s?", "moved": "s?", "temporary_to": "s?",
        "login": "password|key|bearer?",
    })
}

fn row_pattern() -> Value {
    json!({
        "id": "id", "title": "s", "link": "s", "feed": "id", "source": "s", "published": "t", "lead": "s",
        "state": "headline|text|complete|failed", "photos": "i", "pictures": "i", "read": "b", "starred": "b", "saved": "b", "hidden": "b",
        "changed": "t?", "language": "s", "minutes": "i", "thumbnail": "s?", "section": "s", "sources": "i",
    })
}

fn report_pattern() -> Value {
    json!({
        "sources": "i", "fetched": "i", "not_modified": "i", "skipped": "i", "failed": "i", "gone": "i",
        "articles_new": "i", "articles_updated": "i", "bytes": "i", "seconds": "n", "stopped": "b",
        "outcomes": [{"feed": "id", "url": "s", "status": "fetched|not_modified|skipped|failed|gone", "reason": "s", "next_check": "t?"}],
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn every_call_prints_one_json_value_with_the_documented_fields() {
    let desk = Desk::open().await;
    let urls = desk.ask(&["feeds", "subscribe", "--all"]);
    assert_eq!(urls.as_array().unwrap().len(), 7);

    let report = desk.ask(&["sync", "--articles"]);
    check(&report, &report_pattern(), "sync");
    assert_eq!(
        (&report["sources"], &report["fetched"], &report["failed"]),
        (&json!(7), &json!(7), &json!(0))
    );
    assert!(
        report["articles_new"].as_u64() >= Some(60) && report["bytes"].as_u64() > Some(10_000),
        "{report}"
    );
    let again = desk.ask(&["sync"]);
    check(&again, &report_pattern(), "sync");
    assert_eq!((&again["skipped"], &again["bytes"]), (&json!(7), &json!(0)));
    let now = desk.ask(&["sync", "--now"]);
    assert_eq!(
        (&now["failed"], &now["skipped"], &now["articles_new"]),
        (&json!(0), &json!(0), &json!(0))
    );

    let feeds = desk.ask(&["feeds", "list"]);
    check(&feeds, &json!([feed_pattern()]), "feeds");
    assert_eq!(feeds.as_array().unwrap().len(), 7);
    check(
        &desk.ask(&["sync", "--explain", "https://dala.example/feed/"]),
        &with(feed_pattern(), json!({ "activity": activity_pattern() })),
        "explain",
    );

    let rows = desk.ask(&["articles", "--limit", "500"]);
    check(&rows, &json!([row_pattern()]), "articles");
    let rows = rows.as_array().unwrap();
    assert!(rows.len() >= 60 && rows.iter().all(|row| row["state"] == "complete"));
    let times: Vec<&str> = rows
        .iter()
        .map(|row| row["published"].as_str().unwrap())
        .collect();
    assert!(times.is_sorted_by(|a, b| a >= b), "newest first");
    assert_eq!(
        desk.ask(&["articles", "--limit", "3"])
            .as_array()
            .unwrap()
            .len(),
        3
    );
    let feed = rows[0]["feed"].as_str().unwrap();
    let of_feed = desk.ask(&["articles", "--feed", feed]);
    assert!(
        of_feed
            .as_array()
            .unwrap()
            .iter()
            .all(|row| row["feed"] == feed)
    );
    assert_eq!(desk.ask(&["articles", "--starred"]), json!([]));
    assert!(
        !desk
            .ask(&["articles", "--unread"])
            .as_array()
            .unwrap()
            .is_empty()
    );

    let picture = json!({"url": "s", "caption": "s", "credit": "s", "hash": "s?", "width": "i?", "height": "i?"});
    let link = json!({"title": "s", "url": "s", "article": "id?"});
    let article_pattern = |picture: Value| {
        with(
            row_pattern(),
            json!({
                "byline": "s?", "published": "s", "modified": "s?", "site_name": "s?", "picture": picture, "html": "s", "text": "s",
                "photos": [{"url": "s", "caption": "s", "credit": "s", "hash": "s?", "width": "i?", "height": "i?"}],
                "photo_reports": [link], "related": [link],
                "videos": [{"url": "s", "provider": "s", "poster": "s?"}], "enclosures": [{"url": "s", "type": "s", "bytes": "i?", "seconds": "i?"}], "elsewhere": [{"id": "id", "source": "s", "published": "t", "read": "b"}],
                "reason": "s?", "method": "s?", "score": "n?",
            }),
        )
    };
    for row in rows.iter().step_by(5) {
        let id = row["id"].as_str().unwrap();
        let article = desk.ask(&["show", id]);
        let picture = if article["picture"].is_null() {
            json!("s?")
        } else {
            picture.clone()
        };
        check(&article, &article_pattern(picture), "show");
        assert_eq!(article["title"], row["title"]);
        if article["photos"].as_array().unwrap().is_empty() {
            assert!(
                article["text"].as_str().unwrap().lines().count() >= 2,
                "{article}"
            );
        }
    }

    let found = desk.ask(&["search", "мост"]);
    check(
        &found,
        &json!([with(
            row_pattern(),
            json!({"headline": "s", "excerpt": "s"})
        )]),
        "search",
    );
    assert!(!found.as_array().unwrap().is_empty());
    assert_eq!(desk.ask(&["search", "словокоторогонет"]), json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn rates_weather_and_doctor_have_the_documented_fields() {
    let desk = Desk::open().await;
    let rates = desk.ask(&["rates", "--refresh"]);
    let pattern = json!({
        "base": "KZT", "as_of": "t", "age_s": "i", "reason": "s", "problem": "s?", "answer": "i?",
        "rates": [{"code": "USD|EUR|RUB|CNY", "value": "d", "quantity": "i", "change": "d?", "direction": "up|down|unchanged|unknown", "date": "s", "provider": "nbk"}],
    });
    check(&rates, &pattern, "rates");
    assert_eq!(rates["rates"].as_array().unwrap().len(), 4);
    check(&desk.ask(&["rates"]), &pattern, "rates without the network");

    let weather = desk.ask(&["weather", "--refresh"]);
    let pattern = json!({
        "city": {"key": "almaty", "ru": "Алматы", "kk": "Алматы", "en": "Almaty", "region": ""},
        "as_of": "t", "age_s": "i", "provider": "open_meteo", "local_time": "s", "reason": "s", "problem": "s?", "answer": "i?",
        "current": {
            "time": "s?", "temperature": "n?", "feels_like": "n?", "humidity": "n?", "pressure": "n?", "wind_speed": "n?", "wind_gusts": "n?",
            "wind_direction": "n?", "precipitation": "n?", "code": "i?", "is_day": "b?",
        },
        "hourly": [{
            "time": "s", "temperature": "n?", "feels_like": "n?", "precipitation_probability": "n?", "precipitation": "n?", "wind_speed": "n?",
            "wind_gusts": "n?", "wind_direction": "n?", "code": "i?", "is_day": "b?",
        }],
        "daily": [{"date": "s", "code": "i?", "high": "n?", "low": "n?", "precipitation_probability": "n?", "sunrise": "s?", "sunset": "s?"}],
        "air_quality": {"time": "s?", "us_aqi": "n?", "pm10": "n?", "pm2_5": "n?", "as_of": "t?"},
        "doubtful": [],
    });
    check(&weather, &pattern, "weather");
    assert!(
        weather["hourly"].as_array().unwrap().len() >= 24
            && weather["daily"].as_array().unwrap().len() >= 7
    );
    let astana = desk.ask(&["weather", "--city", "Астана", "--refresh"]);
    assert_eq!(astana["city"]["key"], "astana");

    let pattern = json!({"ok": "b", "schema": "i", "articles": "i", "bytes": "i", "media_bytes": "i", "findings": ["s"]});
    for arguments in [&["doctor"][..], &["doctor", "--repair"]] {
        let found = desk.ask(arguments);
        check(&found, &pattern, "doctor");
        assert_eq!(
            (&found["ok"], &found["findings"]),
            (&json!(true), &json!([]))
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn feeds_can_be_added_paused_exported_and_removed() {
    let desk = Desk::open().await;
    let added = desk.ask(&[
        "feeds",
        "add",
        "https://dala.example/",
        "--folder",
        "Города",
    ]);
    check(&added, &feed_pattern(), "feeds add");
    assert_eq!(
        (&added["url"], &added["folder"]),
        (&json!("https://dala.example/feed/"), &json!("Города"))
    );
    assert!(
        added["unread"].as_u64() > Some(5),
        "its articles are here at once"
    );
    let id = added["id"].as_str().unwrap();

    assert_eq!(desk.ask(&["feeds", "pause", id]), json!({"id": id}));
    let feeds = desk.ask(&["feeds", "list"]);
    assert_eq!(
        (&feeds[0]["paused"], &feeds[0]["next_check"]),
        (&json!(true), &Value::Null)
    );
    let report = desk.ask(&["sync", "--now"]);
    assert_eq!(report["outcomes"][0]["reason"], "paused by you");
    desk.ask(&["feeds", "resume", id]);
    assert_eq!(desk.ask(&["feeds", "list"])[0]["paused"], false);
    assert_eq!(
        desk.ask(&["feeds", "reach", id, "headlines"]),
        json!({"id": id})
    );
    assert_eq!(desk.ask(&["feeds", "list"])[0]["reach"], "headlines");
    let refused = desk.fail(&["feeds", "reach", id, "nothing"], 1);
    assert!(refused.contains("use headlines or everything"), "{refused}");

    let list = desk.folder.path().join("list.opml");
    let list = list.to_str().unwrap();
    desk.ask(&["opml", "export", list]);
    let text = desk.ask(&["opml", "export", "-"]);
    assert_eq!(
        text.as_str().unwrap(),
        std::fs::read_to_string(list).unwrap()
    );
    desk.ask(&["feeds", "remove", id]);
    assert_eq!(desk.ask(&["feeds", "list"]), json!([]));
    assert_eq!(desk.ask(&["articles"]), json!([]));
    let imported = desk.ask(&["opml", "import", list]);
    check(
        &imported,
        &json!({"found": "i", "added": "i", "new": ["id"], "known": ["id"], "private": "i", "warnings": ["s"]}),
        "opml import",
    );
    assert_eq!(
        (&imported["found"], &imported["added"]),
        (&json!(1), &json!(1))
    );
    let feeds = desk.ask(&["feeds", "list"]);
    assert_eq!(
        (&feeds[0]["url"], &feeds[0]["folder"]),
        (&added["url"], &added["folder"])
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_read_without_a_library() {
    let desk = Desk::open().await;
    let person = json!({"name": "s?", "email": "s?", "uri": "s?"});
    let feed = desk.file(
        "feed.xml",
        "<rss version='2.0' xmlns:media='http://search.yahoo.com/mrss/'><channel><title>T</title><link>https://a.example/</link>\
         <managingEditor>e@a.example (Ed)</managingEditor><category>c</category><item><title>One &amp; only</title><link>/1</link><guid>g1</guid>\
         <pubDate>Fri, 20 Nov 2026 11:00:00 +0500</pubDate><author>x@a.example (X)</author><description>d</description>\
         <enclosure url='/a.mp3' type='audio/mpeg' length='5'/><media:content url='/p.jpg' medium='image' width='9' height='8'/></item></channel></rss>",
    );
    let parsed = desk.ask(&["parse", &feed, "--url", "https://a.example/feed"]);
    let pattern = json!({
        "title": "s?", "description": "s?", "id": "s?", "link": "s?", "language": "s?", "published": "t?", "updated": "t?",
        "authors": [person], "categories": ["s"], "warnings": ["s"],
        "articles": [{
            "guid": "s?", "title": "s?", "link": "s?", "published": "t?", "updated": "t?", "authors": [person], "summary": "s?", "content": "s?",
            "categories": ["s"], "enclosures": [{"url": "s", "type": "s?", "length": "i?"}],
            "pictures": [{"url": "s", "width": "i?", "height": "i?", "caption": "s", "credit": "s"}],
        }],
    });
    check(&parsed, &pattern, "parse");
    let article = &parsed["articles"][0];
    assert_eq!(
        (&article["title"], &article["link"]),
        (&json!("One & only"), &json!("https://a.example/1"))
    );
    assert_eq!(article["published"], "2026-11-20T06:00:00Z", "UTC");
    assert_eq!(
        (
            &article["enclosures"][0]["length"],
            &article["pictures"][0]["width"]
        ),
        (&json!(5), &json!(9))
    );

    let written = desk.newsroom.articles();
    let told = written
        .iter()
        .find(|one| one.host == "tengrinews.kz" && one.kind == "article" && one.picture.is_some())
        .unwrap();
    let path = url::Url::parse(&told.url).unwrap().path().to_owned();
    let page = desk.file(
        "page.html",
        &get(&desk.newsroom.url(), &path, &[("Host", "tengrinews.kz")]).body,
    );
    let extracted = desk.ask(&["extract", &page, "--url", &told.url]);
    let pattern = json!({
        "title": "s", "byline": "s?", "published": "s?", "modified": "s?", "language": "s?", "site_name": "s?", "lead": "s",
        "picture": {"url": "s", "caption": "s", "credit": "s"}, "html": "s", "text": "s",
        "photos": [{"url": "s", "caption": "s", "credit": "s"}], "photo_reports": [{"title": "s", "url": "s"}],
        "related": [{"title": "s", "url": "s"}], "videos": [{"url": "s", "provider": "s"}], "method": "s", "score": "n",
    });
    check(&extracted, &pattern, "extract");
    assert_eq!(
        (&extracted["title"], &extracted["lead"]),
        (&json!(told.title), &json!(told.lead))
    );
    assert!(
        extracted["published"].as_str().unwrap().ends_with("+05:00"),
        "the page's own offset"
    );
    assert_eq!(
        extracted["text"].as_str().unwrap().lines().next(),
        Some(told.lead.as_str())
    );

    let fragment = desk.file(
        "fragment.html",
        "<p onclick=\"x()\">Hi<script>x()</script> <a href=\"/b\">there</a></p>",
    );
    let clean = "<p>Hi <a href=\"https://a.example/b\">there</a></p>";
    assert_eq!(
        desk.ask(&["sanitize", &fragment, "--url", "https://a.example/"]),
        clean
    );
    let plain = desk.run(&["sanitize", &fragment, "--url", "https://a.example/"]);
    assert_eq!(String::from_utf8(plain.stdout).unwrap().trim(), clean);
    assert!(!desk.data().exists(), "no library was begun");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_fails_exits_1_what_is_not_understood_exits_2_and_messages_go_to_stderr() {
    let desk = Desk::open().await;
    for usage in [
        &["frobnicate"][..],
        &[],
        &["show"],
        &["articles", "--limit", "many"],
        &["feeds", "add"],
        &["parse", "x"],
        &["articles", "--starred", "--unread"],
    ] {
        assert!(desk.fail(usage, 2).contains("--help"), "{usage:?}");
    }
    assert!(
        desk.fail(&["articles"], 1)
            .contains("holds no library yet. Run `qazetctl sync`")
    );
    assert!(desk.fail(&["rates"], 1).contains("no library yet"));
    desk.ask(&["feeds", "add", "https://dala.example/feed/"]);
    for (arguments, told) in [
        (
            &["show", "99999"][..],
            "article 99999 is not in the library any more",
        ),
        (&["show", "abc"], "`abc` is not an id"),
        (
            &["feeds", "remove", "99"],
            "feed 99 is not in the library any more",
        ),
        (
            &["feeds", "add", "ftp://a.example/"],
            "Type an address that begins with https://",
        ),
        (
            &["feeds", "add", "https://dala.example/nothing"],
            "404 (nothing is there: look for the new address on the site)",
        ),
        (
            &["rates"],
            "there are no rates yet; run `qazetctl rates --refresh`",
        ),
        (&["weather"], "run `qazetctl weather --refresh`"),
        (
            &["sync", "--explain", "https://a.example/"],
            "`qazetctl feeds list` shows them all",
        ),
        (
            &["parse", "no-such-file", "--url", "https://a.example/"],
            "no-such-file can't be read",
        ),
        (
            &["opml", "import", "no-such-file"],
            "no-such-file can't be read",
        ),
    ] {
        let said = desk.fail(arguments, 1);
        assert!(
            said.starts_with("qazetctl: ") && said.contains(told),
            "{arguments:?} says {told:?}, but: {said}"
        );
    }
    let page = desk.file("page.html", "<html><title>Shop</title><p>Buy</p></html>");
    assert!(
        desk.fail(&["parse", &page, "--url", "https://a.example/"], 1)
            .contains("this is a web page («Shop»), not a feed")
    );
    assert!(
        desk.fail(&["extract", &page, "--url", "https://a.example/"], 1)
            .contains("Open it in the browser")
    );
    // A world that is none.
    let done = Command::new(qazetctl())
        .args(["--data", "x", "--world", "no-such-file", "feeds", "list"])
        .output()
        .unwrap();
    let said = String::from_utf8(done.stderr).unwrap();
    assert!(
        done.status.code() == Some(1) && said.contains("the world `no-such-file` can't be read"),
        "{said}"
    );

    // A source that fails is a result, not a failure of the call.
    desk.newsroom
        .set_fault("dala.example", "*", Fault::Status(500));
    let report = desk.ask(&["sync", "--now"]);
    assert_eq!(
        (&report["failed"], &report["outcomes"][0]["status"]),
        (&json!(1), &json!("failed"))
    );
    assert!(
        report["outcomes"][0]["reason"]
            .as_str()
            .unwrap()
            .contains("500")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn people_read_lines_without_control_characters_and_a_closed_pipe_is_no_failure() {
    let desk = Desk::open().await;
    desk.ask(&["feeds", "add", "https://dala.example/feed/"]);
    let listed = desk.run(&["articles"]);
    let text = String::from_utf8(listed.stdout).unwrap();
    let rows = desk.ask(&["articles"]);
    assert_eq!(
        text.lines().count(),
        rows.as_array().unwrap().len(),
        "a line an article"
    );
    assert!(
        text.chars()
            .all(|c| !c.is_control() || c == '\n' || c == '\t')
    );
    let id = rows[0]["id"].as_str().unwrap();
    let article = desk.ask(&["show", id]);
    for (how, field) in [("--text", "text"), ("--html", "html")] {
        let shown = String::from_utf8(desk.run(&["show", id, how]).stdout).unwrap();
        assert_eq!(shown.trim(), article[field].as_str().unwrap().trim());
    }
    // As `qazetctl articles | head -0`.
    let mut child = desk
        .command()
        .arg("articles")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert!(child.wait().unwrap().success());
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn the_library_is_the_readers_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::open().await;
    desk.ask(&["feeds", "add", "https://dala.example/feed/"]);
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&desk.data()), 0o700);
    let mut names = BTreeSet::new();
    for entry in std::fs::read_dir(desk.data()).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(
            mode(&path),
            if path.is_dir() { 0o700 } else { 0o600 },
            "{}",
            path.display()
        );
        names.insert(path.file_name().unwrap().to_str().unwrap().to_owned());
    }
    assert!(
        names.contains("library.sqlite") && names.contains("media.sqlite"),
        "{names:?}"
    );
    assert!(
        !names.iter().any(|name| name.ends_with("-wal")),
        "the log is folded in at the end: {names:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_newsroom_runs_as_a_program_and_stops_when_told() {
    let mut child = Command::new(qazetctl())
        .args(["newsroom", "--now", e2e::BEGINNING])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let told = first_line(child.stdout.take().unwrap());
    let url = told["url"].as_str().unwrap();
    assert_eq!(told["world"], format!("{url}/world.json"));
    let world: Value = serde_json::from_str(&get(url, "/world.json", &[]).body).unwrap();
    assert_eq!(world["catalogue"].as_array().unwrap().len(), 7);
    assert_eq!(request(url, "POST", "/_newsroom/stop", &[], "").status, 200);
    assert!(child.wait().unwrap().success());
}

// Serve.

#[tokio::test(flavor = "multi_thread")]
async fn serve_answers_only_who_has_the_token_and_only_under_its_own_name() {
    let desk = Desk::open().await;
    let served = Served::start(&desk);
    let body = json!({"cmd": "start"}).to_string();
    let bearer = format!("Bearer {}", served.token);
    let wrong = format!("Bearer {}", "0".repeat(32));
    let json = ("Content-Type", "application/json");
    for headers in [
        &[json][..],
        &[json, ("Authorization", wrong.as_str())],
        &[json, ("Authorization", served.token.as_str())],
    ] {
        assert_eq!(
            request(&served.url, "POST", "/call", headers, &body).status,
            401,
            "{headers:?}"
        );
    }
    for path in [
        "/events",
        "/events?token=00",
        &format!("/media/{}", "0".repeat(64)),
    ] {
        assert_eq!(get(&served.url, path, &[]).status, 401, "{path}");
    }
    assert_eq!(
        request(&served.url, "POST", "/clock", &[json], "{\"advance_s\": 1}").status,
        401
    );
    let port = served.url.rsplit(':').next().unwrap();
    for host in [
        "evil.example",
        &format!("evil.example:{port}"),
        "127.0.0.1",
        "127.0.0.1:1",
        &format!("127.0.0.1.evil.example:{port}"),
    ] {
        let headers = [("Host", host), ("Authorization", bearer.as_str()), json];
        assert_eq!(
            request(&served.url, "POST", "/call", &headers, &body).status,
            421,
            "{host}"
        );
        assert_eq!(
            get(&served.url, "/", &[("Host", host)]).status,
            421,
            "{host}"
        );
    }
    let localhost = format!("localhost:{port}");
    let headers = [
        ("Host", localhost.as_str()),
        ("Authorization", bearer.as_str()),
        json,
    ];
    assert_eq!(
        request(&served.url, "POST", "/call", &headers, &body).status,
        200
    );
    let start = served.call(&json!({"cmd": "start"}));
    assert_eq!(
        (&start["kind"], &start["value"]["demo"]),
        (&json!("start"), &json!(true))
    );

    // Whoever started it keeps it up to date.
    let update = json!({"cmd": "update", "args": {"step": "look"}});
    assert_eq!(served.call(&update)["value"], Value::Null);

    // What is asked wrongly is told, with its code.
    let refused = served.post("/call", &json!({"cmd": "article", "args": {"id": "99"}}));
    let error: Value = serde_json::from_str(&refused.body).unwrap();
    assert_eq!((refused.status, &error["code"]), (422, &json!("not_found")));
    // While it runs, nobody else writes; reading is welcome.
    let said = desk.fail(&["feeds", "add", "https://dala.example/feed/"], 1);
    let owner = format!(
        "is in use by qazetctl (process {}). Close that program",
        served.process()
    );
    assert!(said.contains(&owner), "{said}");
    assert_eq!(desk.ask(&["feeds", "list"]), json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn serve_sends_the_interface_under_its_policy_and_pictures_that_can_run_nothing() {
    let desk = Desk::open().await;
    desk.ask(&["feeds", "add", "https://dala.example/feed/"]);
    desk.ask(&["sync", "--articles"]);
    let served = Served::start(&desk);
    let page = get(&served.url, "/", &[]);
    assert_eq!(
        (page.status, page.header("content-type")),
        (200, "text/html")
    );
    let policy: BTreeMap<&str, &str> = page
        .header("content-security-policy")
        .split(';')
        .filter_map(|part| part.trim().split_once(' '))
        .collect();
    let expected = [
        ("default-src", "'none'"),
        ("script-src", "'self'"),
        ("connect-src", "'self'"),
        ("img-src", "'self'"),
        ("media-src", "'self'"),
        ("frame-src", "'none'"),
        ("object-src", "'none'"),
        ("form-action", "'none'"),
        ("base-uri", "'none'"),
        ("frame-ancestors", "'none'"),
    ];
    for (name, value) in expected {
        assert_eq!(policy.get(name), Some(&value), "{policy:?}");
    }
    assert!(
        !page.header("content-security-policy").contains("unsafe"),
        "{policy:?}"
    );
    assert_eq!(
        (
            page.header("x-content-type-options"),
            page.header("referrer-policy")
        ),
        ("nosniff", "no-referrer")
    );
    for outside in ["/../Cargo.toml", "/nothing", "/%2e%2e/Cargo.toml"] {
        assert_eq!(get(&served.url, outside, &[]).status, 404, "{outside}");
    }

    let rows = served.call(
        &json!({"cmd": "timeline", "args": {"view": {"view": "all"}, "after": null, "limit": 50}}),
    );
    let hash = rows["value"]["rows"]
        .as_array()
        .unwrap()
        .iter()
        .find_map(|row| row["thumbnail"].as_str())
        .expect("a picture");
    let picture = get(
        &served.url,
        &format!("/media/{hash}?token={}", served.token),
        &[],
    );
    assert_eq!(
        (picture.status, picture.header("content-type")),
        (200, "image/jpeg")
    );
    for (name, value) in [
        ("content-security-policy", "default-src 'none'; sandbox"),
        ("x-content-type-options", "nosniff"),
        ("cache-control", "private, max-age=31536000, immutable"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(picture.header(name), value);
    }
    for missing in [
        "0".repeat(64),
        "..%2flibrary.sqlite".to_owned(),
        "x".to_owned(),
    ] {
        assert_eq!(
            get(
                &served.url,
                &format!("/media/{missing}?token={}", served.token),
                &[]
            )
            .status,
            404,
            "{missing}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn serve_tells_what_happens_as_it_happens() {
    let desk = Desk::open().await;
    let served = Served::start(&desk);
    let mut stream = connect(&served.url);
    let asked = format!(
        "GET /events?token={} HTTP/1.1\r\nHost: {}\r\n\r\n",
        served.token,
        served.url.trim_start_matches("http://")
    );
    stream.write_all(asked.as_bytes()).unwrap();
    let mut lines = BufReader::new(stream).lines().map(Result::unwrap);
    assert!(lines.next().unwrap().contains("200"));
    let kind = lines
        .by_ref()
        .find(|line| line.starts_with("content-type"))
        .unwrap();
    assert!(kind.contains("text/event-stream"), "{kind}");

    served.call(
        &json!({"cmd": "add_feed", "args": {"url": "https://dala.example/feed/", "folder": ""}}),
    );
    let mut events =
        lines.filter_map(|line| serde_json::from_str::<Value>(line.strip_prefix("data: ")?).ok());
    let changed = events.next().unwrap();
    assert_eq!(changed["event"], "feed_changed");
    assert!(is_of(&changed["of"]["feed"], "id"), "{changed}");
    let arrived = events.next().unwrap();
    assert_eq!(arrived["event"], "articles_changed");
    assert!(
        arrived["of"]["articles"].as_array().unwrap().len() > 5,
        "ids, never contents: {arrived}"
    );

    served.call(&json!({"cmd": "sync", "args": {"now": true}}));
    let names: Vec<String> = events
        .by_ref()
        .map(|event| event["event"].as_str().unwrap().to_owned())
        .take_while(|name| name != "sync_ended")
        .collect();
    assert_eq!(
        names.first().map(String::as_str),
        Some("sync_started"),
        "{names:?}"
    );
    // The clock of a test is moved by the test.
    let moved = served.post("/clock", &json!({"now": "2026-11-21T06:00:00Z"}));
    assert_eq!(moved.status, 200);
    assert!(
        served.call(&json!({"cmd": "start"}))["value"]["now"]
            .as_str()
            .unwrap()
            .starts_with("2026-11-21T06:00:")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_is_read_from_stdin_and_kept_in_no_file() {
    const SECRET: &str = "0pen-sesame-41";
    let desk = Desk::open().await;
    let feed = desk.ask(&["feeds", "add", "https://dala.example/feed/"]);
    let id = feed["id"].as_str().unwrap();
    // No keyring answers here; on a desktop one may.
    let mut command = desk.command();
    command
        .args(["feeds", "login", id, "--user", "reader"])
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut running = command.spawn().unwrap();
    let mut stdin = running.stdin.take().unwrap();
    writeln!(stdin, "{SECRET}").unwrap();
    drop(stdin);
    let done = running.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&done.stderr);
    if cfg!(target_os = "linux") {
        assert_eq!(done.status.code(), Some(1), "{said}");
        assert!(said.contains("Unlock or install a keyring"), "{said}");
        assert_eq!(desk.ask(&["feeds", "list"])[0]["login"], Value::Null);
    }
    assert!(!said.contains(SECRET), "{said}");
    for entry in std::fs::read_dir(desk.data()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let bytes = std::fs::read(&path).unwrap();
            let found = bytes
                .windows(SECRET.len())
                .any(|part| part == SECRET.as_bytes());
            assert!(!found, "{} holds the password", path.display());
        }
    }
    // Nothing on stdin, and no word of how.
    let said = desk.fail(&["feeds", "login", id], 1);
    assert!(
        said.contains("--user NAME, --header NAME, --bearer, or --forget"),
        "{said}"
    );
    desk.fail(&["feeds", "login", id, "--bearer", "--forget"], 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn when_adding_fails_the_beginning_of_what_came_is_shown() {
    let desk = Desk::open().await;
    desk.newsroom
        .set_fault("dala.example", "/feed/", Fault::BecomesHtml);
    let said = desk.fail(&["feeds", "add", "https://dala.example/feed/"], 1);
    assert!(
        said.contains("this is what came from there:\n  <!DOCTYPE html>"),
        "{said}"
    );
    assert!(said.contains("is no feed and names none"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn articles_leave_as_files_pages_come_by_their_address_and_the_disk_has_a_table() {
    let desk = Desk::open().await;
    desk.ask(&["feeds", "add", "https://dala.example/feed/"]);
    desk.ask(&["sync", "--now", "--articles"]);
    let rows = desk.ask(&["articles", "--limit", "3"]);
    let ids: Vec<&str> = rows
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["id"].as_str().unwrap())
        .collect();
    let place = |name: &str| desk.folder.path().join(name).to_str().unwrap().to_owned();

    let book = place("three.epub");
    let made = desk.ask(&[
        "export", ids[0], ids[1], ids[2], "--format", "epub", "--output", &book,
    ]);
    check(
        &made,
        &json!({ "file": "s", "format": "epub", "articles": "i", "bytes": "i" }),
        "export",
    );
    let bytes = std::fs::read(&book).unwrap();
    assert_eq!(
        (made["articles"].as_u64(), made["bytes"].as_u64()),
        (Some(3), Some(bytes.len() as u64))
    );
    assert!(bytes.starts_with(b"PK"));
    let again = place("again.epub");
    desk.ask(&[
        "export", ids[0], ids[1], ids[2], "--format", "epub", "--output", &again,
    ]);
    assert_eq!(
        std::fs::read(&again).unwrap(),
        bytes,
        "the same bytes at the same time"
    );
    let note = desk.run(&["export", ids[0], "--format", "markdown", "--output", "-"]);
    assert!(note.stdout.starts_with(b"---\ntitle: "));
    let list = desk.ask(&[
        "export", "--list", "all", "--format", "epub", "--output", &book,
    ]);
    assert!(list["articles"].as_u64() > Some(3));
    let packed = desk.ask(&["edition", "--budget", "20MB"]);
    let edition = desk.ask(&[
        "export", "--list", "edition", "--format", "epub", "--output", &book,
    ]);
    assert_eq!(edition["articles"], packed["articles"]);
    let told = desk.fail(
        &[
            "export",
            ids[0],
            ids[1],
            "--format",
            "html",
            "--output",
            &place("two.html"),
        ],
        1,
    );
    assert!(told.contains("Choose EPUB for several"), "{told}");
    let told = desk.fail(
        &[
            "export",
            ids[0],
            "--format",
            "html",
            "--output",
            &place("no/where.html"),
        ],
        1,
    );
    assert!(told.contains("its folder is not there"), "{told}");
    desk.fail(&["export", "--format", "epub", "--output", &book], 2);

    let link = rows[0]["link"].as_str().unwrap();
    let saved = desk.ask(&["save", link]);
    check(
        &saved,
        &json!({ "article": "id", "known": "b", "outcome": "read|waits|closed|failed", "reason": "s" }),
        "save",
    );
    assert_eq!(
        (saved["article"].as_str(), saved["known"].as_bool()),
        (Some(ids[0]), Some(true))
    );
    let saved = desk.ask(&["save", "https://dala.example/there-is-nothing"]);
    assert_eq!(saved["outcome"], "failed");
    assert_eq!(
        desk.ask(&["articles", "--saved"]).as_array().unwrap().len(),
        2
    );

    let table = desk.ask(&[
        "retention",
        "--keep",
        "pictures",
        "--days",
        "30",
        "--megabytes",
        "500",
    ]);
    let line = json!({ "kind": "texts|pictures|photo_reports", "count": "i", "bytes": "i", "clearable": "i", "days": "i", "megabytes": "i" });
    check(&table, &json!([line]), "retention");
    assert_eq!(
        (table[1]["days"].as_u64(), table[1]["megabytes"].as_u64()),
        (Some(30), Some(500))
    );
    assert!(table[1]["bytes"].as_u64() > Some(0));
    let table = desk.ask(&["retention", "--clear", "pictures"]);
    assert_eq!(table[1]["clearable"], 0);
    desk.fail(&["retention", "--clear", "everything"], 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn notices_are_listed_explained_and_replayed_and_what_is_watched_for_is_kept() {
    let desk = Desk::open().await;
    let id = desk.ask(&["feeds", "add", "https://dala.example/feed/"])["id"].clone();
    let id = id.as_str().unwrap();
    assert_eq!(desk.ask(&["feeds", "bell", id, "all"])["id"], id);
    assert!(
        desk.fail(&["feeds", "bell", id, "loud"], 1)
            .contains("use all, important or none")
    );
    let watch = json!([{"id": "id", "kind": "words|place|person", "text": "s", "mute": "b", "until": "t?"}]);
    let notice = json!([{
        "id": "id", "kind": "news|rate|weather", "article": "id?", "feed": "id?", "source": "s", "title": "s", "body": "s",
        "reason": "watch|urgent|burst|source|asked", "detail": "s", "fate": "shown|waiting|dropped", "because": "s",
        "judged": "t", "shown": "t?", "batch": "id",
    }]);
    let pattern = json!({"recent": notice, "watches": watch, "paused": "s", "today": "i"});
    check(&desk.ask(&["notices"]), &pattern, "notices");
    let until = "2100-01-01T00:00:00Z";
    desk.ask(&["notices", "watch", "Алматы", "--kind", "place"]);
    let call = ["notices", "watch", "футбол", "--mute", "--until", until];
    let kept = desk.ask(&call);
    check(&kept, &pattern, "notices watch");
    assert_eq!(kept["watches"][0]["text"], "Алматы");
    assert_eq!(kept["watches"][1]["until"], until);
    let mute = kept["watches"][1]["id"].as_str().unwrap();
    let left = desk.ask(&["notices", "forget", mute]);
    assert_eq!(left["watches"].as_array().unwrap().len(), 1);
    assert_eq!(
        desk.ask(&["notices", "pause", "until-resumed"])["paused"],
        "resumed"
    );
    assert_eq!(desk.ask(&["notices", "resume"])["paused"], "");

    let rows = desk.ask(&["articles", "--limit", "1"]);
    let explained = desk.ask(&["notices", "explain", rows[0]["id"].as_str().unwrap()]);
    let pattern = json!({"article": "id", "worth": "b", "reason": "watch|urgent|burst|source|old|muted|bell|unimportant|told", "detail": "s"});
    check(&explained, &pattern, "notices explain");
    let days = desk.ask(&["notices", "replay", "--days", "3"]);
    let pattern = json!([{"date": "s", "articles": "i", "worth": "i", "shown": "i", "dropped": "i", "titles": ["s"]}]);
    check(&days, &pattern, "notices replay");
    assert!(days.as_array().unwrap().len() >= 3);
}

#[test]
fn packages_get_a_manual_page_of_every_call_and_completions_for_three_shells() {
    let folder = tempfile::tempdir().unwrap();
    let written = Command::new(qazetctl())
        .arg("manual")
        .arg(folder.path())
        .output()
        .unwrap();
    assert!(written.status.success(), "{written:?}");
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    let main = read("man/qazetctl.1");
    assert!(main.contains("without a window"), "{main}");
    for call in ["sync", "feeds", "feeds-add", "search", "serve"] {
        assert!(read(&format!("man/qazetctl-{call}.1")).contains("SYNOPSIS"));
    }
    assert!(!folder.path().join("man/qazetctl-manual.1").exists());
    for shell in ["qazetctl.bash", "_qazetctl", "qazetctl.fish"] {
        assert!(read(&format!("completions/{shell}")).contains("edition"));
    }
}
