//! Lists of the Tengri-like outlet: home, news, sections, tags, photo archive.

use super::frame::{self, Head};
use super::{PAGE, address};
use crate::outlets::text::list_date;
use crate::outlets::{Outlet, picture_path, picture_url};
use crate::press::Piece;
use crate::room::Room;
use crate::story::{Kind, escape, html};

/// The name of the list of all news.
pub(super) fn news_word(outlet: Outlet) -> &'static str {
    match outlet.language() {
        "kk" => "Жаңалықтар",
        "en" => "News",
        _ => "Новости",
    }
}

/// The home page: seven articles above, the others below, addresses relative to the site.
pub(super) fn home(room: &Room<'_>, outlet: Outlet) -> String {
    const ABOVE: usize = 7;
    let url = format!("https://{}/", outlet.host());
    let mut page = open(room, outlet, outlet.title(), &url);
    let mut pieces = super::articles(room, outlet);
    // Top news stands first, otherwise the newest does.
    pieces.sort_by_key(|piece| !piece.written.top);
    let (above, below) = pieces.split_at(pieces.len().min(ABOVE));
    page.push_str("<section class=\"three-column first\">\n<div class=\"three-column_main main-news_super\">\n");
    for piece in above {
        page.push_str(&home_item(room, piece, "super"));
    }
    page.push_str("</div>\n<div class=\"main-news_top\">\n");
    for piece in below {
        page.push_str(&home_item(room, piece, "top"));
    }
    page.push_str("</div>\n</section>\n");
    page.push_str(frame::close());
    page
}

/// A page of a list; `None` past its end.
pub(super) fn list(
    room: &Room<'_>,
    outlet: Outlet,
    title: &str,
    path: &str,
    pieces: &[&Piece],
    number: usize,
) -> Option<String> {
    let pages = pieces.len().div_ceil(PAGE).max(1);
    let first = number.checked_sub(1)?.checked_mul(PAGE)?;
    if number > pages {
        return None;
    }
    let host = outlet.host();
    let url = match number {
        1 => format!("https://{host}{path}"),
        number => format!("https://{host}{path}page/{number}/"),
    };
    let mut page = open(room, outlet, &format!("{title} | Tengrinews"), &url);
    page.push_str(&format!(
        "<section class=\"first\">\n<h1 class=\"head-single\">{}</h1>\n<div class=\"content rubric\">\n<div class=\"content_main\">\n",
        escape(title)
    ));
    for piece in pieces.iter().skip(first).take(PAGE) {
        page.push_str(&list_item(room, piece));
    }
    page.push_str("</div>\n</div>\n<ul class=\"pagination\">\n");
    for one in 1..=pages {
        page.push_str(&if one == number {
            format!("<li class=\"page-item active\"><span class=\"page-link\">{one}</span></li>\n")
        } else if one == 1 {
            format!("<li class=\"page-item\"><a class=\"page-link\" href=\"https://{host}{path}\">1</a></li>\n")
        } else {
            format!("<li class=\"page-item\"><a class=\"page-link\" href=\"https://{host}{path}page/{one}/\">{one}</a></li>\n")
        });
    }
    page.push_str("</ul>\n</section>\n");
    page.push_str(frame::close());
    Some(page)
}

/// The list of the old photo archive.
pub(super) fn fotoarchive(room: &Room<'_>, outlet: Outlet) -> String {
    let url = format!("https://{}/fotoarchive/", outlet.host());
    let mut page = open(room, outlet, "Фотоархив | Tengrinews", &url);
    page.push_str("<div class=\"gallery_list\">\n");
    let mut pieces = room.press.out(outlet, room.now);
    pieces.retain(|piece| piece.written.kind == Kind::Fotoarchive);
    for piece in pieces {
        page.push_str(&format!(
            "<div class=\"gallery_list_item\"><a href=\"{}\"><img src=\"{}\" alt=\"\">{}</a></div>\n",
            address::path(piece),
            picture_path(piece, 1),
            escape(piece.text(room.now).title)
        ));
    }
    page.push_str("</div>\n");
    page.push_str(frame::close());
    page
}

fn open(room: &Room<'_>, outlet: Outlet, title: &str, url: &str) -> String {
    let head = Head {
        window: title,
        title,
        description: outlet.title(),
        url,
        picture: "/img/tn.png",
        more: "",
    };
    frame::open(room, outlet, &head)
}

fn home_item(room: &Room<'_>, piece: &Piece, place: &str) -> String {
    let path = address::path(piece);
    let (picture, alt) = list_picture(piece, picture_path);
    format!(
        r#"<div class="main-news_{place}_item">
  <a href="{path}"><picture>
    <source srcset="{picture}" type="image/jpeg">
    <source media="(max-width: 640px)" srcset="{picture}" type="image/jpeg">
    <img class="main-news_top_item_img" loading="lazy" src="{picture}" alt="{alt}">
  </picture></a>
  <span class="main-news_{place}_item_title">
    <a href="{path}">{title}</a>
  </span>
  <div class="main-news_{place}_item_meta"><span><time>{date}</time></span>{counters}</div>
</div>
"#,
        title = escape(piece.text(room.now).title),
        date = list_date(piece.published, room.now, piece.written.outlet.language()),
        counters = counters(piece),
    )
}

fn list_item(room: &Room<'_>, piece: &Piece) -> String {
    let url = address::url(piece);
    let (picture, _) = list_picture(piece, picture_url);
    let text = piece.text(room.now);
    // The announcement may be missing.
    let announce = match piece.id % 5 {
        0 => String::new(),
        _ => format!(
            "  <span class=\"content_main_item_announce\">{}</span>\n",
            html(text.lead)
        ),
    };
    format!(
        r#"<div class="content_main_item">
  <a href="{url}"><picture>
    <source srcset="{picture}" type="image/jpeg">
    <source media="(max-width: 640px)" srcset="{picture}" type="image/jpeg">
    <img class="content_main_item_img" src="{picture}">
  </picture></a>
  <span class="content_main_item_title">
    <a href="{url}">{title}</a>
  </span>
{announce}  <div class="content_main_item_meta">
    <span>{date}</span>
    <span>{counters}</span>
  </div>
</div>
"#,
        title = escape(text.title),
        date = list_date(piece.published, room.now, piece.written.outlet.language()),
        counters = counters(piece),
    )
}

/// The small picture of a list, and the words for it.
fn list_picture(piece: &Piece, address: fn(&Piece, usize) -> String) -> (String, String) {
    let shots = piece.shots();
    match (&piece.written.picture, shots.first()) {
        (Some(shot), _) => (
            address(piece, 0).replace("thumb_b", "thumb_m"),
            escape(&shot.credit),
        ),
        (None, Some(shot)) => (address(piece, 1), escape(&shot.credit)),
        (None, None) => (
            "https://static.tengrinews.kz/img/stub-tengrinews.png.webp".into(),
            String::new(),
        ),
    }
}

fn counters(piece: &Piece) -> String {
    format!(
        "<span class=\"content_item_meta_viewings\"><img src=\"/tengri_new/img/viewings.svg\"><span class=\"tn-text-preloader-dark\" data-views=\"\" data-id=\"{id}\" data-type=\"news\" data-lang=\"{language}\"></span></span>",
        id = piece.id,
        language = piece.written.outlet.language()
    )
}
