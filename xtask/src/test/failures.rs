//! What failed, kept for the end of the run: the reason of a failure stands there, however long what came between is.

/// The lines that name a failed check, each with what was said right after it.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Failures {
    lines: Vec<String>,
    /// How many lines more belong to the failure named last.
    left: usize,
}

/// Lines kept of what follows a failure's name: its message and where it happened.
const KEPT: usize = 10;

impl Failures {
    /// Looks at the next line of a tool's output.
    pub fn note(&mut self, line: &str) {
        if names_a_failure(line) {
            self.left = KEPT;
        } else if self.left == 0 || ends_a_failure(line) {
            self.left = 0;
            return;
        } else {
            self.left -= 1;
        }
        self.lines.push(line.to_owned());
    }

    /// What is kept.
    pub fn lines(&self) -> &[String] {
        &self.lines
    }
}

impl std::ops::AddAssign for Failures {
    fn add_assign(&mut self, other: Failures) {
        self.lines.extend(other.lines);
        self.left = 0;
    }
}

/// `FAILED  file: name` and `FAIL  name` of our own scripts, `---- name stdout ----` of libtest, ` FAIL  file > name` of vitest,
/// `error: …` and `error[E0308]: …` of compilers and lints, `Diff in …` of rustfmt.
fn names_a_failure(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("FAILED  ")
        || line.starts_with("FAIL  ")
        || line.starts_with("error: ")
        || line.starts_with("error[")
        || line.starts_with("Diff in ")
        || (line.starts_with("---- ") && line.ends_with(" stdout ----"))
}

/// The next check, or the trace of calls that libtest prints.
fn ends_a_failure(line: &str) -> bool {
    line.starts_with("ok  ") || line.starts_with("stack backtrace:") || line.starts_with("test ")
}

#[cfg(test)]
mod tests {
    use super::Failures;

    #[track_caller]
    fn check(lines: &[&str], kept: &[&str]) {
        let mut failures = Failures::default();
        for line in lines {
            failures.note(line);
        }
        assert_eq!(failures.lines, kept);
    }

    #[test]
    fn the_name_and_the_reason_of_a_failure_are_kept() {
        check(
            &[
                "ok      a.e2e.mjs: it opens (3 ms)",
                "FAILED  a.e2e.mjs: it closes",
                "AssertionError: open",
                "    at a.e2e.mjs:3",
                "ok      a.e2e.mjs: it shines (3 ms)",
                "noise",
            ],
            &[
                "FAILED  a.e2e.mjs: it closes",
                "AssertionError: open",
                "    at a.e2e.mjs:3",
            ],
        );
        check(
            &[
                "test it_counts ... FAILED",
                "---- it_counts stdout ----",
                "thread 'it_counts' panicked at a.rs:3:5:",
                "left: 1",
                "stack backtrace:",
                "   0: core::panicking",
            ],
            &[
                "---- it_counts stdout ----",
                "thread 'it_counts' panicked at a.rs:3:5:",
                "left: 1",
            ],
        );
    }

    #[test]
    fn a_long_story_is_cut() {
        let mut lines = vec!["FAILED  a: b"];
        lines.extend(["more"; 50]);
        let mut failures = Failures::default();
        for line in lines {
            failures.note(line);
        }
        assert_eq!(failures.lines.len(), 11);
    }

    #[test]
    fn a_run_without_failures_keeps_nothing() {
        check(
            &["ok      a: b", "test c ... ok", "3 passed, 0 failed"],
            &[],
        );
    }
}
