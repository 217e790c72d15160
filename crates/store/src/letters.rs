//! Texts whose bytes are no letters any more. SQLite's own check does not look at them, and one of them would keep a whole list from being
//! read: a bad disk must cost a letter, not the newspaper.

use rusqlite::{Connection, params};

use crate::error::Result;
use crate::tables;

/// Puts a mark (U+FFFD) in the place of what is no letter; tells in how many texts.
pub(crate) fn mend(connection: &mut Connection) -> Result<u32> {
    let transaction = connection.transaction()?;
    let mut mended = 0;
    for table in tables::list(&transaction)? {
        for column in &table.columns {
            for bytes in broken(&transaction, &table.name, column)? {
                let text = String::from_utf8_lossy(&bytes);
                let update = format!(
                    "UPDATE {0} SET {column} = ?1 WHERE {column} = CAST(?2 AS TEXT)",
                    table.name
                );
                mended += transaction.execute(&update, params![text, bytes])? as u32;
            }
        }
    }
    transaction.commit()?;
    Ok(mended)
}

fn broken(connection: &Connection, table: &str, column: &str) -> Result<Vec<Vec<u8>>> {
    let sql = format!("SELECT {column} FROM {table} WHERE typeof({column}) = 'text'");
    let mut select = connection.prepare(&sql)?;
    let mut rows = select.query([])?;
    let mut broken = Vec::new();
    while let Some(row) = rows.next()? {
        if let rusqlite::types::ValueRef::Text(bytes) = row.get_ref(0)?
            && std::str::from_utf8(bytes).is_err()
        {
            broken.push(bytes.to_vec());
        }
    }
    Ok(broken)
}
