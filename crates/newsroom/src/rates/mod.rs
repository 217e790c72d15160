//! Exchange rates in the forms of four providers, all from one seeded walk: made up, plausible,
//! and the same on every run and machine.

pub(crate) mod nbk;
pub(crate) mod others;
