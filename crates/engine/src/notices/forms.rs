//! In which forms a word is found: declined in Russian, with endings in Kazakh, by its stem in English; of a place its adjective too. Pure.
//!
//! What is wanted is recall without surprises: an ending counts only where it is one of its word's, so that "Семей" (a city) finds "в Семее"
//! and neither "семья" nor "пять семей". Names that change inside (Москва, московский) are in `data/places.csv`, as far as they are.

use model::WatchKind;

/// Shorter words are found only as they are.
const SHORT: usize = 3;
/// Stems from here on say enough to be compared.
const TELLING: usize = 4;

const VOWELS: &[char] = &['а', 'е', 'и', 'о', 'у', 'ы', 'э', 'ю', 'я'];
const VOICELESS: &[char] = &[
    'п', 'т', 'к', 'с', 'ш', 'щ', 'ф', 'х', 'ц', 'ч', 'б', 'в', 'г', 'д',
];

const HARD_FEMININE: &[&str] = &["а", "ы", "и", "е", "у", "ой", "ою", "ей", "ам", "ами", "ах"];
const SOFT_FEMININE: &[&str] = &["я", "и", "е", "ю", "ей", "ею", "й", "ям", "ями", "ях"];
const HARD: &[&str] = &[
    "а", "у", "ом", "ем", "е", "ы", "и", "ов", "ей", "ам", "ами", "ах",
];
const SURNAME: &[&str] = &["а", "у", "ым", "ом", "е", "ы", "ых", "ыми", "ой"];
const SOFT: &[&str] = &[
    "й", "ь", "я", "ю", "ем", "е", "и", "ью", "ей", "ев", "ям", "ями", "ях",
];
const SOFT_NAME: &[&str] = &["й", "ь", "я", "ю", "ем", "е", "и"];
const NEUTER: &[&str] = &[
    "о", "е", "а", "я", "у", "ю", "ом", "ем", "и", "ам", "ами", "ах", "ям", "ями", "ях", "й",
];
const PLURAL: &[&str] = &["ы", "и", "ам", "ами", "ах"];
const PLURAL_OF_WORDS: &[&str] = &["ов", "ев", "ей"];
const ADJECTIVE: &[&str] = &[
    "ий", "ый", "ой", "ого", "его", "ому", "ему", "ым", "им", "ом", "ем", "ая", "яя", "ую", "юю",
    "ое", "ее", "ые", "ие", "ых", "их", "ыми", "ими",
];
const NAME_IN_IY: &[&str] = &["ий", "ия", "ию", "ием", "ии"];
/// Between a place and the ending of its adjective.
const OF_PLACE: &[&str] = &[
    "", "ск", "инск", "овск", "евск", "анск", "янск", "ийск", "ейск", "йск", "атск",
];
/// Between a place and the ending of who lives there.
const WHO_LIVES: &[&str] = &["ц", "инц", "анц", "янц"];
const OF_WHO_LIVES: &[&str] = &["ы", "ев", "ам", "ами", "ах", "а", "у", "ем", "е"];
/// One who lives there: "алматинец".
const ONE_WHO_LIVES: &[&str] = &["инец", "анец", "янец"];
/// "россияне", "россиян", "астанчане".
const WHO_LIVE: &[&str] = &["ян", "чан"];
const OF_WHO_LIVE: &[&str] = &[
    "е", "", "ам", "ами", "ах", "ин", "ина", "ину", "ином", "ине",
];
/// A woman who lives there: "алматинка", and many of them.
const SHE_WHO_LIVES: &[&str] = &["инк", "анк"];
const SHE_WHO_LIVE: &[&str] = &["инок", "анок"];

/// Whether `found` is a form of `wanted`; `language` is that of the text in which it was found, empty where unknown.
pub fn is_form(kind: WatchKind, wanted: &str, found: &str, language: &str) -> bool {
    let (name, word) = (folded(wanted), folded(found));
    let is_name = kind != WatchKind::Words;
    let small = found.chars().next().is_some_and(char::is_lowercase);
    let cyrillic = name.starts_with(|letter| ('а'..='я').contains(&letter));
    let (kazakh, russian) = (cyrillic && language != "ru", cyrillic && language != "kk");
    let long = name.chars().count() >= SHORT;
    if is_name && small {
        // In a text, names begin with a capital; only adjectives of places do not.
        return kind == WatchKind::Place
            && long
            && ((russian && is_of_place(&name, &word))
                || (kazakh && is_kazakh_of_place(&name, &word)));
    }
    if name == word {
        return true;
    }
    long && ((kazakh && has_kazakh_endings(&name, &word, is_name))
        || (russian && is_declined(&name, &word, kind))
        || (russian && kind == WatchKind::Place && is_of_place(&name, &word))
        || (language != "kk" && !is_name && has_same_stem(wanted, found)))
}

fn folded(word: &str) -> String {
    let word = ["'s", "’s"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending))
        .unwrap_or(word);
    store::fold_word(word)
}

fn has_same_stem(wanted: &str, found: &str) -> bool {
    let stem = store::stem(wanted, false);
    stem.chars().count() >= TELLING && stem == store::stem(found, false)
}

fn is_declined(name: &str, word: &str, kind: WatchKind) -> bool {
    let ends = |base: &str, endings: &[&str]| {
        word.strip_prefix(base)
            .is_some_and(|ending| endings.contains(&ending))
    };
    let without = |letters: usize| {
        let cut = name.char_indices().rev().nth(letters - 1);
        cut.map_or("", |(at, _)| name.split_at(at).0)
    };
    let is_adjective = ["ий", "ый", "ой", "ая", "ое", "ые", "ие"]
        .iter()
        .any(|ending| name.ends_with(ending));
    if is_adjective && name.chars().count() > SHORT + 2 {
        let base = without(2);
        return ends(base, ADJECTIVE)
            || (name.ends_with("ий") && ends(base, NAME_IN_IY))
            || ends(without(1), NEUTER);
    }
    match name.chars().next_back() {
        Some('а') => ends(without(1), HARD_FEMININE),
        Some('я') => ends(without(1), SOFT_FEMININE),
        Some('й' | 'ь') if kind == WatchKind::Person => ends(without(1), SOFT_NAME),
        Some('й' | 'ь') => ends(without(1), SOFT),
        Some('о' | 'е') => ends(without(1), NEUTER),
        Some('ы' | 'и') => {
            let more = kind == WatchKind::Words && ends(without(1), PLURAL_OF_WORDS);
            more || ends(without(1), PLURAL)
        }
        Some('у' | 'ю' | 'э') => false,
        Some(_)
            if kind == WatchKind::Person
                && ["ов", "ев", "ин"].iter().any(|end| name.ends_with(end)) =>
        {
            ends(name, SURNAME)
        }
        _ => ends(name, HARD),
    }
}

/// "алматинский", "алматинцы" of "Алматы".
fn is_of_place(name: &str, word: &str) -> bool {
    let short =
        name.trim_end_matches(|letter| VOWELS.contains(&letter) || matches!(letter, 'й' | 'ь'));
    let shorter = name
        .char_indices()
        .next_back()
        .map_or("", |(at, _)| name.split_at(at).0);
    [name, shorter, short].iter().any(|base| {
        let Some(rest) = word.strip_prefix(base) else {
            return false;
        };
        let of = |middles: &[&str], endings: &[&str]| {
            middles.iter().any(|middle| {
                // Without anything between, it must be an adjective already: "Уральск", "уральский".
                (!middle.is_empty() || base.ends_with("ск"))
                    && rest
                        .strip_prefix(middle)
                        .is_some_and(|ending| endings.contains(&ending))
            })
        };
        base.chars().count() >= SHORT
            && (of(OF_PLACE, ADJECTIVE)
                || of(WHO_LIVES, OF_WHO_LIVES)
                || of(ONE_WHO_LIVES, &[""])
                || (base.chars().count() >= TELLING
                    && (of(WHO_LIVE, OF_WHO_LIVE)
                        || rest == "ец"
                        || of(SHE_WHO_LIVES, HARD_FEMININE)
                        || of(SHE_WHO_LIVE, &[""])
                        || of(short_women_of(name), HARD_FEMININE))))
    })
}

/// "казахстанка", "россиянка". After other names the same letters make other words: Земля, землянка; Болгария, болгарка.
fn short_women_of(name: &str) -> &'static [&'static str] {
    match name {
        name if name.ends_with("стан") => &["к"],
        name if name.ends_with("ия") || name.ends_with("ея") => &["янк"],
        _ => &[],
    }
}

/// Endings of Kazakh in the order in which they follow each other, folded as words are.
const KAZAKH: [&[&str]; 5] = [
    &["лык", "лик", "дык", "дик", "тык", "тик"],
    &["лар", "лер", "дар", "дер", "тар", "тер"],
    &[
        "ы", "и", "сы", "си", "м", "ым", "им", "мыз", "миз", "ымыз", "имиз",
    ],
    &[
        "нын", "нин", "дын", "дин", "тын", "тин", "га", "ге", "ка", "ке", "на", "не", "ны", "ни",
        "ды", "ди", "ты", "ти", "н", "да", "де", "та", "те", "нда", "нде", "дан", "ден", "тан",
        "тен", "нан", "нен", "мен", "бен", "пен", "дай", "дей", "тай", "тей",
    ],
    &["гы", "ги"],
];

fn has_kazakh_endings(name: &str, word: &str, is_name: bool) -> bool {
    if let Some(rest) = word.strip_prefix(name) {
        // Of words many are possessive as they are wanted: "облысы", "облысында".
        let possessive = ["ы", "и"].into_iter().find(|end| name.ends_with(end));
        return follows(name, rest, 0)
            || (!is_name && possessive.is_some_and(|end| follows(end, rest, 3)));
    }
    // "халық", "халығы": a last voiceless letter softens before a vowel.
    let softened = |from: char, to: char| {
        let base = name.strip_suffix(from)?;
        let rest = word.strip_prefix(base)?.strip_prefix(to)?;
        Some(rest.starts_with(['ы', 'и']) && follows(&format!("{base}{to}"), rest, 2))
    };
    softened('к', 'г')
        .or_else(|| softened('п', 'б'))
        .unwrap_or(false)
}

/// "алматылық" of "Алматы".
fn is_kazakh_of_place(name: &str, word: &str) -> bool {
    let derived = |first: &&str| {
        let rest = word
            .strip_prefix(name)
            .and_then(|rest| rest.strip_prefix(*first));
        rest.is_some_and(|rest| fits(name, first) && follows(first, rest, 1))
    };
    KAZAKH[0].iter().any(derived)
}

/// Whether `rest` is made of endings from the `rank`th kind on, each as it sounds after what stands before it.
fn follows(before: &str, rest: &str, rank: usize) -> bool {
    if rest.is_empty() {
        return true;
    }
    let later = KAZAKH.iter().enumerate().skip(rank);
    later
        .flat_map(|(rank, endings)| endings.iter().map(move |ending| (rank, *ending)))
        .any(|(rank, ending)| {
            rest.strip_prefix(ending)
                .is_some_and(|rest| fits(before, ending) && follows(ending, rest, rank + 1))
        })
}

/// Endings begin with a sound that goes with the one before.
fn fits(before: &str, ending: &str) -> bool {
    let Some(last) = before.chars().next_back() else {
        return false;
    };
    let (vowel, voiceless) = (VOWELS.contains(&last), VOICELESS.contains(&last));
    let after_possessive = KAZAKH.get(2).is_some_and(|all| all.contains(&before));
    match ending.chars().next() {
        _ if matches!(ending, "н" | "на" | "не" | "нда" | "нде") => after_possessive,
        Some('т' | 'к' | 'п') => voiceless,
        Some('д' | 'г') => !voiceless,
        Some('л') => vowel || matches!(last, 'р' | 'й'),
        Some('с') => vowel,
        // "сайлау", "сайлауы": a glide counts as no vowel here.
        Some('ы' | 'и') => !vowel || last == 'у',
        Some('н') if ending.chars().count() <= 3 => vowel || matches!(last, 'м' | 'н'),
        Some('м' | 'б') => !voiceless,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Kind, watch, language of the text, forms that are found, and words beside them that are not.
    const EXAMPLES: &[(WatchKind, &str, &str, &str, &str)] = &[
        (
            WatchKind::Place,
            "Алматы",
            "ru",
            "Алматы АЛМАТЫ алматинский алматинского Алматинская алматинцы алматинцев алматинец алматинка алматинок",
            "алмаз Алмат Алмата Алматов алматы алматин",
        ),
        (
            WatchKind::Place,
            "Алматы",
            "kk",
            "Алматыда Алматыдан Алматының Алматыға Алматыны Алматыдағы алматылық алматылықтар Алматылықтардың",
            "Алматов Алмат алмас Алматыка",
        ),
        (
            WatchKind::Place,
            "Астана",
            "ru",
            "Астана Астаны Астане Астану Астаной астанинский астанинцев астанчане астанчан",
            "астан Астанов станция",
        ),
        (
            WatchKind::Place,
            "Астана",
            "kk",
            "Астанада Астананың Астанаға астаналық",
            "Астанын астау",
        ),
        (
            WatchKind::Place,
            "Семей",
            "ru",
            "Семей Семея Семее Семею семейский семейчане",
            "семей семья семьи семейный семеро семейка семейки семьянин семенец",
        ),
        (
            WatchKind::Place,
            "Семей",
            "kk",
            "Семейде Семейдің Семейге семейлік",
            "семсер Семейка",
        ),
        (
            WatchKind::Place,
            "Шымкент",
            "ru",
            "Шымкента Шымкенте шымкентский шымкентцев",
            "Шымкала",
        ),
        (
            WatchKind::Place,
            "Шымкент",
            "kk",
            "Шымкентте Шымкентке Шымкенттің шымкенттік",
            "Шымкентде",
        ),
        (
            WatchKind::Place,
            "Тараз",
            "ru",
            "Тараза Таразе таразский",
            "таразы тараза Тарас",
        ),
        (
            WatchKind::Place,
            "Орал",
            "ru",
            "Орал Орале",
            "орал орала орали Орала́н",
        ),
        (
            WatchKind::Place,
            "Россия",
            "ru",
            "России Россию Россией российский россияне россиянку россиянину",
            "росс рост росинка",
        ),
        (
            WatchKind::Place,
            "Казахстан",
            "ru",
            "Казахстана казахстанский казахстанцы казахстанец казахстанка казахстанке",
            "казах казахский казашка",
        ),
        (
            WatchKind::Place,
            "Қазақстан",
            "kk",
            "Қазақстанда Қазақстанның қазақстандық Казакстан",
            "қазақ Қазақстаны́я",
        ),
        (
            WatchKind::Place,
            "Уральск",
            "ru",
            "Уральска Уральске уральский",
            "Урал Уралов",
        ),
        (
            WatchKind::Place,
            "Караганда",
            "ru",
            "Караганде карагандинец карагандинка карагандинские",
            "карандаш",
        ),
        (WatchKind::Place, "Костанай", "ru", "костанаец", "костана"),
        (WatchKind::Place, "Перу", "ru", "Перу", "перец первый"),
        (WatchKind::Place, "Мали", "ru", "Мали", "малец"),
        (
            WatchKind::Place,
            "Куба",
            "ru",
            "Кубы кубинский",
            "кубинка кубик",
        ),
        (WatchKind::Place, "Кола", "ru", "Коле", "колчан колец"),
        (
            WatchKind::Place,
            "Земля",
            "ru",
            "Земле земляне",
            "землянка землянки землянику",
        ),
        (
            WatchKind::Place,
            "Болгария",
            "ru",
            "Болгарии болгарский",
            "болгарка болгаркой",
        ),
        (WatchKind::Place, "Шу", "ru", "Шу ШУ", "шу Шум шуба Шура"),
        (
            WatchKind::Place,
            "Almaty",
            "en",
            "Almaty Almaty's ALMATY",
            "Alma almaty Almatov",
        ),
        (
            WatchKind::Person,
            "Токаев",
            "ru",
            "Токаев Токаева Токаеву Токаевым Токаеве ТОКАЕВ",
            "токаев токай Токаевка Токарев Токаевский",
        ),
        (
            WatchKind::Person,
            "Тоқаев",
            "kk",
            "Тоқаевтың Токаевтың Тоқаевқа Тоқаев",
            "Тоқай Тоқаевда",
        ),
        (
            WatchKind::Person,
            "Садвакасова",
            "ru",
            "Садвакасовой Садвакасову",
            "Садвакасов Садвакас",
        ),
        (
            WatchKind::Person,
            "Достоевский",
            "ru",
            "Достоевского Достоевскому Достоевским",
            "Достоевка",
        ),
        (
            WatchKind::Person,
            "Николай",
            "ru",
            "Николая Николаю Николаем",
            "Николаев Николаевна",
        ),
        (
            WatchKind::Person,
            "Абай",
            "kk",
            "Абайдың Абайға",
            "абайла абажур",
        ),
        (
            WatchKind::Words,
            "землетрясение",
            "ru",
            "землетрясения землетрясений Землетрясением",
            "земля землемер",
        ),
        (
            WatchKind::Words,
            "выборы",
            "ru",
            "выборы выборов выборах Выборам",
            "выбоина вырубка",
        ),
        (
            WatchKind::Words,
            "школа",
            "ru",
            "школы школ школе",
            "школяр школьный",
        ),
        (
            WatchKind::Words,
            "нефть",
            "ru",
            "нефти нефтью Нефть",
            "нефтяник нефрит",
        ),
        (
            WatchKind::Words,
            "газ",
            "ru",
            "газа газом газы",
            "газета газон газель",
        ),
        (
            WatchKind::Words,
            "атомная",
            "ru",
            "атомной атомную атомный",
            "атом автомат",
        ),
        (
            WatchKind::Words,
            "мост",
            "ru",
            "моста мосту мосты",
            "мостовая мотор",
        ),
        (
            WatchKind::Words,
            "сайлау",
            "kk",
            "сайлауда сайлаудың сайлауы сайлауға",
            "сай сайлан",
        ),
        (
            WatchKind::Words,
            "облысы",
            "kk",
            "облысы облысының облысын облысында облысына облысынан облысындағы",
            "облыстық облыс облысыка",
        ),
        (
            WatchKind::Words,
            "халық",
            "kk",
            "халықтың халығы халықты халықтар",
            "хала",
        ),
        (
            WatchKind::Words,
            "мектеп",
            "kk",
            "мектепте мектептер мектебі мектебінде",
            "мекен",
        ),
        (
            WatchKind::Words,
            "баға",
            "kk",
            "бағасы бағаны бағалар бағаның",
            "баған бак",
        ),
        (
            WatchKind::Words,
            "earthquake",
            "en",
            "earthquakes Earthquake earthquake's",
            "earth earthly",
        ),
        (
            WatchKind::Words,
            "election",
            "en",
            "elections Election",
            "electron",
        ),
    ];

    #[test]
    fn words_are_found_in_their_forms_and_not_in_others() {
        let mut wrong = Vec::new();
        for (kind, watch, language, found, missed) in EXAMPLES {
            for word in found.split_whitespace() {
                if !is_form(*kind, watch, word, language) {
                    wrong.push(format!("{watch} does not find {word} ({language})"));
                }
            }
            for word in missed.split_whitespace() {
                if is_form(*kind, watch, word, language) {
                    wrong.push(format!("{watch} finds {word} ({language})"));
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
