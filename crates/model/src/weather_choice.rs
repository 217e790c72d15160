//! What the reader chooses of weather: units, and what is worth a notice.

use std::fmt;

/// The most cities whose weather is kept: all of them are one question to a provider.
pub const MOST_CITIES: usize = 20;

/// How temperatures are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum TemperatureUnit {
    /// °C.
    #[default]
    Celsius,
    /// °F.
    Fahrenheit,
}

/// How speeds of wind are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum WindUnit {
    /// m/s.
    #[default]
    MetresPerSecond,
    /// km/h.
    KilometresPerHour,
    /// mph.
    MilesPerHour,
}

/// How pressures are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum PressureUnit {
    /// hPa, with mmHg beside it.
    #[default]
    Hectopascals,
    /// mmHg, with hPa beside it.
    MillimetresOfMercury,
}

impl TemperatureUnit {
    const ALL: [Self; 2] = [Self::Celsius, Self::Fahrenheit];

    /// The word used in the library and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Celsius => "celsius",
            Self::Fahrenheit => "fahrenheit",
        }
    }

    /// The unit of that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.as_str() == word)
    }

    /// °C in this unit.
    pub fn of(self, celsius: f64) -> f64 {
        match self {
            Self::Celsius => celsius,
            Self::Fahrenheit => celsius * 1.8 + 32.0,
        }
    }
}

impl WindUnit {
    const ALL: [Self; 3] = [
        Self::MetresPerSecond,
        Self::KilometresPerHour,
        Self::MilesPerHour,
    ];

    /// The word used in the library and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::MetresPerSecond => "ms",
            Self::KilometresPerHour => "kmh",
            Self::MilesPerHour => "mph",
        }
    }

    /// The unit of that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.as_str() == word)
    }

    /// m/s in this unit.
    pub fn of(self, metres: f64) -> f64 {
        match self {
            Self::MetresPerSecond => metres,
            Self::KilometresPerHour => metres * 3.6,
            Self::MilesPerHour => metres * 2.236_936,
        }
    }
}

impl PressureUnit {
    const ALL: [Self; 2] = [Self::Hectopascals, Self::MillimetresOfMercury];

    /// The word used in the library and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Hectopascals => "hpa",
            Self::MillimetresOfMercury => "mmhg",
        }
    }

    /// The unit of that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.as_str() == word)
    }
}

/// How weather is shown; it is kept in °C, m/s, hPa and mm.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Units {
    /// Of temperatures.
    pub temperature: TemperatureUnit,
    /// Of wind.
    pub wind: WindUnit,
    /// Of pressure.
    pub pressure: PressureUnit,
}

/// What of the weather to come the reader wants to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WeatherWatch {
    /// A thunderstorm.
    Thunderstorm,
    /// Heavy snow.
    HeavySnow,
    /// Wind or gusts of so many m/s and more.
    Wind(u16),
    /// A US air quality index above this.
    Air(u16),
}

impl WeatherWatch {
    /// As it is written in the settings: `thunderstorm`, `heavy_snow`, `wind 15`, `aqi 150`.
    pub fn parse(text: &str) -> Option<Self> {
        let (kind, limit) = text.trim().split_once(' ').unwrap_or((text.trim(), ""));
        let number = || limit.parse().ok().filter(|number| *number > 0);
        match kind {
            "thunderstorm" if limit.is_empty() => Some(Self::Thunderstorm),
            "heavy_snow" if limit.is_empty() => Some(Self::HeavySnow),
            "wind" => number().map(Self::Wind),
            "aqi" => number().map(Self::Air),
            _ => None,
        }
    }

    /// The kind without its limit; of each there is one notice a day.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Thunderstorm => "thunderstorm",
            Self::HeavySnow => "heavy_snow",
            Self::Wind(_) => "wind",
            Self::Air(_) => "aqi",
        }
    }
}

impl fmt::Display for WeatherWatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Thunderstorm | Self::HeavySnow => f.write_str(self.kind()),
            Self::Wind(limit) | Self::Air(limit) => write!(f, "{} {limit}", self.kind()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_watch_is_read_as_it_is_written() {
        for text in ["thunderstorm", "heavy_snow", "wind 15", "aqi 150"] {
            let watch = WeatherWatch::parse(text);
            assert_eq!(watch.map(|watch| watch.to_string()).as_deref(), Some(text));
        }
        for bad in ["", "wind", "wind 0", "aqi -5", "thunderstorm 3", "rain"] {
            assert_eq!(WeatherWatch::parse(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn units_have_words_and_degrees_are_converted() {
        for unit in TemperatureUnit::ALL {
            assert_eq!(TemperatureUnit::parse(unit.as_str()), Some(unit));
        }
        for unit in WindUnit::ALL {
            assert_eq!(WindUnit::parse(unit.as_str()), Some(unit));
        }
        for unit in PressureUnit::ALL {
            assert_eq!(PressureUnit::parse(unit.as_str()), Some(unit));
        }
        assert_eq!(TemperatureUnit::Fahrenheit.of(-40.0), -40.0);
        assert_eq!(TemperatureUnit::Fahrenheit.of(20.0), 68.0);
        assert_eq!(WindUnit::KilometresPerHour.of(10.0), 36.0);
        assert_eq!(WindUnit::MilesPerHour.of(10.0).round(), 22.0);
    }
}
