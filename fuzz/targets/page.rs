//! Pages: articles, lists and named feeds are looked for in anything, without panic.
#![no_main]

use std::sync::LazyLock;

use extract::{Page, Rules};
use jiff::Timestamp;
use libfuzzer_sys::fuzz_target;
use url::Url;

static RULES: LazyLock<Rules> = LazyLock::new(Rules::builtin);

fuzz_target!(|bytes: &[u8]| {
    let url = Url::parse("https://tengrinews.kz/a/b-1/").unwrap();
    let page = Page {
        url: &url,
        content_type: None,
        fetched: Timestamp::from_second(1_795_600_000).unwrap(),
    };
    let _ = extract::extract(bytes, &page, &RULES);
    extract::listing::parse(bytes, &page, &RULES);
    extract::discovery::discover(bytes, &page);
});
