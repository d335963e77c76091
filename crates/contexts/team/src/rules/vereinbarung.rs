//! Which agreements hold, which run out, which are missing (Fachkonzept 4.13, 6.1, 6.6).

use base::{Befund, Bp, Datum, Gueltigkeit};

use crate::model::{Anteil, Schwerpunkt};

/// So many days before the end a person is told.
pub const VORWARNUNG_TAGE: i32 = 90;

/// The whole of a Verbund.
const GANZES: i64 = 10_000;

/// How it stands with one kind of agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// Holds, and longer than the time of warning.
    Gilt,
    /// Holds, with this last day, and nothing follows.
    LaeuftAus(Datum),
    /// Does not hold yet.
    Ab(Datum),
    /// Does not hold.
    Fehlt,
}

/// Whether these periods together cover every day from the first to the last, both included.
#[must_use]
pub fn deckt(zeiten: &[Gueltigkeit], von: Datum, bis: Datum) -> bool {
    // the day after the last one covered, or None when it never ends
    luecke_ab(zeiten, von).is_none_or(|tag| tag > bis)
}

/// The first day from `von` on that no period covers; `None` when one of them is open.
fn luecke_ab(zeiten: &[Gueltigkeit], von: Datum) -> Option<Datum> {
    let mut tag = von;
    while let Some(z) = zeiten.iter().find(|z| z.gilt_am(tag)) {
        tag = z.bis()?;
    }
    Some(tag)
}

/// How one kind stands today.
#[must_use]
pub fn stand(zeiten: &[Gueltigkeit], heute: Datum) -> Stand {
    match luecke_ab(zeiten, heute) {
        None => Stand::Gilt,
        Some(tag) if tag == heute => zeiten
            .iter()
            .map(Gueltigkeit::ab)
            .filter(|ab| *ab > heute)
            .min()
            .map_or(Stand::Fehlt, Stand::Ab),
        Some(tag) if tag > heute.plus_tage(VORWARNUNG_TAGE) => Stand::Gilt,
        Some(tag) => Stand::LaeuftAus(tag.plus_tage(-1)),
    }
}

/// `TEAM-E20`: the shares of a Verbund are the whole, nobody has nothing, nobody twice, and one speaks for all.
#[must_use]
pub fn anteile_pruefen(mitglieder: &[Anteil]) -> Vec<Befund> {
    let mut befunde = Vec::new();
    let mut wenn = |falsch: bool, text: String| {
        if falsch {
            befunde.push(Befund::neu("TEAM-E20", text).an("anteile"));
        }
    };
    let summe: i64 = mitglieder.iter().map(|m| m.anteil.0).sum();
    wenn(
        mitglieder.is_empty(),
        "Bitte mindestens einen Träger mit Anteil angeben.".to_owned(),
    );
    wenn(
        !mitglieder.is_empty() && summe != GANZES,
        format!(
            "Die Anteile sind zusammen {} Prozent, nicht 100.",
            prozent(Bp(summe))
        ),
    );
    wenn(
        mitglieder.iter().any(|m| m.anteil.0 <= 0),
        "Jeder Träger braucht einen Anteil über 0.".to_owned(),
    );
    let doppelt = mitglieder
        .iter()
        .enumerate()
        .any(|(i, m)| mitglieder[..i].iter().any(|n| n.organisation == m.organisation));
    wenn(doppelt, "Ein Träger steht zweimal in der Liste.".to_owned());
    wenn(
        mitglieder.len() > 1 && mitglieder.iter().filter(|m| m.federfuehrung).count() != 1,
        "Ein Verbund braucht genau einen Träger, der die Federführung hat.".to_owned(),
    );
    befunde
}

/// `TEAM-E24`: more than `hoechstens` at the same time in one Raum. A Verbund counts as one.
#[must_use]
pub fn zu_viele(alle: &[Schwerpunkt], neu: &Schwerpunkt, hoechstens: usize) -> Option<Befund> {
    let zugleich = |tag: Datum| {
        alle.iter()
            .filter(|s| s.raum == neu.raum && s.gueltigkeit.gilt_am(tag))
            .count()
    };
    // the number only rises where one begins
    let tage = alle
        .iter()
        .filter(|s| s.raum == neu.raum)
        .map(|s| s.gueltigkeit.ab())
        .chain([neu.gueltigkeit.ab()])
        .filter(|tag| neu.gueltigkeit.gilt_am(*tag));
    let belegt = tage.map(zugleich).max().unwrap_or(0);
    (belegt >= hoechstens).then(|| {
        let text = format!(
            "In diesem Raum sind höchstens {hoechstens} zugleich vorgesehen (Geschäftsordnung). Bitte zuerst eine Festlegung beenden."
        );
        Befund::neu("TEAM-E24", text).an("raum")
    })
}

/// A share as people write it: `45`, `33,33`.
#[must_use]
pub fn prozent(bp: Bp) -> String {
    match (bp.0 / 100, bp.0 % 100) {
        (ganz, 0) => ganz.to_string(),
        (ganz, rest) => format!("{ganz},{rest:02}").trim_end_matches('0').to_owned(),
    }
}

/// Reads a share in percent with at most two decimals.
#[must_use]
pub fn prozent_lesen(text: &str) -> Option<Bp> {
    let text = text.trim().trim_end_matches('%').trim_end();
    let (ganz, rest) = text.split_once([',', '.']).unwrap_or((text, ""));
    let ziffern = |t: &str| t.len() <= 3 && t.bytes().all(|b| b.is_ascii_digit());
    if ganz.is_empty() || !ziffern(ganz) || !ziffern(rest) || rest.len() > 2 {
        return None;
    }
    let hundertstel: i64 = format!("{rest:0<2}").parse().ok()?;
    Some(Bp(ganz.parse::<i64>().ok()? * 100 + hundertstel))
}

#[cfg(test)]
mod tests {
    use base::Id;
    use uuid::Uuid;

    use super::*;
    use crate::model::Verfahren;

    fn tag(s: &str) -> Datum {
        s.parse().unwrap()
    }

    fn zeit(ab: &str, bis: Option<&str>) -> Gueltigkeit {
        Gueltigkeit::neu(tag(ab), bis.map(tag)).unwrap()
    }

    fn anteile(prozente: &[i64]) -> Vec<Anteil> {
        let eins = |(n, p): (usize, &i64)| Anteil {
            organisation: Id::von(Uuid::from_u128(n as u128 + 1)),
            anteil: Bp(p * 100),
            federfuehrung: n == 0,
        };
        prozente.iter().enumerate().map(eins).collect()
    }

    #[test]
    fn t_076_anteile_eines_verbunds() {
        assert!(anteile_pruefen(&anteile(&[45, 35, 20])).is_empty());
        let b = anteile_pruefen(&anteile(&[45, 35, 19]));
        assert_eq!((b.len(), b[0].code), (1, "TEAM-E20"));
        assert!(b[0].text.contains("99 Prozent"), "{}", b[0].text);
    }

    #[test]
    fn ein_verbund_hat_eine_federfuehrung_und_niemanden_doppelt() {
        let mut a = anteile(&[50, 50]);
        a[0].federfuehrung = false;
        assert_eq!(anteile_pruefen(&a)[0].code, "TEAM-E20");
        let mut a = anteile(&[50, 50]);
        a[1].organisation = a[0].organisation;
        assert_eq!(anteile_pruefen(&a).len(), 1);
        assert!(!anteile_pruefen(&[]).is_empty() && anteile_pruefen(&anteile(&[100])).is_empty());
    }

    #[test]
    fn anschluss_ohne_luecke_deckt_und_luecke_nicht() {
        let ab = zeit("2026-01-01", Some("2026-07-01"));
        let an = zeit("2026-07-01", None);
        let spaet = zeit("2026-07-02", None);
        assert!(deckt(&[an, ab], tag("2026-02-01"), tag("2027-01-31")));
        assert!(!deckt(&[ab, spaet], tag("2026-02-01"), tag("2027-01-31")));
        assert!(deckt(&[ab], tag("2026-02-01"), tag("2026-06-30")));
        assert!(!deckt(&[ab], tag("2026-02-01"), tag("2026-07-01")));
    }

    #[test]
    fn stand_nennt_den_letzten_tag() {
        let heute = tag("2026-11-23");
        assert_eq!(stand(&[], heute), Stand::Fehlt);
        assert_eq!(stand(&[zeit("2026-01-01", None)], heute), Stand::Gilt);
        let bald = zeit("2026-01-01", Some("2027-01-01"));
        assert_eq!(stand(&[bald], heute), Stand::LaeuftAus(tag("2026-12-31")));
        let danach = zeit("2027-01-01", Some("2028-01-01"));
        assert_eq!(stand(&[bald, danach], heute), Stand::Gilt);
        assert_eq!(stand(&[danach], heute), Stand::Ab(tag("2027-01-01")));
    }

    #[test]
    fn zugleich_nur_so_viele_wie_erlaubt() {
        let s = |ab, bis| Schwerpunkt {
            id: Id::von(Uuid::nil()),
            raum: Id::von(Uuid::from_u128(9)),
            bezeichnung: String::new(),
            verfahren: Verfahren::Dialog,
            beschluss: "1".into(),
            beschluss_am: tag("2025-12-01"),
            gueltigkeit: zeit(ab, bis),
            mitglieder: anteile(&[100]),
        };
        let alle = [s("2026-01-01", Some("2026-07-01")), s("2027-01-01", None)];
        assert!(zu_viele(&alle, &s("2026-07-01", Some("2027-01-01")), 1).is_none());
        assert_eq!(
            zu_viele(&alle, &s("2026-08-01", None), 1).unwrap().code,
            "TEAM-E24"
        );
        assert!(zu_viele(&alle, &s("2026-08-01", None), 2).is_none());
    }

    #[test]
    fn prozente() {
        for (text, bp) in [("45", 4_500), ("33,33", 3_333), ("0,5 %", 50), ("100.0", 10_000)] {
            assert_eq!(prozent_lesen(text), Some(Bp(bp)), "{text}");
        }
        for text in ["", "-1", "1,234", "zehn", "1000 000"] {
            assert_eq!(prozent_lesen(text), None, "{text}");
        }
        assert_eq!(
            (prozent(Bp(4_500)), prozent(Bp(3_350))),
            ("45".into(), "33,5".into())
        );
    }
}
