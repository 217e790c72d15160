//! What stands around every page of the Tengri-like outlet: head, header with rates and weather,
//! footer. None of it is article text.

use crate::outlets::Outlet;
use crate::press::almaty;
use crate::rates::nbk;
use crate::room::Room;
use crate::story::escape;

/// What the head of a page says.
pub(super) struct Head<'a> {
    /// What the window says; longer than the title on articles.
    pub(super) window: &'a str,
    pub(super) title: &'a str,
    pub(super) description: &'a str,
    /// Canonical address.
    pub(super) url: &'a str,
    /// Address of the share picture; lists have a relative one.
    pub(super) picture: &'a str,
    /// Further elements of the head.
    pub(super) more: &'a str,
}

/// The page from its doctype to the opening of `<main>`. The header stands before `<body>`, as the
/// reference source has it: an HTML5 parser moves it inside.
pub(super) fn open(room: &Room<'_>, outlet: Outlet, head: &Head<'_>) -> String {
    let host = outlet.host();
    let language = outlet.language();
    format!(
        r##"<!DOCTYPE html>
<html lang="{language}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>{window}</title>
  <meta name="Description" content="{description}">
  <meta name="og:description" content="{description}">
  <meta property="og:title" content="{title}">
  <meta property="og:url" content="{url}">
  <meta property="og:image" content="{picture}">
  <meta property="og:type" content="article">
  <meta property="og:site_name" content="Tengrinews.kz">
  <meta name="author" content="tengrinews.kz">
{more}  <link href="{url}" rel="canonical">
  <link href="{url}amp/" rel="amphtml">
  <link rel="shortcut icon" href="https://{host}/favicon.ico?v=1" type="image/ico">
  <script>window.pushDataTn = {{ page_language: '{language}', page_url: location.pathname, source: "site" }};</script>
  <script type="application/ld+json">{{"@context":"https://schema.org","@type":"Organization","name":"Tengrinews.kz","url":"https://{host}/"}}</script>
</head>
<header class="header">
  <div class="header_sub_links">
    <div class="tn-weather-widget" tn-toggle-weather><i data-weather="icon"></i><div data-weather="temperature"></div></div>
    <div class="tn-weather-menu"><img src="https://tengrinews.kz/tengri_new/img/location-current.svg" alt="location-current"><select data-weather="select"><option value="162">Алматы</option><option value="163">Астана</option><option value="221">Шымкент</option></select></div>
    <div class="header_sub_links_item">
{courses}    </div>
    <a class="header_sub_links_item" href="/page/contact/">Редакция</a>
    <a class="header_sub_links_item" href="/page/advertising/">Advertising</a>
  </div>
</header>
<body>
<main class="container">
  <div class="menu"><a class="menu_logo" href="https://{host}/"><img src="/tengri_new/img/logo.svg" alt="Tengrinews"></a><a class="menu_nav_item" href="/news/">{news}</a><a class="menu_nav_item" href="/kazakhstan_news/">{kazakhstan}</a></div>
"##,
        window = escape(head.window),
        title = escape(head.title),
        description = escape(head.description),
        url = escape(head.url),
        picture = escape(head.picture),
        more = head.more,
        courses = courses(room),
        news = super::lists::news_word(outlet),
        kazakhstan = crate::outlets::text::topic_name(crate::story::Topic::Kazakhstan, language),
    )
}

/// The page from `</main>` on.
pub(super) fn close() -> &'static str {
    r#"</main>
<footer>
  <div class="footer_top"><a class="news" href="/">Tengri News</a><a class="life" href="/mixnews/">Tengri Life</a></div>
  <div class="footer_mid"><a href="/weather/">Погода в Казахстане</a><a href="/sitemap/">Карта сайта</a></div>
  <div class="footer_bottom"><span>Социальные сети</span><a href="https://t.example/">Telegram</a><p>Перепечатка материалов разрешена только со ссылкой на источник.</p></div>
</footer>
</body>
</html>
"#
}

/// The strip of rates: today's official values, with arrows.
fn courses(room: &Room<'_>) -> String {
    // On Sunday and Monday the strip keeps Saturday's arrows.
    let day = nbk::last_published(almaty(room.now).date());
    let mut strip = String::new();
    for (code, icon) in [("USD", "dollar"), ("EUR", "euro"), ("RUB", "ruble")] {
        let Some(rate) = nbk::rate(code, day) else {
            continue;
        };
        let arrow = if rate.change_cents < 0 { "down" } else { "up" };
        strip.push_str(&format!(
            "      <span class=\"tn-course\"><i class=\"tn-icon-course tn-icon-{icon}\"></i> &nbsp;{}&nbsp; <img src=\"https://tengrinews.kz/tengri_new/img/course-{arrow}.svg\" alt=\"course {arrow}\"></span>\n",
            nbk::trimmed(rate.cents)
        ));
    }
    strip
}
