//! Feeds made to break a parser: whatever the bytes, it comes back, quickly and in little memory.
//!
//! Deliberately absent: full size. The inputs grow in step with what they cost, so a part of 15 MB shows the same in an
//! unoptimised build; docs/robustness.md has the figures at full size, and `fuzz/` looks for what nobody thought of.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::process::Command;

use jiff::Timestamp;
use parser::feed::{NotAFeed, ParsedFeed, Source, parse};
use url::Url;

/// Bytes of each input.
const SIZE: usize = 500_000;

fn read(bytes: &[u8]) -> Result<ParsedFeed, NotAFeed> {
    let url = Url::parse("https://example.org/feed").unwrap();
    let fetched: Timestamp = "2026-11-23T10:00:00Z".parse().unwrap();
    let (url, content_type) = (&url, Some("application/xml"));
    parse(
        bytes,
        &Source {
            url,
            content_type,
            fetched,
        },
    )
}

/// `unit` over and over between `start` and `end`.
fn filled(start: &str, unit: &str, end: &str) -> Vec<u8> {
    let count = (SIZE - start.len() - end.len()) / unit.len();
    format!("{start}{}{end}", unit.repeat(count)).into_bytes()
}

const START: &str = "<rss version='2.0'><channel><title>F</title>";
const END: &str = "</channel></rss>";
const JSON: &str = "{\"version\":\"https://jsonfeed.org/version/1\",\"title\":\"F\",\"items\":[";

/// What an attacker would send, by name.
fn attacks() -> Vec<(&'static str, Vec<u8>)> {
    let long_base = format!("<rss xml:base='http://a/{}'><channel>", "b/".repeat(900));
    let many = |unit: &dyn Fn(usize) -> String| {
        let units: String = (0..SIZE / 48).map(unit).collect();
        format!("{START}<item>{units}</item>{END}").into_bytes()
    };
    let attributes: String = (b'a'..=b'z')
        .map(|c| format!(" {}=''", char::from(c)))
        .collect();
    vec![
        ("a million articles", filled(START, "<item/>", END)),
        (
            "articles with titles",
            filled(START, "<item><title>T</title></item>", END),
        ),
        ("nested for ever", filled("", "<a>", "")),
        ("tags cut off", filled(START, "<", "")),
        ("bare ampersands", filled(START, "&", "")),
        ("quotes without end", filled("<a b=\"", "x\"y", "")),
        ("attributes without end", filled("", "<a b=\"", "")),
        (
            "one giant attribute",
            filled("<rss><item a='", "x", "'/></rss>"),
        ),
        (
            "many attributes",
            filled(START, &format!("<a{attributes}/>"), END),
        ),
        ("CDATA without end", filled(START, "<![CDATA[", "")),
        ("comments without end", filled(START, "<!--", "")),
        ("doctypes", filled("", "<!DOCTYPE a [", "")),
        (
            "an entity of a thousand bytes",
            filled(
                &format!(
                    "<!DOCTYPE r [<!ENTITY a \"{}\">]><rss><item><title>",
                    "x".repeat(1000)
                ),
                "&a;",
                "</title></item></rss>",
            ),
        ),
        (
            "elements",
            filled(
                &format!("{START}<item><description>"),
                "y<b>z</b>",
                "</description></item>",
            ),
        ),
        ("unclosed elements", filled(START, "<item><x>", "")),
        ("ends of nothing", filled(START, "</a>", "")),
        (
            "bases in bases",
            filled(&long_base, "<c xml:base='x'/>", END),
        ),
        (
            "pictures",
            many(&|n| format!("<media:content url='http://a/{n}.jpg'/>")),
        ),
        ("categories", many(&|n| format!("<category>{n}</category>"))),
        ("authors", many(&|n| format!("<author>a{n}</author>"))),
        (
            "prefixes",
            many(&|n| format!("<a xmlns:n{n}='http://x/{n}'/>")),
        ),
        (
            "JSON articles",
            filled(JSON, "{\"id\":\"1\",\"content_text\":\"x\"},", "{}]}"),
        ),
        (
            "JSON objects",
            filled(&format!("{JSON}{{\"tags\":["), "{\"a\":1},", "1]}]}"),
        ),
        ("JSON numbers", filled(JSON, "1,", "1]}")),
        ("JSON cut off", filled(JSON, "{\"id\":[", "")),
        (
            "combining marks",
            filled(
                &format!("{START}<item><title>"),
                "\u{301}",
                "</title></item>",
            ),
        ),
        ("zero bytes", vec![0; SIZE]),
        ("all bytes", (0..=255).cycle().take(SIZE).collect()),
    ]
}

/// Set in the process that measures itself.
const ALONE: &str = "QAZET_TEST_ALONE";

#[test]
fn attacks_end_in_bounded_memory() {
    if std::env::var_os(ALONE).is_none() {
        // The other tests of this process have memory of their own.
        let done = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "attacks_end_in_bounded_memory", "--nocapture"])
            .env(ALONE, "1")
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(done.status.success(), "{said}");
        let tally = String::from_utf8_lossy(&done.stdout).into_owned();
        assert!(tally.contains("1 passed"), "{tally}");
        return;
    }
    for (name, bytes) in attacks() {
        assert!(bytes.len() <= SIZE, "{name}: {}", bytes.len());
        let before = peak_memory();
        let parsed = read(&bytes);
        assert_ne!(parsed, Err(NotAFeed::Defect), "{name}");
        if let (Some(before), Some(after)) = (before, peak_memory()) {
            // 200 MB for 15 MB is 7 for this size; what an unoptimised build wastes comes on top.
            let more = after.saturating_sub(before) / 1024;
            assert!(more < 12, "{name}: {more} MB");
        }
    }
}

/// The most memory this process ever used, in KiB; only Linux tells.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

#[test]
fn texts_that_grow_without_end_are_left_out_and_told() {
    let base = format!("<rss xml:base='http://a/{}'><channel>", "b/".repeat(950));
    let article = format!(
        "<item><title>T</title><description>{}</description></item>",
        "&lt;a href=d&gt;".repeat(900)
    );
    // 70 MB of texts out of 600 kB.
    let feed = read(format!("{base}{}</channel></rss>", article.repeat(40)).as_bytes()).unwrap();
    assert!(
        (25..=31).contains(&feed.articles.len()),
        "{}",
        feed.articles.len()
    );
    assert!(
        feed.warnings
            .iter()
            .any(|w| w.contains("texts are over 30 MB")),
        "{:?}",
        feed.warnings
    );
}

/// Numbers that look random and are the same at every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        // Steele and Vigna's splitmix64.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % sides as u64) as usize
    }
}

const SAMPLES: [&str; 5] = [
    "<?xml version='1.0' encoding='utf-8'?><rss version='2.0' xmlns:media='http://search.yahoo.com/mrss/'><channel><title>Жаңалық &amp; x</title><item><title><![CDATA[A <b>b</b>]]></title><link>https://example.org/1</link><guid>g</guid><pubDate>Mon, 12 Jan 2026 18:05:00 +0500</pubDate><media:content url='p.jpg' width='640'/><description>&lt;img src=x&gt;</description></item></channel></rss>",
    "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='/a/'><title type='html'>F</title><entry><id>urn:1</id><title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>T</div></title><link rel='alternate' href='b'/><updated>2026-01-12T18:05:00Z</updated><content type='text/html' mode='base64'>PGI+eDwvYj4=</content><author><name>N</name></author></entry></feed>",
    "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'><channel rdf:about='c'><title>F</title></channel><item rdf:about='https://example.org/1'><title>T</title></item></rdf:RDF>",
    "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"F\",\"items\":[{\"id\":\"1\",\"url\":\"/1\",\"content_html\":\"<p>ж</p>\",\"tags\":[\"a\"],\"date_published\":\"2026-01-12T18:05:00Z\"}]}",
    "<!DOCTYPE rss [<!ENTITY a 'b'>]><CHANNEL HREF='x'><ITEM HREF='y' LASTMOD='2026-01-12'><TITLE>&a;&nbsp;&#x41;</TITLE><ABSTRACT>A</ABSTRACT></ITEM></CHANNEL>",
];

/// Pieces that change what stands around them.
const PIECES: [&str; 16] = [
    "<",
    ">",
    "&",
    "\"",
    "'",
    "</",
    "/>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "<item>",
    "</item>",
    "\u{0}",
    "\u{feff}",
    "&#x110000;",
    "xml:base='//['",
];

#[test]
fn a_thousand_mutated_feeds_are_survived_and_give_the_same_twice() {
    let mut dice = Dice(2026);
    for round in 0..1000 {
        let mut bytes = SAMPLES[dice.roll(SAMPLES.len())].as_bytes().to_vec();
        for _ in 0..=dice.roll(6) {
            let at = dice.roll(bytes.len() + 1);
            match dice.roll(5) {
                0 => bytes.truncate(at),
                1 => bytes.insert(at, dice.roll(256) as u8),
                2 => {
                    let end = (at + dice.roll(40)).min(bytes.len());
                    bytes.drain(at..end);
                }
                3 => {
                    let end = (at + dice.roll(200)).min(bytes.len());
                    let copy = bytes[at..end].to_vec();
                    bytes.splice(at..at, copy);
                }
                _ => {
                    let piece = PIECES[dice.roll(PIECES.len())].bytes();
                    bytes.splice(at..at, piece);
                }
            }
        }
        let parsed = read(&bytes);
        let shown = String::from_utf8_lossy(&bytes);
        assert_ne!(parsed, Err(NotAFeed::Defect), "round {round}: {shown}");
        assert_eq!(read(&bytes), parsed, "round {round}: {shown}");
        for article in parsed.iter().flat_map(|feed| &feed.articles) {
            assert!(!article.key.is_empty(), "round {round}: {shown}");
        }
    }
}
