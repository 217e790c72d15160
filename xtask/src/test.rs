//! `cargo xtask test`: every check there is, cheap ones first, all of them even when one fails.
//!
//! Each part ends with a line `PART: N passed, N failed`; the run ends with what failed, a line for each part, and a plain
//! `N passed, N failed`. Any failure makes the exit code non-zero.

mod desktop;
mod failures;
mod interface;
mod part;
mod rust;
mod tally;

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;

pub use desktop::find_chromium;
pub use interface::build as build_interface;
pub use part::Part;

use crate::setup::{self, Purpose};
use tally::{Summary, Tally};

/// Runs the parts `only` names, or all of them; `reference` holds real pages and feeds, `soak` is the slow form of the tests that have one.
pub fn test(reference: Option<&Path>, soak: bool, only: &[Part]) -> Result<ExitCode> {
    let wanted = |part: Part| {
        if only.is_empty() {
            part.runs_here()
        } else {
            only.contains(&part)
        }
    };
    let node = setup::set_up(Purpose::Test)?;
    // The app carries the interface: without ui/dist neither clippy nor the build get anywhere.
    build_interface(&node)?;

    let mut summary = Summary::default();
    if wanted(Part::Format) {
        time(&mut summary, Part::Format, rust::format);
    }
    if wanted(Part::Ui) {
        time(&mut summary, Part::Ui, || interface::check(&node));
    }
    if wanted(Part::Clippy) {
        time(&mut summary, Part::Clippy, rust::clippy);
    }
    if [Part::Rust, Part::Tidy, Part::Reference]
        .into_iter()
        .any(wanted)
    {
        rust::test(&mut summary, reference, soak, wanted)?;
    }
    if wanted(Part::Browser) {
        time(&mut summary, Part::Browser, || interface::browser(&node));
    }
    if wanted(Part::Desktop) {
        time(&mut summary, Part::Desktop, || desktop::test(&node));
    }
    let total = summary.print();
    Ok(if total.failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// A part that could not even run is one failure; the others run all the same.
fn time(summary: &mut Summary, part: Part, check: impl FnOnce() -> Result<Tally>) {
    println!("\n== {part}");
    let start = Instant::now();
    let tally = check().unwrap_or_else(|error| {
        println!("{error:#}");
        Tally::one(false)
    });
    summary.add(part, tally, start.elapsed());
}
