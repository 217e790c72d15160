//! A page as a tree, with its size bounded before anything walks it.
//!
//! HTML parsers and tree walks are quadratic in depth, so the tree is cut off once it is deeper than [`MAX_DEPTH`]
//! or larger than [`MAX_NODES`]: what was read until then is kept. Scripts are not run, so `noscript` holds elements.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use dom_query::{Document, Matcher, NodeId, NodeRef};
use foldhash::fast::RandomState;
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{Attribute, ParseOpts, QualName, local_name, ns};

/// How many bytes of a page are read: 15 MB, as for any answer from the network.
pub(crate) const MAX_BYTES: usize = 15_000_000;
/// How deep elements may nest. News pages stay below 60.
const MAX_DEPTH: usize = 128;
/// How many nodes a page may have. Large news pages stay below 30,000.
const MAX_NODES: usize = 100_000;
/// How much of a page's HTML becomes a tree, in bytes. News pages stay below 3 MB, their scripts included.
const MAX_HTML: usize = 6_000_000;
/// How many ampersands a page may have: writing HTML takes time that grows with their square. Of 290 news pages, their scripts
/// included, the most had 13,000.
const MAX_AMPERSANDS: usize = 30_000;
/// How much is fed to the parser between two looks at the limits, in bytes.
const STEP: usize = 1024;

/// A tree, and whether it was cut off.
pub(crate) struct Parsed {
    pub(crate) document: Document,
    pub(crate) cut: bool,
}

/// Parses a whole page.
pub(crate) fn page(html: &str) -> Parsed {
    feed(
        html5ever::parse_document(Bounded::new(Document::default()), options()),
        html,
    )
}

/// Parses a piece of a page, as if it stood in a `body`.
pub(crate) fn fragment(html: &str) -> Parsed {
    let body = QualName::new(None, ns!(html), local_name!("body"));
    let sink = Bounded::new(Document::fragment_sink());
    feed(
        html5ever::parse_fragment(sink, options(), body, Vec::new(), false),
        html,
    )
}

/// The element under which the content of a [`fragment`] stands.
pub(crate) fn root(document: &Document) -> NodeRef<'_> {
    document.body().unwrap_or_else(|| document.html_root())
}

thread_local! {
    /// The selectors that this crate wrote itself: to compile one costs more than to look through a small tree with it.
    static COMPILED: RefCell<HashMap<&'static str, Option<Rc<Matcher>>, RandomState>> = RefCell::default();
}

/// All descendants of `node` that a selector of this crate finds, in document order.
pub(crate) fn select<'a>(node: &NodeRef<'a>, selector: &'static str) -> Vec<NodeRef<'a>> {
    let compiled = COMPILED.with_borrow_mut(|compiled| {
        let compile = || Matcher::new(selector).ok().map(Rc::new);
        compiled.entry(selector).or_insert_with(compile).clone()
    });
    compiled.map_or_else(Vec::new, |matcher| select_by(node, &matcher))
}

/// All descendants of `node` that match, in document order.
pub(crate) fn select_by<'a>(node: &NodeRef<'a>, matcher: &Matcher) -> Vec<NodeRef<'a>> {
    let found = dom_query::Selection::from(*node).select_matcher(matcher);
    found.nodes().to_vec()
}

/// An attribute without white space around it, absent when empty.
pub(crate) fn attribute(node: &NodeRef, name: &str) -> Option<String> {
    let value = node.attr(name)?;
    let value = value.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

/// The name of an element, empty for text and comments.
pub(crate) fn name(node: &NodeRef) -> String {
    node.node_name()
        .map(|name| name.to_string())
        .unwrap_or_default()
}

/// Whether the node is an element of one of these names.
pub(crate) fn is_any(node: &NodeRef, names: &[&str]) -> bool {
    node.is_element() && names.iter().any(|name| node.has_name(name))
}

/// The nearest ancestor with one of these names.
pub(crate) fn ancestor<'a>(node: &NodeRef<'a>, names: &[&str]) -> Option<NodeRef<'a>> {
    node.ancestors_it(None).find(|above| is_any(above, names))
}

/// Whether the node is still part of the tree of `root`.
pub(crate) fn is_within(node: &NodeRef, root: &NodeRef) -> bool {
    node.id == root.id || node.ancestors_it(None).any(|above| above.id == root.id)
}

/// Whether more text than this stands below a node, in bytes: a quick look before its words are taken apart.
pub(crate) fn is_longer(node: &NodeRef, bytes: usize) -> bool {
    let mut length = 0;
    node.descendants_it()
        .filter(|below| below.is_text())
        .any(|below| {
            length += below.text().len();
            length > bytes
        })
}

/// Text as it may stand in HTML, in content and in quoted attributes.
pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

fn options() -> ParseOpts {
    ParseOpts {
        tree_builder: TreeBuilderOpts {
            scripting_enabled: false,
            drop_doctype: true,
            ..Default::default()
        },
        ..Default::default()
    }
}

fn feed(mut parser: html5ever::Parser<Bounded>, html: &str) -> Parsed {
    let mut rest = html
        .get(..html.floor_char_boundary(MAX_HTML))
        .unwrap_or(html);
    let mut cut = rest.len() < html.len();
    let mut ampersands = 0;
    while !rest.is_empty() {
        let mut end = STEP.min(rest.len());
        while !rest.is_char_boundary(end) {
            end += 1;
        }
        let (step, after) = rest.split_at(end + open_tag(rest, end));
        parser.process(StrTendril::from(step));
        rest = after;
        ampersands += step.bytes().filter(|byte| *byte == b'&').count();
        if parser.tokenizer.sink.sink.is_full.get() || ampersands > MAX_AMPERSANDS {
            cut = true;
            break;
        }
    }
    Parsed {
        document: parser.finish(),
        cut,
    }
}

/// How much further a tag goes that is cut in two at `end`: a tree that ends there would hold its beginning as words. Nothing where that is
/// further than a step.
fn open_tag(html: &str, end: usize) -> usize {
    let (before, after) = html.as_bytes().split_at(end);
    let is_open =
        memchr::memrchr2(b'<', b'>', before).is_some_and(|at| before.get(at) == Some(&b'<'));
    let near = after.split_at(STEP.min(after.len())).0;
    let close = memchr::memchr(b'>', near).filter(|_| is_open);
    close.map_or(0, |at| at + 1)
}

/// Passes everything on to the document and watches depth and number of nodes.
struct Bounded {
    inner: Document,
    nodes: Cell<usize>,
    is_full: Cell<bool>,
    /// Text that follows in the same element, piece by piece: a text of a million entities is otherwise copied a million times.
    text: RefCell<Option<(NodeId, String)>>,
}

impl Bounded {
    fn new(inner: Document) -> Self {
        Self {
            inner,
            nodes: Cell::new(0),
            is_full: Cell::new(false),
            text: RefCell::new(None),
        }
    }

    fn count(&self) {
        self.nodes.set(self.nodes.get() + 1);
        if self.nodes.get() > MAX_NODES {
            self.is_full.set(true);
        }
    }

    /// Puts the text that is complete now into the tree.
    fn flush(&self) {
        if let Some((parent, text)) = self.text.take() {
            self.inner
                .append(&parent, NodeOrText::AppendText(StrTendril::from(text)));
        }
    }

    fn measure(&self, parent: &NodeId) {
        if !self.is_full.get()
            && self
                .inner
                .tree
                .ancestor_ids_of_it(parent, None)
                .take(MAX_DEPTH)
                .count()
                == MAX_DEPTH
        {
            self.is_full.set(true);
        }
    }
}

impl TreeSink for Bounded {
    type ElemName<'a> = Ref<'a, QualName>;
    type Output = Document;
    type Handle = NodeId;

    fn finish(self) -> Document {
        self.flush();
        self.inner
    }

    /// Not kept: a hostile page would fill the memory with them.
    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        self.inner.get_document()
    }

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        self.inner.get_template_contents(target)
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.inner.set_quirks_mode(mode);
    }

    fn same_node(&self, x: &NodeId, y: &NodeId) -> bool {
        x == y
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Self::ElemName<'a> {
        self.inner.elem_name(target)
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        self.count();
        self.inner.create_element(name, attrs, flags)
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        self.count();
        self.inner.create_comment(text)
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> NodeId {
        self.inner.create_pi(target, data)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        match child {
            NodeOrText::AppendText(piece) => {
                let mut pending = self.text.borrow_mut();
                match pending.as_mut() {
                    Some((same, text)) if same == parent => text.push_str(&piece),
                    _ => {
                        drop(pending);
                        self.flush();
                        self.measure(parent);
                        self.text.replace(Some((*parent, piece.to_string())));
                    }
                }
            }
            NodeOrText::AppendNode(_) => {
                self.flush();
                self.measure(parent);
                self.inner.append(parent, child);
            }
        }
    }

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        self.flush();
        self.count();
        self.measure(sibling);
        self.inner.append_before_sibling(sibling, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &NodeId,
        prev_element: &NodeId,
        child: NodeOrText<NodeId>,
    ) {
        self.flush();
        self.count();
        self.measure(element);
        self.inner
            .append_based_on_parent_node(element, prev_element, child);
    }

    fn append_doctype_to_document(
        &self,
        name: StrTendril,
        public_id: StrTendril,
        system_id: StrTendril,
    ) {
        self.inner
            .append_doctype_to_document(name, public_id, system_id);
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attrs: Vec<Attribute>) {
        self.inner.add_attrs_if_missing(target, attrs);
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.flush();
        self.inner.remove_from_parent(target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        self.flush();
        self.inner.reparent_children(node, new_parent);
    }

    fn is_mathml_annotation_xml_integration_point(&self, handle: &NodeId) -> bool {
        TreeSink::is_mathml_annotation_xml_integration_point(&self.inner, handle)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nest_of_a_hundred_thousand_elements_is_cut_off() {
        let deep = "<div>".repeat(100_000);
        let parsed = page(&deep);
        assert!(parsed.cut);
        let depth = parsed.document.html_root().descendants().len();
        assert!(
            depth < 1000,
            "only what came before the limit is kept: {depth}"
        );
    }

    #[test]
    fn unclosed_formatting_that_html_would_multiply_is_cut_off() {
        let mut leak = String::new();
        for n in 0..20_000 {
            leak.push_str(&format!("<div><b id=x{n}></div>"));
        }
        assert!(page(&leak).cut);
    }

    #[test]
    fn a_fragment_keeps_its_order() {
        let parsed = fragment("a<p>b</p><p>c");
        assert!(!parsed.cut);
        assert_eq!(
            root(&parsed.document).inner_html().as_ref(),
            "a<p>b</p><p>c</p>"
        );
    }
}
