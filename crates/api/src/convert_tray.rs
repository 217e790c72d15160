//! The tray and places of the window from the model to the wire.

use crate::wire;

impl From<model::Place> for wire::Place {
    fn from(place: model::Place) -> Self {
        match place {
            model::Place::Front => Self::Front,
            model::Place::Unread => Self::Unread,
            model::Place::Rates => Self::Rates,
            model::Place::Weather => Self::Weather,
            model::Place::Settings => Self::Settings,
            model::Place::Article(id) => Self::Article(id.to_string()),
            model::Place::Add(address) => Self::Add(address),
            model::Place::Nowhere(why) => Self::Nowhere(match why {
                model::NoLink::TooLong => wire::NoLink::TooLong,
                model::NoLink::NotWeb => wire::NoLink::NotWeb,
                model::NoLink::Unknown => wire::NoLink::Unknown,
            }),
        }
    }
}

impl From<engine::Tray> for wire::Tray {
    fn from(tray: engine::Tray) -> Self {
        Self {
            has_unread: tray.has_unread,
            tooltip: tray.tooltip,
            menu: entries(tray.menu),
            until_s: u32::try_from(tray.until.as_secs()).unwrap_or(u32::MAX),
        }
    }
}

fn entries(entries: Vec<engine::TrayEntry>) -> Vec<wire::TrayEntry> {
    entries
        .into_iter()
        .map(|entry| wire::TrayEntry {
            text: entry.text,
            act: match entry.act {
                engine::TrayAct::Go(place) => wire::TrayAct::Go(place.into()),
                engine::TrayAct::Sync => wire::TrayAct::Sync,
                engine::TrayAct::Pause(how_long) => wire::TrayAct::Pause(how_long.into()),
                engine::TrayAct::Open(below) => wire::TrayAct::Open(self::entries(below)),
                engine::TrayAct::Divide => wire::TrayAct::Divide,
                engine::TrayAct::Quit => wire::TrayAct::Quit,
            },
        })
        .collect()
}
