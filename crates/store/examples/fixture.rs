//! Writes a library as SQL, for the test that every earlier schema migrates.
//!
//! Before a new migration lands: `cargo run -p store --example fixture > crates/store/tests/schemas/N.sql`, where N is the number of the
//! schema so far. The file is never changed afterwards: it is what libraries of that time look like.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use rusqlite::Connection;
use rusqlite::types::ValueRef;

#[path = "../tests/filled/mod.rs"]
mod filled;

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let store = filled::open(folder.path());
    filled::fill(&store, 5);
    filled::add_what_came_later(&store);
    while store.write(|library| library.index_some(100)).unwrap() > 0 {}
    drop(store);
    let library = Connection::open(folder.path().join("library.sqlite")).unwrap();
    print!("{}", dump(&library));
}

fn dump(library: &Connection) -> String {
    let mut sql = String::new();
    let schema: u32 = one(library, "PRAGMA user_version");
    let mut made = library
        .prepare(
            "SELECT t.name, t.type, s.sql FROM pragma_table_list AS t JOIN sqlite_schema AS s ON s.name = t.name AND s.type = 'table'
             WHERE t.schema = 'main' ORDER BY s.rowid",
        )
        .unwrap();
    let tables: Vec<(String, String, String)> = made
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    for (name, kind, made) in &tables {
        // The tables behind the index come with it.
        if kind == "shadow" {
            sql += &format!("DELETE FROM {name};\n");
        } else {
            sql += &format!("{made};\n");
        }
    }
    for (name, kind, _) in &tables {
        if kind != "virtual" {
            sql += &rows(library, name);
        }
    }
    let mut rest = library
        .prepare("SELECT sql FROM sqlite_schema WHERE type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY rowid")
        .unwrap();
    for made in rest.query_map([], |row| row.get::<_, String>(0)).unwrap() {
        sql += &format!("{};\n", made.unwrap());
    }
    sql + &format!("PRAGMA user_version = {schema};\n")
}

fn rows(library: &Connection, table: &str) -> String {
    let mut select = library.prepare(&format!("SELECT * FROM {table}")).unwrap();
    let columns = select.column_names().collect::<Vec<_>>().join(", ");
    let count = select.column_count();
    let mut rows = select.query([]).unwrap();
    let mut sql = String::new();
    while let Some(row) = rows.next().unwrap() {
        let values: Vec<String> = (0..count)
            .map(|place| literal(row.get_ref(place).unwrap()))
            .collect();
        sql += &format!(
            "INSERT INTO {table} ({columns}) VALUES ({});\n",
            values.join(", ")
        );
    }
    sql
}

fn literal(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Null => "NULL".to_owned(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => format!("{number:?}"),
        ValueRef::Text(text) => format!("'{}'", String::from_utf8_lossy(text).replace('\'', "''")),
        ValueRef::Blob(bytes) => {
            let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            format!("x'{digits}'")
        }
    }
}

fn one<T: rusqlite::types::FromSql>(library: &Connection, sql: &str) -> T {
    library.query_row(sql, [], |row| row.get(0)).unwrap()
}
