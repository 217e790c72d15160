//! Addresses of the Tengri-like outlet: articles, sections, tags, pictures.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::answer::fingerprint;
use crate::outlets::Outlet;
use crate::press::Piece;
use crate::story::{Kind, Topic};

const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.');

/// The full address of an article.
pub(crate) fn url(piece: &Piece) -> String {
    format!("https://{}{}", piece.written.outlet.host(), path(piece))
}

/// The path of an article: `/{section}/{slug}-{id}/`.
pub(crate) fn path(piece: &Piece) -> String {
    let section = match piece.written.kind {
        Kind::Fotoarchive => "fotoarchive",
        _ => section(piece.written.topic),
    };
    format!("/{section}/{}-{}/", piece.written.slug, piece.id)
}

/// The section of a topic, as it stands in addresses.
pub(crate) fn section(topic: Topic) -> &'static str {
    match topic {
        Topic::Kazakhstan => "kazakhstan_news",
        Topic::World => "world_news",
        Topic::Economy => "economic",
        Topic::Tech => "tech",
        Topic::Sport => "sport",
        Topic::Culture => "culture",
        Topic::Science => "science",
    }
}

/// The topic of a section.
pub(crate) fn topic(name: &str) -> Option<Topic> {
    [
        Topic::Kazakhstan,
        Topic::World,
        Topic::Economy,
        Topic::Tech,
        Topic::Sport,
        Topic::Culture,
        Topic::Science,
    ]
    .into_iter()
    .find(|topic| section(*topic) == name)
}

/// The path of a tag's list, percent-encoded, `_` for spaces.
pub(crate) fn tag_path(tag: &str) -> String {
    let tag = tag.to_lowercase().replace(' ', "_");
    format!("/tag/{}/", utf8_percent_encode(&tag, KEPT))
}

/// The path of an article's picture: 0 the lead picture, from 1 those of the body.
pub(crate) fn picture_path(piece: &Piece, number: usize) -> String {
    let wall = piece.wall();
    let (year, id) = (wall.year(), piece.id);
    let edition = match piece.written.outlet {
        Outlet::TengriKk => "_kk",
        Outlet::TengriEn => "_en",
        _ => "",
    };
    if piece.written.kind == Kind::Fotoarchive {
        return format!(
            "/userdata/gallery{edition}/{year}/gallery_{id}/thumb_b/photo_{number}.jpeg"
        );
    }
    if number == 0 {
        let photo = 400_000 + id * 3;
        return format!("/userdata/news{edition}/{year}/news_{id}/thumb_b/photo_{photo}.jpeg");
    }
    let name = fingerprint(format!("{edition}{id}/{number}").as_bytes());
    format!(
        "/userdata/u{}/{}/resize/{}.jpeg",
        100 + id % 50,
        wall.strftime("%Y-%m"),
        &name[..32]
    )
}
