//! What is available, promised and expected (Fachkonzept 8.5).

use base::{Befund, Bp, Cent, Min};
use budget::{
    model::Stand,
    rules::{
        entgelt::Zahlungsweise,
        obligo,
        prognose::{self, Neufaelle, Teile},
    },
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::{
    Fertig, Gerechnet, Kopf, Rechner, schritt,
    werte::{Anteil, Betrag, Tag, quotient},
};

pub(super) fn alle() -> Vec<Rechner> {
    vec![
        Rechner::neu(
            Kopf {
                name: "obligo",
                titel: "Obligo einer Bewilligung",
                zweck: "Was kostet eine Bewilligung im Haushaltsjahr voraussichtlich?",
                norm: "Fachkonzept 8.5",
            },
            json!({"pauschale": "1250.00", "von": "2026-02-10", "bis": "2026-11-30", "zahlungsweise": "TAGGENAU"}),
            obligo_rechnen,
        ),
        Rechner::neu(
            Kopf {
                name: "prognose",
                titel: "Verfügbar und Prognose",
                zweck: "Was ist noch verfügbar, was ist zu erwarten, wie steht die Ampel?",
                norm: "Fachkonzept 8.5; RL-01",
            },
            json!({"ansatz": "1800000.00", "ist": "612345.67", "obligo": "780000.00", "neufaelle": "350000.00", "beendigungen": "65000.00"}),
            prognose_rechnen,
        ),
    ]
}

fn summe(werte: &[Cent], ort: &str) -> Result<Cent, Vec<Befund>> {
    werte
        .iter()
        .try_fold(0_i64, |s, c| s.checked_add(c.0))
        .map(Cent)
        .ok_or_else(|| zu_gross(ort))
}

pub(super) fn zu_gross(ort: &str) -> Vec<Befund> {
    vec![Befund::neu("BUDGET-E31", "Der Betrag ist zu groß.").an(ort)]
}

/// Amounts whose sums must fit into cents.
pub(super) fn beschraenkt(werte: &[(&str, Cent)]) -> Result<(), Vec<Befund>> {
    const GRENZE: u64 = 1_000_000_000_000_000;
    match werte.iter().find(|(_, c)| c.0.unsigned_abs() > GRENZE) {
        Some((ort, _)) => Err(zu_gross(ort)),
        None => Ok(()),
    }
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(super) enum Zahlweise {
    #[default]
    Taggenau,
    Dreissigstel,
}

impl From<Zahlweise> for Zahlungsweise {
    fn from(z: Zahlweise) -> Self {
        match z {
            Zahlweise::Taggenau => Self::Taggenau,
            Zahlweise::Dreissigstel => Self::Dreissigstel,
        }
    }
}

/// Eine Bewilligung: Pauschale im Monat oder Minuten in der Woche.
#[derive(Debug, Deserialize, ToSchema)]
struct ObligoEin {
    /// Pauschale im Monat.
    pauschale: Option<Betrag>,
    /// Bewilligt von. Für die Pauschale.
    von: Option<Tag>,
    /// Bewilligt bis. Ohne Angabe bis zum Ende des Haushaltsjahres.
    bis: Option<Tag>,
    /// Haushaltsjahr. Ohne Angabe das Kalenderjahr des Beginns.
    haushaltsjahr: Option<i16>,
    /// Zahlweise. Taggenau oder nach Dreißigsteln; ohne Angabe taggenau.
    zahlungsweise: Option<Zahlweise>,
    /// Minuten je Woche mindestens. Statt der Pauschale.
    #[serde(alias = "minuten_min")]
    minuten_je_woche_min: Option<i64>,
    /// Minuten je Woche höchstens.
    #[serde(alias = "minuten_max")]
    minuten_je_woche_max: Option<i64>,
    /// Wochen.
    wochen: Option<i64>,
    /// Satz je Stunde.
    satz: Option<Betrag>,
    /// Schon gezahlt. Verringert das Obligo.
    ist: Option<Betrag>,
}

/// Das Obligo.
#[derive(Debug, Serialize, ToSchema)]
struct ObligoAus {
    /// Obligo im Haushaltsjahr in Cent.
    obligo: i64,
    /// Noch offen nach den Zahlungen in Cent.
    offen: i64,
    /// Erwartete Minuten je Woche, wenn nach Minuten.
    erwartete_minuten: Option<i64>,
}

fn obligo_rechnen(e: ObligoEin) -> Gerechnet<ObligoAus> {
    let fehlt = |ort: &str, text: &str| vec![Befund::neu("BUDGET-E30", text).an(ort)];
    let mut weg = Vec::new();
    let (obligo, erwartet) = if let Some(p) = e.pauschale {
        let von = e.von.ok_or_else(|| fehlt("von", "Bitte den Beginn angeben."))?.0;
        let jahr = e.haushaltsjahr.unwrap_or_else(|| von.0.year());
        let tag = |m, t| base::Datum::neu(jahr, m, t);
        let (Some(erster), Some(letzter)) = (tag(1, 1), tag(12, 31)) else {
            return Err(fehlt("haushaltsjahr", "Dieses Jahr gibt es im Kalender nicht."));
        };
        let bis = e.bis.map_or(letzter, |t| t.0);
        if bis < von {
            return Err(fehlt("bis", "Das Ende liegt vor dem Beginn."));
        }
        let wie = e.zahlungsweise.unwrap_or_default();
        let o = obligo::pauschale(p.0, von, bis, (erster, letzter), wie.into())
            .ok_or_else(|| zu_gross("pauschale"))?;
        weg.push(schritt(
            format!(
                "{} im Monat vom {} bis {}; angebrochene Monate {}; nur die Tage im Haushaltsjahr {jahr}: {o}.",
                p.0,
                von.max(erster),
                bis.min(letzter),
                if wie == Zahlweise::Taggenau { "taggenau" } else { "nach Dreißigsteln" }
            ),
            "Fachkonzept 8.4, 8.5",
        ));
        (o, None)
    } else {
        let min = e
            .minuten_je_woche_min
            .ok_or_else(|| fehlt("pauschale", "Bitte eine Pauschale oder Minuten je Woche angeben."))?;
        let max = e.minuten_je_woche_max.unwrap_or(min);
        let satz = e
            .satz
            .ok_or_else(|| fehlt("satz", "Bitte den Satz je Stunde angeben."))?
            .0;
        let wochen = e
            .wochen
            .ok_or_else(|| fehlt("wochen", "Bitte die Zahl der Wochen angeben."))?;
        if min < 0 || max < min || max > 100_000 || !(0..=1_000).contains(&wochen) {
            return Err(fehlt(
                "minuten_je_woche_max",
                "Der Korridor oder die Wochen können so nicht sein.",
            ));
        }
        let erwartet = obligo::erwartete_minuten(Min(min), Min(max));
        let o = obligo::stunden(Min(min), Min(max), wochen, satz).ok_or_else(|| zu_gross("satz"))?;
        weg.push(schritt(
            format!("Die Mitte des Korridors von {min} bis {max} Minuten, auf fünf aufgerundet: {} Minuten je Woche.", erwartet.0),
            "Fachkonzept 8.5",
        ));
        weg.push(schritt(
            format!("{wochen} Wochen zu {satz} je Stunde, jede Woche für sich gerundet: {o}."),
            "Fachkonzept 8.4",
        ));
        (o, Some(erwartet.0))
    };
    let ist = e.ist.map_or(Cent(0), |b| b.0);
    let weniger = obligo::aufloesung(obligo, ist);
    let offen = obligo.0 - weniger.0;
    if ist.0 != 0 {
        weg.push(schritt(
            format!("Gezahlt sind {ist}; offen bleiben {}.", Cent(offen)),
            "Fachkonzept 8.5",
        ));
    }
    Ok(Fertig {
        ergebnis: ObligoAus {
            obligo: obligo.0,
            offen,
            erwartete_minuten: erwartet,
        },
        schritte: weg,
    })
}

/// Eine Art Hilfe mit den neuen Fällen der letzten zwölf Monate.
#[derive(Debug, Deserialize, ToSchema)]
struct NeufaelleEin {
    /// Neue Fälle in zwölf Monaten.
    faelle: u32,
    /// Mittlere Restkosten eines Falls.
    restkosten: Betrag,
}

/// Ein Topf und was erwartet wird.
#[derive(Debug, Deserialize, ToSchema)]
struct PrognoseEin {
    /// Ansatz.
    ansatz: Betrag,
    /// Übertrag aus dem Vorjahr.
    uebertrag: Option<Betrag>,
    /// Umbuchungen. Zugänge positiv, Abgänge negativ.
    umbuchungen: Option<Betrag>,
    /// Einnahmen.
    einnahmen: Option<Betrag>,
    /// Ist. Schon gezahlt.
    ist: Betrag,
    /// Obligo. Zugesagt und noch nicht gezahlt.
    obligo: Betrag,
    /// Erwartete neue Fälle. Als Betrag.
    #[serde(alias = "erwartete_neufaelle")]
    neufaelle: Option<Betrag>,
    /// Erwartete neue Fälle je Art. Statt des Betrags.
    #[serde(default)]
    neufaelle_je_art: Vec<NeufaelleEin>,
    /// Restliche Monate. Zu den Fällen je Art.
    restmonate: Option<u32>,
    /// Erwartete Beendigungen.
    #[serde(alias = "erwartete_beendigungen")]
    beendigungen: Option<Betrag>,
    /// Gelb ab. In Basispunkten; ohne Angabe 9500.
    gelb_bp: Option<Anteil>,
    /// Rot über. In Basispunkten; ohne Angabe 10000.
    rot_bp: Option<Anteil>,
}

/// Verfügbar, Prognose, Ampel.
#[derive(Debug, Serialize, ToSchema)]
struct PrognoseAus {
    /// Verfügbar in Cent.
    verfuegbar: i64,
    /// Prognose in Cent.
    prognose: i64,
    /// Prognose in Prozent des Rahmens, auf zwei Stellen.
    prozent: Option<f64>,
    /// Was vom Rahmen bleibt, in Cent.
    reserve: i64,
    /// Ampel. GRUEN, GELB oder ROT. Nur ein Signal: Bewilligungen bleiben immer möglich.
    #[schema(value_type = String)]
    ampel: prognose::Ampel,
    /// Bewilligungen bleiben möglich.
    bewilligung_moeglich: bool,
}

fn prognose_rechnen(e: PrognoseEin) -> Gerechnet<PrognoseAus> {
    let oder = |b: Option<Betrag>| b.map_or(Cent(0), |b| b.0);
    let mut neufaelle = oder(e.neufaelle);
    let mut weg = Vec::new();
    if !e.neufaelle_je_art.is_empty() {
        let arten: Vec<Neufaelle> = e
            .neufaelle_je_art
            .iter()
            .map(|a| Neufaelle {
                faelle: i64::from(a.faelle),
                restkosten: a.restkosten.0,
            })
            .collect();
        let monate = e.restmonate.ok_or_else(|| {
            vec![Befund::neu("BUDGET-E30", "Bitte die restlichen Monate angeben.").an("restmonate")]
        })?;
        let mehr = prognose::erwartete_neufaelle(&arten, i64::from(monate))
            .ok_or_else(|| zu_gross("neufaelle_je_art"))?;
        weg.push(schritt(
            format!("Neue Fälle im Mittel je Monat × {monate} Monate × Restkosten: {mehr}."),
            "Fachkonzept 8.5",
        ));
        neufaelle = summe(&[neufaelle, mehr], "neufaelle")?;
    }
    let stand = Stand {
        ist: e.ist.0,
        obligo: e.obligo.0,
        umbuchung: oder(e.umbuchungen),
        uebertrag: oder(e.uebertrag),
        einnahme: oder(e.einnahmen),
    };
    let teile = Teile {
        ist: stand.ist,
        obligo: stand.obligo,
        neufaelle,
        beendigungen: oder(e.beendigungen),
    };
    beschraenkt(&[
        ("ansatz", e.ansatz.0),
        ("ist", stand.ist),
        ("obligo", stand.obligo),
        ("umbuchungen", stand.umbuchung),
        ("uebertrag", stand.uebertrag),
        ("einnahmen", stand.einnahme),
        ("neufaelle", neufaelle),
        ("beendigungen", teile.beendigungen),
    ])?;
    let rahmen = prognose::rahmen(e.ansatz.0, &stand);
    let verfuegbar = prognose::verfuegbar(e.ansatz.0, &stand);
    let schwelle = |a: Option<Anteil>, sonst| a.map_or(Bp(sonst), |a| a.0);
    let p = prognose::prognose(
        &teile,
        rahmen,
        (schwelle(e.gelb_bp, 9_500), schwelle(e.rot_bp, 10_000)),
    );
    weg.push(schritt(
        format!(
            "Verfügbar: Rahmen {rahmen} − Ist {} − Obligo {} = {verfuegbar}.",
            stand.ist, stand.obligo
        ),
        "Fachkonzept 8.5",
    ));
    weg.push(schritt(
        format!(
            "Prognose: Ist {} + Obligo {} + neue Fälle {neufaelle} − Beendigungen {} = {}, das sind {}.",
            teile.ist, teile.obligo, teile.beendigungen, p.betrag, p.prozent
        ),
        "Fachkonzept 8.5",
    ));
    weg.push(schritt(
        format!(
            "Die Ampel steht auf {}. Sie ist ein Signal; über Hilfen entscheidet sie nie.",
            p.ampel.wort()
        ),
        "RL-01, GO budget.ampel_bp",
    ));
    Ok(Fertig {
        ergebnis: PrognoseAus {
            verfuegbar: verfuegbar.0,
            prognose: p.betrag.0,
            prozent: quotient(i128::from(p.betrag.0) * 100, i128::from(rahmen.0), 2),
            reserve: p.reserve.0,
            ampel: p.ampel,
            bewilligung_moeglich: true,
        },
        schritte: weg,
    })
}
