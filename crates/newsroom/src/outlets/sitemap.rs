//! Google News sitemaps: the articles of the last two days, at most a thousand.

use jiff::SignedDuration;

use crate::answer::Answer;
use crate::outlets::text::iso;
use crate::press::{Piece, newest};
use crate::room::Room;
use crate::story::escape;

/// A news sitemap of these articles, newest first.
pub(crate) fn news(
    room: &Room<'_>,
    pieces: &[&Piece],
    name: &str,
    language: &str,
    address: impl Fn(&Piece) -> String,
) -> Answer {
    let mut map = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\">\n",
    );
    for piece in pieces {
        if room.now.duration_since(piece.published) > SignedDuration::from_hours(48) {
            break;
        }
        map.push_str(&format!(
            "<url><loc>{}</loc><lastmod>{}</lastmod>\n<news:news><news:publication><news:name>{}</news:name><news:language>{language}</news:language></news:publication><news:publication_date>{}</news:publication_date><news:title>{}</news:title></news:news></url>\n",
            escape(&address(piece)),
            iso(piece.modified(room.now)),
            escape(name),
            iso(piece.published),
            escape(piece.text(room.now).title)
        ));
    }
    map.push_str("</urlset>\n");
    Answer::ok("application/xml; charset=UTF-8", map).validated(newest(
        pieces,
        room.now,
        room.opened,
    ))
}
