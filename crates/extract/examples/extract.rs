//! Prints what `extract` reads from a page, as JSON: `extract FILE --url URL`.

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, _, url] = arguments.as_slice() else {
        eprintln!("usage: extract FILE --url URL");
        return ExitCode::from(2);
    };
    match run(file, url) {
        Ok(json) => {
            println!("{json}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn run(file: &str, url: &str) -> Result<String, String> {
    let bytes = std::fs::read(file).map_err(|error| format!("{file}: {error}"))?;
    let url = url::Url::parse(url).map_err(|error| format!("{url}: {error}"))?;
    let page = extract::Page {
        url: &url,
        content_type: None,
        fetched: jiff::Timestamp::UNIX_EPOCH,
    };
    let extracted = extract::extract(&bytes, &page, &extract::Rules::builtin())
        .map_err(|error| error.to_string())?;
    serde_json::to_string_pretty(&extracted).map_err(|error| error.to_string())
}
