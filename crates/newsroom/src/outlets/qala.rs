//! An outlet with no feed: a news sitemap, and list pages that no standard describes.

use crate::answer::Answer;
use crate::incoming::Incoming;
use crate::outlets::blocks::{captioned, figure, text_block, youtube};
use crate::outlets::text::{iso, list_date, long_date};
use crate::outlets::{Outlet, picture_path, share_meta, sitemap};
use crate::press::{Piece, newest};
use crate::room::Room;
use crate::story::{Block, escape, html};

const OUTLET: Outlet = Outlet::Qala;
const HOST: &str = "qala.example";

/// Articles on one page of the list.
const PAGE: usize = 5;

/// The answer of the outlet to one path.
pub(crate) fn answer(room: &Room<'_>, request: &Incoming) -> Answer {
    let out = room.press.out(OUTLET, room.now);
    let modified = newest(&out, room.now, room.opened);
    let parts: Vec<&str> = request.path.split('/').filter(|p| !p.is_empty()).collect();
    match parts.as_slice() {
        [] | ["janalyqtar"] => {
            let number = request.parameter("bet").and_then(|one| one.parse().ok());
            match list(room, &out, number.unwrap_or(1)) {
                Some(page) => Answer::html(page).validated(modified),
                None => Answer::not_found(),
            }
        }
        ["robots.txt"] => Answer::ok(
            "text/plain",
            format!("User-agent: *\nAllow: /\nSitemap: https://{HOST}/sitemap.xml\n"),
        ),
        ["sitemap.xml"] => index(room, &out),
        ["sitemap-news.xml"] => sitemap::news(room, &out, OUTLET.title(), "kk", url),
        ["habar", name] => {
            let found = out
                .iter()
                .find(|piece| url(piece).ends_with(&format!("/{name}")));
            match found {
                Some(piece) => {
                    Answer::html(article(room, piece)).validated(piece.modified(room.now))
                }
                None => Answer::not_found(),
            }
        }
        _ => Answer::not_found(),
    }
}

/// The address of an article.
pub(crate) fn url(piece: &Piece) -> String {
    format!(
        "https://{HOST}/habar/{}-{}.html",
        piece.id, piece.written.slug
    )
}

fn index(room: &Room<'_>, out: &[&Piece]) -> Answer {
    let modified = newest(out, room.now, room.opened);
    let index = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n<sitemap><loc>https://{HOST}/sitemap-news.xml</loc><lastmod>{}</lastmod></sitemap>\n</sitemapindex>\n",
        iso(modified)
    );
    Answer::ok("application/xml; charset=UTF-8", index).validated(modified)
}

fn article(room: &Room<'_>, piece: &Piece) -> String {
    let text = piece.text(room.now);
    let mut picture = String::new();
    if let Some(shot) = &piece.written.picture {
        picture = format!(
            "<div class=\"habar-suret\"><img src=\"{}\" alt=\"{}\"><span class=\"suret-ataui\">{}</span></div>\n",
            picture_path(piece, 0),
            escape(&shot.caption),
            escape(&captioned(shot))
        );
    }
    let mut body = String::new();
    for block in text.body {
        body.push_str(&match block {
            Block::Photo(shot) => figure(piece, shot, "suret"),
            Block::YouTube { id, title } => youtube(id, title),
            block => text_block(block),
        });
    }
    let head = format!(
        "<link rel=\"canonical\" href=\"{}\">\n<meta property=\"og:title\" content=\"{}\">\n{}<meta name=\"author\" content=\"{}\">\n<meta itemprop=\"datePublished\" content=\"{}\">\n",
        url(piece),
        escape(text.title),
        share_meta(piece),
        escape(&piece.written.author),
        iso(piece.published),
    );
    frame(
        text.title,
        &head,
        &format!(
            "<div class=\"habar\"><h1 class=\"habar-ataui\">{}</h1>\n<div class=\"habar-kuni\">{} | {}</div>\n{picture}<div class=\"habar-matini\"><p><b>{}</b></p>\n{body}</div>\n<div class=\"bolisu\">Бөлісу: Telegram, WhatsApp</div></div>\n",
            escape(text.title),
            long_date(piece.published, "kk"),
            escape(&piece.written.author),
            html(text.lead),
        ),
    )
}

fn list(room: &Room<'_>, out: &[&Piece], number: usize) -> Option<String> {
    let pages = out.len().div_ceil(PAGE).max(1);
    let first = number.checked_sub(1)?.checked_mul(PAGE)?;
    if number > pages {
        return None;
    }
    let rows: String = out
        .iter()
        .skip(first)
        .take(PAGE)
        .map(|piece| {
            format!(
                "<div class=\"jol\"><a class=\"jol-ataui\" href=\"/habar/{}-{}.html\">{}</a><span class=\"jol-kuni\">{}</span></div>\n",
                piece.id,
                piece.written.slug,
                escape(piece.text(room.now).title),
                list_date(piece.published, room.now, "kk")
            )
        })
        .collect();
    let links: String = (1..=pages)
        .map(|one| format!("<a href=\"/janalyqtar?bet={one}\">{one}</a> "))
        .collect();
    Some(frame(
        OUTLET.title(),
        "",
        &format!("<div class=\"tizim\">\n{rows}</div>\n<div class=\"better\">{links}</div>\n"),
    ))
}

fn frame(title: &str, head: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"kk\"><head><meta charset=\"utf-8\"><title>{}</title>\n<link rel=\"icon\" href=\"/favicon.ico\">\n{head}</head><body>\n<div class=\"bas\"><a href=\"/\">Қала хабары</a> <a href=\"/janalyqtar\">Жаңалықтар</a></div>\n{body}<div class=\"ayaq\">Редакция туралы. Жарнама.</div>\n</body></html>\n",
        escape(title)
    )
}
