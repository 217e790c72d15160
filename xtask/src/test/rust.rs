//! Formatting, clippy, and all tests that cargo runs.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Result;

use super::Part;
use super::tally::{Summary, Tally};
use crate::{command, project};

/// `cargo fmt --check` over everything.
pub fn format() -> Result<Tally> {
    let mut tally = Tally::default();
    let status = command::run_and_read(
        project::bare_cargo("fmt").args(["--all", "--check"]),
        |line| tally.count(line),
    )?;
    if !status.success() {
        println!("To format everything: cargo fmt --all");
    }
    tally += Tally::one(status.success());
    Ok(tally)
}

/// Clippy over every target, warnings are errors.
pub fn clippy() -> Result<Tally> {
    let mut tally = Tally::default();
    let status = command::run_and_read(
        project::cargo("clippy").args(["--all-targets", "--", "-D", "warnings"]),
        |line| tally.count(line),
    )?;
    tally += Tally::one(status.success());
    Ok(tally)
}

/// `cargo test` once over the workspace; its targets belong to three parts: tidy and reference are
/// the test targets of those names, rust is everything else. Asking for rust runs all three.
pub fn test(
    summary: &mut Summary,
    reference: Option<&Path>,
    soak: bool,
    wanted: impl Fn(Part) -> bool,
) -> Result<()> {
    let mut parts = [Part::Rust, Part::Tidy, Part::Reference]
        .map(|part| (part, Tally::default(), Duration::ZERO));

    println!("\n== rust, tidy, reference");
    // Compiling counts as rust's time.
    let mut since = Instant::now();
    let mut cargo = project::cargo("test");
    cargo
        .arg("--no-fail-fast")
        .env("CARGO_TERM_COLOR", "never")
        .env("QAZET", project::program("qazet"))
        .env("QAZETCTL", project::program("qazetctl"));
    match reference {
        Some(dir) => cargo.env("QAZET_REFERENCE", dir),
        None => cargo.env_remove("QAZET_REFERENCE"),
    };
    if wanted(Part::Rust) {
        // Builds the programs as well, which the tests of whole programs start. When it fails,
        // `cargo test` fails likewise, and that counts.
        if let Err(error) = project::build_all() {
            println!("{error:#}");
        }
    } else {
        for part in [Part::Tidy, Part::Reference] {
            if wanted(part) {
                cargo.args(["--test", &part.to_string()]);
            }
        }
    }
    if soak {
        // With what the slow tests tell of themselves.
        cargo.env("QAZET_SOAK", "1").args(["--", "--show-output"]);
    } else {
        cargo.env_remove("QAZET_SOAK");
    }
    let mut now = Part::Rust;
    let status = command::run_and_read(&mut cargo, |line| {
        let next = part_of(line);
        for (part, tally, took) in &mut parts {
            if *part == now {
                tally.count(line);
                *took += since.elapsed();
            }
        }
        since = Instant::now();
        now = next.unwrap_or(now);
    })?;
    let any_failed = parts.iter().any(|(_, tally, _)| tally.failed > 0);
    for (part, tally, took) in parts {
        if !wanted(part) && !wanted(Part::Rust) {
            continue;
        }
        if part == Part::Reference && reference.is_none() {
            summary.remark("reference: not present".to_owned());
        } else {
            // A failure that no target owns up to (it did not compile) is everybody's.
            summary.add(
                part,
                tally.confirmed_by(status.success() || any_failed),
                took,
            );
        }
    }
    Ok(())
}

/// The part of the target that cargo announces in `line`, if it does:
/// `Running tests/tidy.rs (target/debug/deps/tidy-0123)`, `Doc-tests model`.
fn part_of(line: &str) -> Option<Part> {
    let line = line.trim();
    if line.starts_with("Doc-tests ") {
        return Some(Part::Rust);
    }
    let (source, program) = line.strip_prefix("Running ")?.split_once(" (")?;
    if !program.ends_with(')') {
        return None;
    }
    let file = source.rsplit(['/', '\\']).next()?;
    Some(match file {
        "tidy.rs" => Part::Tidy,
        "reference.rs" => Part::Reference,
        _ => Part::Rust,
    })
}

#[cfg(test)]
mod tests {
    use super::{Part, part_of};

    #[test]
    fn cargos_headings_tell_the_part() {
        for (line, expected) in [
            (
                "     Running unittests src/lib.rs (target/debug/deps/model-12ab)",
                Some(Part::Rust),
            ),
            (
                "     Running tidy.rs (target/debug/deps/tidy-12ab)",
                Some(Part::Tidy),
            ),
            (
                "     Running tests/reference.rs (target/debug/deps/reference-12ab)",
                Some(Part::Reference),
            ),
            (
                r"     Running tests\reference.rs (target\debug\deps\reference-12ab.exe)",
                Some(Part::Reference),
            ),
            ("   Doc-tests model", Some(Part::Rust)),
            ("running 3 tests", None),
            ("Running out of words", None),
        ] {
            assert_eq!(part_of(line), expected, "{line}");
        }
    }
}
