//! Pooling of benefits (Fachkonzept 4.12, RL-11): whether several people get one benefit together, and why.

use base::Befund;

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
}
