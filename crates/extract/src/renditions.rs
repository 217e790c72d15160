//! Renditions: the same picture in several sizes, as addresses tell it.

use url::Url;

/// The address that another one only makes smaller: `https://thumbs.example/300x200/https%3A%2F%2Fsite.example%2Fphoto.jpg`.
pub(crate) fn original(url: &Url) -> Option<Url> {
    let path = url.path();
    let lower = path.to_ascii_lowercase();
    let begins = ["https%3a%2f%2f", "http%3a%2f%2f", "https:/", "http:/"];
    let at = begins.iter().filter_map(|begin| lower.rfind(begin)).max()?;
    let inside = path.get(at..)?;
    let plain = percent_encoding::percent_decode_str(inside)
        .decode_utf8()
        .ok()?;
    // Slashes next to each other may have become one.
    let (scheme, rest) = plain.split_once(':')?;
    let rest = rest.trim_start_matches('/');
    Url::parse(&format!("{scheme}://{rest}"))
        .ok()
        .filter(Url::has_host)
}

/// A path without what names the size: `photo-300x200.jpg` is `photo.jpg`, `2019/18637072/920x920.jpg` is `2019/18637072`, and
/// `files/styles/wide/public/photo.jpg` is `files/photo.jpg`.
pub(crate) fn strip(path: &str) -> String {
    strip_style(strip_rendition(&strip_dimensions(path)))
}

fn strip_style(path: &str) -> String {
    let styled = path.split_once("/styles/").and_then(|(before, after)| {
        let (_, file) = after.split_once("/public/")?;
        Some(format!("{before}/{file}"))
    });
    styled.unwrap_or_else(|| path.to_owned())
}

/// A file's name up to its first dot, where it is long and has a number in it: `GettyImages_1180855514`.
pub(crate) fn own_name(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    let last = url.path_segments()?.next_back()?.to_lowercase();
    let last = last.rsplit("%2f").next().unwrap_or_default();
    let name = strip_dimensions(last);
    let name = name.split('.').next().unwrap_or_default().to_owned();
    let digits = name.chars().filter(char::is_ascii_digit).count();
    ((name.len() >= 12 && digits >= 4) || name.len() >= 24).then_some(name)
}

/// The width that an address names, in its query or before its extension; the original's where it names none.
pub(crate) fn width(address: &str) -> u32 {
    let Ok(url) = Url::parse(address) else {
        return 0;
    };
    let asked = url
        .query_pairs()
        .find(|(name, _)| matches!(name.as_ref(), "w" | "width" | "imwidth" | "maxwidth"))
        .and_then(|(_, value)| value.parse().ok());
    let named = dimensions(url.path()).and_then(|(width, _)| width.parse().ok());
    asked.or(named).unwrap_or(u32::MAX)
}

/// `photo.jpeg.webp` is `photo.jpeg`.
pub(crate) fn strip_second_extension(path: &str) -> &str {
    for end in [".webp", ".avif"] {
        if let Some(bare) = path.strip_suffix(end)
            && [".jpg", ".jpeg", ".png", ".gif"]
                .iter()
                .any(|first| bare.ends_with(first))
        {
            return bare;
        }
    }
    path
}

/// `2019/11/18637072/920x920.jpg` is `2019/11/18637072/`: the file is named after its size, the folder after the picture.
fn strip_rendition(path: &str) -> &str {
    let Some((folder, file)) = path.rsplit_once('/') else {
        return path;
    };
    let stem = file.split('.').next().unwrap_or_default();
    let is_size = stem.split_once('x').is_some_and(|(width, height)| {
        let is_number =
            |side: &str| !side.is_empty() && side.bytes().all(|byte| byte.is_ascii_digit());
        is_number(width) && is_number(height)
    });
    let is_rendition = is_size || ["rawimage", "original", "preview", "full"].contains(&stem);
    if is_rendition && folder.bytes().filter(u8::is_ascii_digit).count() >= 4 {
        folder
    } else {
        path
    }
}

/// `photo-300x200.jpg` is `photo.jpg`.
fn strip_dimensions(path: &str) -> String {
    let Some((width, height)) = dimensions(path) else {
        return path.to_owned();
    };
    let dot = path.rfind('.').unwrap_or(path.len());
    let (stem, extension) = path.split_at(dot);
    let end = stem.len() - (width.len() + height.len() + 2);
    format!("{}{extension}", &stem[..end])
}

/// Width and height at the end of a file's name: `photo-300x200.jpg`.
fn dimensions(path: &str) -> Option<(&str, &str)> {
    let (stem, _) = path.rsplit_once('.')?;
    let (_, size) = stem.rsplit_once(['-', '_'])?;
    let is_number = |text: &&str| {
        (2..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    size.split_once('x')
        .filter(|(width, height)| is_number(width) && is_number(height))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_address_inside_another_is_the_pictures_own() {
        let of = |address: &str| original(&Url::parse(address).unwrap()).map(String::from);
        let photo = Some("https://site.example/2019/photo.jpg".to_owned());
        assert_eq!(
            of("https://t.example/300x200/https%3A%2F%2Fsite.example%2F2019%2Fphoto.jpg"),
            photo
        );
        assert_eq!(
            of("https://t.example/0x420/smart/https:/site.example/2019/photo.jpg"),
            photo
        );
        assert_eq!(of("https://site.example/2019/photo.jpg"), None);
    }

    #[test]
    fn what_names_a_size_is_no_part_of_a_name() {
        for (path, name) in [
            ("/p/photo-300x200.jpg", "/p/photo.jpg"),
            ("/photos/18637072/5/920x920.jpg", "/photos/18637072/5"),
            ("/photos/18637072/5/rawimage.jpg", "/photos/18637072/5"),
            ("/p/920x920.jpg", "/p/920x920.jpg"),
            ("/files/styles/wide/public/2019/a.jpg", "/files/2019/a.jpg"),
        ] {
            assert_eq!(strip(path), name);
        }
    }
}
