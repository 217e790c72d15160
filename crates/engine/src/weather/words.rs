//! What notices about the weather say, in the language of the interface.

use model::WindUnit;

/// The words of one language.
pub(super) struct Words {
    pub thunderstorm: &'static str,
    pub heavy_snow: &'static str,
    pub wind: &'static str,
    pub air: &'static str,
    /// m/s, km/h, mph.
    pub speeds: [&'static str; 3],
}

const EN: Words = Words {
    thunderstorm: "Thunderstorm ahead",
    heavy_snow: "Heavy snow ahead",
    wind: "Strong wind ahead",
    air: "Bad air",
    speeds: ["m/s", "km/h", "mph"],
};

const RU: Words = Words {
    thunderstorm: "Ожидается гроза",
    heavy_snow: "Ожидается сильный снег",
    wind: "Ожидается сильный ветер",
    air: "Загрязнённый воздух",
    speeds: ["м/с", "км/ч", "миль/ч"],
};

const KK: Words = Words {
    thunderstorm: "Найзағай күтіледі",
    heavy_snow: "Қалың қар күтіледі",
    wind: "Қатты жел күтіледі",
    air: "Ауа ластанған",
    speeds: ["м/с", "км/сағ", "миля/сағ"],
};

/// The words of `ru`, `kk` or `en`.
pub(super) fn words(language: &str) -> &'static Words {
    match language {
        "ru" => &RU,
        "kk" => &KK,
        _ => &EN,
    }
}

impl Words {
    /// A speed of wind in a unit: `18 m/s`.
    pub(super) fn speed(&self, unit: WindUnit, metres: f64) -> String {
        let [ms, kmh, mph] = self.speeds;
        let name = match unit {
            WindUnit::MetresPerSecond => ms,
            WindUnit::KilometresPerHour => kmh,
            WindUnit::MilesPerHour => mph,
        };
        format!("{:.0} {name}", unit.of(metres))
    }
}
