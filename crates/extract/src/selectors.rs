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
    pub(crate) fn compile(site: &str, selectors: &[String]) -> Result<Self, RulesError> {
        Ok(Self {
            each: compile(site, selectors)?,
            any: Some(one(site, &selectors.join(", "))?),
        })
    }

    /// All of them, or none where none finds anything below `root`.
    pub(crate) fn present(&self, root: &NodeRef) -> &[Matcher] {
        match &self.any {
            Some(any) if !dom::select_by(root, any).is_empty() => &self.each,
            _ => &[],
        }
    }
}
