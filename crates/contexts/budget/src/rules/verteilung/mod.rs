//! Allocation of the regional budgets (Fachkonzept 8.3): `V = G − Z`, then M1 or M2, then perhaps M3, then perhaps M4,
//! and the largest remainder in cents. Every step is written down for the Verteilungsprotokoll.

mod anteile;
mod einwohner;
mod indikatoren;
mod kappung;
mod konvergenz;
#[cfg(test)]
mod tests;

use base::{Befund, Bp, Cent, kaufm};
use serde::{Deserialize, Serialize};

use self::anteile::Anteile;
use super::bruch::{bruch, prozent};

pub use konvergenz::BETA_STUFEN;

/// The Vorwegabzug, held back centrally for the unforeseen (§ 80 Abs. 1 Nr. 3 SGB VIII).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Vorwegabzug {
    /// A fixed amount.
    Cent(Cent),
    /// A share of the total.
    Bp(Bp),
}

impl Vorwegabzug {
    /// What it is of this total; `None` when it does not fit into cents.
    #[must_use]
    pub fn von(self, gesamt: Cent) -> Option<Cent> {
        match self {
            Self::Cent(c) => Some(c),
            Self::Bp(bp) => kaufm(i128::from(gesamt.0) * i128::from(bp.0), 10_000).map(Cent),
        }
    }
}

/// One that gets a share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Region {
    /// Sort key, unique: decides ties of the remainder (Fachkonzept 0.4).
    pub schluessel: String,
    /// What people call it.
    pub name: String,
}

/// One indicator of M1. Its values are in thousandths; the scale cancels out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Indikator {
    /// What it counts.
    pub name: String,
    /// Its weight.
    pub gewicht: Bp,
    /// One value for each region.
    pub werte: Vec<i64>,
}

/// The method the new shares come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "methode")]
pub enum Grundlage {
    /// Shares of indicators.
    M1 {
        /// Weights sum to 10 000 Bp.
        indikatoren: Vec<Indikator>,
    },
    /// Weighted inhabitants.
    M2 {
        /// Whom the budget is for, in each region, in thousandths.
        einwohner: Vec<i64>,
        /// Quota in each region, in thousandths.
        quote: Vec<i64>,
        /// How strongly the quota weighs.
        alpha: Bp,
    },
}

/// M3: how much of the old share stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Konvergenz {
    /// Part of the old share.
    pub beta: Bp,
    /// Ist of the last closed year, in each region.
    pub ist: Vec<Cent>,
}

/// M4: how far a budget may move from the year before, scaled to `V`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kappung {
    /// Greatest change.
    pub grenze: Bp,
    /// Budget of the year before, in each region.
    pub vorjahr: Vec<Cent>,
}

/// All that decides the allocation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Eingabe {
    /// Gesamtbudget `G`.
    pub gesamt: Cent,
    /// `Z`.
    pub vorwegabzug: Vorwegabzug,
    /// Who gets a share.
    pub regionen: Vec<Region>,
    /// M1 or M2.
    pub grundlage: Grundlage,
    /// M3.
    pub konvergenz: Option<Konvergenz>,
    /// M4.
    pub kappung: Option<Kappung>,
}

/// One step of the protocol: what was done, by which rule, with the numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schritt {
    /// What was done.
    pub titel: String,
    /// GO key or section of the rule.
    pub regel: String,
    /// The names of the columns; the first is that of the row.
    pub spalten: Vec<String>,
    /// The numbers.
    pub zeilen: Vec<Vec<String>>,
}

/// The share of one region.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anteil {
    /// Sort key.
    pub schluessel: String,
    /// Name.
    pub name: String,
    /// The budget.
    pub betrag: Cent,
    /// Exact share as `numerator/denominator`.
    pub bruch: String,
    /// Share for reading.
    pub prozent: String,
}

/// The result with every step that led to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verteilung {
    /// `G`.
    pub gesamt: Cent,
    /// `Z`.
    pub vorweg: Cent,
    /// `V = G − Z`.
    pub verteilt: Cent,
    /// Methods in the order used, such as `M1 → M3`.
    pub methode: String,
    /// In the order of the input.
    pub anteile: Vec<Anteil>,
    /// What was done.
    pub schritte: Vec<Schritt>,
}

/// Computes the allocation. The order of the regions does not matter (INV-B2), and the parts with the Vorwegabzug sum
/// to the total in cents (INV-B1).
///
/// # Errors
/// All findings at once: `BUDGET-E04`, `BUDGET-E05`, `BUDGET-E11`, and `BUDGET-E30` for incomplete input.
pub fn verteilen(ein: &Eingabe) -> Result<Verteilung, Vec<Befund>> {
    pruefen(ein)?;
    // everything is computed in the order of the sort keys and handed out in the order it came in
    let mut reihenfolge: Vec<usize> = (0..ein.regionen.len()).collect();
    reihenfolge.sort_by(|a, b| ein.regionen[*a].schluessel.cmp(&ein.regionen[*b].schluessel));
    let namen: Vec<&str> = reihenfolge
        .iter()
        .map(|i| ein.regionen[*i].name.as_str())
        .collect();
    let vorweg = ein
        .vorwegabzug
        .von(ein.gesamt)
        .ok_or_else(|| vec![Befund::neu("BUDGET-E30", "Der Vorwegabzug ist zu groß.").an("vorwegabzug")])?;
    let verteilt = Cent(ein.gesamt.0 - vorweg.0);
    if vorweg.0 < 0 || verteilt.0 < 0 {
        let text = "Der Vorwegabzug ist größer als das Gesamtbudget.";
        return Err(vec![Befund::neu("BUDGET-E11", text).an("vorwegabzug")]);
    }
    let mut schritte = vec![vorab(ein, vorweg, verteilt)];
    let (mut anteile, mut methode) = match &ein.grundlage {
        Grundlage::M1 { indikatoren } => {
            let sortiert: Vec<Indikator> = indikatoren
                .iter()
                .map(|k| Indikator {
                    werte: reihenfolge.iter().map(|i| k.werte[*i]).collect(),
                    ..k.clone()
                })
                .collect();
            let (anteile, schritt) = indikatoren::anteile(&sortiert, &namen)?;
            schritte.push(schritt);
            (anteile, "M1".to_owned())
        }
        Grundlage::M2 {
            einwohner,
            quote,
            alpha,
        } => {
            let um = |w: &[i64]| reihenfolge.iter().map(|i| w[*i]).collect::<Vec<_>>();
            let (anteile, schritt) = einwohner::anteile(&um(einwohner), &um(quote), *alpha, &namen)?;
            schritte.push(schritt);
            (anteile, "M2".to_owned())
        }
    };
    if let Some(k) = &ein.konvergenz {
        let ist: Vec<Cent> = reihenfolge.iter().map(|i| k.ist[*i]).collect();
        let (neu, schritt) = konvergenz::anteile(&anteile, &ist, k.beta, &namen)?;
        anteile = neu;
        schritte.push(schritt);
        methode.push_str(" → M3");
    }
    if let Some(k) = &ein.kappung {
        let vorjahr: Vec<Cent> = reihenfolge.iter().map(|i| k.vorjahr[*i]).collect();
        let (neu, mehr) = kappung::anteile(&anteile, &vorjahr, k.grenze, verteilt, &namen)?;
        anteile = neu;
        schritte.extend(mehr);
        methode.push_str(" → M4");
    }
    let betraege = anteile
        .in_cent(verteilt)
        .ok_or_else(|| vec![Befund::neu("BUDGET-E05", "Alle Anteile sind null.").an("indikatoren")])?;
    let anteile = anteile.am_ganzen();
    schritte.push(schluss(&namen, &anteile, &betraege, verteilt));
    let mut aus: Vec<(usize, Anteil)> = reihenfolge
        .iter()
        .zip(&betraege)
        .enumerate()
        .map(|(r, (i, betrag))| {
            let neu = Anteil {
                schluessel: ein.regionen[*i].schluessel.clone(),
                name: ein.regionen[*i].name.clone(),
                betrag: *betrag,
                bruch: anteile.genau(r).to_string(),
                prozent: anteile.prozent(r, 4),
            };
            (*i, neu)
        })
        .collect();
    aus.sort_by_key(|(i, _)| *i);
    Ok(Verteilung {
        gesamt: ein.gesamt,
        vorweg,
        verteilt,
        methode,
        anteile: aus.into_iter().map(|(_, a)| a).collect(),
        schritte,
    })
}

fn vorab(ein: &Eingabe, vorweg: Cent, verteilt: Cent) -> Schritt {
    let wie = match ein.vorwegabzug {
        Vorwegabzug::Cent(_) => "fester Betrag".to_owned(),
        Vorwegabzug::Bp(bp) => format!("{} vom Gesamtbudget", prozent(&bruch(bp.0, 10_000), 2)),
    };
    Schritt {
        titel: "Vorwegabzug".to_owned(),
        regel: "GO budget.vorwegabzug, § 80 Abs. 1 Nr. 3 SGB VIII".to_owned(),
        spalten: vec!["Größe".into(), "Betrag".into()],
        zeilen: vec![
            vec!["Gesamtbudget G".into(), ein.gesamt.to_string()],
            vec![format!("Vorwegabzug Z ({wie})"), vorweg.to_string()],
            vec!["Zu verteilen V = G − Z".into(), verteilt.to_string()],
        ],
    }
}

fn schluss(namen: &[&str], anteile: &Anteile, betraege: &[Cent], verteilt: Cent) -> Schritt {
    let mut zeilen: Vec<Vec<String>> = namen
        .iter()
        .zip(betraege)
        .enumerate()
        .map(|(r, (n, b))| vec![(*n).to_owned(), anteile.prozent(r, 4), b.to_string()])
        .collect();
    zeilen.push(vec!["Summe".into(), "100,0000 %".into(), verteilt.to_string()]);
    Schritt {
        titel: "Auf Cent verteilt (größter Rest)".to_owned(),
        regel: "Fachkonzept 0.4; bei gleichem Rest zuerst der niedrigere Sortierschlüssel".to_owned(),
        spalten: vec!["Region".into(), "Anteil".into(), "Budget".into()],
        zeilen,
    }
}

/// Completeness, before anything is computed.
fn pruefen(ein: &Eingabe) -> Result<(), Vec<Befund>> {
    let mut befunde = Vec::new();
    let fehlt = |text: String, ort: &str| Befund::neu("BUDGET-E30", text).an(ort);
    let n = ein.regionen.len();
    if n == 0 {
        befunde.push(fehlt("Es ist keine Region genannt.".into(), "regionen"));
    }
    let mut schluessel: Vec<&str> = ein.regionen.iter().map(|r| r.schluessel.as_str()).collect();
    schluessel.sort_unstable();
    if schluessel.windows(2).any(|w| w[0] == w[1]) {
        befunde.push(fehlt(
            "Zwei Regionen haben denselben Sortierschlüssel.".into(),
            "regionen",
        ));
    }
    if ein.gesamt.0 < 0 {
        befunde.push(fehlt("Das Gesamtbudget ist negativ.".into(), "gesamt"));
    }
    let werte = |ort: &str, name: &str, w: &[i64]| -> Option<Befund> {
        if w.len() != n {
            Some(fehlt(format!("{name}: {} Werte für {n} Regionen.", w.len()), ort))
        } else if w.iter().any(|x| *x < 0) {
            Some(fehlt(format!("{name}: Ein Wert ist negativ."), ort))
        } else {
            None
        }
    };
    match &ein.grundlage {
        Grundlage::M1 { indikatoren } => {
            befunde.extend(
                indikatoren
                    .iter()
                    .filter_map(|k| werte("indikatoren", &k.name, &k.werte)),
            );
        }
        Grundlage::M2 { einwohner, quote, .. } => {
            befunde.extend(werte("einwohner", "Einwohner", einwohner));
            befunde.extend(werte("quote", "Quote", quote));
        }
    }
    let cent = |c: &[Cent]| c.iter().map(|c| c.0).collect::<Vec<_>>();
    if let Some(k) = &ein.konvergenz {
        befunde.extend(werte("ist", "Ist des Vorjahres", &cent(&k.ist)));
        if !(0..=10_000).contains(&k.beta.0) {
            let text = "Der alte Anteil liegt zwischen 0 und 100 Prozent.";
            befunde.push(fehlt(text.into(), "beta"));
        }
    }
    if let Some(k) = &ein.kappung {
        befunde.extend(werte("vorjahr", "Budget des Vorjahres", &cent(&k.vorjahr)));
        if !(0..=10_000).contains(&k.grenze.0) {
            befunde.push(fehlt(
                "Die Grenze liegt zwischen 0 und 100 Prozent.".into(),
                "grenze",
            ));
        }
    }
    if befunde.is_empty() { Ok(()) } else { Err(befunde) }
}
