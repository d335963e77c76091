//! The accessibility block with the names of A11yJSON (sozialhelden), so that other directories and maps understand it.
//!
//! A name is only used where it says the same as our feature. What stays unknown is left out; „teilweise“ is no boolean
//! and is left out too, except for the step-free way in, for which the standard knows „partially accessible with“. All
//! of it stands in words beside it.

use serde_json::{Map, Value, json};

use crate::{
    Angabe, AngebotDaten, Barrieren,
    codes::{AkteurArt, Merkmal},
};
use base::Tri;

/// Where a feature stands below `accessibility`; `[]` is the first of a list. `None` where the standard has no such name.
#[must_use]
pub const fn name(m: Merkmal) -> Option<&'static str> {
    Some(match m {
        Merkmal::Stufenlos => "entrances[].isLevel",
        Merkmal::Tuerbreite => "entrances[].door.width",
        Merkmal::Rampe => "entrances[].slopeAngle",
        Merkmal::Aufzug => "availableEquipment[].category",
        Merkmal::WcBarrierefrei => "restrooms[].isAccessibleWithWheelchair",
        Merkmal::Parkplatz => "parking.forWheelchairUsers",
        Merkmal::Hoeranlage => "hasInductionLoop",
        Merkmal::Dgs => "staff.languages",
        Merkmal::Schriftdolmetschen => "media[].hasRealTimeCaptioning",
        Merkmal::LeichteSprache => "media[].hasPlainLanguageOption",
        Merkmal::ReizarmerRaum => "hasLowStimulusEnvironment",
        Merkmal::Assistenzhund => "animalPolicy.allowsAssistanceDogs",
        Merkmal::Wickeln => "restrooms[].hasChangingTableForBabies",
        // two things in one of ours, or nothing of the kind in the standard: only in words
        Merkmal::WcGeschoss
        | Merkmal::OepnvHalt
        | Merkmal::Leitsystem
        | Merkmal::Kontrast
        | Merkmal::Begleitperson
        | Merkmal::Sitzen
        | Merkmal::DigitalBitv
        | Merkmal::Kontaktwege => return None,
    })
}

/// What stands there; `None` when nothing certain is known.
#[must_use]
pub fn wert(m: Merkmal, a: &Angabe) -> Option<Value> {
    let ja = match a.wert {
        Tri::Ja => Some(true),
        Tri::Nein => Some(false),
        Tri::Teilweise | Tri::Unbekannt => None,
    };
    match m {
        Merkmal::Tuerbreite => a.zahl.map(|cm| json!({"value": cm, "unit": "cm"})),
        Merkmal::Rampe => a.zahl.map(|prozent| json!({"value": prozent, "unit": "%"})),
        // an empty object says that there is one, null that there is none
        Merkmal::Parkplatz => ja.map(|ja| if ja { json!({}) } else { Value::Null }),
        // that somebody does not sign, or that there is no lift, has no name
        Merkmal::Dgs => (ja == Some(true)).then(|| json!(["gsg"])),
        Merkmal::Aufzug => (ja == Some(true)).then(|| "elevator".into()),
        _ => ja.map(Value::Bool),
    }
}

/// Puts a value at a place such as `entrances[].door.width`.
fn setzen(in_: &mut Map<String, Value>, ort: &str, wert: Value) {
    let (erstes, rest) = ort.split_once('.').unwrap_or((ort, ""));
    if rest.is_empty() {
        in_.insert(erstes.to_owned(), wert);
        return;
    }
    let leer = || Value::Object(Map::new());
    let naechstes = match erstes.strip_suffix("[]") {
        Some(feld) => in_
            .entry(feld)
            .or_insert_with(|| vec![leer()].into())
            .as_array_mut()
            .and_then(|l| l.first_mut()),
        None => Some(in_.entry(erstes).or_insert_with(leer)),
    };
    if let Some(objekt) = naechstes.and_then(Value::as_object_mut) {
        setzen(objekt, rest, wert);
    }
}

/// The object `accessibility`; empty when nothing is known.
#[must_use]
pub fn accessibility(barrieren: &Barrieren) -> Map<String, Value> {
    let mut aus = Map::new();
    for (m, a) in barrieren {
        if let (Some(ort), Some(wert)) = (name(*m), wert(*m, a)) {
            setzen(&mut aus, ort, wert);
        }
        match m {
            Merkmal::Stufenlos if a.wert == Tri::Teilweise => {
                aus.insert("partiallyAccessibleWith".to_owned(), json!({"wheelchair": true}));
            }
            Merkmal::Aufzug if a.wert == Tri::Ja => {
                for (feld, cm) in [("cabinWidth", a.zahl), ("cabinLength", a.zahl2)] {
                    if let Some(cm) = cm {
                        let ort = format!("availableEquipment[].{feld}");
                        setzen(&mut aus, &ort, json!({"value": cm, "unit": "cm"}));
                    }
                }
            }
            _ => {}
        }
    }
    aus
}

/// A feature in words: `Türbreite: 95 cm`.
#[must_use]
pub fn in_worten(m: Merkmal, a: &Angabe) -> String {
    let zahl = match (a.zahl, a.zahl2) {
        (Some(z), Some(tief)) => format!(" {z} × {tief} cm"),
        (Some(z), None) => format!(" {z} {}", m.einheit().zeichen()),
        _ => String::new(),
    };
    let wert = if m.nur_zahl() {
        String::new()
    } else {
        format!(" {}", a.wert)
    };
    format!("{}:{wert}{zahl}", m.text())
}

/// All features and the note, in words.
#[must_use]
pub fn alle_in_worten(d: &AngebotDaten) -> String {
    let mut teile: Vec<String> = d.barrieren.iter().map(|(m, a)| in_worten(*m, a)).collect();
    if !d.barriere_hinweis.is_empty() {
        teile.push(d.barriere_hinweis.clone());
    }
    teile.join("; ")
}

/// The category of a place, as maps name it.
#[must_use]
pub const fn kategorie(art: AkteurArt) -> &'static str {
    match art {
        AkteurArt::Kita | AkteurArt::Familienzentrum => "kindergarten",
        AkteurArt::Schule => "school",
        AkteurArt::Hochschule => "university",
        AkteurArt::Buecherei => "library",
        AkteurArt::Jugendhaus
        | AkteurArt::Begegnungsstaette
        | AkteurArt::Nachbarschaftstreff
        | AkteurArt::Altentagesstaette => "community_centre",
        AkteurArt::KircheReligion => "place_of_worship",
        _ => "social_facility",
    }
}
