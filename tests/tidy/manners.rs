//! The table of rules in docs/manners.md and the tests named after them say the same.

use std::collections::BTreeSet;

use crate::sources::{Findings, files, text};

const TABLE: &str = "docs/manners.md";

#[test]
fn every_rule_of_the_table_has_its_test_and_every_such_test_its_rule() {
    let mut findings = Findings::new(
        "Each rule in docs/manners.md names the test that proves it, and each test named `frb…` stands there.",
        "Write the test, or the line; a rule decided against says so in place of a test, with the reason.",
    );
    let table = text(TABLE).unwrap();
    let promised: BTreeSet<&str> = table
        .lines()
        .filter(|line| line.starts_with("| FRB"))
        .filter_map(|line| line.split('`').nth(1))
        .collect();
    let mut written = BTreeSet::new();
    let sources: Vec<String> = files()
        .into_iter()
        .filter(|file| file.ends_with(".rs") && !file.starts_with("tests/tidy"))
        .filter_map(|file| text(&file))
        .collect();
    for source in &sources {
        for rest in source.split("fn frb").skip(1) {
            let end = rest.find('(').unwrap_or(rest.len());
            let name = format!("frb{}", &rest[..end]);
            if !promised.contains(name.as_str()) {
                findings.add(format!("{name} stands in no line of {TABLE}"));
            }
            written.insert(name);
        }
    }
    for line in table.lines().filter(|line| line.starts_with("| FRB")) {
        let id = line.split(' ').nth(1).unwrap_or_default().to_lowercase();
        match line.split('`').nth(1) {
            Some(name) if !name.starts_with(&format!("{id}_")) => {
                findings.add(format!("{line}: the test is not named after the rule"));
            }
            Some(name) if !written.contains(name) => findings.add(format!("{name} is not there")),
            Some(_) => {}
            None if line.contains("decided against") => {}
            None => findings.add(format!("{line}: no test")),
        }
    }
    assert!(
        promised.len() > 70,
        "the table was read: {}",
        promised.len()
    );
    findings.must_be_empty();
}
