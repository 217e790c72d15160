//! A small tolerant tree of repaired XML: what cannot be nested is closed by force, names are put into a closed set of
//! namespaces, and every element knows the base of its relative addresses (`xml:base`).
//!
//! Depth is limited (64), so walking it recursively is safe.

mod build;
mod namespaces;
mod serialize;

use std::rc::Rc;

use quick_xml::Reader;
use quick_xml::events::Event;
use url::Url;

pub(crate) use namespaces::Ns;
pub(crate) use serialize::inner_markup;

use crate::repair;
use build::Builder;

/// An element.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) ns: Ns,
    /// Local name in lower case.
    pub(crate) name: String,
    /// Names in lower case, those in known namespaces with their usual prefix (`rdf:about`, `xml:lang`).
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Child>,
    /// What relative addresses in it are relative to.
    pub(crate) base: Rc<Url>,
}

/// What an element holds.
#[derive(Debug)]
pub(crate) enum Child {
    /// On the heap, so that lists of children stay small.
    Node(Box<Node>),
    Text(String),
}

/// Elements are nested deeper than [`crate::limits::DEPTH`].
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TooDeep;

/// A document: a nameless node that holds the root elements (there should be one), and what had to be forced.
#[derive(Debug)]
pub(crate) struct Document {
    pub(crate) root: Node,
    pub(crate) warnings: Vec<String>,
    /// It ended while elements were open: it broke off on its way, or its program forgot to close them.
    pub(crate) cut_off: bool,
}

impl Node {
    /// The value of an attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, value)| value.as_str())
    }

    /// Child elements.
    pub(crate) fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.children.iter().filter_map(|child| match child {
            Child::Node(node) => Some(node.as_ref()),
            Child::Text(_) => None,
        })
    }

    /// Child elements of a name in a namespace.
    pub(crate) fn all<'a>(&'a self, ns: Ns, name: &'a str) -> impl Iterator<Item = &'a Node> {
        self.nodes()
            .filter(move |node| node.ns == ns && node.name == name)
    }

    /// The first child element of a name in the feed's own vocabulary (RSS or Atom, whichever).
    pub(crate) fn core<'a>(&'a self, name: &'a str) -> Option<&'a Node> {
        self.all(Ns::Core, name)
            .next()
            .or_else(|| self.nodes().find(|n| n.ns.is_core() && n.name == name))
    }

    /// The first child element of a name in a namespace.
    pub(crate) fn first<'a>(&'a self, ns: Ns, name: &'a str) -> Option<&'a Node> {
        self.all(ns, name).next()
    }

    /// All text in it, as it stands.
    pub(crate) fn text(&self) -> String {
        let mut all = String::new();
        self.push_text(&mut all);
        all
    }

    /// All text in it, trimmed; nothing when that is empty.
    pub(crate) fn trimmed(&self) -> Option<String> {
        let text = self.text();
        let trimmed = text.trim();
        (!trimmed.is_empty()).then(|| trimmed.to_owned())
    }

    /// The first element anywhere below (breadth first would not matter: wrappers are thin) that `wanted` accepts.
    pub(crate) fn find<'a>(&'a self, wanted: &dyn Fn(&Node) -> bool) -> Option<&'a Node> {
        self.nodes().find_map(|node| {
            if wanted(node) {
                Some(node)
            } else {
                node.find(wanted)
            }
        })
    }

    fn push_text(&self, all: &mut String) {
        for child in &self.children {
            match child {
                Child::Text(text) => all.push_str(text),
                Child::Node(node) => node.push_text(all),
            }
        }
    }
}

/// Repairs a text and builds its tree. `base` is the address it came from.
pub(crate) fn parse(text: &str, base: &Url) -> Result<Document, TooDeep> {
    let repaired = repair::xml(text);
    let mut warnings = repaired.warnings;
    let mut builder = Builder::new(base);
    let mut reader = Reader::from_str(&repaired.text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    while !builder.is_full() {
        match reader.read_event() {
            Ok(Event::Start(tag)) => builder.open(&tag, false)?,
            Ok(Event::Empty(tag)) => builder.open(&tag, true)?,
            Ok(Event::End(tag)) => builder.close(tag.name().as_ref()),
            Ok(Event::Text(text)) => builder.text(&text),
            Ok(Event::GeneralRef(name)) => builder.reference(&name),
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => {
                warnings.push(format!(
                    "the document could not be read to its end: {error}"
                ));
                break;
            }
        }
    }
    let mut document = builder.finish(base);
    warnings.append(&mut document.warnings);
    document.warnings = warnings;
    Ok(document)
}

impl Node {
    fn nameless(base: &Url) -> Self {
        Self {
            ns: Ns::Other,
            name: String::new(),
            attributes: Vec::new(),
            children: Vec::new(),
            base: Rc::new(base.clone()),
        }
    }
}

/// HTML's elements that never have an end tag.
fn is_void(name: &str) -> bool {
    matches!(
        name,
        "br" | "hr" | "img" | "wbr" | "input" | "col" | "area" | "embed" | "param"
    )
}
