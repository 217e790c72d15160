//! The shape: which crate may know which, and what lies at the top.

use std::collections::BTreeSet;
use std::process::Command;

use crate::sources::{Findings, files, root, text};

/// A crate of the workspace.
pub struct Package {
    /// Its name.
    pub name: String,
    /// Its one-line description.
    pub description: String,
    /// The folder it lies in, from the top; empty for the app.
    pub folder: String,
    /// Everything it names under some `[dependencies]`.
    pub dependencies: Vec<Dependency>,
}

/// What a crate depends on.
pub struct Dependency {
    /// The package's name.
    pub name: String,
    /// Only for tests.
    pub is_dev: bool,
    /// Only with a feature.
    pub is_optional: bool,
    /// It lies in this workspace.
    pub is_ours: bool,
}

/// Which of our crates each crate may use. A dependency not listed here points up or sideways.
const ARROWS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("parser", &["model"]),
    ("extract", &["model", "parser"]),
    ("store", &["model"]),
    ("export", &["extract", "model"]),
    ("memory", &[]),
    (
        "engine",
        &["export", "extract", "memory", "model", "parser", "store"],
    ),
    ("api", &["engine", "model"]),
    ("newsroom", &[]),
    ("machine", &["model"]),
    // `qazetctl parse`, `extract` and `sanitize` read a file and need no engine.
    (
        "cli",
        &["api", "engine", "extract", "machine", "model", "parser"],
    ),
    // The app's program is `qazetctl` too, by its other name.
    ("qazet", &["api", "cli", "engine", "machine", "model"]),
    ("xtask", &[]),
];

/// What else may be used behind a feature.
const BEHIND_A_FEATURE: &[(&str, &str)] = &[("cli", "newsroom")];

#[test]
fn arrows_between_crates_point_down_only() {
    let mut findings = Findings::new(
        "The shape: arrows point down only (ARCHITECTURE.md, bird's-eye view).",
        "Move the code down to the crate that may know it. If the shape itself is wrong, change \
         ARCHITECTURE.md and the table in tests/tidy/shape.rs, and say why in the commit.",
    );
    for package in packages() {
        // Tests and measurements across crates may use all of them.
        if ["e2e", "benches"].contains(&package.name.as_str()) {
            continue;
        }
        let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == package.name) else {
            findings.add(format!(
                "{} has no place in the table of arrows",
                package.name
            ));
            continue;
        };
        for dependency in package
            .dependencies
            .iter()
            .filter(|dependency| dependency.is_ours)
        {
            let name = dependency.name.as_str();
            let in_tests =
                dependency.is_dev && (name == "newsroom" || is_below(name, &package.name));
            let behind_a_feature =
                dependency.is_optional && BEHIND_A_FEATURE.contains(&(package.name.as_str(), name));
            if !allowed.contains(&name) && !in_tests && !behind_a_feature {
                findings.add(format!("{} → {name}", package.name));
            }
        }
    }
    findings.must_be_empty();
}

/// Whether `low` can be reached from `high` by arrows.
fn is_below(low: &str, high: &str) -> bool {
    ARROWS
        .iter()
        .find(|(name, _)| *name == high)
        .is_some_and(|(_, direct)| {
            direct
                .iter()
                .any(|next| *next == low || is_below(low, next))
        })
}

#[test]
fn every_crate_lies_where_its_name_says_and_tells_what_it_is_for() {
    let mut findings = Findings::new(
        "Names: a crate's package is called like its folder; its Cargo.toml describes it in a line, its main file opens with //!.",
        "Rename it, or write the line: what it is for, and what is deliberately absent.",
    );
    for package in packages() {
        let expected = match package.name.as_str() {
            "qazet" => "".to_owned(),
            "e2e" => "tests".to_owned(),
            name @ ("benches" | "xtask") => name.to_owned(),
            name => format!("crates/{name}"),
        };
        if package.folder != expected {
            findings.add(format!(
                "{} lies in '{}', not '{expected}'",
                package.name, package.folder
            ));
        }
        if package.description.len() < 10 {
            findings.add(format!(
                "{}: description = {:?}",
                package.name, package.description
            ));
        }
        let sources = if package.name == "qazet" {
            "src-tauri".to_owned()
        } else {
            package.folder
        };
        for main in ["lib.rs", "main.rs"] {
            let file = format!("{sources}/src/{main}");
            if root().join(&file).is_file() && !text(&file).unwrap().starts_with("//!") {
                findings.add(format!("{file} does not open with //!"));
            }
        }
    }
    findings.must_be_empty();
}

#[test]
fn the_top_level_holds_fewer_than_20_entries() {
    let top = files()
        .iter()
        .map(|file| file.split('/').next().unwrap().to_owned())
        // Settings that tools look for at the top and nobody reads twice.
        .filter(|entry| !entry.starts_with('.'))
        .collect::<BTreeSet<_>>();
    let mut findings = Findings::new(
        "The top level holds fewer than 20 entries (those that begin with a dot apart).",
        "Put it into the folder it belongs to.",
    );
    if top.len() >= 20 {
        findings.add(format!(
            "{} entries: {}",
            top.len(),
            top.into_iter().collect::<Vec<_>>().join(" ")
        ));
    }
    findings.must_be_empty();
}

/// The workspace, from `cargo metadata`.
pub fn packages() -> Vec<Package> {
    let metadata = metadata(&["--no-deps"]);
    let root = metadata["workspace_root"].as_str().unwrap();
    metadata["packages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|package| read_package(package, root))
        .collect()
}

/// What `cargo metadata` says, with `args`.
pub fn metadata(args: &[&str]) -> serde_json::Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked"])
        .args(args)
        .current_dir(root())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "cargo metadata failed: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

fn read_package(package: &serde_json::Value, root: &str) -> Package {
    let manifest = package["manifest_path"]
        .as_str()
        .unwrap()
        .replace('\\', "/");
    let root = root.replace('\\', "/");
    Package {
        name: package["name"].as_str().unwrap().to_owned(),
        description: package["description"]
            .as_str()
            .unwrap_or_default()
            .to_owned(),
        folder: manifest
            .strip_prefix(&root)
            .and_then(|rest| rest.strip_suffix("/Cargo.toml"))
            .unwrap()
            .trim_start_matches('/')
            .to_owned(),
        dependencies: package["dependencies"]
            .as_array()
            .unwrap()
            .iter()
            .map(|dependency| Dependency {
                name: dependency["name"].as_str().unwrap().to_owned(),
                is_dev: dependency["kind"].as_str() == Some("dev"),
                is_optional: dependency["optional"].as_bool() == Some(true),
                is_ours: dependency["path"].is_string(),
            })
            .collect(),
    }
}
