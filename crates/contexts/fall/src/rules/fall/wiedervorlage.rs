//! H20: what a Wiedervorlage needs, and from when it is shown. It stops no period: those of the law keep running.

use base::{Befund, Datum};
use fristen::{Fehler, Kalender};

use super::frist_egh::Zeile;
use crate::model::{VORLAUF_MAX, Wiedervorlage};

/// Further ahead nobody plans; more is a mistake in the year.
const HOECHSTENS_TAGE: i32 = 5 * 366;
const NORM: &str = "Fachkonzept H20";

/// What is wrong with the day. A day that was is noted elsewhere; this one is to come.
#[must_use]
pub fn tag(tag: Datum, heute: Datum) -> Option<Befund> {
    let text = if tag <= heute {
        "Dieser Tag muss noch kommen. Bitte einen späteren eintragen."
    } else if tag > heute.plus_tage(HOECHSTENS_TAGE) {
        "Der Tag liegt mehr als fünf Jahre voraus. Bitte das Jahr prüfen."
    } else {
        return None;
    };
    Some(Befund::neu("FALL-E281", text).an("tag"))
}

/// What is wrong with a new one.
#[must_use]
pub fn pruefen(w: &Wiedervorlage, schon: &[Wiedervorlage], heute: Datum) -> Vec<Befund> {
    let mut b: Vec<Befund> = tag(w.tag, heute).into_iter().collect();
    if w.grund.trim().is_empty() {
        b.push(Befund::neu("FALL-E282", "Bitte aufschreiben, was dann zu tun ist.").an("grund"));
    }
    if !(0..=VORLAUF_MAX).contains(&w.vorlauf) {
        let text = format!("Bitte eine Zahl von 0 bis {VORLAUF_MAX} eintragen.");
        b.push(Befund::neu("FALL-E281", text).an("vorlauf"));
    }
    if let Some(r) = schon.iter().find(|x| w.ruht && x.ruht && x.offen()) {
        let text = format!(
            "Der Fall ruht schon bis {}. Bitte diese Wiedervorlage verschieben.",
            r.tag
        );
        b.push(Befund::neu("FALL-E283", text).an("ruht"));
    }
    b
}

/// Until when the case rests.
#[must_use]
pub fn ruht_bis(alle: &[Wiedervorlage]) -> Option<&Wiedervorlage> {
    alle.iter().find(|w| w.ruht && w.offen())
}

/// It as a line among the periods. Its day is not shifted: it is no period of the law. It is shown its days before, and
/// where that is no working day, on the last working day before (as T-013).
///
/// # Errors
/// Outside the calendar.
pub fn zeile(w: &Wiedervorlage, k: &Kalender) -> Result<Zeile, Fehler> {
    let vorlauf = i32::try_from(w.vorlauf).unwrap_or(0);
    let danach = w.tag.plus_tage(1 - vorlauf);
    let warnen_ab = Datum(fristen::minus_arbeitstage(danach.0, 1, k)?);
    let mut schritte = vec![(
        format!("Am {} eingetragen von {}.", w.zeit.datum(), w.benutzer_name),
        NORM.to_owned(),
    )];
    if w.verschoben() {
        schritte.push((format!("Zuerst war es der {}.", w.zuerst), NORM.to_owned()));
    }
    schritte.push((
        match w.vorlauf {
            0 => format!("Gezeigt wird es ab dem {warnen_ab}."),
            1 => {
                format!("Gezeigt wird es ab dem {warnen_ab}, 1 Tag vorher oder am letzten Arbeitstag davor.")
            }
            n => format!(
                "Gezeigt wird es ab dem {warnen_ab}, {n} Tage vorher oder am letzten Arbeitstag davor."
            ),
        },
        NORM.to_owned(),
    ));
    Ok(Zeile {
        name: if w.ruht {
            "Der Fall ruht bis dahin"
        } else {
            "Wiedervorlage"
        }
        .to_owned(),
        worte: w.grund.clone(),
        bis: w.tag,
        warnen_ab,
        erledigt: None,
        schritte,
    })
}

#[cfg(test)]
mod tests {
    use base::{Id, Zeitpunkt};

    use super::*;

    fn t(s: &str) -> Datum {
        s.parse().unwrap()
    }

    fn w(am: &str, vorlauf: i64, ruht: bool) -> Wiedervorlage {
        Wiedervorlage {
            id: Id::von(uuid::Uuid::from_u128(1)),
            tag: t(am),
            zuerst: t(am),
            grund: "Schule fragen".to_owned(),
            vorlauf,
            ruht,
            zeit: Zeitpunkt("2026-11-21T09:00:00Z".parse().unwrap()),
            benutzer_name: "Anna Abel".to_owned(),
            erledigt_am: None,
            erledigt_name: String::new(),
        }
    }

    fn codes(w: &Wiedervorlage, schon: &[Wiedervorlage]) -> Vec<&'static str> {
        pruefen(w, schon, t("2026-11-21"))
            .iter()
            .map(|b| b.code)
            .collect()
    }

    #[test]
    fn h20_ein_tag_der_noch_kommt_mit_grund() {
        assert_eq!(codes(&w("2026-11-22", 7, false), &[]), [""; 0]);
        for tag in ["2026-11-21", "2026-11-20", "2032-01-01"] {
            assert_eq!(codes(&w(tag, 7, false), &[]), ["FALL-E281"], "{tag}");
        }
        let mut ohne = w("2026-12-01", 91, false);
        ohne.grund = " \n".to_owned();
        assert_eq!(codes(&ohne, &[]), ["FALL-E282", "FALL-E281"]);
        // a case rests once at a time; what is ticked off does not count
        let ruht = w("2027-01-01", 0, true);
        assert_eq!(
            codes(&w("2027-02-01", 0, true), std::slice::from_ref(&ruht)),
            ["FALL-E283"]
        );
        assert_eq!(
            codes(&w("2027-02-01", 0, false), std::slice::from_ref(&ruht)),
            [""; 0]
        );
        let fertig = Wiedervorlage {
            erledigt_am: Some(ruht.zeit),
            ..ruht
        };
        assert_eq!(
            codes(&w("2027-02-01", 0, true), std::slice::from_ref(&fertig)),
            [""; 0]
        );
        assert_eq!(ruht_bis(&[fertig]), None);
    }

    #[test]
    fn t_013_gezeigt_wird_am_letzten_arbeitstag_davor() {
        let k = Kalender::fuer("BY".parse().unwrap());
        // Sunday 28 February 2027: shown on Friday, the day itself stays
        let z = zeile(&w("2027-02-28", 0, false), &k).unwrap();
        assert_eq!((z.warnen_ab, z.bis), (t("2027-02-26"), t("2027-02-28")));
        assert_eq!(
            zeile(&w("2027-03-01", 0, false), &k).unwrap().warnen_ab,
            t("2027-03-01")
        );
        // a week before New Year's Day is Christmas Day
        assert_eq!(
            zeile(&w("2027-01-01", 7, false), &k).unwrap().warnen_ab,
            t("2026-12-24")
        );
    }
}
