//! Inline markup back to text: how an XHTML body of a feed becomes the HTML of an article.

use super::{Child, Node, is_void};

/// The markup inside an element, namespaces and prefixes dropped.
pub(crate) fn inner_markup(node: &Node) -> String {
    let mut out = String::new();
    for child in &node.children {
        push(&mut out, child);
    }
    out
}

fn push(out: &mut String, child: &Child) {
    match child {
        Child::Text(text) => push_escaped(out, text, false),
        Child::Node(node) => {
            out.push('<');
            out.push_str(&node.name);
            for (name, value) in node
                .attributes
                .iter()
                .filter(|(name, _)| !name.starts_with("xml:"))
            {
                out.push(' ');
                out.push_str(name);
                out.push_str("=\"");
                push_escaped(out, value, true);
                out.push('"');
            }
            if is_void(&node.name) && node.children.is_empty() {
                out.push_str(" />");
                return;
            }
            out.push('>');
            for child in &node.children {
                push(out, child);
            }
            out.push_str("</");
            out.push_str(&node.name);
            out.push('>');
        }
    }
}

fn push_escaped(out: &mut String, text: &str, attribute: bool) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if attribute => out.push_str("&quot;"),
            _ => out.push(c),
        }
    }
}
