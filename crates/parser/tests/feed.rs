//! Feeds that are odd, broken or hostile.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use jiff::civil::Weekday;
use jiff::{SignedDuration, Timestamp};
use parser::feed::{NotAFeed, ParsedFeed, Source, parse};
use url::Url;

fn read(bytes: &[u8]) -> Result<ParsedFeed, NotAFeed> {
    let url = Url::parse("https://example.org/news/feed.xml").unwrap();
    let fetched: Timestamp = "2026-11-23T10:00:00Z".parse().unwrap();
    parse(
        bytes,
        &Source {
            url: &url,
            content_type: None,
            fetched,
        },
    )
}

fn feed(text: &str) -> ParsedFeed {
    read(text.as_bytes()).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn titles(feed: &ParsedFeed) -> Vec<&str> {
    feed.articles
        .iter()
        .map(|a| a.title.as_deref().unwrap_or(""))
        .collect()
}

#[test]
fn every_version_of_every_format_gives_title_link_and_text() {
    for text in [
        "<rss version='2.0'><channel><title>F</title><item><title>T</title><link>https://example.org/1</link><description>S</description></item></channel></rss>",
        "<rss version='0.91'><channel><title>F</title><item><title>T</title><link>https://example.org/1</link><description>S</description></item></channel></rss>",
        "<rss><channel><title>F</title></channel><item><title>T</title><link>https://example.org/1</link><description>S</description></item></rss>",
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'><channel><title>F</title></channel><item rdf:about='x'><title>T</title><link>https://example.org/1</link><description>S</description></item></rdf:RDF>",
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://my.netscape.com/rdf/simple/0.9/'><channel><title>F</title></channel><item><title>T</title><link>https://example.org/1</link><description>S</description></item></rdf:RDF>",
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>F</title><entry><title>T</title><link href='/1'/><summary>S</summary></entry></feed>",
        "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><title>F</title><entry><title>T</title><link rel='alternate' href='https://example.org/1'/><summary>S</summary></entry></feed>",
        "<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:title>F</a:title><a:entry><a:title>T</a:title><a:link href='https://example.org/1'/><a:summary>S</a:summary></a:entry></a:feed>",
        "<CHANNEL HREF='https://example.org/'><TITLE>F</TITLE><ITEM HREF='https://example.org/1'><TITLE>T</TITLE><ABSTRACT>S</ABSTRACT></ITEM></CHANNEL>",
        r#"{"version":"https://jsonfeed.org/version/1.1","title":"F","items":[{"id":"1","title":"T","url":"https://example.org/1","summary":"S"}]}"#,
    ] {
        let feed = feed(text);
        assert_eq!(feed.title.as_deref(), Some("F"), "{text}");
        assert_eq!(titles(&feed), ["T"], "{text}");
        let article = &feed.articles[0];
        assert_eq!(
            article.link.as_deref(),
            Some("https://example.org/1"),
            "{text}"
        );
        assert_eq!(article.summary.as_deref(), Some("S"), "{text}");
        assert!(!article.key.is_empty(), "{text}");
    }
}

#[test]
fn the_contract_of_parse_is_kept_to_the_letter() {
    let feed = feed(
        "<rss version='2.0' xmlns:media='http://search.yahoo.com/mrss/' xmlns:atom='http://www.w3.org/2005/Atom'><channel><title>F</title><link>https://example.org/</link><ttl>30</ttl>
        <language>ru</language><atom:link rel='self' href='https://example.org/self'/><skipHours><hour>3</hour><hour>24</hour></skipHours><skipDays><day>Sunday</day></skipDays>
        <item><guid>g</guid><title>T &amp;amp; t</title><pubDate>Mon, 12 Jan 2026 18:05:00 +0500</pubDate><author>a@example.org (A B)</author><category>C</category>
        <enclosure url='/f.mp3' type='audio/mpeg' length='7'/><media:content url='https://example.org/p.jpg' width='640' height='480'><media:description>Sea</media:description><media:credit>Photographer</media:credit></media:content></item></channel></rss>",
    );
    let json = serde_json::to_value(&feed).unwrap();
    let expected = serde_json::json!({
        "title": "F", "description": null, "id": null, "link": "https://example.org/", "language": "ru", "updated": null, "published": null, "authors": [], "categories": [],
        "articles": [{
            "guid": "g", "title": "T &amp; t", "link": null, "published": "2026-01-12T13:05:00Z", "updated": null,
            "authors": [{"name": "A B", "email": "a@example.org", "uri": null}], "summary": null, "content": null, "categories": ["C"],
            "enclosures": [{"url": "https://example.org/f.mp3", "type": "audio/mpeg", "length": 7}],
            "pictures": [{"url": "https://example.org/p.jpg", "width": 640, "height": 480, "caption": "Sea", "credit": "Photographer"}],
        }],
        "warnings": [],
    });
    assert_eq!(json, expected);
    assert_eq!(feed.articles[0].headline, "T & t");
    assert_eq!(feed.min_interval, Some(SignedDuration::from_mins(30)));
    assert_eq!(feed.skip_hours, [0, 3]);
    assert_eq!(feed.skip_days, [Weekday::Sunday]);
    assert_eq!(feed.self_link.as_deref(), Some("https://example.org/self"));
}

#[test]
fn what_is_no_feed_is_told_apart() {
    for (text, expected) in [
        ("", NotAFeed::Empty),
        ("\u{feff}\r\n\r\n  \r\n", NotAFeed::Empty),
        (
            "<!DOCTYPE html><title>Just a &amp; moment</title>",
            NotAFeed::Html {
                title: "Just a & moment".to_owned(),
            },
        ),
        (
            "<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x'><html xmlns='http://www.w3.org/1999/xhtml'><head><title>T</title></head></html>",
            NotAFeed::Html {
                title: "T".to_owned(),
            },
        ),
        ("OK", NotAFeed::TooShort { bytes: 2 }),
        ("{\"error\":true}", NotAFeed::OtherJson),
        ("{", NotAFeed::OtherJson),
        (
            "<svg xmlns='http://www.w3.org/2000/svg'/>",
            NotAFeed::OtherXml {
                root: "svg".to_owned(),
            },
        ),
        (&"word ".repeat(100), NotAFeed::Unrecognized),
    ] {
        assert_eq!(read(text.as_bytes()), Err(expected), "{text:.60}");
    }
}

#[test]
fn an_empty_feed_is_a_feed() {
    for text in [
        "<rss version='2.0'><channel><title>F</title></channel></rss>",
        "<feed xmlns='http://www.w3.org/2005/Atom'/>",
        "<rss/>",
    ] {
        assert!(feed(text).articles.is_empty(), "{text}");
    }
}

#[test]
fn a_nesting_bomb_is_refused_before_anything_recurses() {
    for element in ["media:group", "itunes:category", "div", "a"] {
        let bomb = format!(
            "<rss><channel><item><title>T</title>{}</item></channel></rss>",
            format!("<{element}>").repeat(200_000)
        );
        assert_eq!(read(bomb.as_bytes()), Err(NotAFeed::TooDeep), "{element}");
    }
}

#[test]
fn too_many_bytes_are_refused_and_too_many_articles_cut() {
    assert_eq!(
        read(&vec![b' '; 15 * 1024 * 1024 + 1]),
        Err(NotAFeed::TooLarge {
            bytes: 15 * 1024 * 1024 + 1
        })
    );
    let many = feed(&format!(
        "<rss><channel>{}</channel></rss>",
        "<item><title>T</title></item>".repeat(10_001)
    ));
    assert_eq!(many.articles.len(), 10_000);
    assert_eq!(many.warnings, ["only its first 10000 articles are read"]);
}

#[test]
fn a_long_field_is_cut_at_a_letter() {
    let long = feed(&format!(
        "<rss><channel><item><title>T</title><description>x{}</description></item></channel></rss>",
        "ж".repeat(600_000)
    ));
    let summary = long.articles[0].summary.as_ref().unwrap();
    assert_eq!(
        summary.len(),
        1024 * 1024 - 1,
        "an odd byte does not split a letter of two"
    );
    assert_eq!(long.warnings, ["a text over 1 MB is cut"]);
}

#[test]
fn entity_bombs_and_outside_entities_stay_text() {
    let bomb = feed(
        "<!DOCTYPE rss [<!ENTITY a 'xxxxxxxxxx'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY o SYSTEM 'file:///etc/passwd'>]>
        <rss><channel><item><title>&c;</title><description>&o;</description></item></channel></rss>",
    );
    assert_eq!(
        bomb.articles[0].title.as_deref(),
        Some("&b;&b;&b;&b;&b;&b;&b;&b;")
    );
    assert_eq!(bomb.articles[0].summary.as_deref(), Some("&o;"));
}

#[test]
fn utf_16_is_read() {
    let text = "<?xml version='1.0' encoding='utf-16'?><rss><channel><item><title>Жаңалық</title></item></channel></rss>";
    let be: Vec<u8> = [0xfe, 0xff]
        .into_iter()
        .chain(text.encode_utf16().flat_map(u16::to_be_bytes))
        .collect();
    let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [be, le] {
        assert_eq!(titles(&read(&bytes).unwrap()), ["Жаңалық"]);
    }
}

#[test]
fn forbidden_and_deceiving_characters_leave_titles() {
    let feed = feed(
        "<rss><channel><title>F\u{0}</title><item><title>exe\u{202e}gpj\u{0}\u{1b}[0m &#0;&#x202E;end</title><author>A\u{2066}B</author><category>C\u{7f}</category><guid>g\u{0}1</guid></item></channel></rss>",
    );
    assert_eq!(feed.title.as_deref(), Some("F"));
    let article = &feed.articles[0];
    assert_eq!(
        article.title.as_deref().map(|t| t.replace('\u{fffd}', "")),
        Some("exegpj[0m end".to_owned())
    );
    assert_eq!(article.authors[0].name.as_deref(), Some("AB"));
    assert_eq!(article.categories, ["C"]);
    assert_eq!(article.guid.as_deref(), Some("g1"));
}

#[test]
fn a_truncated_feed_gives_the_articles_that_came() {
    let whole = "<rss version='2.0'><channel><title>F</title><item><title>A</title><description><![CDATA[<p>a</p>]]></description></item><item><title>B</title><description><![CDATA[<p>b</p>]]></description></item></channel></rss>";
    for end in (0..whole.len()).filter(|end| whole.is_char_boundary(*end)) {
        let Ok(feed) = read(&whole.as_bytes()[..end]) else {
            assert!(
                end < whole.find("<title>F").unwrap(),
                "cut at {end} there is a feed already"
            );
            continue;
        };
        let first_is_whole = end >= whole.find("</item>").unwrap();
        assert!(
            !first_is_whole || titles(&feed).starts_with(&["A"]),
            "cut at {end}: {:?}",
            titles(&feed)
        );
        assert!(
            end + 6 > whole.len() || !feed.warnings.is_empty(),
            "cut at {end} says nothing"
        );
    }
}

#[test]
fn one_broken_article_does_not_take_the_others_along() {
    for broken in [
        "<item><title>broken <b>bold</title><description>a & b < c</description>",
        "<item><title>broken</titel><link>https://example.org/2</item>",
        "<item><title><![CDATA[broken</title></item>",
        "<item><title>broken</title><media:content url=\"https://example.org/x.jpg></media:content></item>",
        "<item><title>broken</title></description></p></item>",
        "<item>",
        "<item></item>",
    ] {
        let text = format!(
            "<rss version='2.0'><channel><title>F</title><item><title>A</title></item>{broken}<item><title>C</title></item></channel></rss>"
        );
        let feed = feed(&text);
        assert_eq!(titles(&feed).first(), Some(&"A"), "{broken}");
        assert_eq!(titles(&feed).last(), Some(&"C"), "{broken}");
        let harmless = broken.contains("</p>");
        assert!(
            harmless || !feed.warnings.is_empty(),
            "nothing is said about {broken}"
        );
    }
}

#[test]
fn links_are_whole_and_lead_to_the_web_only() {
    for (link, expected) in [
        ("/a?x=1&amp;y=2", Some("https://example.org/a?x=1&y=2")),
        (" https://example.org/a\n", Some("https://example.org/a")),
        (
            "<![CDATA[https://example.org/a?b=c&d]]>",
            Some("https://example.org/a?b=c&d"),
        ),
        ("//cdn.example.org/a", Some("https://cdn.example.org/a")),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("data:text/html,x", None),
        ("https://", None),
    ] {
        let feed = feed(&format!(
            "<rss><channel><item><title>T</title><link>{link}</link></item></channel></rss>"
        ));
        assert_eq!(feed.articles[0].link.as_deref(), expected, "{link}");
    }
}

#[test]
fn a_guid_is_the_link_only_where_it_says_so() {
    for (guid, expected) in [
        (
            "<guid>https://example.org/1</guid>",
            Some("https://example.org/1"),
        ),
        (
            "<guid isPermaLink='false'>https://example.org/1</guid>",
            None,
        ),
        ("<guid>tag:1</guid>", None),
    ] {
        let feed = feed(&format!(
            "<rss><channel><item><title>T</title>{guid}</item></channel></rss>"
        ));
        assert_eq!(feed.articles[0].link.as_deref(), expected, "{guid}");
    }
}

#[test]
fn relative_addresses_in_texts_follow_xml_base() {
    let feed = feed(
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://other.org/a/'><entry xml:base='b/'><title>T</title>
        <content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p><a href='c.html'>c</a><img src='/d.jpg'/></p></div></content></entry></feed>",
    );
    assert_eq!(
        feed.articles[0].content.as_deref(),
        Some(
            "<p><a href=\"https://other.org/a/b/c.html\">c</a><img src=\"https://other.org/d.jpg\" /></p>"
        )
    );
}

#[test]
fn keys_are_the_same_at_every_sync_and_never_empty() {
    let text = "<rss><channel><item><guid>g</guid></item><item><link>https://example.org/1#x</link></item><item><title>T</title><pubDate>Mon, 12 Jan 2026 18:05:00 +0500</pubDate></item><item><description>D</description></item></channel></rss>";
    let keys = |feed: &ParsedFeed| {
        feed.articles
            .iter()
            .map(|a| a.key.clone())
            .collect::<Vec<_>>()
    };
    let first = keys(&feed(text));
    assert_eq!(
        first,
        ["g", "https://example.org/1", "T 2026-01-12T13:05:00Z", "D "]
    );
    assert_eq!(keys(&feed(text)), first);
}

#[test]
fn renditions_fold_and_different_pictures_stay() {
    let feed = feed(
        "<rss xmlns:media='http://search.yahoo.com/mrss'><channel><item><title>T</title>
        <media:content url='https://example.org/a.jpg?w=140' width='140'/><media:content url='https://example.org/a.jpg?w=460' width='460'><media:credit>C</media:credit></media:content>
        <media:group><media:content url='https://example.org/b-s.jpg' width='100' medium='image'/><media:content url='https://example.org/b-l.jpg' width='900' medium='image'/><media:title>B</media:title></media:group>
        <enclosure url='https://example.org/a.jpg' type='image/jpeg' length='1'/><media:thumbnail url='https://example.org/t.jpg'/></item></channel></rss>",
    );
    let found: Vec<(&str, &str, &str)> = feed.articles[0]
        .pictures
        .iter()
        .map(|p| (p.url.as_str(), p.caption.as_str(), p.credit.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            ("https://example.org/a.jpg?w=460", "", "C"),
            ("https://example.org/b-l.jpg", "B", "")
        ]
    );
}

#[test]
fn pictures_come_from_the_text_where_nothing_else_names_any() {
    let feed = feed(
        "<rss><channel><item><title>T</title><description>&lt;img src='/pixel.gif' width='1' height='1'&gt;&lt;img src=/p.jpg alt='Sea'&gt;</description></item></channel></rss>",
    );
    let found: Vec<(&str, &str)> = feed.articles[0]
        .pictures
        .iter()
        .map(|p| (p.url.as_str(), p.caption.as_str()))
        .collect();
    assert_eq!(found, [("https://example.org/p.jpg", "Sea")]);
}

#[test]
fn a_date_after_the_fetch_becomes_the_fetch() {
    let feed = feed(
        "<rss><channel><item><title>T</title><pubDate>Mon, 01 Jan 2035 00:00:00 GMT</pubDate></item></channel></rss>",
    );
    assert_eq!(
        feed.articles[0].published,
        Some("2026-11-23T10:00:00Z".parse().unwrap())
    );
}

#[test]
fn intervals_are_read_from_both_modules() {
    for (hint, minutes) in [
        ("<ttl>90</ttl>", Some(90)),
        (
            "<sy:updatePeriod> hourly </sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>",
            Some(30),
        ),
        (
            "<ttl>10</ttl><sy:updatePeriod>daily</sy:updatePeriod>",
            Some(24 * 60),
        ),
        ("<ttl>soon</ttl>", None),
        ("<ttl>0</ttl>", None),
    ] {
        let text = format!(
            "<rss xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'><channel>{hint}</channel></rss>"
        );
        assert_eq!(
            feed(&text).min_interval,
            minutes.map(SignedDuration::from_mins),
            "{hint}"
        );
    }
}

#[test]
fn any_byte_anywhere_is_survived() {
    let whole = "<rss version=\"2.0\"><channel><title>F</title><item><title a='b'>A &amp; Ж</title><link>https://example.org/1</link><description><![CDATA[<p>a</p>]]></description><pubDate>Mon, 12 Jan 2026 18:05:00 +0500</pubDate></item><!-- c --></channel></rss>".as_bytes();
    for at in 0..whole.len() {
        for byte in [b'<', b'>', b'"', b'&', b']', 0, 0xd0] {
            let mut bytes = whole.to_vec();
            bytes[at] = byte;
            assert_ne!(read(&bytes), Err(NotAFeed::Defect), "{byte} at {at}");
        }
    }
}
