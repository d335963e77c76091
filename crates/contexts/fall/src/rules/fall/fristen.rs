//! Every period that runs in a case, whatever its track: those of the Eingliederungshilfe, those of a help under SGB
//! VIII, those of a remedy, and the days somebody set to look at it again. They run in the deadline engine; here is only said which of them runs.

use std::collections::BTreeMap;

use base::Datum;
use fristen::{Angaben, Fehler, Frist, Kalender, Laenge, Schluessel as S};

use super::{
    frist_egh::{self, Uhr, Zeile, aus},
    wiedervorlage,
};
use crate::model::{Angabe, FallStand, Fallspur, Wiedervorlage};

/// Working days in which an urgent help catches up with what it skipped (Fachkonzept H19, a standard of the field).
const EILHILFE_ARBEITSTAGE: u32 = 10;
/// Days before an agreed review from which it is due soon: the invitations go out.
const EINLADEN_TAGE: i32 = 14;

/// What the periods know of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fakten {
    /// State.
    pub stand: FallStand,
    /// What was asked for.
    pub norm: String,
    /// What was noted, each with the day that counts.
    pub angaben: BTreeMap<Angabe, Option<Datum>>,
    /// Day of the last decision.
    pub entschieden: Option<Datum>,
    /// The newest plan: made on, to be reviewed on.
    pub plan: Option<(Datum, Datum)>,
    /// With a Teilhabeplankonferenz.
    pub teilhabeplankonferenz: bool,
    /// Remedies the office has to answer: received on, answered on.
    pub rechtsbehelfe: Vec<(Datum, Option<Datum>)>,
    /// Days on which it is to be looked at again, those not ticked off.
    pub wiedervorlagen: Vec<Wiedervorlage>,
}

impl Fakten {
    fn tag(&self, a: Angabe) -> Option<Datum> {
        self.angaben.get(&a).copied().flatten()
    }

    fn egh(&self) -> Uhr {
        let weiter = self.tag(Angabe::Weiterleitung14);
        Uhr {
            antrag: self.tag(Angabe::Antrag),
            zustaendigkeit: self.tag(Angabe::EghZustaendigkeit).or(weiter),
            gutachten_auftrag: self.tag(Angabe::GutachtenAuftrag),
            gutachten_eingang: self.tag(Angabe::GutachtenEingang),
            mehrheit: self.angaben.contains_key(&Angabe::RehaMehrheit),
            teilhabeplankonferenz: self.teilhabeplankonferenz,
            entschieden: self.entschieden,
            gesamtplan: self.plan.map(|p| p.0),
            vorbei: matches!(self.stand, FallStand::Gx | FallStand::G11),
        }
    }
}

/// All periods that run or ran, in the order of the procedure.
///
/// # Errors
/// Outside the calendar.
pub fn alle(f: &Fakten, k: &Kalender) -> Result<Vec<Zeile>, Fehler> {
    let spur = f.stand.spur();
    let mut zeilen = match spur {
        Fallspur::Eingliederung => frist_egh::alle(&f.egh(), k)?,
        Fallspur::Erziehung => hilfe(f, k)?,
        Fallspur::Pflege => pflege(f, k)?,
        // its day is that of the court and stands with the case
        Fallspur::Jugendgericht => vec![],
    };
    let sozialgericht = matches!(spur, Fallspur::Eingliederung | Fallspur::Pflege);
    for (eingelegt, beantwortet) in &f.rechtsbehelfe {
        zeilen.extend(rechtsbehelf(sozialgericht, *eingelegt, *beantwortet, k)?);
    }
    // the end of a case closes what was only a reminder (INV-F8)
    if !f.stand.beendet() {
        for w in &f.wiedervorlagen {
            zeilen.push(wiedervorlage::zeile(w, k)?);
        }
    }
    Ok(zeilen)
}

/// SGB VIII: no period to decide in except for § 35a, but nobody waits longer than three months for an answer.
fn hilfe(f: &Fakten, k: &Kalender) -> Result<Vec<Zeile>, Fehler> {
    let mut zeilen = Vec::new();
    // forwarded or withdrawn: nothing runs here any more
    let vorbei = f.entschieden.is_none() && matches!(f.stand, FallStand::Fx | FallStand::F11);
    if let Some(tag) = f.tag(Angabe::Eilhilfe).filter(|_| !vorbei) {
        let bis = Datum(fristen::plus_arbeitstage(tag.0, EILHILFE_ARBEITSTAGE, k)?);
        let nach = f.entschieden.filter(|e| *e >= tag);
        zeilen.push(Zeile {
            name: "Eilhilfe: Klärung und Entscheidung nachholen".to_owned(),
            worte: String::new(),
            bis,
            warnen_ab: Datum(fristen::minus_arbeitstage(bis.0, 3, k)?),
            erledigt: nach,
            schritte: vec![
                (
                    format!("Die Eilhilfe begann am {tag}."),
                    "Fachlicher Standard".to_owned(),
                ),
                (
                    format!("{EILHILFE_ARBEITSTAGE} Arbeitstage danach ist der {bis}."),
                    "Fachlicher Standard".to_owned(),
                ),
            ],
        });
    }
    if let Some(tag) = f.tag(Angabe::Begehren).filter(|_| !vorbei) {
        if f.norm.to_lowercase().contains("35a") {
            zeilen.extend(aus(S::RehaZustaendigkeit, tag, f.tag(Angabe::Zustaendigkeit), k)?);
            zeilen.extend(aus(S::RehaEntscheidungOhneGa, tag, f.entschieden, k)?);
        }
        if let Some(mut z) = aus(S::UntaetigkeitSgb8, tag, f.entschieden, k)? {
            "Über die Hilfe entscheiden, danach ist eine Untätigkeitsklage möglich".clone_into(&mut z.name);
            z.warnen_ab = Datum(fristen::ende_nach(tag.0, Laenge::Monate(2), k)?);
            zeilen.push(z);
        }
    }
    let laeuft = matches!(f.stand, FallStand::F6 | FallStand::F7 | FallStand::F8);
    if let Some((vom, bis)) = f.plan.filter(|_| laeuft) {
        zeilen.push(Zeile {
            name: "Überprüfung des Hilfeplans".to_owned(),
            worte: String::new(),
            bis,
            warnen_ab: bis.plus_tage(-EINLADEN_TAGE),
            erledigt: None,
            schritte: vec![(
                format!("So steht es im Hilfeplan vom {vom}."),
                "§ 36 Abs. 2 S. 2 SGB VIII".to_owned(),
            )],
        });
    }
    Ok(zeilen)
}

/// SGB XII: nobody waits longer than six months for an answer to an Antrag (§ 88 SGG).
fn pflege(f: &Fakten, k: &Kalender) -> Result<Vec<Zeile>, Fehler> {
    let Some(tag) = f.tag(Angabe::Begehren) else {
        return Ok(vec![]);
    };
    if f.entschieden.is_none() && f.stand.beendet() {
        return Ok(vec![]);
    }
    Ok(frist_egh::untaetig(tag, f.entschieden, k)?.into_iter().collect())
}

/// § 75 VwGO, § 88 Abs. 2 SGG: three months for the answer to a Widerspruch; the warning comes after two.
fn rechtsbehelf(
    sozialgericht: bool,
    eingelegt: Datum,
    beantwortet: Option<Datum>,
    k: &Kalender,
) -> Result<Option<Zeile>, Fehler> {
    let (s, angaben) = if sozialgericht {
        let abweichend = Angaben {
            abweichend: true,
            ..Angaben::default()
        };
        (S::UntaetigkeitSgb9Sgb12, abweichend)
    } else {
        (S::UntaetigkeitSgb8, Angaben::default())
    };
    let e = Frist::berechnen(s, eingelegt.0, k, &angaben)?;
    let Some(mut z) = frist_egh::zeile_aus(&e, beantwortet) else {
        return Ok(None);
    };
    "Über den Widerspruch entscheiden".clone_into(&mut z.name);
    z.warnen_ab = Datum(fristen::ende_nach(eingelegt.0, Laenge::Monate(2), k)?);
    Ok(Some(z))
}

#[cfg(test)]
mod tests {
    use super::{super::frist_egh::Lauf, *};

    fn tag(s: &str) -> Datum {
        s.parse().unwrap()
    }

    fn by() -> Kalender {
        Kalender::fuer("BY".parse().unwrap())
    }

    fn fakten(stand: FallStand, angaben: &[(Angabe, &str)]) -> Fakten {
        Fakten {
            stand,
            norm: "§ 31".to_owned(),
            angaben: angaben.iter().map(|(a, t)| (*a, Some(tag(t)))).collect(),
            entschieden: None,
            plan: None,
            teilhabeplankonferenz: false,
            rechtsbehelfe: vec![],
            wiedervorlagen: vec![],
        }
    }

    #[test]
    fn h19_zehn_arbeitstage_ueber_ostern() {
        // from Thursday: Good Friday and Easter Monday do not count
        let mut f = fakten(FallStand::F2, &[(Angabe::Eilhilfe, "2026-04-02")]);
        let z = &alle(&f, &by()).unwrap()[0];
        assert_eq!(z.bis, tag("2026-04-20"));
        assert_eq!(z.lauf(tag("2026-04-14")), Lauf::Laeuft);
        assert_eq!(z.lauf(tag("2026-04-15")), Lauf::Bald);
        assert_eq!(z.lauf(tag("2026-04-21")), Lauf::Ueberschritten);
        f.entschieden = Some(tag("2026-04-17"));
        assert_eq!(
            alle(&f, &by()).unwrap()[0].lauf(tag("2026-05-01")),
            Lauf::Erledigt
        );
        // a decision before it does not catch up with anything
        f.entschieden = Some(tag("2026-03-01"));
        assert_eq!(alle(&f, &by()).unwrap()[0].erledigt, None);
    }

    #[test]
    fn h09_nach_zwei_monaten_wird_gewarnt_nach_dreien_ist_es_zu_spaet() {
        let mut f = fakten(FallStand::F4, &[(Angabe::Begehren, "2026-01-31")]);
        let z = &alle(&f, &by()).unwrap()[0];
        assert_eq!((z.warnen_ab, z.bis), (tag("2026-03-31"), tag("2026-04-30")));
        // § 35a: the periods of § 14 SGB IX besides
        "§ 35a SGB VIII".clone_into(&mut f.norm);
        let tage: Vec<_> = alle(&f, &by()).unwrap().iter().map(|z| z.bis).collect();
        assert_eq!(tage, [tag("2026-02-16"), tag("2026-02-23"), tag("2026-04-30")]);
        f.stand = FallStand::F11;
        assert_eq!(alle(&f, &by()).unwrap(), [], "zurückgezogen");
    }

    #[test]
    fn h22_drei_monate_fuer_den_widerspruch() {
        for stand in [FallStand::F8, FallStand::G9] {
            let mut f = fakten(stand, &[]);
            f.rechtsbehelfe = vec![(tag("2026-05-04"), None)];
            let z = alle(&f, &by()).unwrap();
            assert_eq!(z.len(), 1, "{stand:?}");
            assert_eq!((z[0].warnen_ab, z[0].bis), (tag("2026-07-04"), tag("2026-08-04")));
            f.rechtsbehelfe[0].1 = Some(tag("2026-06-01"));
            assert_eq!(
                alle(&f, &by()).unwrap()[0].lauf(tag("2026-09-01")),
                Lauf::Erledigt
            );
        }
    }

    #[test]
    fn die_ueberpruefung_ist_zwei_wochen_vorher_bald_faellig() {
        let mut f = fakten(FallStand::F8, &[]);
        f.plan = Some((tag("2026-01-10"), tag("2026-07-10")));
        let z = &alle(&f, &by()).unwrap()[0];
        assert_eq!(z.lauf(tag("2026-06-25")), Lauf::Laeuft);
        assert_eq!(z.lauf(tag("2026-06-26")), Lauf::Bald);
        f.stand = FallStand::F9;
        assert_eq!(alle(&f, &by()).unwrap(), [], "sie läuft schon");
    }
}
