//! A small tolerant tree of repaired XML: what cannot be nested is closed by force, names are put into a closed set of
//! namespaces, and every element knows the base of its relative addresses (`xml:base`).
//!
//! Depth is limited (64), so walking it recursively is safe.

mod namespaces;
mod serialize;

use std::rc::Rc;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use url::Url;

pub(crate) use namespaces::Ns;
pub(crate) use serialize::inner_markup;

use crate::{limits, repair};
use namespaces::Scope;

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
    Node(Node),
    Text(String),
}

/// Elements are nested deeper than [`limits::DEPTH`].
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TooDeep;

/// A document: a nameless node that holds the root elements (there should be one), and what had to be forced.
#[derive(Debug)]
pub(crate) struct Document {
    pub(crate) root: Node,
    pub(crate) warnings: Vec<String>,
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
            Child::Node(node) => Some(node),
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
    loop {
        match reader.read_event() {
            Ok(Event::Start(_) | Event::Empty(_)) if builder.elements >= limits::ELEMENTS => {
                warnings.push(format!(
                    "only its first {} elements are read",
                    limits::ELEMENTS
                ));
                break;
            }
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
    let forced = builder.finish();
    if builder.cut {
        warnings.push("a text over 1 MB is cut".to_owned());
    }
    if forced > 0 {
        warnings.push(format!(
            "{forced} elements were not closed where they should be"
        ));
    }
    let root = builder
        .stack
        .pop()
        .map_or_else(|| Node::nameless(base), |open| open.node);
    Ok(Document { root, warnings })
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

/// An element that is still open.
struct Open {
    node: Node,
    /// The name as written, to match its end tag with.
    written: String,
    scope: Rc<Scope>,
}

struct Builder {
    /// The nameless root first; never empty.
    stack: Vec<Open>,
    forced: usize,
    /// Elements so far.
    elements: usize,
    /// A text reached [`limits::FIELD_BYTES`].
    cut: bool,
}

impl Builder {
    fn new(base: &Url) -> Self {
        let root = Open {
            node: Node::nameless(base),
            written: String::new(),
            scope: Rc::new(Scope::default()),
        };
        Self {
            stack: vec![root],
            forced: 0,
            elements: 0,
            cut: false,
        }
    }

    fn open(&mut self, tag: &BytesStart, empty: bool) -> Result<(), TooDeep> {
        self.elements += 1;
        let written = tag.name().as_ref().to_owned();
        let attributes = read_attributes(tag);
        let local = written
            .rsplit(':')
            .next()
            .unwrap_or(&written)
            .to_lowercase();
        if matches!(local.as_str(), "item" | "entry") {
            self.close_unfinished(&written);
        }
        let Some(parent) = self.stack.last() else {
            return Ok(());
        };
        let scope = match Scope::extended(&parent.scope, &attributes, &local) {
            Some(scope) => Rc::new(scope),
            None => Rc::clone(&parent.scope),
        };
        let base = attributes
            .iter()
            .find(|(name, _)| name == "xml:base")
            .filter(|(_, base)| base.len() <= 2000)
            .and_then(|(_, base)| parent.node.base.join(base.trim()).ok())
            .map_or_else(|| Rc::clone(&parent.node.base), Rc::new);
        let (ns, name) = scope.element(&written, &local);
        let attributes = attributes
            .into_iter()
            .filter(|(name, _)| name != "xmlns" && !name.starts_with("xmlns:"))
            .map(|(name, value)| (scope.attribute(&name), value))
            .collect();
        let void = is_void(&name)
            && (ns == Ns::Xhtml
                || !matches!(
                    parent.node.name.as_str(),
                    "item" | "entry" | "channel" | "feed" | "rss" | ""
                ));
        self.stack.push(Open {
            node: Node {
                ns,
                name,
                attributes,
                children: Vec::new(),
                base,
            },
            written,
            scope,
        });
        if self.stack.len() > limits::DEPTH + 1 {
            return Err(TooDeep);
        }
        if empty || void {
            self.pop();
        }
        Ok(())
    }

    /// An article that begins inside another one shows that the other was never closed.
    fn close_unfinished(&mut self, written: &str) {
        if let Some(at) = self.stack.iter().rposition(|open| open.written == written) {
            self.forced += self.stack.len() - at;
            while self.stack.len() > at {
                self.pop();
            }
        }
    }

    /// Closes the nearest open element of that name, and what is open inside it. An end tag of nothing is dropped.
    fn close(&mut self, written: &str) {
        let same = |open: &Open| {
            open.written == written
                || (open.written.len() == written.len()
                    && open.written.eq_ignore_ascii_case(written))
        };
        let Some(at) = self.stack.iter().rposition(same).filter(|at| *at > 0) else {
            return;
        };
        self.forced += self.stack.len() - 1 - at;
        while self.stack.len() > at {
            self.pop();
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(open) = self.stack.last_mut() {
            let before = match open.node.children.last() {
                Some(Child::Text(before)) => before.len(),
                _ => 0,
            };
            let room = limits::FIELD_BYTES.saturating_sub(before);
            self.cut |= text.len() > room;
            let text = &text[..repair::floor(text, text.len().min(room))];
            match open.node.children.last_mut() {
                Some(Child::Text(before)) => before.push_str(text),
                _ => open.node.children.push(Child::Text(text.to_owned())),
            }
        }
    }

    /// After repair only XML's own five names and character references are left.
    fn reference(&mut self, name: &str) {
        match name {
            "amp" => self.text("&"),
            "lt" => self.text("<"),
            "gt" => self.text(">"),
            "quot" => self.text("\""),
            "apos" => self.text("'"),
            _ => self.text(&htmlize::unescape(format!("&{name};"))),
        }
    }

    fn pop(&mut self) {
        if self.stack.len() < 2 {
            return;
        }
        if let (Some(done), Some(parent)) = (self.stack.pop(), self.stack.last_mut()) {
            parent.node.children.push(Child::Node(done.node));
        }
    }

    fn finish(&mut self) -> usize {
        self.forced += self.stack.len() - 1;
        while self.stack.len() > 1 {
            self.pop();
        }
        self.forced
    }
}

/// HTML's elements that never have an end tag.
fn is_void(name: &str) -> bool {
    matches!(
        name,
        "br" | "hr" | "img" | "wbr" | "input" | "col" | "area" | "embed" | "param"
    )
}

fn read_attributes(tag: &BytesStart) -> Vec<(String, String)> {
    tag.attributes()
        .with_checks(false)
        .filter_map(Result::ok)
        .map(|attribute| {
            let name = attribute.key.as_ref().to_lowercase();
            (
                name,
                htmlize::unescape_attribute(attribute.value.as_ref()).into_owned(),
            )
        })
        .collect()
}
