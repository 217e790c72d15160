//! Feeds: no defect, no article without an identity, the same result twice.
#![no_main]

use jiff::Timestamp;
use libfuzzer_sys::fuzz_target;
use parser::feed::{NotAFeed, Source, parse};
use url::Url;

fuzz_target!(|bytes: &[u8]| {
    let url = Url::parse("https://example.org/news/feed.xml").unwrap();
    let source = Source {
        url: &url,
        content_type: None,
        fetched: Timestamp::from_second(1_795_600_000).unwrap(),
    };
    let parsed = parse(bytes, &source);
    assert_ne!(parsed, Err(NotAFeed::Defect));
    for article in parsed.iter().flat_map(|feed| &feed.articles) {
        assert!(!article.key.is_empty());
        assert!(article.published <= Some(source.fetched));
        let deceives = |c: char| c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c);
        assert!(
            !article.headline.contains(deceives),
            "{:?}",
            article.headline
        );
    }
    assert_eq!(parse(bytes, &source), parsed);
});
