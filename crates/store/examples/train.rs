//! Trains the dictionary that short texts are compressed with, from the newsroom's own stories.
//!
//! `cargo run -p store --example train` writes `crates/store/src/dictionary.zstd`. A library remembers with each text which dictionary it
//! was packed with, so a new one gets a new number in `bodies.rs` and the old one stays.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;

/// Enough for the words and tags that news repeats; more gains nothing on these samples.
const SIZE: usize = 32 * 1024;

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut samples: Vec<Vec<u8>> = Vec::new();
    let mut files: Vec<_> = std::fs::read_dir(root.join("../newsroom/stories"))
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        // A story a sample, as HTML would carry it.
        for story in text.split("[[article]]").skip(1) {
            let paragraphs: Vec<&str> = story
                .lines()
                .filter(|line| line.chars().count() > 40)
                .collect();
            let html: String = paragraphs
                .iter()
                .map(|line| format!("<p>{line}</p>"))
                .collect();
            samples.push(format!("{html}{}", paragraphs.join("\n")).into_bytes());
        }
    }
    let tags = "<figure><img src=\"https://\" alt=\"\"><figcaption></figcaption></figure><blockquote><p></p></blockquote><ul><li></li></ul>\
        <h2></h2><h3></h3><strong></strong><em></em><a href=\"https://\" rel=\"noopener noreferrer\"></a><table><tbody><tr><td></td></tr></tbody></table>";
    samples.push(tags.repeat(4).into_bytes());
    let dictionary = zstd::dict::from_samples(&samples, SIZE).unwrap();
    std::fs::write(root.join("src/dictionary.zstd"), &dictionary).unwrap();
    println!(
        "{} samples, {} bytes of dictionary",
        samples.len(),
        dictionary.len()
    );
}
