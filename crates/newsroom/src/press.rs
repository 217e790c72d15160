//! The press run: every written article with its place in time, its number and its address.

use std::collections::HashMap;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, Zoned};

use crate::outlets::{self, Outlet};
use crate::story::{Block, Body, Shot, Written};

/// An article with its place in time.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    pub(crate) written: Written,
    /// Its number in its outlet.
    pub(crate) id: u32,
    pub(crate) published: Timestamp,
    pub(crate) edited: Option<Timestamp>,
}

/// What an article says at one time.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Text<'a> {
    pub(crate) title: &'a str,
    pub(crate) lead: &'a str,
    pub(crate) body: &'a [Block],
}

/// All articles of all outlets.
#[derive(Debug)]
pub(crate) struct Press {
    pieces: Vec<Piece>,
    /// Normalised picture path → name of the photograph.
    pictures: HashMap<String, String>,
}

impl Press {
    /// Sets every article in time, counted from `opened`.
    pub(crate) fn new(written: Vec<Written>, opened: Timestamp) -> Self {
        let mut pieces: Vec<Piece> = written
            .into_iter()
            .map(|written| Piece {
                id: 0,
                published: minutes_before(opened, written.ago),
                edited: written
                    .edit
                    .as_ref()
                    .map(|edit| minutes_before(opened, edit.ago)),
                written,
            })
            .collect();
        pieces.sort_by_key(|piece| piece.published);
        let mut counts: HashMap<Outlet, u32> = HashMap::new();
        for piece in &mut pieces {
            let outlet = piece.written.outlet;
            let count = counts.entry(outlet).or_default();
            *count += 1;
            piece.id = outlet.first_id() + *count * 7;
        }
        let mut press = Self {
            pieces,
            pictures: HashMap::new(),
        };
        for piece in &press.pieces {
            for (path, photo) in outlets::pictures(piece) {
                press.pictures.insert(outlets::normal_path(&path), photo);
            }
        }
        press
    }

    /// Every article, oldest first, those still to come included.
    pub(crate) fn all(&self) -> &[Piece] {
        &self.pieces
    }

    /// What an outlet has brought until `now`, newest first.
    pub(crate) fn out(&self, outlet: Outlet, now: Timestamp) -> Vec<&Piece> {
        let mut out: Vec<&Piece> = self
            .pieces
            .iter()
            .filter(|piece| piece.written.outlet == outlet && piece.published <= now)
            .collect();
        out.reverse();
        out
    }

    /// The article of that slug, whether it is out or not.
    pub(crate) fn find(&self, outlet: Outlet, slug: &str) -> Option<&Piece> {
        self.pieces
            .iter()
            .find(|piece| piece.written.outlet == outlet && piece.written.slug == slug)
    }

    /// The photograph served at that path, in any size.
    pub(crate) fn picture(&self, path: &str) -> Option<&str> {
        self.pictures
            .get(&outlets::normal_path(path))
            .map(String::as_str)
    }
}

impl Piece {
    /// What it says at `now`.
    pub(crate) fn text(&self, now: Timestamp) -> Text<'_> {
        match (&self.written.edit, self.edited_by(now)) {
            (Some(edit), Some(_)) => Text {
                title: &edit.title,
                lead: &edit.lead,
                body: &edit.body.0,
            },
            _ => Text {
                title: &self.written.title,
                lead: &self.written.lead,
                body: &self.written.body.0,
            },
        }
    }

    /// When it was edited, where that was before `now`.
    pub(crate) fn edited_by(&self, now: Timestamp) -> Option<Timestamp> {
        self.edited.filter(|edited| *edited <= now)
    }

    /// When it last changed before `now`.
    pub(crate) fn modified(&self, now: Timestamp) -> Timestamp {
        self.edited_by(now).unwrap_or(self.published)
    }

    /// Every photograph of its first and its edited body, in order, without the lead picture.
    pub(crate) fn shots(&self) -> Vec<&Shot> {
        let bodies: [Option<&Body>; 2] = [
            Some(&self.written.body),
            self.written.edit.as_ref().map(|edit| &edit.body),
        ];
        let mut shots: Vec<&Shot> = Vec::new();
        for block in bodies.into_iter().flatten().flat_map(|body| &body.0) {
            if let Block::Photo(shot) = block
                && !shots.contains(&shot)
            {
                shots.push(shot);
            }
        }
        shots
    }

    /// The number of one of [`Piece::shots`], from 1.
    pub(crate) fn shot_number(&self, shot: &Shot) -> usize {
        let place = self.shots().iter().position(|one| *one == shot);
        place.map_or(0, |place| place + 1)
    }

    /// Whether one of its blocks is the outlet's own film.
    pub(crate) fn film(&self, now: Timestamp) -> Option<&str> {
        self.text(now).body.iter().find_map(|block| match block {
            Block::Film { title } => Some(title.as_str()),
            _ => None,
        })
    }

    /// The wall time of publication in Almaty.
    pub(crate) fn wall(&self) -> Zoned {
        almaty(self.published)
    }
}

/// The newest change among these; `fallback` where there is none.
pub(crate) fn newest(pieces: &[&Piece], now: Timestamp, fallback: Timestamp) -> Timestamp {
    let newest = pieces.iter().map(|piece| piece.modified(now)).max();
    newest.unwrap_or(fallback)
}

/// The wall time in Almaty.
pub(crate) fn almaty(time: Timestamp) -> Zoned {
    // The zone is bundled with jiff; were it missing, the fixed offset since 2024 would serve.
    let zone =
        TimeZone::get("Asia/Almaty").unwrap_or_else(|_| TimeZone::fixed(jiff::tz::offset(5)));
    time.to_zoned(zone)
}

fn minutes_before(opened: Timestamp, hours: f64) -> Timestamp {
    let minutes = (hours * 60.0).round() as i64;
    let time = opened
        .checked_sub(SignedDuration::from_mins(minutes))
        .unwrap_or(opened);
    let whole = time.as_second() - time.as_second().rem_euclid(60);
    Timestamp::from_second(whole).unwrap_or(time)
}
