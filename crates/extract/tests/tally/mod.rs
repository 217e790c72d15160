//! Counts, field by field, what was found, what was wanted, and what was right.

use std::collections::BTreeMap;
use std::fmt;

/// The counts of one field of one outlet.
#[derive(Default)]
struct Count {
    found: usize,
    wanted: usize,
    right: usize,
}

/// What was compared so far.
#[derive(Default)]
pub struct Tally {
    counts: BTreeMap<(String, String), Count>,
    outlet: String,
    url: String,
    fields: Vec<String>,
    /// Every difference, with its page.
    pub faults: Vec<String>,
}

impl Tally {
    /// The next comparisons are of this page.
    pub fn open(&mut self, outlet: &str, url: &str) {
        outlet.clone_into(&mut self.outlet);
        url.clone_into(&mut self.url);
    }

    /// Compares what was found with what was wanted; the order counts.
    pub fn compare(&mut self, field: &str, found: &[String], wanted: &[String]) {
        if !self.fields.iter().any(|known| known == field) {
            self.fields.push(field.to_owned());
        }
        let key = (self.outlet.clone(), field.to_owned());
        let count = self.counts.entry(key).or_default();
        count.found += found.len();
        count.wanted += wanted.len();
        count.right += common(found, wanted);
        if found != wanted {
            let only = |these: &[String], those: &[String]| {
                let these = these.iter().filter(|one| !those.contains(one));
                these.cloned().collect::<Vec<_>>()
            };
            self.faults.push(format!(
                "{} {field}: too much {:#?}, missing {:#?} ({} found, {} wanted)",
                self.url,
                only(found, wanted),
                only(wanted, found),
                found.len(),
                wanted.len(),
            ));
        }
    }
}

/// The length of the longest common subsequence.
fn common(found: &[String], wanted: &[String]) -> usize {
    let mut row = vec![0; wanted.len() + 1];
    for one in found {
        let mut diagonal = 0;
        for (at, other) in wanted.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if one == other {
                diagonal + 1
            } else {
                above.max(row[at])
            };
            diagonal = above;
        }
    }
    row[wanted.len()]
}

impl fmt::Display for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = |part: usize, whole: usize| match whole {
            0 => "    -".to_owned(),
            _ => format!("{:5.1}", part as f64 * 100.0 / whole as f64),
        };
        writeln!(out, "precision and recall in percent, right of wanted")?;
        for field in &self.fields {
            for ((outlet, _), count) in self.counts.iter().filter(|((_, one), _)| one == field) {
                writeln!(
                    out,
                    "{field:14} {outlet:20} {} {}  {} of {}",
                    share(count.right, count.found),
                    share(count.right, count.wanted),
                    count.right,
                    count.wanted
                )?;
            }
        }
        Ok(())
    }
}
