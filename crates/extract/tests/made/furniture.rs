//! What publishers put into, under and beside a text: boxes of links, rows of buttons, advertisements, datelines, notes on authors;
//! and pictures behind thumbnails, blurs and frames.

use extract::{Extracted, Picture};

use super::{LAKE, paragraphs, read_at, sentence};

/// An article with this in its head, above its text, between its paragraphs, and below them.
fn page(head: &str, above: &str, inside: &str, below: &str) -> String {
    format!(
        "<html lang=\"en\"><head><title>Ferry returns to the lake</title><meta name=\"author\" content=\"Ann Example\">\
         <meta property=\"article:published_time\" content=\"2026-02-09T08:30:00Z\">{head}</head>\
         <body><nav><a href=\"/\">Home</a></nav><article><h1>Ferry returns to the lake</h1>{above}{}{inside}{}{below}</article></body></html>",
        paragraphs(0..4),
        paragraphs(4..8)
    )
}

fn read(head: &str, above: &str, inside: &str, below: &str) -> Extracted {
    read_at(LAKE, &page(head, above, inside, below))
}

/// The text is the eight paragraphs and nothing else.
fn must_be_clean(read: &Extracted, what: &str) {
    let expected: Vec<String> = (0..8).map(sentence).collect();
    assert_eq!(read.text, expected.join("\n"), "{what}");
}

fn addresses(read: &Extracted) -> Vec<&str> {
    let pictures = read.pictures.iter();
    pictures.map(|picture| picture.url.as_str()).collect()
}

fn only(read: &Extracted) -> &Picture {
    let [picture] = read.pictures.as_slice() else {
        panic!("one picture is shown: {:?}", read.pictures);
    };
    picture
}

#[test]
fn boxes_of_links_in_a_text_are_related_articles_whatever_their_heading_says() {
    for (inside, titles) in [
        (
            "<h4>More:</h4><ul><li><h4><a href=\"/2026/01/pier/\">The pier is rebuilt</a></h4></li></ul>\
             <ul><li><a href=\"/2026/01/ice/\">The ice is thin this year</a></li></ul>",
            vec!["The pier is rebuilt", "The ice is thin this year"],
        ),
        (
            "<p><strong><a href=\"/2026/01/pier/\">THE PIER IS REBUILT AFTER THE STORM</a></strong></p>",
            vec!["THE PIER IS REBUILT AFTER THE STORM"],
        ),
        (
            "<p>По этой теме:</p><ul><li><a href=\"/2026/01/pier/\">Причал построен заново</a></li><li><a href=\"/2026/01/ice/\">Лёд в этом году тонкий</a></li></ul>",
            vec!["Причал построен заново", "Лёд в этом году тонкий"],
        ),
    ] {
        let read = read("", "", inside, "");
        must_be_clean(&read, inside);
        let found: Vec<&str> = read
            .related
            .iter()
            .map(|link| link.title.as_str())
            .collect();
        assert_eq!(found, titles, "{inside}");
    }
}

#[test]
fn lists_of_links_that_are_the_articles_own_stay() {
    for inside in [
        "<h3>Sources</h3><ul><li><a href=\"https://a.example/report-2026\">The report of the port</a></li><li><a href=\"https://b.example/law-2026\">The law of the lake</a></li></ul>",
        "<h3>What to bring</h3><ul><li>A <a href=\"/2026/01/coat/\">warm coat</a> and boots</li><li>A ticket</li></ul>",
        "<p><a href=\"/2026/01/pier/\">The pier is rebuilt</a> and open since Monday.</p>",
    ] {
        let read = read("", "", inside, "");
        assert!(read.text.lines().count() > 8, "{}", read.text);
        assert!(read.related.is_empty(), "{:?}", read.related);
    }
}

#[test]
fn what_most_people_read_is_no_part_of_a_text_and_not_related_to_it() {
    let inside = "<div class=rail><div class=rail-head><h3>Most read in World</h3></div>\
         <div class=item><a href=\"/2026/01/star/\"><img width=150 src=\"/star-150.jpg\" alt=\"\"></a><h3>WHAT A STAR</h3><span>A star was seen in town</span></div>\
         <div class=item><a href=\"/2026/01/cat/\"><img width=150 src=\"/cat-150.jpg\" alt=\"\"></a><h3>WHAT A CAT</h3><span>A cat was seen in town</span></div></div>";
    let read = read("", "", inside, "");
    must_be_clean(&read, "most read");
    assert!(read.related.is_empty(), "{:?}", read.related);
    assert!(read.pictures.is_empty(), "{:?}", read.pictures);
}

#[test]
fn sections_persons_credits_and_files_are_no_related_articles() {
    let below = "<div class=\"related-posts\"><h2>Next up in <a href=\"/tech\">Tech</a></h2><ul>\
         <li><a href=\"/2026/01/pier/\">© Some Agency</a> <a href=\"/2026/01/pier/\">The pier is rebuilt</a> <a href=\"/authors/bo/\">Bo Example the Younger</a></li>\
         <li><a href=\"/flag/like/125351?token=x\">168 people like this</a> <a href=\"/map.pdf\">A map of the whole lake</a></li></ul></div>";
    let read = read("", "", "", below);
    let found: Vec<&str> = read
        .related
        .iter()
        .map(|link| link.title.as_str())
        .collect();
    assert_eq!(found, ["The pier is rebuilt"]);
}

#[test]
fn datelines_reading_times_and_notes_on_authors_are_no_text() {
    for (above, below) in [
        (
            "<p>By Ann Example on Monday, February 9th, 2026 at 8:30 a.m.</p>",
            "",
        ),
        ("<p>Updated at 1:23 p.m.</p>", ""),
        ("<p>4 min read</p>", ""),
        (
            "<div>Время чтения: 4 минуты</div>",
            "<p>Ann Example is a reporter of the Herald.</p>",
        ),
        (
            "",
            "<h3>About the author</h3><p>Ann Example covers lakes and ferries.</p>",
        ),
        ("", "<h3>You may also like</h3><h4>Latest</h4>"),
    ] {
        let read = read("", above, "", below);
        must_be_clean(&read, &format!("{above}{below}"));
        assert_eq!(read.byline.as_deref(), Some("Ann Example"));
    }
}

#[test]
fn a_row_of_buttons_is_no_caption_and_an_advertisement_no_picture() {
    let row = "<div class=\"feature image\"><img src=\"/ferry.jpg\" width=1600 height=800><div>\
         <a href=\"#comments\">0</a> <span>Facebook</span> <span>Twitter</span> <span>Pinterest</span></div></div>";
    let shared =
        "<meta property=\"og:image\" content=\"https://lake.example/ferry.jpg?resize=1024,512\">";
    let read_row = read(shared, row, "", "");
    let lead = read_row.picture.clone().unwrap();
    assert_eq!(
        lead.url, "https://lake.example/ferry.jpg",
        "the larger of the two"
    );
    assert_eq!((lead.caption.as_str(), lead.credit.as_str()), ("", ""));
    for inside in [
        "<figure><img src=\"/house.jpg\" width=800 height=200><figcaption>Advertisement</figcaption></figure>",
        "<figure><img src=\"/house.jpg\" width=800 height=200><figcaption>РЕКЛАМА</figcaption></figure>",
        "<p><a href=\"https://shop.example/\"><img src=\"/subscribe-banner-2026.jpg\" width=800 height=200 alt=\"Our offer for you\"></a></p>",
        "<p><img src=\"/images/lake-logo-footer.png\" alt=\"\"></p>",
        "<p><img src=\"/icons/date-of-issue.png\" alt=\"When\"></p>",
        "<figure><div class=placeholder></div><figcaption>A caption without its picture</figcaption></figure>",
    ] {
        let read = read("", "", inside, "");
        must_be_clean(&read, inside);
        assert!(read.pictures.is_empty(), "{inside}: {:?}", read.pictures);
        assert!(!read.html.contains("<figure"), "{inside}: {}", read.html);
    }
}

#[test]
fn a_blur_that_stands_for_a_picture_is_asked_for_sharp() {
    for (address, expected) in [
        (
            "//pictures.example/r/?id=1454&amp;w=20",
            "https://pictures.example/r/?id=1454",
        ),
        (
            "/ferry.jpg?width=640&amp;fit=bounds&amp;quality=20&amp;dpr=0.05",
            "https://lake.example/ferry.jpg?fit=bounds",
        ),
        (
            "/ferry.jpg?w=20&amp;sig=abc",
            "https://lake.example/ferry.jpg?w=20&sig=abc",
        ),
        ("/ferry.jpg?w=640", "https://lake.example/ferry.jpg?w=640"),
    ] {
        let read = read(
            "",
            "",
            &format!("<p><img src=\"{address}\" alt=\"\"></p>"),
            "",
        );
        assert_eq!(addresses(&read), [expected], "{address}");
    }
}

#[test]
fn pictures_that_a_program_sends_are_told_apart_by_what_it_is_asked() {
    let inside = "<p><img src=\"/resize?id=1&amp;w=640\" alt=\"\"></p><p><img src=\"/resize?id=2&amp;w=640\" alt=\"\"></p>\
         <p><img src=\"/resize?id=1&amp;w=1280\" alt=\"\"></p>";
    let read = read("", "", inside, "");
    assert_eq!(
        addresses(&read),
        [
            "https://lake.example/resize?id=1&w=1280",
            "https://lake.example/resize?id=2&w=640"
        ]
    );
}

#[test]
fn renditions_of_one_picture_are_one_wherever_their_addresses_tell_the_size() {
    for (first, second, kept) in [
        (
            "/_next/image?url=%2Fmedia%2Fred-ferry.jpg&amp;w=640",
            "/media/red-ferry.jpg",
            "https://lake.example/media/red-ferry.jpg",
        ),
        (
            "https://i0.wp.example/lake.example/media/red-ferry.jpg?resize=696%2C392",
            "/media/red-ferry.jpg",
            "https://lake.example/media/red-ferry.jpg",
        ),
        (
            "/2026/686/384/the-red-ferry-at-the-pier.jpg",
            "/2026/1862/1046/the-red-ferry-at-the-pier.jpg",
            "https://lake.example/2026/686/384/the-red-ferry-at-the-pier.jpg",
        ),
        (
            "/images/620*349/the-red-ferry-at-the-pier.jpg",
            "/images/1200*675/the-red-ferry-at-the-pier.jpg",
            "https://lake.example/images/1200*675/the-red-ferry-at-the-pier.jpg",
        ),
        (
            "/gallery/59478-red-ferry-l.jpg",
            "/gallery/59478-red-ferry-xl.jpg",
            "https://lake.example/gallery/59478-red-ferry-l.jpg",
        ),
    ] {
        let inside =
            format!("<p><img src=\"{first}\" alt=\"\"></p><p><img src=\"{second}\" alt=\"\"></p>");
        let read = read("", "", &inside, "");
        assert_eq!(addresses(&read), [kept], "{first}");
    }
}

#[test]
fn the_words_of_a_picture_are_found_in_every_frame_and_said_once() {
    let shows = "The old ferry leaves the pier at dawn with its passengers";
    let frames = [
        (
            format!(
                "<div class=\"picture-box\"><div class=m><picture><source srcset=\"/ferry.jpg 900w\"><img src=\"/ferry.jpg\" alt=\"\"></picture></div><div class=caption><p><span>{shows}.</span><span> (AP Photo/Bo Example)</span></p></div></div>"
            ),
            "AP Photo/Bo Example",
        ),
        (
            format!(
                "<table><tbody><tr><td><img src=\"/ferry.jpg\" alt=\"Ferry\"><div class=\"info2\">{shows}. (credit: Agency/Bo Example)</div></td></tr></tbody></table>"
            ),
            "credit: Agency/Bo Example",
        ),
        (
            format!(
                "<p><img src=\"/old-ferry.jpg\" alt=\"old ferry\"></p><p>{shows}. (Agency/Bo Example/Herald)</p>"
            ),
            "Agency/Bo Example/Herald",
        ),
        (
            format!(
                "<div align=center><div><img src=\"/grey-placeholder.gif\" data-original=\"/ferry.jpg\" alt=\"{shows}\"></div><span class=small>{shows}</span></div>"
            ),
            "",
        ),
    ];
    for (frame, credit) in frames {
        let read = read("", "", &frame, "");
        must_be_clean(&read, &frame);
        let picture = only(&read);
        assert_eq!(picture.caption, shows, "{frame}");
        assert_eq!(picture.credit, credit, "{frame}");
    }
}

#[test]
fn words_for_those_who_do_not_see_a_picture_are_no_caption_where_they_say_nothing() {
    for alt in [
        "Red Ferry 2026",
        "Ferry returns to the lake 3",
        "red-ferry.jpg",
    ] {
        let inside =
            format!("<p><img src=\"/media/red-ferry-2026-800x600.jpg\" alt=\"{alt}\"></p>");
        let read = read("", "", &inside, "");
        assert_eq!(only(&read).caption, "", "{alt}");
    }
}

#[test]
fn a_title_loses_the_sites_name_at_either_end_however_short_it_is() {
    for title in [
        "Ferry returns - Lake Herald",
        "Lake Herald | Ferry returns",
        "Lake Herald|Ferry returns",
        "Ferry returns — lakeherald",
    ] {
        let html = format!(
            "<html lang=\"en\"><head><title>{title}</title><meta property=\"og:site_name\" content=\"Lake Herald\">\
             <meta property=\"article:published_time\" content=\"2026-02-09\"></head><body><article>{}</article></body></html>",
            paragraphs(0..6)
        );
        let read = read_at("https://www.lakeherald.example/2026/ferry/", &html);
        assert_eq!(read.title, "Ferry returns", "{title}");
    }
}
