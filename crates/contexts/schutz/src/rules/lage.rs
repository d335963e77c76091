//! What is known of a procedure, as far as the guards ask: facts only, no texts.

use super::{
    fachkraefte::{self, Teilnahme},
    fehlt::Gatter as G,
};
use crate::model::{Endegrund, Ergebnis, Widerspruch};

/// The assessment of one child.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KindLage {
    /// Who judged.
    pub fachkraefte: Vec<Teilnahme>,
    /// Result.
    pub ergebnis: Option<Ergebnis>,
    /// There are reasons.
    pub begruendet: bool,
    /// Help was offered.
    pub angebot: bool,
    /// In care now, or was in this procedure.
    pub in_obhut: bool,
}

/// One Inobhutnahme.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ObhutLage {
    /// The Personensorgeberechtigten were told.
    pub unterrichtet: bool,
    /// What they say.
    pub widerspruch: Option<Widerspruch>,
    /// The court was asked.
    pub gericht: bool,
    /// How it ended.
    pub ende: Option<Endegrund>,
}

impl ObhutLage {
    /// § 42 Abs. 3: who objects or cannot be reached gets the child back, or the court decides; unverzüglich.
    #[must_use]
    pub fn gericht_fehlt(&self) -> bool {
        matches!(
            self.widerspruch,
            Some(Widerspruch::Ja | Widerspruch::NichtErreichbar)
        ) && !self.gericht
            && self.ende != Some(Endegrund::Uebergabe)
    }

    fn haltung_fehlt(&self) -> bool {
        match self.widerspruch {
            None => true,
            Some(Widerspruch::NichtErreichbar) => false,
            Some(_) => !self.unterrichtet,
        }
    }
}

/// The facts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lage {
    /// Who told it is known by kind.
    pub melderart: bool,
    /// When and where.
    pub wann_wo: bool,
    /// Whether at once.
    pub akut: bool,
    /// First look.
    pub gewichtig: Option<bool>,
    /// Its reasons.
    pub erst_grund: bool,
    /// Who took the first look.
    pub erst: Vec<Teilnahme>,
    /// Per child.
    pub kinder: Vec<KindLage>,
    /// A Schutzkonzept runs.
    pub konzept: bool,
    /// The court was called.
    pub gericht: bool,
    /// Inobhutnahmen.
    pub obhut: Vec<ObhutLage>,
}

impl Lage {
    /// Whether a guard is met.
    #[must_use]
    pub fn erfuellt(&self, g: G) -> bool {
        match g {
            G::Melderart => self.melderart,
            G::Kinder => !self.kinder.is_empty(),
            G::WannWo => self.wann_wo,
            G::Akut => self.akut,
            G::ErstZwei | G::NichtAllein => fachkraefte::pruefen(&self.erst).is_none(),
            G::Gewichtig => self.gewichtig == Some(true),
            G::NichtGewichtig => self.gewichtig == Some(false),
            G::ErstGrund => self.erst_grund,
            G::Einschaetzungen => self
                .kinder
                .iter()
                .all(|k| fachkraefte::pruefen(&k.fachkraefte).is_none()),
            G::Ergebnisse => self.kinder.iter().all(|k| k.ergebnis.is_some() && k.begruendet),
            G::Konzept => self.konzept,
            G::Gericht => self.gericht,
            G::Obhut => !self.obhut.is_empty(),
            G::Folge => self.kinder.iter().all(|k| {
                !matches!(k.ergebnis, Some(Ergebnis::Kwg | Ergebnis::Latent))
                    || self.konzept
                    || self.gericht
                    || k.in_obhut
            }),
            G::Angebot => self
                .kinder
                .iter()
                .all(|k| k.ergebnis != Some(Ergebnis::Hilfebedarf) || k.angebot),
            G::ObhutUnterrichtet => !self.obhut.iter().any(ObhutLage::haltung_fehlt),
            G::ObhutGericht => !self.obhut.iter().any(ObhutLage::gericht_fehlt),
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn zwei() -> Vec<Teilnahme> {
        [1, 2]
            .map(|n| Teilnahme {
                fachkraft: Uuid::from_u128(n),
                name: String::new(),
                asd: n == 1,
            })
            .into()
    }

    fn kind(ergebnis: Ergebnis) -> KindLage {
        KindLage {
            fachkraefte: zwei(),
            ergebnis: Some(ergebnis),
            begruendet: true,
            ..KindLage::default()
        }
    }

    #[test]
    fn t_064_ohne_gericht_kein_abschluss_wenn_niemand_erreichbar_ist() {
        let mut o = ObhutLage {
            widerspruch: Some(Widerspruch::NichtErreichbar),
            ..ObhutLage::default()
        };
        assert!(o.gericht_fehlt());
        o.gericht = true;
        assert!(!o.gericht_fehlt());
        o = ObhutLage {
            widerspruch: Some(Widerspruch::Ja),
            ende: Some(Endegrund::Uebergabe),
            unterrichtet: true,
            ..o
        };
        o.gericht = false;
        assert!(!o.gericht_fehlt(), "the child is back with them");
        o.widerspruch = Some(Widerspruch::Nein);
        assert!(!o.gericht_fehlt());
    }

    #[test]
    fn e05_gefaehrdung_endet_nicht_ohne_folge() {
        for e in [Ergebnis::Kwg, Ergebnis::Latent] {
            let mut l = Lage {
                kinder: vec![kind(e)],
                ..Lage::default()
            };
            assert!(!l.erfuellt(G::Folge));
            l.gericht = true;
            assert!(l.erfuellt(G::Folge));
        }
        // care of one child does not protect its brother
        let l = Lage {
            kinder: vec![
                KindLage {
                    in_obhut: true,
                    ..kind(Ergebnis::Kwg)
                },
                kind(Ergebnis::Kwg),
            ],
            ..Lage::default()
        };
        assert!(!l.erfuellt(G::Folge));
        let l = Lage {
            kinder: vec![kind(Ergebnis::KeinBedarf)],
            ..Lage::default()
        };
        assert!(l.erfuellt(G::Folge) && l.erfuellt(G::Angebot));
    }
}
