//! The form of a scenario: from the input of the allocation to fields and back.

use base::{Bp, Cent};
use web::{Eingaben, Formular};

use super::hilfen::{cent, pflichtcent};
use crate::{
    model::Szenario,
    rules::{
        betrag,
        verteilung::{Grundlage, Indikator, Kappung, Konvergenz, Vorwegabzug},
    },
};

/// Most indicators of one scenario.
pub const MERKMALE: usize = 20;

/// Words of the fields for the summary of errors.
pub const NAMEN: [(&str, &str); 7] = [
    ("vorweg", "Vorwegabzug"),
    ("vorweg_bp", "Vorwegabzug in Prozent"),
    ("gesamt", "Gesamtbudget"),
    ("methode", "Methode"),
    ("beta", "Alter Anteil"),
    ("grenze", "Größte Änderung"),
    ("beschluss", "Beschluss"),
];

/// Values are kept in thousandths and shown with two decimals at most.
fn zahl(tausendstel: i64) -> String {
    let text = betrag::eingabe(Cent(tausendstel / 10));
    text.trim_end_matches('0').trim_end_matches(',').to_owned()
}

/// The form of what is stored.
pub fn zeigen(s: &Szenario) -> Formular {
    let e = &s.eingabe;
    let mut f = Formular::leer()
        .setze("name", &s.name)
        .setze("version", s.version)
        .setze("gesamt", betrag::eingabe(e.gesamt));
    f = match e.vorwegabzug {
        Vorwegabzug::Cent(c) => f.setze("vorweg", betrag::eingabe(c)),
        Vorwegabzug::Bp(bp) => f.setze("vorweg_bp", betrag::eingabe(Cent(bp.0))),
    };
    let n = e.regionen.len();
    match &e.grundlage {
        Grundlage::M1 { indikatoren } => {
            f = f.setze("methode", "M1").setze("alpha", "25");
            for (k, i) in indikatoren.iter().enumerate() {
                f = f
                    .setze(&format!("ind-{k}"), &i.name)
                    .setze(&format!("gew-{k}"), betrag::eingabe(Cent(i.gewicht.0)));
                for (r, w) in i.werte.iter().enumerate() {
                    f = f.setze(&format!("wert-{k}-{r}"), zahl(*w));
                }
            }
        }
        Grundlage::M2 {
            einwohner,
            quote,
            alpha,
        } => {
            f = f
                .setze("methode", "M2")
                .setze("alpha", betrag::eingabe(Cent(alpha.0)));
            for r in 0..n {
                f = f
                    .setze(&format!("ew-{r}"), zahl(einwohner.get(r).copied().unwrap_or(0)))
                    .setze(&format!("quote-{r}"), zahl(quote.get(r).copied().unwrap_or(0)));
            }
        }
    }
    if let Some(k) = &e.konvergenz {
        f = f.setze("m3", "ja").setze("beta", betrag::eingabe(Cent(k.beta.0)));
        for (r, c) in k.ist.iter().enumerate() {
            f = f.setze(&format!("ist-{r}"), betrag::eingabe(*c));
        }
    } else {
        f = f.setze("beta", "80,00");
    }
    if let Some(k) = &e.kappung {
        f = f
            .setze("m4", "ja")
            .setze("grenze", betrag::eingabe(Cent(k.grenze.0)));
        for (r, c) in k.vorjahr.iter().enumerate() {
            f = f.setze(&format!("vor-{r}"), betrag::eingabe(*c));
        }
    } else {
        f = f.setze("grenze", "5,00");
    }
    f
}

/// The scenario as the form says; what is wrong is noted at its field.
pub fn lesen(e: &mut Eingaben, alt: &Szenario) -> Szenario {
    let mut s = alt.clone();
    s.name = e.pflichttext("name", 80);
    s.version = e.zahl("version", 0, i64::MAX).unwrap_or(0);
    s.eingabe.gesamt = pflichtcent(e, "gesamt").unwrap_or_default();
    let (fest, anteil) = (cent(e, "vorweg"), cent(e, "vorweg_bp"));
    s.eingabe.vorwegabzug = match (fest, anteil) {
        (Some(c), None) => Vorwegabzug::Cent(c),
        (None, Some(bp)) => Vorwegabzug::Bp(Bp(bp.0)),
        _ => {
            e.melde(
                "vorweg",
                "WEB-E01",
                "Bitte entweder einen Betrag oder einen Anteil angeben.",
            );
            s.eingabe.vorwegabzug
        }
    };
    let n = s.eingabe.regionen.len();
    let reihe = |e: &mut Eingaben, vorsatz: &str, mal: i64| -> Vec<i64> {
        (0..n)
            .map(|r| cent(e, &format!("{vorsatz}-{r}")).map_or(0, |c| c.0.saturating_mul(mal)))
            .collect()
    };
    let bp = |e: &mut Eingaben, feld: &str| Bp(cent(e, feld).map_or(0, |c| c.0));
    s.eingabe.grundlage = if e.roh("methode") == "M2" {
        Grundlage::M2 {
            einwohner: reihe(e, "ew", 10),
            quote: reihe(e, "quote", 10),
            alpha: bp(e, "alpha"),
        }
    } else {
        let mut indikatoren = Vec::new();
        for k in 0..MERKMALE {
            let name = e.text(&format!("ind-{k}"), 60);
            if !name.is_empty() {
                indikatoren.push(Indikator {
                    name,
                    gewicht: bp(e, &format!("gew-{k}")),
                    werte: reihe(e, &format!("wert-{k}"), 10),
                });
            }
        }
        Grundlage::M1 { indikatoren }
    };
    let geld = |werte: Vec<i64>| werte.into_iter().map(Cent).collect::<Vec<_>>();
    s.eingabe.konvergenz = e.haken("m3").then(|| Konvergenz {
        beta: bp(e, "beta"),
        ist: geld(reihe(e, "ist", 1)),
    });
    s.eingabe.kappung = e.haken("m4").then(|| Kappung {
        grenze: bp(e, "grenze"),
        vorjahr: geld(reihe(e, "vor", 1)),
    });
    s
}
