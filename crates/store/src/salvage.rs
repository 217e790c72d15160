//! Reading a damaged file: row by row, past every page that can't be read.
//!
//! A damaged page ends a walk through its table; the rows behind it are reached by asking for larger and larger keys, and what lies between
//! is read from its other end. A row that is no longer what its table wants (a text of broken letters, a word that is none of the allowed) is
//! left out. Errors of the file that is read never end the salvage; those of the file that is written do.

use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, ErrorCode, OpenFlags, params_from_iter};

use crate::error::Result;
use crate::tables::{self, Table};

/// Opens a damaged file so that it stays as it is, with its write-ahead log.
pub(crate) fn open(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    // Reads a file that is shorter than it says, and a schema with broken lines.
    connection.pragma_update(None, "writable_schema", true)?;
    Ok(connection)
}

/// Copies what can be read of a table; tells whether that was all of it.
///
/// # Errors
/// What SQLite says of the file that is written.
pub(crate) fn copy(from: &Connection, into: &Connection, table: &Table) -> Result<bool> {
    let there = tables::columns(from, "main", &table.name).unwrap_or_default();
    let shared = table.columns.iter().filter(|name| there.contains(name));
    let columns: Vec<&str> = shared.map(String::as_str).collect();
    if columns.is_empty() {
        return Ok(false);
    }
    Copying {
        from,
        into,
        table,
        columns,
        whole: true,
    }
    .run()
}

struct Copying<'a> {
    from: &'a Connection,
    into: &'a Connection,
    table: &'a Table,
    columns: Vec<&'a str>,
    whole: bool,
}

/// How a walk through a table ended.
struct Walked {
    /// The last number that was read.
    last: Option<i64>,
    /// At damage, before the end.
    stopped: bool,
}

impl Copying<'_> {
    fn run(mut self) -> Result<bool> {
        let key = &self.table.key;
        let (up, down) = (format!("ORDER BY {key}"), format!("ORDER BY {key} DESC"));
        if !self.table.numbered {
            if self.walk(&up, &[])?.stopped {
                self.walk(&down, &[])?;
            }
            return Ok(self.whole);
        }
        let (onward, between) = (
            format!("WHERE {key} >= ?1 {up}"),
            format!("WHERE {key} > ?1 AND {key} < ?2 {down}"),
        );
        let mut from = 0;
        loop {
            let walked = self.walk(&onward, &[from])?;
            if !walked.stopped {
                return Ok(self.whole);
            }
            let last = walked.last.unwrap_or(from).max(from);
            let next = self.next_readable(last);
            self.walk(&between, &[last, next.unwrap_or(i64::MAX)])?;
            match next {
                Some(next) => from = next,
                None => return Ok(false),
            }
        }
    }

    /// Copies rows in this order until the end, or until one can't be read.
    fn walk(&mut self, order: &str, bounds: &[i64]) -> Result<Walked> {
        let sql = format!(
            "SELECT {}, {} FROM {} NOT INDEXED {order}",
            self.table.key,
            self.columns.join(", "),
            self.table.name
        );
        let mut walked = Walked {
            last: None,
            stopped: true,
        };
        let Ok(mut select) = self.from.prepare(&sql) else {
            self.whole = false;
            return Ok(walked);
        };
        let Ok(mut rows) = select.query(params_from_iter(bounds)) else {
            self.whole = false;
            return Ok(walked);
        };
        let down = order.ends_with("DESC");
        loop {
            let row = match rows.next() {
                Ok(Some(row)) => row,
                Ok(None) => {
                    walked.stopped = false;
                    return Ok(walked);
                }
                Err(_) => break,
            };
            if self.table.numbered {
                let Ok(key) = row.get::<_, i64>(0) else { break };
                // Pages that point back to themselves would be read for ever.
                if walked
                    .last
                    .is_some_and(|last| if down { key > last } else { key < last })
                {
                    break;
                }
                walked.last = Some(key);
            }
            let values: Option<Vec<Value>> = (1..=self.columns.len())
                .map(|place| row.get_ref(place).ok().and_then(value))
                .collect();
            match values {
                Some(values) => self.insert(&values)?,
                None => self.whole = false,
            }
        }
        self.whole = false;
        Ok(walked)
    }

    /// The first key behind the damage at which the table can be read again.
    fn next_readable(&self, last: i64) -> Option<i64> {
        let Table { name, key, .. } = self.table;
        let sql = format!(
            "SELECT {key} FROM {name} NOT INDEXED WHERE {key} >= ?1 ORDER BY {key} LIMIT 1"
        );
        let mut select = self.from.prepare(&sql).ok()?;
        let mut step = 1_i64;
        loop {
            let wanted = last.checked_add(step)?;
            match select.query_row([wanted], |row| row.get::<_, i64>(0)) {
                Ok(found) if found >= wanted => return Some(found),
                Ok(_) => {}
                Err(rusqlite::Error::QueryReturnedNoRows) => return None,
                Err(_) => {}
            }
            step = step.checked_mul(2)?;
        }
    }

    fn insert(&mut self, values: &[Value]) -> Result<()> {
        let places = vec!["?"; values.len()].join(", ");
        let sql = format!(
            "INSERT OR IGNORE INTO {} ({}) VALUES ({places})",
            self.table.name,
            self.columns.join(", ")
        );
        match self
            .into
            .prepare_cached(&sql)?
            .execute(params_from_iter(values))
        {
            Ok(_) => Ok(()),
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {
                self.whole = false;
                Ok(())
            }
            Err(error) => Err(error.into()),
        }
    }
}

/// A value as it can be written; nothing for a text of broken letters.
fn value(read: ValueRef<'_>) -> Option<Value> {
    Some(match read {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Integer(number),
        ValueRef::Real(number) => Value::Real(number),
        ValueRef::Text(bytes) => Value::Text(String::from_utf8(bytes.to_vec()).ok()?),
        ValueRef::Blob(bytes) => Value::Blob(bytes.to_vec()),
    })
}
