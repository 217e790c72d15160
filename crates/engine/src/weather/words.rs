//! What notices about the weather say, in the language of the interface.

/// The words of one language.
pub(super) struct Words {
    pub thunderstorm: &'static str,
    pub heavy_snow: &'static str,
    pub wind: &'static str,
    pub air: &'static str,
    pub metres_per_second: &'static str,
}

const EN: Words = Words {
    thunderstorm: "Thunderstorm ahead",
    heavy_snow: "Heavy snow ahead",
    wind: "Strong wind ahead",
    air: "Bad air",
    metres_per_second: "m/s",
};

const RU: Words = Words {
    thunderstorm: "Ожидается гроза",
    heavy_snow: "Ожидается сильный снег",
    wind: "Ожидается сильный ветер",
    air: "Загрязнённый воздух",
    metres_per_second: "м/с",
};

const KK: Words = Words {
    thunderstorm: "Найзағай күтіледі",
    heavy_snow: "Қалың қар күтіледі",
    wind: "Қатты жел күтіледі",
    air: "Ауа ластанған",
    metres_per_second: "м/с",
};

/// The words of `ru`, `kk` or `en`.
pub(super) fn words(language: &str) -> &'static Words {
    match language {
        "ru" => &RU,
        "kk" => &KK,
        _ => &EN,
    }
}
