//! The renditions of a picture that a page offers (HTML, 4.8.4.2.1).

/// One entry of a `srcset`.
#[derive(Debug, PartialEq)]
pub(crate) struct Candidate {
    pub(crate) url: String,
    pub(crate) descriptor: String,
}

impl Candidate {
    /// Its width in pixels, or its density; 1 where it says nothing.
    pub(crate) fn size(&self) -> f64 {
        let number = self.descriptor.trim_end_matches(['w', 'x']);
        number
            .parse()
            .ok()
            .filter(|size: &f64| size.is_finite())
            .unwrap_or(1.0)
    }
}

/// The entries of a `srcset` (HTML, 4.8.4.2.1). Addresses may contain commas, but not end in one.
pub(crate) fn candidates(set: &str) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut rest = set;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        if rest.is_empty() {
            return found;
        }
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (url, after) = rest.split_at(end);
        let bare = url.trim_end_matches(',');
        if bare.len() < url.len() {
            found.push(Candidate {
                url: bare.to_owned(),
                descriptor: String::new(),
            });
            rest = after;
            continue;
        }
        let stop = after.find(',').unwrap_or(after.len());
        let (descriptor, next) = after.split_at(stop);
        let word = descriptor.split_whitespace().next().unwrap_or_default();
        let is_size = word.ends_with(['w', 'x'])
            && word.len() > 1
            && word[..word.len() - 1].parse::<f64>().is_ok();
        found.push(Candidate {
            url: url.to_owned(),
            descriptor: if is_size {
                word.to_owned()
            } else {
                String::new()
            },
        });
        rest = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_srcset_is_read_with_commas_in_addresses() {
        let found = candidates("/a,b.jpg 320w, /c.jpg 2x,/d.jpg, data:image/gif;base64,AAA 1w");
        let urls: Vec<&str> = found
            .iter()
            .map(|candidate| candidate.url.as_str())
            .collect();
        assert_eq!(
            urls,
            ["/a,b.jpg", "/c.jpg", "/d.jpg", "data:image/gif;base64,AAA"]
        );
        assert_eq!(found[0].size(), 320.0);
        assert_eq!(found[2].size(), 1.0);
    }
}
