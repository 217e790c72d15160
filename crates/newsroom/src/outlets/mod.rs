//! The outlets: who they are, and which of them answers for a host.

pub(crate) mod blocks;
pub(crate) mod dala;
pub(crate) mod qala;
pub(crate) mod signal;
pub(crate) mod sitemap;
pub(crate) mod steppewire;
pub(crate) mod tengri;
pub(crate) mod text;

use serde::{Deserialize, Serialize};

use crate::answer::Answer;
use crate::incoming::Incoming;
use crate::photos;
use crate::press::Piece;
use crate::room::Room;
use crate::story::Shot;

/// Who publishes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outlet {
    /// Built like Tengrinews, Russian: `tengrinews.kz`.
    TengriRu,
    /// Built like Tengrinews, Kazakh: `kaz.tengrinews.kz`.
    TengriKk,
    /// Built like Tengrinews, English: `en.tengrinews.kz`.
    TengriEn,
    /// Built like WordPress, full text in its RSS, Russian: `dala.example`.
    Dala,
    /// With an Atom feed, English: `steppewire.example`.
    SteppeWire,
    /// With a JSON Feed, Russian: `signal.example`.
    Signal,
    /// With no feed at all, Kazakh: `qala.example`.
    Qala,
}

impl Outlet {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::TengriRu,
        Self::TengriKk,
        Self::TengriEn,
        Self::Dala,
        Self::SteppeWire,
        Self::Signal,
        Self::Qala,
    ];

    /// Its host.
    pub fn host(self) -> &'static str {
        match self {
            Self::TengriRu => "tengrinews.kz",
            Self::TengriKk => "kaz.tengrinews.kz",
            Self::TengriEn => "en.tengrinews.kz",
            Self::Dala => "dala.example",
            Self::SteppeWire => "steppewire.example",
            Self::Signal => "signal.example",
            Self::Qala => "qala.example",
        }
    }

    /// `ru`, `kk` or `en`.
    pub fn language(self) -> &'static str {
        match self {
            Self::TengriRu | Self::Dala | Self::Signal => "ru",
            Self::TengriKk | Self::Qala => "kk",
            Self::TengriEn | Self::SteppeWire => "en",
        }
    }

    /// The name it gives itself.
    pub fn title(self) -> &'static str {
        match self {
            Self::TengriRu => "Tengrinews.kz : Новости Казахстана",
            Self::TengriKk => "Tengrinews.kz : Қазақстан жаңалықтары",
            Self::TengriEn => "Tengrinews.kz : Kazakhstan news",
            Self::Dala => "Дала",
            Self::SteppeWire => "Steppe Wire",
            Self::Signal => "Сигнал",
            Self::Qala => "Қала хабары",
        }
    }

    /// The number its articles count from.
    pub(crate) fn first_id(self) -> u32 {
        match self {
            Self::TengriRu => 990_000,
            Self::TengriKk => 790_000,
            Self::TengriEn => 590_000,
            Self::Dala => 41_000,
            Self::SteppeWire => 7_000,
            Self::Signal => 300,
            Self::Qala => 12_000,
        }
    }
}

/// Hosts that serve pictures for the Tengri-like outlet, besides its editions.
pub(crate) const STATIC_HOST: &str = "static.tengrinews.kz";

/// Hosts that show stills of films.
pub(crate) const FILM_HOSTS: [&str; 2] = ["i.ytimg.com", "img.youtube.com"];

/// Every host the outlets need.
pub(crate) fn hosts() -> Vec<&'static str> {
    let mut hosts: Vec<&str> = Outlet::ALL.into_iter().map(Outlet::host).collect();
    hosts.push(STATIC_HOST);
    hosts.extend(FILM_HOSTS);
    hosts
}

/// The answer of one of [`hosts`]; `None` for another host.
pub(crate) fn answer(room: &Room<'_>, request: &Incoming) -> Option<Answer> {
    if FILM_HOSTS.contains(&request.host.as_str()) {
        return Some(still(&request.path));
    }
    if let Some(photo) = room.press.picture(&request.path) {
        return Some(picture(photo, room));
    }
    if request.host == STATIC_HOST {
        return Some(Answer::not_found());
    }
    let outlet = Outlet::ALL
        .into_iter()
        .find(|outlet| outlet.host() == request.host)?;
    if let Some(icon) = favicon(outlet, &request.path) {
        return Some(icon.validated(room.opened));
    }
    Some(match outlet {
        Outlet::TengriRu | Outlet::TengriKk | Outlet::TengriEn => {
            tengri::answer(room, outlet, request)
        }
        Outlet::Dala => dala::answer(room, request),
        Outlet::SteppeWire => steppewire::answer(room, request),
        Outlet::Signal => signal::answer(room, request),
        Outlet::Qala => qala::answer(room, request),
    })
}

/// Paths of an article's pictures with the names of their photographs.
pub(crate) fn pictures(piece: &Piece) -> Vec<(String, String)> {
    let lead = piece.written.picture.iter().map(|shot| (shot, 0));
    let body = piece.shots().into_iter().zip(1..);
    lead.chain(body)
        .map(|(shot, number)| (picture_path(piece, number), shot.photo.clone()))
        .collect()
}

/// The full address of an article's picture: 0 the lead picture, from 1 those of the body.
pub(crate) fn picture_url(piece: &Piece, number: usize) -> String {
    let host = match piece.written.outlet {
        Outlet::TengriRu | Outlet::TengriKk | Outlet::TengriEn if number == 0 => STATIC_HOST,
        outlet => outlet.host(),
    };
    format!("https://{host}{}", picture_path(piece, number))
}

/// What the head of a page says of its share picture: the lead picture, else the first photograph, else nothing.
pub(crate) fn share_meta(piece: &Piece) -> String {
    let number = usize::from(piece.written.picture.is_none());
    if number > piece.shots().len() {
        return String::new();
    }
    format!(
        "<meta property=\"og:image\" content=\"{}\">\n",
        picture_url(piece, number)
    )
}

/// The full address of a picture of the body.
pub(crate) fn shot_url(piece: &Piece, shot: &Shot) -> String {
    picture_url(piece, piece.shot_number(shot))
}

/// The path of an article's picture in its outlet's form.
pub(crate) fn picture_path(piece: &Piece, number: usize) -> String {
    match piece.written.outlet {
        Outlet::TengriRu | Outlet::TengriKk | Outlet::TengriEn => {
            tengri::address::picture_path(piece, number)
        }
        Outlet::Dala => dala::picture_path(piece, number),
        Outlet::SteppeWire => format!("/media/{}/{number}.jpg", piece.id),
        Outlet::Signal => format!("/img/{}-{number}.jpg", piece.written.slug),
        Outlet::Qala => format!("/suret/{}/{number}.jpg", piece.id),
    }
}

/// A picture path without its size: `thumb_m`, `resize`, `-300x200`, `.webp` and doubled slashes.
pub(crate) fn normal_path(path: &str) -> String {
    let path = path.strip_suffix(".webp").unwrap_or(path);
    let parts: Vec<&str> = path
        .split('/')
        .filter(|part| !part.is_empty() && !part.starts_with("thumb_") && *part != "resize")
        .collect();
    let path = parts.join("/");
    let Some((stem, kind)) = path.rsplit_once('.') else {
        return path;
    };
    match stem.rsplit_once('-') {
        Some((name, size)) if is_size(size) => format!("{name}.{kind}"),
        _ => path,
    }
}

fn is_size(text: &str) -> bool {
    let number = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    text.split_once('x')
        .is_some_and(|(width, height)| number(width) && number(height))
}

fn picture(photo: &str, room: &Room<'_>) -> Answer {
    match photos::find(photo) {
        Some(bytes) => Answer::ok("image/jpeg", bytes)
            .with_header("Cache-Control", "max-age=2592000")
            .validated(room.opened),
        None => Answer::not_found(),
    }
}

/// Any film has a still: `/vi/ID/hqdefault.jpg`.
fn still(path: &str) -> Answer {
    let place = path.bytes().map(usize::from).sum::<usize>() % photos::PHOTOS.len();
    match (path.starts_with("/vi/"), photos::PHOTOS.get(place)) {
        (true, Some((_, bytes))) => Answer::ok("image/jpeg", *bytes),
        _ => Answer::not_found(),
    }
}

fn favicon(outlet: Outlet, path: &str) -> Option<Answer> {
    let colour = match outlet {
        Outlet::TengriRu | Outlet::TengriKk | Outlet::TengriEn => [0x1f, 0x8a, 0x3b],
        Outlet::Dala => [0xb5, 0x6a, 0x1d],
        Outlet::SteppeWire => [0x1d, 0x4f, 0x9c],
        Outlet::Signal => [0xc2, 0x2f, 0x2f],
        Outlet::Qala => [0x6b, 0x3f, 0x8f],
    };
    match path {
        "/favicon.ico" => Some(Answer::ok("image/x-icon", icon(colour))),
        "/favicon.svg" => {
            let [red, green, blue] = colour;
            let svg = format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 16 16\"><rect width=\"16\" height=\"16\" rx=\"3\" fill=\"#{red:02x}{green:02x}{blue:02x}\"/></svg>"
            );
            Some(Answer::ok("image/svg+xml", svg))
        }
        _ => None,
    }
}

/// A 16×16 icon of one colour: an ICO file that holds one bitmap.
fn icon([red, green, blue]: [u8; 3]) -> Vec<u8> {
    const SIDE: u8 = 16;
    const PIXELS: u32 = 16 * 16 * 4;
    const MASK: u32 = 16 * 4;
    let mut file = vec![0, 0, 1, 0, 1, 0, SIDE, SIDE, 0, 0, 1, 0, 32, 0];
    file.extend_from_slice(&(40 + PIXELS + MASK).to_le_bytes());
    file.extend_from_slice(&22u32.to_le_bytes());
    file.extend_from_slice(&40u32.to_le_bytes());
    file.extend_from_slice(&u32::from(SIDE).to_le_bytes());
    // The height counts the mask too.
    file.extend_from_slice(&(2 * u32::from(SIDE)).to_le_bytes());
    file.extend_from_slice(&[1, 0, 32, 0]);
    file.extend_from_slice(&[0; 4]);
    file.extend_from_slice(&(PIXELS + MASK).to_le_bytes());
    file.extend_from_slice(&[0; 16]);
    for _ in 0..16 * 16 {
        file.extend_from_slice(&[blue, green, red, 255]);
    }
    file.extend(std::iter::repeat_n(0, MASK as usize));
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_fall_out_of_picture_paths() {
        let plain = normal_path("/userdata/news/2026/news_1/thumb_b/photo_2.jpeg");
        for other in [
            "//userdata/news/2026/news_1/thumb_m/photo_2.jpeg",
            "/userdata/news/2026/news_1/resize/photo_2.jpeg.webp",
        ] {
            assert_eq!(normal_path(other), plain);
        }
        assert_eq!(
            normal_path("/wp-content/uploads/2026/11/steppe-1024x683.jpg"),
            normal_path("/wp-content/uploads/2026/11/steppe.jpg")
        );
    }
}
