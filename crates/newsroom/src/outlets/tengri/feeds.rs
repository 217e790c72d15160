//! Feeds and sitemaps of the Tengri-like outlet. No page names its feed, as with the reference.

use super::{address, article};
use crate::answer::Answer;
use crate::outlets::text::{iso, rfc822, topic_name};
use crate::outlets::{Outlet, picture_url};
use crate::press::{Piece, newest};
use crate::room::Room;
use crate::story::{Topic, escape, html};

/// The newest articles in `news.rss`.
const NEWEST: usize = 30;

/// `news.rss`, or the feed of one section.
pub(super) fn rss(room: &Room<'_>, outlet: Outlet, topic: Option<Topic>) -> Answer {
    let mut pieces = super::articles(room, outlet);
    pieces.retain(|piece| topic.is_none_or(|topic| piece.written.topic == topic));
    pieces.truncate(NEWEST);
    let modified = newest(&pieces, room.now, room.opened);
    let host = outlet.host();
    let name = topic.map_or("news", address::section);
    let mut feed = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\">\n<channel>\n<title>{}</title>\n<link>https://{host}/</link>\n<description>{}</description>\n<language>{}</language>\n<lastBuildDate>{}</lastBuildDate>\n<atom:link href=\"https://{host}/{name}.rss\" rel=\"self\" type=\"application/rss+xml\"/>\n",
        escape(outlet.title()),
        super::lists::news_word(outlet),
        outlet.language(),
        rfc822(modified),
    );
    for piece in &pieces {
        feed.push_str(&item(room, piece));
    }
    feed.push_str("</channel>\n</rss>\n");
    Answer::ok("application/rss+xml; charset=UTF-8", feed)
        .with_header("Cache-Control", "max-age=300")
        .validated(modified)
}

/// How much of the text the feed carries; a third of the articles each.
pub(crate) fn feed_text(piece: &Piece) -> &'static str {
    match (piece.id / 7) % 3 {
        0 => "full",
        1 => "short",
        _ => "none",
    }
}

fn item(room: &Room<'_>, piece: &Piece) -> String {
    let text = piece.text(room.now);
    let url = address::url(piece);
    let description = match feed_text(piece) {
        "full" => article::feed_html(room, piece),
        "short" => format!("<p>{}</p>", html(text.lead)),
        _ => String::new(),
    };
    let language = piece.written.outlet.language();
    let mut categories = vec![topic_name(piece.written.topic, language)];
    if piece.written.top {
        categories.push(match language {
            "kk" => "Шұғыл",
            "en" => "Breaking news",
            _ => "Срочно",
        });
    }
    let categories: String = categories
        .iter()
        .map(|one| format!("<category>{one}</category>\n"))
        .collect();
    let enclosure = match piece.written.picture {
        Some(_) => format!(
            "<enclosure url=\"{}\" type=\"image/jpeg\" length=\"0\"/>\n",
            picture_url(piece, 0)
        ),
        None => String::new(),
    };
    format!(
        "<item>\n<title>{}</title>\n<link>{url}</link>\n<guid>{url}</guid>\n<pubDate>{}</pubDate>\n{categories}{enclosure}<description><![CDATA[{description}]]></description>\n</item>\n",
        escape(text.title),
        rfc822(piece.published),
    )
}

/// The name of an edition's index of sitemaps.
pub(super) fn sitemap_index_name(outlet: Outlet) -> &'static str {
    match outlet {
        Outlet::TengriKk => "kk-sitemap-index.xml",
        Outlet::TengriEn => "en-sitemap-index.xml",
        _ => "sitemap-index.xml",
    }
}

/// The index: one child, the news sitemap.
pub(super) fn sitemap_index(room: &Room<'_>, outlet: Outlet) -> Answer {
    let pieces = super::articles(room, outlet);
    let modified = newest(&pieces, room.now, room.opened);
    let index = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n<sitemap><loc>https://{}/sitemap-news.xml</loc><lastmod>{}</lastmod></sitemap>\n</sitemapindex>\n",
        outlet.host(),
        iso(modified)
    );
    Answer::ok("application/xml; charset=UTF-8", index).validated(modified)
}

/// The news sitemap of an edition.
pub(super) fn news_sitemap(room: &Room<'_>, outlet: Outlet) -> Answer {
    let pieces = super::articles(room, outlet);
    crate::outlets::sitemap::news(
        room,
        &pieces,
        "Tengrinews.kz",
        outlet.language(),
        address::url,
    )
}

/// `robots.txt`, which names the sitemaps.
pub(super) fn robots(outlet: Outlet) -> Answer {
    let robots = format!(
        "User-agent: *\nDisallow: /search/\nSitemap: https://{}/{}\n",
        outlet.host(),
        sitemap_index_name(outlet)
    );
    Answer::ok("text/plain; charset=UTF-8", robots)
}
