//! What lies in the project beside code: documents, locks, and nothing that was built.

use std::path::Path;

use crate::sources::{Findings, ending, files, root, text};

#[test]
fn links_between_documents_lead_somewhere() {
    let mut findings = Findings::new(
        "A link in a Markdown file leads to a file that exists.",
        "Correct the link, or write what it promises.",
    );
    for file in files().into_iter().filter(|file| ending(file) == "md") {
        let folder = root().join(Path::new(&file).parent().unwrap());
        for target in links(&text(&file).unwrap()) {
            let path = target.split('#').next().unwrap();
            let is_elsewhere =
                target.contains("://") || target.starts_with("mailto:") || path.is_empty();
            if !is_elsewhere && !folder.join(path).exists() {
                findings.add(format!("{file}: {target}"));
            }
        }
    }
    findings.must_be_empty();
}

/// The targets of `[words](target)` and `![words](target)`.
fn links(markdown: &str) -> Vec<&str> {
    markdown
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split_once(')'))
        .map(|(target, _)| target.trim())
        .collect()
}

#[test]
fn nothing_built_or_downloaded_is_kept() {
    let mut findings = Findings::new(
        "Git keeps sources, not what was built or downloaded: no archives, programs or packages, no file above 2 MB.",
        "Remove it, or name it in .gitignore.",
    );
    const BUILT: &[&str] = &[
        "7z",
        "a",
        "appimage",
        "deb",
        "dll",
        "dmg",
        "dylib",
        "exe",
        "jar",
        "lib",
        "msi",
        "node",
        "o",
        "pyc",
        "rar",
        "rlib",
        "rpm",
        "so",
        "sqlite",
        "sqlite-shm",
        "sqlite-wal",
        "tar",
        "tgz",
        "whl",
        "xz",
        "zip",
    ];
    for file in files() {
        let length = std::fs::metadata(root().join(&file)).unwrap().len();
        // An old library, kept to prove that it migrates, is a fixture.
        let is_fixture = file.contains("/fixtures/");
        if (BUILT.contains(&ending(&file).to_lowercase().as_str()) && !is_fixture)
            || length > 2 << 20
        {
            findings.add(format!("{file}: {} kB", length / 1000));
        }
    }
    findings.must_be_empty();
}

#[test]
fn the_lock_of_the_interface_serves_every_system() {
    let mut findings = Findings::new(
        "ui/package-lock.json names every package that package.json asks for, those for other systems too: else \
         `npm ci` refuses to install.",
        "Remove ui/node_modules and ui/package-lock.json and run `npm install` in ui/. If a package is still missing, \
         the registry lacks that version of it: take the newest version that it has for every system.",
    );
    let lock: serde_json::Value = serde_json::from_str(
        &std::fs::read_to_string(root().join("ui/package-lock.json")).unwrap(),
    )
    .unwrap();
    let packages = lock["packages"].as_object().unwrap();
    for (place, package) in packages {
        for kind in ["dependencies", "optionalDependencies", "devDependencies"] {
            for name in package[kind]
                .as_object()
                .into_iter()
                .flat_map(|wanted| wanted.keys())
            {
                if !is_found(name, place, |candidate| packages.contains_key(candidate)) {
                    findings.add(format!("{place} wants {name}"));
                }
            }
        }
    }
    findings.must_be_empty();
}

/// Looks for `name` as Node does: in `node_modules` beside the asking package, then further up.
fn is_found(name: &str, place: &str, exists: impl Fn(&str) -> bool) -> bool {
    let mut folder = place;
    loop {
        let candidate = if folder.is_empty() {
            format!("node_modules/{name}")
        } else {
            format!("{folder}/node_modules/{name}")
        };
        if exists(&candidate) {
            return true;
        }
        if folder.is_empty() {
            return false;
        }
        folder = folder
            .rsplit_once("/node_modules/")
            .map_or("", |(above, _)| above);
    }
}
