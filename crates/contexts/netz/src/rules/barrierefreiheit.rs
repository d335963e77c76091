//! Whether a person with these needs can use an offer (Fachkonzept 7.1: need profile → required fields).

use base::Tri;

use crate::{
    codes::{Merkmal, codes},
    dinge::{Angabe, Barrieren},
};

codes! {
    /// What a person needs to take part.
    Bedarf {
        Rollstuhl = "ROLLSTUHL", "Rollstuhl";
        Rollator = "ROLLATOR", "Rollator";
        Gehoerlos = "GEHOERLOS", "Gehörlos";
        Schwerhoerig = "SCHWERHOERIG", "Schwerhörig";
        Blind = "BLIND", "Blind oder sehbehindert";
        Lernschwierigkeiten = "LERNSCHWIERIGKEITEN", "Lernschwierigkeiten";
        Reizempfindlich = "REIZEMPFINDLICH", "Reizempfindlich";
    }
}

/// Answer for one need or all of them; the greater is the worse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, utoipa::ToSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum Passung {
    /// Everything needed is known to be there.
    Erfuellt,
    /// Something needed is not known: ask before going.
    Unklar,
    /// Something needed is missing.
    Nicht,
}

impl Passung {
    /// In plain words.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Erfuellt => "passt",
            Self::Unklar => "unklar, bitte nachfragen",
            Self::Nicht => "passt nicht",
        }
    }
}

/// What about the visit matters for the needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Besuch {
    /// How long, in minutes; above 60 a wheelchair user needs a WC.
    pub minuten: u32,
    /// Whether the person comes by public transport.
    pub mit_oepnv: bool,
}

impl Default for Besuch {
    /// Two hours, brought by somebody.
    fn default() -> Self {
        Self {
            minuten: 120,
            mit_oepnv: false,
        }
    }
}

/// One requirement and how it is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Befundlage {
    /// Whose need.
    pub bedarf: Bedarf,
    /// The feature that decides (of an alternative: the better one).
    pub merkmal: Merkmal,
    /// How it is met.
    pub passung: Passung,
}

/// Worst answer over all needs (NICHT > UNKLAR > ERFUELLT); without needs everything fits.
#[must_use]
pub fn passung(b: &Barrieren, bedarfe: &[Bedarf], besuch: Besuch) -> Passung {
    lage(b, bedarfe, besuch)
        .into_iter()
        .map(|l| l.passung)
        .max()
        .unwrap_or(Passung::Erfuellt)
}

/// Every requirement with its answer: for the reasons shown.
#[must_use]
pub fn lage(b: &Barrieren, bedarfe: &[Bedarf], besuch: Besuch) -> Vec<Befundlage> {
    let mut aus = Vec::new();
    for &bedarf in bedarfe {
        let mut braucht = |merkmal, passung| {
            aus.push(Befundlage {
                bedarf,
                merkmal,
                passung,
            });
        };
        match bedarf {
            Bedarf::Rollstuhl => {
                braucht(Merkmal::Stufenlos, ja(b, Merkmal::Stufenlos));
                braucht(Merkmal::Tuerbreite, zahl(b, Merkmal::Tuerbreite, |cm| cm >= 90));
                if besuch.minuten > 60 {
                    braucht(Merkmal::WcBarrierefrei, ja(b, Merkmal::WcBarrierefrei));
                }
                if besuch.mit_oepnv {
                    braucht(Merkmal::OepnvHalt, ja(b, Merkmal::OepnvHalt));
                }
            }
            Bedarf::Rollator => {
                let (m, p) = besser(
                    (Merkmal::Stufenlos, ja(b, Merkmal::Stufenlos)),
                    (Merkmal::Rampe, zahl(b, Merkmal::Rampe, |p| p <= 6)),
                );
                braucht(m, p);
            }
            Bedarf::Gehoerlos => {
                let (m, p) = besser(
                    (Merkmal::Dgs, ja(b, Merkmal::Dgs)),
                    (Merkmal::Schriftdolmetschen, ja(b, Merkmal::Schriftdolmetschen)),
                );
                braucht(m, p);
            }
            Bedarf::Schwerhoerig => braucht(Merkmal::Hoeranlage, ja(b, Merkmal::Hoeranlage)),
            Bedarf::Blind => {
                let (m, p) = besser(
                    (Merkmal::Leitsystem, ja(b, Merkmal::Leitsystem)),
                    (Merkmal::Begleitperson, ja(b, Merkmal::Begleitperson)),
                );
                braucht(m, p);
            }
            Bedarf::Lernschwierigkeiten => braucht(Merkmal::LeichteSprache, ja(b, Merkmal::LeichteSprache)),
            Bedarf::Reizempfindlich => braucht(Merkmal::ReizarmerRaum, ja(b, Merkmal::ReizarmerRaum)),
        }
    }
    aus
}

fn angabe(b: &Barrieren, m: Merkmal) -> Angabe {
    b.get(&m).copied().unwrap_or_default()
}

fn ja(b: &Barrieren, m: Merkmal) -> Passung {
    match angabe(b, m).wert {
        Tri::Ja => Passung::Erfuellt,
        Tri::Nein => Passung::Nicht,
        // "in part" may be enough or not: only the place itself can say
        Tri::Teilweise | Tri::Unbekannt => Passung::Unklar,
    }
}

fn zahl(b: &Barrieren, m: Merkmal, gut: impl Fn(i64) -> bool) -> Passung {
    match angabe(b, m).zahl {
        None => Passung::Unklar,
        Some(z) if gut(z) => Passung::Erfuellt,
        Some(_) => Passung::Nicht,
    }
}

fn besser(a: (Merkmal, Passung), b: (Merkmal, Passung)) -> (Merkmal, Passung) {
    if b.1 < a.1 { b } else { a }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn anna() -> Barrieren {
        [
            (Merkmal::Stufenlos, Angabe::tri(Tri::Ja)),
            (Merkmal::Tuerbreite, Angabe::zahl(95)),
            (Merkmal::WcBarrierefrei, Angabe::tri(Tri::Nein)),
        ]
        .into()
    }

    #[test]
    fn t_080_wc_im_keller() {
        let b = anna();
        assert_eq!(
            passung(&b, &[Bedarf::Rollstuhl], Besuch::default()),
            Passung::Nicht
        );
        let kurz = Besuch {
            minuten: 60,
            mit_oepnv: false,
        };
        assert_eq!(passung(&b, &[Bedarf::Rollstuhl], kurz), Passung::Erfuellt);
    }

    #[test]
    fn t_081_unbekannt_ist_nie_erfuellt() {
        let mut b = anna();
        b.insert(Merkmal::WcBarrierefrei, Angabe::tri(Tri::Ja));
        assert_eq!(
            passung(&b, &[Bedarf::Rollstuhl], Besuch::default()),
            Passung::Erfuellt
        );
        b.remove(&Merkmal::Tuerbreite);
        assert_eq!(
            passung(&b, &[Bedarf::Rollstuhl], Besuch::default()),
            Passung::Unklar
        );
        b.insert(Merkmal::Tuerbreite, Angabe::default());
        assert_eq!(
            passung(&b, &[Bedarf::Rollstuhl], Besuch::default()),
            Passung::Unklar
        );
    }

    #[test]
    fn t_082_rampe_statt_stufenlos() {
        let mit = |prozent| {
            [
                (Merkmal::Stufenlos, Angabe::tri(Tri::Nein)),
                (Merkmal::Rampe, Angabe::zahl(prozent)),
            ]
            .into()
        };
        let fuer = |p| passung(&mit(p), &[Bedarf::Rollator], Besuch::default());
        assert_eq!(
            (fuer(5), fuer(6), fuer(8)),
            (Passung::Erfuellt, Passung::Erfuellt, Passung::Nicht)
        );
    }

    #[test]
    fn mit_bus_braucht_der_rollstuhl_die_haltestelle() {
        let mut b = anna();
        b.insert(Merkmal::WcBarrierefrei, Angabe::tri(Tri::Ja));
        let besuch = Besuch {
            minuten: 120,
            mit_oepnv: true,
        };
        assert_eq!(passung(&b, &[Bedarf::Rollstuhl], besuch), Passung::Unklar);
        b.insert(Merkmal::OepnvHalt, Angabe::tri(Tri::Nein));
        assert_eq!(passung(&b, &[Bedarf::Rollstuhl], besuch), Passung::Nicht);
    }

    fn beliebig() -> impl Strategy<Value = Barrieren> {
        let tri = prop_oneof![
            Just(Tri::Ja),
            Just(Tri::Teilweise),
            Just(Tri::Nein),
            Just(Tri::Unbekannt)
        ];
        let angabe = (tri, prop::option::of(0i64..200)).prop_map(|(wert, zahl)| Angabe {
            wert,
            zahl,
            zahl2: None,
        });
        prop::collection::btree_map(prop::sample::select(Merkmal::ALLE), angabe, 0..21)
    }

    proptest! {
        #[test]
        fn inv_n2_monoton(
            b in beliebig(),
            m in prop::sample::select(Merkmal::ALLE),
            bedarfe in prop::collection::vec(prop::sample::select(Bedarf::ALLE), 0..4),
            minuten in 0u32..200, mit_oepnv: bool,
        ) {
            let besuch = Besuch { minuten, mit_oepnv };
            let mit = |angabe: Angabe| {
                let mut b = b.clone();
                b.insert(m, angabe);
                passung(&b, &bedarfe, besuch)
            };
            // the answer of a measured feature is its number: 120 cm is wide enough, 1 cm is not; a slope the other way
            let (gut, schlecht) = match m {
                Merkmal::Tuerbreite => (Angabe::zahl(120), Angabe::zahl(1)),
                Merkmal::Rampe => (Angabe::zahl(1), Angabe::zahl(120)),
                _ => (Angabe::tri(Tri::Ja), Angabe::tri(Tri::Nein)),
            };
            let unbekannt = mit(Angabe::default());
            prop_assert!(mit(gut) <= unbekannt);
            prop_assert!(mit(schlecht) >= unbekannt);
        }
    }
}
