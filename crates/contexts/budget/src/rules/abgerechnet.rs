//! What was billed against what was done: hours against the contacts and the corridor of the week, and time that is
//! billed twice, in one invoice or in two, whole or in part.

use std::collections::BTreeMap;

use base::Datum;

use super::rechnung::{Grundlage, Pruefzeile, abweichung, gemeint};
use crate::model::{Abgerechnet, Abweichung, Auftrag, Einheit, NeueRechnung, NeueZeile};

/// Days and minutes of a line of hours.
#[derive(Debug, Clone, Copy)]
struct Spanne {
    von: Datum,
    bis: Datum,
    minuten: i64,
}

/// What the lines so far ask for, by order.
#[derive(Debug, Default)]
struct Bisher {
    stunden: BTreeMap<usize, Vec<Spanne>>,
    wochen: BTreeMap<(usize, Datum), i64>,
    pauschal: BTreeMap<(usize, Einheit), Vec<(Datum, Datum)>>,
}

fn montag(tag: Datum) -> Datum {
    let vor = i32::from(tag.0.weekday().to_monday_zero_offset());
    tag.plus_tage(-vor)
}

fn wochen(von: Datum, bis: Datum) -> i64 {
    montag(von).0.duration_until(montag(bis).0).as_hours() / (24 * 7) + 1
}

impl Bisher {
    fn aus(g: &Grundlage<'_>) -> Self {
        let mut aus = Self::default();
        for s in g.schon {
            for i in gemeint(g.auftraege, &s.auftrag) {
                let in_der_zeit = |a: &&Auftrag| a.beginn <= s.bis && s.von <= a.ende;
                if g.auftraege.get(i).filter(in_der_zeit).is_some() {
                    aus.dazu(i, s);
                }
            }
        }
        aus
    }

    fn dazu(&mut self, i: usize, s: &Abgerechnet) {
        if s.einheit != Einheit::Stunde {
            let alle = self.pauschal.entry((i, s.einheit)).or_default();
            alle.push((s.von, s.bis));
            return;
        }
        self.stunden.entry(i).or_default().push(Spanne {
            von: s.von,
            bis: s.bis,
            minuten: s.menge,
        });
        if wochen(s.von, s.bis) == 1 {
            let woche = self.wochen.entry((i, montag(s.von))).or_default();
            *woche = woche.saturating_add(s.menge);
        }
    }
}

fn deutsch(von: Datum, bis: Datum) -> String {
    if von == bis {
        format!("am {von}")
    } else {
        format!("von {von} bis {bis}")
    }
}

/// Checks the lines in their order: what is too much is found at the line that makes it too much.
pub(super) fn zeiten(r: &NeueRechnung, g: &Grundlage<'_>, zeilen: &mut [Pruefzeile]) {
    let mut bisher = Bisher::aus(g);
    for (nr, (z, p)) in (1..).zip(r.zeilen.iter().zip(zeilen.iter_mut())) {
        let Some((i, a)) = p.auftrag.and_then(|i| Some((i, g.auftraege.get(i)?))) else {
            continue;
        };
        let ort = format!("Zeile {nr}");
        if z.einheit == Einheit::Stunde {
            bisher.dazu(i, &als(z));
            p.befunde.extend(stunden(z, i, a, &bisher, &ort));
        } else {
            let alle = bisher.pauschal.get(&(i, z.einheit));
            let doppelt = alle.and_then(|alle| alle.iter().find(|(von, bis)| *von <= z.bis && z.von <= *bis));
            if let Some((von, bis)) = doppelt {
                let text = format!("Die Zeit {} ist schon abgerechnet.", deutsch(*von, *bis));
                let tun = "Nicht zweimal bezahlen.";
                p.befunde.push(abweichung("BUDGET-E56", &ort, text, tun));
            }
            bisher.dazu(i, &als(z));
        }
    }
}

fn als(z: &NeueZeile) -> Abgerechnet {
    Abgerechnet {
        auftrag: String::new(),
        von: z.von,
        bis: z.bis,
        einheit: z.einheit,
        menge: z.menge,
    }
}

fn stunden(z: &NeueZeile, i: usize, a: &Auftrag, bisher: &Bisher, ort: &str) -> Vec<Abweichung> {
    let mut aus = Vec::new();
    let in_der_zeit = |von: Datum, bis: Datum| {
        let alle = a.kontakte.iter();
        alle.filter(move |k| von <= k.datum && k.datum <= bis)
    };
    let belegt = |von, bis| -> i64 {
        let minuten = in_der_zeit(von, bis).filter(|k| !k.ausfall).map(|k| k.minuten);
        minuten.fold(0, i64::saturating_add)
    };
    let wann = deutsch(z.von, z.bis);
    if belegt(z.von, z.bis) == 0 {
        let (text, code) = if in_der_zeit(z.von, z.bis).next().is_some() {
            (format!("Der Kontakt {wann} ist ausgefallen."), "BUDGET-E60")
        } else {
            (format!("Kein Kontakt ist eingetragen {wann}."), "BUDGET-E55")
        };
        let tun = "Der Träger trägt den Kontakt am Auftrag nach.";
        aus.push(abweichung(code, ort, text, tun));
    } else if let Some((von, bis, gefordert, belegt)) = zu_viel(z, i, bisher, belegt) {
        let text = format!(
            "{gefordert} Minuten abgerechnet, {belegt} Minuten Kontakt {}.",
            deutsch(von, bis)
        );
        let tun = "Kontakte nachtragen oder die Minuten kürzen lassen.";
        aus.push(abweichung("BUDGET-E56", ort, text, tun));
    } else if in_der_zeit(z.von, z.bis).any(|k| !k.bestaetigt) {
        aus.push(Abweichung {
            hart: false,
            ..abweichung(
                "BUDGET-E61",
                ort,
                "Die Fachkraft hat den Kontakt noch nicht bestätigt.",
                "Kann bezahlt werden.",
            )
        });
    }
    let anzahl = wochen(z.von, z.bis);
    let gefordert = if anzahl == 1 {
        bisher.wochen.get(&(i, montag(z.von))).copied().unwrap_or(z.menge)
    } else {
        z.menge
    };
    let hoechstens = a.hoechstens.saturating_mul(anzahl);
    if gefordert > hoechstens {
        let wo = if anzahl == 1 {
            format!("in der Woche ab {}", montag(z.von))
        } else {
            format!("in {anzahl} Wochen")
        };
        let text = format!("{gefordert} Minuten {wo}, bewilligt sind höchstens {hoechstens}.");
        let tun = "Mehr als der Korridor braucht eine Änderung des Hilfeplans.";
        aus.push(abweichung("BUDGET-E57", ort, text, tun));
    }
    aus
}

/// More minutes than contacts, in the days of the line itself or in those of everything it overlaps with: a line over a
/// month hides no day that was billed for itself.
fn zu_viel(
    z: &NeueZeile,
    i: usize,
    bisher: &Bisher,
    belegt: impl Fn(Datum, Datum) -> i64,
) -> Option<(Datum, Datum, i64, i64)> {
    let alle = bisher.stunden.get(&i)?;
    let weit = alle
        .iter()
        .filter(|s| s.von <= z.bis && z.von <= s.bis)
        .fold((z.von, z.bis), |(von, bis), s| (von.min(s.von), bis.max(s.bis)));
    [(z.von, z.bis), weit].into_iter().find_map(|(von, bis)| {
        let darin = alle.iter().filter(|s| von <= s.von && s.bis <= bis);
        let gefordert = darin.fold(0_i64, |n, s| n.saturating_add(s.minuten));
        let belegt = belegt(von, bis);
        (gefordert > belegt).then_some((von, bis, gefordert, belegt))
    })
}
