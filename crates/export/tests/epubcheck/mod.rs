//! What epubcheck says of a book, for the tests of several crates.

use std::path::{Path, PathBuf};
use std::process::Command;

/// epubcheck of Debian, or the program of that name elsewhere. `cargo xtask test` installs it where there is apt; where it is missing on
/// Linux, the test fails.
fn epubcheck() -> Option<Command> {
    let jar = Path::new("/usr/share/java/epubcheck.jar");
    if jar.is_file() {
        let mut java = Command::new("java");
        java.arg("-jar").arg(jar);
        return Some(java);
    }
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let mut programs = std::env::split_paths(&paths).map(|folder| folder.join("epubcheck"));
    let found: Option<PathBuf> = programs.find(|program| program.is_file());
    if found.is_none() && cfg!(target_os = "linux") {
        panic!("epubcheck is missing; run `cargo xtask setup`, or install the package `epubcheck`");
    }
    if found.is_none() {
        println!("epubcheck: not here, not run");
    }
    found.map(Command::new)
}

/// Fails where epubcheck finds an error or a warning.
pub fn must_be_valid(books: &[(&str, Vec<u8>)]) {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in books {
        let file = folder.path().join(format!("{name}.epub"));
        std::fs::write(&file, bytes).unwrap();
        let Some(mut check) = epubcheck() else { return };
        let done = check.arg(&file).output().unwrap();
        let said = format!(
            "{}{}",
            String::from_utf8_lossy(&done.stdout),
            String::from_utf8_lossy(&done.stderr)
        );
        assert!(
            done.status.success() && said.contains("No errors or warnings detected"),
            "{name}: {said}"
        );
    }
}
