//! Real and made-up pages from outside the project, with literal expectations.
//!
//! `QAZET_REFERENCE` names the folder they are in; without it every test says so and passes.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod strict;

use std::path::PathBuf;

use extract::listing::Listed;
use extract::{Extracted, Link, Page, Picture, Rules};
use jiff::Timestamp;
use url::Url;

/// The bytes of a file below `data/`; absent where there is no reference folder at all.
fn reference(file: &str) -> Option<Vec<u8>> {
    let Ok(folder) = std::env::var("QAZET_REFERENCE") else {
        println!("reference: not present");
        return None;
    };
    let path = PathBuf::from(folder).join("data").join(file);
    Some(std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
}

fn list(file: &str, url: &str, fetched: &str) -> Option<Vec<Listed>> {
    let bytes = reference(file)?;
    let url = Url::parse(url).unwrap();
    let page = Page {
        url: &url,
        content_type: Some("text/html; charset=utf-8"),
        fetched: fetched.parse().unwrap(),
    };
    Some(extract::listing::parse(&bytes, &page, &Rules::builtin()))
}

fn article(file: &str, url: &str) -> Option<Extracted> {
    let bytes = reference(file)?;
    let url = Url::parse(url).unwrap();
    let page = Page {
        url: &url,
        content_type: None,
        fetched: "2026-02-10T06:00:00Z".parse().unwrap(),
    };
    Some(extract::extract(&bytes, &page, &Rules::builtin()).unwrap())
}

fn moment(text: &str) -> Option<Timestamp> {
    Some(text.parse().unwrap())
}

fn picture(url: &str, caption: &str, credit: &str) -> Picture {
    Picture {
        url: url.to_owned(),
        caption: caption.to_owned(),
        credit: credit.to_owned(),
    }
}

fn link(title: &str, url: &str) -> Link {
    Link {
        title: title.to_owned(),
        url: url.to_owned(),
    }
}

fn distinct(listed: &[Listed]) -> usize {
    listed
        .iter()
        .map(|listed| listed.url.as_str())
        .collect::<std::collections::HashSet<_>>()
        .len()
}

/// (place, title, link)
fn check(listed: &[Listed], expected: &[(usize, &str, &str)]) {
    for (place, title, url) in expected {
        assert_eq!(listed[*place].title, *title, "title of {place}");
        assert_eq!(listed[*place].url, *url, "link of {place}");
    }
    for one in listed {
        let url = Url::parse(&one.url).expect("an absolute link");
        assert!(
            [
                "tengrinews.kz",
                "tengrisport.kz",
                "tengritravel.kz",
                "tengriauto.kz"
            ]
            .contains(&url.host_str().unwrap()),
            "{url}"
        );
        assert!(one.title.chars().count() > 10, "{one:?}");
    }
}

#[test]
fn the_news_list_of_2024_gives_its_20_articles() {
    let Some(listed) = list(
        "tengrinews/list_news_2024-10.html",
        "https://tengrinews.kz/news/",
        "2024-10-17T15:00:00Z",
    ) else {
        return;
    };
    assert_eq!((listed.len(), distinct(&listed)), (20, 20));
    check(
        &listed,
        &[
            (
                0,
                "“Предупреждаем“. Антикор обратился к казахстанцам",
                "https://tengrinews.kz/kazakhstan_news/preduprejdaem-antikor-obratilsya-k-kazahstantsam-550643/",
            ),
            (
                10,
                "С казахстанки взыскали 5,8 миллиона тенге за неправильную косметическую процедуру",
                "https://tengrinews.kz/kazakhstan_news/kazahstanki-vzyiskali-58-milliona-tenge-nepravilnuyu-550623/",
            ),
            (
                19,
                "Доллар подорожал в Казахстане. Что произошло, объяснили эксперты",
                "https://tengrinews.kz/kazakhstan_news/dollar-podorojal-kazahstane-proizoshlo-obyyasnili-ekspertyi-550581/",
            ),
        ],
    );
    assert_eq!(
        listed[0].picture.as_deref(),
        Some("https://tengrinews.kz/userdata/news/2024/news_550643/thumb_m/photo_489268.jpeg")
    );
    assert!(
        listed[0].lead.starts_with("Антикоррупционная служба"),
        "{}",
        listed[0].lead
    );
    assert_eq!(
        listed[0].published, None,
        "the list says \"today\" without a time"
    );
}

#[test]
fn the_home_page_of_2024_gives_its_94_articles_those_of_sister_sites_included() {
    let Some(listed) = list(
        "tengrinews/home_2024-04.html",
        "https://tengrinews.kz/",
        "2024-04-07T12:00:00Z",
    ) else {
        return;
    };
    assert_eq!((listed.len(), distinct(&listed)), (94, 94));
    check(
        &listed,
        &[
            (
                0,
                "В Атырауской области объявлен режим ЧС",
                "https://tengrinews.kz/kazakhstan_news/v-atyirauskoy-oblasti-obyyavlen-rejim-chs-531507/",
            ),
            (
                14,
                "Конец пробкам: Google Maps объявил о новой функции",
                "https://tengriauto.kz/autonews/konets-probkam-Google-Maps-obyyavil-o-novoy-funktsii-531495/",
            ),
            (
                75,
                "Турция отменила безвизовый режим для граждан Таджикистана",
                "https://tengritravel.kz/country-guides/turtsiya-otmenila-bezvizovyiy-rejim-grajdan-tadjikistana-531427/",
            ),
            (
                79,
                "Сборная Казахстана может лишиться домашней арены",
                "https://tengrisport.kz/tnsport/sbornaya-kazahstana-mojet-lishitsya-domashney-arenyi-531388/",
            ),
            (
                93,
                "Казахстанец помогает астронавтам NASA облегчить жизнь в невесомости",
                "https://tengrinews.kz/smart-generation/kazahstanets-pomogaet-astronavtam-nasa-oblegchit-v-454870/",
            ),
        ],
    );
    let sisters = listed
        .iter()
        .filter(|one| !one.url.starts_with("https://tengrinews.kz/"))
        .count();
    assert_eq!(sisters, 14);
    assert_eq!(
        listed[0].published,
        moment("2024-04-07T10:40:00Z"),
        "15:40 in Almaty, UTC+5 since March 2024"
    );
}

#[test]
fn the_tag_page_of_2023_gives_its_31_articles() {
    let Some(listed) = list(
        "tengrinews/tag_almaty_2023-01.html",
        "https://tengrinews.kz/tag/алматы/",
        "2023-01-11T03:00:00Z",
    ) else {
        return;
    };
    assert_eq!((listed.len(), distinct(&listed)), (31, 31));
    check(
        &listed,
        &[
            (
                0,
                "Работники кондитерской фабрики в Алматы массово пишут заявления об увольнении",
                "https://tengrinews.kz/kazakhstan_news/rabotniki-konditerskoy-fabriki-almatyi-massovo-pishut-488211/",
            ),
            (
                27,
                "46-летний алматинец создал фигуру мечты и мотивирует заняться спортом",
                "https://tengrinews.kz/article/46-letniy-almatinets-sozdal-figuru-mechtyi-motiviruet-1836/",
            ),
            (
                30,
                "\"В письме я написал: \"Помогите!\" Очевидцы о захватах и погромах в Алматы",
                "https://tengrinews.kz/article/v-pisme-napisal-pomogite-ochevidtsyi-zahvatah-pogromah-1721/",
            ),
        ],
    );
    assert_eq!(
        listed[0].published,
        moment("2023-01-10T20:47:00Z"),
        "today 02:47 in Almaty, UTC+6 before March 2024"
    );
    assert_eq!(
        listed[0].picture.as_deref(),
        Some("https://tengrinews.kz/userdata/news/2023/news_488211/thumb_xms/photo_418529.png")
    );
}

#[test]
fn a_list_page_is_not_an_article_and_says_what_to_do() {
    for (file, url) in [
        (
            "tengrinews/list_news_2024-10.html",
            "https://tengrinews.kz/news/",
        ),
        ("tengrinews/home_2024-04.html", "https://tengrinews.kz/"),
        ("tengrinews/home_2024-04.html", "https://unknown.example/"),
        (
            "made_up/fake_feed_200.html",
            "https://tengrinews.kz/news.rss",
        ),
        (
            "made_up/zombie_empty_body_200.bin",
            "https://tengrinews.kz/x/",
        ),
    ] {
        let Some(bytes) = reference(file) else { return };
        let url = Url::parse(url).unwrap();
        let page = Page {
            url: &url,
            content_type: None,
            fetched: Timestamp::UNIX_EPOCH,
        };
        let error = extract::extract(&bytes, &page, &Rules::builtin())
            .map(|read| read.text)
            .expect_err(file);
        assert!(
            error.to_string().contains("Open it in the browser"),
            "{error}"
        );
    }
}

#[test]
fn an_article_of_the_seeds_structure_comes_out_whole_and_clean() {
    let Some(read) = article(
        "made_up/tengri_article_2026_synthetic.html",
        "https://tengrinews.kz/kazakhstan_news/testovaya-novost-moste-kogda-otkroyut-dvijenie-990001/",
    ) else {
        return;
    };
    assert_eq!(read.method, "rules:tengrinews");
    assert_eq!(
        read.title,
        "Тестовая новость о мосте: когда откроют движение"
    );
    assert_eq!(read.byline.as_deref(), Some("Тест Авторова"));
    assert_eq!(read.published.as_deref(), Some("2026-01-12T18:05:00+05:00"));
    assert_eq!(read.published_at, moment("2026-01-12T13:05:00Z"));
    assert_eq!(read.language.as_deref(), Some("ru"));
    assert_eq!(read.section, "Казахстан");
    assert_eq!(
        read.picture,
        Some(picture(
            "https://static.tengrinews.kz/userdata/news/2026/news_990001/thumb_b/photo_900001.jpeg",
            "Мост",
            "Фото ©️ Тест Тестов"
        ))
    );
    assert_eq!(
        read.lead,
        "Тестовый мост откроют весной, передает Tengrinews.kz."
    );
    let text = [
        "Тестовый мост откроют весной, передает Tengrinews.kz.",
        "По данным пресс-службы, готовность составляет 90 процентов.",
        "\"Работы идут по графику\", - сказал представитель \"Тестдорстроя\".",
        "длина - 300 метров;",
        "полос - четыре.",
        "Полное выступление строителей смотрите на видео.",
        "Ранее сообщалось о начале строительства.",
    ];
    assert_eq!(read.text.lines().collect::<Vec<_>>(), text);
    let html = [
        "<p>Тестовый мост откроют весной, передает Tengrinews.kz.</p>",
        "<p>По данным <a href=\"https://tengrinews.kz/tag/%D0%BC%D0%BE%D1%81%D1%82/\">пресс-службы</a>, готовность составляет 90 процентов.</p>",
        "<blockquote><p>\"Работы идут по графику\", - сказал представитель \"Тестдорстроя\".</p></blockquote>",
        "<figure><img src=\"https://tengrinews.kz/userdata/u123/2026-01/resize/0123456789abcdef0123456789abcdef.jpeg\" alt=\"\"><figcaption><small>Фото Тест Тестов</small></figcaption></figure>",
        "<ul><li>длина - 300 метров;</li><li>полос - четыре.</li></ul>",
        "<p>Полное выступление строителей смотрите на видео.</p>",
        "<figure><a href=\"https://www.youtube.com/watch?v=abcdefghijk\"><img src=\"https://i.ytimg.com/vi/abcdefghijk/hqdefault.jpg\" alt=\"\">▶ Мост: видео</a></figure>",
        "<p>Ранее сообщалось о начале строительства.</p>",
    ];
    assert_eq!(
        read.html
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect::<Vec<_>>(),
        html
    );
    assert_eq!(
        read.pictures,
        [picture(
            "https://tengrinews.kz/userdata/u123/2026-01/resize/0123456789abcdef0123456789abcdef.jpeg",
            "",
            "Фото Тест Тестов"
        )]
    );
    assert_eq!(read.photos, []);
    assert_eq!(
        read.photo_reports,
        [link(
            "Как строили тестовый мост",
            "https://tengrinews.kz/fotoarchive/kak-stroili-testovyiy-most-1500/"
        )]
    );
    assert_eq!(
        read.related,
        [
            link(
                "Другая новость",
                "https://tengrinews.kz/kazakhstan_news/drugaya-novost-990000/"
            ),
            link(
                "Заголовок А",
                "https://tengrinews.kz/kazakhstan_news/a-990002/"
            ),
            link(
                "Заголовок Б",
                "https://tengrinews.kz/kazakhstan_news/b-990003/"
            ),
        ]
    );
    assert_eq!(read.videos.len(), 1);
    assert_eq!(
        (
            read.videos[0].url.as_str(),
            read.videos[0].provider.as_str()
        ),
        ("https://www.youtube.com/watch?v=abcdefghijk", "youtube")
    );
    assert_eq!(
        read.videos[0].poster.as_deref(),
        Some("https://i.ytimg.com/vi/abcdefghijk/hqdefault.jpg")
    );
}

#[test]
fn a_photo_report_keeps_its_photos_in_order_with_captions_and_credits() {
    let Some(read) = article(
        "made_up/tengri_photo_report_2026_synthetic.html",
        "https://en.tengrinews.kz/kazakhstan_news/a-test-photo-report-from-the-mountains-990010/",
    ) else {
        return;
    };
    let photo = |path: &str, caption, credit| {
        picture(
            &format!("https://en.tengrinews.kz/userdata/u123/2026-02/{path}.jpeg"),
            caption,
            credit,
        )
    };
    assert_eq!(
        read.photos,
        [
            photo(
                "resize/00000000000000000000000000000001",
                "The trail",
                "Photo by Test Person"
            ),
            photo(
                "resize/00000000000000000000000000000002",
                "",
                "©️ Tengrinews.kz / Test Person"
            ),
            photo(
                "00000000000000000000000000000003",
                "The lake",
                "Photo by Test Person"
            ),
            photo(
                "resize/00000000000000000000000000000004",
                "Old lazy loading",
                ""
            ),
        ]
    );
    assert_eq!(read.pictures, read.photos);
    assert_eq!(
        read.text,
        "Tengrinews.kz - Our photographer walked up to the lake.\nThe trail starts at the dam."
    );
    assert_eq!(read.published.as_deref(), Some("2026-02-03T09:00:00+05:00"));
    assert_eq!(read.language.as_deref(), Some("en"));
}

#[test]
fn an_old_photo_archive_gives_its_photos_in_the_largest_size() {
    let Some(read) = article(
        "made_up/tengri_fotoarchive_synthetic.html",
        "https://tengrinews.kz/fotoarchive/kak-stroili-testovyiy-most-1500/",
    ) else {
        return;
    };
    let photo = |number: u8, caption| {
        picture(
            &format!(
                "https://tengrinews.kz/userdata/gallery/2020/gallery_9001/thumb_b/photo_{number}.jpeg"
            ),
            caption,
            "Фото Тест Тестов ©",
        )
    };
    assert_eq!(
        read.photos,
        [photo(1, "Первый кадр"), photo(2, "Второй кадр")]
    );
    assert_eq!(read.picture, Some(photo(1, "Первый кадр")));
    assert_eq!(read.title, "Тестовый фотоархив");
    assert_eq!(read.text, "");
}

#[test]
fn no_attack_keeps_anything_that_is_not_on_the_allowlist() {
    let Some(bytes) = reference("html-attacks/vectors.jsonl") else {
        return;
    };
    let base = Url::parse("https://news.example/a/").unwrap();
    let mut seen = 0;
    let mut faults = Vec::new();
    for line in String::from_utf8(bytes).unwrap().lines() {
        let vector: serde_json::Value = serde_json::from_str(line).unwrap();
        let html = vector["html"].as_str().unwrap();
        for base in [Some(&base), None] {
            let once = extract::sanitize::clean(html, base);
            let found = strict::faults(&once);
            if !found.is_empty() {
                faults.push(format!(
                    "{} ({}): {found:?} in {once}",
                    vector["id"], vector["source"]
                ));
            }
            if extract::sanitize::clean(&once, base) != once {
                faults.push(format!(
                    "{} ({}) is not settled: {once}",
                    vector["id"], vector["source"]
                ));
            }
            let shown = extract::sanitize::show(&once, &|_| None);
            if ["src=", "srcset=", "poster="].iter().any(|name| {
                dom_query::Document::fragment(shown.as_str())
                    .select(&format!("[{}]", name.trim_end_matches('=')))
                    .exists()
            }) {
                faults.push(format!("{} would load by itself: {shown}", vector["id"]));
            }
        }
        seen += 1;
    }
    assert_eq!(seen, 1337);
    assert!(
        faults.is_empty(),
        "{} faults:\n{}",
        faults.len(),
        faults.join("\n")
    );
}
