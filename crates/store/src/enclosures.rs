//! Table `enclosures`: files that come with an article. They stay at the publisher's.

use model::{ArticleId, Enclosure};
use rusqlite::params;

use crate::error::Result;
use crate::pool::{Read, Write};

impl Read<'_> {
    pub(crate) fn load_enclosures(&self, id: ArticleId) -> Result<Vec<Enclosure>> {
        let mut select = self.0.prepare_cached(
            "SELECT url, type, bytes, seconds FROM enclosures WHERE article = ?1 ORDER BY position",
        )?;
        let enclosures = select
            .query_map([id.0], |row| {
                let (bytes, seconds): (i64, u32) = (row.get(2)?, row.get(3)?);
                Ok(Enclosure {
                    url: row.get(0)?,
                    media_type: row.get(1)?,
                    bytes: u64::try_from(bytes).ok().filter(|bytes| *bytes > 0),
                    seconds: Some(seconds).filter(|seconds| *seconds > 0),
                })
            })?
            .collect::<rusqlite::Result<_>>()?;
        Ok(enclosures)
    }
}

impl Write<'_> {
    /// Keeps the files of an article in place of those before. Only feeds name them: a page leaves them as they are.
    pub(crate) fn save_enclosures(&self, id: ArticleId, enclosures: &[Enclosure]) -> Result<()> {
        self.sql()
            .prepare_cached("DELETE FROM enclosures WHERE article = ?1")?
            .execute([id.0])?;
        for (position, enclosure) in enclosures.iter().enumerate() {
            let bytes = enclosure.bytes.map(i64::try_from);
            self.sql()
                .prepare_cached("INSERT INTO enclosures (article, position, url, type, bytes, seconds) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
                .execute(params![
                    id.0,
                    position as i64,
                    enclosure.url,
                    enclosure.media_type,
                    // What no number holds is no size.
                    bytes.and_then(|bytes| bytes.ok()).unwrap_or(0),
                    enclosure.seconds.unwrap_or(0)
                ])?;
        }
        Ok(())
    }
}
