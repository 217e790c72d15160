//! What stands above a text: its opening paragraph, its lead picture, its films.
//!
//! Known sites name the places; on all others the head is what stands between the headline and the first words of the text.

use dom_query::{Matcher, NodeRef};
use url::Url;

use crate::metadata::Metadata;
use crate::pictures::{Picture, Pictures};
use crate::rules::Site;
use crate::{Video, captions, credit, dom, figures, photos, text, videos};

/// So many elements after the headline are looked at.
const MOST_ELEMENTS: usize = 400;
/// Shorter lines are no opening paragraph, in characters.
const SHORTEST_LEAD: usize = 40;

/// What a page shows above its text.
#[derive(Debug, Default)]
pub(crate) struct Head {
    /// The opening paragraph, empty where none stands above the text.
    pub(crate) lead: String,
    /// The picture where the site's rule says that it is.
    ruled: Option<Picture>,
    /// The first picture below the headline, where it stands outside the text.
    shown: Option<Picture>,
}

impl Head {
    /// Reads the head of a page whose text, `root`, is cleaned already.
    pub(crate) fn read(
        whole: &NodeRef,
        site: Option<&Site>,
        metadata: &Metadata,
        pictures: &Pictures,
        root: &NodeRef,
    ) -> Head {
        let ruled = site.and_then(|site| ruled_picture(whole, site, metadata, pictures));
        let lead = site
            .map(|site| first_words(whole, &site.article.lead))
            .unwrap_or_default();
        if ruled.is_some() || !lead.is_empty() {
            return Head {
                lead,
                ruled,
                shown: None,
            };
        }
        between(whole, metadata, pictures, root)
    }

    /// The picture at the head: the site's own place for it, else what the page shares, else what stands above the first words.
    ///
    /// A picture that the page shares and shows further down in its text stays there.
    pub(crate) fn picture(
        self,
        whole: Option<&NodeRef>,
        metadata: &Metadata,
        pictures: &Pictures,
        root: &NodeRef,
        found: &[Picture],
    ) -> Option<Picture> {
        let first = first_figure(root, found, !self.lead.is_empty());
        let is_inside = |picture: &Picture| {
            found
                .iter()
                .any(|inside| pictures.is_same(&inside.url, &picture.url))
                && first
                    .as_ref()
                    .is_none_or(|first| !pictures.is_same(&first.url, &picture.url))
        };
        let declared = declared(metadata, pictures).filter(|picture| !is_inside(picture));
        let mut picture = self
            .ruled
            .or(declared)
            .or_else(|| self.shown.clone())
            .or_else(|| first.clone())?;
        // What the page shares of the same picture may be the larger one.
        if let Some(shared) = all_declared(metadata, pictures)
            .find(|shared| pictures.is_same(&shared.url, &picture.url))
        {
            picture.url = pictures.larger(picture.url, shared.url);
        }
        let same = |inside: &&Picture| pictures.is_same(&inside.url, &picture.url);
        if let Some(inside) = found.iter().find(same) {
            // The one in the text has a caption, and often the larger size.
            picture.url = pictures.larger(inside.url.clone(), picture.url);
            figures::fill(&mut picture, inside.caption.clone(), inside.credit.clone());
        }
        if picture.caption.is_empty() && picture.credit.is_empty() {
            let (caption, credit) = whole
                .and_then(|whole| figures::words_of(&picture.url, whole, pictures, &metadata.title))
                .unwrap_or_default();
            figures::fill(&mut picture, caption, credit);
        }
        // What editors type in for search engines comes last.
        if picture.caption.is_empty() && picture.credit.is_empty() {
            let told = metadata.linked.told.iter();
            let told = told.filter_map(|told| photos::read_declared(told, pictures));
            if let Some(told) = told
                .into_iter()
                .find(|told| pictures.is_same(&told.url, &picture.url))
            {
                figures::fill(&mut picture, told.caption, told.credit);
            }
        }
        Some(picture)
    }
}

/// Films that stand above the text.
pub(crate) fn films(whole: &NodeRef, site: Option<&Site>, base: &Url) -> Vec<Video> {
    let players = site
        .into_iter()
        .flat_map(|site| &site.article.video)
        .flat_map(|matcher| dom::select_by(whole, matcher));
    players
        .filter_map(|player| videos::read(&player, base))
        .collect()
}

/// The words of the first selector that finds some.
fn first_words(root: &NodeRef, selectors: &[Matcher]) -> String {
    selectors
        .iter()
        .filter_map(|matcher| dom::select_by(root, matcher).first().map(text::one_line))
        .find(|words| !words.is_empty())
        .unwrap_or_default()
}

/// The picture that a site's rule names, its still where it is a film.
fn ruled_picture(
    whole: &NodeRef,
    site: &Site,
    metadata: &Metadata,
    pictures: &Pictures,
) -> Option<Picture> {
    let address = |node: &NodeRef| {
        if dom::is_any(node, &["video"]) {
            pictures.real(&dom::attribute(node, "poster")?)
        } else {
            pictures.resolve(node)
        }
    };
    let (shown, url) = site.article.picture.iter().find_map(|matcher| {
        dom::select_by(whole, matcher)
            .into_iter()
            .find_map(|node| address(&node).map(|url| (node, url)))
    })?;
    let said = first_words(whole, &site.article.caption);
    let alt = dom::attribute(&shown, "alt")
        .map(|alt| text::tidy(&alt))
        .unwrap_or_default();
    let words = if said.is_empty() && captions::is_caption(&alt, &metadata.title, &url) {
        alt
    } else {
        said
    };
    let (caption, credit) = credit::split(&words, pictures.rules);
    Some(Picture {
        url,
        caption,
        credit,
    })
}

/// The pictures that a page names for those who share it.
fn all_declared(metadata: &Metadata, pictures: &Pictures) -> impl Iterator<Item = Picture> {
    let linked = metadata
        .linked
        .pictures
        .iter()
        .filter_map(|picture| photos::read_declared(picture, pictures));
    let shared = metadata
        .picture
        .as_deref()
        .and_then(|url| pictures.real(url))
        .map(|url| Picture {
            url,
            ..Picture::default()
        });
    linked.chain(shared)
}

/// The picture that a page names when it is shared.
fn declared(metadata: &Metadata, pictures: &Pictures) -> Option<Picture> {
    // The same picture is named in several sizes.
    all_declared(metadata, pictures).reduce(|mut first, other| {
        if pictures.is_same(&first.url, &other.url) {
            first.url = pictures.larger(first.url, other.url);
        }
        first
    })
}

/// The first figure of a text, where it stands before the first words, or right after a lead that was put above them.
fn first_figure(root: &NodeRef, found: &[Picture], has_lead: bool) -> Option<Picture> {
    let figure = figures::marked(root).into_iter().next()?;
    let allowed = if has_lead {
        let lead = text::first_line(root);
        lead.chars().filter(|c| c.is_alphanumeric()).count()
    } else {
        0
    };
    let mut before = 0;
    for node in root.descendants_it() {
        if node.id == figure.id {
            break;
        }
        if node.is_text() {
            let text = node.text();
            let letters = text.chars().filter(|c| c.is_alphanumeric());
            before += letters.take(allowed + 1 - before).count();
        }
        if before > allowed {
            return None;
        }
    }
    found.get(figures::place_of(&figure)?).cloned()
}

/// What stands between the headline and the first words of the text.
fn between(whole: &NodeRef, metadata: &Metadata, pictures: &Pictures, root: &NodeRef) -> Head {
    let mut head = Head::default();
    let title = text::key(&metadata.title);
    let lines = text::lines(root);
    let Some(first) = lines.first().map(|line| text::key(line)) else {
        return head;
    };
    let heading = dom::select(whole, "h1, h2")
        .into_iter()
        .find(|heading| text::key(&text::one_line(heading)) == title);
    let Some(heading) = heading else {
        return head;
    };
    let all = dom::select(whole, "h1, h2, h3, h4, p, div, span, img");
    let after = all.iter().skip_while(|node| node.id != heading.id).skip(1);
    let descriptions: Vec<String> = metadata
        .descriptions
        .iter()
        .map(|said| text::key(said))
        .collect();
    for node in after.take(MOST_ELEMENTS) {
        if dom::ancestor(node, &["nav", "aside", "footer", "form"]).is_some() {
            continue;
        }
        if dom::is_any(node, &["img"]) {
            if head.shown.is_none() {
                head.shown = figures::read(node, whole, pictures, &metadata.title);
            }
            continue;
        }
        if !dom::select(node, "p, div, h1, h2, h3, h4").is_empty() {
            continue;
        }
        let line = text::one_line(node);
        let key = text::key(&line);
        if key.is_empty() {
            continue;
        }
        if key == first || (key.len() > 40 && first.starts_with(&key)) {
            return head;
        }
        let is_lead = line.chars().count() >= SHORTEST_LEAD
            && descriptions.contains(&key)
            && is_named_lead(node, pictures)
            && !lines.iter().any(|line| text::key(line) == key);
        if is_lead && head.lead.is_empty() {
            head.lead = line;
        }
    }
    // The first words were not met: nothing is known of what stands before them.
    Head::default()
}

fn is_named_lead(node: &NodeRef, pictures: &Pictures) -> bool {
    let named = |node: &NodeRef| {
        let class = node.class().unwrap_or_default().to_lowercase();
        pictures
            .rules
            .words
            .lead_classes
            .iter()
            .any(|word| class.contains(word.as_str()))
    };
    named(node) || node.parent().is_some_and(|parent| named(&parent))
}
