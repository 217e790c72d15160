//! Many selectors looked for at once.

use dom_query::{Matcher, NodeRef};

use crate::dom;
use crate::rules::{RulesError, compile, one};

/// Selectors that are looked for one after the other. Most texts have nothing of the kind: one look for all of them tells.
#[derive(Debug, Clone, Default)]
pub(crate) struct Selectors {
    each: Vec<Matcher>,
    any: Option<Matcher>,
}

impl Selectors {
