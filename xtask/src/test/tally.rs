//! Counting what passed and what failed, from what the tools print.

use std::time::Duration;

use super::Part;
use super::failures::Failures;

/// Checks of one part.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Tally {
    /// Checks that passed.
    pub passed: usize,
    /// Checks that failed, could not run, or are missing.
    pub failed: usize,
    /// What the tools said of those.
    pub failures: Failures,
}

impl Tally {
    /// One check.
    pub fn one(passed: bool) -> Tally {
        Tally {
            passed: usize::from(passed),
            failed: usize::from(!passed),
            failures: Failures::default(),
        }
    }

    /// A program that failed without counting anything as failed (it did not compile, it crashed)
    /// is one failure more; one that counted nothing at all tested nothing, which is one too.
    #[must_use]
    pub fn confirmed_by(mut self, success: bool) -> Tally {
        if (!success && self.failed == 0) || self.passed + self.failed == 0 {
            self.failed += 1;
        }
        self
    }

    /// Adds what `line` says, when it is a closing line of libtest, vitest or one of our scripts, or tells of a failure.
    pub fn count(&mut self, line: &str) {
        self.failures.note(line);
        if let Some(found) = closing_line(line)
            .or_else(|| libtest_line(line))
            .or_else(|| vitest_line(line))
        {
            *self += found;
        }
    }
}

impl std::ops::AddAssign for Tally {
    fn add_assign(&mut self, other: Tally) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.failures += other.failures;
    }
}

/// `12 passed, 0 failed`, alone on a line: how our own scripts end.
fn closing_line(line: &str) -> Option<Tally> {
    let (passed, failed) = line.trim().split_once(", ")?;
    Some(Tally {
        passed: passed.strip_suffix(" passed")?.parse().ok()?,
        failed: failed.strip_suffix(" failed")?.parse().ok()?,
        failures: Failures::default(),
    })
}

/// `test result: ok. 12 passed; 0 failed; 0 ignored; …` of Rust's test harness.
fn libtest_line(line: &str) -> Option<Tally> {
    let rest = line.trim().strip_prefix("test result: ")?;
    let (_, counts) = rest.split_once(". ")?;
    Some(counted(counts, "; "))
}

/// `Tests  1 failed | 12 passed (13)` of vitest.
fn vitest_line(line: &str) -> Option<Tally> {
    let counts = line.trim().strip_prefix("Tests  ")?;
    let (counts, _) = counts.rsplit_once(" (")?;
    Some(counted(counts, " | "))
}

fn counted(counts: &str, separator: &str) -> Tally {
    let number = |word: &str| {
        counts
            .split(separator)
            .find_map(|count| count.trim().strip_suffix(word)?.trim().parse().ok())
            .unwrap_or(0)
    };
    Tally {
        passed: number(" passed"),
        failed: number(" failed"),
        failures: Failures::default(),
    }
}

/// All parts that ran.
#[derive(Default)]
pub struct Summary {
    parts: Vec<(Part, Tally, Duration)>,
    remarks: Vec<String>,
}

impl Summary {
    /// Prints a part's closing line and keeps it.
    pub fn add(&mut self, part: Part, tally: Tally, took: Duration) {
        println!("{part} took {:.1} s", took.as_secs_f64());
        println!("{part}: {} passed, {} failed", tally.passed, tally.failed);
        self.parts.push((part, tally, took));
    }

    /// Prints and keeps a line about what did not run.
    pub fn remark(&mut self, remark: String) {
        println!("{remark}");
        self.remarks.push(remark);
    }

    /// Prints what failed, all parts again, and the total as the closing line.
    pub fn print(&self) -> Tally {
        let mut total = Tally::default();
        for (_, tally, _) in &self.parts {
            total += tally.clone();
        }
        if !total.failures.lines().is_empty() {
            println!("\n== what failed");
            for line in total.failures.lines() {
                println!("{line}");
            }
        }
        println!("\n== summary");
        for (part, tally, took) in &self.parts {
            println!(
                "{part:<10} {:>8.1} s   {} passed, {} failed",
                took.as_secs_f64(),
                tally.passed,
                tally.failed
            );
        }
        for remark in &self.remarks {
            println!("{remark}");
        }
        println!("{} passed, {} failed", total.passed, total.failed);
        total
    }
}

#[cfg(test)]
mod tests {
    use super::Tally;

    #[track_caller]
    fn check(lines: &[&str], passed: usize, failed: usize) {
        let mut tally = Tally::default();
        for line in lines {
            tally.count(line);
        }
        assert_eq!((tally.passed, tally.failed), (passed, failed), "{lines:?}");
    }

    #[test]
    fn closing_lines_of_every_tool_are_counted() {
        check(&["12 passed, 3 failed"], 12, 3);
        check(
            &[
                "test result: ok. 4 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s",
            ],
            4,
            0,
        );
        check(
            &["test result: FAILED. 4 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out"],
            4,
            2,
        );
        check(&["      Tests  7 passed (7)"], 7, 0);
        check(&["      Tests  1 failed | 6 passed (7)"], 6, 1);
    }

    #[test]
    fn counts_of_several_programs_are_added() {
        check(&["1 passed, 0 failed", "noise", "2 passed, 1 failed"], 3, 1);
    }

    #[test]
    fn other_lines_count_nothing() {
        check(
            &[
                "browser: 12 passed, 0 failed",
                "running 3 tests",
                " Test Files  1 passed (1)",
                "passed, failed",
                "",
            ],
            0,
            0,
        );
    }

    #[test]
    fn a_program_that_crashed_or_tested_nothing_is_a_failure() {
        let good = Tally {
            passed: 2,
            ..Tally::default()
        };
        let bad = Tally {
            failed: 3,
            ..good.clone()
        };
        assert_eq!(good.clone().confirmed_by(true), good);
        assert_eq!(good.confirmed_by(false).failed, 1);
        assert_eq!(bad.confirmed_by(false).failed, 3, "counted already");
        assert_eq!(
            Tally::default().confirmed_by(true).failed,
            1,
            "nothing was tested"
        );
    }
}
