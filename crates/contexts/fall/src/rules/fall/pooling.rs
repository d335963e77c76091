//! Pooling of benefits (Fachkonzept 4.12, RL-11): whether several people get one benefit together, and why.

use base::Befund;

use crate::model::{Baustein, Bausteintyp, Leistungsart, Poolaussage};

/// Which benefit (§ 116 Abs. 2 Nr. 1 to 6, § 112 Abs. 4 SGB IX).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leistung {
    /// Assistenz.
    Assistenz,
    /// Assistenz in the own flat for social relations or personal life planning (§ 104 Abs. 3 S. 4).
    AssistenzImWohnen,
    /// Heilpädagogik.
    Heilpaedagogik,
    /// Practical skills.
    PraktischeFaehigkeiten,
    /// Communication.
    Verstaendigung,
    /// Transport.
    Befoerderung,
    /// Somebody who can be reached.
    Erreichbarkeit,
    /// Accompaniment at school.
    Schulbegleitung,
    /// Anything else.
    Andere,
}

impl Leistung {
    /// What a Leistungsart is called there. `wohnen`: assistance in the own home for social relations or planning
    /// one's life.
    #[must_use]
    pub const fn von(art: Leistungsart, wohnen: bool) -> Self {
        match art {
            Leistungsart::E1132 if wohnen => Self::AssistenzImWohnen,
            Leistungsart::E1132 => Self::Assistenz,
            Leistungsart::E1133 => Self::Heilpaedagogik,
            // Annex B.1 calls SR-B poolable: it teaches a practical skill
            Leistungsart::E1135 | Leistungsart::SrB => Self::PraktischeFaehigkeiten,
            Leistungsart::E1136 => Self::Verstaendigung,
            Leistungsart::E1137 => Self::Befoerderung,
            Leistungsart::E112 => Self::Schulbegleitung,
            _ => Self::Andere,
        }
    }
}

/// What the person wishes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Poolwunsch {
    /// Together with others.
    Gemeinsam,
    /// Alone.
    Einzeln,
    /// Either.
    Egal,
}

/// What is known of one benefit for one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frage {
    /// The benefit.
    pub leistung: Leistung,
    /// Wish.
    pub wunsch: Poolwunsch,
    /// Acceptable for this person.
    pub zumutbar: bool,
    /// An agreement with the provider exists.
    pub vereinbarung: bool,
    /// The goals can be reached together too.
    pub ziele_erreichbar: bool,
}

/// The answer with its norm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Antwort {
    /// It must be provided together.
    Gemeinsam(&'static str),
    /// It may be.
    Moeglich(&'static str),
    /// It may not.
    Nicht(&'static str),
}

/// The rule table.
#[must_use]
pub const fn antwort(f: &Frage) -> Antwort {
    if matches!(f.leistung, Leistung::Andere) {
        return Antwort::Nicht("§ 116 Abs. 2 SGB IX nennt die Leistung nicht");
    }
    if matches!(f.leistung, Leistung::AssistenzImWohnen) && matches!(f.wunsch, Poolwunsch::Einzeln) {
        return Antwort::Nicht("§ 104 Abs. 3 S. 4 SGB IX");
    }
    if matches!(f.wunsch, Poolwunsch::Gemeinsam) && f.ziele_erreichbar {
        return Antwort::Gemeinsam("§ 116 Abs. 3 SGB IX");
    }
    if !f.zumutbar {
        return Antwort::Nicht("§ 104 SGB IX: nicht zumutbar");
    }
    if !f.vereinbarung {
        return Antwort::Nicht("§ 116 Abs. 2 SGB IX: keine Vereinbarung mit dem Anbieter");
    }
    Antwort::Moeglich("§ 116 Abs. 2 SGB IX")
}

impl Frage {
    /// What is known of one Baustein, from the statement about it.
    #[must_use]
    pub const fn von(art: Leistungsart, a: &Poolaussage) -> Self {
        Self {
            leistung: Leistung::von(art, a.wohnen),
            wunsch: match a.wunsch {
                crate::model::Poolwunsch::Gemeinsam => Poolwunsch::Gemeinsam,
                crate::model::Poolwunsch::Einzeln => Poolwunsch::Einzeln,
                crate::model::Poolwunsch::Egal => Poolwunsch::Egal,
            },
            zumutbar: a.zumutbar,
            vereinbarung: a.vereinbarung,
            ziele_erreichbar: a.ziele_erreichbar,
        }
    }
}

/// FALL-E42 for one Baustein of a Gesamtplan: planned as the table says, and with a statement where the law lets
/// several people get it together.
#[must_use]
pub fn baustein(b: &Baustein, aussage: Option<&Poolaussage>) -> Option<Befund> {
    let gemeinsam = b.typ == Bausteintyp::Pool;
    let fraglich = Leistung::von(b.art, false) != Leistung::Andere;
    match aussage {
        Some(a) => pruefen(&Frage::von(b.art, a), gemeinsam),
        None if fraglich || gemeinsam => Some(
            Befund::neu(
                "FALL-E42",
                format!(
                    "Zum Baustein „{}“ fehlt die Aussage, ob er gemeinsam mit anderen geht.",
                    b.art
                ),
            )
            .an("pooling"),
        ),
        None => None,
    }
}

/// FALL-E42: a benefit is planned together where the table says no, or alone where it says together.
#[must_use]
pub fn pruefen(f: &Frage, gemeinsam: bool) -> Option<Befund> {
    let text = match (antwort(f), gemeinsam) {
        (Antwort::Nicht(norm), true) => format!("Diese Leistung geht nicht gemeinsam ({norm})."),
        (Antwort::Gemeinsam(norm), false) => format!("Die Person wünscht die Leistung gemeinsam ({norm})."),
        _ => return None,
    };
    Some(Befund::neu("FALL-E42", text).an("pooling"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t_057_wunsch_zumutbarkeit_vereinbarung() {
        let a = Frage {
            leistung: Leistung::AssistenzImWohnen,
            wunsch: Poolwunsch::Einzeln,
            zumutbar: true,
            vereinbarung: true,
            ziele_erreichbar: true,
        };
        assert_eq!(antwort(&a), Antwort::Nicht("§ 104 Abs. 3 S. 4 SGB IX"));
        assert_eq!(pruefen(&a, true).map(|b| b.code), Some("FALL-E42"));
        let b = Frage {
            leistung: Leistung::Assistenz,
            wunsch: Poolwunsch::Gemeinsam,
            ..a
        };
        assert_eq!(antwort(&b), Antwort::Gemeinsam("§ 116 Abs. 3 SGB IX"));
        assert_eq!(pruefen(&b, false).map(|b| b.code), Some("FALL-E42"));
        let c = Frage {
            wunsch: Poolwunsch::Egal,
            zumutbar: false,
            ..b
        };
        assert!(matches!(antwort(&c), Antwort::Nicht(_)));
        let d = Frage {
            wunsch: Poolwunsch::Egal,
            ..b
        };
        assert_eq!(antwort(&d), Antwort::Moeglich("§ 116 Abs. 2 SGB IX"));
        assert!(matches!(
            antwort(&Frage {
                vereinbarung: false,
                ..d
            }),
            Antwort::Nicht(_)
        ));
    }

    #[test]
    fn e42_der_baustein_wird_geplant_wie_die_tabelle_sagt() {
        let mut b = Baustein {
            id: base::Id::von(uuid::Uuid::from_u128(1)),
            art: Leistungsart::E1132,
            typ: Bausteintyp::Einzel,
            text: "Begleitung".to_owned(),
            umfang: crate::model::Umfangsart::Pauschale,
            mindestens: 0,
            hoechstens: 0,
            von: "2026-12-01".parse().unwrap(),
            bis: "2027-11-30".parse().unwrap(),
            kosten_monat: 0,
            stand: crate::model::Bausteinstand::Geplant,
        };
        let mut a = Poolaussage {
            baustein: b.id.uuid(),
            wunsch: crate::model::Poolwunsch::Einzeln,
            wohnen: true,
            zumutbar: true,
            grund: "ruhige Umgebung".to_owned(),
            vereinbarung: true,
            ziele_erreichbar: true,
            benutzer_name: String::new(),
            zeit: base::Zeitpunkt("2026-11-21T09:00:00Z".parse().unwrap()),
        };
        assert_eq!(baustein(&b, None).map(|x| x.code), Some("FALL-E42"));
        assert_eq!(baustein(&b, Some(&a)), None);
        b.typ = Bausteintyp::Pool;
        assert!(baustein(&b, Some(&a)).unwrap().text.contains("§ 104 Abs. 3 S. 4"));
        a.wunsch = crate::model::Poolwunsch::Gemeinsam;
        assert_eq!(baustein(&b, Some(&a)), None);
        b.typ = Bausteintyp::Einzel;
        assert!(baustein(&b, Some(&a)).unwrap().text.contains("§ 116 Abs. 3"));
        // the law does not name it: nothing has to be said
        b.art = Leistungsart::E1138;
        assert_eq!(baustein(&b, None), None);
    }
}
