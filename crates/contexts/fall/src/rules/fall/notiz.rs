//! Who reads which note of a case: what was entrusted stays with whom it was entrusted to (RL-06, § 65 SGB VIII).

use base::Befund;
use uuid::Uuid;

use crate::model::{Anvertrautgrund, Freigabe, Notiz, Notizart};

/// Words an opening must be explained with, at least.
pub const GRUND_MIN: usize = 20;

/// Whoever looks: as a user and as a Fachkraft.
#[derive(Debug, Clone, Copy)]
pub struct Leser {
    /// The user.
    pub benutzer: Uuid,
    /// The Fachkraft the user is.
    pub fachkraft: Option<Uuid>,
}

/// Notes as one person sees them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gesehen {
    /// Readable ones, in the order given.
    pub lesbar: Vec<Notiz>,
    /// Entrusted ones that stay closed.
    pub anvertraut_verborgen: usize,
}

/// Whether this person reads this note. That the person may see the case is asked before.
#[must_use]
pub fn liest(n: &Notiz, freigaben: &[Freigabe], l: Leser) -> bool {
    let offen_fuer = |f: &Freigabe| f.notiz == n.id.uuid() && Some(f.fachkraft) == l.fachkraft;
    match n.art {
        Notizart::Team | Notizart::Familie => true,
        Notizart::Eigen => n.verfasser == l.benutzer,
        Notizart::Anvertraut => n.verfasser == l.benutzer || freigaben.iter().any(offen_fuer),
    }
}

/// What this person reads, and how many entrusted ones there are besides. A private note of somebody else is not even
/// counted.
#[must_use]
pub fn sehen(notizen: Vec<Notiz>, freigaben: &[Freigabe], l: Leser) -> Gesehen {
    let (lesbar, zu): (Vec<_>, Vec<_>) = notizen.into_iter().partition(|n| liest(n, freigaben, l));
    Gesehen {
        lesbar,
        anvertraut_verborgen: zu.iter().filter(|n| n.art == Notizart::Anvertraut).count(),
    }
}

/// What an opening of an entrusted note needs.
#[must_use]
pub fn freigeben(
    n: &Notiz,
    l: Leser,
    grund: Option<Anvertrautgrund>,
    worte: &str,
    (anhaltspunkte, erforderlich): (bool, bool),
) -> Vec<Befund> {
    let mut b = Vec::new();
    if n.art != Notizart::Anvertraut || n.geschwaerzt() || n.verfasser != l.benutzer {
        let text = "Freigeben kann nur, wem es anvertraut wurde (§ 65 SGB VIII).";
        b.push(Befund::neu("AMT-E07", text));
        return b;
    }
    if grund.is_none() {
        b.push(Befund::neu("AMT-E07", "Bitte den Grund nach § 65 SGB VIII wählen.").an("grund"));
    }
    if worte.trim().chars().count() < GRUND_MIN {
        let text = format!("Bitte den Grund erklären, mit mindestens {GRUND_MIN} Zeichen.");
        b.push(Befund::neu("AMT-E07", text).an("worte"));
    }
    if grund == Some(Anvertrautgrund::Nr3) && !(anhaltspunkte && erforderlich) {
        let text = "Nr. 3 setzt beides voraus: Anhaltspunkte für eine Gefährdung, und dass die Angabe für die Einschätzung nötig ist.";
        b.push(Befund::neu("AMT-E07", text).an("anhaltspunkte"));
    }
    b
}

#[cfg(test)]
mod tests {
    use base::{Id, Zeitpunkt};

    use super::*;

    fn notiz(nr: u128, art: Notizart, von: u128) -> Notiz {
        Notiz {
            id: Id::von(Uuid::from_u128(nr)),
            art,
            text: format!("Notiz {nr}"),
            tag: "2026-11-20".parse().unwrap(),
            zeit: Zeitpunkt("2026-11-20T09:00:00Z".parse().unwrap()),
            verfasser: Uuid::from_u128(von),
            verfasser_name: "A".to_owned(),
            geschwaerzt_am: None,
            geschwaerzt_von: String::new(),
            geschwaerzt_grund: String::new(),
        }
    }

    const A: Leser = Leser {
        benutzer: Uuid::from_u128(1),
        fachkraft: Some(Uuid::from_u128(11)),
    };
    const B: Leser = Leser {
        benutzer: Uuid::from_u128(2),
        fachkraft: Some(Uuid::from_u128(12)),
    };

    #[test]
    fn t_138_b_sieht_n1_und_dass_ein_eintrag_nicht_uebergeben_ist() {
        let alle = || {
            vec![
                notiz(1, Notizart::Team, 1),
                notiz(2, Notizart::Anvertraut, 1),
                notiz(3, Notizart::Eigen, 1),
            ]
        };
        let b = sehen(alle(), &[], B);
        assert_eq!((b.lesbar.len(), b.anvertraut_verborgen), (1, 1));
        assert_eq!(b.lesbar[0].text, "Notiz 1");
        assert_eq!(sehen(alle(), &[], A).lesbar.len(), 3);

        // with Anhaltspunkte, necessity and a reason under § 65 Abs. 1 Nr. 3
        let n2 = notiz(2, Notizart::Anvertraut, 1);
        let nr3 = Some(Anvertrautgrund::Nr3);
        let worte = "Das Kind kommt mit blauen Flecken, B schätzt ein.";
        assert!(freigeben(&n2, A, nr3, worte, (true, true)).is_empty());
        assert_eq!(freigeben(&n2, A, nr3, worte, (true, false))[0].code, "AMT-E07");
        assert_eq!(freigeben(&n2, A, nr3, "kurz", (true, true))[0].code, "AMT-E07");
        assert_eq!(freigeben(&n2, A, None, worte, (true, true))[0].code, "AMT-E07");
        // not B, whatever the reason
        assert_eq!(freigeben(&n2, B, nr3, worte, (true, true))[0].code, "AMT-E07");
        let f = Freigabe {
            notiz: n2.id.uuid(),
            fachkraft: Uuid::from_u128(12),
            fachkraft_name: "B".to_owned(),
            grund: Anvertrautgrund::Nr3,
            worte: worte.to_owned(),
            zeit: n2.zeit,
            benutzer_name: "A".to_owned(),
        };
        let b = sehen(alle(), &[f], B);
        assert_eq!((b.lesbar.len(), b.anvertraut_verborgen), (2, 0));
    }
}
