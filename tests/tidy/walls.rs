//! The numbered invariants: what may appear where.

use crate::sources::{Findings, is_test, root, search, text};

const RUST: &[&str] = &["rs"];
const SCRIPT: &[&str] = &["ts", "js", "mjs", "svelte"];

/// Who may know the time, the environment and the clock's hands: the hosts, and what only tests
/// and demonstrations start.
fn is_host(file: &str) -> bool {
    [
        "src-tauri/",
        "crates/cli/",
        "crates/newsroom/",
        "xtask/",
        "benches/",
    ]
    .iter()
    .any(|host| file.starts_with(host))
        || is_test(file)
}

#[test]
fn invariant_1_tauri_stays_in_the_shell() {
    let mut findings = Findings::new(
        "Invariant 1: `tauri` appears only under src-tauri/; `@tauri-apps/*` only in ui/src/host/tauri.ts.",
        "Everything else builds and tests with no webview on the machine. Let the shell translate: \
         src-tauri/src/ for the core, ui/src/host/ for the interface.",
    );
    // The empty window is no part of Qazet: the benchmarks measure beside it.
    let below = |file: &str| {
        !["src-tauri/", "benches/empty/", "tests/tidy"]
            .iter()
            .any(|folder| file.starts_with(folder))
    };
    search(&mut findings, RUST, below, &["tauri::", "tauri_"]);
    search(
        &mut findings,
        SCRIPT,
        |file| file.starts_with("ui/src/") && !file.starts_with("ui/src/host/tauri."),
        &["@tauri-apps/", "__TAURI"],
    );
    for package in crate::shape::packages() {
        let depends = package
            .dependencies
            .iter()
            .any(|dependency| dependency.name.starts_with("tauri"));
        if depends && package.name != "qazet" {
            findings.add(format!("{} depends on tauri", package.name));
        }
    }
    findings.must_be_empty();
}

#[test]
fn invariant_2_sql_and_http_have_one_room_each() {
    let mut findings = Findings::new(
        "Invariant 2: `rusqlite` only in crates/store; `reqwest` only in crates/engine/src/net.",
        "Ask the store for a function that says what you want; hand the HTTP client settings \
         instead of building one: net::client(settings) carries every guard.",
    );
    let elsewhere = |room: &'static str| {
        move |file: &str| !file.starts_with(room) && !file.starts_with("tests/tidy")
    };
    search(
        &mut findings,
        RUST,
        elsewhere("crates/store/"),
        &["rusqlite"],
    );
    search(
        &mut findings,
        RUST,
        |file| elsewhere("crates/engine/src/net")(file) && !is_test(file),
        &["reqwest"],
    );
    for package in crate::shape::packages() {
        for dependency in package
            .dependencies
            .iter()
            .filter(|dependency| !dependency.is_dev)
        {
            let room = match dependency.name.as_str() {
                "rusqlite" | "libsqlite3-sys" | "sqlx" | "diesel" => "store",
                "reqwest" | "ureq" | "isahc" | "curl" | "attohttpc" => "engine",
                _ => continue,
            };
            if package.name != room {
                findings.add(format!("{} depends on {}", package.name, dependency.name));
            }
        }
    }
    findings.must_be_empty();
}

#[test]
fn invariant_3_parser_and_extract_are_pure() {
    let mut findings = Findings::new(
        "Invariant 3: parser and extract are pure: bytes in, values out; no I/O, no clock.",
        "Take what you need as a parameter; let the engine fetch, read and ask the clock.",
    );
    let words = [
        "std::fs",
        "std::net",
        "std::env::",
        "std::process",
        "thread::sleep",
        "std::io::stdin",
        "tokio",
        "SystemTime",
        "Instant::",
        "Timestamp::now",
        "Zoned::now",
        "println!",
        "eprintln!",
        "File::open",
    ];
    search(
        &mut findings,
        RUST,
        |file| {
            (file.starts_with("crates/parser/src/") || file.starts_with("crates/extract/src/"))
                && !is_test(file)
        },
        &words,
    );
    findings.must_be_empty();
}

#[test]
fn invariant_4_sql_is_written_in_the_store_alone() {
    let mut findings = Findings::new(
        "Invariant 4: a fetch never writes, and SQL lives in crates/store, inside Store::read and Store::write.",
        "Give the store a function named after what you want to know or keep.",
    );
    let words = [
        "SELECT ",
        "INSERT INTO",
        "INSERT OR",
        "DELETE FROM",
        "UPDATE article",
        "CREATE TABLE",
        "PRAGMA ",
        "BEGIN IMMEDIATE",
    ];
    search(
        &mut findings,
        RUST,
        |file| !file.starts_with("crates/store/") && !is_test(file),
        &words,
    );
    findings.must_be_empty();
}

#[test]
fn invariant_5_events_carry_ids_and_never_contents() {
    let mut findings = Findings::new(
        "Invariant 5: events carry ids, never contents: the interface asks again.",
        "Send the id, and let the interface call for what it shows.",
    );
    let file = "crates/api/src/event.rs";
    for (at, line) in text(file).unwrap().lines().enumerate() {
        // A field inside a variant, `feed: String,` or `articles: Vec<String>,`.
        let Some((name, kind)) = line.trim().split_once(": ") else {
            continue;
        };
        let is_field = line.starts_with("        ") && !name.contains(['/', '(', '#', ' ']);
        if is_field && !["String,", "Vec<String>,"].contains(&kind) {
            findings.add(format!("{file}:{}: {name}: {kind}", at + 1));
        }
    }
    findings.must_be_empty();
}

#[test]
fn invariant_6_nothing_below_the_hosts_asks_for_time_or_environment() {
    let mut findings = Findings::new(
        "Invariant 6: nothing below the hosts calls now(), reads the environment, or knows a path it was not given.",
        "Take the time as a parameter (or from the engine's Clock), and settings and folders from the host.",
    );
    let words = [
        "Timestamp::now(",
        "Zoned::now(",
        "SystemTime::now(",
        "Instant::now(",
        "Utc::now(",
        "Local::now(",
        "env::var(",
        "env::var_os(",
        "env::vars(",
        "env::args",
        "env::current_dir(",
        "env::temp_dir(",
        "env::home_dir(",
        "ProjectDirs",
        "BaseDirs",
        "TimeZone::system(",
    ];
    // The ports' system clock is where the hosts' time comes from.
    let below = |file: &str| !is_host(file) && file != "crates/engine/src/ports.rs";
    search(&mut findings, RUST, below, &words);
    // The interface asks the engine for the time; what it may do itself is wait.
    search(
        &mut findings,
        SCRIPT,
        |file| file.starts_with("ui/src/") && !is_test(file),
        &["Date.now(", "new Date()"],
    );
    findings.must_be_empty();
}

#[test]
fn invariant_7_the_shell_only_translates() {
    let mut findings = Findings::new(
        "Invariant 7: the core decides; the shell translates. src-tauri knows no feeds, pages or tables.",
        "Move what can be tested without a window into engine or api; the shell calls it.",
    );
    search(
        &mut findings,
        RUST,
        |file| file.starts_with("src-tauri/"),
        &["store::", "parser::", "extract::"],
    );
    findings.must_be_empty();
}

#[test]
fn invariant_8_outside_html_stays_behind_its_two_walls() {
    let mut findings = Findings::new(
        "Invariant 8: HTML from outside is sanitized in Rust, shown in a shadow root, under a CSP that runs no \
         inline script and loads nothing from outside.",
        "Show an article's HTML through the one part that makes its shadow root; keep tauri.conf.json's CSP strict.",
    );
    let mut shown_in = Vec::new();
    for file in crate::sources::files() {
        if file.starts_with("ui/src/")
            && SCRIPT.contains(&crate::sources::ending(&file))
            && !is_test(&file)
        {
            let text = text(&file).unwrap();
            let shows = crate::sources::code(&text).any(|(_, line)| {
                [
                    "{@html",
                    ".innerHTML",
                    "insertAdjacentHTML",
                    "setHTMLUnsafe",
                    "createContextualFragment",
                ]
                .iter()
                .any(|word| line.contains(word))
            });
            if shows {
                shown_in.push(file);
            }
        }
    }
    if shown_in.len() > 1 {
        findings.add(format!(
            "HTML is put into the page in several files: {}",
            shown_in.join(", ")
        ));
    }
    check_csp(&mut findings);
    findings.must_be_empty();
}

fn check_csp(findings: &mut Findings) {
    let file = "tauri.conf.json";
    let settings: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(root().join(file)).unwrap()).unwrap();
    let csp = match &settings["app"]["security"]["csp"] {
        serde_json::Value::String(csp) => csp.clone(),
        // The other form: an object of directives.
        serde_json::Value::Object(directives) => directives
            .iter()
            .map(|(name, sources)| match sources {
                serde_json::Value::Array(list) => {
                    format!(
                        "{name} {}",
                        list.iter()
                            .filter_map(|one| one.as_str())
                            .collect::<Vec<_>>()
                            .join(" ")
                    )
                }
                other => format!("{name} {}", other.as_str().unwrap_or_default()),
            })
            .collect::<Vec<_>>()
            .join("; "),
        _ => String::new(),
    };
    let directive = |name: &str| -> Option<Vec<String>> {
        csp.split(';').find_map(|part| {
            let mut words = part.split_whitespace();
            (words.next() == Some(name)).then(|| words.map(str::to_owned).collect())
        })
    };
    for (name, expected) in [
        ("script-src", "'self'"),
        ("frame-src", "'none'"),
        ("object-src", "'none'"),
        ("form-action", "'none'"),
        ("base-uri", "'none'"),
    ] {
        let found = directive(name).unwrap_or_default();
        if found != [expected] {
            findings.add(format!(
                "{file}: the CSP's {name} is {found:?}, must be {expected}"
            ));
        }
    }
    for name in ["default-src", "img-src", "media-src", "connect-src"] {
        let Some(found) = directive(name) else {
            findings.add(format!("{file}: the CSP has no {name}"));
            continue;
        };
        // Windows spells a custom scheme as http://NAME.localhost.
        for source in found {
            let outside = source.contains('*')
                || ["http:", "https:", "data:", "ws:", "wss:"].contains(&source.as_str())
                || (source.contains("://")
                    && !source.trim_end_matches('/').ends_with(".localhost"));
            if outside {
                findings.add(format!("{file}: the CSP's {name} lets {source} in"));
            }
        }
    }
}
