//! Prints what the parser makes of a feed: `parse FILE --url URL`. The same value as `qazetctl parse --json`.
#![allow(clippy::unwrap_used, clippy::expect_used)]

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, file, flag, url] = arguments.as_slice() else {
        eprintln!("usage: parse FILE --url URL");
        std::process::exit(2);
    };
    assert_eq!(flag, "--url");
    let url = url.parse().expect("the URL must be absolute");
    let bytes = std::fs::read(file).expect("the file must be readable");
    let source = parser::feed::Source {
        url: &url,
        content_type: None,
        fetched: jiff::Timestamp::now(),
    };
    match parser::feed::parse(&bytes, &source) {
        Ok(feed) => {
            serde_json::to_writer_pretty(std::io::stdout().lock(), &feed).expect("a feed is JSON");
        }
        Err(error) => {
            eprintln!("{error}");
            std::process::exit(1);
        }
    }
}
