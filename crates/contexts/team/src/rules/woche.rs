//! The week of a team: what there is, what is kept, who gets what, and what may be changed by hand (Fachkonzept 6.5).

use base::{Befund, Bp, Id, Min, kaufm};

use super::pool::{self, Fall, Gruppe};
use crate::{
    korridore::Korridor,
    model::{Posten, Postenart, Woche},
};

/// Minutes of a working day of one full-time equivalent (7.8 hours).
pub const TAG: i64 = 468;

/// So many weeks in a row the share for work without a case may be less than agreed.
pub const FUA_WOCHEN: usize = 4;

/// Minutes of somebody with so many hundredths of a full-time equivalent who is there on `tage` days.
#[must_use]
pub fn vorschlag(vzae_hundertstel: i64, tage: u8) -> Min {
    Min(kaufm(
        i128::from(TAG) * i128::from(tage) * i128::from(vzae_hundertstel),
        100,
    )
    .unwrap_or(0))
}

/// A share of the minutes.
#[must_use]
pub fn anteil(gesamt: Min, bp: Bp) -> Min {
    Min(kaufm(i128::from(gesamt.0) * i128::from(bp.0), 10_000).unwrap_or(0))
}

/// One corridor for each case: the orders of one case are planned together.
#[must_use]
pub fn je_fall(alle: Vec<Korridor>) -> Vec<Korridor> {
    let mut aus: Vec<Korridor> = Vec::with_capacity(alle.len());
    for k in alle {
        match aus.iter_mut().find(|a| a.kennzeichen == k.kennzeichen) {
            Some(a) => {
                for (summe, dazu) in [
                    (&mut a.min, k.min),
                    (&mut a.max, k.max),
                    (&mut a.umfang, k.umfang),
                ] {
                    summe.0 = summe.0.saturating_add(dazu.0);
                }
            }
            None => aus.push(k),
        }
    }
    aus
}

/// `TEAM-E11`: the share for work without a case was reduced four weeks in a row and would be again. `vorher`: whether
/// it was reduced, the latest week first.
#[must_use]
pub fn fua_pruefen(soll: Min, neu: Min, vorher: &[bool]) -> Option<Befund> {
    let am_stueck = vorher.iter().take_while(|r| **r).count();
    (neu < soll && am_stueck >= FUA_WOCHEN).then(|| {
        let text = format!(
            "Die Zeit für den Sozialraum war schon {am_stueck} Wochen hintereinander gekürzt. Vorgesehen sind {} Minuten. Länger als {FUA_WOCHEN} Wochen geht es nicht: Die Arbeit im Netz darf nicht verhungern.",
            soll.0
        );
        Befund::neu("TEAM-E11", text).an("fua")
    })
}

/// A line, its minutes, and whether only the ASD can grant its wish (H15).
pub type Verteilt = (Id<Posten>, Min, bool);

/// Hands out the pool; the minutes in the order of the lines, and which of them only the ASD can grant (H15).
///
/// # Errors
/// `TEAM-E10` when even what is agreed is more than the pool.
pub fn verteilen(w: &Woche) -> Result<Vec<Verteilt>, Vec<Befund>> {
    let (faelle, gruppen): (Vec<_>, Vec<_>) = w.posten.iter().partition(|p| p.art == Postenart::Fall);
    let als_fall = |p: &&Posten| Fall {
        aktenzeichen: p.kennzeichen.clone(),
        bereich: p.bereich.unwrap_or(pool::Bereich::Leistung),
        prioritaet: p.prioritaet,
        min: p.min,
        max: p.max,
        angefragt: p.angefragt,
    };
    let als_gruppe = |p: &&Posten| Gruppe {
        name: p.kennzeichen.clone(),
        fest: p.min,
        angefragt: p.angefragt,
    };
    let plan = pool::planen(
        w.pool(),
        &faelle.iter().map(als_fall).collect::<Vec<_>>(),
        &gruppen.iter().map(als_gruppe).collect::<Vec<_>>(),
    )?;
    let paare = faelle.iter().zip(&plan.faelle);
    Ok(paare
        .chain(gruppen.iter().zip(&plan.gruppen))
        .map(|(p, z)| (p.id, z.minuten, z.an_asd))
        .collect())
}

/// Whether these minutes may be planned by hand: inside each corridor (else the ASD changes the Hilfeplan, H15), and
/// together no more than the pool (`TEAM-E10`) unless the Leitung says why.
#[must_use]
pub fn von_hand(w: &Woche, neu: &[(Id<Posten>, Min)], trotzdem: bool) -> Vec<Befund> {
    let mut befunde = Vec::new();
    let mut summe = 0;
    for p in &w.posten {
        let minuten = neu
            .iter()
            .find(|(id, _)| *id == p.id)
            .map_or(p.minuten, |(_, m)| *m);
        summe += minuten.0;
        let unter = minuten < p.min;
        let ueber = p.max.is_some_and(|max| minuten > max);
        if minuten != p.minuten && (unter || ueber) {
            let bis = p.max.map_or(String::new(), |max| format!(" bis {}", max.0));
            let wer = if p.art == Postenart::Fall {
                " Mehr oder weniger ändert den Hilfeplan: Das entscheidet der ASD."
            } else {
                ""
            };
            let text = format!("Vereinbart sind {}{bis} Minuten.{wer}", p.min.0);
            befunde.push(Befund::neu("TEAM-E13", text).an(format!("minuten-{}", p.id)));
        }
    }
    if !trotzdem && summe > w.pool().0 {
        let text = format!(
            "Verplant wären {summe} Minuten, im Pool sind {}. Es fehlen {} Minuten. Das kann nur die Leitung mit Begründung speichern.",
            w.pool().0,
            summe - w.pool().0
        );
        befunde.push(Befund::neu("TEAM-E10", text).an("trotzdem"));
    }
    befunde
}

#[cfg(test)]
mod tests {
    use base::Datum;
    use uuid::Uuid;

    use super::{super::pool::Bereich, *};

    fn posten(
        nr: u128,
        name: &str,
        art: Postenart,
        (min, max, angefragt): (i64, Option<i64>, i64),
    ) -> Posten {
        Posten {
            id: Id::von(Uuid::from_u128(nr)),
            art,
            kennzeichen: name.into(),
            bereich: (art == Postenart::Fall).then_some(if name.starts_with('G') {
                Bereich::Gefaehrdung
            } else {
                Bereich::Leistung
            }),
            prioritaet: 2,
            min: Min(min),
            max: max.map(Min),
            angefragt: Min(angefragt),
            minuten: Min(min),
        }
    }

    /// T-072; the pool of 6,000 is what is left of 8,000 after 10 % and 15 %.
    fn woche(uebrige: i64) -> Woche {
        Woche {
            id: Id::von(Uuid::nil()),
            team: Id::von(Uuid::nil()),
            montag: "2026-11-23".parse::<Datum>().unwrap(),
            fua: anteil(Min(8_000), Bp(1_000)),
            fua_soll: Min(800),
            fue: anteil(Min(8_000), Bp(1_500)),
            grund: String::new(),
            version: 1,
            kapazitaet: vec![(Id::von(Uuid::nil()), Min(8_000))],
            posten: vec![
                posten(1, "Gruppen", Postenart::Gruppe, (900, None, 900)),
                posten(2, "L2", Postenart::Fall, (180, Some(240), 180)),
                posten(3, "übrige", Postenart::Fall, (uebrige, None, uebrige + 200)),
                posten(4, "L1", Postenart::Fall, (240, None, 480)),
                posten(5, "G1", Postenart::Fall, (300, None, 600)),
            ],
        }
    }

    #[test]
    fn t_072_die_woche_eines_teams() {
        let w = woche(4_000);
        assert_eq!(w.pool(), Min(6_000));
        let plan = verteilen(&w).unwrap();
        let minuten = |nr: u128| plan.iter().find(|(id, ..)| id.uuid().as_u128() == nr).unwrap().1;
        assert_eq!(
            (minuten(1), minuten(2), minuten(3)),
            (Min(900), Min(180), Min(4_000))
        );
        assert_eq!((minuten(4), minuten(5)), (Min(320), Min(600)));
    }

    #[test]
    fn t_073_nennt_was_fehlt() {
        let b = verteilen(&woche(4_500)).unwrap_err();
        assert!(
            b[0].code == "TEAM-E10" && b[0].text.contains("fehlen 120"),
            "{b:?}"
        );
        // by hand the same, unless the Leitung says so
        let w = woche(4_500);
        assert_eq!(von_hand(&w, &[], false)[0].code, "TEAM-E10");
        assert!(von_hand(&w, &[], true).is_empty());
    }

    #[test]
    fn t_074_ausserhalb_des_korridors_auch_nicht_von_hand() {
        let w = woche(4_000);
        let l2 = Id::von(Uuid::from_u128(2));
        let b = von_hand(&w, &[(l2, Min(300))], true);
        assert!(
            b.len() == 1 && b[0].code == "TEAM-E13" && b[0].text.contains("ASD"),
            "{b:?}"
        );
        assert!(von_hand(&w, &[(l2, Min(240))], false).is_empty());
    }

    #[test]
    fn fua_hoechstens_vier_wochen_gekuerzt() {
        let (soll, weniger) = (Min(800), Min(700));
        assert!(fua_pruefen(soll, weniger, &[true, true, true]).is_none());
        assert_eq!(fua_pruefen(soll, weniger, &[true; 4]).unwrap().code, "TEAM-E11");
        assert!(fua_pruefen(soll, weniger, &[true, true, false, true, true]).is_none());
        assert!(fua_pruefen(soll, soll, &[true; 4]).is_none());
    }

    #[test]
    fn vorschlag_nach_vollzeit_und_anwesenheit() {
        assert_eq!(
            (vorschlag(100, 5), vorschlag(50, 5), vorschlag(75, 3)),
            (Min(2_340), Min(1_170), Min(1_053))
        );
    }
}
