//! The hours and minutes of a team (Fachkonzept 6.5).

use base::{Befund, Min};
use serde::{Deserialize, Serialize};
use serde_json::json;
use team::rules::{
    kapazitaet::{self, Angaben},
    pool::{self, Bereich, Fall, Gruppe},
};
use utoipa::ToSchema;

use super::{
    Fertig, Gerechnet, Kopf, Rechner, schritt,
    werte::{Anteil, Dezimal, quotient, zahl},
};

pub(super) fn alle() -> Vec<Rechner> {
    vec![
        Rechner::neu(
            Kopf {
                name: "kapazitaet",
                titel: "Kapazität eines Teams",
                zweck: "Wie viele Stunden hat das Team, und wofür?",
                norm: "Fachkonzept 6.5, GO team.fua_anteil_bp, team.fue_anteil_bp",
            },
            json!({
                "arbeitstage": 250, "urlaub": 30, "krankheit": 10, "fortbildung": 5,
                "stunden_je_tag": 7.8, "vzae": 4.5, "fua_anteil_bp": 1000, "fue_anteil_bp": 1500
            }),
            kapazitaet_rechnen,
        ),
        Rechner::neu(
            Kopf {
                name: "pool",
                titel: "Minuten einer Woche verteilen",
                zweck: "Wer bekommt wie viele Minuten aus dem Pool des Teams?",
                norm: "Fachkonzept 6.5",
            },
            json!({
                "pool": 6000,
                "faelle": [
                    {"aktenzeichen": "G1", "bereich": "GEFAEHRDUNG", "min": 300, "angefragt": 600},
                    {"aktenzeichen": "L1", "bereich": "LEISTUNG", "min": 240, "angefragt": 480},
                    {"aktenzeichen": "L2", "bereich": "LEISTUNG", "min": 180, "angefragt": 180},
                    {"aktenzeichen": "übrige", "bereich": "LEISTUNG", "min": 4000, "angefragt": 4200}
                ],
                "gruppen": [{"name": "Gruppen", "minuten": 900}]
            }),
            pool_planen,
        ),
    ]
}

/// Das Jahr einer Vollzeitstelle und das Team.
#[derive(Debug, Deserialize, ToSchema)]
struct KapazitaetEin {
    /// Arbeitstage im Jahr.
    arbeitstage: u32,
    /// Urlaubstage.
    #[serde(default)]
    urlaub: u32,
    /// Krankheitstage.
    #[serde(default)]
    krankheit: u32,
    /// Fortbildungstage.
    #[serde(default)]
    fortbildung: u32,
    /// Stunden je Tag.
    stunden_je_tag: Dezimal,
    /// Vollzeitstellen. Ohne Angabe eine.
    vzae: Option<Dezimal>,
    /// Anteil fallunabhängig. In Basispunkten; ohne Angabe 1000.
    fua_anteil_bp: Option<Anteil>,
    /// Anteil fallübergreifend. In Basispunkten; ohne Angabe 1500.
    fue_anteil_bp: Option<Anteil>,
    /// Wochen im Jahr. Ohne Angabe 52.
    wochen: Option<u32>,
}

/// Die Stunden.
#[derive(Debug, Serialize, ToSchema)]
struct KapazitaetAus {
    /// Tage je Vollzeitstelle.
    tage: u32,
    /// Stunden je Vollzeitstelle.
    stunden_je_vzae: f64,
    /// Stunden des Teams.
    stunden_gesamt: f64,
    /// Davon fallunabhängig.
    fua: f64,
    /// Davon fallübergreifend.
    fue: f64,
    /// Davon fallspezifisch.
    fallspezifisch: f64,
    /// Fallspezifisch je Woche, Stunden auf zwei Stellen.
    fallspezifisch_je_woche: f64,
    /// Fallspezifisch je Woche, ganze Minuten: der Pool.
    minuten_je_woche: i64,
}

fn kapazitaet_rechnen(e: KapazitaetEin) -> Gerechnet<KapazitaetAus> {
    let tausendstel = |d: Dezimal, ort: &str| {
        d.teile(3).ok_or_else(|| {
            let text = "Bitte höchstens drei Stellen hinter dem Komma.";
            vec![Befund::neu("GO-E02", text).an(ort)]
        })
    };
    let anteil = |a: Option<Anteil>, sonst| a.map_or(base::Bp(sonst), |a| a.0);
    let a = Angaben {
        arbeitstage: e.arbeitstage,
        urlaub: e.urlaub,
        krankheit: e.krankheit,
        fortbildung: e.fortbildung,
        stunden_je_tag: tausendstel(e.stunden_je_tag, "stunden_je_tag")?,
        vzae: e.vzae.map_or(Ok(1_000), |v| tausendstel(v, "vzae"))?,
        fua: anteil(e.fua_anteil_bp, 1_000),
        fue: anteil(e.fue_anteil_bp, 1_500),
        wochen: e.wochen.unwrap_or(52),
    };
    let k = kapazitaet::rechnen(&a)?;
    let stunden = |teile: i128| quotient(teile, kapazitaet::TEILE, 6).unwrap_or_default();
    Ok(Fertig {
        schritte: vec![
            schritt(
                format!(
                    "{} Arbeitstage − {} Urlaub − {} Krankheit − {} Fortbildung = {} Tage.",
                    a.arbeitstage, a.urlaub, a.krankheit, a.fortbildung, k.tage
                ),
                "Fachkonzept 6.5",
            ),
            schritt(
                format!(
                    "{} Stunden je Vollzeitstelle, {} im Team.",
                    zahl(k.je_vzae, 3),
                    stunden(k.gesamt)
                ),
                "Fachkonzept 6.5",
            ),
            schritt(
                format!(
                    "Fallunabhängig {} Stunden, fallübergreifend {}, für Fälle {}.",
                    stunden(k.fua),
                    stunden(k.fue),
                    stunden(k.fallspezifisch)
                ),
                "GO team.fua_anteil_bp, team.fue_anteil_bp",
            ),
        ],
        ergebnis: KapazitaetAus {
            tage: k.tage,
            stunden_je_vzae: zahl(k.je_vzae, 3),
            stunden_gesamt: stunden(k.gesamt),
            fua: stunden(k.fua),
            fue: stunden(k.fue),
            fallspezifisch: stunden(k.fallspezifisch),
            fallspezifisch_je_woche: zahl(k.woche_hundertstel, 2),
            minuten_je_woche: k.woche_minuten.0,
        },
    })
}

#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum BereichEin {
    Gefaehrdung,
    Grau,
    #[default]
    Leistung,
}

/// Ein Fall mit seinem Korridor.
#[derive(Debug, Deserialize, ToSchema)]
struct FallEin {
    /// Aktenzeichen.
    aktenzeichen: String,
    /// Bereich. Ohne Angabe Leistung.
    bereich: Option<BereichEin>,
    /// Priorität. 1 vor 3; ohne Angabe 2.
    prioritaet: Option<u8>,
    /// Minuten mindestens.
    min: i64,
    /// Minuten höchstens. Aus dem Hilfeplan.
    max: Option<i64>,
    /// Angefragt. Ohne Angabe so viel wie mindestens.
    #[serde(alias = "gewuenscht", alias = "requested")]
    angefragt: Option<i64>,
}

/// Eine Gruppe oder ein Projekt.
#[derive(Debug, Deserialize, ToSchema)]
struct GruppeEin {
    /// Name.
    name: String,
    /// Feste Minuten.
    #[serde(alias = "fest")]
    minuten: i64,
    /// Angefragt. Wenn mehr gewünscht ist.
    angefragt: Option<i64>,
}

/// Der Pool einer Woche und wer daraus braucht.
#[derive(Debug, Deserialize, ToSchema)]
struct PoolEin {
    /// Pool. Minuten der Woche.
    pool: i64,
    /// Fälle.
    #[serde(default)]
    faelle: Vec<FallEin>,
    /// Gruppen und Projekte.
    #[serde(default)]
    gruppen: Vec<GruppeEin>,
}

/// Was einer bekommt.
#[derive(Debug, Serialize, ToSchema)]
struct ZuteilungAus {
    /// Aktenzeichen oder Name.
    name: String,
    /// Minuten der Woche.
    minuten: i64,
    /// Davon über dem Mindesten.
    dazu: i64,
    /// Die Anfrage liegt außerhalb des Korridors: Aufgabe an den ASD.
    an_asd: bool,
}

/// Der Plan der Woche.
#[derive(Debug, Serialize, ToSchema)]
struct PoolAus {
    /// Mindestens vereinbart, in Minuten.
    mindestens: i64,
    /// Darüber hinaus verteilt, in Minuten.
    verteilt: i64,
    /// Übrig; geht nicht in die nächste Woche.
    uebrig: i64,
    /// Fälle in der Reihenfolge der Eingabe.
    faelle: Vec<ZuteilungAus>,
    /// Gruppen in der Reihenfolge der Eingabe.
    gruppen: Vec<ZuteilungAus>,
}

fn pool_planen(e: PoolEin) -> Gerechnet<PoolAus> {
    let faelle: Vec<Fall> = e
        .faelle
        .into_iter()
        .map(|f| Fall {
            aktenzeichen: f.aktenzeichen,
            bereich: match f.bereich.unwrap_or_default() {
                BereichEin::Gefaehrdung => Bereich::Gefaehrdung,
                BereichEin::Grau => Bereich::Grau,
                BereichEin::Leistung => Bereich::Leistung,
            },
            prioritaet: f.prioritaet.unwrap_or(2),
            min: Min(f.min),
            max: f.max.map(Min),
            angefragt: Min(f.angefragt.unwrap_or(f.min)),
        })
        .collect();
    let gruppen: Vec<Gruppe> = e
        .gruppen
        .into_iter()
        .map(|g| Gruppe {
            name: g.name,
            fest: Min(g.minuten),
            angefragt: Min(g.angefragt.unwrap_or(g.minuten)),
        })
        .collect();
    let p = pool::planen(Min(e.pool), &faelle, &gruppen)?;
    let mut weg = vec![schritt(
        format!(
            "Mindestens vereinbart sind {} Minuten, im Pool {}; frei sind {}.",
            p.mindestens.0,
            e.pool,
            e.pool - p.mindestens.0
        ),
        "Fachkonzept 6.5",
    )];
    weg.push(schritt(
        "Frei verteilt wird zuerst an Gefährdung, dann Grau, dann Leistung, dann Gruppen; darin nach Priorität und Aktenzeichen.",
        "Fachkonzept 6.5 Regel 2",
    ));
    for (f, z) in faelle.iter().zip(&p.faelle) {
        if z.an_asd {
            let text = format!(
                "{}: {} Minuten liegen außerhalb des Korridors. Das Team kann das nicht entscheiden; Aufgabe an den ASD.",
                f.aktenzeichen, f.angefragt.0
            );
            weg.push(schritt(text, "Fachkonzept 6.5 Regel 3, 4.5 H15"));
        } else if z.dazu.0 > 0 {
            let text = format!(
                "{}: {} Minuten dazu, zusammen {}.",
                f.aktenzeichen, z.dazu.0, z.minuten.0
            );
            weg.push(schritt(text, "Fachkonzept 6.5 Regel 2"));
        }
    }
    let aus = |name: &str, z: &pool::Zuteilung| ZuteilungAus {
        name: name.to_owned(),
        minuten: z.minuten.0,
        dazu: z.dazu.0,
        an_asd: z.an_asd,
    };
    Ok(Fertig {
        ergebnis: PoolAus {
            mindestens: p.mindestens.0,
            verteilt: p.verteilt.0,
            uebrig: p.uebrig.0,
            faelle: faelle
                .iter()
                .zip(&p.faelle)
                .map(|(f, z)| aus(&f.aktenzeichen, z))
                .collect(),
            gruppen: gruppen
                .iter()
                .zip(&p.gruppen)
                .map(|(g, z)| aus(&g.name, z))
                .collect(),
        },
        schritte: weg,
    })
}
