//! Families of odd feeds, one row each: what real programs write, and what is meant by it.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use jiff::Timestamp;
use parser::feed::{NotAFeed, ParsedArticle, ParsedFeed, Source, parse};
use url::Url;

fn read(bytes: &[u8]) -> Result<ParsedFeed, NotAFeed> {
    let url = Url::parse("https://example.org/news/feed.xml").unwrap();
    let fetched: Timestamp = "2026-11-23T10:00:00Z".parse().unwrap();
    let (url, content_type) = (&url, None);
    parse(
        bytes,
        &Source {
            url,
            content_type,
            fetched,
        },
    )
}

fn feed(text: &str) -> ParsedFeed {
    read(text.as_bytes()).unwrap_or_else(|error| panic!("{error}: {text:.300}"))
}

/// The one article of an RSS feed that holds this.
fn item(inner: &str) -> ParsedArticle {
    let feed = feed(&format!(
        "<rss version='2.0'><channel><title>F</title><item>{inner}</item></channel></rss>"
    ));
    assert_eq!(feed.articles.len(), 1, "{inner}");
    feed.articles.into_iter().next().unwrap()
}

fn titles(feed: &ParsedFeed) -> Vec<&str> {
    let articles = feed.articles.iter();
    articles
        .map(|article| article.title.as_deref().unwrap_or(""))
        .collect()
}

#[test]
fn articles_are_found_wherever_they_lie() {
    for text in [
        "<rss><channel><items><item><title>1</title></item><item><title>2</title></item></items></channel></rss>",
        "<feed xmlns='http://www.w3.org/2005/Atom'><entries><entry><title>1</title></entry><entry><title>2</title></entry></entries></feed>",
        "<rss><channel><item><title>1</title></item></channel><channel><item><title>2</title></item></channel></rss>",
        "<rss><channel><item><title>1</title></item></channel><item><title>2</title></item></rss>",
        "<soap:Envelope xmlns:soap='x'><soap:Body><rss><channel><item><title>1</title></item><item><title>2</title></item></channel></rss></soap:Body></soap:Envelope>",
        "<html><body><pre><rss><channel><item><title>1</title></item><item><title>2</title></item></channel></rss></pre></body></html>",
        "<br />\n<b>Warning</b>: include() in <b>/x.php</b> on line <b>3</b><br />\n<?xml version='1.0'?><rss><channel><item><title>1</title></item><item><title>2</title></item></channel></rss>",
        "<rss><channel><item><title>1</title></item><item><title>2</title></item></channel></rss><br /><b>Fatal error</b>: memory",
        "<rss><channel><item><title>1<item><title>2</channel></rss>",
        "<Channel xmlns='http://purl.org/net/rss1.1#'><title>F</title><items><item><title>1</title></item><item><title>2</title></item></items></Channel>",
    ] {
        assert_eq!(titles(&feed(text)), ["1", "2"], "{text}");
    }
}

#[test]
fn an_atom_entry_may_be_a_document_of_its_own() {
    let one = feed(
        "<entry xmlns='http://www.w3.org/2005/Atom'><title>E</title><id>urn:x</id><link href='/e'/></entry>",
    );
    assert_eq!(titles(&one), ["E"]);
    assert_eq!(
        one.articles[0].link.as_deref(),
        Some("https://example.org/e")
    );
}

#[test]
fn a_page_that_only_mentions_a_feed_stays_a_page() {
    for page in [
        "<!DOCTYPE html><html><head><title>How to</title></head><body><pre>&lt;rss&gt;</pre> <rss></rss></body></html>",
        "<html><body>use <feed url='x'></body></html>",
    ] {
        assert!(
            matches!(read(page.as_bytes()), Err(NotAFeed::Html { .. })),
            "{page}"
        );
    }
}

#[test]
fn full_texts_come_from_the_elements_of_russian_aggregators_too() {
    for text in [
        "<yandex:full-text xmlns:yandex='http://news.yandex.ru'>Весь текст</yandex:full-text>",
        "<yandex:full-text>Весь текст</yandex:full-text>",
        "<rambler:fulltext xmlns:rambler='http://news.rambler.ru'>Весь текст</rambler:fulltext>",
        "<mailru:full-text>Весь текст</mailru:full-text>",
        "<turbo:content xmlns:turbo='http://turbo.yandex.ru'>Весь текст</turbo:content>",
        "<full-text>Весь текст</full-text>",
        "<content:items xmlns:content='http://purl.org/rss/1.0/modules/content/' xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Bag><rdf:li><content:item><rdf:value>Весь текст</rdf:value></content:item></rdf:li></rdf:Bag></content:items>",
    ] {
        let article = item(&format!("<description>Коротко</description>{text}"));
        assert_eq!(article.content.as_deref(), Some("Весь текст"), "{text}");
        assert_eq!(article.summary.as_deref(), Some("Коротко"), "{text}");
    }
}

#[test]
fn of_summary_and_description_the_first_is_the_short_one_unless_it_is_far_longer() {
    let long = "A long text of many words that goes on and on.";
    for (inner, summary, content) in [
        (
            "<summary>One</summary><description>Two</description>",
            "One",
            "Two",
        ),
        (
            "<description>One</description><summary>Two</summary>",
            "One",
            "Two",
        ),
        (
            &format!("<description>{long}</description><summary>Two</summary>"),
            "Two",
            long,
        ),
    ] {
        let article = item(inner);
        assert_eq!(article.summary.as_deref(), Some(summary), "{inner}");
        assert_eq!(article.content.as_deref(), Some(content), "{inner}");
    }
}

#[test]
fn relations_lists_and_bases_are_read_in_all_their_forms() {
    let iana = "http://www.iana.org/assignments/relation";
    let atom = feed(&format!(
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>T</title><link rel='{iana}/alternate' href='/a'/><link rel='{iana}/enclosure' href='/e.mp3' type='audio/mpeg'/></entry></feed>"
    ));
    let article = &atom.articles[0];
    assert_eq!(article.link.as_deref(), Some("https://example.org/a"));
    assert_eq!(article.enclosures[0].url, "https://example.org/e.mp3");

    let cdf = feed(
        "<CHANNEL BASE='http://base.example/' HREF='x'><ITEM HREF='i.html'><TITLE>I</TITLE></ITEM></CHANNEL>",
    );
    assert_eq!(
        cdf.articles[0].link.as_deref(),
        Some("http://base.example/i.html")
    );

    let bag = item(
        "<dc:subject xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Bag><rdf:li>a</rdf:li><rdf:li>b</rdf:li></rdf:Bag></dc:subject>",
    );
    assert_eq!(bag.categories, ["a", "b"]);
    let media = item(
        "<media:category xmlns:media='http://search.yahoo.com/mrss/' label='L'>a/b</media:category>",
    );
    assert_eq!(media.categories, ["a/b"], "the term, as everywhere else");
}

#[test]
fn a_link_that_is_never_closed_swallows_nothing() {
    let article =
        item("<link>https://example.org/1<title>T</title><guid>g<description>D</description>");
    assert_eq!(article.link.as_deref(), Some("https://example.org/1"));
    assert_eq!(article.title.as_deref(), Some("T"));
    assert_eq!(article.guid.as_deref(), Some("g"));
    assert_eq!(article.summary.as_deref(), Some("D"));
}

#[test]
fn marked_up_authors_are_names() {
    for (author, name, email) in [
        ("&lt;a href='x'&gt;Bob&lt;/a&gt;", Some("Bob"), None),
        ("mailto:e@example.org", None, Some("e@example.org")),
        (
            "Ed &lt;e@example.org&gt;",
            Some("Ed"),
            Some("e@example.org"),
        ),
        ("AT&amp;amp;T", Some("AT&T"), None),
    ] {
        let person = &item(&format!("<title>T</title><author>{author}</author>")).authors[0];
        assert_eq!(
            (person.name.as_deref(), person.email.as_deref()),
            (name, email),
            "{author}"
        );
    }
}

#[test]
fn marks_of_xml_are_read_as_they_are_meant() {
    for (inner, title) in [
        ("<![cdata[a & b]]>", "a & b"),
        ("<![CDATA[a]]>b<![CDATA[c]]>", "abc"),
        ("a<!-- <b> -->b", "ab"),
        ("a<?pi x?>b", "ab"),
        ("It&#146;s", "It’s"),
        ("&#X61;&#x62;", "ab"),
        ("&amp;#8217;", "&#8217;"),
    ] {
        let article = item(&format!("<title>{inner}</title>"));
        assert_eq!(article.title.as_deref(), Some(title), "{inner}");
    }
    let entity = feed(
        "<!DOCTYPE rss [<!ENTITY co 'Sons &amp; &#233;l'>]><rss><channel><title>&co;</title></channel></rss>",
    );
    assert_eq!(entity.title.as_deref(), Some("Sons & él"));
}

#[test]
fn a_feed_says_when_it_was_published_and_changed() {
    let both = feed(
        "<rss><channel><pubDate>Thu, 01 Jan 2004 19:48:21 GMT</pubDate><lastBuildDate>Fri, 02 Jan 2004 19:48:21 GMT</lastBuildDate></channel></rss>",
    );
    assert_eq!(
        both.published,
        Some("2004-01-01T19:48:21Z".parse().unwrap())
    );
    assert_eq!(both.updated, Some("2004-01-02T19:48:21Z".parse().unwrap()));
}

#[test]
fn json_that_is_not_well_formed_gives_its_articles_and_says_so() {
    for items in [
        r#"[{"id":"1","title":"a"},{"id":"2","title":"b"},]}"#,
        "[{\"id\":\"1\",\"title\":\"a\"},{\"id\":\"2\",\"title\":\"b\",\"summary\":\"one\ntwo\"}]}",
        r#"[{"id":"1","title":"a"},{"id":"2","title":"b"}]}<script>1</script>"#,
        r#"[{"id":"1","title":"a"},{"id":"2","title":"b"},{"id":"3","ti"#,
        r#"[{"id":"1","title":"a"},{"id":"2","title":"b"}"#,
    ] {
        let text = format!(
            r#"{{"version":"https://jsonfeed.org/version/1.1","title":"F","items":{items}"#
        );
        let feed = feed(&text);
        assert_eq!(titles(&feed)[..2], ["a", "b"], "{items}");
        assert!(!feed.warnings.is_empty(), "{items}");
    }
    let bare = feed(r#"{"version":"https://jsonfeed.org/version/1","items":[{"id":7}]}"#);
    assert_eq!(bare.articles[0].key, "7");
}

#[test]
fn every_encoding_that_xml_names_is_read() {
    let document = |encoding: &str| {
        format!(
            "<?xml version=\"1.0\" encoding=\"{encoding}\"?><rss><channel><title>Жаңалық</title></channel></rss>"
        )
    };
    let utf_32 = |text: &str, mark: bool, little: bool| -> Vec<u8> {
        let mark = mark.then_some('\u{feff}');
        let four = |c: char| match little {
            true => u32::from(c).to_le_bytes(),
            false => u32::from(c).to_be_bytes(),
        };
        mark.into_iter()
            .chain(text.chars())
            .flat_map(four)
            .collect()
    };
    for little in [true, false] {
        for mark in [true, false] {
            let bytes = utf_32(&document("utf-32"), mark, little);
            let title = read(&bytes).unwrap().title;
            assert_eq!(title.as_deref(), Some("Жаңалық"), "{little} {mark}");
        }
    }
    let labelled: [(&str, &[u8], &str); 6] = [
        // Kazakh letters where windows-1251 has Macedonian ones.
        ("KZ-1048", b"\xc6\xe0\xbe\xe0\xeb\xfb\x9d", "Жаңалық"),
        ("win-1251", b"\xcd\xee\xe2\xee\xf1\xf2\xe8", "Новости"),
        ("x-mac-cyrillic", b"\x8d\xee\xe2\xee\xf1\xf2\xe8", "Новости"),
        ("mac-cyrillic", b"\x8d\xee\xe2\xee\xf1\xf2\xe8", "Новости"),
        ("cp850", b"Z\x81rich", "Zürich"),
        ("macroman", b"Z\x9frich", "Zürich"),
    ];
    for (label, bytes, title) in labelled {
        let start = format!("<?xml version='1.0' encoding='{label}'?><rss><channel><title>");
        let bytes = [start.as_bytes(), bytes, b"</title></channel></rss>"].concat();
        assert_eq!(
            read(&bytes).unwrap().title.as_deref(),
            Some(title),
            "{label}"
        );
    }
    let ebcdic = b"\x4c\x6f\xa7\x94\x93\x40\xa5\x85\x99\xa2\x89\x96\x95\x7e\x7d\xf1\x4b\xf0\x7d\x40\x85\x95\x83\x96\x84\x89\x95\x87\x7e\x7d\x83\x97\xf0\xf3\xf7\x7d\x6f\x6e\x4c\x99\xa2\xa2\x6e\x4c\x83\x88\x81\x95\x95\x85\x93\x6e\x4c\xa3\x89\xa3\x93\x85\x6e\xd5\x85\xa6\xa2\x4c\x61\xa3\x89\xa3\x93\x85\x6e\x4c\x61\x83\x88\x81\x95\x95\x85\x93\x6e\x4c\x61\x99\xa2\xa2\x6e";
    assert_eq!(read(ebcdic).unwrap().title.as_deref(), Some("News"));
}
