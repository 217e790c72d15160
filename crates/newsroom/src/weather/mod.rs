//! Weather in the forms of Open-Meteo (forecast, air quality, geocoding) and MET Norway. Made up
//! from place and time, so that it is the same on every run.

mod asked;
mod cities;
mod forecast;
mod met;
mod sky;

use jiff::Timestamp;

use crate::answer::Answer;
use crate::incoming::Incoming;

/// Hosts of this module.
pub(crate) const HOSTS: [&str; 4] = [
    "api.open-meteo.com",
    "air-quality-api.open-meteo.com",
    "geocoding-api.open-meteo.com",
    "api.met.no",
];

/// The answer of one of [`HOSTS`].
pub(crate) fn answer(request: &Incoming, now: Timestamp) -> Answer {
    match (request.host.as_str(), request.path.as_str()) {
        ("api.open-meteo.com", "/v1/forecast") => forecast::answer(request, now, forecast::WEATHER),
        ("air-quality-api.open-meteo.com", "/v1/air-quality") => {
            forecast::answer(request, now, forecast::AIR)
        }
        ("geocoding-api.open-meteo.com", "/v1/search") => cities::search(request),
        ("api.met.no", "/weatherapi/locationforecast/2.0/compact") => met::answer(request, now),
        _ => Answer::not_found(),
    }
}
