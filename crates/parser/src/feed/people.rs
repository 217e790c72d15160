//! Authors, in all the forms that feeds use.

use super::{Person, links};
use crate::xml::{Node, Ns};
use crate::{clean, html};

/// The authors of a feed or an article, each once.
pub(super) fn of(node: &Node) -> Vec<Person> {
    let mut all: Vec<Person> = Vec::new();
    let groups: [&[(Ns, &str)]; 3] = [
        &[
            (Ns::Core, "author"),
            (Ns::Atom, "author"),
            (Ns::Atom03, "author"),
            (Ns::Core, "managingeditor"),
        ],
        &[
            (Ns::Dc, "creator"),
            (Ns::Dc, "author"),
            (Ns::DcTerms, "creator"),
        ],
        &[(Ns::Itunes, "author")],
    ];
    for names in groups {
        for child in node.nodes() {
            if names
                .iter()
                .any(|(ns, name)| child.ns == *ns && child.name == *name)
            {
                add(&mut all, person(child));
            }
        }
        // iTunes repeats what is said elsewhere; it speaks only when nobody else does.
        if !all.is_empty() && names.len() == 2 {
            break;
        }
    }
    all
}

fn add(all: &mut Vec<Person>, person: Person) {
    let empty = person.name.is_none() && person.email.is_none();
    let known = all.iter().any(|p| {
        p == &person
            || (p.name.is_some() && p.name == person.name)
            || (p.name.is_none() && p.email == person.email)
    });
    if !empty && !known && all.len() < 50 {
        all.push(person);
    }
}

fn person(node: &Node) -> Person {
    let part = |name: &str| {
        node.nodes()
            .find(|n| n.name == name)
            .and_then(Node::trimmed)
            .map(|t| clean::name(&t))
            .filter(|t| !t.is_empty())
    };
    let (name, email) = (part("name"), part("email"));
    if name.is_some() || email.is_some() {
        let uri = ["uri", "url", "homepage"]
            .iter()
            .find_map(|n| part(n))
            .and_then(|uri| links::address(&uri, &node.base));
        return Person { name, email, uri };
    }
    named(&node.text())
}

/// Reads `mail (Name)`, `Name <mail>`, `Name (mail)`, `mail`, `Name`.
pub(super) fn named(text: &str) -> Person {
    let text = clean::name(&html::plain_if_html(text));
    let text = text.strip_prefix("mailto:").unwrap_or(&text);
    let pair = [('(', ')'), ('<', '>')].iter().find_map(|(open, close)| {
        let start = text.find(*open)?;
        let end = start + text[start..].rfind(*close)?;
        Some((
            text[..start].trim().to_owned(),
            text[start + 1..end].trim().to_owned(),
        ))
    });
    let some = |text: String| (!text.is_empty()).then_some(text);
    match pair {
        Some((outer, inner)) if is_email(&outer) => Person {
            name: some(inner),
            email: some(outer),
            uri: None,
        },
        Some((outer, inner)) if is_email(&inner) => Person {
            name: some(outer),
            email: some(inner),
            uri: None,
        },
        _ if is_email(text) => Person {
            email: some(text.trim_start_matches("mailto:").to_owned()),
            ..Person::default()
        },
        _ => Person {
            name: some(text.to_owned()),
            ..Person::default()
        },
    }
}

fn is_email(text: &str) -> bool {
    let text = text.trim_start_matches("mailto:");
    !text.contains(char::is_whitespace)
        && text
            .split_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_read_from_one_text() {
        let of = |name: Option<&str>, email: Option<&str>| Person {
            name: name.map(str::to_owned),
            email: email.map(str::to_owned),
            uri: None,
        };
        for (text, expected) in [
            ("Иван Иванов", of(Some("Иван Иванов"), None)),
            ("ed@example.org", of(None, Some("ed@example.org"))),
            (
                "ed@example.org (Ed Itor)",
                of(Some("Ed Itor"), Some("ed@example.org")),
            ),
            (
                "Ed Itor <ed@example.org>",
                of(Some("Ed Itor"), Some("ed@example.org")),
            ),
            ("Ed Itor (Almaty)", of(Some("Ed Itor (Almaty)"), None)),
            ("  ", of(None, None)),
        ] {
            assert_eq!(named(text), expected, "{text:?}");
        }
    }
}
