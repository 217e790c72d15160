//! Writing a list that every program can read.

use super::Outline;
use crate::repair;

/// Writes OPML 2.0, folders one level deep. What OPML has no word for goes into attributes of our own, which others pass
/// over.
pub fn write(title: &str, outlines: &[Outline]) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\" xmlns:qazet=\"https://github.com/qazet/qazet\">\n  <head>\n    <title>",
    );
    repair::escape_attribute(&mut out, title);
    out.push_str("</title>\n  </head>\n  <body>\n");
    let mut folders: Vec<&str> = Vec::new();
    for outline in outlines {
        if !folders.contains(&outline.folder.as_str()) {
            folders.push(&outline.folder);
        }
    }
    for folder in folders {
        let indent = if folder.is_empty() { "    " } else { "      " };
        if !folder.is_empty() {
            out.push_str("    <outline");
            push_attribute(&mut out, "text", folder);
            push_attribute(&mut out, "title", folder);
            out.push_str(">\n");
        }
        for outline in outlines.iter().filter(|o| o.folder == folder) {
            out.push_str(indent);
            push_outline(&mut out, outline);
        }
        if !folder.is_empty() {
            out.push_str("    </outline>\n");
        }
    }
    out.push_str("  </body>\n</opml>\n");
    out
}

fn push_outline(out: &mut String, outline: &Outline) {
    out.push_str("<outline type=\"rss\"");
    let name = if outline.title.is_empty() {
        &outline.url
    } else {
        &outline.title
    };
    push_attribute(out, "text", name);
    push_attribute(out, "title", name);
    push_attribute(out, "xmlUrl", &outline.url);
    let flag = |set: bool| if set { "true" } else { "" };
    let kind = if outline.is_site { "site" } else { "" };
    for (attribute, value) in [
        ("htmlUrl", outline.site_url.as_str()),
        ("language", &outline.language),
        ("qazet:kind", kind),
        ("qazet:topic", &outline.topic),
        ("qazet:catalogue", flag(outline.is_from_catalogue)),
        ("qazet:paused", flag(outline.is_paused)),
        ("qazet:ownWay", flag(outline.has_own_way)),
    ] {
        if !value.is_empty() {
            push_attribute(out, attribute, value);
        }
    }
    out.push_str("/>\n");
}

fn push_attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    repair::escape_attribute(out, value);
    out.push('"');
}
