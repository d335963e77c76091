//! The periods of a case of the Eingliederungshilfe (Fachkonzept 4.6, 11.2), each with its steps. They run in the
//! deadline engine; here is only said which of them runs, and until when it is done.

use base::Datum;
use fristen::{Angaben, Fehler, Frist, Fristergebnis, Kalender, Laenge, Schluessel as S};

/// What the clock knows of a case.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Uhr {
    /// Received here. Forwarded to us: the day it came to us (§ 14 Abs. 2 S. 4).
    pub antrag: Option<Datum>,
    /// Competence was looked at, or the Antrag was forwarded.
    pub zustaendigkeit: Option<Datum>,
    /// Expert report ordered.
    pub gutachten_auftrag: Option<Datum>,
    /// Expert report received.
    pub gutachten_eingang: Option<Datum>,
    /// Other bodies take part (§ 15).
    pub mehrheit: bool,
    /// With a Teilhabeplankonferenz.
    pub teilhabeplankonferenz: bool,
    /// Day of the decision.
    pub entschieden: Option<Datum>,
    /// The newest Gesamtplan.
    pub gesamtplan: Option<Datum>,
    /// It is over: forwarded, withdrawn, ended.
    pub vorbei: bool,
}

/// How it stands with one period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lauf {
    /// Done in time.
    Erledigt,
    /// Done too late.
    Spaet,
    /// Time is left.
    Laeuft,
    /// Little time is left.
    Bald,
    /// Over.
    Ueberschritten,
}

/// One period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zeile {
    /// What for.
    pub name: String,
    /// What somebody wrote about it; empty for a computed period.
    pub worte: String,
    /// The last day.
    pub bis: Datum,
    /// From when to warn.
    pub warnen_ab: Datum,
    /// Done on.
    pub erledigt: Option<Datum>,
    /// (sentence, norm).
    pub schritte: Vec<(String, String)>,
}

impl Zeile {
    /// How it stands today.
    #[must_use]
    pub fn lauf(&self, heute: Datum) -> Lauf {
        match self.erledigt {
            Some(t) if t <= self.bis => Lauf::Erledigt,
            Some(_) => Lauf::Spaet,
            None if heute > self.bis => Lauf::Ueberschritten,
            None if heute >= self.warnen_ab => Lauf::Bald,
            None => Lauf::Laeuft,
        }
    }
}

fn schritte(e: &Fristergebnis) -> Vec<(String, String)> {
    e.schritte
        .iter()
        .map(|s| (s.text.clone(), s.norm.to_string()))
        .collect()
}

/// The line of a computed period; nothing for one without a day ("unverzüglich").
pub(super) fn zeile_aus(e: &Fristergebnis, erledigt: Option<Datum>) -> Option<Zeile> {
    let warnen = e.warnung_ab.as_ref().map(fristen::Zeitmarke::tag);
    e.ende.tag().map(|bis| Zeile {
        name: e.name.to_owned(),
        worte: String::new(),
        bis: Datum(bis),
        warnen_ab: Datum(warnen.unwrap_or(bis)),
        erledigt,
        schritte: schritte(e),
    })
}

/// The line of a period of the catalogue.
pub(super) fn aus(
    s: S,
    start: Datum,
    erledigt: Option<Datum>,
    k: &Kalender,
) -> Result<Option<Zeile>, Fehler> {
    let e = Frist::berechnen(s, start.0, k, &Angaben::default())?;
    Ok(zeile_aus(&e, erledigt))
}

/// Which period the decision has: the longest that its circumstances open (§ 14 Abs. 2, § 15 Abs. 4).
fn entscheidung(u: &Uhr, antrag: Datum) -> (S, Datum) {
    if u.teilhabeplankonferenz {
        (S::RehaEntscheidungTpk, antrag)
    } else if u.mehrheit {
        (S::RehaEntscheidungMehrheit, antrag)
    } else if let Some(eingang) = u.gutachten_eingang {
        (S::RehaEntscheidungNachGa, eingang)
    } else {
        (S::RehaEntscheidungOhneGa, antrag)
    }
}

/// All periods that run or ran, in the order of the procedure.
///
/// # Errors
/// Outside the calendar.
pub fn alle(u: &Uhr, k: &Kalender) -> Result<Vec<Zeile>, Fehler> {
    let mut zeilen = Vec::new();
    if let Some(antrag) = u.antrag {
        zeilen.extend(aus(S::RehaZustaendigkeit, antrag, u.zustaendigkeit, k)?);
        if let Some(auftrag) = u.gutachten_auftrag {
            zeilen.extend(aus(S::RehaGutachten, auftrag, u.gutachten_eingang, k)?);
        }
        if !u.vorbei || u.entschieden.is_some() {
            let (s, start) = entscheidung(u, antrag);
            zeilen.extend(aus(s, start, u.entschieden, k)?);
            zeilen.extend(untaetig(antrag, u.entschieden, k)?);
        }
    }
    if let (Some(plan), false) = (u.gesamtplan, u.vorbei) {
        zeilen.extend(aus(S::GesamtplanUeberpruefung, plan, None, k)?);
    }
    Ok(zeilen)
}

/// § 88 SGG: six months; the warning comes after five.
pub(super) fn untaetig(
    antrag: Datum,
    entschieden: Option<Datum>,
    k: &Kalender,
) -> Result<Option<Zeile>, Fehler> {
    let Some(mut z) = aus(S::UntaetigkeitSgb9Sgb12, antrag, entschieden, k)? else {
        return Ok(None);
    };
    z.warnen_ab = Datum(fristen::ende_nach(antrag.0, Laenge::Monate(5), k)?);
    Ok(Some(z))
}

/// § 108 Abs. 1 S. 2: the first day a benefit can begin, with the steps.
///
/// # Errors
/// Outside the calendar.
pub fn leistungsbeginn(antrag: Datum, k: &Kalender) -> Result<(Datum, Vec<(String, String)>), Fehler> {
    let e = Frist::berechnen(S::EghLeistungsbeginn, antrag.0, k, &Angaben::default())?;
    let tag = e.ende.tag().unwrap_or(antrag.0);
    Ok((Datum(tag), schritte(&e)))
}

/// The last day for the review of a Gesamtplan of this day.
///
/// # Errors
/// Outside the calendar.
pub fn ueberpruefung_bis(plan: Datum, k: &Kalender) -> Result<Datum, Fehler> {
    let e = Frist::berechnen(S::GesamtplanUeberpruefung, plan.0, k, &Angaben::default())?;
    Ok(Datum(e.ende.tag().unwrap_or(plan.0)))
}

/// § 14 Abs. 1 S. 2: whether the Antrag was forwarded while that was still possible.
///
/// # Errors
/// Outside the calendar.
pub fn weiterleitung_in_frist(antrag: Datum, weitergeleitet: Datum, k: &Kalender) -> Result<bool, Fehler> {
    Ok(aus(S::RehaZustaendigkeit, antrag, None, k)?.is_some_and(|z| weitergeleitet <= z.bis))
}

#[cfg(test)]
mod tests {

    use super::*;

    fn tag(s: &str) -> Datum {
        s.parse().unwrap()
    }

    fn sh() -> Kalender {
        Kalender::fuer("SH".parse().unwrap())
    }

    fn bis(u: &Uhr, k: &Kalender) -> Vec<String> {
        alle(u, k).unwrap().iter().map(|z| z.bis.to_string()).collect()
    }

    #[test]
    fn t_001_die_uhr_des_antrags_in_schleswig_holstein() {
        let mut u = Uhr {
            antrag: Some(tag("2026-03-03")),
            ..Uhr::default()
        };
        assert_eq!(bis(&u, &sh())[..2], ["17.03.2026", "24.03.2026"]);
        u.mehrheit = true;
        assert_eq!(bis(&u, &sh())[1], "14.04.2026");
        u.teilhabeplankonferenz = true;
        assert_eq!(bis(&u, &sh())[1], "04.05.2026");
        assert!(
            alle(&u, &sh()).unwrap()[1]
                .schritte
                .iter()
                .any(|(t, _)| t.contains("Sonntag"))
        );
    }

    #[test]
    fn t_008_der_gesamtplan_wird_spaetestens_nach_zwei_jahren_ueberprueft() {
        assert_eq!(ueberpruefung_bis(tag("2026-02-10"), &sh()), Ok(tag("2028-02-10")));
    }

    #[test]
    fn t_009_leistung_ab_dem_ersten_des_monats() {
        let (ab, schritte) = leistungsbeginn(tag("2026-03-17"), &sh()).unwrap();
        assert_eq!(ab, tag("2026-03-01"));
        assert!(schritte[0].1.contains("108"));
    }

    #[test]
    fn t_011_nach_zwei_monaten_ist_nichts_genehmigt() {
        let u = Uhr {
            antrag: Some(tag("2026-03-03")),
            teilhabeplankonferenz: true,
            ..Uhr::default()
        };
        let z = &alle(&u, &sh()).unwrap()[1];
        assert_eq!(z.lauf(tag("2026-05-05")), Lauf::Ueberschritten);
        assert!(z.schritte.iter().any(|(t, _)| t.contains("§ 18 Abs. 7")));
    }

    #[test]
    fn t_014_bei_uns_zaehlt_der_eingang_bei_uns() {
        let u = Uhr {
            antrag: Some(tag("2026-03-16")),
            ..Uhr::default()
        };
        assert_eq!(bis(&u, &sh())[1], "07.04.2026", "Ostermontag");
    }

    #[test]
    fn t_015_gutachten_zwei_wochen_und_dann_zwei_wochen() {
        let k = Kalender::fuer("SL".parse().unwrap());
        let mut u = Uhr {
            antrag: Some(tag("2026-06-10")),
            gutachten_auftrag: Some(tag("2026-06-15")),
            ..Uhr::default()
        };
        assert_eq!(bis(&u, &k)[1], "29.06.2026");
        u.gutachten_eingang = Some(tag("2026-06-26"));
        let z = alle(&u, &k).unwrap();
        assert_eq!(z[1].lauf(tag("2026-07-01")), Lauf::Erledigt);
        assert_eq!(z[2].bis, tag("2026-07-10"));
    }

    #[test]
    fn nach_fuenf_monaten_wird_vor_der_untaetigkeitsklage_gewarnt() {
        let mut u = Uhr {
            antrag: Some(tag("2026-03-03")),
            ..Uhr::default()
        };
        let z = alle(&u, &sh()).unwrap().pop().unwrap();
        assert_eq!(z.lauf(tag("2026-08-02")), Lauf::Laeuft);
        assert_eq!(z.lauf(tag("2026-08-03")), Lauf::Bald);
        assert_eq!(z.lauf(tag("2026-09-04")), Lauf::Ueberschritten);
        u.entschieden = Some(tag("2026-08-20"));
        let z = alle(&u, &sh()).unwrap();
        assert_eq!(z[2].lauf(tag("2026-10-01")), Lauf::Erledigt);
        assert_eq!(z[1].lauf(tag("2026-10-01")), Lauf::Spaet);
    }

    #[test]
    fn weitergeleitet_wird_nur_innerhalb_von_zwei_wochen() {
        let f = |t| weiterleitung_in_frist(tag("2026-03-03"), tag(t), &sh()).unwrap();
        assert!(f("2026-03-17") && !f("2026-03-18"));
        let u = Uhr {
            antrag: Some(tag("2026-03-03")),
            zustaendigkeit: Some(tag("2026-03-10")),
            vorbei: true,
            ..Uhr::default()
        };
        assert_eq!(
            alle(&u, &sh()).unwrap().len(),
            1,
            "nach der Weiterleitung läuft hier nichts mehr"
        );
    }
}
