//! The truth about every article, for tests to compare with what a reader made of the pages.

use jiff::Timestamp;
use serde::Serialize;

use crate::newsroom::Inner;
use crate::outlets::{Outlet, dala, picture_url, qala, shot_url, signal, steppewire, tengri};
use crate::press::{Piece, Press};
use crate::room::Room;
use crate::story::{Block, Kind, Shot, plain};

/// An article as its outlet means it, at the newsroom's now.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Article {
    /// Who publishes it.
    pub outlet: Outlet,
    /// Its host.
    pub host: String,
    /// `ru`, `kk` or `en`.
    pub language: String,
    /// Its address.
    pub url: String,
    /// Its headline.
    pub title: String,
    /// Its opening paragraph; a page of the photo archive has it only in its description.
    pub lead: String,
    /// The other texts of the body in order: paragraphs, quotations, headings, list entries, cells.
    pub paragraphs: Vec<String>,
    /// The picture above the text.
    pub picture: Option<Photo>,
    /// The photographs of the body, in order.
    pub photos: Vec<Photo>,
    /// Links to photo reports.
    pub photo_reports: Vec<Link>,
    /// "Read also" inside the body.
    pub read_also: Vec<Link>,
    /// Headlines beside the article; not part of its text.
    pub related: Vec<Link>,
    /// Addresses of films.
    pub videos: Vec<String>,
    /// Its author.
    pub author: String,
    /// Its tags.
    pub tags: Vec<String>,
    /// When it came or comes out.
    pub published: Timestamp,
    /// When it was or will be edited.
    pub edited_at: Option<Timestamp>,
    /// Whether it is out at the newsroom's now.
    pub out: bool,
    /// Marked as top news.
    pub top: bool,
    /// `article`, `photo_report` or `fotoarchive`.
    pub kind: String,
    /// The event it tells of; articles of several outlets share it.
    pub story: String,
    /// What its feed carries: `full`, `short`, `none`, or `absent` where no feed lists it.
    pub feed_text: String,
}

/// A photograph with its words as the page has them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Photo {
    /// Its address in the size that the page shows.
    pub url: String,
    /// What it shows; without a full stop at its end.
    pub caption: String,
    /// Who made it.
    pub credit: String,
}

/// A link with its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// The words.
    pub title: String,
    /// The address.
    pub url: String,
}

/// Every article, oldest first.
pub(crate) fn articles(inner: &Inner) -> Vec<Article> {
    let room = Room {
        press: &inner.press,
        now: inner.clock.now(),
        opened: inner.opened,
    };
    inner
        .press
        .all()
        .iter()
        .map(|piece| article(&room, piece))
        .collect()
}

/// The address of an article in its outlet's form.
pub(crate) fn url(piece: &Piece) -> String {
    match piece.written.outlet {
        Outlet::TengriRu | Outlet::TengriKk | Outlet::TengriEn => tengri::address::url(piece),
        Outlet::Dala => dala::url(piece),
        Outlet::SteppeWire => steppewire::url(piece),
        Outlet::Signal => signal::url(piece),
        Outlet::Qala => qala::url(piece),
    }
}

fn article(room: &Room<'_>, piece: &Piece) -> Article {
    let text = piece.text(room.now);
    let outlet = piece.written.outlet;
    let link = |slug: &str| link(room.press, room.now, outlet, slug);
    Article {
        outlet,
        host: outlet.host().into(),
        language: outlet.language().into(),
        url: url(piece),
        title: text.title.into(),
        lead: plain(text.lead),
        paragraphs: text.body.iter().flat_map(Block::texts).collect(),
        picture: piece
            .written
            .picture
            .as_ref()
            .map(|shot| photo(picture_url(piece, 0), shot)),
        photos: photos(piece, text.body),
        photo_reports: picked(text.body, |block| match block {
            Block::Report { slug, .. } => link(slug),
            _ => None,
        }),
        read_also: picked(text.body, |block| match block {
            Block::ReadAlso { slug } => link(slug),
            _ => None,
        }),
        related: related(room, piece),
        videos: picked(text.body, |block| match block {
            Block::YouTube { id, .. } => Some(format!("https://www.youtube.com/embed/{id}")),
            Block::Film { .. } => Some(format!(
                "https://{}/userdata/video/{}/video_{}.mp4",
                outlet.host(),
                piece.wall().year(),
                piece.id
            )),
            _ => None,
        }),
        author: piece.written.author.clone(),
        tags: piece.written.tags.clone(),
        published: piece.published,
        edited_at: piece.edited,
        out: piece.published <= room.now,
        top: piece.written.top,
        kind: match piece.written.kind {
            Kind::Article => "article",
            Kind::PhotoReport => "photo_report",
            Kind::Fotoarchive => "fotoarchive",
        }
        .into(),
        story: piece.written.story.clone(),
        feed_text: feed_text(piece).into(),
    }
}

fn related(room: &Room<'_>, piece: &Piece) -> Vec<Link> {
    let others = match (piece.written.outlet, piece.written.kind) {
        (_, Kind::Fotoarchive) => Vec::new(),
        (Outlet::TengriRu | Outlet::TengriKk | Outlet::TengriEn, _) => {
            tengri::related_pieces(room, piece)
        }
        (Outlet::Dala, _) => dala::related_pieces(room, piece),
        _ => Vec::new(),
    };
    others
        .into_iter()
        .map(|other| Link {
            title: other.text(room.now).title.into(),
            url: url(other),
        })
        .collect()
}

fn feed_text(piece: &Piece) -> &'static str {
    match (piece.written.outlet, piece.written.kind) {
        (_, Kind::Fotoarchive) | (Outlet::Qala, _) => "absent",
        (Outlet::Dala | Outlet::Signal, _) => "full",
        (Outlet::SteppeWire, _) => "short",
        _ => tengri::feed_text(piece),
    }
}

fn photos(piece: &Piece, body: &[Block]) -> Vec<Photo> {
    picked(body, |block| match block {
        Block::Photo(shot) => {
            let url = shot_url(piece, shot);
            // The old archive shows the middle size.
            Some(photo(
                match piece.written.kind {
                    Kind::Fotoarchive => url.replace("thumb_b", "thumb_m"),
                    _ => url,
                },
                shot,
            ))
        }
        _ => None,
    })
}

fn photo(url: String, shot: &Shot) -> Photo {
    Photo {
        url,
        caption: shot.caption.trim_end_matches('.').into(),
        credit: shot.credit.clone(),
    }
}

fn link(press: &Press, now: Timestamp, outlet: Outlet, slug: &str) -> Option<Link> {
    press.find(outlet, slug).map(|piece| Link {
        title: piece.text(now).title.into(),
        url: url(piece),
    })
}

fn picked<T>(body: &[Block], pick: impl Fn(&Block) -> Option<T>) -> Vec<T> {
    body.iter().filter_map(pick).collect()
}
