//! Photo reports of the Tengri-like outlet: the modern form, an article whose pictures alternate
//! with text, and the pages of the old photo archive.

use serde_json::json;

use super::address;
use super::article::{meta, open, related, tail, thumb};
use super::frame::{self, Head};
use crate::outlets::blocks::{captioned, text_block};
use crate::outlets::shot_url;
use crate::outlets::text::long_date;
use crate::press::Piece;
use crate::room::Room;
use crate::story::{Block, Shot, escape, html};

/// A transparent pixel, as old lazy loading has it in `src`.
const PIXEL: &str = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==";

/// The modern form. Pictures take turns in the four markups that such pages have.
pub(super) fn page(room: &Room<'_>, piece: &Piece) -> String {
    let text = piece.text(room.now);
    let outlet = piece.written.outlet;
    let mut page = open(room, piece, &text);
    page.push_str(&format!(
        "<section class=\"first\">\n  <h1 class=\"head-single\">{}</h1>\n  <div class=\"date-time\">{}</div>\n  <div class=\"content_main_share\">ПОДЕЛИТЬСЯ</div>\n  <div class=\"content_main\">\n{}  <div class=\"content_main_desc\"><p>{}</p></div>\n  <div class=\"content_main_text\" itemprop=\"articleBody\">\n    <p>{}</p>\n",
        escape(text.title),
        long_date(piece.published, outlet.language()),
        thumb(piece, room),
        html(text.lead),
        html(text.lead),
    ));
    let mut shown = 0;
    for block in text.body {
        match block {
            Block::Photo(shot) => {
                page.push_str(&picture(piece, shot, shown));
                shown += 1;
            }
            block => page.push_str(&format!("    {}", text_block(block))),
        }
    }
    page.push_str(&format!(
        "    <p><img src=\"https://static.tengrinews.kz/img/stub-tengrinews.png.webp\" alt=\"\"></p>\n    <p>{}</p>\n  </div>\n{}  </div>\n{}</section>\n{}",
        tail(outlet),
        meta(piece),
        related(room, piece),
        frame::close()
    ));
    page
}

/// One picture in one of the four markups.
fn picture(piece: &Piece, shot: &Shot, turn: usize) -> String {
    let path = address::picture_path(piece, piece.shot_number(shot));
    let alt = escape(&shot.caption);
    let credit = escape(&shot.credit);
    match turn % 4 {
        0 => format!(
            "    <p><img src=\"{path}\" loading=\"lazy\" alt=\"{alt}\"></p>\n    <p><em>{credit}</em></p>\n"
        ),
        1 => format!(
            "    <p><picture><source srcset=\"{path}.webp\" type=\"image/webp\"><img src=\"{path}\" loading=\"lazy\" alt=\"{alt}\"></picture></p>\n    <p>{credit}</p>\n"
        ),
        2 => format!(
            "    <figure><img src=\"{path}\" srcset=\"{path} 1280w, {} 2560w\" alt=\"\"><figcaption>{}</figcaption></figure>\n",
            path.replace("/resize/", "/"),
            escape(&captioned(shot))
        ),
        _ => format!(
            "    <p><img src=\"{PIXEL}\" data-src=\"{path}\" alt=\"{alt}\"><noscript><img src=\"{path}\" alt=\"\"></noscript></p>\n    <p><em>{credit}</em></p>\n"
        ),
    }
}

/// A page of the old photo archive: only pictures with their lines, and an `ImageGallery`.
pub(super) fn fotoarchive(room: &Room<'_>, piece: &Piece) -> String {
    let text = piece.text(room.now);
    let shots = piece.shots();
    let media: Vec<_> = shots
        .iter()
        .map(|shot| {
            json!({
                "@type": "ImageObject",
                "contentUrl": shot_url(piece, shot),
                "caption": captioned(shot),
            })
        })
        .collect();
    let gallery = json!({
        "@context": "https://schema.org",
        "@type": "ImageGallery",
        "name": text.title,
        "associatedMedia": media,
    });
    let more = format!(
        "  <script type=\"application/ld+json\">{}</script>\n",
        gallery.to_string().replace("</", "<\\/")
    );
    let url = address::url(piece);
    let share = shots.first().map(|shot| shot_url(piece, shot));
    let head = Head {
        window: text.title,
        title: text.title,
        description: text.lead,
        url: &url,
        picture: share.as_deref().unwrap_or("/img/tn.png"),
        more: &more,
    };
    let mut page = frame::open(room, piece.written.outlet, &head);
    page.push_str(&format!(
        "<h1 class=\"head-single\">{}</h1>\n<div class=\"date-time\">{}</div>\n<div class=\"gallery\">\n",
        escape(text.title),
        long_date(piece.published, piece.written.outlet.language())
    ));
    for shot in shots {
        let path = address::picture_path(piece, piece.shot_number(shot));
        page.push_str(&format!(
            "<div class=\"gallery_item\"><img src=\"{}\" alt=\"\"><p>{}</p></div>\n",
            path.replace("thumb_b", "thumb_m"),
            escape(&captioned(shot))
        ));
    }
    page.push_str("</div>\n");
    page.push_str(frame::close());
    page
}
