//! An outlet built like WordPress: full text in its RSS, permalinks by date, uploads in sizes.

use crate::answer::Answer;
use crate::incoming::Incoming;
use crate::outlets::blocks::{captioned, figure, text_block, youtube};
use crate::outlets::text::{iso, long_date, rfc822, topic_name};
use crate::outlets::{Outlet, picture_url};
use crate::press::{Piece, newest};
use crate::room::Room;
use crate::story::{Block, escape, html, plain};

const OUTLET: Outlet = Outlet::Dala;
const HOST: &str = "dala.example";

/// The answer of the outlet to one path.
pub(crate) fn answer(room: &Room<'_>, request: &Incoming) -> Answer {
    let out = room.press.out(OUTLET, room.now);
    if let Some(number) = request.parameter("p") {
        let found = out.iter().find(|piece| piece.id.to_string() == number);
        return found.map_or_else(Answer::not_found, |piece| {
            Answer::redirect(301, &url(piece))
        });
    }
    let parts: Vec<&str> = request.path.split('/').filter(|p| !p.is_empty()).collect();
    match parts.as_slice() {
        [] => page_of(room, &out, list(room, &out)),
        ["feed"] if !request.path.ends_with('/') => {
            Answer::redirect(301, &format!("https://{HOST}/feed/"))
        }
        ["feed"] => feed(room, &out),
        ["robots.txt"] => Answer::ok(
            "text/plain; charset=UTF-8",
            "User-agent: *\nDisallow: /wp-admin/\n",
        ),
        [_, _, slug] => match out.iter().find(|piece| piece.written.slug == *slug) {
            Some(piece) => Answer::html(article(room, piece))
                .validated(piece.modified(room.now))
                .with_header(
                    "Link",
                    &format!("<https://{HOST}/?p={}>; rel=shortlink", piece.id),
                ),
            None => Answer::not_found(),
        },
        _ => Answer::not_found(),
    }
}

/// The permalink of an article.
pub(crate) fn url(piece: &Piece) -> String {
    format!(
        "https://{HOST}/{}/{}/",
        piece.wall().strftime("%Y/%m"),
        piece.written.slug
    )
}

/// The four newest other articles, shown below each.
pub(crate) fn related_pieces<'a>(room: &Room<'a>, piece: &Piece) -> Vec<&'a Piece> {
    let mut others = room.press.out(OUTLET, room.now);
    others.retain(|other| other.id != piece.id);
    others.truncate(4);
    others
}

/// The path of an upload.
pub(crate) fn picture_path(piece: &Piece, number: usize) -> String {
    format!(
        "/wp-content/uploads/{}/{}_{number}.jpg",
        piece.wall().strftime("%Y/%m"),
        piece.written.slug
    )
}

fn page_of(room: &Room<'_>, out: &[&Piece], page: String) -> Answer {
    Answer::html(page).validated(newest(out, room.now, room.opened))
}

fn feed(room: &Room<'_>, out: &[&Piece]) -> Answer {
    const NEWEST: usize = 10;
    let newest_pieces = &out[..out.len().min(NEWEST)];
    let modified = newest(newest_pieces, room.now, room.opened);
    let mut feed = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
	xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:dc="http://purl.org/dc/elements/1.1/"
	xmlns:atom="http://www.w3.org/2005/Atom"
	xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"
	xmlns:media="http://search.yahoo.com/mrss/"
	>
<channel>
	<title>{title}</title>
	<atom:link href="https://{HOST}/feed/" rel="self" type="application/rss+xml" />
	<link>https://{HOST}</link>
	<description>Новости степи и городов</description>
	<lastBuildDate>{date}</lastBuildDate>
	<language>ru-RU</language>
	<sy:updatePeriod>
	hourly	</sy:updatePeriod>
	<sy:updateFrequency>
	1	</sy:updateFrequency>
	<generator>https://wordpress.org/?v=6.9</generator>
"#,
        title = OUTLET.title(),
        date = rfc822(modified),
    );
    for piece in newest_pieces {
        feed.push_str(&item(room, piece));
    }
    feed.push_str("</channel>\n</rss>\n");
    Answer::ok("application/rss+xml; charset=UTF-8", feed).validated(modified)
}

fn item(room: &Room<'_>, piece: &Piece) -> String {
    let text = piece.text(room.now);
    let mut media = String::new();
    if let Some(shot) = &piece.written.picture {
        media = format!(
            "\t\t<media:content url=\"{}\" medium=\"image\" width=\"1200\" height=\"800\"><media:description type=\"plain\">{}</media:description><media:credit>{}</media:credit></media:content>\n",
            picture_url(piece, 0),
            escape(&shot.caption),
            escape(&shot.credit)
        );
    }
    let mut categories = vec![topic_name(piece.written.topic, "ru").to_owned()];
    if piece.written.top {
        categories.push("Главное".into());
    }
    categories.extend(piece.written.tags.iter().cloned());
    let categories: String = categories
        .iter()
        .map(|one| format!("\t\t<category><![CDATA[{one}]]></category>\n"))
        .collect();
    format!(
        "\t<item>\n\t\t<title>{}</title>\n\t\t<link>{}</link>\n\t\t<dc:creator><![CDATA[{}]]></dc:creator>\n\t\t<pubDate>{}</pubDate>\n{categories}\t\t<guid isPermaLink=\"false\">https://{HOST}/?p={}</guid>\n\t\t<description><![CDATA[{} [&#8230;]]]></description>\n\t\t<content:encoded><![CDATA[{}]]></content:encoded>\n{media}\t</item>\n",
        escape(text.title),
        url(piece),
        piece.written.author,
        rfc822(piece.published),
        piece.id,
        escape(&plain(text.lead)),
        content(room, piece),
    )
}

/// The body as WordPress' editor leaves it: the lead is the first paragraph.
fn content(room: &Room<'_>, piece: &Piece) -> String {
    let text = piece.text(room.now);
    let gallery = text
        .body
        .iter()
        .filter(|block| matches!(block, Block::Photo(_)))
        .count()
        > 4;
    let mut content = format!("<p>{}</p>\n", html(text.lead));
    let mut in_gallery = false;
    for block in text.body {
        let photo = matches!(block, Block::Photo(_));
        if gallery && photo && !in_gallery {
            content.push_str(
                "<figure class=\"wp-block-gallery has-nested-images columns-2 is-cropped\">\n",
            );
        }
        if in_gallery && !photo {
            content.push_str("</figure>\n");
        }
        in_gallery = gallery && photo;
        content.push_str(&match block {
            Block::Photo(shot) => figure(piece, shot, "wp-block-image size-large"),
            Block::YouTube { id, title } => format!(
                "<figure class=\"wp-block-embed is-provider-youtube\">{}</figure>\n",
                youtube(id, title)
            ),
            Block::Quote(words) => format!(
                "<blockquote class=\"wp-block-quote\"><p>{}</p></blockquote>\n",
                html(words)
            ),
            Block::ReadAlso { slug } => linked(room, slug, "Читайте также: "),
            Block::Report { slug, words } => linked(room, slug, &format!("{words} ")),
            block => text_block(block),
        });
    }
    if in_gallery {
        content.push_str("</figure>\n");
    }
    content
}

fn linked(room: &Room<'_>, slug: &str, words: &str) -> String {
    room.press
        .find(OUTLET, slug)
        .map_or_else(String::new, |other| {
            format!(
                "<p>{}<a href=\"{}\">{}</a></p>\n",
                escape(words),
                url(other),
                escape(other.text(room.now).title)
            )
        })
}

fn article(room: &Room<'_>, piece: &Piece) -> String {
    let text = piece.text(room.now);
    let mut meta = format!(
        "<meta property=\"og:type\" content=\"article\" />\n<meta property=\"og:title\" content=\"{title}\" />\n<meta property=\"og:description\" content=\"{lead}\" />\n<meta property=\"og:url\" content=\"{url}\" />\n<meta property=\"og:site_name\" content=\"{site}\" />\n<meta property=\"article:published_time\" content=\"{published}\" />\n<meta property=\"article:modified_time\" content=\"{modified}\" />\n<meta name=\"author\" content=\"{author}\" />\n<link rel=\"canonical\" href=\"{url}\" />\n<link rel=\"shortlink\" href=\"https://{HOST}/?p={id}\" />\n",
        title = escape(text.title),
        lead = escape(&plain(text.lead)),
        url = url(piece),
        site = OUTLET.title(),
        published = iso(piece.published),
        modified = iso(piece.modified(room.now)),
        author = escape(&piece.written.author),
        id = piece.id,
    );
    let mut thumbnail = String::new();
    if let Some(shot) = &piece.written.picture {
        let picture = picture_url(piece, 0);
        let small = picture.replace(".jpg", "-600x400.jpg");
        meta.push_str(&format!(
            "<meta property=\"og:image\" content=\"{picture}\" />\n"
        ));
        thumbnail = format!(
            "<figure class=\"post-thumbnail\"><img class=\"attachment-post-thumbnail wp-post-image\" src=\"{small}\" srcset=\"{small} 600w, {picture} 1200w\" sizes=\"(max-width: 600px) 100vw, 1200px\" alt=\"{}\"><figcaption class=\"wp-caption-text\">{}</figcaption></figure>\n",
            escape(&shot.caption),
            escape(&captioned(shot))
        );
    }
    let others: String = related_pieces(room, piece)
        .into_iter()
        .map(|other| {
            format!(
                "<li><a href=\"{}\">{}</a></li>",
                url(other),
                escape(other.text(room.now).title)
            )
        })
        .collect();
    let body = format!(
        "<article id=\"post-{id}\" class=\"post-{id} post type-post status-publish format-standard hentry\">\n<header class=\"entry-header\"><h1 class=\"entry-title\">{title}</h1><div class=\"entry-meta\"><span class=\"posted-on\"><time class=\"entry-date published\" datetime=\"{iso}\">{date}</time></span> <span class=\"byline\"><span class=\"author vcard\"><a class=\"url fn n\" href=\"https://{HOST}/author/{author_id}/\">{author}</a></span></span></div></header>\n{thumbnail}<div class=\"entry-content\">\n{content}<div class=\"sharedaddy sd-sharing-enabled\"><h3 class=\"sd-title\">Поделиться ссылкой:</h3><ul><li>Telegram</li><li>WhatsApp</li></ul></div>\n<div id=\"jp-relatedposts\" class=\"jp-relatedposts\"><h3>Похожее</h3><ul>{others}</ul></div>\n</div>\n<footer class=\"entry-footer\"><span class=\"cat-links\">Рубрика: {topic}</span></footer>\n</article>\n<div id=\"comments\" class=\"comments-area\"><h2>Добавить комментарий</h2><p>Ваш адрес электронной почты не будет опубликован.</p></div>\n",
        id = piece.id,
        title = escape(text.title),
        iso = iso(piece.published),
        date = long_date(piece.published, "ru"),
        author_id = piece.written.author.len(),
        author = escape(&piece.written.author),
        content = content(room, piece),
        topic = topic_name(piece.written.topic, "ru"),
    );
    frame(
        &format!("{} — {}", text.title, OUTLET.title()),
        &meta,
        &body,
    )
}

fn list(room: &Room<'_>, out: &[&Piece]) -> String {
    let posts: String = out
        .iter()
        .map(|piece| {
            format!(
                "<article class=\"post hentry\"><h2 class=\"entry-title\"><a href=\"{}\" rel=\"bookmark\">{}</a></h2><time class=\"entry-date published\" datetime=\"{}\">{}</time><div class=\"entry-summary\"><p>{}</p></div><a href=\"{0}\"><img loading=\"lazy\" src=\"{}\" alt=\"\"></a></article>\n",
                url(piece),
                escape(piece.text(room.now).title),
                iso(piece.published),
                long_date(piece.published, "ru"),
                html(piece.text(room.now).lead),
                picture_path(piece, 0),
            )
        })
        .collect();
    frame(OUTLET.title(), "", &posts)
}

fn frame(title: &str, meta: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"ru-RU\">\n<head>\n<meta charset=\"UTF-8\" />\n<title>{}</title>\n<link rel=\"alternate\" type=\"application/rss+xml\" title=\"Дала &raquo; Лента\" href=\"https://{HOST}/feed/\" />\n<link rel=\"alternate\" type=\"application/rss+xml\" title=\"Дала &raquo; Лента комментариев\" href=\"https://{HOST}/comments/feed/\" />\n{meta}<link rel=\"icon\" href=\"https://{HOST}/favicon.ico\" sizes=\"32x32\" />\n<meta name=\"generator\" content=\"WordPress 6.9\" />\n</head>\n<body class=\"wp-singular\">\n<header id=\"masthead\" class=\"site-header\"><p class=\"site-title\"><a href=\"https://{HOST}/\" rel=\"home\">Дала</a></p><nav class=\"main-navigation\"><a href=\"https://{HOST}/\">Главная</a></nav></header>\n<main id=\"primary\" class=\"site-main\">\n{body}</main>\n<aside id=\"secondary\" class=\"widget-area\"><section class=\"widget\"><h2>Подпишитесь на рассылку</h2></section></aside>\n<footer id=\"colophon\" class=\"site-footer\">Сайт работает на WordPress</footer>\n</body>\n</html>\n",
        escape(title)
    )
}
