//! An outlet with an Atom feed of summaries; its pages are plain semantic HTML.

use serde_json::json;

use crate::answer::Answer;
use crate::incoming::Incoming;
use crate::outlets::blocks::{captioned, figure, text_block, youtube};
use crate::outlets::text::{long_date, topic_name};
use crate::outlets::{Outlet, picture_path, picture_url, share_meta, sitemap};
use crate::press::{Piece, newest};
use crate::room::Room;
use crate::story::{Block, escape, html, plain};

const OUTLET: Outlet = Outlet::SteppeWire;
const HOST: &str = "steppewire.example";

/// The answer of the outlet to one path.
pub(crate) fn answer(room: &Room<'_>, request: &Incoming) -> Answer {
    let out = room.press.out(OUTLET, room.now);
    let parts: Vec<&str> = request.path.split('/').filter(|p| !p.is_empty()).collect();
    match parts.as_slice() {
        [] => {
            let modified = newest(&out, room.now, room.opened);
            Answer::html(list(room, &out)).validated(modified)
        }
        ["atom.xml"] => feed(room, &out),
        ["news-sitemap.xml"] => sitemap::news(room, &out, OUTLET.title(), "en", url),
        ["story", _, slug] => match out.iter().find(|piece| piece.written.slug == *slug) {
            Some(piece) => Answer::html(article(room, piece)).validated(piece.modified(room.now)),
            None => Answer::not_found(),
        },
        _ => Answer::not_found(),
    }
}

/// The address of an article.
pub(crate) fn url(piece: &Piece) -> String {
    format!("https://{HOST}/story/{}/{}", piece.id, piece.written.slug)
}

fn feed(room: &Room<'_>, out: &[&Piece]) -> Answer {
    let modified = newest(out, room.now, room.opened);
    let mut feed = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:media=\"http://search.yahoo.com/mrss/\" xml:lang=\"en\">\n<title>{}</title>\n<subtitle>News from the steppe</subtitle>\n<id>https://{HOST}/</id>\n<link rel=\"alternate\" type=\"text/html\" href=\"https://{HOST}/\"/>\n<link rel=\"self\" type=\"application/atom+xml\" href=\"https://{HOST}/atom.xml\"/>\n<updated>{modified}</updated>\n<icon>https://{HOST}/favicon.svg</icon>\n",
        OUTLET.title()
    );
    for piece in out {
        feed.push_str(&entry(room, piece));
    }
    feed.push_str("</feed>\n");
    Answer::ok("application/atom+xml; charset=utf-8", feed)
        .with_header("Cache-Control", "max-age=900")
        .validated(modified)
}

fn entry(room: &Room<'_>, piece: &Piece) -> String {
    let text = piece.text(room.now);
    let mut media = String::new();
    if let Some(shot) = &piece.written.picture {
        media = format!(
            "<media:thumbnail url=\"{}\" width=\"1200\" height=\"800\"/>\n<media:credit>{}</media:credit>\n",
            picture_url(piece, 0),
            escape(&shot.credit)
        );
    }
    let mut categories = format!(
        "<category term=\"{}\"/>\n",
        topic_name(piece.written.topic, "en")
    );
    if piece.written.top {
        categories.push_str("<category term=\"Breaking news\"/>\n");
    }
    format!(
        "<entry>\n<title type=\"text\">{}</title>\n<id>tag:{HOST},2026:{}</id>\n<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n<published>{}</published>\n<updated>{}</updated>\n<author><name>{}</name></author>\n{categories}<summary type=\"html\">{}</summary>\n{media}</entry>\n",
        escape(text.title),
        piece.id,
        url(piece),
        piece.published,
        piece.modified(room.now),
        escape(&piece.written.author),
        escape(&format!("<p>{}</p>", html(text.lead))),
    )
}

fn article(room: &Room<'_>, piece: &Piece) -> String {
    let text = piece.text(room.now);
    let linked = json!({
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": url(piece),
        "headline": text.title,
        "description": plain(text.lead),
        "datePublished": piece.published.to_string(),
        "dateModified": piece.modified(room.now).to_string(),
        "author": [{"@type": "Person", "name": piece.written.author}],
        "publisher": {"@type": "Organization", "name": OUTLET.title()},
    });
    let mut body = format!(
        "<main><article itemscope itemtype=\"https://schema.org/NewsArticle\">\n<header><p class=\"kicker\">{}</p><h1 itemprop=\"headline\">{}</h1><p class=\"standfirst\">{}</p><p class=\"byline\">By <a rel=\"author\" href=\"/people/{}\">{}</a> · <time datetime=\"{}\">{}</time></p></header>\n",
        topic_name(piece.written.topic, "en"),
        escape(text.title),
        html(text.lead),
        piece.written.author.to_lowercase().replace(' ', "-"),
        escape(&piece.written.author),
        piece.published,
        long_date(piece.published, "en"),
    );
    if let Some(shot) = &piece.written.picture {
        body.push_str(&format!(
            "<figure class=\"lead\"><picture><source media=\"(min-width: 900px)\" srcset=\"{url}?w=1200\"><img src=\"{url}?w=600\" alt=\"{}\"></picture><figcaption>{}</figcaption></figure>\n",
            escape(&shot.caption),
            escape(&captioned(shot)),
            url = picture_url(piece, 0),
        ));
    }
    body.push_str("<div class=\"story-body\" itemprop=\"articleBody\">\n");
    for block in text.body {
        body.push_str(&match block {
            Block::Photo(shot) => figure(piece, shot, "inline"),
            Block::YouTube { id, title } => youtube(id, title),
            Block::ReadAlso { slug } => see(room, slug, "Read more: "),
            Block::Report { slug, words } => see(room, slug, &format!("{words} ")),
            block => text_block(block),
        });
    }
    body.push_str("</div>\n<section class=\"newsletter\"><h2>The morning wire</h2><p>Sign up for our newsletter and never miss a story.</p></section>\n</article></main>\n");
    let head = format!(
        "<link rel=\"canonical\" href=\"{}\">\n<meta property=\"og:title\" content=\"{}\">\n{}<meta name=\"description\" content=\"{}\">\n<script type=\"application/ld+json\">{}</script>\n",
        url(piece),
        escape(text.title),
        share_meta(piece),
        escape(&plain(text.lead)),
        linked.to_string().replace("</", "<\\/"),
    );
    frame(text.title, &head, &body)
}

fn see(room: &Room<'_>, slug: &str, words: &str) -> String {
    room.press
        .find(OUTLET, slug)
        .map_or_else(String::new, |other| {
            format!(
                "<p class=\"see-also\">{}<a href=\"{}\">{}</a></p>\n",
                escape(words),
                url(other),
                escape(other.text(room.now).title)
            )
        })
}

fn list(room: &Room<'_>, out: &[&Piece]) -> String {
    let rows: String = out
        .iter()
        .map(|piece| {
            format!(
                "<li class=\"teaser\"><a href=\"/story/{}/{}\"><img src=\"{}\" alt=\"\"><h2>{}</h2></a><p>{}</p><time datetime=\"{}\">{}</time></li>\n",
                piece.id,
                piece.written.slug,
                picture_path(piece, 0),
                escape(piece.text(room.now).title),
                html(piece.text(room.now).lead),
                piece.published,
                long_date(piece.published, "en")
            )
        })
        .collect();
    frame(
        OUTLET.title(),
        "",
        &format!("<main><ul class=\"river\">\n{rows}</ul></main>\n"),
    )
}

fn frame(title: &str, head: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{} | Steppe Wire</title>\n<link rel=\"alternate\" type=\"application/atom+xml\" title=\"Steppe Wire\" href=\"/atom.xml\">\n<link rel=\"icon\" type=\"image/svg+xml\" href=\"/favicon.svg\">\n{head}</head>\n<body>\n<nav><a href=\"/\">Steppe Wire</a><a href=\"/about\">About us</a></nav>\n{body}<footer><p>Steppe Wire is an invented newspaper.</p></footer>\n</body>\n</html>\n",
        escape(title)
    )
}
