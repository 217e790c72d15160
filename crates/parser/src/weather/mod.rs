//! Weather: forecasts, air quality and places. Units are made the model's own here: °C, m/s, hPa, mm.

pub mod met_norway;
pub mod open_meteo;

use serde_json::Value;

/// A number, where there is one. Minus zero is zero.
fn number(value: &Value) -> Option<f64> {
    value.as_f64().map(|number| number + 0.0)
}

/// Why there is no forecast.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WeatherError {
    /// The provider refused the question and said why.
    #[error("the weather service refused: {0}; choose another city or try again later")]
    Refused(String),
    /// The answer is not what this provider sends.
    #[error("the answer is no forecast ({0}); the last one stays, with its age")]
    Unreadable(&'static str),
}
