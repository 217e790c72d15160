//! Dates: no panic, and never a moment after the fetch.
#![no_main]

use jiff::Timestamp;
use jiff::tz::TimeZone;
use libfuzzer_sys::fuzz_target;
use parser::date;

fuzz_target!(|text: &str| {
    let now = Timestamp::from_second(1_795_600_000).unwrap();
    assert!(date::parse(text, now) <= Some(now));
    if let Some(read) = date::parse_local(text, now, &TimeZone::UTC) {
        read.iso();
        read.timestamp(&TimeZone::UTC);
    }
});
