//! An invoice held against the order, the contacts, the corridor and the agreed prices, line by line. It finds and
//! says; what is paid a person decides.

use std::collections::BTreeMap;

use base::{Cent, Datum, Min};

use super::{
    entgelt::{Zahlungsweise, zeile},
    obligo::pauschale,
};
use crate::model::{Abweichung, Auftrag, Einheit, Entgelt, NeueRechnung, NeueZeile};

/// What an invoice is held against.
#[derive(Debug, Clone)]
pub struct Grundlage<'a> {
    /// Name of the Träger that sends it.
    pub traeger: &'a str,
    /// Its orders that the lines name, with their contacts.
    pub auftraege: &'a [Auftrag],
    /// Its prices.
    pub entgelte: &'a [Entgelt],
    /// Leistungen that its Trägerbudget pays already, with their period.
    pub abgegolten: &'a [(String, Datum, Datum)],
    /// Minutes and lines of other invoices: (order, day, unit, minutes).
    pub schon: &'a [(String, Datum, Einheit, i64)],
    /// Numbers of its invoices that count already.
    pub nummern: &'a [String],
    /// How part months are paid.
    pub zahlungsweise: Zahlungsweise,
    /// Today.
    pub heute: Datum,
}

/// What came of a line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pruefzeile {
    /// Place of its order in [`Grundlage::auftraege`].
    pub auftrag: Option<usize>,
    /// What it comes to by our prices; `None` without order or price.
    pub soll: Option<Cent>,
    /// Differences.
    pub befunde: Vec<Abweichung>,
}

impl Pruefzeile {
    /// Nothing stands against paying it.
    #[must_use]
    pub fn gut(&self) -> bool {
        !self.befunde.iter().any(|b| b.hart)
    }
}

/// What came of an invoice.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pruefung {
    /// Its lines, in order.
    pub zeilen: Vec<Pruefzeile>,
    /// Differences of the whole.
    pub befunde: Vec<Abweichung>,
    /// Sum of what the lines come to by our prices.
    pub soll: Cent,
}

impl Pruefung {
    /// Nothing stands against paying it as it is.
    #[must_use]
    pub fn gut(&self) -> bool {
        !self.befunde.iter().any(|b| b.hart) && self.zeilen.iter().all(Pruefzeile::gut)
    }

    /// How many differences there are that somebody has to look at.
    #[must_use]
    pub fn anzahl(&self) -> usize {
        let zeilen = self.zeilen.iter().flat_map(|z| &z.befunde);
        zeilen.chain(&self.befunde).filter(|b| b.hart).count()
    }
}

fn abweichung(code: &str, ort: &str, text: impl Into<String>, tun: &str) -> Abweichung {
    Abweichung {
        code: code.to_owned(),
        ort: ort.to_owned(),
        text: text.into(),
        tun: tun.to_owned(),
        hart: true,
    }
}

/// The price of a Leistung on a day: of those that hold, the one that begins last; entered twice, the later entry. A
/// price of its own goes before the one for everything.
#[must_use]
pub fn entgelt_am<'a>(
    alle: &'a [Entgelt],
    leistungsart: &str,
    einheit: Einheit,
    tag: Datum,
) -> Option<&'a Entgelt> {
    let gilt = |e: &&Entgelt| e.einheit == einheit && e.ab <= tag && e.bis.is_none_or(|b| tag < b);
    let beste = |name: &str| {
        alle.iter()
            .filter(gilt)
            .filter(|e| e.leistungsart == name)
            .max_by_key(|e| (e.ab, e.angelegt_am.0, e.id))
    };
    beste(leistungsart).or_else(|| beste(""))
}

/// What a line comes to at a price.
#[must_use]
pub fn soll(z: &NeueZeile, preis: Cent, wie: Zahlungsweise) -> Option<Cent> {
    match z.einheit {
        Einheit::Stunde => zeile(Min(z.menge), preis),
        Einheit::Tag => preis.0.checked_mul(tage(z)).map(Cent),
        Einheit::Monat => pauschale(preis, z.von, z.bis, (z.von, z.bis), wie),
    }
}

fn tage(z: &NeueZeile) -> i64 {
    z.von.0.duration_until(z.bis.0).as_hours() / 24 + 1
}

fn montag(tag: Datum) -> Datum {
    let vor = i32::from(tag.0.weekday().to_monday_zero_offset());
    tag.plus_tage(-vor)
}

/// Checks it.
#[must_use]
pub fn pruefen(r: &NeueRechnung, g: &Grundlage<'_>) -> Pruefung {
    let mut zeilen: Vec<Pruefzeile> = (1..)
        .zip(&r.zeilen)
        .map(|(nr, z)| eine(z, &format!("Zeile {nr}"), g))
        .collect();
    minuten(r, g, &mut zeilen);
    let soll = Cent(
        zeilen
            .iter()
            .filter_map(|z| z.soll)
            .fold(0_i64, |s, c| s.saturating_add(c.0)),
    );
    Pruefung {
        befunde: kopf(r, g),
        zeilen,
        soll,
    }
}

fn kopf(r: &NeueRechnung, g: &Grundlage<'_>) -> Vec<Abweichung> {
    let mut aus = Vec::new();
    let summe = r.zeilen.iter().fold(0_i64, |s, z| s.saturating_add(z.betrag.0));
    if summe != r.summe.0 {
        let text = format!("Die Zeilen ergeben {}, gefordert sind {}.", Cent(summe), r.summe);
        let tun = "Jede Zeile auf den Cent runden und dann zusammenzählen.";
        aus.push(abweichung("BUDGET-E59", "Summe", text, tun));
    }
    if g.nummern.contains(&r.nummer) {
        let text = format!("Die Rechnung {} dieses Trägers gibt es schon.", r.nummer);
        let tun = "Prüfen, ob sie doppelt gesendet wurde. Eine neue Rechnung braucht eine neue Nummer.";
        aus.push(abweichung("BUDGET-E62", "Rechnungsnummer", text, tun));
    }
    if r.datum > g.heute {
        let text = format!("Das Rechnungsdatum {} liegt in der Zukunft.", r.datum);
        aus.push(abweichung(
            "BUDGET-E63",
            "Rechnungsdatum",
            text,
            "Datum beim Träger erfragen.",
        ));
    }
    if !r.steller.is_empty() && base::suchform(&r.steller) != base::suchform(g.traeger) {
        aus.push(Abweichung {
            hart: false,
            ..abweichung(
                "BUDGET-E65",
                "Rechnungssteller",
                format!(
                    "In der Datei steht „{}“, eingereicht hat „{}“.",
                    r.steller, g.traeger
                ),
                "Prüfen, ob es derselbe Träger ist.",
            )
        });
    }
    aus
}

fn eine(z: &NeueZeile, ort: &str, g: &Grundlage<'_>) -> Pruefzeile {
    let mut p = Pruefzeile::default();
    let mut melde = |code: &str, text: String, tun: &str| p.befunde.push(abweichung(code, ort, text, tun));
    if z.bis < z.von || z.menge <= 0 || z.betrag.0 <= 0 {
        let text = "Menge und Betrag müssen größer als null sein, das Ende nicht vor dem Anfang.".to_owned();
        melde(
            "BUDGET-E58",
            text,
            "Zeile berichtigen lassen. Zurück geht Geld nur über ein Storno.",
        );
        return p;
    }
    if z.bis > g.heute {
        let text = format!("Der {} liegt in der Zukunft.", z.bis);
        melde("BUDGET-E63", text, "Erst abrechnen, wenn geleistet ist.");
    }
    let eigene: Vec<usize> = (0..g.auftraege.len())
        .filter(|i| g.auftraege[*i].nummer == z.auftrag)
        .collect();
    if eigene.is_empty() {
        let text = format!("Einen Auftrag „{}“ an diesen Träger gibt es nicht.", z.auftrag);
        melde(
            "BUDGET-E50",
            text,
            "Nummer des Auftrags prüfen; sie steht über dem Auftrag.",
        );
        return p;
    }
    let passt = eigene.iter().copied().find(|i| {
        let a = &g.auftraege[*i];
        a.angenommen && a.beginn <= z.von && z.bis <= a.ende
    });
    if passt.is_none() {
        let zeiten: Vec<String> = eigene
            .iter()
            .map(|i| format!("{} bis {}", g.auftraege[*i].beginn, g.auftraege[*i].ende))
            .collect();
        let text = format!(
            "{} bis {} liegt nicht im Auftrag ({}).",
            z.von,
            z.bis,
            zeiten.join(", ")
        );
        melde(
            "BUDGET-E51",
            text,
            "Mit der Fachkraft klären, ob der Auftrag verlängert wurde.",
        );
    }
    let i = passt.or_else(|| eigene.first().copied());
    let Some(a) = i.and_then(|i| g.auftraege.get(i)) else {
        return p;
    };
    let frei = |(l, von, bis): &&(String, Datum, Datum)| {
        (l.is_empty() || *l == a.leistungsart) && *von <= z.von && z.bis <= *bis
    };
    if g.abgegolten.iter().any(|x| frei(&x)) {
        let text = "Diese Leistung zahlt schon das Trägerbudget.".to_owned();
        melde("BUDGET-E64", text, "Zeile nicht bezahlen.");
    }
    // a price that changes inside a line cannot be told apart
    let (erster, letzter) = (
        entgelt_am(g.entgelte, &a.leistungsart, z.einheit, z.von),
        entgelt_am(g.entgelte, &a.leistungsart, z.einheit, z.bis),
    );
    match (erster, letzter) {
        (Some(e), Some(l)) if e.betrag == l.betrag => {
            if e.betrag != z.satz {
                let text = format!(
                    "Vereinbart sind {} je {} ab {}, gefordert {}.",
                    e.betrag, e.einheit, e.ab, z.satz
                );
                melde(
                    "BUDGET-E53",
                    text,
                    "Mit dem vereinbarten Satz bezahlen oder den Satz nachtragen.",
                );
            }
            let s = soll(z, e.betrag, g.zahlungsweise);
            if let Some(s) = s.filter(|s| *s != z.betrag) {
                let text = format!("Berechnet sind {s}, gefordert {}.", z.betrag);
                melde(
                    "BUDGET-E54",
                    text,
                    "Jede Zeile wird für sich auf den Cent gerundet.",
                );
            }
            p.soll = s;
        }
        (Some(_), Some(l)) => {
            let text = format!("Ab {} gilt ein anderer Satz.", l.ab);
            melde("BUDGET-E52", text, "Zeile am Tag des Wechsels teilen lassen.");
        }
        _ => {
            let text = format!(
                "Für {} ist am {} kein Satz je {} vereinbart.",
                a.leistungsart, z.von, z.einheit
            );
            melde("BUDGET-E52", text, "Satz unter „Entgelte“ eintragen.");
        }
    }
    p.auftrag = i;
    p
}

/// Hours against the contacts of the day and the corridor of the week; a day billed twice.
fn minuten(r: &NeueRechnung, g: &Grundlage<'_>, zeilen: &mut [Pruefzeile]) {
    let mut am_tag: BTreeMap<(usize, Datum), i64> = BTreeMap::new();
    let mut in_der_woche: BTreeMap<(usize, Datum), i64> = BTreeMap::new();
    for (i, a) in g.auftraege.iter().enumerate() {
        let andere = g
            .schon
            .iter()
            .filter(|s| s.0 == a.nummer && s.2 == Einheit::Stunde && a.beginn <= s.1 && s.1 <= a.ende);
        for s in andere {
            *am_tag.entry((i, s.1)).or_default() += s.3;
            *in_der_woche.entry((i, montag(s.1))).or_default() += s.3;
        }
    }
    for (nr, (z, p)) in r.zeilen.iter().zip(zeilen.iter_mut()).enumerate() {
        let ort = format!("Zeile {}", nr + 1);
        let Some((i, a)) = p.auftrag.and_then(|i| Some((i, g.auftraege.get(i)?))) else {
            continue;
        };
        if z.einheit != Einheit::Stunde {
            let doppelt = g
                .schon
                .iter()
                .any(|s| s.0 == a.nummer && s.2 == z.einheit && s.1 == z.von)
                || r.zeilen[..nr].iter().any(|w| {
                    w.auftrag == z.auftrag && w.einheit == z.einheit && w.von <= z.bis && z.von <= w.bis
                });
            if doppelt {
                let text = format!("Die Zeit ab {} ist schon abgerechnet.", z.von);
                p.befunde
                    .push(abweichung("BUDGET-E56", &ort, text, "Nicht zweimal bezahlen."));
            }
            continue;
        }
        let des_tages = || a.kontakte.iter().filter(|k| k.datum >= z.von && k.datum <= z.bis);
        let belegt: i64 = des_tages().filter(|k| !k.ausfall).map(|k| k.minuten).sum();
        let tag = am_tag.entry((i, z.von)).or_default();
        *tag = tag.saturating_add(z.menge);
        let woche = in_der_woche.entry((i, montag(z.von))).or_default();
        *woche = woche.saturating_add(z.menge);
        if belegt == 0 {
            let (text, code) = if des_tages().next().is_some() {
                (format!("Der Kontakt am {} ist ausgefallen.", z.von), "BUDGET-E60")
            } else {
                (
                    format!("Am {} ist kein Kontakt eingetragen.", z.von),
                    "BUDGET-E55",
                )
            };
            p.befunde.push(abweichung(
                code,
                &ort,
                text,
                "Der Träger trägt den Kontakt am Auftrag nach.",
            ));
        } else if *tag > belegt {
            let text = format!(
                "{tag} Minuten abgerechnet, {belegt} Minuten Kontakt am {}.",
                z.von
            );
            let tun = "Kontakte nachtragen oder die Minuten kürzen lassen.";
            p.befunde.push(abweichung("BUDGET-E56", &ort, text, tun));
        } else if des_tages().any(|k| !k.bestaetigt) {
            p.befunde.push(Abweichung {
                hart: false,
                ..abweichung(
                    "BUDGET-E61",
                    &ort,
                    "Die Fachkraft hat den Kontakt noch nicht bestätigt.",
                    "Kann bezahlt werden.",
                )
            });
        }
        if *woche > a.hoechstens {
            let text = format!(
                "{woche} Minuten in der Woche ab {}, bewilligt sind höchstens {}.",
                montag(z.von),
                a.hoechstens
            );
            let tun = "Mehr als der Korridor braucht eine Änderung des Hilfeplans.";
            p.befunde.push(abweichung("BUDGET-E57", &ort, text, tun));
        }
    }
}

#[cfg(test)]
#[path = "rechnung_tests.rs"]
mod tests;
