//! Pages as the systems that sites are made with write them: what they put in boxes belongs to the article, and keeps its place.

use extract::{Extracted, Picture};

use super::{paragraphs, picture, read, sentence};

/// A page whose text has `inside` between its third and fourth paragraph and `below` after its last.
fn page(inside: &str, below: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><title>The ferry sails again after years</title>\
         <meta property=\"article:published_time\" content=\"2026-02-09T10:15:00+05:00\"></head>\
         <body><main><article><h1>The ferry sails again after years</h1><div class=article-body>{}{inside}{}{below}</div></article></main></body></html>",
        paragraphs(0..3),
        paragraphs(3..7)
    )
}

/// The text is the seven paragraphs and nothing else.
fn must_be_whole(read: &Extracted, what: &str) {
    let wanted: Vec<String> = (0..7).map(sentence).collect();
    assert_eq!(read.text, wanted.join("\n"), "{what}");
}

#[test]
fn players_and_posts_in_boxes_are_cards_where_they_stood() {
    let youtube = "https://www.youtube.com/watch?v=abcdefghijk";
    for (inside, watched) in [
        (
            "<div class=video-container><div><iframe src=https://www.youtube.com/embed/abcdefghijk></iframe></div></div>",
            youtube,
        ),
        (
            "<figure class=wp-block-embed><div class=wp-block-embed__wrapper><iframe src=https://www.youtube.com/embed/abcdefghijk></iframe></div><figcaption>The trip</figcaption></figure>",
            youtube,
        ),
        (
            "<div class=rll-youtube-player data-src=https://www.youtube.com/embed/abcdefghijk></div><noscript><iframe src=https://www.youtube.com/embed/abcdefghijk></iframe></noscript>",
            youtube,
        ),
        (
            "<div><iframe src=about:blank data-src=https://www.youtube-nocookie.com/embed/abcdefghijk></iframe></div>",
            youtube,
        ),
        ("<p>https://youtu.be/abcdefghijk</p>", youtube),
        (
            "<div class=tg><script async src=https://telegram.org/js/telegram-widget.js data-telegram-post=lake/17></script></div>",
            "https://t.me/lake/17",
        ),
        (
            "<figure class=wp-block-embed><div class=wp-block-embed__wrapper>https://x.com/lake/status/17</div></figure>",
            "https://x.com/lake/status/17",
        ),
        (
            "<blockquote class=tiktok-embed cite=https://www.tiktok.com/@lake/video/17><section><a href=https://www.tiktok.com/@lake>@lake</a><p>Waves</p></section></blockquote>",
            "https://www.tiktok.com/@lake/video/17",
        ),
        (
            "<div><iframe src=\"https://vk.com/video_ext.php?oid=-1&id=17\"></iframe></div>",
            "https://vk.com/video-1_17",
        ),
        (
            "<div><iframe src=https://rutube.ru/play/embed/0123456789abcdef/></iframe></div>",
            "https://rutube.ru/video/0123456789abcdef/",
        ),
        (
            "<div class=fb-video data-href=https://www.facebook.com/lake/videos/17/></div>",
            "https://www.facebook.com/lake/videos/17/",
        ),
        (
            "<div class=player><video poster=/still.jpg><source src=/trip.mp4></video></div>",
            "https://lake.example/trip.mp4",
        ),
    ] {
        let read = read(&page(inside, ""));
        must_be_whole(&read, inside);
        let films: Vec<&str> = read.videos.iter().map(|film| film.url.as_str()).collect();
        assert_eq!(films, [watched], "{inside}");
        let places: Vec<usize> = ["Paragraph 2", watched, "Paragraph 3"]
            .iter()
            .map(|part| read.html.find(part).unwrap())
            .collect();
        assert!(places.is_sorted(), "{inside}: {}", read.html);
    }
}

#[test]
fn pictures_beside_a_player_stay() {
    let inside = "<div><img src=/deck.jpg><script data-telegram-post=lake/17></script></div>\
        <div><iframe src=https://www.youtube.com/embed/abcdefghijk></iframe><iframe src=https://www.youtube.com/embed/bbcdefghijk></iframe></div>";
    let read = read(&page(inside, ""));
    assert_eq!(read.videos.len(), 3, "{}", read.html);
    assert_eq!(read.pictures, [picture("deck.jpg", "", "")]);
}

#[test]
fn of_all_forms_of_a_picture_the_largest_that_can_be_shown_is_taken() {
    for (inside, taken) in [
        (
            "<picture><source type=image/avif srcset=\"/p-800.avif 800w, /p-1600.avif 1600w\"><source type=image/webp srcset=\"/p-800.webp 800w\"><img src=/p.jpg></picture>",
            "p-800.webp",
        ),
        (
            "<picture><source srcset=\"/p.avif 1600w\"><img src=/p.jpg></picture>",
            "p.jpg",
        ),
        (
            "<a href=/full/p.jpg><img src=/thumbs/p.jpg></a>",
            "full/p.jpg",
        ),
        (
            "<a href=/up/p.jpg><img src=/up/p-300x200.jpg srcset=\"/up/p-150x100.jpg 150w, /up/p-300x200.jpg 300w\"></a>",
            "up/p.jpg",
        ),
        (
            "<a href=/up/p.jpg><img src=/up/p-1200x800.jpg srcset=\"/up/p-1200x800.jpg 1200w\"></a>",
            "up/p-1200x800.jpg",
        ),
        (
            "<img src=/p-300.jpg data-large-file=\"/p.jpg?fit=1000\" data-orig-file=/p.jpg>",
            "p.jpg",
        ),
        (
            "<img src=/pagespeed_static/1.gif data-pagespeed-lazy-src=/p.jpg>",
            "p.jpg",
        ),
        (
            "<img src=\"data:image/svg+xml,x\" data-lazy-srcset=\"/r-600.jpg 600w, /r-1200.jpg 1200w\" data-lazy-src=/r.jpg><noscript><img src=/r.jpg></noscript>",
            "r-1200.jpg",
        ),
    ] {
        let read = read(&page(inside, ""));
        assert_eq!(read.pictures, [picture(taken, "", "")], "{inside}");
    }
}

#[test]
fn words_in_boxes_around_a_picture_are_its_caption_and_credit() {
    let wanted = picture("p.jpg", "The new pier", "Photo: Bo Example");
    for inside in [
        "<article class=\"media media--type-image\"><div class=field__item><img src=/p.jpg></div><div class=field--name-field-caption>The new pier</div><div class=field--name-field-credit>Photo: Bo Example</div></article>",
        "<div class=photo-block><div class=num>1 / 6</div><img src=/p.jpg><div class=desc>The new pier</div><div class=author>Photo: Bo Example</div></div>",
        "<div class=t107><div class=t-align_center><img src=/p.jpg><div class=t107__title>The new pier</div><div class=t107__descr>Photo: Bo Example</div></div></div>",
        "<figure><img src=/p.jpg><figcaption>The new pier <span class=source>Photo: Bo Example</span></figcaption></figure>",
        "<dl class=gallery-item><dt class=gallery-icon><a href=/p.jpg><img src=/p-150x150.jpg></a></dt><dd class=gallery-caption>The new pier. Photo: Bo Example</dd></dl>",
        "<table class=tr-caption-container><tbody><tr><td><a href=/p.jpg><img src=/s320/p.jpg></a></td></tr><tr><td class=tr-caption>The new pier. Photo: Bo Example</td></tr></tbody></table>",
    ] {
        let read = read(&page(inside, ""));
        must_be_whole(&read, inside);
        assert_eq!(read.pictures, std::slice::from_ref(&wanted), "{inside}");
    }
}

#[test]
fn a_box_that_says_more_than_a_caption_is_text() {
    let inside = format!(
        "<div class=column><img src=/p.jpg><div>{}</div></div>",
        sentence(9)
    );
    let read = read(&page(&inside, ""));
    assert!(read.text.contains(&sentence(9)), "{}", read.text);
}

#[test]
fn a_short_piece_of_news_beside_its_picture_is_text() {
    let news = format!("{} {}", sentence(1), sentence(2));
    let html = format!(
        "<html><head><meta property=\"article:published_time\" content=\"2026-02-09\"></head><body><h1>The ferry sails</h1>\
         <div class=news-detail><img src=/p.jpg><div class=news-description>{news}</div></div></body></html>"
    );
    assert_eq!(read(&html).text, news);
}

#[test]
fn the_slides_of_a_slider_keep_their_place_and_words() {
    let slides: String = (1..7)
        .map(|number| format!("<div class=swiper-slide><img data-src=/s{number}.jpg class=swiper-lazy><div class=swiper-caption>View {number} of the pier</div></div>"))
        .collect();
    let read = read(&page(
        &format!("<div class=swiper><div class=swiper-wrapper>{slides}</div></div>"),
        "",
    ));
    must_be_whole(&read, "swiper");
    let wanted: Vec<Picture> = (1..7)
        .map(|number| {
            picture(
                &format!("s{number}.jpg"),
                &format!("View {number} of the pier"),
                "",
            )
        })
        .collect();
    assert_eq!(read.photos, wanted);
    let first = read.html.find("s1.jpg").unwrap();
    assert!(
        read.html.find("Paragraph 2").unwrap() < first,
        "{}",
        read.html
    );
}

#[test]
fn a_report_whose_photos_are_only_declared_has_them() {
    let photos: Vec<String> = (1..7)
        .map(|number| format!("{{\"@type\":\"ImageObject\",\"contentUrl\":\"/g{number}.jpg\",\"caption\":\"View {number}\",\"creditText\":\"Bo Example\"}}"))
        .collect();
    let html = format!(
        "<html><head><title>The ice goes</title><script type=application/ld+json>{{\"@type\":\"ImageGallery\",\"headline\":\"The ice goes\",\
         \"datePublished\":\"2026-02-09\",\"associatedMedia\":[{}]}}</script></head><body><main><h1>The ice goes</h1><p>{}</p><div id=app></div></main></body></html>",
        photos.join(","),
        sentence(0)
    );
    let read = read(&html);
    assert_eq!(read.photos.len(), 6);
    assert_eq!(read.photos[5], picture("g6.jpg", "View 6", "Bo Example"));
}

#[test]
fn boxes_that_announce_reports_and_other_articles_are_heard() {
    for (inside, report, related) in [
        (
            "<div class=see><a href=/photo/77/>Фоторепортаж: лёд на озере</a></div>",
            "https://lake.example/photo/77/",
            "",
        ),
        (
            "<div><b>Смотрите фоторепортаж:</b> <a href=/photo/77/>Лёд на озере</a></div>",
            "https://lake.example/photo/77/",
            "",
        ),
        (
            "<div class=inset><span>Читайте по теме:</span><a href=/news/ice/>Лёд на озере начал таять раньше срока</a></div>",
            "",
            "https://lake.example/news/ice/",
        ),
        (
            "<div class=box><h4>Related: </h4><ul><li><a href=/news/ice/>The ice of the lake is early this year</a></li></ul></div>",
            "",
            "https://lake.example/news/ice/",
        ),
    ] {
        let read = read(&page(inside, ""));
        must_be_whole(&read, inside);
        let urls = |links: &[extract::Link]| -> String {
            links.iter().map(|link| link.url.as_str()).collect()
        };
        assert_eq!(urls(&read.photo_reports), report, "{inside}");
        assert_eq!(urls(&read.related), related, "{inside}");
    }
}

#[test]
fn a_last_line_that_only_names_who_made_the_picture_is_its_credit() {
    let lead = |below: &str| {
        let html = page("", below).replacen("<p>", "<img src=/p.jpg><p>", 1);
        read(&html)
    };
    let read = lead("<p>Фото: Тест Тестов</p>");
    must_be_whole(&read, "a credit");
    assert_eq!(read.picture.unwrap().credit, "Фото: Тест Тестов");
    let read = lead("<p>Фото было сделано в порту весной.</p>");
    assert!(read.text.ends_with("весной."), "{}", read.text);
}

#[test]
fn titles_days_and_authors_are_found_where_blogs_have_them() {
    let html = format!(
        "<html><head><title>Lake: The ferry sails again</title></head><body><div class=main><div class=\"post hentry\"><h3 class=\"post-title entry-title\">The ferry sails again</h3>\
         <div class=entry-meta>Feb 9, 2026<time></time><span>4 min read</span> | By: <a rel=author href=/author/ann/>Ann Example</a></div><div class=entry-content>{}</div></div></div></body></html>",
        paragraphs(0..7)
    );
    let read = read(&html);
    must_be_whole(&read, "a blog");
    assert_eq!(read.title, "The ferry sails again");
    assert_eq!(read.byline.as_deref(), Some("Ann Example"));
    assert_eq!(read.published.as_deref(), Some("2026-02-09"));
}

#[test]
fn what_is_told_of_the_lead_picture_elsewhere_is_said_where_the_page_says_nothing() {
    let html = page("", "").replacen(
        "</head>",
        "<meta property=og:image content=/p.jpg><script type=application/ld+json>{\"@graph\":[{\"@type\":\"NewsArticle\",\"headline\":\"The ferry sails again after years\",\
         \"image\":{\"@id\":\"#main\"}},{\"@type\":\"ImageObject\",\"@id\":\"#main\",\"url\":\"/p.jpg\",\"caption\":\"The pier. Photo: Bo Example\"}]}</script></head>",
        1,
    );
    assert_eq!(
        read(&html).picture.unwrap(),
        picture("p.jpg", "The pier", "Photo: Bo Example")
    );
}

#[test]
fn photos_behind_empty_boxes_are_pictures_where_they_call_themselves_so() {
    for shown in [
        "<div class=article-image style=\"background-image:url('/p/pier.jpg')\"></div>",
        "<div class=\"post__photo\" style='background: #eee url(/p/pier.jpg) no-repeat center / cover'></div>",
        "<div role=img aria-label=\"\" style=\"height:400px;background-image: URL( &quot;/p/pier.jpg&quot; )\"></div>",
        "<figure data-bg=/p/pier.jpg></figure>",
        "<a class=lazy-image href=/p/pier.jpg><span class=image-fill data-bg=/p/pier.jpg></span></a>",
        "<div class=photo><div class=image style=\"background-image:url(/p/pier.jpg)\"></div></div>",
    ] {
        let read = read(&page(shown, ""));
        let pictures: Vec<&str> = read.pictures.iter().map(|one| one.url.as_str()).collect();
        assert_eq!(pictures, ["https://lake.example/p/pier.jpg"], "{shown}");
        must_be_whole(&read, shown);
    }
    let captioned = "<div class=photo><div class=image style=\"background-image:url(/p/pier.jpg)\"></div>\
        <div class=photo__caption>The pier at noon</div><div class=photo__author>Ann Example</div></div>";
    let read_captioned = read(&page(captioned, ""));
    assert_eq!(
        read_captioned.pictures,
        [picture("p/pier.jpg", "The pier at noon", "Ann Example")]
    );
    for decoration in [
        "<div class=badge style=\"background-image:url(/p/badge.png)\"></div>",
        "<div class=image style=\"background-color:#eee\"></div>",
        "<div class=image style=\"list-style-image:url(/p/dot.png);background:none\"></div>",
        "<div class=image style=\"background:url(data:image/png;base64,AAAA)\"></div>",
        "<div class=image style=\"background:url(\"></div>",
        "<a href=/other/story/><span class=image style=\"background-image:url(/p/other.jpg)\"></span></a>",
        "<aside><div class=image style=\"background-image:url(/p/side.jpg)\"></div></aside>",
    ] {
        let read = read(&page(decoration, ""));
        assert_eq!(read.pictures, [], "{decoration}");
        must_be_whole(&read, decoration);
    }
}
