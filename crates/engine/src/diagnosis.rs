//! Versions, settings and the last errors as plain text in English, for a report of a fault; and when the reader last looked.
//!
//! Nothing in it is a secret. What is read, and where the reader lives, is told only where the reader wants that.

use std::env::consts::{ARCH, OS};
use std::fmt::Write as _;

use jiff::Timestamp;
use model::{Activity, Edition, EditionState, ProviderActivity, Settings};
use store::StoreError;

use crate::addresses::without_keys;
use crate::engine::Engine;
use crate::error::Result;

/// The note that says when the reader last looked.
const LOOKED: &str = "looked";

impl Engine {
    /// When the reader last looked at the paper.
    ///
    /// # Errors
    /// [`Error::Store`](crate::Error::Store).
    pub async fn looked(&self) -> Result<Option<Timestamp>> {
        let noted = self.read(|library| library.find_note(LOOKED)).await?;
        Ok(noted.and_then(|time| time.parse().ok()))
    }

    /// The reader is looking now.
    ///
    /// # Errors
    /// [`Error::Store`](crate::Error::Store).
    pub async fn note_look(&self) -> Result<()> {
        let now = self.now().to_string();
        self.write_act(move |library| library.save_note(LOOKED, &now))
            .await
    }

    /// What a report of a fault needs; names and addresses of sources and the city only where they are `named`.
    ///
    /// # Errors
    /// [`Error::Store`](crate::Error::Store).
    pub async fn diagnose(&self, named: bool) -> Result<String> {
        let (settings, found) = (self.settings().await?, self.examine().await?);
        let activity = self.activity().await?;
        let sources: Vec<Activity> = activity
            .sources
            .into_iter()
            .map(|source| source.activity)
            .collect();
        let now = self.now();
        let (edition, watches) = self
            .read(move |library| Ok((library.find_edition()?, library.list_watches(now)?)))
            .await?;
        let mut text = String::new();
        // A `String` takes every write.
        let _ = writeln!(text, "Qazet {} on {OS} {ARCH}", self.version());
        let _ = writeln!(
            text,
            "As of {}, {}",
            self.now(),
            if self.is_demo() {
                "on a demo world"
            } else {
                "on the live world"
            }
        );
        let _ = writeln!(
            text,
            "\nLibrary: schema {}, {} sources, {} articles, {} bytes, pictures {} bytes, {} not in the index",
            found.schema,
            sources.len(),
            found.articles,
            found.bytes,
            found.media_bytes,
            found.unindexed
        );
        for finding in &found.findings {
            // A sentence of the doctor may name an article.
            let _ = writeln!(
                text,
                "  {}",
                if named {
                    finding
                } else {
                    "something is wrong with it"
                }
            );
        }
        let _ = writeln!(text, "\nSettings: {}", chosen(&settings, named));
        let _ = writeln!(
            text,
            "\nNotices: {}, {} quiet hours, {} a day at most, {} min apart, {} watches",
            if settings.notices.on { "on" } else { "off" },
            settings.notices.quiet.len(),
            settings.notices.cap,
            settings.notices.gap,
            watches.len()
        );
        if let Some(edition) = edition {
            let packs = self.packing.is_running();
            let _ = writeln!(text, "\nEdition: {}", standing(&edition, packs, named));
        }
        let _ = writeln!(text, "\nLast errors");
        let troubled = sources.iter().filter(|source| {
            source.problem.is_some() || source.feed.failures > 0 || source.feed.layout_changed
        });
        let mut lines: Vec<String> = troubled.map(|source| trouble(source, named)).collect();
        let failed = activity.providers.iter();
        lines.extend(failed.filter_map(|provider| silence(provider, named)));
        if lines.is_empty() {
            lines.push("none".to_owned());
        }
        for line in lines {
            let _ = writeln!(text, "  {line}");
        }
        Ok(text)
    }
}

fn chosen(settings: &Settings, named: bool) -> String {
    let Settings {
        reading, retention, ..
    } = settings;
    let mut words = vec![
        format!("language {}", settings.language),
        format!("theme {}", settings.theme.as_str()),
        format!(
            "letters {} {} {} {}{}",
            reading.face.as_str(),
            reading.size,
            reading.line,
            reading.width,
            if reading.still { " still" } else { "" }
        ),
        format!("rows {}", settings.density.as_str()),
        format!("read when {}", settings.read_when.as_str()),
        (if settings.unread_numbers {
            "unread numbers shown"
        } else {
            "unread numbers hidden"
        })
        .to_owned(),
        format!(
            "keys {}",
            if settings.keys.is_empty() {
                "as they come"
            } else {
                &settings.keys
            }
        ),
        format!(
            "{} currencies in {}, {} watches",
            settings.currencies.len(),
            settings.rate_base.as_str(),
            settings.rate_watches.len()
        ),
        format!(
            "every {} min{}",
            settings.interval_minutes,
            if settings.automatic {
                ""
            } else {
                ", by hand only"
            }
        ),
        format!(
            "metered {}{}",
            settings.metered.as_str(),
            if settings.always_metered {
                " always"
            } else {
                ""
            }
        ),
        format!("battery saver {}", settings.battery_saver.as_str()),
        format!("tray {}", if settings.close_to_tray { "on" } else { "off" }),
        format!(
            "start at login {}",
            match (settings.start_at_login, settings.start_hidden) {
                (true, true) => "hidden",
                (true, false) => "on",
                (false, _) => "off",
            }
        ),
        format!(
            "graphics {}",
            if settings.safe_graphics {
                "safe"
            } else {
                "usual"
            }
        ),
        format!("pictures of {} px", settings.picture_size),
        format!(
            "proxy {}",
            if settings.proxy.is_empty() {
                "none"
            } else {
                "set"
            }
        ),
    ];
    words.extend(model::Kept::ALL.map(|kind| {
        let keep = retention.of(kind);
        format!(
            "{} kept {} days, {} MB",
            kind.as_str(),
            keep.days,
            keep.megabytes
        )
    }));
    if named {
        words.push(format!("city {}", settings.city));
    }
    words.join("; ")
}

/// How it stands with the edition. What stopped it is told in its own words only where those may name a folder.
fn standing(edition: &Edition, packs: bool, named: bool) -> String {
    let mut words = vec![format!("of {} bytes", edition.budget)];
    words.push(match edition.state {
        EditionState::Packing if packs => "being packed".to_owned(),
        EditionState::Packing => "cut off while it was packed".to_owned(),
        EditionState::Stopped => "stopped by the reader".to_owned(),
        EditionState::Packed => "packed".to_owned(),
        EditionState::Failed if named => format!("failed: {}", edition.reason),
        EditionState::Failed if edition.reason == StoreError::DiskFull.to_string() => {
            "failed: the disk is full".to_owned()
        }
        EditionState::Failed => "failed".to_owned(),
    });
    words.push(format!("begun {}", edition.began));
    if let Some(ended) = edition.ended {
        words.push(format!("ended {ended}"));
    }
    if edition.offline {
        words.push("without a network".to_owned());
    }
    words.join(", ")
}

/// What a provider of rates or weather failed with; nothing where it answered last.
fn silence(provider: &ProviderActivity, named: bool) -> Option<String> {
    let failure = provider.failure.as_ref()?;
    let mut words = vec![format!("provider {}", provider.name)];
    if let Some(time) = provider.failed {
        words.push(time.to_string());
    }
    if let Some(answer) = failure.answer {
        words.push(format!("answer {answer}"));
    }
    if let Some(problem) = failure.problem {
        words.push(format!("problem {}", problem.as_str()));
    }
    words.push(match provider.answered {
        Some(time) => format!("last answered {time}"),
        None => "never answered".to_owned(),
    });
    if named {
        words.push(failure.reason.clone());
    }
    Some(words.join(", "))
}

/// One source's trouble in a line.
fn trouble(source: &Activity, named: bool) -> String {
    let feed = &source.feed;
    let mut words = vec![format!("source {} ({})", feed.id, feed.kind.as_str())];
    if named {
        words.push(format!("{} {}", feed.title, without_keys(&feed.url)));
    }
    if let Some(time) = feed.last_check {
        words.push(time.to_string());
    }
    if let Some(answer) = source.answer {
        words.push(format!("answer {answer}"));
    }
    if let Some(problem) = source.problem {
        words.push(format!("problem {}", problem.as_str()));
    }
    words.push(format!("{} failures in a row", feed.failures));
    if feed.layout_changed {
        words.push("the layout of its pages changed".to_owned());
    }
    if named && !feed.reason.is_empty() {
        words.push(feed.reason.clone());
    }
    words.join(", ")
}
