//! How fast pages are read, and in how much memory: `measure FOLDER` reads every `.html` file of a folder ten times over.
//!
//! Time is the processor's, so that neighbours disturb it little; memory is the most that the process ever had (Linux).

use std::process::ExitCode;

use extract::{Page, Rules};

/// So often is every page read.
const ROUNDS: usize = 10;
/// Ticks of `/proc/self/stat` in a second.
const TICKS: f64 = 100.0;

fn main() -> ExitCode {
    let Some(folder) = std::env::args().nth(1) else {
        eprintln!("usage: measure FOLDER");
        return ExitCode::from(2);
    };
    match measure(&folder) {
        Ok(line) => {
            println!("{line}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn measure(folder: &str) -> Result<String, String> {
    let told = |error: std::io::Error| format!("{folder}: {error}");
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(told)? {
        let path = entry.map_err(told)?.path();
        if path.extension().is_some_and(|end| end == "html") {
            files.push(path);
        }
    }
    let rules = Rules::builtin();
    let url =
        url::Url::parse("https://news.example/article/").map_err(|error| error.to_string())?;
    let (mut pages, mut found) = (0, 0);
    let before = processor_seconds()?;
    for _ in 0..ROUNDS {
        for file in &files {
            let bytes = std::fs::read(file).map_err(told)?;
            let page = Page {
                url: &url,
                content_type: None,
                fetched: jiff::Timestamp::UNIX_EPOCH,
            };
            pages += 1;
            found += usize::from(extract::extract(&bytes, &page, &rules).is_ok());
        }
    }
    let seconds = processor_seconds()? - before;
    Ok(format!(
        "{pages} pages, {found} articles: {:.1} pages/s of one core, {} MB at most",
        pages as f64 / seconds,
        peak_megabytes()?
    ))
}

/// User and system time of this process (proc(5), fields 14 and 15).
fn processor_seconds() -> Result<f64, String> {
    let stat = std::fs::read_to_string("/proc/self/stat").map_err(|error| error.to_string())?;
    let after = stat.rsplit(')').next().unwrap_or_default();
    let ticks = after.split_whitespace().skip(11).take(2);
    Ok(ticks
        .filter_map(|field| field.parse::<f64>().ok())
        .sum::<f64>()
        / TICKS)
}

fn peak_megabytes() -> Result<u64, String> {
    let status = std::fs::read_to_string("/proc/self/status").map_err(|error| error.to_string())?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .ok_or("no VmHWM in /proc/self/status")?;
    let kilobytes = line.trim().trim_end_matches(" kB").parse::<u64>();
    kilobytes
        .map(|kilobytes| kilobytes / 1024)
        .map_err(|error| error.to_string())
}
