//! Addresses of proxies. The library has them without their passwords, which are the keyring's; what came otherwise is put right.

use std::path::Path;

use rusqlite::{Connection, OpenFlags, params};

use crate::error::{Result, StoreError};
use crate::folder;
use crate::pool::{Read, Store, connect};
use crate::tables;

impl Read<'_> {
    /// The addresses of all proxies, each once: that of the settings and those of sources.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn list_proxies(&self) -> Result<Vec<String>> {
        let mut select = self.0.prepare_cached(
            "SELECT value FROM settings WHERE key = 'proxy' AND value <> ''
             UNION SELECT proxy FROM feeds WHERE proxy NOT IN ('', 'direct') AND removed = 0",
        )?;
        let found = select.query_map([], |row| row.get(0))?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }
}

impl Store {
    /// Puts the second of each two addresses in place of the first, in the library and in its backups, and leaves nothing of the first in
    /// their files.
    ///
    /// # Errors
    /// What SQLite says; [`StoreError::Folder`].
    pub fn replace_proxies(&self, replaced: &[(String, String)]) -> Result<()> {
        self.write_act(|library| replace(library.sql(), replaced))?;
        self.write_anew()?;
        let refused = |source| StoreError::folder(self.folder(), source);
        let backups = folder::backups(self.folder()).map_err(refused)?;
        for file in std::fs::read_dir(backups).map_err(refused)? {
            let path = file.map_err(refused)?.path();
            if path.extension().is_some_and(|ending| ending == "sqlite") {
                match replace_in_backup(&path, replaced) {
                    // Nobody can be helped with that one anyway.
                    Err(StoreError::Damaged { .. }) => {}
                    done => done?,
                }
            }
        }
        Ok(())
    }
}

fn replace_in_backup(path: &Path, replaced: &[(String, String)]) -> Result<()> {
    let backup = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    replace(&backup, replaced)?;
    Ok(backup.execute_batch("VACUUM")?)
}

fn replace(library: &Connection, replaced: &[(String, String)]) -> Result<()> {
    // Earlier schemas had no proxies of sources.
    let of_sources = tables::columns(library, "main", "feeds")?.contains(&"proxy".to_owned());
    for (from, to) in replaced {
        library.execute(
            "UPDATE settings SET value = ?2 WHERE key = 'proxy' AND value = ?1",
            params![from, to],
        )?;
        if of_sources {
            library.execute(
                "UPDATE feeds SET proxy = ?2 WHERE proxy = ?1",
                params![from, to],
            )?;
        }
    }
    Ok(())
}
