//! Text that was meant to be XML to text whose marks can be read: one pass, linear, never failing.
//!
//! It drops what stands before the first `<`, DOCTYPE, comments and processing instructions; closes what was cut off;
//! keeps `&` and `<` that stand for themselves; turns HTML's named characters into themselves; puts every attribute's
//! value into proper quotes; drops characters that XML forbids. It does not look at which elements fit into each other:
//! that is `xml`'s part. Entities of a DOCTYPE are read one level deep and at most 64 of them, so nothing explodes.

mod references;
mod values;

pub(crate) use references::escape_attribute;
use references::{References, escape_text, push_allowed};
use values::Values;

/// What [`xml`] gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repaired {
    /// The text; every tag, attribute and reference in it is well-formed.
    pub text: String,
    /// What had to be changed by force, a sentence each. Empty for well-formed input.
    pub warnings: Vec<String>,
}

/// Repairs a document.
pub fn xml(text: &str) -> Repaired {
    let mut repair = Repair {
        text,
        at: 0,
        out: String::with_capacity(text.len()),
        references: References::default(),
        values: Values::new(text),
        last_open: String::new(),
        no_cdata_end: false,
        warnings: Warnings::default(),
    };
    repair.run();
    repair.warnings.attributes = repair.values.wrong;
    Repaired {
        text: repair.out,
        warnings: repair.warnings.sentences(),
    }
}

#[derive(Default)]
struct Warnings {
    ampersands: u32,
    brackets: u32,
    cut_off: bool,
    attributes: u32,
}

impl Warnings {
    fn sentences(&self) -> Vec<String> {
        let mut all = Vec::new();
        if self.ampersands > 0 {
            all.push(format!("{} bare & read as themselves", self.ampersands));
        }
        if self.brackets > 0 {
            all.push(format!("{} bare < read as themselves", self.brackets));
        }
        if self.attributes > 0 {
            all.push(format!("{} attributes with wrong quotes", self.attributes));
        }
        if self.cut_off {
            all.push("the document ends in the middle of a tag or text".to_owned());
        }
        all
    }
}

const CDATA: &str = "<![CDATA[";

struct Repair<'a> {
    text: &'a str,
    at: usize,
    out: String,
    references: References,
    values: Values<'a>,
    last_open: String,
    no_cdata_end: bool,
    warnings: Warnings,
}

impl<'a> Repair<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn run(&mut self) {
        self.at = self.text.find('<').unwrap_or(self.text.len());
        while self.at < self.text.len() {
            let text = self.text;
            let next = memchr::memchr2(b'<', b'&', &text.as_bytes()[self.at..])
                .map_or(text.len(), |i| self.at + i);
            push_allowed(&mut self.out, &text[self.at..next]);
            self.at = next;
            match text.as_bytes().get(next) {
                Some(b'<') => self.tag(),
                Some(_) => {
                    let reference = self.references.read(&text[next..]);
                    self.out.push_str(&reference.escaped);
                    self.warnings.ampersands += u32::from(reference.bare);
                    self.at += reference.length;
                }
                None => {}
            }
        }
    }

    fn tag(&mut self) {
        let text = self.text;
        let rest = &text[self.at..];
        if starts_with_ignore_case(rest, CDATA) {
            self.cdata(&rest[CDATA.len()..]);
        } else if rest.starts_with("<!--") {
            self.skip_past("-->");
        } else if starts_with_ignore_case(rest, "<!doctype") && self.last_open.is_empty() {
            self.doctype();
        } else if rest.starts_with("<?") {
            self.skip_past(">");
        } else if rest.starts_with("</") && name_length(&rest[2..]) > 0 {
            let name = &rest[2..2 + name_length(&rest[2..])];
            self.out.push_str("</");
            self.out.push_str(name);
            self.out.push('>');
            let tail = &rest[2 + name.len()..];
            match tail.find(['>', '<']) {
                Some(end) if tail.as_bytes()[end] == b'>' => self.at += 2 + name.len() + end + 1,
                Some(end) => self.at += 2 + name.len() + end,
                None => self.at = text.len(),
            }
        } else if name_length(&rest[1..]) > 0 {
            self.start_tag();
        } else {
            self.out.push_str("&lt;");
            self.warnings.brackets += 1;
            self.at += 1;
        }
    }

    /// CDATA becomes plain escaped text. One that is never closed ends where its element does.
    fn cdata(&mut self, inner: &str) {
        let closed = if self.no_cdata_end {
            None
        } else {
            inner.find("]]>")
        };
        let (content, length) = match closed {
            Some(end) => (&inner[..end], end + 3),
            None => {
                self.no_cdata_end = true;
                self.warnings.cut_off = true;
                let end = inner
                    .find(&format!("</{}", self.last_open))
                    .unwrap_or(inner.len());
                (&inner[..end], end)
            }
        };
        escape_text(&mut self.out, content);
        self.at += CDATA.len() + length;
    }

    fn skip_past(&mut self, end: &str) {
        match self.rest().find(end) {
            Some(found) => self.at += found + end.len(),
            None => {
                self.warnings.cut_off = true;
                self.at = self.text.len();
            }
        }
    }

    /// Drops the DOCTYPE and remembers its plain internal entities.
    fn doctype(&mut self) {
        let rest = self.rest();
        let open = rest.find('[');
        let close = rest.find('>').unwrap_or(rest.len());
        let length = match open {
            Some(open) if open < close => {
                let end = rest
                    .find("]>")
                    .or_else(|| rest[open..].find(']').map(|i| open + i))
                    .unwrap_or(rest.len());
                let after = rest[end..].find('>').map_or(rest.len(), |i| end + i + 1);
                self.references.declare(&rest[open..end]);
                after
            }
            _ => (close + 1).min(rest.len()),
        };
        self.at += length;
    }

    fn start_tag(&mut self) {
        let text = self.text;
        let name_end = self.at + 1 + name_length(&text[self.at + 1..]);
        let name = &text[self.at + 1..name_end];
        let rollback = self.out.len();
        self.out.push('<');
        self.out.push_str(name);
        let mut at = name_end;
        let mut seen: Vec<&str> = Vec::new();
        loop {
            at += text[at..]
                .find(|c: char| !c.is_whitespace() && c != '"' && c != '\'' && c != ',')
                .unwrap_or(text.len() - at);
            let rest = &text[at..];
            if rest.is_empty() {
                // Cut off inside a tag: nobody knows what it was to be.
                self.out.truncate(rollback);
                self.warnings.cut_off = true;
                self.at = text.len();
                return;
            }
            if rest.starts_with('>') || rest.starts_with('<') {
                self.out.push('>');
                at += usize::from(rest.starts_with('>'));
                self.last_open = name.to_owned();
                break;
            }
            if let Some(tail) = rest.strip_prefix('/') {
                at += 1;
                if tail.starts_with('>') {
                    self.out.push_str("/>");
                    at += 1;
                    break;
                }
                continue;
            }
            let length = name_length(rest);
            if length == 0 {
                at += rest.chars().next().map_or(1, char::len_utf8);
                continue;
            }
            let attribute = &rest[..length];
            at += length;
            let (value, next) = self.attribute_value(at);
            at = next;
            if !seen.contains(&attribute) && seen.len() < 64 {
                seen.push(attribute);
                self.out.push(' ');
                self.out.push_str(attribute);
                self.out.push_str("=\"");
                self.out.push_str(&value);
                self.out.push('"');
            }
        }
        self.at = at;
    }

    /// The value after an attribute's name, escaped, and where it ends.
    fn attribute_value(&mut self, after_name: usize) -> (String, usize) {
        let (raw, end) = self.values.raw(after_name);
        let mut value = String::with_capacity(raw.len());
        let mut rest = raw;
        while let Some(i) = rest.find(['&', '<', '>', '"']) {
            push_allowed(&mut value, &rest[..i]);
            rest = &rest[i..];
            if rest.starts_with('&') {
                let reference = self.references.read(rest);
                value.push_str(&reference.escaped);
                self.warnings.ampersands += u32::from(reference.bare);
                rest = &rest[reference.length..];
            } else {
                escape_attribute(&mut value, &rest[..1]);
                rest = &rest[1..];
            }
        }
        push_allowed(&mut value, rest);
        (value, end)
    }
}

/// Bytes of the name that `text` begins with; 0 for none. Letters of any script, as XML allows.
fn name_length(text: &str) -> usize {
    if !text.starts_with(|c: char| c.is_alphabetic() || c == '_' || c == ':') {
        return 0;
    }
    text.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | ':' | '-' | '.')))
        .unwrap_or(text.len())
}

fn starts_with_ignore_case(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len())
        .is_some_and(|head| head.eq_ignore_ascii_case(prefix))
}

/// The nearest character boundary at or below `at`.
pub(crate) fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests;
