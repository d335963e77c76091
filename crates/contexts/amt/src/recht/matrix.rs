//! The matrix of roles and rooms (Fachkonzept 10.3) as data: `rechte.csv`, read once.
//!
//! Letters as there: `L` read, `B` create and edit, `E` decide or release, `V` administer, `W` administer
//! without touching the contents, `M` create only (a Meldung, a referral); the reach before them: `F` own cases, `T` own
//! Raum, `O` own data, `G` what was released; `P` pseudonymised, `A`
//! aggregated, `K` with consent, `N` break-glass possible, `X` name and contact person only. A room not listed, or
//! `-`, means nothing (deny by default).

use std::sync::LazyLock;

use super::Rolle;

/// Column of the matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[expect(missing_docs, reason = "the names of the rooms")]
pub enum Bereich {
    Raum,
    Netz,
    Service,
    Kurzberatung,
    FallViii,
    FallIx,
    PflegeXii,
    Schutz,
    Team,
    Budget,
    Wirkung,
    Amt,
}

impl Bereich {
    /// All, in the order of the matrix.
    pub const ALLE: [Self; 12] = [
        Self::Raum,
        Self::Netz,
        Self::Service,
        Self::Kurzberatung,
        Self::FallViii,
        Self::FallIx,
        Self::PflegeXii,
        Self::Schutz,
        Self::Team,
        Self::Budget,
        Self::Wirkung,
        Self::Amt,
    ];

    /// Name of the column.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Raum => "raum",
            Self::Netz => "netz",
            Self::Service => "service",
            Self::Kurzberatung => "kurzberatung",
            Self::FallViii => "fall_viii",
            Self::FallIx => "fall_ix",
            Self::PflegeXii => "pflege_xii",
            Self::Schutz => "schutz",
            Self::Team => "team",
            Self::Budget => "budget",
            Self::Wirkung => "wirkung",
            Self::Amt => "amt",
        }
    }
}

/// What one may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub enum Recht {
    /// Look at single records.
    Lesen,
    /// Create only.
    Anlegen,
    /// Create and change.
    Bearbeiten,
    /// Decide or release.
    Entscheiden,
    /// Administer.
    Verwalten,
}

/// How far a right reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub enum Umfang {
    /// Not at all.
    Nichts,
    /// What was released for everybody of that role, such as the protocol for a committee.
    Freigegebenes,
    /// The user's own data.
    Eigenes,
    /// Cases the user is assigned to.
    EigeneFaelle,
    /// What belongs to the Räume of the role.
    EigeneRaeume,
    /// Everything of the room.
    Alles,
}

/// One cell of the matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Zelle {
    rechte: [bool; 5],
    grenze: Option<Umfang>,
    /// Only pseudonymised.
    pub pseudonym: bool,
    /// Only sums.
    pub aggregiert: bool,
    /// Only with the consent of the person.
    pub einwilligung: bool,
    /// Break-glass access possible.
    pub notzugriff: bool,
    /// Only the name and who is responsible.
    pub nur_ansprechperson: bool,
}

impl Zelle {
    /// How far the right reaches.
    #[must_use]
    pub fn umfang(&self, recht: Recht) -> Umfang {
        if self.rechte[recht as usize] {
            self.grenze.unwrap_or(Umfang::Alles)
        } else {
            Umfang::Nichts
        }
    }

    fn lesen(text: &str) -> Option<Self> {
        let mut z = Self::default();
        for zeichen in text.chars().filter(|c| *c != ' ' && *c != '-') {
            let rechte: &[Recht] = match zeichen {
                'L' => &[Recht::Lesen],
                'M' => &[Recht::Anlegen],
                'B' => &[Recht::Lesen, Recht::Anlegen, Recht::Bearbeiten],
                'E' => &[Recht::Lesen, Recht::Entscheiden],
                'V' => &[Recht::Lesen, Recht::Anlegen, Recht::Bearbeiten, Recht::Verwalten],
                'F' => {
                    z.grenze = Some(Umfang::EigeneFaelle);
                    &[]
                }
                'T' => {
                    z.grenze = Some(Umfang::EigeneRaeume);
                    &[]
                }
                'G' => {
                    z.grenze = Some(Umfang::Freigegebenes);
                    &[Recht::Lesen]
                }
                'W' => &[Recht::Lesen, Recht::Verwalten],
                'O' => {
                    z.grenze = Some(Umfang::Eigenes);
                    &[Recht::Lesen]
                }
                'P' => {
                    z.pseudonym = true;
                    &[]
                }
                'A' => {
                    z.aggregiert = true;
                    &[]
                }
                'K' => {
                    z.einwilligung = true;
                    &[]
                }
                'N' => {
                    z.notzugriff = true;
                    &[]
                }
                'X' => {
                    z.nur_ansprechperson = true;
                    &[]
                }
                _ => return None,
            };
            rechte.iter().for_each(|r| z.rechte[*r as usize] = true);
        }
        Some(z)
    }
}

static MATRIX: LazyLock<Vec<[Zelle; 12]>> = LazyLock::new(|| {
    let mut zeilen = vec![[Zelle::default(); 12]; Rolle::ALLE.len()];
    for zeile in include_str!("rechte.csv").lines().skip(1) {
        let mut felder = zeile.split(';');
        let Some(rolle) = felder.next().and_then(|r| r.parse::<Rolle>().ok()) else {
            continue;
        };
        for (zelle, feld) in zeilen[rolle as usize].iter_mut().zip(felder) {
            *zelle = Zelle::lesen(feld).unwrap_or_default();
        }
    }
    zeilen
});

/// What this role may do in this room.
#[must_use]
pub fn matrix(rolle: Rolle, bereich: Bereich) -> &'static Zelle {
    &MATRIX[rolle as usize][bereich as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jede_zelle_der_tabelle_ist_lesbar_und_jede_rolle_steht_darin() {
        let zeilen: Vec<&str> = include_str!("rechte.csv").lines().collect();
        let kopf: Vec<&str> = zeilen[0].split(';').skip(1).collect();
        assert_eq!(kopf, Bereich::ALLE.map(Bereich::code));
        for (zeile, rolle) in zeilen[1..].iter().zip(Rolle::ALLE) {
            let felder: Vec<&str> = zeile.split(';').collect();
            assert_eq!((felder[0], felder.len()), (rolle.code(), 13));
            felder[1..]
                .iter()
                .for_each(|f| assert!(Zelle::lesen(f).is_some(), "{zeile}: {f}"));
        }
    }

    #[test]
    fn rl_02_nur_oeffentliche_rollen_entscheiden_ueber_hilfe() {
        for rolle in Rolle::ALLE {
            for bereich in [
                Bereich::FallViii,
                Bereich::FallIx,
                Bereich::PflegeXii,
                Bereich::Schutz,
            ] {
                let entscheidet = matrix(rolle, bereich).umfang(Recht::Entscheiden) != Umfang::Nichts;
                assert!(!entscheidet || rolle.entscheidet(), "{rolle:?} {bereich:?}");
            }
        }
    }

    #[test]
    fn t_147_der_servicebereich_sieht_vom_fall_nur_die_ansprechperson() {
        let z = matrix(Rolle::R01, Bereich::FallViii);
        assert!(z.nur_ansprechperson);
        assert_eq!(z.umfang(Recht::Lesen), Umfang::Nichts);
        assert_eq!(
            matrix(Rolle::R27, Bereich::Service).umfang(Recht::Lesen),
            Umfang::Nichts
        );
    }
}
