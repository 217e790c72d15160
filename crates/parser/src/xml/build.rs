//! The tree while it grows: what is open, what has to be closed by force, and how much of it is kept.

use std::rc::Rc;

use quick_xml::events::BytesStart;
use url::Url;

use super::namespaces::Scope;
use super::{Child, Document, Node, Ns, TooDeep, is_void};
use crate::{limits, repair};

/// Attributes of one document; those after them are left out.
const ATTRIBUTES: usize = 2 * limits::ELEMENTS;

/// Bytes of all addresses that `xml:base` names, together: each is kept as long as its elements.
const BASES: usize = 4 * 1024 * 1024;

/// An element that is still open.
struct Open {
    node: Node,
    /// The name as written, to match its end tag with.
    written: String,
    scope: Rc<Scope>,
}

/// Takes a document's marks and texts one after the other.
pub(super) struct Builder {
    /// The nameless root first; never empty.
    stack: Vec<Open>,
    forced: usize,
    elements: usize,
    /// `item`s and `entry`s so far.
    articles: usize,
    attributes: usize,
    /// Bytes of all bases.
    bases: usize,
    /// A text reached [`limits::FIELD_BYTES`].
    cut: bool,
}

impl Builder {
    pub(super) fn new(base: &Url) -> Self {
        let root = Open {
            node: Node::nameless(base),
            written: String::new(),
            scope: Rc::new(Scope::default()),
        };
        Self {
            stack: vec![root],
            forced: 0,
            elements: 0,
            articles: 0,
            attributes: 0,
            bases: 0,
            cut: false,
        }
    }

    /// Nothing more is kept. An article may say nothing and be left out, so twice as many are looked at as are read.
    pub(super) fn is_full(&self) -> bool {
        self.elements >= limits::ELEMENTS || self.articles >= 2 * limits::ARTICLES
    }

    /// Opens an element; an empty one is closed at once.
    pub(super) fn open(&mut self, tag: &BytesStart, empty: bool) -> Result<(), TooDeep> {
        self.elements += 1;
        let written = tag.name().as_ref().to_owned();
        let room = ATTRIBUTES.saturating_sub(self.attributes);
        let attributes = read_attributes(tag, room);
        self.attributes += attributes.len();
        let local = written
            .rsplit(':')
            .next()
            .unwrap_or(&written)
            .to_lowercase();
        if matches!(local.as_str(), "item" | "entry") {
            self.articles += 1;
            self.close_unfinished(&written);
        }
        self.close_leaf();
        let Some(parent) = self.stack.last() else {
            return Ok(());
        };
        let scope = match Scope::extended(&parent.scope, &attributes, &local) {
            Some(scope) => Rc::new(scope),
            None => Rc::clone(&parent.scope),
        };
        let base = attributes
            .iter()
            .find(|(name, _)| name == "xml:base" || (name == "base" && local == "channel"))
            .filter(|(_, base)| base.len() <= 2000 && self.bases < BASES)
            .and_then(|(_, base)| parent.node.base.join(base.trim()).ok());
        let base = match base {
            Some(base) => {
                self.bases += base.as_str().len();
                Rc::new(base)
            }
            None => Rc::clone(&parent.node.base),
        };
        let (ns, name) = scope.element(&written, &local);
        let mut attributes: Vec<(String, String)> = attributes
            .into_iter()
            .filter(|(name, _)| !(name == "xml:base" || name.starts_with("xmlns")))
            .map(|(name, value)| (scope.attribute(&name), value))
            .collect();
        attributes.shrink_to_fit();
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

    /// An address, identity or date of an article has no elements in it: one that begins there shows that it was never
    /// closed.
    fn close_leaf(&mut self) {
        let [.., parent, last] = self.stack.as_slice() else {
            return;
        };
        let leaf = matches!(last.node.name.as_str(), "link" | "guid" | "pubdate" | "id")
            && last.node.ns.is_core()
            && matches!(
                parent.node.name.as_str(),
                "item" | "entry" | "channel" | "feed"
            );
        let has_text =
            |child: &Child| matches!(child, Child::Text(text) if !text.trim().is_empty());
        if leaf && last.node.children.iter().any(has_text) {
            self.forced += 1;
            self.pop();
        }
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
    pub(super) fn close(&mut self, written: &str) {
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

    pub(super) fn text(&mut self, text: &str) {
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
    pub(super) fn reference(&mut self, name: &str) {
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
        if let (Some(mut done), Some(parent)) = (self.stack.pop(), self.stack.last_mut()) {
            // A list of children begins with room for four.
            done.node.children.shrink_to_fit();
            parent.node.children.push(Child::Node(Box::new(done.node)));
        }
    }

    /// The tree, and what had to be forced.
    pub(super) fn finish(mut self, base: &Url) -> Document {
        let full = self.is_full();
        let cut_off = !full && self.stack.len() > 1;
        self.forced += self.stack.len() - 1;
        while self.stack.len() > 1 {
            self.pop();
        }
        let mut warnings = Vec::new();
        if full {
            let elements = self.elements;
            warnings.push(format!("only its first {elements} elements are read"));
        }
        if self.cut {
            warnings.push("a text over 1 MB is cut".to_owned());
        }
        if self.forced > 0 {
            let forced = self.forced;
            warnings.push(format!(
                "{forced} elements were not closed where they should be"
            ));
        }
        let root = self.stack.pop().map(|open| open.node);
        Document {
            root: root.unwrap_or_else(|| Node::nameless(base)),
            warnings,
            cut_off,
        }
    }
}

/// At most `most` attributes, in order.
fn read_attributes(tag: &BytesStart, most: usize) -> Vec<(String, String)> {
    tag.attributes()
        .with_checks(false)
        .filter_map(Result::ok)
        .take(most)
        .map(|attribute| {
            let name = attribute.key.as_ref().to_lowercase();
            (
                name,
                htmlize::unescape_attribute(attribute.value.as_ref()).into_owned(),
            )
        })
        .collect()
}
