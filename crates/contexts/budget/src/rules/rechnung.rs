//! An invoice held against the order, the contacts, the corridor and the agreed prices, line by line. It finds and
//! says; what is paid a person decides.

use base::{Cent, Datum, Min};

use super::{
    abgerechnet::zeiten,
    entgelt::{Zahlungsweise, zeile},
    obligo::pauschale,
};
use crate::model::{Abgegolten, Abgerechnet, Abweichung, Auftrag, Einheit, Entgelt, NeueRechnung, NeueZeile};

/// No line reaches over more days: a year with its leap day.
pub const HOECHSTENS_TAGE: i64 = 366;

/// What an invoice is held against.
#[derive(Debug, Clone)]
pub struct Grundlage<'a> {
    /// Name of the Träger that sends it.
    pub traeger: &'a str,
    /// Its orders that the lines name, with their contacts.
    pub auftraege: &'a [Auftrag],
    /// Its prices.
    pub entgelte: &'a [Entgelt],
    /// What its Trägerbudgets pay already.
    pub abgegolten: &'a [Abgegolten],
    /// Lines of other invoices that nobody refused.
    pub schon: &'a [Abgerechnet],
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

pub(super) fn abweichung(code: &str, ort: &str, text: impl Into<String>, tun: &str) -> Abweichung {
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

/// How many days a line reaches over, the first and the last counted.
#[must_use]
pub fn tage(z: &NeueZeile) -> i64 {
    z.von.0.duration_until(z.bis.0).as_hours() / 24 + 1
}

/// The orders a number names: the one it belongs to, else, as older invoices have it, those of the case.
#[must_use]
pub fn gemeint(auftraege: &[Auftrag], nummer: &str) -> Vec<usize> {
    let alle = |passt: fn(&Auftrag, &str) -> bool| -> Vec<usize> {
        let mit = auftraege.iter().enumerate().filter(|(_, a)| passt(a, nummer));
        mit.map(|(i, _)| i).collect()
    };
    let eigene = alle(|a, n| a.nummer == n);
    if eigene.is_empty() {
        alle(|a, n| a.aktenzeichen == n)
    } else {
        eigene
    }
}

/// Checks it.
#[must_use]
pub fn pruefen(r: &NeueRechnung, g: &Grundlage<'_>) -> Pruefung {
    let mut zeilen: Vec<Pruefzeile> = (1..)
        .zip(&r.zeilen)
        .map(|(nr, z)| eine(z, &format!("Zeile {nr}"), g))
        .collect();
    zeiten(r, g, &mut zeilen);
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
    if tage(z) > HOECHSTENS_TAGE {
        let text = format!("{} bis {} ist mehr als ein Jahr.", z.von, z.bis);
        melde("BUDGET-E58", text, "Zeile nach Monaten teilen lassen.");
        return p;
    }
    if z.bis > g.heute {
        let text = format!("Der {} liegt in der Zukunft.", z.bis);
        melde("BUDGET-E63", text, "Erst abrechnen, wenn geleistet ist.");
    }
    let Some(i) = auftrag(z, g, &mut melde) else {
        return p;
    };
    let Some(a) = g.auftraege.get(i) else {
        return p;
    };
    let bezahlt = |x: &&Abgegolten| {
        (x.leistungsart.is_empty() || x.leistungsart == a.leistungsart)
            && x.von <= z.bis
            && z.von <= x.bis
            && x.nur.as_ref().is_none_or(|nur| nur.contains(&a.id))
    };
    if let Some(x) = g.abgegolten.iter().find(bezahlt) {
        let ganz = x.von <= z.von && z.bis <= x.bis;
        let (text, tun) = if ganz {
            (
                "Diese Leistung zahlt schon das Trägerbudget.".to_owned(),
                "Zeile nicht bezahlen.",
            )
        } else {
            (
                format!(
                    "Von {} bis {} zahlt das Trägerbudget diese Leistung.",
                    x.von, x.bis
                ),
                "Zeile an diesem Tag teilen lassen.",
            )
        };
        melde("BUDGET-E64", text, tun);
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
    p.auftrag = Some(i);
    p
}

/// The order of a line. Without one nothing can be computed or booked.
fn auftrag(z: &NeueZeile, g: &Grundlage<'_>, melde: &mut impl FnMut(&str, String, &str)) -> Option<usize> {
    let eigene = gemeint(g.auftraege, &z.auftrag);
    let nummern = |welche: &[usize]| {
        let alle: Vec<&str> = welche
            .iter()
            .filter_map(|i| Some(g.auftraege.get(*i)?.nummer.as_str()))
            .collect();
        alle.join(", ")
    };
    let welche = |passt: &dyn Fn(&Auftrag) -> bool| -> Vec<usize> {
        let mut alle = eigene.clone();
        alle.retain(|i| g.auftraege.get(*i).is_some_and(passt));
        alle
    };
    let in_der_zeit = welche(&|a| a.beginn <= z.von && z.bis <= a.ende);
    let angenommen = welche(&|a| a.angenommen && a.beginn <= z.von && z.bis <= a.ende);
    match (angenommen.as_slice(), in_der_zeit.first(), eigene.first()) {
        ([einer], ..) => Some(*einer),
        ([], None, None) => {
            let text = format!("Einen Auftrag „{}“ an diesen Träger gibt es nicht.", z.auftrag);
            melde(
                "BUDGET-E50",
                text,
                "Nummer des Auftrags prüfen; sie steht über dem Auftrag.",
            );
            None
        }
        ([], Some(einer), _) => {
            let text = format!("Der Auftrag „{}“ ist nicht angenommen.", z.auftrag);
            let tun = "Der Träger nimmt ihn unter „Aufträge“ an. Hat er abgelehnt, die Zeile nicht bezahlen.";
            melde("BUDGET-E51", text, tun);
            Some(*einer)
        }
        ([], None, Some(erster)) => {
            let zeiten: Vec<String> = eigene
                .iter()
                .filter_map(|i| g.auftraege.get(*i))
                .map(|a| format!("{} bis {}", a.beginn, a.ende))
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
            Some(*erster)
        }
        (mehrere, ..) => {
            let text = format!(
                "Zu „{}“ gibt es in dieser Zeit mehrere Aufträge: {}.",
                z.auftrag,
                nummern(mehrere)
            );
            melde("BUDGET-E50", text, "Die Nummer des Auftrags angeben lassen.");
            None
        }
    }
}

#[cfg(test)]
#[path = "rechnung_tests.rs"]
mod tests;
