//! The photographs, embedded. Who made them and under which licence: `photos/CREDITS.md`.

/// The bytes (JPEG) of the photograph of that name, such as `trail-1`.
pub(crate) fn find(name: &str) -> Option<&'static [u8]> {
    PHOTOS
        .iter()
        .find(|(one, _)| *one == name)
        .map(|(_, bytes)| *bytes)
}

macro_rules! photos {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_bytes!(concat!("../photos/", $name, ".jpg")))),*]
    };
}

/// Every photograph: name and bytes.
pub(crate) const PHOTOS: &[(&str, &[u8])] = photos![
    "bird-1",
    "bird-2",
    "branch-1",
    "branch-2",
    "bridge-1",
    "bridge-2",
    "bridge-3",
    "brushes-1",
    "brushes-2",
    "camera-1",
    "cat-1",
    "clock-1",
    "clock-2",
    "coffee-1",
    "coffee-2",
    "dogs-1",
    "dogs-2",
    "drum-1",
    "drum-2",
    "fig-1",
    "fig-2",
    "galaxies-1",
    "galaxies-2",
    "pagoda-1",
    "ridge-1",
    "ridge-2",
    "ridge-3",
    "rocket-1",
    "rocket-2",
    "seeds-1",
    "seeds-2",
    "seeds-3",
    "stream-1",
    "stream-2",
    "stream-3",
    "sunset-1",
    "sunset-2",
    "sunset-3",
    "trail-1",
    "trail-2",
    "trail-3",
    "trail-4",
];

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn photographs_are_jpegs_and_at_most_four_megabytes_together() {
        let total: usize = PHOTOS.iter().map(|(_, bytes)| bytes.len()).sum();
        assert!(total <= 4_000_000, "{total} bytes");
        for (name, bytes) in PHOTOS {
            assert!(bytes.starts_with(&[0xff, 0xd8, 0xff]), "{name}");
        }
    }

    #[test]
    fn every_photograph_is_credited() {
        let credits = include_str!("../photos/CREDITS.md");
        for (name, _) in PHOTOS {
            let family = name.rsplit_once('-').unwrap().0;
            let row = credits
                .lines()
                .find(|line| line.starts_with('|') && line.contains(&format!("{family}-")));
            let row = row.unwrap_or_else(|| panic!("{name} has no credit"));
            let licence = row.split('|').nth(4).unwrap().trim();
            let free = ["CC BY ", "CC BY-SA ", "CC0 ", "public domain"];
            assert!(free.iter().any(|one| licence.starts_with(one)), "{licence}");
        }
    }
}
