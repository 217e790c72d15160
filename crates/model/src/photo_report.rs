//! Photo reports: ordered photos with captions and credits.

use crate::MediaHash;

/// One photo of a photo report. Its place is its place in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photo {
    /// Where the publisher keeps it, in the size that was chosen.
    pub url: String,
    /// What it shows; possibly empty.
    pub caption: String,
    /// Who made it; possibly empty.
    pub credit: String,
    /// Its name in the cache; absent until it has been fetched.
    pub hash: Option<MediaHash>,
    /// Width and height in pixels, once fetched.
    pub size: Option<(u32, u32)>,
}
