//! Values of attributes, when quotes are missing, bare, or never closed.

/// How far a value's closing quote is looked for, in bytes.
const WINDOW: usize = 64 * 1024;

/// Reads the values of a document from its beginning to its end.
///
/// Each look ahead is remembered, so that many broken tags do not make the whole quadratic.
pub(super) struct Values<'a> {
    text: &'a str,
    double: Ahead,
    single: Ahead,
    markup: Ahead,
    /// How many values had wrong quotes.
    pub(super) wrong: u32,
}

/// What was found when looking ahead: between `from` and `to` there is nothing, unless `found` says so.
#[derive(Default, Clone, Copy)]
struct Ahead {
    from: usize,
    to: usize,
    found: Option<usize>,
}

impl Ahead {
    /// The first place at or after `start` and before `limit` that `search` finds.
    fn first(
        &mut self,
        start: usize,
        limit: usize,
        search: impl Fn(usize, usize) -> Option<usize>,
    ) -> Option<usize> {
        if self.from <= start {
            match self.found {
                Some(found) if found >= start => return (found < limit).then_some(found),
                _ => {}
            }
        }
        let known_empty = self.from <= start && self.found.is_none();
        let begin = if known_empty {
            start.max(self.to)
        } else {
            start
        };
        let found = if begin < limit {
            search(begin, limit)
        } else {
            None
        };
        *self = Self {
            from: start,
            to: begin.max(limit),
            found,
        };
        found
    }
}

impl<'a> Values<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            double: Ahead::default(),
            single: Ahead::default(),
            markup: Ahead::default(),
            wrong: 0,
        }
    }

    /// The raw value after an attribute's name, and where the next thing begins. A quote inside a value ends it only
    /// where a tag's end or another attribute follows.
    pub(super) fn raw(&mut self, after_name: usize) -> (&'a str, usize) {
        let text = self.text;
        let gap = |at: usize| {
            text[at..]
                .find(|c: char| !c.is_whitespace())
                .map_or(text.len(), |i| at + i)
        };
        let equals = gap(after_name);
        if !text[equals..].starts_with('=') {
            return ("", after_name);
        }
        let start = gap(equals + 1);
        match text[start..].chars().next() {
            Some(quote @ ('"' | '\'')) => self.quoted(start + 1, quote),
            _ => {
                self.wrong += 1;
                let end = text[start..]
                    .find(|c: char| c.is_whitespace() || c == '>')
                    .map_or(text.len(), |i| start + i);
                let end = if text[start..end].ends_with('/') && text[end..].starts_with('>') {
                    end - 1
                } else {
                    end
                };
                (&text[start..end], end)
            }
        }
    }

    /// A quoted value from `start` on.
    fn quoted(&mut self, start: usize, quote: char) -> (&'a str, usize) {
        let text = self.text;
        let limit = super::floor(text, (start + WINDOW).min(text.len()));
        let ahead = if quote == '"' {
            &mut self.double
        } else {
            &mut self.single
        };
        let closing = ahead.first(start, limit, |from, to| {
            text[from..to]
                .match_indices(quote)
                .map(|(i, _)| from + i)
                .find(|end| ends_value(&text[end + 1..]))
        });
        if let Some(end) = closing {
            // A value that runs into the next tag was never closed.
            let markup = self.markup.first(start, end, |from, to| {
                text[from..to]
                    .match_indices('<')
                    .map(|(i, _)| from + i)
                    .find(|i| text[i + 1..].starts_with('/') || text[..*i].ends_with('\n'))
            });
            if markup.is_none() {
                let value = &text[start..end];
                self.wrong += u32::from(value.contains(quote));
                return (value, end + 1);
            }
        }
        self.wrong += 1;
        let end = text[start..]
            .find(['>', '\n'])
            .map_or(text.len(), |i| start + i);
        let end = if text[start..end].ends_with('/') {
            end - 1
        } else {
            end
        };
        (&text[start..end], end)
    }
}

/// Whether what follows a quote shows that the quote ended a value.
fn ends_value(after: &str) -> bool {
    let next = after.trim_start();
    if next.is_empty() || next.starts_with(['>', '?']) || next.starts_with("/>") {
        return true;
    }
    let length = super::name_length(next);
    let Some(value) = next[length..]
        .trim_start()
        .strip_prefix('=')
        .filter(|_| length > 0)
    else {
        return false;
    };
    value.trim_start().starts_with(['"', '\'']) || next.len() < after.len()
}
