//! JSON of strangers as a tree of bounded size: what lies beyond the limits is read over, not kept.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use crate::limits;

/// Values of one document. A list of articles with all their fields stays far below.
const VALUES: usize = 250_000;

/// Reads a document, and tells what is odd about it, a sentence each.
pub(crate) fn parse(text: &str) -> serde_json::Result<(Value, Vec<String>)> {
    match bounded(text) {
        Err(error) if !text.trim().is_empty() => {
            let (value, mut warnings) = bounded(&repaired(text)).map_err(|_| error)?;
            warnings.push("it is no well-formed JSON".to_owned());
            Ok((value, warnings))
        }
        read => read,
    }
}

fn bounded(text: &str) -> serde_json::Result<(Value, Vec<String>)> {
    let room = Cell::new(VALUES);
    let cut = Cell::new(false);
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = Bounded {
        room: &room,
        cut: &cut,
    }
    .deserialize(&mut reader)?;
    reader.end()?;
    let cut = cut
        .get()
        .then(|| "only the beginning of its lists is read".to_owned());
    Ok((value, cut.into_iter().collect()))
}

/// The same text with what programs get wrong put right: raw line ends in strings, commas before a closing bracket,
/// anything after the document's end. A text that breaks off ends after its last whole value.
fn repaired(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut open: Vec<char> = Vec::new();
    // Where the text could end, and what would have to be closed there.
    let mut whole: (usize, Vec<char>) = (0, Vec::new());
    let (mut in_string, mut escaped) = (false, false);
    for c in text.chars() {
        if in_string {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => in_string = false,
                '\n' => {
                    out.push_str("\\n");
                    continue;
                }
                _ if c.is_control() => {
                    out.push(' ');
                    continue;
                }
                _ => {}
            }
            out.push(c);
            continue;
        }
        match c {
            '"' => in_string = true,
            '{' => open.push('}'),
            '[' => open.push(']'),
            ',' => {
                whole.0 = out.len();
                whole.1.clone_from(&open);
            }
            '}' | ']' => {
                if let Some(comma) = out.trim_end().strip_suffix(',') {
                    out.truncate(comma.len());
                }
                if open.pop() != Some(c) {
                    break;
                }
                out.push(c);
                whole.0 = out.len();
                whole.1.clone_from(&open);
                if open.is_empty() {
                    return out;
                }
                continue;
            }
            _ => {}
        }
        out.push(c);
        if open.len() > limits::DEPTH {
            break;
        }
    }
    let (end, open) = whole;
    out.truncate(end);
    out.extend(open.iter().rev());
    out
}

/// Reads one value while there is room.
#[derive(Clone, Copy)]
struct Bounded<'a> {
    room: &'a Cell<usize>,
    cut: &'a Cell<bool>,
}

impl Bounded<'_> {
    /// Takes room for one more value.
    fn takes(self) -> bool {
        let room = self.room.get();
        self.room.set(room.saturating_sub(1));
        self.cut.set(self.cut.get() || room == 0);
        room > 0
    }
}

impl<'de> DeserializeSeed<'de> for Bounded<'_> {
    type Value = Value;

    fn deserialize<D: serde::Deserializer<'de>>(self, reader: D) -> Result<Value, D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Bounded<'_> {
    type Value = Value;

    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        // One more than is taken, so that whoever takes them sees that there are more.
        while values.len() <= limits::ARTICLES && self.takes() {
            match list.next_element_seed(self)? {
                Some(value) => values.push(value),
                None => return Ok(values.into()),
            }
        }
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(values.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut values = Map::new();
        while let Some(name) = map.next_key::<String>()? {
            if self.takes() {
                values.insert(name, map.next_value_seed(self)?);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(values.into())
    }
}
