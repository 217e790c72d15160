//! Pages made for a test, one weakness of the world's pages each: what has to come out is known to the letter.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod furniture;
mod missing;
mod shapes;
mod sliders;
mod systems;

use extract::{Extracted, NotAnArticle, Page, Picture, Rules};
use url::Url;

/// Where the pages are, unless their address matters.
const LAKE: &str = "https://lake.example/2026/02/ferry/";
/// What their servers call them.
const HTML: Option<&str> = Some("text/html; charset=utf-8");

fn read_bytes(
    url: &str,
    bytes: &[u8],
    content_type: Option<&str>,
) -> Result<Extracted, NotAnArticle> {
    let url = Url::parse(url).unwrap();
    let page = Page {
        url: &url,
        content_type,
        fetched: "2026-02-10T06:00:00Z".parse().unwrap(),
    };
    extract::extract(bytes, &page, &Rules::builtin())
}

fn read_at(url: &str, html: &str) -> Extracted {
    read_bytes(url, html.as_bytes(), HTML).unwrap()
}

fn read(html: &str) -> Extracted {
    read_at(LAKE, html)
}

fn sentence(number: usize) -> String {
    format!(
        "Paragraph {number} tells, in a dozen words or so, what happened at the lake, who saw it, and why it matters to the town."
    )
}

fn paragraphs(numbers: std::ops::Range<usize>) -> String {
    numbers
        .map(|number| format!("<p>{}</p>", sentence(number)))
        .collect()
}

fn picture(name: &str, caption: &str, credit: &str) -> Picture {
    Picture {
        url: format!("https://lake.example/{name}"),
        caption: caption.to_owned(),
        credit: credit.to_owned(),
    }
}
