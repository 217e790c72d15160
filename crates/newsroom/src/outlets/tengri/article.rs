//! Article pages of the Tengri-like outlet, and their AMP form.

use serde_json::json;

use super::address;
use super::frame::{self, Head};
use crate::outlets::Outlet;
use crate::outlets::blocks::{captioned, text_block};
use crate::outlets::text::{iso, long_date, topic_name, window_date};
use crate::outlets::{picture_url, shot_url};
use crate::press::{Piece, Text};
use crate::room::Room;
use crate::story::{Block, Kind, escape, html, plain};

/// The page of an article.
pub(super) fn page(room: &Room<'_>, piece: &Piece) -> String {
    let text = piece.text(room.now);
    let outlet = piece.written.outlet;
    let mut page = open(room, piece, &text);
    page.push_str(&format!(
        "  <section class=\"first\">\n    <h1 class=\"head-single\">{}</h1>\n    <div class=\"date-time\">{}</div>\n    <div class=\"content_main_share\">ПОДЕЛИТЬСЯ</div>\n    <div class=\"content_main\">\n",
        escape(text.title),
        long_date(piece.published, outlet.language()),
    ));
    page.push_str(&thumb(piece, room));
    page.push_str(&format!(
        "      <div class=\"content_main_desc\"><p>{}</p></div>\n      <div class=\"content_main_share\">ПОДЕЛИТЬСЯ</div>\n      <div class=\"content_main_text\" itemprop=\"articleBody\">\n        <p>{}</p>\n",
        html(text.lead),
        html(text.lead),
    ));
    for (number, block) in text.body.iter().enumerate() {
        page.push_str(&block_html(room, piece, block));
        if number == 1 {
            page.push_str("        <div class=\"tn-inpage\"><script>/* advertisement */</script><ins class=\"adsbygoogle\">Реклама</ins></div>\n");
        }
    }
    page.push_str(&format!("        <p>{}</p>\n      </div>\n", tail(outlet)));
    page.push_str(&meta(piece));
    page.push_str("    </div>\n");
    page.push_str(&related(room, piece));
    page.push_str("  </section>\n");
    page.push_str(frame::close());
    page
}

/// The AMP form: the same text in AMP's elements, nothing around it.
pub(super) fn amp(room: &Room<'_>, piece: &Piece) -> String {
    let text = piece.text(room.now);
    let mut page = format!(
        "<!doctype html>\n<html amp lang=\"{}\">\n<head><meta charset=\"utf-8\"><title>{title}</title><link rel=\"canonical\" href=\"{}\"><script async src=\"https://cdn.ampproject.example/v0.js\"></script></head>\n<body><h1 class=\"head-single\">{title}</h1><div class=\"date-time\">{}</div>\n",
        piece.written.outlet.language(),
        escape(&address::url(piece)),
        long_date(piece.published, piece.written.outlet.language()),
        title = escape(text.title),
    );
    if piece.written.picture.is_some() {
        page.push_str(&format!(
            "<amp-img src=\"{}\" width=\"1200\" height=\"800\" layout=\"responsive\"></amp-img>\n",
            escape(&picture_url(piece, 0))
        ));
    }
    page.push_str(&format!(
        "<div class=\"content_main_text\"><p>{}</p>\n",
        html(text.lead)
    ));
    for block in text.body {
        match block {
            Block::Photo(shot) => page.push_str(&format!(
                "<amp-img src=\"{}\" alt=\"{}\" width=\"1200\" height=\"800\" layout=\"responsive\"></amp-img>\n",
                escape(&shot_url(piece, shot)),
                escape(&shot.caption)
            )),
            Block::YouTube { id, .. } => page.push_str(&format!(
                "<amp-youtube data-videoid=\"{}\" layout=\"responsive\" width=\"480\" height=\"270\"></amp-youtube>\n",
                escape(id)
            )),
            block => page.push_str(&text_block(block)),
        }
    }
    page.push_str("</div></body>\n</html>\n");
    page
}

/// The page up to `<main>`, with JSON-LD and the `article:` names.
pub(super) fn open(room: &Room<'_>, piece: &Piece, text: &Text<'_>) -> String {
    let outlet = piece.written.outlet;
    let language = outlet.language();
    let url = address::url(piece);
    let picture = share_picture(piece);
    let section = topic_name(piece.written.topic, language);
    let mut more = format!(
        "  <meta name=\"article:published_time\" content=\"{}\">\n  <meta name=\"article:section\" content=\"{section}\">\n",
        iso(piece.published)
    );
    if let Some(edited) = piece.edited_by(room.now) {
        more.push_str(&format!(
            "  <meta name=\"article:modified_time\" content=\"{}\">\n",
            iso(edited)
        ));
    }
    for tag in &piece.written.tags {
        more.push_str(&format!(
            "  <meta name=\"article:tag\" content=\"{}\">\n",
            escape(tag)
        ));
    }
    let body: Vec<String> = std::iter::once(plain(text.lead))
        .chain(text.body.iter().flat_map(Block::texts))
        .map(|one| one.replace('«', "&laquo;").replace('»', "&raquo;"))
        .collect();
    let mut article = json!({
        "@type": "NewsArticle",
        "headline": text.title,
        "datePublished": iso(piece.published),
        "articleSection": section,
        "image": [picture],
        "articleBody": body.join(" "),
        "inLanguage": language,
        "author": {"@type": "Person", "name": piece.written.author},
    });
    if let Some(edited) = piece.edited_by(room.now) {
        article["dateModified"] = json!(iso(edited));
    }
    let graph = json!({
        "@context": "https://schema.org",
        "@graph": [{"@type": "BreadcrumbList", "itemListElement": []}, article],
    });
    more.push_str(&format!(
        "  <script type=\"application/ld+json\">{}</script>\n",
        graph.to_string().replace("</", "<\\/")
    ));
    let description = plain(text.lead);
    let window = format!(
        "{}: {} - {} Tengrinews.kz",
        text.title,
        window_date(piece.published, language),
        match language {
            "kk" => "жаңалықтар",
            "en" => "news on",
            _ => "новости на",
        }
    );
    let head = Head {
        window: &window,
        title: text.title,
        description: &description,
        url: &url,
        picture: &picture,
        more: &more,
    };
    frame::open(room, outlet, &head)
}

/// Share picture: the lead picture as `.webp`, or the first photograph, or the outlet's own.
fn share_picture(piece: &Piece) -> String {
    let number = match (&piece.written.picture, piece.shots().is_empty()) {
        (Some(_), _) => 0,
        (None, false) => 1,
        (None, true) => return "/img/tn.png".into(),
    };
    format!("{}.webp", picture_url(piece, number))
}

/// The lead picture or film with its caption.
pub(super) fn thumb(piece: &Piece, room: &Room<'_>) -> String {
    let Some(shot) = &piece.written.picture else {
        return String::new();
    };
    let url = escape(&picture_url(piece, 0));
    let words = escape(&captioned(shot));
    let shown = match piece.film(room.now) {
        Some(title) => format!(
            "        <div class=\"content_main_thumb_video\"><video controls poster=\"{url}\" title=\"{}\"><source src=\"/userdata/video/{}/video_{}.mp4\" type=\"video/mp4\"></video></div>\n",
            escape(title),
            piece.wall().year(),
            piece.id
        ),
        None => format!(
            "        <picture class=\"content_main_thumb_img\">\n          <source srcset=\"{url}.webp\" type=\"image/webp\">\n          <img src=\"{url}\" loading=\"lazy\" alt=\"{words}\">\n        </picture>\n"
        ),
    };
    format!(
        "      <div class=\"content_main_thumb\">\n{shown}        <div class=\"content_main_thumb_alt\">{words}</div>\n      </div>\n"
    )
}

fn block_html(room: &Room<'_>, piece: &Piece, block: &Block) -> String {
    let press = room.press;
    let outlet = piece.written.outlet;
    match block {
        Block::Photo(shot) => format!(
            "        <p><img src=\"{}\" alt=\"{}\" loading=\"lazy\"><em>{}</em></p>\n",
            address::picture_path(piece, piece.shot_number(shot)),
            escape(&shot.caption),
            escape(&shot.credit)
        ),
        Block::YouTube { id, title } => format!(
            "        <div class=\"video-container\"><iframe src=\"https://www.youtube.com/embed/{}\" title=\"{}\" allowfullscreen></iframe></div>\n",
            escape(id),
            escape(title)
        ),
        Block::Film { .. } => String::new(),
        Block::Report { slug, words } => match press.find(outlet, slug) {
            Some(other) => format!(
                "        <p>{}<br><a href=\"{}\"><strong>{}</strong></a></p>\n",
                html(words),
                address::path(other),
                escape(other.text(room.now).title)
            ),
            None => String::new(),
        },
        Block::ReadAlso { slug } => match press.find(outlet, slug) {
            Some(other) => format!(
                "        <div class=\"content_main_readalso\"><a href=\"{}\">Читайте также: {}</a></div>\n",
                address::path(other),
                escape(other.text(room.now).title)
            ),
            None => String::new(),
        },
        text => format!("        {}", text_block(text)),
    }
}

/// Tags, author and counters.
pub(super) fn meta(piece: &Piece) -> String {
    let mut tags = String::new();
    for (number, tag) in piece.written.tags.iter().enumerate() {
        if number + 1 == piece.written.tags.len() && number > 0 {
            tags.push_str(&format!("<span>{}</span>", escape(tag)));
        } else {
            tags.push_str(&format!(
                "<a href=\"{}\">{}</a>",
                address::tag_path(tag),
                escape(tag)
            ));
        }
    }
    format!(
        "      <div class=\"content_main_text_tags\" id=\"comm\">{tags}</div>\n      <div class=\"content_main_meta\">\n        <div class=\"content_main_meta_author\"><div class=\"content_main_meta_author_item\"><div class=\"content_main_meta_author_item_name\"><a href=\"/author/{}/\">{}</a></div></div></div>\n        <div class=\"content_main_meta_stat\"><span class=\"content_main_meta_stat_view\"><span data-views data-id=\"{}\" data-type=\"news\" data-lang=\"{}\"></span></span></div>\n      </div>\n",
        1 + piece.written.author.len() % 40,
        escape(&piece.written.author),
        piece.id,
        piece.written.outlet.language()
    )
}

/// The headlines beside an article; their heading stays Russian in every edition.
pub(super) fn related(room: &Room<'_>, piece: &Piece) -> String {
    let mut links = String::new();
    for other in related_pieces(room, piece) {
        links.push_str(&format!(
            "<a href=\"{}\">{}</a>",
            address::path(other),
            escape(other.text(room.now).title)
        ));
    }
    format!(
        "    <aside class=\"tn-related-news\"><h4>Читайте также</h4><a class=\"tn-telegram\" href=\"https://t.example/\">Join Telegram</a>{links}</aside>\n"
    )
}

/// The twelve newest other articles of the edition.
pub(crate) fn related_pieces<'a>(room: &Room<'a>, piece: &Piece) -> Vec<&'a Piece> {
    let mut others = room.press.out(piece.written.outlet, room.now);
    others.retain(|other| other.id != piece.id && other.written.kind == Kind::Article);
    others.truncate(12);
    others
}

/// The promotion at the end of every body.
pub(super) fn tail(outlet: Outlet) -> &'static str {
    match outlet {
        Outlet::TengriKk => {
            "Сілтемесіз жаңалық оқисыз ба? Онда <a href=\"https://t.example/\">Telegram</a> желісінде парақшамызға тіркеліңіз!"
        }
        Outlet::TengriEn => {
            "Join <a href=\"https://t.example/\">Telegram</a> and <a href=\"https://whatsapp.example/\">WhatsApp</a> to be the first to know the news!"
        }
        _ => {
            "Наши новости теперь в <a href=\"https://whatsapp.example/\">WhatsApp</a>! Подписывайтесь, чтобы быть в курсе."
        }
    }
}

/// The whole text of an article as HTML for the feed, promotion included.
pub(super) fn feed_html(room: &Room<'_>, piece: &Piece) -> String {
    let text = piece.text(room.now);
    let mut html_text = format!("<p>{}</p>", html(text.lead));
    for block in text.body {
        match block {
            Block::Photo(shot) => {
                html_text.push_str(&format!(
                    "<p><img src=\"{}\" alt=\"{}\"><em>{}</em></p>",
                    escape(&shot_url(piece, shot)),
                    escape(&shot.caption),
                    escape(&shot.credit)
                ));
            }
            block => html_text.push_str(text_block(block).trim_end()),
        }
    }
    html_text.push_str(&format!("<p>{}</p>", tail(piece.written.outlet)));
    html_text
}
