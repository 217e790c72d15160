//! Sliders whose words stand in attributes: every photo with its caption, in order, and no caption in the text.

use super::{paragraphs, read, sentence};

/// A page with this between its paragraphs.
fn page(slider: &str) -> String {
    format!(
        "<html lang=\"en\"><head><title>Ferry returns</title><meta property=\"article:published_time\" content=\"2026-02-09\"></head>\
         <body><article><h1>Ferry returns</h1>{}{slider}{}</article></body></html>",
        paragraphs(0..2),
        paragraphs(2..4)
    )
}

fn slides(slide: impl Fn(usize) -> String) -> String {
    (1..=6).map(slide).collect()
}

#[test]
fn slides_of_every_make_are_photos_with_caption_and_credit() {
    let sliders = [
        // fotorama
        format!(
            "<div class=fotorama>{}</div>",
            slides(|n| format!(
                "<img src=\"/p/{n}.jpg\" width=1200 height=800 data-caption=\"Moment {n} at the pier\" data-credit=\"Bo Example\">"
            ))
        ),
        format!(
            "<div class=fotorama>{}</div>",
            slides(|n| format!(
                "<div data-img=\"/p/{n}.jpg\" data-caption=\"Moment {n} at the pier\" data-author=\"Bo Example\"></div>"
            ))
        ),
        // fancybox: the small picture leads to the large one
        format!(
            "<div class=swiper>{}</div>",
            slides(|n| format!(
                "<div class=swiper-slide><a data-fancybox=g href=\"/p/{n}.jpg\" data-caption=\"Moment {n} at the pier. Photo: Bo Example\"><img src=\"/thumb/{n}.jpg\" width=200 height=120></a></div>"
            ))
        ),
        // lightGallery, whose words are HTML
        format!(
            "<ul id=lightgallery>{}</ul>",
            slides(|n| format!(
                "<li data-src=\"/p/{n}.jpg\" data-sub-html=\"&lt;h4&gt;Moment {n} at the pier&lt;/h4&gt;\" data-copyright=\"Bo Example\"><img src=\"/thumb/{n}.jpg\"></li>"
            ))
        ),
    ];
    for slider in sliders {
        let read = read(&page(&slider));
        let photos: Vec<(&str, &str)> = read
            .photos
            .iter()
            .map(|photo| (photo.url.as_str(), photo.caption.trim_end_matches('.')))
            .collect();
        let expected: Vec<(String, String)> = (1..=6)
            .map(|n| {
                (
                    format!("https://lake.example/p/{n}.jpg"),
                    format!("Moment {n} at the pier"),
                )
            })
            .collect();
        let expected: Vec<(&str, &str)> = expected
            .iter()
            .map(|(url, caption)| (url.as_str(), caption.as_str()))
            .collect();
        assert_eq!(photos, expected, "{slider}");
        assert!(
            read.photos
                .iter()
                .all(|photo| photo.credit.ends_with("Bo Example")),
            "{:?}",
            read.photos
        );
        let lines: Vec<&str> = read.text.lines().collect();
        assert_eq!(
            lines,
            (0..4).map(sentence).collect::<Vec<_>>(),
            "no caption in the text"
        );
    }
}

#[test]
fn words_that_stand_below_a_picture_already_are_not_said_twice() {
    let gallery = slides(|n| {
        format!(
            "<figure><a href=\"/p/{n}.jpg\" data-caption=\"Moment {n} at the pier\"><img src=\"/p/{n}.jpg\" width=1200 height=800></a><figcaption>Moment {n} at the pier</figcaption></figure>"
        )
    });
    let read = read(&page(&gallery));
    let captions: Vec<&str> = read
        .photos
        .iter()
        .map(|photo| photo.caption.as_str())
        .collect();
    let expected: Vec<String> = (1..=6).map(|n| format!("Moment {n} at the pier")).collect();
    assert_eq!(captions, expected);
}

#[test]
fn attributes_of_menus_and_a_single_enlarged_picture_are_no_slider() {
    let menu = slides(|n| {
        format!(
            "<li data-caption=\"\" data-sub-html=\"#menu-{n}\"><a href=\"/{n}\">Entry {n}</a></li>"
        )
    });
    let single = "<figure><a href=\"/p/1.jpg\" data-caption=\"The ferry\"><img src=\"/p/1.jpg\" width=1200 height=800></a></figure>";
    let read = read(&page(&format!("<ul>{menu}</ul>{single}")));
    assert!(read.photos.is_empty());
    assert_eq!(read.pictures.len(), 1);
}
