//! What is known of a case of the Eingliederungshilfe: facts for the guards of SM-4, and the rules of its forms.

use base::{Befund, Datum};

use super::{antrag, gatter_egh::EghGatter as E, lage::FallLage};
use crate::model::{
    Angabe, Beeintraechtigung, Bereichsantwort, Fallrolle, Konferenzwahl, Lebensbereich, Nebenantwort,
    Nebenergebnis, Nebenpruefung,
};

/// The facts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "one fact each")]
pub struct Eingliederung {
    /// The areas that have an answer.
    pub bereiche: [bool; 9],
    /// Everybody the help is about said something, in their words.
    pub wuensche: bool,
    /// Every side check that is needed has an answer.
    pub nebenpruefungen: bool,
    /// The Gesamtplankonferenz, and whether § 119 Abs. 4 asks for it.
    pub konferenzwahl: Option<(Konferenzwahl, bool)>,
    /// One took place.
    pub konferenz: bool,
    /// The Antrag was forwarded within two weeks.
    pub weiterleitung_in_frist: bool,
    /// No Baustein goes against the table of 4.12.
    pub pooling: bool,
}

impl Eingliederung {
    /// Whether a guard is met.
    #[must_use]
    pub fn erfuellt(&self, g: E, lage: &FallLage) -> bool {
        let da = |a| lage.angaben.contains(&a);
        let w = &lage.weiter;
        let wahl = self.konferenzwahl.map(|(w, _)| w);
        match g {
            E::Antrag => da(Angabe::Antrag) || da(Angabe::BedarfImVerfahren),
            E::Zustaendigkeit => da(Angabe::EghZustaendigkeit),
            E::RehaTraeger => da(Angabe::RehaTraeger),
            E::Weiterleitung => da(Angabe::Weiterleitung14),
            E::Weiterleitungsfrist => self.weiterleitung_in_frist,
            E::Beratung106 => da(Angabe::Beratung106),
            E::Eutb => da(Angabe::Eutb),
            E::Bedarfsinstrument => da(Angabe::Bedarfsinstrument),
            E::Lebensbereiche => antrag::icf(self.bereiche).is_none(),
            E::Wuensche => self.wuensche,
            E::Vertrauensperson => da(Angabe::VertrauenspersonGefragt),
            E::Nebenpruefungen => self.nebenpruefungen,
            E::KonferenzZustimmung => wahl == Some(Konferenzwahl::Zustimmung),
            E::KonferenzVerzicht => wahl.is_some_and(|w| w != Konferenzwahl::Zustimmung),
            E::KonferenzPflicht => self
                .konferenzwahl
                .is_none_or(|(w, pflicht)| !pflicht || w == Konferenzwahl::KeineZustimmung),
            E::Konferenz => self.konferenz,
            E::Feststellung => da(Angabe::Feststellung),
            E::Pooling => self.pooling,
            E::Gesamtplan => w.plan_aktuell && w.pruefdatum,
            E::Entwurf => w.entwurf.is_some_and(|e| !e.art.ueber_laufende()),
            E::Baustein => w.bausteine > 0 || w.entwurf.is_some_and(|e| !e.art.bewilligt()),
            E::Bewilligt => w.bewilligt,
            E::Abgelehnt => w.abgelehnt || lage.leicht.eingestellt,
            E::EtwasGeaendert => w.geaendert,
            E::NichtsGeaendert => !w.geaendert,
            E::BausteinBleibt => w.bausteine > 0,
            E::Begruendet => w.entwurf.is_some_and(|e| e.begruendet),
            E::PlanUebergeben => da(Angabe::PlanUebergeben),
            E::Leistungsform => [
                Angabe::Vereinbarung125,
                Angabe::PersoenlichesBudget,
                Angabe::PauschaleGeldleistung,
            ]
            .into_iter()
            .any(da),
            E::Fortschreibung => w.neuer_plan && w.pruefdatum,
            E::Ende => da(Angabe::TeilhabeEnde),
        }
    }
}

/// Which of the nine areas have an answer; the newest counts, an area that was never answered does not.
#[must_use]
pub fn beantwortet(antworten: &[Bereichsantwort]) -> [bool; 9] {
    let mut aus = [false; 9];
    for (da, b) in aus.iter_mut().zip(Lebensbereich::ALLE) {
        *da = antworten.iter().any(|a| a.bereich == *b);
    }
    aus
}

/// FALL-E175: an answer about an area is described, also "no": then it says what goes well (RL-15).
#[must_use]
pub fn bereich(b: Lebensbereich, antwort: Option<Beeintraechtigung>, beschreibung: &str) -> Option<Befund> {
    let leer = beschreibung.trim().is_empty();
    match antwort {
        None if !leer => Some(
            Befund::neu(
                "FALL-E175",
                format!("{b}: Bitte auch ja, nein oder nicht von Bedeutung wählen."),
            )
            .an(b.code()),
        ),
        Some(_) if leer => Some(
            Befund::neu(
                "FALL-E175",
                format!("{b}: Bitte in Worten beschreiben, auch was gelingt."),
            )
            .an(format!("{}-text", b.code())),
        ),
        _ => None,
    }
}

/// The side checks this case needs: the Jugendamt only for a minor.
#[must_use]
pub fn noetige(minderjaehrig: bool) -> Vec<Nebenpruefung> {
    let mut alle = Nebenpruefung::ALLE.to_vec();
    alle.retain(|p| minderjaehrig || *p != Nebenpruefung::Jugendamt);
    alle
}

/// Whether all of them have an answer.
#[must_use]
pub fn geprueft(antworten: &[Nebenantwort], minderjaehrig: bool) -> bool {
    noetige(minderjaehrig)
        .iter()
        .all(|p| antworten.iter().any(|a| a.pruefung == *p))
}

/// FALL-E178: another body takes part only with consent, and its day is noted.
#[must_use]
pub fn nebenpruefung(
    p: Nebenpruefung,
    ergebnis: Nebenergebnis,
    einwilligung: Option<Datum>,
    heute: Datum,
) -> Option<Befund> {
    let text = match (ergebnis, einwilligung) {
        (Nebenergebnis::Beteiligt, None) => "Bitte den Tag der Einwilligung eintragen.",
        (_, Some(t)) if t > heute => "Der Tag liegt in der Zukunft. Bitte prüfen.",
        (Nebenergebnis::OhneEinwilligung, Some(_)) => {
            "Die Person hat nicht eingewilligt, es steht aber ein Tag der Einwilligung da."
        }
        _ => return None,
    };
    Some(Befund::neu("FALL-E178", format!("{p}: {text}")).an(format!("{}-am", p.code())))
}

/// Whether the help is about somebody under 18, or in the role of one.
#[must_use]
pub fn minderjaehrig(personen: &[(Option<Fallrolle>, Option<Datum>)], heute: Datum) -> bool {
    personen.iter().any(|(rolle, geboren)| match geboren {
        Some(g) => fristen::alter_am(g.0, heute.0).is_some_and(|a| a < 18),
        None => matches!(rolle, Some(Fallrolle::Kind | Fallrolle::Jugendlicher)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(s: &str) -> Datum {
        s.parse().unwrap()
    }

    #[test]
    fn die_neun_bereiche_sind_die_des_gesetzes() {
        let woerter: Vec<&str> = Lebensbereich::ALLE.iter().map(|b| b.wort()).collect();
        assert_eq!(woerter, antrag::LEBENSBEREICHE);
    }

    #[test]
    fn eine_antwort_wird_beschrieben() {
        let code = |b, a, t| bereich(b, a, t).map(|x| x.code);
        let b = Lebensbereich::Mobilitaet;
        assert_eq!(code(b, Some(Beeintraechtigung::Nein), " "), Some("FALL-E175"));
        assert_eq!(code(b, None, "fährt Bus"), Some("FALL-E175"));
        assert_eq!(code(b, Some(Beeintraechtigung::Nein), "fährt Bus"), None);
        assert_eq!(code(b, None, ""), None, "noch nicht gefragt");
    }

    #[test]
    fn nebenpruefungen_nur_mit_einwilligung_und_das_jugendamt_nur_bei_minderjaehrigen() {
        let heute = tag("2026-11-21");
        let f =
            |e, d: Option<&str>| nebenpruefung(Nebenpruefung::Pflege, e, d.map(tag), heute).map(|b| b.code);
        assert_eq!(f(Nebenergebnis::Beteiligt, None), Some("FALL-E178"));
        assert_eq!(f(Nebenergebnis::Beteiligt, Some("2026-11-20")), None);
        assert_eq!(f(Nebenergebnis::Beteiligt, Some("2026-11-22")), Some("FALL-E178"));
        assert_eq!(
            f(Nebenergebnis::OhneEinwilligung, Some("2026-11-20")),
            Some("FALL-E178")
        );
        assert_eq!(f(Nebenergebnis::NichtNoetig, None), None);
        assert_eq!((noetige(false).len(), noetige(true).len()), (3, 4));
        assert!(minderjaehrig(&[(None, Some(tag("2008-11-22")))], heute));
        assert!(!minderjaehrig(&[(None, Some(tag("2008-11-21")))], heute));
        assert!(minderjaehrig(&[(Some(Fallrolle::Kind), None)], heute));
    }
}
