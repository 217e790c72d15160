//! An outlet with a JSON Feed (version 1.1) that carries full text; pages with `<div>`s only.

use serde_json::{Value, json};

use crate::answer::Answer;
use crate::incoming::Incoming;
use crate::outlets::blocks::{captioned, figure, text_block, youtube};
use crate::outlets::text::{iso, long_date, topic_name};
use crate::outlets::{Outlet, picture_url};
use crate::press::{Piece, newest};
use crate::room::Room;
use crate::story::{Block, escape, html, plain};

const OUTLET: Outlet = Outlet::Signal;
const HOST: &str = "signal.example";

/// The answer of the outlet to one path.
pub(crate) fn answer(room: &Room<'_>, request: &Incoming) -> Answer {
    let out = room.press.out(OUTLET, room.now);
    let modified = newest(&out, room.now, room.opened);
    match request.path.as_str() {
        "/" => Answer::html(list(room, &out)).validated(modified),
        "/feed.json" => feed(room, &out).validated(modified),
        path => {
            let found = out
                .iter()
                .find(|piece| path == format!("/n/{}", piece.written.slug));
            match found {
                Some(piece) => {
                    Answer::html(article(room, piece)).validated(piece.modified(room.now))
                }
                None => Answer::not_found(),
            }
        }
    }
}

/// The address of an article.
pub(crate) fn url(piece: &Piece) -> String {
    format!("https://{HOST}/n/{}", piece.written.slug)
}

fn feed(room: &Room<'_>, out: &[&Piece]) -> Answer {
    let items: Vec<Value> = out.iter().map(|piece| item(room, piece)).collect();
    // Written by hand so that `items` comes last and a fault finds it.
    let head = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": OUTLET.title(),
        "home_page_url": format!("https://{HOST}/"),
        "feed_url": format!("https://{HOST}/feed.json"),
        "description": "Техника и наука без лишнего шума",
        "icon": format!("https://{HOST}/favicon.ico"),
        "language": "ru",
    });
    let head = head.to_string();
    let body = format!(
        "{},\"items\":{}}}",
        head.trim_end_matches('}'),
        Value::from(items)
    );
    Answer::ok("application/feed+json; charset=utf-8", body)
}

fn item(room: &Room<'_>, piece: &Piece) -> Value {
    let text = piece.text(room.now);
    let mut tags = vec![topic_name(piece.written.topic, "ru").to_owned()];
    tags.extend(piece.written.tags.iter().cloned());
    let mut item = json!({
        "id": format!("signal-{}", piece.id),
        "url": url(piece),
        "title": text.title,
        "summary": plain(text.lead),
        "content_html": format!("<p>{}</p>\n{}", html(text.lead), content(room, piece)),
        "date_published": iso(piece.published),
        "authors": [{"name": piece.written.author}],
        "tags": tags,
    });
    if piece.written.picture.is_some() {
        item["image"] = json!(picture_url(piece, 0));
    }
    if let Some(edited) = piece.edited_by(room.now) {
        item["date_modified"] = json!(iso(edited));
    }
    item
}

fn content(room: &Room<'_>, piece: &Piece) -> String {
    let mut content = String::new();
    for block in piece.text(room.now).body {
        content.push_str(&match block {
            Block::Photo(shot) => figure(piece, shot, "pic"),
            Block::YouTube { id, title } => youtube(id, title),
            block => text_block(block),
        });
    }
    content
}

fn article(room: &Room<'_>, piece: &Piece) -> String {
    let text = piece.text(room.now);
    let mut picture = String::new();
    if let Some(shot) = &piece.written.picture {
        picture = format!(
            "<div class=\"hero\"><img data-src=\"{url}\" src=\"data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==\" alt=\"{}\"><noscript><img src=\"{url}\" alt=\"\"></noscript><div class=\"hero-note\">{}</div></div>\n",
            escape(&shot.caption),
            escape(&captioned(shot)),
            url = picture_url(piece, 0),
        );
    }
    let head = format!(
        "<link rel=\"canonical\" href=\"{}\">\n<meta property=\"og:title\" content=\"{}\">\n<meta property=\"og:description\" content=\"{}\">\n<meta property=\"article:published_time\" content=\"{}\">\n<meta property=\"article:modified_time\" content=\"{}\">\n",
        url(piece),
        escape(text.title),
        escape(&plain(text.lead)),
        iso(piece.published),
        iso(piece.modified(room.now)),
    );
    let body = format!(
        "<div class=\"page\"><div class=\"top\"><h1>{}</h1><div class=\"meta\"><span class=\"who\">{}</span><span class=\"when\">{}</span></div></div>\n{picture}<div class=\"text\"><p class=\"intro\">{}</p>\n{}</div>\n<div class=\"banner\">Реклама. Курсы по настройке антенн со скидкой!</div>\n<div class=\"share\">Рассказать друзьям</div></div>\n",
        escape(text.title),
        escape(&piece.written.author),
        long_date(piece.published, "ru"),
        html(text.lead),
        content(room, piece),
    );
    frame(text.title, &head, &body)
}

fn list(room: &Room<'_>, out: &[&Piece]) -> String {
    let rows: String = out
        .iter()
        .map(|piece| {
            format!(
                "<div class=\"row\"><a href=\"/n/{}\">{}</a><span>{}</span></div>\n",
                piece.written.slug,
                escape(piece.text(room.now).title),
                long_date(piece.published, "ru")
            )
        })
        .collect();
    frame(
        OUTLET.title(),
        "",
        &format!("<div class=\"page\">{rows}</div>\n"),
    )
}

fn frame(title: &str, head: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"ru\"><head><meta charset=\"utf-8\"><title>{} — Сигнал</title>\n<link rel=\"alternate\" type=\"application/feed+json\" title=\"Сигнал\" href=\"/feed.json\">\n<link rel=\"icon\" href=\"/favicon.ico\">\n{head}</head><body>\n<div class=\"bar\"><a href=\"/\">Сигнал</a></div>\n{body}<div class=\"bottom\">Сигнал — выдуманное издание</div>\n</body></html>\n",
        escape(title)
    )
}
