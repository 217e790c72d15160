//! Style that a machine can check.

use crate::sources::{Findings, code, ending, files, is_test, lines_of_code, search, text};

/// Files longer than this have more than one reason to change.
const MOST_LINES: usize = 400;

/// What counts as a file somebody reads from top to bottom.
const READ: &[&str] = &[
    "rs", "ts", "js", "mjs", "svelte", "css", "sql", "py", "sh", "md",
];

#[test]
fn no_file_is_longer_than_400_lines() {
    let mut findings = Findings::new(
        "No file has more than 400 lines; tests, fixtures, generated types and the changelog apart.",
        "Split it where a second reason to change shows up.",
    );
    for file in files() {
        let is_generated =
            file.starts_with("ui/src/api/wire/") || file == "ui/src/locales/messages.ts";
        if !READ.contains(&ending(&file))
            || is_test(&file)
            || is_generated
            || file == "CHANGELOG.md"
        {
            continue;
        }
        let Some(text) = text(&file) else { continue };
        let lines = if ending(&file) == "rs" {
            lines_of_code(&text)
        } else {
            text.lines().count()
        };
        if lines > MOST_LINES {
            findings.add(format!("{file}: {lines} lines"));
        }
    }
    findings.must_be_empty();
}

#[test]
fn nothing_is_left_unfinished() {
    let mut findings = Findings::new(
        "Nothing is a stub: no todo!, no unimplemented!, no TODO, no FIXME.",
        "Finish it, or take it out and open an issue.",
    );
    for file in files() {
        if !["rs", "ts", "js", "mjs", "svelte", "css", "sql"].contains(&ending(&file))
            || file.starts_with("tests/tidy")
        {
            continue;
        }
        let Some(text) = text(&file) else { continue };
        for (at, line) in text.lines().enumerate() {
            for word in ["todo!(", "unimplemented!(", "TODO", "FIXME"] {
                if line.contains(word) {
                    findings.add(format!("{file}:{}: {word}", at + 1));
                }
            }
        }
    }
    findings.must_be_empty();
}

#[test]
fn no_test_is_switched_off_or_sleeps() {
    let mut findings = Findings::new(
        "Every test runs, and waits for conditions, never for time to pass.",
        "Mend the test or remove it; instead of sleeping, wait for an event, poll a condition with a deadline, \
         or move the manual clock.",
    );
    for file in files() {
        let words: &[&str] = match ending(&file) {
            "rs" => &["#[ignore", "thread::sleep(", "time::sleep("],
            "ts" | "js" | "mjs" | "svelte" => &[
                "it.skip(",
                "test.skip(",
                "describe.skip(",
                "it.only(",
                "test.only(",
                "describe.only(",
                "it.todo(",
                "waitForTimeout(",
            ],
            _ => continue,
        };
        if file.starts_with("tests/tidy") {
            continue;
        }
        let Some(text) = text(&file) else { continue };
        let first = if is_test(&file) {
            0
        } else {
            lines_of_code(&text)
        };
        for (at, line) in text.lines().enumerate().skip(first) {
            for word in words {
                if line.contains(word) && !line.trim_start().starts_with("//") {
                    findings.add(format!("{file}:{}: {word}", at + 1));
                }
            }
        }
    }
    findings.must_be_empty();
}

#[test]
fn names_say_what_things_are() {
    let mut findings = Findings::new(
        "Names: not get, handle, process, manage, util, helper, service, data, info.",
        "Say what it is or does: fetch, parse, extract, load, save, list, find, mark, emit, or the noun of the domain.",
    );
    const VAGUE: &[&str] = &[
        "util",
        "utils",
        "helper",
        "helpers",
        "manager",
        "managers",
        "service",
        "services",
        "handler",
        "handlers",
        "processor",
        "data",
        "info",
        "misc",
    ];
    for file in files() {
        if !["rs", "ts", "js", "mjs", "svelte", "sql"].contains(&ending(&file)) {
            continue;
        }
        let stem = file
            .rsplit_once('.')
            .map_or(file.as_str(), |(stem, _)| stem);
        for word in stem.split(['/', '_', '-', '.']) {
            if VAGUE.contains(&word.to_lowercase().as_str()) {
                findings.add(format!("{file} is called '{word}'"));
            }
        }
        let Some(text) = text(&file) else { continue };
        // Somebody else's trait names its functions itself.
        let mut in_trait = false;
        for (at, line) in code(&text) {
            in_trait = if line.starts_with("impl") {
                line.contains(" for ")
            } else {
                in_trait && line != "}"
            };
            if in_trait {
                continue;
            }
            for verb in ["get", "handle", "process", "manage"] {
                let rust = format!("fn {verb}_");
                let script = format!("function {verb}");
                let in_script = line.split_once(&script).is_some_and(|(_, rest)| {
                    rest.starts_with(|letter: char| letter.is_ascii_uppercase())
                });
                if line.contains(&rust) || in_script {
                    findings.add(format!("{file}:{at}: {}", line.trim()));
                }
            }
        }
    }
    findings.must_be_empty();
}

#[test]
fn nothing_points_at_somebodys_machine() {
    let mut findings = Findings::new(
        "No path or address of one person's machine is written down.",
        "Use a path relative to the project, or one that the caller gives.",
    );
    let words = ["/work/", "/root/", "/home/", "/Users/", "C:\\Users"];
    for file in files() {
        if file.starts_with("tests/tidy") || is_test(&file) && ending(&file) != "rs" {
            continue;
        }
        let Some(text) = text(&file) else { continue };
        for (at, line) in text.lines().enumerate() {
            for word in words {
                // A path, not a piece of a web address.
                let is_path = line.match_indices(word).any(|(found, _)| {
                    !line[..found].ends_with(|before: char| {
                        before.is_alphanumeric() || "-_.:}".contains(before)
                    })
                });
                if is_path {
                    findings.add(format!("{file}:{}: {word}", at + 1));
                }
            }
        }
    }
    findings.must_be_empty();
}

#[test]
fn rust_prints_only_in_programs() {
    let mut findings = Findings::new(
        "Libraries print nothing: what happened is a value, an error or an event.",
        "Return it; the host decides whether and where to show it.",
    );
    let is_library = |file: &str| {
        file.starts_with("crates/")
            && !file.starts_with("crates/cli/")
            && !file.starts_with("crates/newsroom/")
            && !is_test(file)
    };
    search(
        &mut findings,
        &["rs"],
        is_library,
        &["println!", "eprintln!", "print!(", "dbg!("],
    );
    findings.must_be_empty();
}
