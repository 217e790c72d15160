//! Space on the disk: what a row takes of it; and what was deleted leaves free pages in a file, which only a vacuum gives back.

use rusqlite::Connection;

use crate::error::Result;

/// So many free pages are given back at once: a few milliseconds.
const STEP: u32 = 1000;
/// As SQLite numbers it.
const INCREMENTAL: i64 = 2;

/// Has a file that is still empty keep track of its free pages, so that they can be given back piece by piece. Another is left as it is:
/// even saying the same again would write to it.
pub(crate) fn make_returnable(connection: &Connection) -> Result<()> {
    let pages: i64 = connection.query_row("PRAGMA page_count", [], |row| row.get(0))?;
    if pages == 0 {
        connection.pragma_update(None, "auto_vacuum", "INCREMENTAL")?;
    }
    Ok(())
}

/// Gives some of a file's free pages back to the disk; tells whether there are more.
///
/// A file of an earlier Qazet can't do it piece by piece: it is written anew, once, when a quarter of it is free.
pub(crate) fn give_some_back(connection: &mut Connection) -> Result<bool> {
    let number = |name: &str| -> Result<i64> {
        Ok(connection.query_row(&format!("PRAGMA {name}"), [], |row| row.get(0))?)
    };
    let free = number("freelist_count")?;
    if free > 0 && number("auto_vacuum")? != INCREMENTAL {
        if free * 4 < number("page_count")? {
            return Ok(false);
        }
        connection.execute_batch("PRAGMA auto_vacuum = INCREMENTAL; VACUUM")?;
    } else if free > 0 {
        // Each step of the statement frees one page.
        let mut vacuum = connection.prepare(&format!("PRAGMA incremental_vacuum({STEP})"))?;
        let mut freed = vacuum.query([])?;
        while freed.next()?.is_some() {}
        drop(freed);
        drop(vacuum);
        if number("freelist_count")? < free && free > i64::from(STEP) {
            return Ok(true);
        }
    }
    // The file itself grows shorter when the log is folded into it. Where somebody reads just now, the next time does it.
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(false)
}

/// Bytes of a page of `library.sqlite`, and of `media.sqlite`.
const LIBRARY_PAGE: u64 = 8192;
const MEDIA_PAGE: u64 = 4096;
/// Bytes of the search index for each word of a text. It is less in a large library, where articles share most of their words.
const WORD: u64 = 8;

/// Bytes that an article's text takes with its small rows and its words.
pub(crate) fn text_on_disk(body: u64, rows: u64, words: u64) -> u64 {
    row_on_disk(body, LIBRARY_PAGE) + small_rows_on_disk(rows) + words * WORD
}

/// Bytes that a picture takes with its small rows.
pub(crate) fn picture_on_disk(picture: u64, rows: u64) -> u64 {
    row_on_disk(picture, MEDIA_PAGE) + small_rows_on_disk(rows)
}

/// Of the pages of small rows a quarter is free, as a rule.
fn small_rows_on_disk(rows: u64) -> u64 {
    rows * 4 / 3
}

/// Bytes that a row of this size takes in pages of that size: what does not fit into its page goes to pages of its own (SQLite's File
/// format, 1.6), and where no second row fits beside it, it has the page for itself.
fn row_on_disk(row: u64, page: u64) -> u64 {
    let (usable, most_local) = (page - 4, page - 35);
    let least_local = (page - 12) * 32 / 255 - 23;
    let local = if row <= most_local {
        row
    } else {
        match least_local + (row - least_local) % usable {
            local if local <= most_local => local,
            _ => least_local,
        }
    };
    let own_pages = (row - local).div_ceil(usable) * page;
    let beside = usable.checked_div(local).unwrap_or(usable);
    own_pages
        + if beside < 8 {
            page / beside
        } else {
            small_rows_on_disk(local)
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_into_its_page_takes_whole_pages() {
        assert_eq!(row_on_disk(0, 4096), 0);
        assert_eq!(row_on_disk(300, 4096), 400);
        assert_eq!(row_on_disk(2000, 4096), 2048);
        assert_eq!(row_on_disk(2100, 4096), 4096);
        assert_eq!(row_on_disk(4061, 4096), 4096);
        for page in [4096, 8192] {
            for row in [page, 2 * page, 100_000, 1_000_000] {
                let taken = row_on_disk(row, page);
                let most = row + row / 100 + 2 * page;
                assert!(taken >= row && taken < most, "{row}: {taken}");
            }
        }
    }
}
