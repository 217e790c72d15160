//! The project's files as the checks see them.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The checkout's top folder.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_owned()
}

/// Every file that git keeps or would keep, as `folder/file` from the top. Also new files that
/// nobody committed yet: the check comes before the commit.
pub fn files() -> Vec<String> {
    let listed = Command::new("git")
        .args([
            "ls-files",
            "--cached",
            "--others",
            "--exclude-standard",
            "-z",
        ])
        .current_dir(root())
        .output()
        .expect("tidy asks git for the project's files: please install git");
    assert!(
        listed.status.success(),
        "tidy asks git for the project's files, and git says: {}",
        String::from_utf8_lossy(&listed.stderr)
    );
    let mut files = String::from_utf8(listed.stdout)
        .expect("names of files are UTF-8")
        .split_terminator('\0')
        .map(str::to_owned)
        // A file that was removed but not yet committed.
        .filter(|file| root().join(file).is_file())
        .collect::<Vec<_>>();
    files.sort();
    files.dedup();
    assert!(
        files.len() > 50,
        "git lists {} files; this is not the checkout",
        files.len()
    );
    files
}

/// A file's text; `None` for pictures, fonts and other binary files.
pub fn text(file: &str) -> Option<String> {
    String::from_utf8(std::fs::read(root().join(file)).unwrap()).ok()
}

/// Whether the file is a test, belongs to tests, or is a small program that shows a crate at work.
pub fn is_test(file: &str) -> bool {
    let name = file.rsplit('/').next().unwrap();
    file.starts_with("tests/")
        || file.starts_with("ui/e2e/")
        || file.starts_with("benches/")
        || file
            .split('/')
            .any(|folder| ["tests", "fixtures", "examples"].contains(&folder))
        || name == "tests.rs"
        || [".test.ts", ".spec.ts", ".test.js", ".spec.js"]
            .iter()
            .any(|end| name.ends_with(end))
}

/// The file's ending, without the dot.
pub fn ending(file: &str) -> &str {
    file.rsplit_once('.').map_or("", |(_, ending)| ending)
}

/// Where the code ends and the tests inside a Rust file begin: the number of lines before
/// `#[cfg(test)]`. By custom those tests come last.
pub fn lines_of_code(text: &str) -> usize {
    text.lines()
        .position(|line| line.trim() == "#[cfg(test)]")
        .unwrap_or_else(|| text.lines().count())
}

/// The lines that are code, with their numbers from 1: no comment lines, no tests inside.
pub fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .take(lines_of_code(text))
        .enumerate()
        .map(|(at, line)| (at + 1, line))
        .filter(|(_, line)| {
            let line = line.trim_start();
            !(line.starts_with("//") || line.starts_with('*') || line.starts_with("/*"))
        })
        .map(|(at, line)| (at, line.split(" // ").next().unwrap_or(line)))
}

/// Finds `words` in the code of all files with one of `endings` that `where_` accepts.
pub fn search(
    findings: &mut Findings,
    endings: &[&str],
    where_: impl Fn(&str) -> bool,
    words: &[&str],
) {
    for file in files() {
        if !endings.contains(&ending(&file)) || !where_(&file) {
            continue;
        }
        let Some(text) = text(&file) else { continue };
        for (at, line) in code(&text) {
            for word in words {
                if line.contains(word) {
                    findings.add(format!("{file}:{at}: {word}"));
                }
            }
        }
    }
}

/// What a check found; it must stay empty.
pub struct Findings {
    rule: &'static str,
    remedy: &'static str,
    places: Vec<String>,
}

impl Findings {
    /// Nothing yet. `rule` says what must hold, `remedy` what to do where it doesn't.
    pub fn new(rule: &'static str, remedy: &'static str) -> Findings {
        Findings {
            rule,
            remedy,
            places: Vec::new(),
        }
    }

    /// One place that breaks the rule.
    pub fn add(&mut self, place: String) {
        self.places.push(place);
    }

    /// Fails with everything found.
    #[track_caller]
    pub fn must_be_empty(self) {
        if self.places.is_empty() {
            return;
        }
        let mut message = format!("\n{}\n", self.rule);
        for place in &self.places {
            writeln!(message, "  {place}").unwrap();
        }
        writeln!(message, "What to do: {}", self.remedy).unwrap();
        panic!("{message}");
    }
}
