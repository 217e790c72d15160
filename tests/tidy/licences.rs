//! Every library may be shipped with Qazet (MIT OR Apache-2.0) without asking anything more of it.

use spdx::{Expression, ParseMode};

use crate::shape::metadata;
use crate::sources::{Findings, root};

/// Licences of what ships. MPL-2.0 binds only its own files.
const ALLOWED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "OFL-1.1",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "Unlicense",
    "Zlib",
];

/// What tools that never ship may have besides.
const ALLOWED_FOR_TOOLS: &[&str] = &["BlueOak-1.0.0", "CC-BY-4.0", "Python-2.0"];

const RULE: &str = "Licences: no library may ask more of Qazet's readers than MIT OR Apache-2.0 does; no GPL or LGPL.";
const REMEDY: &str = "Choose another library. If the licence is permissive and merely not listed, add it to \
     tests/tidy/licences.rs and .cargo/deny.toml.";

#[test]
fn every_rust_crate_has_an_allowed_licence() {
    let mut findings = Findings::new(RULE, REMEDY);
    let metadata = metadata(&[]);
    let packages = metadata["packages"].as_array().unwrap();
    assert!(
        packages.len() > 100,
        "cargo metadata lists {} crates",
        packages.len()
    );
    for package in packages {
        let licence = package["license"].as_str().unwrap_or("none");
        if !is_allowed(licence, false) {
            findings.add(format!(
                "{} {}: {licence}",
                package["name"], package["version"]
            ));
        }
    }
    findings.must_be_empty();
}

#[test]
fn every_npm_package_has_an_allowed_licence() {
    let mut findings = Findings::new(RULE, REMEDY);
    let lock = std::fs::read_to_string(root().join("ui/package-lock.json")).unwrap();
    let lock: serde_json::Value = serde_json::from_str(&lock).unwrap();
    let packages = lock["packages"].as_object().unwrap();
    assert!(
        packages.len() > 50,
        "package-lock.json lists {} packages",
        packages.len()
    );
    for (name, package) in packages {
        let licence = package["license"].as_str().unwrap_or("none");
        if !is_allowed(licence, package["dev"].as_bool() == Some(true)) {
            findings.add(format!("{name} {}: {licence}", package["version"]));
        }
    }
    findings.must_be_empty();
}

fn is_allowed(licence: &str, is_tool: bool) -> bool {
    // Old crates write "MIT/Apache-2.0" for OR; the lax mode knows.
    let Ok(expression) = Expression::parse_mode(licence, ParseMode::LAX) else {
        return false;
    };
    expression.evaluate(|requirement| {
        requirement.license.id().is_some_and(|id| {
            ALLOWED.contains(&id.name) || (is_tool && ALLOWED_FOR_TOOLS.contains(&id.name))
        })
    })
}

#[test]
fn the_check_of_licences_knows_what_to_refuse() {
    for (licence, expected) in [
        ("MIT OR Apache-2.0", true),
        ("MIT/Apache-2.0", true),
        ("MIT OR Apache-2.0 OR LGPL-2.1-or-later", true),
        ("(MIT OR Apache-2.0) AND Unicode-3.0", true),
        ("Apache-2.0 WITH LLVM-exception", true),
        ("GPL-3.0-only", false),
        ("LGPL-3.0-or-later", false),
        ("MIT AND GPL-2.0-only", false),
        ("none", false),
    ] {
        assert_eq!(is_allowed(licence, false), expected, "{licence}");
    }
}
