//! Opening `library.sqlite` to write: what is missing is made, what is old migrates, what is damaged is rescued.
//!
//! Most damage shows only when its page is read. Whoever meets it leaves a file `check-wanted` in the folder, and the next start looks at the
//! whole library before anybody uses it.

use std::io::Read;
use std::path::Path;

use jiff::Timestamp;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::doctor;
use crate::error::{Result, StoreError};
use crate::folder;
use crate::letters;
use crate::migrate;
use crate::pool::connect;
use crate::rescue;
use crate::rescued::Rescued;
use crate::space;

/// Pages the write-ahead log may hold before it is folded into the file: 32 MB.
const LOG_PAGES: i64 = 4096;

/// There for the next start to look at the whole library.
const WANTED: &str = "check-wanted";

/// Opens the library in `folder`, which this process holds; tells of a rescue where there was one.
pub(crate) fn open_to_write(
    folder: &Path,
    now: Timestamp,
) -> Result<(Connection, Option<Rescued>)> {
    rescue::finish(folder)?;
    let why = if rescue::is_missing(folder)? {
        "library.sqlite was missing or empty".to_owned()
    } else {
        match open_sound(folder) {
            Err(StoreError::Damaged { detail, .. }) => detail,
            opened => return opened.map(|connection| (connection, None)),
        }
    };
    let rescued = rescue::rescue(folder, now, &why)?;
    want_no_check(folder)?;
    Ok((open_sound(folder)?, Some(rescued)))
}

/// Has the next start look at the whole library.
///
/// # Errors
/// [`StoreError::Folder`], [`StoreError::DiskFull`].
pub fn want_check(folder: &Path) -> Result<()> {
    folder::private_file(&folder.join(WANTED))
        .map(drop)
        .map_err(|source| StoreError::folder(folder, source))
}

fn want_no_check(folder: &Path) -> Result<()> {
    folder::remove(&folder.join(WANTED)).map_err(|source| StoreError::folder(folder, source))
}

/// Whether a file has fewer pages than its head says (SQLite, file format, §1.3). SQLite sees that itself, but not where a write-ahead log
/// says it too; and the log may hold what lacks, so that the whole library has to be looked at.
fn is_cut_short(path: &Path) -> std::io::Result<bool> {
    let mut head = [0; 100];
    let mut file = std::fs::File::open(path)?;
    let length = file.metadata()?.len();
    if length < head.len() as u64 {
        return Ok(false);
    }
    file.read_exact(&mut head)?;
    let number = |at: usize| {
        head[at..at + 4]
            .iter()
            .fold(0, |all, byte| all << 8 | u64::from(*byte))
    };
    let page = match number(16) >> 16 {
        1 => 65_536,
        bytes => bytes,
    };
    // The number of pages counts only where it is of the last change.
    Ok(number(24) == number(92) && length < number(28) * page)
}

fn open_sound(folder: &Path) -> Result<Connection> {
    let path = folder.join("library.sqlite");
    let refused = |source| StoreError::folder(folder, source);
    folder::private_file(&path).map_err(refused)?;
    if is_cut_short(&path).map_err(refused)? {
        want_check(folder)?;
    }
    let mut connection = connect(&path, OpenFlags::default())?;
    // A damaged file is left as it is, its write-ahead log beside it.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    // Only a file that is still empty takes it: packed texts fill pages of 4 kB badly.
    connection.pragma_update(None, "page_size", 8192)?;
    space::make_returnable(&connection)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    // A sync writes much at once; the log is folded into the file less often, and cut again when it has grown.
    connection.pragma_update(None, "wal_autocheckpoint", LOG_PAGES)?;
    connection.pragma_update(None, "journal_size_limit", LOG_PAGES * 8192)?;
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    if folder.join(WANTED).exists() {
        check(folder, &mut connection)?;
    }
    migrate::migrate(&mut connection, migrate::LIBRARY, Some(folder))?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    Ok(connection)
}

/// The check that was wanted. Texts that are none any more are mended where they stand. A search index that is damaged as such is made anew; nothing of the library is lost with it.
fn check(folder: &Path, connection: &mut Connection) -> Result<()> {
    let damage = doctor::damage(connection, "integrity_check")?;
    if let Some(line) = damage.iter().find(|line| !doctor::is_of_index(line)) {
        return Err(StoreError::Damaged {
            file: "library.sqlite",
            detail: line.clone(),
        });
    }
    if migrate::version(connection)? as usize == migrate::LIBRARY.len() {
        doctor::renew_index(connection)?;
    }
    letters::mend(connection)?;
    want_no_check(folder)
}
