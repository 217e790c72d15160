//! Asking the banks: one request each, its answer kept as tables, each stored once with its provider.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};
use model::{Currency, RateProvider, RateTable};
use parser::rates::{RatesError, cbr, ecb, frankfurter, nbk};
use url::Url;

use super::DAYS_BACK;
use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::net::{Get, Purpose};

/// What the National Bank has not published yet is not asked for again before this.
const ASK_AGAIN: SignedDuration = SignedDuration::from_hours(1);
/// The others publish nothing at weekends, and what is new at noon or in the afternoon.
const ASK_OTHERS_AGAIN: SignedDuration = SignedDuration::from_hours(6);

/// One request to a provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ask {
    /// The National Bank's table of a day.
    Nbk(Date),
    /// The Bank of Russia's table of a day; its answer may be of an earlier one.
    Cbr(Date),
    /// The European Central Bank's last 90 days.
    Ecb,
    /// What the National Bank said of a currency from a day to a day, from Frankfurter.
    Mirror(Currency, Date, Date),
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Told {
    /// Tables, oldest first.
    Tables(Vec<RateTable>),
    /// The provider has nothing for that.
    Nothing,
    /// There is no such provider in this world.
    Off,
}

impl Ask {
    /// Who is asked, for the reader.
    fn name(self) -> &'static str {
        match self {
            Self::Nbk(_) => "the National Bank",
            Self::Cbr(_) => "the Bank of Russia",
            Self::Ecb => "the European Central Bank",
            Self::Mirror(..) => "Frankfurter",
        }
    }

    fn provider(self) -> RateProvider {
        match self {
            Self::Nbk(_) => RateProvider::Nbk,
            Self::Cbr(_) => RateProvider::Cbr,
            Self::Ecb => RateProvider::Ecb,
            Self::Mirror(..) => RateProvider::Frankfurter,
        }
    }
}

impl Engine {
    /// Asks for what a provider should have by today and for the publication before it, so that the arrow is known.
    /// What is here is not asked for again.
    pub(super) async fn refresh_table(&self, provider: RateProvider, today: Date) -> Result<()> {
        let known = self
            .read(move |library| library.list_rate_tables(provider, today, DAYS_BACK as u32))
            .await?;
        let whole = known.first().is_some_and(|(newest, _)| {
            newest.date == today && known.iter().any(|(table, _)| table.quotes != newest.quotes)
        });
        if whole || !self.may_ask(provider, today).await? {
            return Ok(());
        }
        let ask = match provider {
            RateProvider::Nbk => Ask::Nbk,
            RateProvider::Cbr => Ask::Cbr,
            RateProvider::Ecb => |_| Ask::Ecb,
            RateProvider::Frankfurter => return Ok(()),
        };
        let mut newest: Option<RateTable> = None;
        let mut day = today;
        for _ in 0..DAYS_BACK {
            let here = known.iter().find(|(table, _)| table.date == day);
            let found = match here {
                Some((table, _)) => vec![table.clone()],
                None => match self.ask(ask(day)).await? {
                    Told::Tables(tables) => tables,
                    Told::Nothing => Vec::new(),
                    Told::Off => return Ok(()),
                },
            };
            // An answer may be of an earlier day than was asked for (a weekend), or of many days.
            let mut earliest = day;
            for table in found.into_iter().rev().filter(|table| table.date <= day) {
                earliest = earliest.min(table.date);
                match &newest {
                    None => newest = Some(table),
                    Some(newest) if table.quotes != newest.quotes => {
                        return self.note_asked(provider, today).await;
                    }
                    Some(_) => {}
                }
            }
            if provider == RateProvider::Ecb {
                // One answer has all there is.
                break;
            }
            day = day_before(earliest)?;
        }
        self.note_asked(provider, today).await
    }

    /// What Frankfurter has of the National Bank's newest rates; where the bank itself is silent.
    pub(super) async fn refresh_from_mirror(&self, codes: &[Currency], today: Date) -> Result<()> {
        if !self.may_ask(RateProvider::Frankfurter, today).await? {
            return Ok(());
        }
        let from = today
            .checked_sub((DAYS_BACK / 2).days())
            .map_err(|_| Error::Broken("a date".to_owned()))?;
        for code in codes {
            if self.ask(Ask::Mirror(*code, from, today)).await? == Told::Off {
                return Ok(());
            }
        }
        self.note_asked(RateProvider::Frankfurter, today).await
    }

    /// One request. Its tables are kept and handed back; how it ended is noted with the provider.
    pub(super) async fn ask(&self, ask: Ask) -> Result<Told> {
        let Some(url) = self.address_of(ask)? else {
            return Ok(Told::Off);
        };
        let told = self.ask_at(ask, url).await;
        self.note_outcome(ask.provider().as_str(), SignedDuration::ZERO, told)
            .await
    }

    async fn ask_at(&self, ask: Ask, url: Url) -> Result<Told> {
        let answer = self.fetch(Get::new(url, Purpose::Rates)).await?;
        let read = match ask {
            Ask::Nbk(_) => nbk::parse(&answer.body).map(|table| vec![table]),
            Ask::Cbr(_) => cbr::parse_daily(&answer.body).map(|table| vec![table]),
            Ask::Ecb => ecb::parse_history(&answer.body),
            Ask::Mirror(..) => frankfurter::parse(&answer.body, Currency::TENGE),
        };
        let mut tables = match read {
            Ok(tables) => tables,
            Err(RatesError::NotPublished) => return Ok(Told::Nothing),
            Err(wrong) => {
                return Err(Error::Provider {
                    what: ask.name(),
                    why: wrong.to_string(),
                });
            }
        };
        if let Ask::Nbk(day) = ask {
            tables.retain(|table| table.date == day);
        }
        tables.sort_by_key(|table| table.date);
        for table in &mut tables {
            // As the library hands them out: tables can be compared.
            table.quotes.sort_by_key(|quote| quote.code);
        }
        if tables.is_empty() {
            return Ok(Told::Nothing);
        }
        let (kept, now) = (tables.clone(), self.now());
        self.write(move |library| {
            kept.iter().try_for_each(|table| match ask {
                // Each answer knows one currency only.
                Ask::Mirror(..) => library.add_rates(table, now),
                _ => library.save_rate_table(table, now),
            })
        })
        .await?;
        self.emit(Event::RatesChanged);
        Ok(Told::Tables(tables))
    }

    fn address_of(&self, ask: Ask) -> Result<Option<Url>> {
        let endpoints = &self.config.world.endpoints;
        let endpoint = match ask {
            Ask::Nbk(_) => &endpoints.nbk,
            Ask::Cbr(_) => &endpoints.cbr_daily,
            Ask::Ecb => &endpoints.ecb_history,
            Ask::Mirror(..) => &endpoints.frankfurter,
        };
        let Some(endpoint) = endpoint else {
            return Ok(None);
        };
        let mut url = Url::parse(endpoint).map_err(|why| Error::BadAddress {
            address: endpoint.clone(),
            why: why.to_string(),
        })?;
        match ask {
            Ask::Nbk(day) => {
                url.query_pairs_mut()
                    .append_pair("fdate", &day.strftime("%d.%m.%Y").to_string());
            }
            Ask::Cbr(day) => {
                url.query_pairs_mut()
                    .append_pair("date_req", &day.strftime("%d/%m/%Y").to_string());
            }
            Ask::Ecb => {}
            Ask::Mirror(code, from, to) => {
                url.query_pairs_mut()
                    .append_pair("base", code.as_str())
                    .append_pair("quotes", "KZT")
                    .append_pair("providers", "nbk")
                    .append_pair("from", &from.to_string())
                    .append_pair("to", &to.to_string());
            }
        }
        Ok(Some(url))
    }

    /// A provider is asked at most once an hour, or six, while what it should have is not there.
    async fn may_ask(&self, provider: RateProvider, today: Date) -> Result<bool> {
        let note = note_of(provider);
        let patience = match provider {
            RateProvider::Nbk | RateProvider::Frankfurter => ASK_AGAIN,
            RateProvider::Cbr | RateProvider::Ecb => ASK_OTHERS_AGAIN,
        };
        let asked = self.read(move |library| library.find_note(&note)).await?;
        let recent = asked.and_then(|note| {
            let (day, at) = note.split_once(' ')?;
            let at: Timestamp = at.parse().ok()?;
            Some(day == today.to_string() && self.now().duration_since(at) < patience)
        });
        Ok(recent != Some(true))
    }

    /// Noted only when the bank answered: where there was no network, the next try may come at once.
    async fn note_asked(&self, provider: RateProvider, today: Date) -> Result<()> {
        let (note, asked) = (note_of(provider), format!("{today} {}", self.now()));
        self.write(move |library| library.save_note(&note, &asked))
            .await
    }
}

/// The first library knew one bank only, and noted it under this name.
fn note_of(provider: RateProvider) -> String {
    match provider {
        RateProvider::Nbk => "rates-asked".to_owned(),
        other => format!("rates-asked-{}", other.as_str()),
    }
}

pub(super) fn day_before(day: Date) -> Result<Date> {
    day.checked_sub(1.day())
        .map_err(|_| Error::Broken("a date".to_owned()))
}
