//! Which of the articles that have a query's words are meant, and in which order they come.
//!
//! The index tells who has the words; here the texts are read: for words that must stand one after the other, and for how often and where
//! they stand (BM25, a word of the title weighs as much as four of the text).

use model::ArticleId;
use rusqlite::{OptionalExtension, params};

use crate::bodies::Body;
use crate::error::Result;
use crate::pool::Read;
use crate::search::{Term, alternatives, is_one_word};
use crate::status::HIDDEN;
use crate::words::{Stems, with_stems};

/// So many texts are read for their rank, unless more are asked for: those with the words in their title first, then the newest.
const LOOKED_AT: usize = 1000;
/// How much a word of the title weighs beside one of the text.
const TITLE: f64 = 4.0;
/// The usual parameters of BM25.
const K1: f64 = 1.2;
const B: f64 = 0.75;

/// What an article says of a query.
struct Hit {
    id: i64,
    /// Of each wanted term, how often it is there.
    counts: Vec<f64>,
    /// Words of title and text.
    length: f64,
}

impl Read<'_> {
    /// The articles that `expression` finds and whose texts are as the terms say, best first, at most `limit`.
    pub(crate) fn rank(
        &self,
        expression: &str,
        terms: &[Term],
        limit: u32,
    ) -> Result<Vec<ArticleId>> {
        let mut candidates: Vec<i64> = self
            .0
            .prepare_cached(&format!("SELECT rowid FROM search WHERE search MATCH ?1 AND rowid NOT IN ({HIDDEN}) ORDER BY rowid DESC"))?
            .query_map([expression], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        let most = LOOKED_AT.max(limit as usize);
        let query = Query::of(terms);
        let mut hits = with_stems(|stems| -> Result<Vec<Hit>> {
            if candidates.len() > most {
                self.put_titles_first(&mut candidates, &query, stems)?;
            }
            let mut hits = Vec::new();
            for id in candidates {
                if hits.len() >= most {
                    break;
                }
                hits.extend(self.read_hit(id, &query, stems)?);
            }
            Ok(hits)
        })?;
        let weights = self.weights(terms)?;
        let all: f64 = hits.iter().map(|hit| hit.length).sum();
        let usual = (all / hits.len().max(1) as f64).max(1.0);
        let rank = |hit: &Hit| -> f64 {
            let shorter = K1 * (1.0 - B + B * hit.length / usual);
            let counts = hit.counts.iter().zip(&weights);
            counts
                .map(|(count, weight)| weight * count * (K1 + 1.0) / (count + shorter))
                .sum()
        };
        hits.sort_by(|a, b| rank(b).total_cmp(&rank(a)).then(b.id.cmp(&a.id)));
        hits.truncate(limit as usize);
        Ok(hits.into_iter().map(|hit| ArticleId(hit.id)).collect())
    }

    fn read_hit(&self, id: i64, query: &Query, stems: &mut Stems) -> Result<Option<Hit>> {
        let mut select = self.0.prepare_cached(
            "SELECT a.title, a.lead, a.language, b.body FROM articles AS a LEFT JOIN bodies AS b ON b.article = a.id WHERE a.id = ?1",
        )?;
        let found: Option<(String, String, String, Option<Vec<u8>>)> = select
            .query_row([id], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })
            .optional()?;
        let Some((title, lead, language, body)) = found else {
            return Ok(None);
        };
        let text = body
            // One that can't be read is for doctor to find.
            .and_then(|body| Body::unpack(&body).ok())
            .map_or(String::new(), |body| body.text);
        let kazakh = language == "kk";
        let title = query.look(&title, kazakh, stems);
        let text = query.look(if text.is_empty() { &lead } else { &text }, kazakh, stems);
        if query
            .unwanted
            .iter()
            .any(|pattern| pattern.count(&title) + pattern.count(&text) > 0)
        {
            return Ok(None);
        }
        let counts: Vec<f64> = query
            .wanted
            .iter()
            .map(|pattern| TITLE * pattern.count(&title) as f64 + pattern.count(&text) as f64)
            .collect();
        let is_meant = counts.iter().all(|count| *count > 0.0);
        Ok(is_meant.then_some(Hit {
            id,
            counts,
            length: (title.words + text.words) as f64,
        }))
    }

    /// Articles with more of the words in their title come first; else the order stays.
    fn put_titles_first(&self, ids: &mut [i64], query: &Query, stems: &mut Stems) -> Result<()> {
        let mut select = self
            .0
            .prepare_cached("SELECT title, language FROM articles WHERE id = ?1")?;
        let mut counts = std::collections::HashMap::with_capacity(ids.len());
        for id in ids.iter() {
            let title: Option<(String, String)> = select
                .query_row(params![id], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            let count = title.map_or(0, |(title, language)| {
                let place = query.look(&title, language == "kk", stems);
                query
                    .wanted
                    .iter()
                    .filter(|pattern| pattern.count(&place) > 0)
                    .count()
            });
            counts.insert(*id, count);
        }
        ids.sort_by_key(|id| std::cmp::Reverse(counts.get(id).copied()));
        Ok(())
    }

    /// How much each wanted term tells: what few articles have tells more. One term alone needs no weight.
    fn weights(&self, terms: &[Term]) -> Result<Vec<f64>> {
        let wanted: Vec<&Term> = terms.iter().filter(|term| !term.without).collect();
        if wanted.len() < 2 {
            return Ok(vec![1.0; wanted.len()]);
        }
        let all = f64::from(self.count_articles()?);
        let mut weights = Vec::with_capacity(wanted.len());
        for term in wanted {
            let Some(expression) = alternatives(term) else {
                continue;
            };
            let with: u32 = self
                .0
                .prepare_cached("SELECT count(*) FROM search WHERE search MATCH ?1")?
                .query_row([expression], |row| row.get(0))?;
            let with = f64::from(with);
            weights.push(((all - with + 0.5) / (with + 0.5)).ln().max(1e-6));
        }
        Ok(weights)
    }
}

/// The terms of a query, made ready to be looked for in texts.
struct Query {
    /// All words that are looked for.
    elements: Vec<Element>,
    wanted: Vec<Pattern>,
    /// Only those that the index could not tell.
    unwanted: Vec<Pattern>,
}

/// A word that is looked for: as it stands, or as a beginning.
#[derive(PartialEq)]
enum Element {
    Word(String),
    Beginning(String),
}

/// One term: any of these sequences, each of places in `elements`.
struct Pattern(Vec<Vec<usize>>);

/// Where the elements stand in a title or text.
struct Places {
    of: Vec<Vec<u32>>,
    words: u32,
}

impl Query {
    fn of(terms: &[Term]) -> Self {
        let mut elements = Vec::new();
        let mut place = |element: Element| -> usize {
            elements
                .iter()
                .position(|known| *known == element)
                .unwrap_or_else(|| {
                    elements.push(element);
                    elements.len() - 1
                })
        };
        let mut pattern = |term: &Term| {
            let mut sequences: Vec<Vec<usize>> = Vec::new();
            for kazakh in [false, true] {
                let sequence = term
                    .sequence(kazakh)
                    .into_iter()
                    .map(Element::Word)
                    .map(&mut place)
                    .collect();
                if !sequences.contains(&sequence) && !sequence.is_empty() {
                    sequences.push(sequence);
                }
            }
            sequences.extend(
                term.beginning()
                    .map(|beginning| vec![place(Element::Beginning(beginning))]),
            );
            Pattern(sequences)
        };
        let wanted = terms
            .iter()
            .filter(|term| !term.without && !term.sequence(false).is_empty())
            .map(&mut pattern)
            .collect();
        let unwanted = terms
            .iter()
            .filter(|term| term.without && !is_one_word(term))
            .map(&mut pattern)
            .collect();
        Self {
            elements,
            wanted,
            unwanted,
        }
    }

    fn look(&self, text: &str, kazakh: bool, stems: &mut Stems) -> Places {
        let mut places = Places {
            of: vec![Vec::new(); self.elements.len()],
            words: 0,
        };
        stems.sequence(text, kazakh, |word| {
            for (element, at) in self.elements.iter().zip(&mut places.of) {
                let is_here = match element {
                    Element::Word(wanted) => word == wanted,
                    Element::Beginning(wanted) => word.starts_with(wanted.as_str()),
                };
                if is_here {
                    at.push(places.words);
                }
            }
            places.words += 1;
        });
        places
    }
}

impl Pattern {
    /// How often the term stands there: at how many words it begins.
    fn count(&self, places: &Places) -> usize {
        let mut begins: Vec<u32> = Vec::new();
        for sequence in &self.0 {
            let Some((first, rest)) = sequence.split_first() else {
                continue;
            };
            let stands = |element: &usize, at: u32| {
                places
                    .of
                    .get(*element)
                    .is_some_and(|of| of.binary_search(&at).is_ok())
            };
            let first = places.of.get(*first).map(Vec::as_slice).unwrap_or_default();
            begins.extend(first.iter().filter(|at| {
                rest.iter()
                    .zip(*at + 1..)
                    .all(|(element, at)| stands(element, at))
            }));
        }
        begins.sort_unstable();
        begins.dedup();
        begins.len()
    }
}
