//! Which tables a library has, asked of SQLite itself: for copying rows from one library into another.

use rusqlite::Connection;

use crate::error::Result;

/// A table that holds rows of its own (the search index does not).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Table {
    pub name: String,
    pub columns: Vec<String>,
    /// What its rows are ordered by.
    pub key: String,
    /// The key is a whole number.
    pub numbered: bool,
}

/// All tables, in the order they were made.
pub(crate) fn list(connection: &Connection) -> Result<Vec<Table>> {
    let mut select = connection.prepare(
        "SELECT t.name, t.wr FROM pragma_table_list AS t JOIN sqlite_schema AS s ON s.name = t.name AND s.type = 'table'
         WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite%' ORDER BY s.rowid",
    )?;
    let named: Vec<(String, bool)> = select
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    named
        .into_iter()
        .map(|(name, without_rowid)| {
            let (key, kind) = if without_rowid {
                connection.query_row(
                    "SELECT name, type FROM pragma_table_info(?1) WHERE pk = 1",
                    [&name],
                    |row| Ok((row.get(0)?, row.get(1)?)),
                )?
            } else {
                ("rowid".to_owned(), "INTEGER".to_owned())
            };
            Ok(Table {
                columns: columns(connection, "main", &name)?,
                numbered: kind == "INTEGER",
                key,
                name,
            })
        })
        .collect()
}

/// The columns of a table; none where there is no such table.
pub(crate) fn columns(connection: &Connection, schema: &str, table: &str) -> Result<Vec<String>> {
    let mut select =
        connection.prepare("SELECT name FROM pragma_table_info(?1, ?2) ORDER BY cid")?;
    let names = select
        .query_map([table, schema], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(names)
}
