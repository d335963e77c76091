//! Several people with one help, several helps for one person (Fachkonzept 4.7, 4.12).

use base::Cent;
use fall::rules::fall::{
    mehrfach,
    pooling::{self, Antwort, Leistung, Poolwunsch},
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::{Fertig, Gerechnet, Kopf, Rechner, schritt, werte::Betrag};

pub(super) fn alle() -> Vec<Rechner> {
    vec![
        Rechner::neu(
            Kopf {
                name: "pooling",
                titel: "Gemeinsame Leistung (Pooling)",
                zweck: "Muss, darf oder kann eine Leistung gemeinsam erbracht werden?",
                norm: "§ 104 Abs. 3 S. 4, § 112 Abs. 4, § 116 Abs. 2, 3 SGB IX",
            },
            json!({"leistung": "ASSISTENZ_SOZIALE_BEZIEHUNGEN", "wohnbezogen": true, "wunsch": "EINZELN", "zumutbar": "JA", "vereinbarung_vorhanden": true}),
            pooling_pruefen,
        ),
        Rechner::neu(
            Kopf {
                name: "mehrfachhilfen",
                titel: "Mehrfachhilfen",
                zweck: "Lohnt sich ein Gespräch über das Bündeln, und was ändert es?",
                norm: "Fachkonzept 4.7, GO fall.mehrfachhilfen_schwelle",
            },
            json!({
                "vorher": ["420.00", "385.00", "610.00", "299.00", "540.00", "475.00", "331.00"],
                "nachher": ["980.00", "615.00"]
            }),
            mehrfachhilfen,
        ),
    ]
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum LeistungEin {
    /// Assistenz
    Assistenz,
    /// Assistenz bei sozialen Beziehungen
    AssistenzSozialeBeziehungen,
    /// Assistenz bei der persönlichen Lebensplanung
    AssistenzLebensplanung,
    /// Heilpädagogik
    Heilpaedagogik,
    /// praktische Fähigkeiten
    PraktischeFaehigkeiten,
    /// Verständigung
    Verstaendigung,
    /// Beförderung
    Befoerderung,
    /// Erreichbarkeit
    Erreichbarkeit,
    /// Schulbegleitung
    Schulbegleitung,
    /// Freizeit
    Freizeit,
    /// etwas anderes
    Andere,
}

#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum WunschEin {
    Gemeinsam,
    Einzeln,
    Egal,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum JaNein {
    Ja,
    Nein,
}

/// Eine Leistung für eine Person.
#[derive(Debug, Deserialize, ToSchema)]
struct PoolingEin {
    /// Leistung.
    leistung: LeistungEin,
    /// In der eigenen Wohnung oder besonderen Wohnform. Ohne Angabe ja bei sozialen Beziehungen und Lebensplanung.
    wohnbezogen: Option<bool>,
    /// Wunsch der Person.
    wunsch: WunschEin,
    /// Zumutbar.
    zumutbar: JaNein,
    /// Vereinbarung mit dem Anbieter.
    vereinbarung_vorhanden: Option<bool>,
    /// Ziele sind auch gemeinsam erreichbar. Ohne Angabe ja.
    ziele_erreichbar: Option<bool>,
}

/// Die Antwort mit ihrer Vorschrift.
#[derive(Debug, Serialize, ToSchema)]
struct PoolingAus {
    /// Antwort. GEMEINSAM (muss), MOEGLICH (darf) oder NICHT.
    antwort: &'static str,
    /// Gemeinsame Erbringung ist erlaubt.
    poolbar: bool,
    /// Vorschrift.
    norm: &'static str,
}

fn pooling_pruefen(e: PoolingEin) -> Gerechnet<PoolingAus> {
    use LeistungEin as L;
    let nah = matches!(
        e.leistung,
        L::AssistenzSozialeBeziehungen | L::AssistenzLebensplanung
    );
    let leistung = match e.leistung {
        _ if nah && e.wohnbezogen.unwrap_or(true) => Leistung::AssistenzImWohnen,
        // help to take part in leisure is Assistenz (§ 78 Abs. 1 S. 2 SGB IX)
        L::Assistenz | L::AssistenzSozialeBeziehungen | L::AssistenzLebensplanung | L::Freizeit => {
            Leistung::Assistenz
        }
        L::Heilpaedagogik => Leistung::Heilpaedagogik,
        L::PraktischeFaehigkeiten => Leistung::PraktischeFaehigkeiten,
        L::Verstaendigung => Leistung::Verstaendigung,
        L::Befoerderung => Leistung::Befoerderung,
        L::Erreichbarkeit => Leistung::Erreichbarkeit,
        L::Schulbegleitung => Leistung::Schulbegleitung,
        L::Andere => Leistung::Andere,
    };
    let frage = pooling::Frage {
        leistung,
        wunsch: match e.wunsch {
            WunschEin::Gemeinsam => Poolwunsch::Gemeinsam,
            WunschEin::Einzeln => Poolwunsch::Einzeln,
            WunschEin::Egal => Poolwunsch::Egal,
        },
        zumutbar: e.zumutbar == JaNein::Ja,
        vereinbarung: e.vereinbarung_vorhanden.unwrap_or(false),
        ziele_erreichbar: e.ziele_erreichbar.unwrap_or(true),
    };
    let (antwort, poolbar, norm, text) = match pooling::antwort(&frage) {
        Antwort::Gemeinsam(n) => (
            "GEMEINSAM",
            true,
            n,
            "Die Person wünscht es und die Ziele sind so erreichbar: Die Leistung muss gemeinsam erbracht werden.",
        ),
        Antwort::Moeglich(n) => (
            "MOEGLICH",
            true,
            n,
            "Gemeinsam ist möglich: zumutbar und vereinbart.",
        ),
        Antwort::Nicht(n) => ("NICHT", false, n, "Die Leistung wird nicht gemeinsam erbracht."),
    };
    Ok(Fertig {
        ergebnis: PoolingAus {
            antwort,
            poolbar,
            norm,
        },
        schritte: vec![schritt(text, norm)],
    })
}

/// Hilfen vorher und gebündelt, je mit Monatskosten.
#[derive(Debug, Deserialize, ToSchema)]
struct MehrfachEin {
    /// Hilfen jetzt. Monatskosten jeder Hilfe.
    #[serde(alias = "bausteine")]
    vorher: Vec<Betrag>,
    /// Hilfen gebündelt. Monatskosten; leer, wenn nur geprüft wird.
    #[serde(default, alias = "gebuendelt")]
    nachher: Vec<Betrag>,
    /// Schwelle. Ab mehr als so vielen Hilfen wird ein Gespräch empfohlen; ohne Angabe 3.
    schwelle: Option<u32>,
}

/// Der Vergleich.
#[derive(Debug, Serialize, ToSchema)]
struct MehrfachAus {
    /// Eine Fallkonferenz zum Bündeln wird empfohlen.
    empfohlen: bool,
    /// Hilfen jetzt.
    anzahl: usize,
    /// Kosten jetzt im Monat, in Cent.
    vorher: i64,
    /// Kosten gebündelt im Monat, in Cent.
    nachher: Option<i64>,
    /// Ersparnis im Monat, in Cent.
    ersparnis_monat: Option<i64>,
    /// Ersparnis im Jahr, in Cent.
    ersparnis_jahr: Option<i64>,
}

fn mehrfachhilfen(e: MehrfachEin) -> Gerechnet<MehrfachAus> {
    const GRENZE: u64 = 1_000_000_000_000;
    let cent = |b: &[Betrag]| b.iter().map(|b| b.0).collect::<Vec<Cent>>();
    let (vorher, nachher) = (cent(&e.vorher), cent(&e.nachher));
    let zu_gross = |(i, c): (usize, &Cent)| (c.0.unsigned_abs() > GRENZE).then_some(i);
    if let Some(i) = vorher.iter().enumerate().find_map(zu_gross) {
        return Err(super::haushalt::zu_gross(&format!("/vorher/{i}")));
    }
    if let Some(i) = nachher.iter().enumerate().find_map(zu_gross) {
        return Err(super::haushalt::zu_gross(&format!("/nachher/{i}")));
    }
    let schwelle = e.schwelle.unwrap_or(3);
    let empfohlen = mehrfach::empfohlen(vorher.len(), schwelle as usize);
    let v = mehrfach::vergleich(&vorher, &nachher);
    let gebuendelt = !nachher.is_empty();
    let mut weg = vec![schritt(
        if empfohlen {
            format!(
                "{} Hilfen sind mehr als {schwelle}: Eine Fallkonferenz zum Bündeln wird empfohlen.",
                vorher.len()
            )
        } else {
            format!("{} Hilfen sind nicht mehr als {schwelle}.", vorher.len())
        },
        "GO fall.mehrfachhilfen_schwelle",
    )];
    if gebuendelt {
        weg.push(schritt(
            format!(
                "Vorher {} im Monat, gebündelt {}: {} weniger im Monat, {} im Jahr.",
                v.vorher, v.nachher, v.monat, v.jahr
            ),
            "Fachkonzept 4.7",
        ));
    }
    weg.push(schritt(
        "Das ist ein Anlass zum Gespräch, kein Grund für eine Ablehnung.",
        "RL-01",
    ));
    Ok(Fertig {
        ergebnis: MehrfachAus {
            empfohlen,
            anzahl: vorher.len(),
            vorher: v.vorher.0,
            nachher: gebuendelt.then_some(v.nachher.0),
            ersparnis_monat: gebuendelt.then_some(v.monat.0),
            ersparnis_jahr: gebuendelt.then_some(v.jahr.0),
        },
        schritte: weg,
    })
}
