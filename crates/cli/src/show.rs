//! `qazetctl show`.

use api::{Request, Response};
use serde_json::{Value, json};

use crate::arguments::Show;
use crate::host::Host;
use crate::out;

/// Runs the call.
pub async fn run(host: &Host, call: Show) -> anyhow::Result<()> {
    let engine = host.open_to_read().await?;
    let (article, _) = engine.article(call.id.parse()?).await?;
    if !host.json {
        if call.html {
            return out::text(&article.html);
        }
        if call.text {
            return out::text(&article.text);
        }
        out::line(&article.row.title)?;
        out::line(format!(
            "{} · {} · {}",
            article.row.source, article.row.published, article.byline
        ))?;
        if !article.reason.is_empty() {
            out::line(&article.reason)?;
        }
        out::line("")?;
        out::text(&article.text)?;
        return out::line(&article.row.link);
    }
    let (html, text) = (article.html.clone(), article.text.clone());
    let modified = article.modified_text.clone();
    let response = api::dispatch(&engine, Request::Article { id: call.id })
        .await
        .map_err(|error| anyhow::anyhow!(error.message))?;
    let Response::Article(shown) = response else {
        anyhow::bail!("the library answered something else; please report this")
    };
    let mut fields = serde_json::to_value(&shown.row)?;
    // The fields of `articles`, then those of `extract`; where both name one, the fuller of the two.
    let or_null = |text: &str| {
        if text.is_empty() {
            Value::Null
        } else {
            json!(text)
        }
    };
    let extracted = json!({
        "byline": or_null(&shown.byline),
        "published": if shown.published_text.is_empty() { shown.row.published.clone() } else { shown.published_text.clone() },
        "modified": or_null(&modified),
        "site_name": or_null(&shown.site_name),
        "picture": shown.picture,
        "html": html,
        "text": text,
        "photos": shown.photo_report,
        "photo_reports": shown.photo_reports,
        "related": shown.related,
        "videos": shown.videos,
        "enclosures": shown.enclosures,
        "elsewhere": shown.elsewhere,
        "reason": or_null(&shown.reason),
        "method": Value::Null,
        "score": Value::Null,
    });
    if let (Some(fields), Value::Object(extracted)) = (fields.as_object_mut(), extracted) {
        fields.extend(extracted);
    }
    out::json(&fields)
}
