//! Asking the banks: one request each, its answer kept as tables, each stored once with its provider.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};
use model::{Currency, RateProvider, RateTable};
use parser::rates::{RatesError, cbr, ecb, frankfurter, nbk, tables};
use url::Url;

use super::{DAYS_BACK, publishes_for};
use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::net::{Get, Purpose};

/// What the National Bank has not published yet is not asked for again before this.
const ASK_AGAIN: SignedDuration = SignedDuration::from_hours(1);
/// The others publish nothing at weekends, and what is new at noon or in the afternoon.
const ASK_OTHERS_AGAIN: SignedDuration = SignedDuration::from_hours(6);

/// The note with the numbers of the Bank of Russia.
const NUMBERS: &str = "cbr-numbers";

/// One request to a provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ask {
    /// The National Bank's table of a day.
    Nbk(Date),
    /// The Bank of Russia's table of a day; its answer may be of an earlier one.
    Cbr(Date),
    /// What the Bank of Russia said of a currency from a day to a day.
    CbrRange(Currency, Date, Date),
    /// The European Central Bank's newest table.
    EcbDay,
    /// Its last 90 days.
    EcbQuarter,
    /// What it said of all currencies from a day to a day.
    EcbRange(Date, Date),
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
            Self::Cbr(_) | Self::CbrRange(..) => "the Bank of Russia",
            Self::EcbDay | Self::EcbQuarter | Self::EcbRange(..) => "the European Central Bank",
            Self::Mirror(..) => "Frankfurter",
        }
    }

    fn provider(self) -> RateProvider {
        match self {
            Self::Nbk(_) => RateProvider::Nbk,
            Self::Cbr(_) | Self::CbrRange(..) => RateProvider::Cbr,
            Self::EcbDay | Self::EcbQuarter | Self::EcbRange(..) => RateProvider::Ecb,
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
            RateProvider::Ecb => {
                let before = last_published(provider, today.yesterday().unwrap_or(today));
                // One answer has all that is missing.
                let ask = match known.iter().any(|(table, _)| table.date == before) {
                    true => Ask::EcbDay,
                    false => Ask::EcbQuarter,
                };
                return match self.ask(ask).await? {
                    Told::Off => Ok(()),
                    _ => self.note_asked(provider, today).await,
                };
            }
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
            // An answer may be of an earlier day than was asked for (a weekend).
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
        let Some(url) = self.address_of(ask).await? else {
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
            Ask::CbrRange(code, ..) => cbr::parse_history(&answer.body, code)
                .map(|days| tables(RateProvider::Cbr, Currency::ROUBLE, days)),
            Ask::EcbDay => ecb::parse_daily(&answer.body).map(|table| vec![table]),
            Ask::EcbQuarter => ecb::parse_history(&answer.body),
            Ask::EcbRange(..) => ecb::parse_csv(&answer.body)
                .map(|days| tables(RateProvider::Ecb, Currency::EURO, days)),
            Ask::Mirror(..) => frankfurter::parse(&answer.body, Currency::TENGE),
        };
        let mut found = match read {
            Ok(found) => found,
            Err(RatesError::NotPublished) => return Ok(Told::Nothing),
            Err(wrong) => {
                return Err(Error::Provider {
                    what: ask.name(),
                    why: wrong.to_string(),
                });
            }
        };
        if let Ask::Nbk(day) = ask {
            found.retain(|table| table.date == day);
        }
        found.sort_by_key(|table| table.date);
        for table in &mut found {
            // As the library hands them out: tables can be compared.
            table.quotes.sort_by_key(|quote| quote.code);
        }
        if found.is_empty() {
            return Ok(Told::Nothing);
        }
        let numbers = match ask {
            Ask::Cbr(_) => cbr::parse_numbers(&answer.body).unwrap_or_default(),
            _ => Vec::new(),
        };
        let (kept, now) = (found.clone(), self.now());
        self.write(move |library| {
            if !numbers.is_empty() {
                library.save_note(NUMBERS, &numbers_note(&numbers))?;
            }
            kept.iter().try_for_each(|table| match ask {
                // Each answer knows one currency only.
                Ask::Mirror(..) | Ask::CbrRange(..) => library.add_rates(table, now),
                _ => library.save_rate_table(table, now),
            })
        })
        .await?;
        self.emit(Event::RatesChanged);
        Ok(Told::Tables(found))
    }

    /// The inner numbers of the Bank of Russia, as its last table of a day had them; none where it never answered.
    pub(super) async fn bank_of_russia_numbers(&self) -> Result<Vec<(Currency, String)>> {
        let note = self.read(|library| library.find_note(NUMBERS)).await?;
        Ok(read_numbers(&note.unwrap_or_default()))
    }

    async fn address_of(&self, ask: Ask) -> Result<Option<Url>> {
        let endpoints = &self.config.world.endpoints;
        let endpoint = match ask {
            Ask::Nbk(_) => &endpoints.nbk,
            Ask::Cbr(_) => &endpoints.cbr_daily,
            Ask::CbrRange(..) => &endpoints.cbr_history,
            Ask::EcbDay => &endpoints.ecb_daily,
            Ask::EcbQuarter => &endpoints.ecb_history,
            Ask::EcbRange(..) => &endpoints.ecb_range,
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
            Ask::CbrRange(code, from, to) => {
                let numbers = self.bank_of_russia_numbers().await?;
                let Some((_, number)) = numbers.into_iter().find(|(own, _)| *own == code) else {
                    return Ok(None);
                };
                url.query_pairs_mut()
                    .append_pair("date_req1", &from.strftime("%d/%m/%Y").to_string())
                    .append_pair("date_req2", &to.strftime("%d/%m/%Y").to_string())
                    .append_pair("VAL_NM_RQ", &number);
            }
            Ask::EcbDay | Ask::EcbQuarter => {}
            Ask::EcbRange(from, to) => {
                url.query_pairs_mut()
                    .append_pair("format", "csvdata")
                    .append_pair("startPeriod", &from.to_string())
                    .append_pair("endPeriod", &to.to_string());
            }
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

fn last_published(provider: RateProvider, mut day: Date) -> Date {
    while !publishes_for(provider, day) {
        day = day.yesterday().unwrap_or(day);
    }
    day
}

/// `USD R01235,EUR R01239`.
fn numbers_note(numbers: &[(Currency, String)]) -> String {
    let each: Vec<String> = numbers
        .iter()
        .map(|(code, number)| format!("{} {number}", code.as_str()))
        .collect();
    each.join(",")
}

fn read_numbers(note: &str) -> Vec<(Currency, String)> {
    note.split(',')
        .filter_map(|each| {
            let (code, number) = each.split_once(' ')?;
            Some((Currency::parse(code)?, number.to_owned()))
        })
        .collect()
}
