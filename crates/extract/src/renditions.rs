//! Renditions: the same picture in several sizes, as addresses tell it.

use url::Url;

use crate::letters;

/// Parameters of an address that name the form of a picture, and not the picture.
const FORMS: &[&str] = &[
    "w",
    "h",
    "width",
    "height",
    "imwidth",
    "maxwidth",
    "maxheight",
    "size",
    "q",
    "quality",
    "dpr",
    "fit",
    "crop",
    "resize",
    "strip",
    "auto",
    "fm",
    "format",
    "ssl",
    "v",
    "ver",
    "version",
    "itok",
];
/// Parameters that hold the address of the picture itself.
const SOURCES: &[&str] = &["url", "src", "image", "img", "source"];
/// How the names of pictures end.
const ENDS: &[&str] = &[".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif"];
/// Forms of pictures that are not decoded.
const UNSHOWN: &[&str] = &["avif", "jxl", "heic", "heif"];
/// Words at the end of a name that say how large a picture is.
const SIZES: &[&str] = &[
    "xs",
    "s",
    "m",
    "l",
    "xl",
    "xxl",
    "small",
    "medium",
    "large",
    "thumb",
    "thumbnail",
    "full",
    "scaled",
    "orig",
    "original",
];
/// Where less is left of a name without its size, that was the name, in characters.
const SHORTEST_NAME: usize = 8;
/// A picture this narrow, in pixels, is shown until the real one has come.
const BLURRED: f64 = 64.0;

/// The address that another one only makes smaller: `https://thumbs.example/300x200/https%3A%2F%2Fsite.example%2Fphoto.jpg`,
/// `/image?url=%2Fphoto.jpg&w=640`, `https://thumbs.example/300x200/site.example/photo.jpg`.
pub(crate) fn original(url: &Url) -> Option<Url> {
    inside_path(url)
        .or_else(|| inside_query(url))
        .or_else(|| behind_host(url))
}

fn inside_path(url: &Url) -> Option<Url> {
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

fn inside_query(url: &Url) -> Option<Url> {
    url.query_pairs()
        .filter(|(name, _)| SOURCES.contains(&name.as_ref()))
        .find_map(|(_, value)| {
            let is_address = value.starts_with("https://") || value.starts_with("http://");
            let is_picture = value.starts_with('/') && is_picture_name(&value);
            (is_address || is_picture).then(|| url.join(&value).ok())?
        })
        .filter(Url::has_host)
}

/// The last part of a path that names a host begins the address inside.
fn behind_host(url: &Url) -> Option<Url> {
    let path = url.path();
    let (folders, _) = path.rsplit_once('/')?;
    let host = folders.split('/').rev().find(|part| is_host(part))?;
    let at = folders.rfind(host)?;
    Url::parse(&format!("https://{}", path.get(at..)?)).ok()
}

fn is_host(part: &str) -> bool {
    let Some((before, last)) = part.rsplit_once('.') else {
        return false;
    };
    let is_label = |label: &str| {
        !label.is_empty()
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    (2..=7).contains(&last.len())
        && last.bytes().all(|byte| byte.is_ascii_lowercase())
        && before.split('.').all(is_label)
        && before.bytes().any(|byte| byte.is_ascii_alphabetic())
        && !is_picture_name(part)
        && !["html", "htm", "php", "asp", "aspx", "jsp", "cgi"].contains(&last)
}

/// Whether a path or a name ends as those of pictures do.
pub(crate) fn is_picture_name(path: &str) -> bool {
    let lower = path.to_ascii_lowercase();
    ENDS.iter().any(|end| lower.ends_with(end))
}

/// Whether an address names a form of picture that Qazet can't decode; the page has another one for older browsers.
pub(crate) fn is_unshown(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    let path = lower.split(['?', '#']).next().unwrap_or_default();
    UNSHOWN.iter().any(|form| {
        path.strip_suffix(form)
            .is_some_and(|before| before.ends_with('.'))
            || lower.contains(&format!("format={form}"))
            || lower.contains(&format!("fm={form}"))
    })
}

/// Whether a `type` is one of those forms.
pub(crate) fn is_unshown_kind(kind: &str) -> bool {
    let kind = kind.trim().to_ascii_lowercase();
    UNSHOWN
        .iter()
        .any(|form| kind.strip_prefix("image/") == Some(form))
}

/// What of an address tells its picture from others besides the path, where the path is that of a program: `?id=7` of
/// `/resize?id=7&w=640`; empty where the path names a picture.
pub(crate) fn picked(url: &Url) -> String {
    if is_picture_name(url.path()) {
        return String::new();
    }
    let pairs = url.query_pairs();
    let kept = pairs.filter(|(name, _)| !FORMS.contains(&name.to_ascii_lowercase().as_str()));
    kept.map(|(name, value)| format!("?{name}={value}"))
        .collect()
}

/// The address without what makes its picture a blur of some pixels, to be shown until the real one has come: `?w=20`, `?dpr=0.05`.
pub(crate) fn sharp(mut url: Url) -> Url {
    let is_blurred = url.query_pairs().any(|(name, value)| {
        let most = match name.as_ref() {
            "w" | "width" | "imwidth" | "maxwidth" => BLURRED,
            "dpr" => 0.5,
            _ => return false,
        };
        value.parse::<f64>().is_ok_and(|size| size <= most)
    });
    // A signature is good for its own parameters only.
    let is_signed = url.query_pairs().any(|(name, _)| {
        matches!(
            name.as_ref(),
            "s" | "sig" | "signature" | "hash" | "token" | "key" | "hmac"
        )
    });
    if !is_blurred || is_signed {
        return url;
    }
    let is_kept = |pair: &&str| {
        let name = pair.split('=').next().unwrap_or_default();
        !matches!(
            name,
            "w" | "width"
                | "imwidth"
                | "maxwidth"
                | "h"
                | "height"
                | "maxheight"
                | "dpr"
                | "blur"
                | "q"
                | "quality"
        )
    };
    let kept: Vec<&str> = url
        .query()
        .unwrap_or_default()
        .split('&')
        .filter(is_kept)
        .collect();
    let kept = kept.join("&");
    url.set_query(Some(kept.as_str()).filter(|kept| !kept.is_empty()));
    url
}

/// Whether words only say a picture's file name again: `red ferry 2` of `red-ferry-2.jpg`.
pub(crate) fn is_file_name(words: &str, address: &str) -> bool {
    let file = Url::parse(address)
        .ok()
        .and_then(|url| Some(url.path_segments()?.next_back()?.to_owned()));
    file.is_some_and(|file| {
        let bare = strip_size(&strip_dimensions(&file));
        let stem = bare.split('.').next().unwrap_or_default();
        letters::key(stem) == letters::key(words)
    })
}

/// Whether a file is the mark of the site at this address: `/images/lake-herald-logo.png` of lakeherald.example.
pub(crate) fn is_own_mark(picture: &Url, site: &Url) -> bool {
    let file = picture
        .path_segments()
        .and_then(|mut parts| parts.next_back());
    let file = letters::key(file.unwrap_or_default());
    let host = site.host_str().unwrap_or_default();
    // `herald` of herald.example and of herald.co.example
    let mut labels = host.rsplit('.').skip(1).map(letters::key);
    let own = labels.find(|label| label.chars().count() > 3);
    file.contains("logo") && own.is_some_and(|own| file.contains(&own))
}

/// A path without what names the size: `photo-300x200.jpg` is `photo.jpg`, `2019/18637072/920x920.jpg` is `2019/18637072`, and
/// `files/styles/wide/public/photo.jpg` is `files/photo.jpg`.
pub(crate) fn strip(path: &str) -> String {
    strip_style(strip_rendition(&strip_size(&strip_dimensions(
        &strip_folders(path),
    ))))
}

/// `2018/686/384/red-ferry.jpg` and `652x367/red-ferry.jpg` are `red-ferry.jpg`: folders named after a size, above a file with a name
/// of its own.
fn strip_folders(path: &str) -> String {
    let Some((folders, file)) = path.rsplit_once('/') else {
        return path.to_owned();
    };
    let letters = file.chars().filter(|c| c.is_alphabetic()).count();
    if letters < SHORTEST_NAME + "jpeg".len() {
        return path.to_owned();
    }
    let side = |part: &str| {
        part.parse::<u32>()
            .ok()
            .filter(|side| (50..5000).contains(side))
    };
    let mut kept: Vec<&str> = Vec::new();
    // From the end: what stands before a size may be a year.
    let mut parts = folders.rsplit('/').peekable();
    while let Some(part) = parts.next() {
        let is_size = part
            .split_once(['x', '*'])
            .is_some_and(|(width, height)| side(width).is_some() && side(height).is_some());
        let is_pair =
            side(part).is_some() && parts.peek().is_some_and(|before| side(before).is_some());
        if is_pair {
            parts.next();
        } else if !is_size {
            kept.push(part);
        }
    }
    kept.reverse();
    format!("{}/{file}", kept.join("/"))
}

/// `red-ferry-xl.jpg` is `red-ferry.jpg`.
fn strip_size(path: &str) -> String {
    let dot = path.rfind('.').unwrap_or(path.len());
    let (stem, extension) = path.split_at(dot);
    let bare = stem
        .rsplit_once(['-', '_'])
        .filter(|(_, size)| SIZES.contains(size))
        .map(|(bare, _)| bare)
        .filter(|bare| {
            bare.rsplit('/').next().unwrap_or_default().chars().count() >= SHORTEST_NAME
        });
    bare.map_or_else(|| path.to_owned(), |bare| format!("{bare}{extension}"))
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
        .find(|(name, _)| {
            matches!(
                name.as_ref(),
                "w" | "width" | "imwidth" | "maxwidth" | "resize" | "fit"
            )
        })
        .and_then(|(_, value)| value.split(',').next()?.parse().ok());
    let named = dimensions(url.path()).and_then(|(width, _)| width.parse().ok());
    asked
        .or(named)
        .or_else(|| folder(url.path()))
        .unwrap_or(u32::MAX)
}

/// The width in a folder's name: `652x367/ferry.jpg`.
fn folder(path: &str) -> Option<u32> {
    path.split('/').rev().skip(1).find_map(|part| {
        let (width, height) = part.split_once(['x', '*'])?;
        height.parse::<u32>().ok()?;
        width.parse().ok().filter(|width| *width > 1)
    })
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
