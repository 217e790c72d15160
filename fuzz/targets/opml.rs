//! Lists of feeds: what was read can be written and read again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use parser::opml::{parse, write};

fuzz_target!(|bytes: &[u8]| {
    let Ok(list) = parse(bytes) else { return };
    for outline in &list.outlines {
        assert!(outline.url.to_lowercase().starts_with("http"));
    }
    let again = parse(write(&list.title, &list.outlines).as_bytes()).unwrap();
    assert_eq!(again.outlines.len(), list.outlines.len());
});
