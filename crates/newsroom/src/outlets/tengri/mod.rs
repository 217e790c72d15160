//! The outlet built like Tengrinews, in three languages: structure, class names and addresses are
//! those of the reference source; every word is invented.

pub(crate) mod address;
mod article;
pub(crate) use article::related_pieces;
pub(crate) use feeds::feed_text;
mod feeds;
mod frame;
mod lists;
mod report;

use crate::answer::Answer;
use crate::incoming::Incoming;
use crate::outlets::Outlet;
use crate::press::{Piece, newest};
use crate::room::Room;
use crate::story::{Kind, Topic};

/// Articles on one page of a list.
const PAGE: usize = 20;

/// The answer of an edition to one path.
pub(crate) fn answer(room: &Room<'_>, outlet: Outlet, request: &Incoming) -> Answer {
    let parts: Vec<&str> = request.path.split('/').filter(|p| !p.is_empty()).collect();
    match parts.as_slice() {
        [] | ["amp"] => dated(room, outlet, lists::home(room, outlet)),
        ["news.rss"] => feeds::rss(room, outlet, None),
        ["robots.txt"] => feeds::robots(outlet),
        ["sitemap-news.xml"] => feeds::news_sitemap(room, outlet),
        [name] if *name == feeds::sitemap_index_name(outlet) => feeds::sitemap_index(room, outlet),
        [name] if name.ends_with(".rss") => match address::topic(name.trim_end_matches(".rss")) {
            Some(topic) => feeds::rss(room, outlet, Some(topic)),
            None => Answer::not_found(),
        },
        ["fotoarchive"] => dated(room, outlet, lists::fotoarchive(room, outlet)),
        ["tag", tag] => tagged(room, outlet, tag, 1),
        ["tag", tag, "page", number] => match number.parse() {
            Ok(number) => tagged(room, outlet, tag, number),
            Err(_) => Answer::not_found(),
        },
        [section] | [section, "amp"] => listed(room, outlet, section, 1),
        [section, "page", number] => match number.parse() {
            Ok(number) => listed(room, outlet, section, number),
            Err(_) => Answer::not_found(),
        },
        [_, name] => article(room, outlet, name, false),
        [_, name, "amp"] => article(room, outlet, name, true),
        _ => Answer::not_found(),
    }
}

fn article(room: &Room<'_>, outlet: Outlet, name: &str, amp: bool) -> Answer {
    let id = name.rsplit_once('-').and_then(|(_, id)| id.parse().ok());
    let out = room.press.out(outlet, room.now);
    let Some(piece) = out.iter().find(|piece| Some(piece.id) == id) else {
        return Answer::not_found();
    };
    let page = match (amp, piece.written.kind) {
        (true, _) => article::amp(room, piece),
        (_, Kind::Article) => article::page(room, piece),
        (_, Kind::PhotoReport) => report::page(room, piece),
        (_, Kind::Fotoarchive) => report::fotoarchive(room, piece),
    };
    let modified = piece.modified(room.now);
    let version = format!("{} {modified} {amp}", address::url(piece));
    Answer::html(page).validated_weakly(&version, modified)
}

fn listed(room: &Room<'_>, outlet: Outlet, section: &str, number: usize) -> Answer {
    let topic = match section {
        "news" => None,
        section => match address::topic(section) {
            Some(topic) => Some(topic),
            None => return Answer::not_found(),
        },
    };
    let pieces: Vec<&Piece> = articles(room, outlet)
        .into_iter()
        .filter(|piece| topic.is_none_or(|topic: Topic| piece.written.topic == topic))
        .collect();
    let title = match topic {
        Some(topic) => super::text::topic_name(topic, outlet.language()),
        None => lists::news_word(outlet),
    };
    match lists::list(
        room,
        outlet,
        title,
        &format!("/{section}/"),
        &pieces,
        number,
    ) {
        Some(page) => dated(room, outlet, page),
        None => Answer::not_found(),
    }
}

fn tagged(room: &Room<'_>, outlet: Outlet, tag: &str, number: usize) -> Answer {
    let tag = tag.replace('_', " ");
    let pieces: Vec<&Piece> = articles(room, outlet)
        .into_iter()
        .filter(|piece| {
            let mut tags = piece.written.tags.iter();
            tags.any(|one| one.to_lowercase() == tag.to_lowercase())
        })
        .collect();
    if pieces.is_empty() {
        return Answer::not_found();
    }
    let path = address::tag_path(&tag);
    match lists::list(room, outlet, &tag, &path, &pieces, number) {
        Some(page) => dated(room, outlet, page),
        None => Answer::not_found(),
    }
}

/// What is out, without the pages of the old photo archive, which no list shows.
fn articles<'a>(room: &Room<'a>, outlet: Outlet) -> Vec<&'a Piece> {
    let mut out = room.press.out(outlet, room.now);
    out.retain(|piece| piece.written.kind != Kind::Fotoarchive);
    out
}

fn dated(room: &Room<'_>, outlet: Outlet, page: String) -> Answer {
    let out = room.press.out(outlet, room.now);
    Answer::html(page).validated(newest(&out, room.now, room.opened))
}
