//! Films: embedded players become cards that load nothing by themselves and link to where the film can be watched.

use dom_query::NodeRef;
use serde::Serialize;
use url::Url;

use crate::figures::CARD;
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

const PLAYERS: &str = "iframe, video, embed, object, amp-youtube, lite-youtube, blockquote.tiktok-media, p.qazet-film";
/// Players and embedded posts that the search for the text would take for furniture.
const EMBEDDED: &str = "iframe, amp-iframe, amp-youtube, amp-twitter, amp-instagram, lite-youtube, script[data-telegram-post], blockquote.instagram-media, blockquote.tiktok-media";

/// Puts a line with a link in the place of players and embedded posts, so that they stay where they stand in the text.
pub(crate) fn keep(root: &NodeRef, base: &Url) {
    for embedded in dom::select(root, EMBEDDED) {
        if let Some(video) = read(&embedded, base) {
            embedded.replace_with_html(format!(
                "<p class=\"qazet-film\"><a href=\"{}\" title=\"{}\">▶ {}</a></p>",
                dom::escape(&video.url),
                dom::escape(&video.title),
                dom::escape(&video.provider)
            ));
        }
    }
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
                let spot = wrapper(&player, root);
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
    if dom::is_any(player, &["p"]) {
        let link = dom::select(player, "a[href]").into_iter().next()?;
        let title = dom::attribute(&link, "title").unwrap_or_default();
        return of_address(&absolute(base, &dom::attribute(&link, "href")?)?, title);
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
    if dom::is_any(player, &["amp-instagram"]) {
        return post("data-shortcode", "https://www.instagram.com/p/");
    }
    if dom::is_any(player, &["amp-youtube", "lite-youtube"]) {
        let id =
            dom::attribute(player, "data-videoid").or_else(|| dom::attribute(player, "videoid"))?;
        return youtube(&id, title);
    }
    if dom::is_any(player, &["video"]) {
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
    let address = [
        "src",
        "data-src",
        "data-lazy-src",
        "data",
        "cite",
        "data-litespeed-src",
        "data-instgrm-permalink",
    ]
    .iter()
    .find_map(|name| dom::attribute(player, name).filter(|value| !value.starts_with("about:")))?;
    of_address(&absolute(base, &address)?, title)
}

/// The film that a player's address stands for.
fn of_address(url: &Url, title: String) -> Option<Video> {
    let host = url.host_str()?.trim_start_matches("www.");
    let last = url
        .path_segments()?
        .rfind(|part| !part.is_empty())
        .unwrap_or_default()
        .to_owned();
    let video = |provider: &str, url: String| {
        Some(Video {
            url,
            provider: provider.to_owned(),
            poster: None,
            title: title.clone(),
        })
    };
    match host {
        "youtube.com" | "youtube-nocookie.com" | "m.youtube.com" | "youtu.be" => {
            let id = url
                .query_pairs()
                .find(|(name, _)| name == "v")
                .map(|(_, id)| id.into_owned())
                .unwrap_or(last);
            youtube(&id, title)
        }
        "player.vimeo.com" | "vimeo.com" => video("vimeo", format!("https://vimeo.com/{last}")),
        "dailymotion.com" | "geo.dailymotion.com" => video(
            "dailymotion",
            format!("https://www.dailymotion.com/video/{last}"),
        ),
        "rutube.ru" => video("rutube", format!("https://rutube.ru/video/{last}/")),
        "vk.com" | "vkvideo.ru" => video("vk", url.to_string()),
        "ok.ru" => video("ok", url.to_string()),
        "t.me" => {
            let mut watch = url.clone();
            watch.set_query(None);
            video("telegram", watch.into())
        }
        "tiktok.com" => video("tiktok", url.to_string()),
        "facebook.com" if url.path().contains("video") => video("facebook", url.to_string()),
        "instagram.com" => {
            let post = url.path().trim_end_matches('/').trim_end_matches("/embed");
            video("instagram", format!("https://www.instagram.com{post}/"))
        }
        "platform.twitter.com" | "platform.x.com" => {
            let (_, id) = url.query_pairs().find(|(name, _)| name == "id")?;
            video("x", format!("https://x.com/i/status/{id}"))
        }
        "x.com" | "twitter.com" if url.path().contains("/status/") => video("x", url.to_string()),
        "streamable.com" => video("streamable", url.to_string()),
        _ if [".mp4", ".webm", ".m3u8"]
            .iter()
            .any(|end| url.path().ends_with(end)) =>
        {
            video("file", url.to_string())
        }
        _ => None,
    }
}

fn youtube(id: &str, title: String) -> Option<Video> {
    let is_id = (6..=20).contains(&id.len())
        && id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    is_id.then(|| Video {
        url: format!("https://www.youtube.com/watch?v={id}"),
        provider: "youtube".to_owned(),
        poster: Some(format!("https://i.ytimg.com/vi/{id}/hqdefault.jpg")),
        title,
    })
}

/// A card: the still and the title in a link.
pub(crate) fn card(video: &Video) -> String {
    let still = video
        .poster
        .as_deref()
        .map(|poster| format!("<img src=\"{}\" alt=\"\">", dom::escape(poster)))
        .unwrap_or_default();
    let words = match (video.title.as_str(), video.provider.as_str()) {
        ("", "file") => "▶".to_owned(),
        ("", provider) => format!("▶ {provider}"),
        (title, _) => format!("▶ {title}"),
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

/// The outermost element that holds nothing but this player.
fn wrapper<'a>(player: &NodeRef<'a>, root: &NodeRef<'a>) -> NodeRef<'a> {
    let mut spot = *player;
    while let Some(parent) = spot.parent().filter(|parent| parent.id != root.id) {
        let holds_more = text::one_line(&parent) != text::one_line(player)
            || dom::select(&parent, "img, iframe, video, embed, object").len() > 1;
        if holds_more
            || !dom::is_any(
                &parent,
                &["div", "p", "figure", "span", "center", "object", "noscript"],
            )
        {
            break;
        }
        spot = parent;
    }
    spot
}
