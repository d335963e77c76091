//! Which Träger is competent for a child (3.6), and what others may hear of a person (4.9).

use base::Befund;
use fall::rules::rechnen::{
    pseudonym::{self, Person},
    zustaendigkeit86::{self as para86, Elternteil, Frage, Sorge, Zuletzt},
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::{Fertig, Gerechnet, Kopf, Rechner, schritt, werte::Tag};

pub(super) fn alle() -> Vec<Rechner> {
    vec![
        Rechner::neu(
            Kopf {
                name: "zustaendigkeit86",
                titel: "Örtliche Zuständigkeit nach § 86 SGB VIII",
                zweck: "Welcher Träger ist zuständig? Ein Vorschlag; ein Mensch bestätigt ihn.",
                norm: "§§ 86, 86d SGB VIII",
            },
            json!({
                "mutter": {"ort": "Norderstedt"}, "vater": {"ort": "Hamburg"},
                "sorge": "GEMEINSAM", "kind_zuletzt_bei": "VATER"
            }),
            zustaendigkeit86,
        ),
        Rechner::neu(
            Kopf {
                name: "pseudonymisieren",
                titel: "Pseudonymisieren",
                zweck: "Was hört eine Runde mit freien Trägern statt der Namen?",
                norm: "§ 64 Abs. 2a SGB VIII, RL-07",
            },
            json!({
                "stichtag": "2026-11-21",
                "personen": [{
                    "name": "Leon Müller", "rolle": "Kind", "geburtsdatum": "14.03.2015",
                    "adresse": "Buchenweg 17", "einrichtung": "Grundschule X"
                }]
            }),
            pseudonymisieren,
        ),
    ]
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum Lage {
    #[default]
    Inland,
    Ausland,
    Verstorben,
    Unbekannt,
}

/// Ein Elternteil.
#[derive(Debug, Default, Deserialize, ToSchema)]
struct ElternteilEin {
    /// Ort des gewöhnlichen Aufenthalts.
    #[serde(alias = "ga")]
    ort: Option<String>,
    /// Lage. Ohne Ort und ohne Angabe: unbekannt.
    lage: Option<Lage>,
}

impl ElternteilEin {
    fn lesen(e: Option<Self>) -> Elternteil {
        let e = e.unwrap_or_default();
        match (e.lage.unwrap_or_default(), e.ort.filter(|o| !o.trim().is_empty())) {
            (Lage::Inland, Some(ort)) => Elternteil::Inland(ort.trim().to_owned()),
            (Lage::Ausland, _) => Elternteil::Ausland,
            (Lage::Verstorben, _) => Elternteil::Verstorben,
            _ => Elternteil::Unbekannt,
        }
    }
}

#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum SorgeEin {
    Mutter,
    Vater,
    Gemeinsam,
    #[serde(alias = "KEIN")]
    Keiner,
}

#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum ZuletztEin {
    Mutter,
    Vater,
    BeideDannMutter,
    BeideDannVater,
    Keiner,
}

/// Was für die Zuständigkeit zählt.
#[derive(Debug, Deserialize, ToSchema)]
struct Frage86 {
    /// Mutter.
    mutter: Option<ElternteilEin>,
    /// Vater.
    vater: Option<ElternteilEin>,
    /// Vaterschaft ist festgestellt. Ohne Angabe ja.
    vaterschaft_festgestellt: Option<bool>,
    /// Personensorge.
    sorge: Option<SorgeEin>,
    /// Kind zuletzt bei. Gewöhnlicher Aufenthalt in den sechs Monaten vor Beginn.
    kind_zuletzt_bei: Option<ZuletztEin>,
    /// Gewöhnlicher Aufenthalt des Kindes vor Beginn.
    kind_ort: Option<String>,
    /// Tatsächlicher Aufenthalt des Kindes.
    kind_aufenthalt: Option<String>,
    /// Ort der Pflegeperson. Nur wenn das Kind seit zwei Jahren dort lebt und bleiben soll.
    pflegeperson_ort: Option<String>,
    /// Monate bei der Pflegeperson. Ohne Angabe mindestens 24.
    pflege_monate: Option<u32>,
    /// Verbleib bei der Pflegeperson ist auf Dauer zu erwarten. Ohne Angabe ja.
    pflege_auf_dauer: Option<bool>,
    /// Ort bei Asylantrag. Tatsächlicher Aufenthalt oder Zuweisung eines minderjährigen Asylsuchenden.
    asyl_ort: Option<String>,
    /// Eltern haben sich nach Beginn getrennt.
    trennung_nach_beginn: Option<bool>,
    /// Bisher zuständiger Ort. Bei Trennung nach Beginn.
    bisher_zustaendig: Option<String>,
}

/// Der Vorschlag.
#[derive(Debug, Serialize, ToSchema)]
struct Antwort86 {
    /// Ort, dessen Träger zuständig ist.
    zustaendig: Option<String>,
    /// Vorschrift.
    norm: &'static str,
    /// Nummer der Prüfung im Fachkonzept 3.6.
    pruefung: u8,
    /// Nur vorläufig (§ 86d).
    vorlaeufig: bool,
    /// Ein Mensch muss bestätigen; immer wahr.
    bestaetigung_noetig: bool,
}

fn zustaendigkeit86(e: Frage86) -> Gerechnet<Antwort86> {
    let voll = |o: Option<String>| o.filter(|t| !t.trim().is_empty());
    let dauerpflege = e.pflege_monate.unwrap_or(24) >= 24 && e.pflege_auf_dauer.unwrap_or(true);
    let getrennt_bisher = if e.trennung_nach_beginn == Some(true) {
        let b = voll(e.bisher_zustaendig);
        Some(b.ok_or_else(|| {
            let text = "Bitte angeben, welcher Ort bisher zuständig war.";
            vec![Befund::neu("RAUM-E50", text).an("bisher_zustaendig")]
        })?)
    } else {
        None
    };
    let frage = Frage {
        mutter: ElternteilEin::lesen(e.mutter),
        vater: ElternteilEin::lesen(e.vater),
        vaterschaft: e.vaterschaft_festgestellt.unwrap_or(true),
        sorge: e.sorge.map(|s| match s {
            SorgeEin::Mutter => Sorge::Mutter,
            SorgeEin::Vater => Sorge::Vater,
            SorgeEin::Gemeinsam => Sorge::Gemeinsam,
            SorgeEin::Keiner => Sorge::Keiner,
        }),
        zuletzt: e.kind_zuletzt_bei.map(|z| match z {
            ZuletztEin::Mutter => Zuletzt::Mutter,
            ZuletztEin::Vater => Zuletzt::Vater,
            ZuletztEin::BeideDannMutter => Zuletzt::BeideDannMutter,
            ZuletztEin::BeideDannVater => Zuletzt::BeideDannVater,
            ZuletztEin::Keiner => Zuletzt::Keiner,
        }),
        kind_ort: voll(e.kind_ort),
        aufenthalt: voll(e.kind_aufenthalt),
        dauerpflege: voll(e.pflegeperson_ort).filter(|_| dauerpflege),
        asyl: voll(e.asyl_ort),
        getrennt_bisher,
    };
    let v = para86::vorschlag(&frage);
    Ok(Fertig {
        ergebnis: Antwort86 {
            zustaendig: v.ort,
            norm: v.norm,
            pruefung: v.zeile,
            vorlaeufig: v.vorlaeufig,
            bestaetigung_noetig: true,
        },
        schritte: vec![
            schritt(v.grund, v.norm),
            schritt(
                "Das ist ein Vorschlag. Eine Fachkraft bestätigt die Zuständigkeit.",
                "Fachkonzept 3.6",
            ),
        ],
    })
}

/// Eine Person, wie sie bekannt ist.
#[derive(Debug, Deserialize, ToSchema)]
struct PersonEin {
    /// Name.
    name: String,
    /// Rolle. Zum Beispiel Kind, Mutter oder Vater; ohne Angabe Kind unter 14, sonst Person.
    rolle: Option<String>,
    /// Geburtsdatum.
    geburtsdatum: Option<Tag>,
    /// Adresse. Straße und Hausnummer.
    adresse: Option<String>,
    /// Sozialraum. Sein Name; ohne Angabe steht dort ein Auslassungszeichen.
    sozialraum: Option<String>,
    /// Einrichtung. Name der Schule oder Kita.
    einrichtung: Option<String>,
    /// Art der Einrichtung. Ohne Angabe aus dem Namen.
    einrichtung_art: Option<String>,
}

/// Personen und ein Text.
#[derive(Debug, Deserialize, ToSchema)]
struct PseudonymEin {
    /// Stichtag. Für das Alter.
    #[serde(alias = "datum", alias = "heute")]
    stichtag: Tag,
    /// Personen.
    personen: Vec<PersonEin>,
    /// Text. Darin werden die Angaben ersetzt.
    text: Option<String>,
}

/// Was die Runde hört.
#[derive(Debug, Serialize, ToSchema)]
struct PseudonymAus {
    /// Eine Zeile je Person, in der Reihenfolge der Eingabe.
    zeilen: Vec<String>,
    /// Der Text mit ersetzten Angaben.
    text: Option<String>,
}

fn pseudonymisieren(e: PseudonymEin) -> Gerechnet<PseudonymAus> {
    let tag = e.stichtag.0;
    let mut personen = Vec::with_capacity(e.personen.len());
    for (i, p) in e.personen.into_iter().enumerate() {
        if p.geburtsdatum.is_some_and(|g| g.0 > tag) {
            let text = "Das Geburtsdatum liegt nach dem Stichtag.";
            return Err(vec![
                Befund::neu("FALL-E06", text).an(format!("/personen/{i}/geburtsdatum")),
            ]);
        }
        let alter = p.geburtsdatum.and_then(|g| fristen::alter_am(g.0.0, tag.0));
        let sonst = if alter.is_some_and(|a| a < 14) {
            "Kind"
        } else {
            "Person"
        };
        let einrichtung = p.einrichtung.filter(|x| !x.is_empty());
        personen.push(Person {
            name: p.name,
            rolle: rolle(p.rolle.as_deref().unwrap_or(sonst)),
            geboren: p.geburtsdatum.map(|g| g.0),
            adresse: p.adresse.unwrap_or_default(),
            sozialraum: p.sozialraum.unwrap_or_default(),
            einrichtungen: einrichtung
                .map(|x| (x, p.einrichtung_art.unwrap_or_default()))
                .into_iter()
                .collect(),
        });
    }
    let alle = pseudonym::pseudonyme(&personen, tag);
    Ok(Fertig {
        ergebnis: PseudonymAus {
            zeilen: alle.into_iter().map(|p| p.zeile).collect(),
            text: e.text.map(|t| pseudonym::text(&t, &personen, tag)),
        },
        schritte: vec![
            schritt(
                "Aus dem Namen wird die Rolle, aus dem Geburtsdatum das Alter.",
                "§ 64 Abs. 2a SGB VIII",
            ),
            schritt(
                "Aus der Adresse wird der Sozialraum, aus dem Namen der Einrichtung ihre Art.",
                "Fachkonzept 4.9",
            ),
            schritt(
                "Was niemand angegeben hat, findet der Rechner nicht. Bitte den Text noch einmal lesen.",
                "RL-07",
            ),
        ],
    })
}

/// `KIND` of a code list is `Kind` on the sheet.
fn rolle(text: &str) -> String {
    let text = text.trim();
    if text.chars().count() < 2 || text.chars().any(char::is_lowercase) {
        return text.to_owned();
    }
    let klein = text.to_lowercase().replace('_', " ");
    let mut zeichen = klein.chars();
    zeichen
        .next()
        .map_or_else(String::new, |c| c.to_uppercase().chain(zeichen).collect())
}
