//! The film or post that an address stands for, and where it can be watched.

use dom_query::NodeRef;
use url::Url;

use crate::text;
use crate::videos::Video;

/// A longer line is no address, in bytes.
const LONGEST_ADDRESS: usize = 300;

/// The address that is all a line says: many editors leave it to the site to make a player of it.
pub(crate) fn alone(line: &NodeRef) -> Option<Url> {
    let words = text::short_line(line, LONGEST_ADDRESS)?;
    let is_address = words.starts_with("https://") && !words.contains(char::is_whitespace);
    is_address.then(|| Url::parse(&words).ok())?
}

/// The film or post at an address, or that the player at this address shows.
pub(crate) fn of_address(url: &Url, title: String) -> Option<Video> {
    let host = url.host_str()?.trim_start_matches("www.");
    let path = url.path();
    let last = url
        .path_segments()?
        .rfind(|part| !part.is_empty())
        .unwrap_or_default()
        .to_owned();
    let asked = |name: &str| {
        let (_, value) = url.query_pairs().find(|(asked, _)| asked == name)?;
        Some(value.into_owned())
    };
    let video = |provider: &str, url: String| {
        Some(Video {
            url,
            provider: provider.to_owned(),
            poster: None,
            title: title.clone(),
        })
    };
    let names = |words: &[&str]| words.iter().any(|word| path.contains(word));
    match host {
        "youtube.com" | "youtube-nocookie.com" | "m.youtube.com" | "youtu.be" => {
            if last == "videoseries" || last == "playlist" {
                let list = asked("list")?;
                return video(
                    "youtube",
                    format!("https://www.youtube.com/playlist?list={list}"),
                );
            }
            let is_named = host == "youtu.be" || names(&["/embed/", "/shorts/", "/live/", "/v/"]);
            youtube(&asked("v").or_else(|| is_named.then_some(last))?, title)
        }
        "player.vimeo.com" | "vimeo.com" => video("vimeo", format!("https://vimeo.com/{last}")),
        "dailymotion.com" | "geo.dailymotion.com" => video(
            "dailymotion",
            format!("https://www.dailymotion.com/video/{last}"),
        ),
        "rutube.ru" => video("rutube", format!("https://rutube.ru/video/{last}/")),
        "vk.com" | "vk.ru" | "vkvideo.ru" if last == "video_ext.php" => {
            let (owner, id) = (asked("oid")?, asked("id")?);
            video("vk", format!("https://vk.com/video{owner}_{id}"))
        }
        "vk.com" | "vk.ru" | "vkvideo.ru" if names(&["video", "clip", "/wall"]) => {
            video("vk", url.to_string())
        }
        "ok.ru" if names(&["video"]) => video("ok", format!("https://ok.ru/video/{last}")),
        "dzen.ru" if names(&["/embed/", "/video/"]) => video("dzen", url.to_string()),
        "my.mail.ru" if names(&["video"]) => video("mail", url.to_string()),
        "t.me" if last.bytes().all(|byte| byte.is_ascii_digit()) && path.len() > last.len() + 2 => {
            let mut watch = url.clone();
            watch.set_query(None);
            video("telegram", watch.into())
        }
        "tiktok.com" if names(&["/video/", "/embed/", "/player/"]) => {
            video("tiktok", url.to_string())
        }
        "facebook.com" | "m.facebook.com" if names(&["/plugins/"]) => {
            of_address(&Url::parse(&asked("href")?).ok()?, title)
        }
        "facebook.com" | "m.facebook.com"
            if names(&["video", "/watch", "/reel/", "/posts/", "/permalink"]) =>
        {
            video("facebook", url.to_string())
        }
        "threads.net" | "threads.com" if names(&["/post/"]) => video("threads", url.to_string()),
        "instagram.com" if names(&["/p/", "/reel/", "/tv/"]) => {
            let post = path.trim_end_matches('/').trim_end_matches("/captioned");
            let post = post.trim_end_matches("/embed");
            video("instagram", format!("https://www.instagram.com{post}/"))
        }
        "platform.twitter.com" | "platform.x.com" => {
            let id = asked("id")?;
            video("x", format!("https://x.com/i/status/{id}"))
        }
        "x.com" | "twitter.com" if names(&["/status/"]) => video("x", url.to_string()),
        "streamable.com" => video("streamable", url.to_string()),
        _ if [".mp4", ".webm", ".m3u8"]
            .iter()
            .any(|end| path.ends_with(end)) =>
        {
            video("file", url.to_string())
        }
        _ => None,
    }
}

/// The film of this number at YouTube, with the still that all of its films have.
pub(crate) fn youtube(id: &str, title: String) -> Option<Video> {
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn watched(address: &str) -> Option<String> {
        of_address(&Url::parse(address).unwrap(), String::new()).map(|film| film.url)
    }

    #[test]
    fn the_address_of_a_player_becomes_the_one_where_its_film_is_watched() {
        for (player, place) in [
            (
                "https://www.youtube.com/shorts/abcdefghijk",
                "https://www.youtube.com/watch?v=abcdefghijk",
            ),
            (
                "https://www.youtube.com/embed/videoseries?list=PL1",
                "https://www.youtube.com/playlist?list=PL1",
            ),
            (
                "https://vk.com/video_ext.php?oid=-1&id=2&hash=x",
                "https://vk.com/video-1_2",
            ),
            (
                "https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Flake%2Fvideos%2F7%2F",
                "https://www.facebook.com/lake/videos/7/",
            ),
            (
                "https://www.instagram.com/reel/AbC/embed/captioned/",
                "https://www.instagram.com/reel/AbC/",
            ),
            ("https://t.me/lake/17?embed=1", "https://t.me/lake/17"),
        ] {
            assert_eq!(watched(player).as_deref(), Some(place), "{player}");
        }
    }

    #[test]
    fn the_page_of_a_channel_or_an_account_is_no_film() {
        for address in [
            "https://www.youtube.com/lakechannel",
            "https://t.me/lake",
            "https://www.instagram.com/lake/",
            "https://vk.com/lake",
            "https://www.facebook.com/lake",
            "https://x.com/lake",
        ] {
            assert_eq!(watched(address), None, "{address}");
        }
    }
}
