//! Hand-annotated pages of real publishers: lead picture, pictures with captions and credits, photos, photo reports, related links.
//!
//! `QAZET_REFERENCE` names the folder the pages are in; without it the test says so and passes. Run with `-- --nocapture` to see
//! precision and recall of each kind. The newsroom's pages are compared in the same way in `newsroom.rs`.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod tally;

use std::io::Read;
use std::path::Path;

use extract::{Page, Picture, Rules};
use tally::Tally;
use url::Url;

/// A page and what it shows; a picture after the first words of the text is none at the head. Pictures are told as `end of the address without its query | first words of the caption | credit`.
struct Truth {
    file: &'static str,
    lead: &'static str,
    pictures: &'static [&'static str],
}

const PAGES: &[Truth] = &[
    Truth {
        file: "16c30add7e",
        lead: "GettyImages_1180855514 | Air pollution is once | Sanjeev Verma/Hindustan",
        pictures: &[
            "Screen_Shot_2019_11_07_at_12.32.11_PM.png | Air pollution in Delhi | Berkeley Earth",
            "GettyImages_1179926322.jpg | Burning crop stubble outside | Sakib Ali/Hindustan",
            "Screen_Shot_2019_11_07_at_4.25.49_PM.png | This satellite image from | NASA Worldview",
            "GettyImages_1180811477.jpg | Officials in Delhi handed | Sonu Mehta/Hindustan",
            "Screen_Shot_2019_11_08_at_12.33.39_PM.png | The Environmental Kuznets Curve | Ecological Economics",
            "GettyImages_1180811398.jpg | Heavy air pollution in | Biplov Bhuyan/Hindustan",
        ],
    },
    Truth {
        file: "8b19453030",
        lead: "pmCOMPplague.jpg",
        pictures: &[
            "NINTCHDBPICT000540033229.jpg | Beijing Chaoyang Hospital in | Credit: EPA",
            "NINTCHDBPICT000540993286.jpg | The latest case of | Credit: Getty -",
            "KH-MAP-EUROPE-ORIGIN-OF-BLACK-DEATH-v4.jpg | Researchers have pinpointed the",
            "NINTCHDBPICT000487449009.jpg | The city of Uglii | Credit: Vesti/The Siberian",
            "NINTCHDBPICT000487150632.jpg | A couple in Mongolia | Credit: The Siberian",
            "NINTCHDBPICT000487150640.jpg | Officials were seen in | Credit: The Siberian",
            "NINTCHDBPICT000487150630-e1556873437606.jpg | Fears of contamination broke | Credit: The Siberian",
        ],
    },
    Truth {
        file: "d1c57d7821",
        lead: "starship-moon | SpaceX said its Starship | Credit: SpaceX",
        pictures: &["tyvak-clps.jpg | Tyvak Nano-Satellite Systems plans | Credit: Tyvak"],
    },
    Truth {
        file: "921019755f",
        lead: "skynews-jose-mourinho_4841610.jpg | Jose Mourinho has agreed",
        pictures: &[
            "skynews-jose-mourinho-mauricio-pochettino_4841396.jpg | Jose Mourinho, left, has",
        ],
    },
    Truth {
        file: "35b158918c",
        lead: "7RIRQWFDDREVZFH6EMKNOP3TAY.jpg | The Doobie Brothers perform",
        pictures: &[],
    },
    Truth {
        file: "b6906ca016",
        lead: "AP_19255649381472.jpg | An MSC cargo ship | AP",
        pictures: &[],
    },
    Truth {
        file: "8267acacb9",
        lead: "tvs_google_stadia_publicity_-_h_2019_.jpg |  | Courtesy Google",
        pictures: &[],
    },
    Truth {
        file: "42aad16bde",
        lead: "a9cf182c1e584777b8bfc3fb35e64a9a_18.jpg | This illustration of SpaceX's | SpaceX via Nasa",
        pictures: &[],
    },
    Truth {
        file: "7916ecca96",
        lead: "e80d4e73f7874daf90a36fe171315f0d_18.jpg | Roughly 13,000 US troops | File: Reuters",
        pictures: &[],
    },
    Truth {
        file: "7f93c1944a",
        lead: "",
        pictures: &[
            "marijuana-weed-cannabis-drug-woman-joint-stockgetty.jpg | A stock image of | Getty",
            "marijuana-legalization-weed-statista.jpg | U.S. states where marijuana | Statista",
        ],
    },
    Truth {
        file: "f8ff621a0b",
        lead: "im-75811 | Home Depot stock fell | Photograph by Robyn",
        pictures: &[],
    },
    Truth {
        file: "1ee91d1fce",
        lead: "438B0BA5-2ED3-48F0-A5EB-52C86CDB5E0C",
        pictures: &[],
    },
    Truth {
        file: "05844573ca",
        lead: "18637072 | Karma Automotive Andreas Thurner | Photo: Damian Dovarganes",
        pictures: &[],
    },
    Truth {
        file: "a6968f427c",
        lead: "18636107 | Former Massachusetts Gov. Deval | Photo: Meg Kinnard",
        pictures: &[],
    },
    Truth {
        file: "264dc3ae31",
        lead: "AP19324066573813.jpeg | Minnesota Wild Jonas Brodin | AP Photo/Jeffrey",
        pictures: &[],
    },
    Truth {
        file: "961bd85ca8",
        lead: "news-keyboard-small.jpg",
        pictures: &[
            "5dd41099883dc | Christopher Battin",
            "5dd4109c71e0c | Jonathan P. Blair",
            "5dd4109f77264 | Elizabeth A. Burton",
            "5dd410a2d5ade | Victor N. Burton",
            "5dd410a5b9b76 | Ryan S. Hollman",
            "5dd410a8ad4e3 | Christopher Tays",
        ],
    },
    Truth {
        file: "65ce3a4577",
        lead: "AP_19279015292304.jpg | Eastern Michigan quarterback | Al Goldis",
        pictures: &[],
    },
    Truth {
        file: "7de5241947",
        lead: "",
        pictures: &["AP19323695946879.jpg | Indiana teachers wearing | Michael Conroy"],
    },
    Truth {
        file: "c81e134ed4",
        lead: "635954728237149379-soccerball.jpg | Soccer ball on | Jupiterimages",
        pictures: &[],
    },
    Truth {
        file: "82b6d780c7",
        lead: "cfec9b3238d14d67a00488a2e0cc3d45 | FILE - In this | AP Photo/Patrick",
        pictures: &[],
    },
    Truth {
        file: "9cb8224b66",
        lead: "doobie-brothers-2019-1548.jpg | Doobie Brothers | Clay Patrick",
        pictures: &[],
    },
    Truth {
        file: "a078b3656a",
        lead: "1161232231 | How can a duvet | Getty",
        pictures: &["511599904 | Not all duvets | Getty"],
    },
    Truth {
        file: "4648a420af",
        lead: "Junior_201_1-1",
        pictures: &["Junior_139_1-1", "Junior_132_1-1"],
    },
    Truth {
        file: "6a72de37e8",
        lead: "1188296247.jpg",
        pictures: &[],
    },
    Truth {
        file: "291a8bf33e",
        lead: "cook-tim-apple3-400.jpg",
        pictures: &[],
    },
    Truth {
        file: "14cc2a0ca5",
        lead: "EuropaWaterPlumesConfirmed_1024.jpg",
        pictures: &[],
    },
    Truth {
        file: "360c732d1f",
        lead: "alibaba-logo-getty",
        pictures: &[],
    },
    Truth {
        file: "374ac9a59a",
        lead: "104855655-GettyImages-873617448.jpg",
        pictures: &[],
    },
    Truth {
        file: "833caf3bdb",
        lead: "000_1ME2Q8.jpg | A man rides on | Jaafar ASHTIYEH",
        pictures: &[],
    },
    Truth {
        file: "dc7ccccc1f",
        lead: "000_1MD3QU.jpg | WikiLeaks founder Julian | AFP",
        pictures: &[],
    },
    Truth {
        file: "e372e42c0a",
        lead: "",
        pictures: &[],
    },
    Truth {
        file: "1ace8c85aa",
        lead: "GettyImages-1079941752.jpg",
        pictures: &[],
    },
    Truth {
        file: "d605bdef2c",
        lead: "nanjing-stock-exchange-hall",
        pictures: &[],
    },
    Truth {
        file: "b37be3535e",
        lead: "1.3800223.1518465110",
        pictures: &[],
    },
];

#[test]
fn the_pictures_of_hand_annotated_pages_are_found_with_their_words() {
    let Ok(folder) = std::env::var("QAZET_REFERENCE") else {
        println!("reference: not present");
        return;
    };
    let data = Path::new(&folder).join("data/extraction");
    let addresses = std::fs::read_to_string(data.join("truth.json")).expect("truth.json");
    let addresses: serde_json::Value = serde_json::from_str(&addresses).unwrap();
    let mut tally = Tally::default();
    for truth in PAGES {
        let (key, value) = addresses
            .as_object()
            .unwrap()
            .iter()
            .find(|(key, _)| key.starts_with(truth.file))
            .unwrap();
        let packed = std::fs::File::open(data.join(format!("pages/{key}.html.gz"))).unwrap();
        let mut bytes = Vec::new();
        flate2::read::GzDecoder::new(packed)
            .read_to_end(&mut bytes)
            .unwrap();
        let url = Url::parse(value["url"].as_str().unwrap()).unwrap();
        let page = Page {
            url: &url,
            content_type: None,
            fetched: "2026-02-10T06:00:00Z".parse().unwrap(),
        };
        let read = extract::extract(&bytes, &page, &Rules::builtin()).unwrap();
        tally.open("real pages", url.as_str());
        let lead: Vec<String> = read
            .picture
            .iter()
            .map(|lead| matched(lead, truth.lead))
            .collect();
        let wanted: Vec<String> = (!truth.lead.is_empty())
            .then(|| truth.lead.to_owned())
            .into_iter()
            .collect();
        tally.compare("lead picture", &lead, &wanted);
        let pictures: Vec<String> = read
            .pictures
            .iter()
            .enumerate()
            .map(|(place, picture)| matched(picture, truth.pictures.get(place).unwrap_or(&"")))
            .collect();
        let wanted: Vec<String> = truth
            .pictures
            .iter()
            .map(|told| (*told).to_owned())
            .collect();
        tally.compare("pictures", &pictures, &wanted);
        // None of them is a photo report or points to one.
        let photos: Vec<String> = read.photos.iter().map(|photo| photo.url.clone()).collect();
        tally.compare("photos", &photos, &[]);
        let reports: Vec<String> = read
            .photo_reports
            .iter()
            .map(|link| link.url.clone())
            .collect();
        tally.compare("photo reports", &reports, &[]);
    }
    println!("{tally}");
    assert!(tally.faults.is_empty(), "{}", tally.faults.join("\n"));
}

/// What was annotated, where the picture is the one meant with the words meant; else what was found.
fn matched(found: &Picture, truth: &str) -> String {
    let mut parts = truth.split('|').map(str::trim);
    let (name, caption, credit) = (
        parts.next().unwrap_or_default(),
        parts.next().unwrap_or_default(),
        parts.next().unwrap_or_default(),
    );
    let begins = |words: &str, with: &str| {
        if with.is_empty() {
            words.is_empty()
        } else {
            words.starts_with(with)
        }
    };
    let path = found.url.split('?').next().unwrap_or_default();
    let is_right = !name.is_empty()
        && path.contains(name)
        && begins(&found.caption, caption)
        && begins(&found.credit, credit);
    if is_right {
        truth.to_owned()
    } else {
        format!("{} | {} | {}", found.url, found.caption, found.credit)
    }
}
