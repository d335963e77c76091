//! Whether a person with these needs can use an offer, and how many runs of a training there can be (Fachkonzept 7.1).

use base::{Befund, Tri};
use netz::{
    Angabe, Barrieren, Bedarf, Passung,
    codes::Merkmal,
    rules::{
        barrierefreiheit::{Besuch, lage, passung},
        training::hoechstens_laeufe,
    },
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::{Fertig, Gerechnet, Kopf, Rechner, schritt, werte::Dezimal};

pub(super) fn alle() -> Vec<Rechner> {
    vec![
        Rechner::neu(
            Kopf {
                name: "barrierefreiheit",
                titel: "Barrierefreiheit",
                zweck: "Kann jemand mit diesem Bedarf das Angebot nutzen?",
                norm: "Fachkonzept 7.1",
            },
            json!({
                "bedarf": ["ROLLSTUHL"], "dauer_minuten": 120,
                "angebot": {"stufenlos": "JA", "tuerbreite_cm": 95, "wc_barrierefrei": "NEIN"}
            }),
            barrierefreiheit,
        ),
        Rechner::neu(
            Kopf {
                name: "trainingslaeufe",
                titel: "Trainingsläufe",
                zweck: "Wie viele Läufe können die Trainerinnen und Trainer im Halbjahr halten?",
                norm: "Fachkonzept 7.1",
            },
            json!({"trainer": 15, "trainer_je_lauf": 2, "laeufe_je_trainer": 2}),
            trainingslaeufe,
        ),
    ]
}

/// Wer da ist und was ein Lauf braucht.
#[derive(Debug, Deserialize, ToSchema)]
struct LaeufeEin {
    /// Trainerinnen und Trainer.
    trainer: u16,
    /// So viele halten einen Lauf gemeinsam.
    trainer_je_lauf: u16,
    /// So viele Läufe hält jede Person im Halbjahr höchstens.
    laeufe_je_trainer: u16,
}

/// Wie viele es werden.
#[derive(Debug, Serialize, ToSchema)]
struct LaeufeAus {
    /// Läufe im Halbjahr, höchstens.
    laeufe: u32,
}

fn trainingslaeufe(e: LaeufeEin) -> Gerechnet<LaeufeAus> {
    if e.trainer_je_lauf == 0 {
        let text = "Ein Lauf braucht mindestens eine Trainerin oder einen Trainer.";
        return Err(vec![Befund::neu("NETZ-E102", text).an("/trainer_je_lauf")]);
    }
    let frei = vec![u32::from(e.laeufe_je_trainer); usize::from(e.trainer)];
    let laeufe = hoechstens_laeufe(&frei, u32::from(e.trainer_je_lauf));
    let plaetze = u32::from(e.trainer) * u32::from(e.laeufe_je_trainer);
    Ok(Fertig {
        ergebnis: LaeufeAus { laeufe },
        schritte: vec![
            schritt(
                format!(
                    "{} Personen mit je {} Läufen geben {plaetze} Plätze.",
                    e.trainer, e.laeufe_je_trainer
                ),
                "Fachkonzept 7.1",
            ),
            schritt(
                format!(
                    "Jeder Lauf braucht {} verschiedene: das reicht für {laeufe}.",
                    e.trainer_je_lauf
                ),
                "Fachkonzept 7.3 (T-085)",
            ),
        ],
    })
}

#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum TriEin {
    Ja,
    Teilweise,
    Nein,
    #[default]
    Unbekannt,
}

/// Eine Zahl, oder der Text UNBEKANNT.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(untagged)]
enum Mass {
    /// Zahl
    Zahl(Dezimal),
    /// Nicht bekannt
    Unbekannt(Unbekannt),
}

#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
enum Unbekannt {
    #[serde(rename = "UNBEKANNT")]
    Unbekannt,
}

#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum BedarfEin {
    Rollstuhl,
    Rollator,
    Gehoerlos,
    Schwerhoerig,
    Blind,
    Lernschwierigkeiten,
    Reizempfindlich,
}

/// Was über das Angebot bekannt ist; was fehlt, ist unbekannt.
#[derive(Debug, Default, Deserialize, ToSchema)]
struct AngebotEin {
    /// Stufenloser Zugang.
    #[serde(alias = "stufenloser_zugang")]
    stufenlos: Option<TriEin>,
    /// Türbreite in cm.
    #[serde(alias = "tuerbreite")]
    tuerbreite_cm: Option<Mass>,
    /// Steigung der Rampe in Prozent.
    #[serde(alias = "rampe", alias = "rampe_steigung_prozent")]
    rampe_prozent: Option<Mass>,
    /// WC barrierefrei.
    wc_barrierefrei: Option<TriEin>,
    /// Haltestelle barrierefrei.
    oepnv_halt: Option<TriEin>,
    /// Deutsche Gebärdensprache möglich.
    dgs: Option<TriEin>,
    /// Schriftdolmetschen.
    schriftdolmetschen: Option<TriEin>,
    /// Induktive Höranlage.
    #[serde(alias = "induktive_hoeranlage")]
    hoeranlage: Option<TriEin>,
    /// Leitsystem oder Braille.
    leitsystem: Option<TriEin>,
    /// Begleitperson kostenfrei.
    begleitperson: Option<TriEin>,
    /// Leichte Sprache.
    leichte_sprache: Option<TriEin>,
    /// Reizarmer Raum.
    reizarmer_raum: Option<TriEin>,
}

/// Bedarf, Besuch und Angebot.
#[derive(Debug, Deserialize, ToSchema)]
struct BarriereEin {
    /// Bedarf. Ein oder mehrere.
    #[serde(alias = "bedarfe")]
    bedarf: Vec<BedarfEin>,
    /// Dauer des Besuchs in Minuten. Über 60 braucht es im Rollstuhl ein WC; ohne Angabe 120.
    #[serde(alias = "aufenthalt_minuten", alias = "dauer")]
    dauer_minuten: Option<u32>,
    /// Anreise mit Bus oder Bahn.
    #[serde(alias = "eigene_anreise")]
    mit_oepnv: Option<bool>,
    /// Angebot.
    angebot: AngebotEin,
}

/// Ein Merkmal und ob es passt.
#[derive(Debug, Serialize, ToSchema)]
struct MerkmalAus {
    /// Bedarf.
    bedarf: &'static str,
    /// Merkmal.
    merkmal: &'static str,
    /// Passung. ERFUELLT, UNKLAR oder NICHT.
    passung: Passung,
}

/// Die Antwort: die schlechteste zählt.
#[derive(Debug, Serialize, ToSchema)]
struct BarriereAus {
    /// Passung. ERFUELLT, UNKLAR oder NICHT.
    passung: Passung,
    /// Das Angebot kann den Bedarf voll decken.
    deckt_voll_moeglich: bool,
    /// Code, wenn es den Bedarf nicht voll decken darf (`FALL-E20`).
    code: Option<&'static str>,
    /// Die Merkmale einzeln.
    merkmale: Vec<MerkmalAus>,
}

fn barrierefreiheit(e: BarriereEin) -> Gerechnet<BarriereAus> {
    let a = &e.angebot;
    let mut b = Barrieren::new();
    for (m, wert) in [
        (Merkmal::Stufenlos, a.stufenlos),
        (Merkmal::WcBarrierefrei, a.wc_barrierefrei),
        (Merkmal::OepnvHalt, a.oepnv_halt),
        (Merkmal::Dgs, a.dgs),
        (Merkmal::Schriftdolmetschen, a.schriftdolmetschen),
        (Merkmal::Hoeranlage, a.hoeranlage),
        (Merkmal::Leitsystem, a.leitsystem),
        (Merkmal::Begleitperson, a.begleitperson),
        (Merkmal::LeichteSprache, a.leichte_sprache),
        (Merkmal::ReizarmerRaum, a.reizarmer_raum),
    ] {
        let tri = match wert.unwrap_or_default() {
            TriEin::Ja => Tri::Ja,
            TriEin::Teilweise => Tri::Teilweise,
            TriEin::Nein => Tri::Nein,
            TriEin::Unbekannt => Tri::Unbekannt,
        };
        b.insert(m, Angabe::tri(tri));
    }
    // a door is measured down, a slope up: never better than it is
    if let Some(Mass::Zahl(d)) = a.tuerbreite_cm {
        let cm = d.millionstel().div_euclid(1_000_000);
        if !(50..=300).contains(&cm) {
            let text = "Die Türbreite liegt zwischen 50 und 300 cm.";
            return Err(vec![Befund::neu("NETZ-E06", text).an("/angebot/tuerbreite_cm")]);
        }
        b.insert(Merkmal::Tuerbreite, Angabe::zahl(cm));
    }
    if let Some(Mass::Zahl(d)) = a.rampe_prozent {
        let prozent =
            d.millionstel().div_euclid(1_000_000) + i64::from(d.millionstel().rem_euclid(1_000_000) > 0);
        b.insert(Merkmal::Rampe, Angabe::zahl(prozent));
    }
    let bedarfe: Vec<Bedarf> = e
        .bedarf
        .iter()
        .map(|b| match b {
            BedarfEin::Rollstuhl => Bedarf::Rollstuhl,
            BedarfEin::Rollator => Bedarf::Rollator,
            BedarfEin::Gehoerlos => Bedarf::Gehoerlos,
            BedarfEin::Schwerhoerig => Bedarf::Schwerhoerig,
            BedarfEin::Blind => Bedarf::Blind,
            BedarfEin::Lernschwierigkeiten => Bedarf::Lernschwierigkeiten,
            BedarfEin::Reizempfindlich => Bedarf::Reizempfindlich,
        })
        .collect();
    let besuch = Besuch {
        minuten: e.dauer_minuten.unwrap_or(120),
        mit_oepnv: e.mit_oepnv.unwrap_or(false),
    };
    let gesamt = passung(&b, &bedarfe, besuch);
    let alle = lage(&b, &bedarfe, besuch);
    let mut weg: Vec<_> = alle
        .iter()
        .map(|l| {
            schritt(
                format!(
                    "{} – {}: {}.",
                    l.bedarf.text(),
                    l.merkmal.text(),
                    l.passung.text()
                ),
                "Fachkonzept 7.1",
            )
        })
        .collect();
    weg.push(schritt(
        "Es zählt die schlechteste Antwort; unbekannt gilt nie als erfüllt.",
        "Fachkonzept 0.3",
    ));
    Ok(Fertig {
        ergebnis: BarriereAus {
            passung: gesamt,
            deckt_voll_moeglich: gesamt == Passung::Erfuellt,
            code: (gesamt == Passung::Unklar).then_some("FALL-E20"),
            merkmale: alle
                .iter()
                .map(|l| MerkmalAus {
                    bedarf: l.bedarf.code(),
                    merkmal: l.merkmal.code(),
                    passung: l.passung,
                })
                .collect(),
        },
        schritte: weg,
    })
}
