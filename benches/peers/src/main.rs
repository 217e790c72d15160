//! What another extractor reads from a page, as JSON like that of `qazetctl extract`: `peers CRATE FILE --url URL`.

use std::process::ExitCode;

use serde_json::{Value, json};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [name, file, _, url] = arguments.as_slice() else {
        eprintln!("usage: peers dom_smoothie|trafilatura|rs-trafilatura FILE --url URL");
        return ExitCode::from(2);
    };
    match read(name, file, url) {
        Ok(found) => {
            println!("{found}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn read(name: &str, file: &str, url: &str) -> Result<Value, String> {
    let bytes = std::fs::read(file).map_err(|error| format!("{file}: {error}"))?;
    let html = String::from_utf8_lossy(&bytes);
    match name {
        "dom_smoothie" => {
            let mut readability = dom_smoothie::Readability::new(html.as_ref(), Some(url), None)
                .map_err(|error| error.to_string())?;
            let found = readability.parse().map_err(|error| error.to_string())?;
            Ok(json!({
                "title": found.title, "byline": found.byline, "published": found.published_time,
                "text": found.text_content.to_string(),
            }))
        }
        "trafilatura" => {
            let found = trafilatura::extract(&html, &trafilatura::Options::default())
                .map_err(|error| error.to_string())?;
            Ok(json!({
                "title": found.metadata.title, "byline": found.metadata.author,
                "published": found.metadata.date.map(|date| date.to_string()), "text": found.content_text,
            }))
        }
        "rs-trafilatura" => {
            let options = rs_trafilatura::Options {
                url: Some(url.to_owned()),
                ..Default::default()
            };
            let found = rs_trafilatura::extract_bytes_with_options(&bytes, &options)
                .map_err(|error| error.to_string())?;
            Ok(json!({
                "title": found.metadata.title, "byline": found.metadata.author,
                "published": found.metadata.date.map(|date| date.date_naive().to_string()),
                "text": found.content_text,
            }))
        }
        _ => Err(format!("{name} is none of the extractors that are compared")),
    }
}
