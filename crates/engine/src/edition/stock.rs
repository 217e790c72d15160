//! What there is for an edition, and what is known of its pictures. No network and no decision here.

use std::collections::{HashMap, HashSet};

use jiff::{SignedDuration, Timestamp};
use model::{EditionPart, MediaHash};
use store::{Measure, Packable, PictureOf, Store};

use super::plan::{Candidate, Part, Plan};
use crate::error::Result;

/// Articles older than this are packed only where they were saved or have a star.
const AGE: SignedDuration = SignedDuration::from_hours(14 * 24);
/// The most articles an edition is made of.
pub const MOST_ARTICLES: u32 = 3000;
/// What a text takes that is not here yet.
const TEXT: u64 = 6_000;
/// What a picture takes of which nothing is known, where none is packed yet to go by.
const PICTURE: u64 = 90_000;
/// So many photos a report has that was not read yet.
const PHOTOS: usize = 10;

/// How a picture stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It is here, as small as it may be.
    Packed(MediaHash, Measure),
    /// It is here as it came.
    Cached(MediaHash, Measure),
    /// It has to be fetched.
    Absent,
    /// It can't be had now.
    Missing,
    /// It was fetched, and there was no room for it.
    TooLarge,
}

/// What there is.
#[derive(Debug)]
pub struct Stock {
    /// The articles, newest first.
    pub articles: Vec<Packable>,
    /// Their pictures, in the same order.
    pub pictures: Vec<Vec<PictureOf>>,
    /// By address.
    pub standings: HashMap<String, Standing>,
    /// The longer side of a picture in an edition.
    longest: u32,
}

impl Stock {
    /// Looks into the library. `offline`: what is not here can't be had.
    pub fn load(store: &Store, now: Timestamp, longest: u32, offline: bool) -> Result<Self> {
        let since = now.checked_sub(AGE).unwrap_or(Timestamp::MIN);
        let (articles, pictures) = store.read(|library| {
            let articles = library.list_packable(since, now, MOST_ARTICLES)?;
            let pictures = articles
                .iter()
                .map(|article| {
                    let mut pictures = library.list_pictures(article.id, now)?;
                    // What is not here of an article that is held back is not wanted.
                    pictures.retain(|picture| !article.held_back || picture.hash.is_some());
                    Ok(pictures)
                })
                .collect::<store::Result<Vec<_>>>()?;
            Ok((articles, pictures))
        })?;
        let is_reachable =
            |article: &Packable| article.has_text || article.page.is_some() && !offline;
        let (articles, pictures): (Vec<_>, Vec<_>) = articles
            .into_iter()
            .zip(pictures)
            .filter(|(article, _)| is_reachable(article))
            .unzip();
        let mut stock = Self {
            articles,
            pictures,
            standings: HashMap::new(),
            longest,
        };
        let every: Vec<PictureOf> = stock.pictures.iter().flatten().cloned().collect();
        for picture in every {
            if !stock.standings.contains_key(&picture.url) {
                let standing = stock.standing_of(store, &picture, offline)?;
                stock.standings.insert(picture.url, standing);
            }
        }
        Ok(stock)
    }

    fn standing_of(&self, store: &Store, picture: &PictureOf, offline: bool) -> Result<Standing> {
        let measured = match &picture.hash {
            Some(hash) => store.media().measure(hash)?.map(|measure| (hash, measure)),
            None => None,
        };
        Ok(match measured {
            Some((hash, measure)) if self.is_small(&measure) => {
                Standing::Packed(hash.clone(), measure)
            }
            Some((hash, measure)) => Standing::Cached(hash.clone(), measure),
            None if picture.is_due && !offline => Standing::Absent,
            None => Standing::Missing,
        })
    }

    fn is_small(&self, measure: &Measure) -> bool {
        measure.came.is_some() && measure.width.max(measure.height) <= self.longest
    }

    /// A picture has another name now, wherever it is shown.
    pub fn rename(&mut self, from: &MediaHash, to: &MediaHash, measure: Measure) {
        for standing in self.standings.values_mut() {
            if matches!(standing, Standing::Cached(hash, _) | Standing::Packed(hash, _) if hash == from)
            {
                *standing = Standing::Packed(to.clone(), measure);
            }
        }
    }

    /// As the planner wants it. A photo report that can't be whole, because a photo of it had no room, is no candidate any more.
    pub fn candidates(&self) -> Vec<Candidate> {
        let typical = self.typical();
        self.articles
            .iter()
            .zip(&self.pictures)
            .map(|(article, pictures)| Candidate {
                id: article.id.0,
                unread: article.unread,
                starred: article.starred,
                saved: article.saved,
                is_report: article.is_report,
                published: article.published,
                weight: article.weight,
                text: match article.has_text {
                    true if self.is_hopeless(article, pictures) => u64::MAX,
                    true => article.bytes,
                    false => TEXT,
                },
                pictures: match article.has_text {
                    true => pictures
                        .iter()
                        .filter_map(|picture| self.part_of(picture, typical))
                        .collect(),
                    false => expected(article, typical),
                },
            })
            .collect()
    }

    fn is_hopeless(&self, article: &Packable, pictures: &[PictureOf]) -> bool {
        article.is_report
            && pictures
                .iter()
                .any(|picture| self.standings.get(&picture.url) == Some(&Standing::TooLarge))
    }

    fn part_of(&self, picture: &PictureOf, typical: u64) -> Option<Part> {
        let (key, bytes) = match self.standings.get(&picture.url)? {
            Standing::Packed(hash, measure) => (hash.to_string(), measure.on_disk),
            Standing::Cached(hash, measure) => (hash.to_string(), measure.on_disk.min(typical)),
            Standing::Absent => (picture.url.clone(), typical),
            Standing::Missing | Standing::TooLarge => return None,
        };
        Some(Part {
            key,
            role: picture.role,
            bytes,
        })
    }

    /// The picture behind a part of a candidate.
    pub fn picture_at(&self, candidate: usize, place: usize) -> Option<&PictureOf> {
        self.pictures[candidate]
            .iter()
            .filter(|picture| {
                !matches!(
                    self.standings.get(&picture.url),
                    None | Some(Standing::Missing | Standing::TooLarge)
                )
            })
            .nth(place)
    }

    /// What a picture takes as a rule, a little more than those that are packed.
    fn typical(&self) -> u64 {
        let packed: Vec<u64> = self
            .standings
            .values()
            .filter_map(|standing| match standing {
                Standing::Packed(_, measure) => Some(measure.on_disk),
                _ => None,
            })
            .collect();
        match packed.len() as u64 {
            0..8 => PICTURE,
            count => packed.iter().sum::<u64>() / count * 11 / 10,
        }
    }

    /// What of a plan is here: bytes, and how many pictures, of how many.
    pub fn progress(&self, plan: &Plan) -> (u64, u32, u32) {
        let mut seen: HashSet<&str> = HashSet::new();
        let (mut bytes, mut done, mut of) = (0, 0, 0);
        for planned in &plan.articles {
            bytes += self.articles[planned.candidate].bytes;
            for picture in self.pictures_of(planned.candidate, &planned.pictures) {
                let standing = self.standings.get(&picture.url);
                let key = match standing {
                    Some(Standing::Packed(hash, _) | Standing::Cached(hash, _)) => hash.as_str(),
                    _ => picture.url.as_str(),
                };
                if seen.insert(key) {
                    of += 1;
                    if let Some(Standing::Packed(_, measure)) = standing {
                        bytes += measure.on_disk;
                        done += 1;
                    }
                }
            }
        }
        (bytes, done, of)
    }

    /// The pictures of a planned article that are in the plan.
    pub fn pictures_of<'a>(
        &'a self,
        candidate: usize,
        places: &'a [usize],
    ) -> impl Iterator<Item = &'a PictureOf> {
        places
            .iter()
            .filter_map(move |place| self.picture_at(candidate, *place))
    }

    /// The names of all packed pictures of a plan, with what they are.
    pub fn packed_of(&self, plan: &Plan) -> HashMap<MediaHash, Measure> {
        plan.articles
            .iter()
            .flat_map(|planned| self.pictures_of(planned.candidate, &planned.pictures))
            .filter_map(|picture| match self.standings.get(&picture.url)? {
                Standing::Packed(hash, measure) => Some((hash.clone(), *measure)),
                _ => None,
            })
            .collect()
    }

    /// A plan as the library keeps it. What is planned and not here (packing was stopped) is told as left out.
    pub fn parts(&self, plan: &Plan) -> Vec<EditionPart> {
        let mut counted = HashSet::new();
        let mut parts = Vec::new();
        for planned in &plan.articles {
            let article = &self.articles[planned.candidate];
            let pictures = &self.pictures[planned.candidate];
            let (mut bytes, mut packed) = (article.bytes, 0);
            for picture in self.pictures_of(planned.candidate, &planned.pictures) {
                if let Some(Standing::Packed(hash, measure)) = self.standings.get(&picture.url) {
                    packed += 1;
                    if counted.insert(hash.clone()) {
                        bytes += measure.on_disk;
                    }
                }
            }
            let missing = pictures
                .iter()
                .filter(|picture| self.standings.get(&picture.url) == Some(&Standing::Missing))
                .count() as u32;
            let is_whole = !article.is_report || packed + missing >= photos(pictures);
            parts.push(EditionPart {
                article: article.id,
                packed: article.has_text && is_whole,
                bytes,
                pictures: packed,
                left_out: pictures.len() as u32 - packed - missing,
                missing,
            });
        }
        let left_out = plan.left_out.iter().map(|candidate| EditionPart {
            article: self.articles[*candidate].id,
            packed: false,
            bytes: self.articles[*candidate].bytes,
            pictures: 0,
            left_out: self.pictures[*candidate].len() as u32,
            missing: 0,
        });
        parts.extend(left_out);
        parts
    }
}

/// Pictures of a report without the posters of its films.
fn photos(pictures: &[PictureOf]) -> u32 {
    pictures
        .iter()
        .filter(|picture| picture.role != store::Role::Poster)
        .count() as u32
}

/// What an article is expected to bring whose page was not read yet.
fn expected(article: &Packable, typical: u64) -> Vec<Part> {
    let (role, count) = match article.is_report {
        true => (store::Role::Photo, PHOTOS),
        false => (store::Role::Lead, 1),
    };
    (0..count)
        .map(|number| Part {
            key: format!("{} {number}", article.id),
            role,
            bytes: typical,
        })
        .collect()
}
