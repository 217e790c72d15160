//! Tests across crates. The library itself is empty: `tidy.rs` reads the sources, and each file of
//! `tests/` is a test of whole programs.
