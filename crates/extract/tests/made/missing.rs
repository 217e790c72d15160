//! Pages that answer like an article and are none, and articles that look like nothing.

use extract::{Extracted, NotAnArticle, Wall};

use super::{HTML, LAKE, paragraphs, sentence};

const DECLARED: &str =
    "<meta property=\"article:published_time\" content=\"2026-02-09T10:15:00+05:00\">";

fn read(title: &str, head: &str, body: &str) -> Result<Extracted, NotAnArticle> {
    let html = format!(
        "<!doctype html><html><head><meta charset=utf-8><title>{title}</title>{head}</head><body>{body}</body></html>"
    );
    super::read_bytes(LAKE, html.as_bytes(), HTML)
}

#[test]
fn a_page_that_says_that_it_is_not_there_is_no_article() {
    let news: String = (0..12)
        .map(|number| format!("<li><a href=/n/{number}>{}</a></li>", sentence(number)))
        .collect();
    for (title, heading) in [
        ("Страница не найдена — Озёрные вести", "Страница не найдена"),
        ("Page not found - The Lake Herald", "Oops"),
        ("The Lake Herald", "404"),
        ("Озёрные вести", "Ошибка 404: страница не найдена"),
        ("Бет табылмады", ""),
        ("451: Unavailable due to legal reasons", ""),
        ("Технические работы", ""),
    ] {
        let body = format!(
            "<main><h1>{heading}</h1>{}<ul>{news}</ul></main>",
            paragraphs(0..3)
        );
        let refused = read(title, "", &body).unwrap_err();
        assert!(refused.reason.contains("not there"), "{title}: {refused}");
    }
    let told = read(
        "Why lost trips end at 404: a page of the port",
        DECLARED,
        &format!("<article><h1>404</h1>{}</article>", paragraphs(0..5)),
    );
    assert!(told.is_ok(), "what declares itself an article is one");
}

#[test]
fn the_front_page_of_a_site_is_a_list() {
    let cards: String = (0..20)
        .map(|number| {
            format!(
                "<div class=card><a href=/n/{number}><h3>Headline {number} of the day at the lake</h3></a><p>{}</p></div>",
                sentence(number)
            )
        })
        .collect();
    let refused = read("The Lake Herald", "", &format!("<main>{cards}</main>")).unwrap_err();
    assert!(refused.reason.contains("list"), "{refused}");
}

#[test]
fn a_text_that_only_a_script_would_show_is_taken_as_the_page_declares_it() {
    let body: Vec<String> = (0..6).map(sentence).collect();
    let linked = format!(
        "<script type=application/ld+json>{{\"@type\":\"NewsArticle\",\"headline\":\"The ferry\",\"articleBody\":\"{}\"}}</script>",
        body.join("\\n")
    );
    let shell =
        "<div id=root></div><noscript>You need to enable JavaScript to run this app.</noscript>";
    assert_eq!(
        read("The ferry", &linked, shell).unwrap().text,
        body.join("\n")
    );
    assert!(read("The ferry", DECLARED, shell).is_err());
}

#[test]
fn the_beginning_of_a_text_for_who_pays_is_told_from_a_whole_one() {
    let paid = "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"The ferry\",\"isAccessibleForFree\":\"False\"}</script>";
    let of = |words: &str| {
        read("The ferry", paid, &format!("<article>{words}</article>"))
            .unwrap()
            .wall
    };
    assert_eq!(of(&paragraphs(0..2)), Some(Wall::Paid));
    assert_eq!(of(&paragraphs(0..20)), None);
    let gate = format!(
        "<article>{}<div id=piano-paywall><p>Subscribe now for 1 a week to keep reading</p></div></article>",
        paragraphs(0..2)
    );
    assert_eq!(
        read("The ferry", DECLARED, &gate).unwrap().wall,
        Some(Wall::Paid)
    );
}

#[test]
fn counts_bylines_with_roles_and_entities_are_no_text() {
    let head = format!(
        "{DECLARED}<meta property=og:title content=\"The &amp;quot;Swallow&amp;quot; sails\">"
    );
    let body = format!(
        "<article><h1>The \"Swallow\" sails</h1><div>By Ann Example, Staff Writer</div><div>Просмотров: 120</div><div>15 комментариев</div>{}</article>",
        paragraphs(0..5)
    );
    let swallow = read("x", &head, &body).unwrap();
    let wanted: Vec<String> = (0..5).map(sentence).collect();
    assert_eq!(swallow.text, wanted.join("\n"));
    assert_eq!(swallow.title, "The \"Swallow\" sails");
    let both = format!(
        "<article><h1>The ferry</h1><div>Текст: Анна Тестова. Фото: Борис Примеров</div>{}</article>",
        paragraphs(0..5)
    );
    let both = read("The ferry", DECLARED, &both).unwrap();
    assert_eq!(both.byline.as_deref(), Some("Анна Тестова"));
    assert_eq!(both.text, wanted.join("\n"));
}
