//! What the library weighs, kind by kind, and letting go of what it need not keep. Marks stay; what has a star or is saved never goes.
//!
//! Pictures lie in a file of their own, so this takes several steps, each of which leaves both files right: articles forget their pictures,
//! then pictures that nobody counts on any more are deleted, then the space is given back to the disk.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};
use model::{ArticleId, Kept, MediaHash, Weight};
use rusqlite::params;

use crate::error::Result;
use crate::pool::{Read, Store, Write};
use crate::time::millis;

/// So many articles forget their pictures in one transaction: others write in between.
const STEP: usize = 200;
/// A picture this young may belong to an article that is being written just now.
const YOUNG: SignedDuration = SignedDuration::from_hours(1);

/// What left.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LetGo {
    /// Articles that left with their texts.
    pub articles: u32,
    /// Articles that let their pictures go.
    pub without_pictures: u32,
}

/// A picture that an article counts on.
struct Holding {
    article: ArticleId,
    hash: String,
    kind: Kept,
    /// It has a star, is saved, or is packed in the edition.
    precious: bool,
    read: bool,
    /// The later of publication and arrival.
    since: i64,
}

impl Store {
    /// What each kind weighs.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn weigh(&self) -> Result<[Weight; 3]> {
        let texts = self.read(|library| library.weigh_texts())?;
        let holdings = self.read(|library| library.list_holdings())?;
        let sizes = self.media().sizes()?;
        let reports = self.read(|library| library.count_photo_reports())?;
        let ours = by_hash(&holdings);
        let weigh = |kind: Kept| {
            let mut weight = Weight::of(kind);
            for (hash, holders) in &ours {
                if holders.kind != kind {
                    continue;
                }
                let bytes = sizes.get(*hash).copied().unwrap_or(0);
                weight.count += 1;
                weight.bytes += bytes;
                if !holders.precious {
                    weight.clearable += bytes;
                }
            }
            weight
        };
        let photos = Weight {
            count: reports,
            ..weigh(Kept::PhotoReports)
        };
        Ok([texts, weigh(Kept::Pictures), photos])
    }

    /// Keeps texts within `bytes` (0: no limit): read ones leave first, the oldest first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn keep_texts_within(&self, bytes: u64) -> Result<u32> {
        if bytes == 0 {
            return Ok(0);
        }
        let leaving = self.read(|library| library.list_texts_beyond(bytes))?;
        let mut left = 0;
        for some in leaving.chunks(STEP) {
            left += self.write(|library| library.prune_articles(some))?;
        }
        Ok(left)
    }

    /// Lets go of the pictures of one kind that were read before `before`, then of the oldest until the rest weighs at most `bytes` (0: no
    /// limit). Tells how many articles that concerns.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn keep_pictures_within(&self, kind: Kept, before: Timestamp, bytes: u64) -> Result<u32> {
        let holdings = self.read(|library| library.list_holdings())?;
        let sizes = self.media().sizes()?;
        let leaving = leaving(&holdings, &sizes, kind, millis(before), bytes);
        self.let_pictures_go(&leaving)
    }

    /// Lets go of all pictures of one kind, whatever their age.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn clear_pictures(&self, kind: Kept) -> Result<u32> {
        let holdings = self.read(|library| library.list_holdings())?;
        let mut leaving: Vec<ArticleId> = holdings
            .iter()
            .filter(|holding| holding.kind == kind && !holding.precious)
            .map(|holding| holding.article)
            .collect();
        leaving.dedup();
        self.let_pictures_go(&leaving)
    }

    fn let_pictures_go(&self, leaving: &[ArticleId]) -> Result<u32> {
        for some in leaving.chunks(STEP) {
            self.write(|library| some.iter().try_for_each(|id| library.let_pictures_go(*id)))?;
        }
        Ok(leaving.len() as u32)
    }

    /// Deletes the pictures that no article and no source counts on, those that came a moment ago apart, and gives the free space of both
    /// files back to the disk.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn give_space_back(&self, now: Timestamp) -> Result<()> {
        let young = now.checked_sub(YOUNG).unwrap_or(Timestamp::MIN);
        let here = self.media().list_before(young)?;
        let counted_on: std::collections::HashSet<MediaHash> = self
            .read(|library| library.list_hashes())?
            .into_iter()
            .collect();
        let orphans: Vec<MediaHash> = here
            .into_iter()
            .filter(|hash| !counted_on.contains(hash))
            .collect();
        self.media().forget(&orphans)?;
        // An article may have come to count on one of them meanwhile.
        let counted_on = self.read(|library| library.list_hashes())?;
        let lost: Vec<MediaHash> = counted_on
            .into_iter()
            .filter(|hash| orphans.contains(hash))
            .collect();
        if !lost.is_empty() {
            self.write(|library| library.want_lost_pictures(&lost))?;
        }
        self.media().give_space_back()?;
        self.give_library_back()
    }
}

impl Read<'_> {
    /// Whether an article has let pictures go.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn has_let_pictures_go(&self, id: ArticleId) -> Result<bool> {
        let mut any = self.0.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM pictures WHERE article = ?1 AND let_go = 1)",
        )?;
        Ok(any.query_row([id.0], |row| row.get(0))?)
    }

    fn weigh_texts(&self) -> Result<Weight> {
        let (count, bytes, clearable): (u32, i64, i64) = self.0.query_row(
            "SELECT count(*), coalesce(sum(size), 0), coalesce(sum(CASE WHEN s.read = 1 AND s.starred = 0 AND s.saved = 0 THEN size END), 0)
             FROM (SELECT b.article AS id, length(b.body) + coalesce((SELECT sum(length(r.body)) FROM revisions AS r WHERE r.article = b.article), 0) AS size
                   FROM bodies AS b) AS t JOIN statuses AS s ON s.id = t.id",
            [],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )?;
        Ok(Weight {
            count,
            bytes: bytes.unsigned_abs(),
            clearable: clearable.unsigned_abs(),
            ..Weight::of(Kept::Texts)
        })
    }

    fn count_photo_reports(&self) -> Result<u32> {
        Ok(self.0.query_row(
            "SELECT count(*) FROM articles WHERE photos > 0",
            [],
            |row| row.get(0),
        )?)
    }

    fn list_holdings(&self) -> Result<Vec<Holding>> {
        let mut select = self.0.prepare(
            "SELECT p.article, p.hash, a.photos > 0,
                    s.starred = 1 OR s.saved = 1 OR p.article IN (SELECT article FROM edition_articles WHERE packed = 1), s.read, max(a.published, s.arrived)
             FROM pictures AS p JOIN articles AS a ON a.id = p.article JOIN statuses AS s ON s.id = p.article
             WHERE p.hash <> '' ORDER BY s.read DESC, a.published, a.id",
        )?;
        let holdings = select
            .query_map([], |row| {
                Ok(Holding {
                    article: ArticleId(row.get(0)?),
                    hash: row.get(1)?,
                    kind: if row.get(2)? {
                        Kept::PhotoReports
                    } else {
                        Kept::Pictures
                    },
                    precious: row.get(3)?,
                    read: row.get(4)?,
                    since: row.get(5)?,
                })
            })?
            .collect::<rusqlite::Result<_>>()?;
        Ok(holdings)
    }

    /// The articles whose texts go beyond that many bytes, read ones first, the oldest first.
    fn list_texts_beyond(&self, bytes: u64) -> Result<Vec<ArticleId>> {
        let mut total = self.weigh_texts()?.bytes;
        let mut select = self.0.prepare(
            "SELECT a.id, length(b.body) + coalesce((SELECT sum(length(r.body)) FROM revisions AS r WHERE r.article = a.id), 0)
             FROM articles AS a JOIN bodies AS b ON b.article = a.id JOIN statuses AS s ON s.id = a.id
             WHERE s.starred = 0 AND s.saved = 0 ORDER BY s.read DESC, a.published, a.id",
        )?;
        let mut rows = select.query([])?;
        let mut leaving = Vec::new();
        while total > bytes
            && let Some(row) = rows.next()?
        {
            leaving.push(ArticleId(row.get(0)?));
            total = total.saturating_sub(row.get::<_, i64>(1)?.unsigned_abs());
        }
        Ok(leaving)
    }
}

impl Write<'_> {
    /// Its pictures keep their places and are not fetched again by themselves.
    fn let_pictures_go(&self, id: ArticleId) -> Result<()> {
        self.sql()
            .prepare_cached(
                "UPDATE pictures SET hash = '', let_go = 1 WHERE article = ?1 AND dropped = 0",
            )?
            .execute([id.0])?;
        self.settle_state(id)?;
        Ok(())
    }

    /// Wants the pictures of an article again that it had let go: the reader keeps it by a mark, or looks at it.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn want_pictures_back(&self, id: ArticleId) -> Result<()> {
        self.sql()
            .prepare_cached("UPDATE pictures SET let_go = 0, attempts = 0, next = 0 WHERE article = ?1 AND let_go = 1")?
            .execute(params![id.0])?;
        Ok(())
    }
}

/// Who counts on a picture.
struct Holders {
    /// That of a photo report wins: it is what the reader looks at.
    kind: Kept,
    precious: bool,
    articles: u32,
}

fn by_hash(holdings: &[Holding]) -> HashMap<&str, Holders> {
    let mut all: HashMap<&str, Holders> = HashMap::new();
    for holding in holdings {
        let holders = all.entry(&holding.hash).or_insert(Holders {
            kind: holding.kind,
            precious: false,
            articles: 0,
        });
        if holding.kind == Kept::PhotoReports {
            holders.kind = Kept::PhotoReports;
        }
        holders.precious |= holding.precious;
        holders.articles += 1;
    }
    all
}

/// The articles that let their pictures go, of holdings in the order in which they may leave.
fn leaving(
    holdings: &[Holding],
    sizes: &HashMap<String, u64>,
    kind: Kept,
    before: i64,
    bytes: u64,
) -> Vec<ArticleId> {
    let size = |hash: &str| sizes.get(hash).copied().unwrap_or(0);
    let mut holders = by_hash(holdings);
    let ours = holders.iter().filter(|(_, holders)| holders.kind == kind);
    let mut total: u64 = ours.map(|(hash, _)| size(hash)).sum();
    let mut leaving: Vec<ArticleId> = Vec::new();
    let may_go = |holding: &&Holding| holding.kind == kind && !holding.precious;
    for holding in holdings.iter().filter(may_go) {
        let is_old = holding.read && holding.since < before;
        let is_beyond = bytes > 0 && total > bytes;
        if leaving.last() != Some(&holding.article) {
            if !is_old && !is_beyond {
                continue;
            }
            leaving.push(holding.article);
        }
        if let Some(held) = holders.get_mut(holding.hash.as_str()) {
            held.articles -= 1;
            if held.articles == 0 && held.kind == kind {
                total = total.saturating_sub(size(&holding.hash));
            }
        }
    }
    leaving
}
