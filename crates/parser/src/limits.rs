//! How much of a stranger's bytes is read. Checked before anything else looks at them.

/// Bytes of a body after decompression.
pub const BODY_BYTES: usize = 15 * 1024 * 1024;
/// Levels of nested elements.
pub const DEPTH: usize = 64;
/// Articles of one feed; the rest is left out with a warning.
pub const ARTICLES: usize = 10_000;
/// Elements of one document; what comes after them is left out, with a warning.
pub const ELEMENTS: usize = 500_000;
/// Bytes of one field; a longer text is cut at a character's end, with a warning.
pub const FIELD_BYTES: usize = 1024 * 1024;
/// Bytes of the texts and addresses of all articles of a feed, which are longer than its body where relative addresses
/// were made whole. The articles after them are left out, with a warning.
pub const TEXT_BYTES: usize = 2 * BODY_BYTES;
/// Outlines of one OPML file, URLs of one sitemap.
pub const ROWS: usize = 50_000;
/// Stack of the thread that parses a feed, in bytes.
pub const STACK_BYTES: usize = 8 * 1024 * 1024;
