//! Sitemaps and robots.txt: no panic, and only addresses of the web.
#![no_main]

use jiff::Timestamp;
use libfuzzer_sys::fuzz_target;
use parser::sitemap::{Sitemap, parse, robots_sitemaps};

fuzz_target!(|bytes: &[u8]| {
    let now = Timestamp::from_second(1_795_600_000).unwrap();
    if let Ok(Sitemap::Pages(pages)) = parse(bytes, None, now) {
        for page in pages {
            assert!(page.loc.to_lowercase().starts_with("http"));
        }
    }
    robots_sitemaps(&String::from_utf8_lossy(bytes));
});
