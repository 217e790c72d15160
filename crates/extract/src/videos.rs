//! Films: embedded players become cards that load nothing by themselves and link to where the film can be watched.

use dom_query::NodeRef;
use serde::Serialize;
use url::Url;

use crate::figures::CARD;
use crate::players::{alone, of_address, youtube};
use crate::{dom, text};

/// A film of an article.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Video {
    /// Where it can be watched.
    pub url: String,
    /// Who shows it: `youtube`, `vimeo`, … or `file`.
    pub provider: String,
    /// Address of a still, where it is known without asking anybody.
    #[serde(skip)]
    pub poster: Option<String>,
    /// Its title, possibly empty.
    #[serde(skip)]
    pub title: String,
}

const PLAYERS: &str = "iframe, video, embed, object, amp-youtube, lite-youtube, p.qazet-film";
/// Players and embedded posts that the search for the text would take for furniture.
const EMBEDDED: &str = "iframe, video, amp-iframe, amp-video, amp-youtube, amp-twitter, amp-instagram, amp-facebook, amp-vimeo, amp-dailymotion, amp-tiktok, lite-youtube, \
    script[data-telegram-post], blockquote.instagram-media, blockquote.tiktok-embed, blockquote.text-post-media, .fb-video, .fb-post, .rll-youtube-player, .wp-block-embed__wrapper, p";
/// What a box around a player may hold besides, so that it is no longer the player's alone.
const MEDIA: &str = "img, iframe, video, audio, embed, object, amp-youtube, lite-youtube, table, script[data-telegram-post], blockquote, p.qazet-film";
/// Where players keep the address of what they show.
const ADDRESSES: &[&str] = &[
    "src",
    "data-src",
    "data-lazy-src",
    "data-original",
    "data",
    "cite",
    "data-litespeed-src",
    "data-instgrm-permalink",
    "data-text-post-permalink",
    "data-href",
];

/// What the words of a film's card begin with.
pub(crate) const PLAY: &str = "▶";

/// Puts a line with a link in the place of players and embedded posts, so that they stay where they stand in the text.
pub(crate) fn keep(root: &NodeRef, base: &Url) {
    for embedded in dom::select(root, EMBEDDED) {
        if !dom::is_within(&embedded, root) {
            continue;
        }
        if let Some(video) = read(&embedded, base) {
            // With its frame: a box around nothing but a link is taken for furniture, too.
            wrapper(&embedded, root, base).replace_with_html(format!(
                "<p class=\"qazet-film\"><a href=\"{}\" title=\"{}\"{}>{PLAY} {}</a></p>",
                dom::escape(&video.url),
                dom::escape(&video.title),
                still_of(&video),
                dom::escape(&video.provider)
            ));
        }
    }
    for film in dom::select(root, "p.qazet-film") {
        keep_box(&film);
    }
}

/// A box that holds nothing but films and pictures is kept where it is: the search for the text drops `div`s that are mostly links.
fn keep_box(film: &NodeRef) {
    let mut above = film.parent();
    while let Some(node) = above.filter(|node| dom::is_any(node, &["div", "section"])) {
        let films = dom::select(&node, "p.qazet-film");
        let said: Vec<String> = films.iter().map(text::one_line).collect();
        if text::one_line(&node) != said.join(" ") {
            return;
        }
        node.rename("section");
        above = node.parent();
    }
}

/// The still of a film as an attribute, so that it is known again.
fn still_of(video: &Video) -> String {
    video
        .poster
        .as_deref()
        .map(|poster| format!(" data-still=\"{}\"", dom::escape(poster)))
        .unwrap_or_default()
}

/// Turns the players below `root` into cards and lists their films; frames that hold no film are removed.
pub(crate) fn build(root: &NodeRef, base: &Url) -> Vec<Video> {
    let mut found: Vec<Video> = Vec::new();
    for player in dom::select(root, PLAYERS) {
        if !dom::is_within(&player, root) {
            continue;
        }
        match read(&player, base) {
            Some(video) if !found.iter().any(|earlier| earlier.url == video.url) => {
                let spot = wrapper(&player, root, base);
                spot.replace_with_html(card(&video));
                found.push(video);
            }
            _ => player.remove_from_parent(),
        }
    }
    found
}

/// The film of one player.
pub(crate) fn read(player: &NodeRef, base: &Url) -> Option<Video> {
    let title = dom::attribute(player, "title")
        .map(|title| text::tidy(&title))
        .unwrap_or_default();
    if player.has_class("qazet-film") {
        let link = dom::select(player, "a[href]").into_iter().next()?;
        let title = dom::attribute(&link, "title").unwrap_or_default();
        let film = of_address(&absolute(base, &dom::attribute(&link, "href")?)?, title)?;
        let poster = dom::attribute(&link, "data-still").or(film.poster);
        return Some(Video { poster, ..film });
    }
    if dom::is_any(player, &["p"]) || player.has_class("wp-block-embed__wrapper") {
        return of_address(&alone(player)?, title).filter(|film| film.provider != "file");
    }
    let post = |name: &str, address: &str| {
        let id = dom::attribute(player, name)?;
        let is_id = id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'/'));
        of_address(
            &Url::parse(&format!("{address}{id}"))
                .ok()
                .filter(|_| is_id)?,
            title.clone(),
        )
    };
    if dom::is_any(player, &["script"]) {
        return post("data-telegram-post", "https://t.me/");
    }
    if dom::is_any(player, &["amp-twitter"]) {
        return post("data-tweetid", "https://x.com/i/status/");
    }
    if dom::is_any(player, &["amp-vimeo"]) {
        return post("data-videoid", "https://vimeo.com/");
    }
    if dom::is_any(player, &["amp-dailymotion"]) {
        return post("data-videoid", "https://www.dailymotion.com/video/");
    }
    if dom::is_any(player, &["amp-instagram"]) {
        return post("data-shortcode", "https://www.instagram.com/p/");
    }
    if dom::is_any(player, &["amp-youtube", "lite-youtube"]) {
        let id =
            dom::attribute(player, "data-videoid").or_else(|| dom::attribute(player, "videoid"))?;
        return youtube(&id, title);
    }
    if dom::is_any(player, &["video", "amp-video"]) {
        let source = dom::attribute(player, "src")
            .or_else(|| dom::attribute(player, "data-src"))
            .or_else(|| {
                dom::select(player, "source").iter().find_map(|source| {
                    dom::attribute(source, "src").or_else(|| dom::attribute(source, "data-src"))
                })
            })?;
        let url = absolute(base, &source)?;
        let poster = dom::attribute(player, "poster")
            .and_then(|poster| absolute(base, &poster))
            .map(String::from);
        return Some(Video {
            url: url.into(),
            provider: "file".to_owned(),
            poster,
            title,
        });
    }
    let address = ADDRESSES.iter().find_map(|name| {
        dom::attribute(player, name).filter(|value| !value.starts_with("about:"))
    })?;
    of_address(&absolute(base, &address)?, title)
}

/// A card: the still and the title in a link.
pub(crate) fn card(video: &Video) -> String {
    let still = video
        .poster
        .as_deref()
        .map(|poster| format!("<img src=\"{}\" alt=\"\">", dom::escape(poster)))
        .unwrap_or_default();
    let words = match (video.title.as_str(), video.provider.as_str()) {
        ("", "file") => PLAY.to_owned(),
        ("", provider) => format!("{PLAY} {provider}"),
        (title, _) => format!("{PLAY} {title}"),
    };
    format!(
        "<figure {CARD}=\"\"><a href=\"{}\">{still}{}</a></figure>",
        dom::escape(&video.url),
        dom::escape(&words)
    )
}

fn absolute(base: &Url, address: &str) -> Option<Url> {
    let url = base.join(address.trim()).ok()?;
    (matches!(url.scheme(), "http" | "https") && url.has_host()).then_some(url)
}

/// The outermost element that holds nothing but this player, and what says the same in another form.
fn wrapper<'a>(player: &NodeRef<'a>, root: &NodeRef<'a>, base: &Url) -> NodeRef<'a> {
    let own = read(player, base).map(|film| film.url);
    let says_the_same =
        |node: &NodeRef| own.is_some() && read(node, base).map(|film| film.url) == own;
    let is_other = |node: &NodeRef| !(dom::is_within(node, player) || says_the_same(node));
    let mut spot = *player;
    while let Some(parent) = spot.parent().filter(|parent| parent.id != root.id) {
        let is_box = dom::is_any(
            &parent,
            &["div", "p", "figure", "span", "center", "object", "noscript"],
        );
        if !is_box
            || text::one_line(&parent) != text::one_line(player)
            || dom::select(&parent, MEDIA).iter().any(is_other)
        {
            break;
        }
        spot = parent;
    }
    spot
}
