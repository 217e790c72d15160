//! The project's invariants, proven from its sources. What they mean: ARCHITECTURE.md, "Invariants".
//!
//! A failure names the invariant, every place that breaks it, and what to do instead.
//! Deliberately absent: anything the compiler, clippy or rustfmt already proves.

#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "tidy/documents.rs"]
mod documents;
#[path = "tidy/licences.rs"]
mod licences;
#[path = "tidy/manners.rs"]
mod manners;
#[path = "tidy/shape.rs"]
mod shape;
#[path = "tidy/sources.rs"]
mod sources;
#[path = "tidy/style.rs"]
mod style;
#[path = "tidy/walls.rs"]
mod walls;
