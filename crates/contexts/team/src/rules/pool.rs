//! The pool of minutes of a team and week (Fachkonzept 6.5, flexibles Falleinsatzmodell).

use base::{Befund, Min};

/// How near danger is: the order in which the free rest is handed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bereich {
    /// Child protection.
    Gefaehrdung,
    /// Not yet clear.
    Grau,
    /// A benefit.
    Leistung,
}

impl Bereich {
    /// All of them with the word a person reads.
    pub const PAARE: &'static [(&'static str, &'static str)] = &[
        ("GEFAEHRDUNG", "Gefährdung"),
        ("GRAU", "Graubereich"),
        ("LEISTUNG", "Leistung"),
    ];

    /// The stored code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Gefaehrdung => "GEFAEHRDUNG",
            Self::Grau => "GRAU",
            Self::Leistung => "LEISTUNG",
        }
    }

    /// The member with this code.
    #[must_use]
    pub fn von_code(code: &str) -> Option<Self> {
        [Self::Gefaehrdung, Self::Grau, Self::Leistung]
            .into_iter()
            .find(|b| b.code() == code)
    }
}

/// A Fall (or several summed up) with its corridor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fall {
    /// Aktenzeichen: decides among equals.
    pub aktenzeichen: String,
    /// Area.
    pub bereich: Bereich,
    /// 1 before 3.
    pub prioritaet: u8,
    /// Agreed at least.
    pub min: Min,
    /// Agreed at most; `None` when only the request is known.
    pub max: Option<Min>,
    /// Asked for this week.
    pub angefragt: Min,
}

/// A group or a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gruppe {
    /// Name: decides among equals.
    pub name: String,
    /// Planned minutes, fixed.
    pub fest: Min,
    /// Asked for this week; the fixed ones when nothing more is asked.
    pub angefragt: Min,
}

/// What one gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zuteilung {
    /// Minutes this week.
    pub minuten: Min,
    /// More than the minimum.
    pub dazu: Min,
    /// The request lies outside the corridor: the ASD has to change the Hilfeplan first, the team cannot (H15).
    pub an_asd: bool,
}

/// The plan of a week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Minimum of all cases and what is fixed.
    pub mindestens: Min,
    /// Handed out beyond it.
    pub verteilt: Min,
    /// Left in the pool; it does not carry over to the next week.
    pub uebrig: Min,
    /// In the order of the cases.
    pub faelle: Vec<Zuteilung>,
    /// In the order of the groups.
    pub gruppen: Vec<Zuteilung>,
}

/// `TEAM-E10`: even the minimum is more than the pool.
#[must_use]
pub fn ueberplant(pool: Min, mindestens: Min) -> Option<Befund> {
    (mindestens.0 > pool.0).then(|| {
        let text = format!(
            "Überplanung: Vereinbart sind mindestens {} Minuten, im Pool sind {}. Es fehlen {} Minuten. Das kann nur die Leitung mit Begründung speichern.",
            mindestens.0,
            pool.0,
            mindestens.0 - pool.0
        );
        Befund::neu("TEAM-E10", text).an("pool")
    })
}

/// Plans the week.
///
/// # Errors
/// `TEAM-E10` when the minimum is more than the pool, `TEAM-E12` for a corridor or minutes that cannot be.
pub fn planen(pool: Min, faelle: &[Fall], gruppen: &[Gruppe]) -> Result<Plan, Vec<Befund>> {
    pruefen(pool, faelle, gruppen)?;
    let minima = faelle
        .iter()
        .map(|f| f.min.0)
        .chain(gruppen.iter().map(|g| g.fest.0))
        .try_fold(0_i64, i64::checked_add);
    let zu_gross = || vec![Befund::neu("TEAM-E12", "Das ist zu viel zum Rechnen.").an("pool")];
    let mindestens = Min(minima.ok_or_else(zu_gross)?);
    if let Some(b) = ueberplant(pool, mindestens) {
        return Err(vec![b]);
    }
    let mut frei = pool.0 - mindestens.0;
    let mut plan = Plan {
        mindestens,
        verteilt: Min(0),
        uebrig: Min(0),
        faelle: faelle.iter().map(|f| zuteilung(f.min, ausserhalb(f))).collect(),
        gruppen: gruppen.iter().map(|g| zuteilung(g.fest, false)).collect(),
    };
    let mut geben = |z: &mut Zuteilung, wunsch: i64| {
        let dazu = (wunsch - z.minuten.0).clamp(0, frei);
        z.dazu = Min(dazu);
        z.minuten = Min(z.minuten.0 + dazu);
        frei -= dazu;
    };
    let mut reihe: Vec<usize> = (0..faelle.len()).collect();
    reihe.sort_by_key(|i| {
        let f = &faelle[*i];
        (f.bereich, f.prioritaet, &f.aktenzeichen)
    });
    for i in reihe {
        if !plan.faelle[i].an_asd {
            geben(&mut plan.faelle[i], faelle[i].angefragt.0);
        }
    }
    let mut reihe: Vec<usize> = (0..gruppen.len()).collect();
    reihe.sort_by_key(|i| &gruppen[*i].name);
    for i in reihe {
        geben(&mut plan.gruppen[i], gruppen[i].angefragt.0);
    }
    plan.uebrig = Min(frei);
    plan.verteilt = Min(pool.0 - mindestens.0 - frei);
    Ok(plan)
}

const fn zuteilung(minuten: Min, an_asd: bool) -> Zuteilung {
    Zuteilung {
        minuten,
        dazu: Min(0),
        an_asd,
    }
}

/// Whether the request needs a change of the Hilfeplan.
fn ausserhalb(f: &Fall) -> bool {
    f.angefragt < f.min || f.max.is_some_and(|max| f.angefragt > max)
}

fn pruefen(pool: Min, faelle: &[Fall], gruppen: &[Gruppe]) -> Result<(), Vec<Befund>> {
    let mut befunde = Vec::new();
    let mut wenn = |falsch: bool, text: &str, ort: String| {
        if falsch {
            befunde.push(Befund::neu("TEAM-E12", text).an(ort));
        }
    };
    wenn(pool.0 < 0, "Der Pool ist negativ.", "pool".to_owned());
    for (i, f) in faelle.iter().enumerate() {
        let negativ = f.min.0 < 0 || f.angefragt.0 < 0;
        wenn(negativ, "Minuten sind nicht negativ.", format!("/faelle/{i}/min"));
        let leer = f.max.is_some_and(|max| max < f.min);
        wenn(
            leer,
            "Der Korridor endet vor seinem Anfang.",
            format!("/faelle/{i}/max"),
        );
    }
    for (i, g) in gruppen.iter().enumerate() {
        let negativ = g.fest.0 < 0 || g.angefragt.0 < 0;
        wenn(
            negativ,
            "Minuten sind nicht negativ.",
            format!("/gruppen/{i}/minuten"),
        );
    }
    if befunde.is_empty() { Ok(()) } else { Err(befunde) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fall(az: &str, bereich: Bereich, min: i64, angefragt: i64) -> Fall {
        Fall {
            aktenzeichen: az.to_owned(),
            bereich,
            prioritaet: 2,
            min: Min(min),
            max: None,
            angefragt: Min(angefragt),
        }
    }

    fn t_072(uebrige_min: i64) -> (Vec<Fall>, Vec<Gruppe>) {
        let faelle = vec![
            fall("L2", Bereich::Leistung, 180, 180),
            fall("übrige", Bereich::Leistung, uebrige_min, uebrige_min + 200),
            fall("L1", Bereich::Leistung, 240, 480),
            fall("G1", Bereich::Gefaehrdung, 300, 600),
        ];
        let gruppen = vec![Gruppe {
            name: "Gruppen".into(),
            fest: Min(900),
            angefragt: Min(900),
        }];
        (faelle, gruppen)
    }

    #[test]
    fn t_072_gefaehrdung_zuerst_dann_aktenzeichen() {
        let (f, g) = t_072(4_000);
        let p = planen(Min(6_000), &f, &g).unwrap();
        assert_eq!(
            (p.mindestens, p.verteilt, p.uebrig),
            (Min(5_620), Min(380), Min(0))
        );
        let minuten: Vec<i64> = p.faelle.iter().map(|z| z.minuten.0).collect();
        assert_eq!(minuten, [180, 4_000, 320, 600]);
        assert_eq!(p.gruppen[0].minuten, Min(900));
    }

    #[test]
    fn t_073_ueberplanung() {
        let (f, g) = t_072(4_500);
        let b = planen(Min(6_000), &f, &g).unwrap_err();
        assert!(b[0].code == "TEAM-E10" && b[0].text.contains("6120"), "{b:?}");
    }

    #[test]
    fn t_074_ausserhalb_des_korridors_entscheidet_der_asd() {
        let l2 = Fall {
            max: Some(Min(240)),
            ..fall("L2", Bereich::Leistung, 120, 300)
        };
        let p = planen(Min(6_000), &[l2], &[]).unwrap();
        assert!(p.faelle[0].an_asd && p.faelle[0].minuten == Min(120));
    }

    proptest! {
        #[test]
        fn nie_mehr_als_der_pool_und_nie_weniger_als_vereinbart(
            pool in 0_i64..20_000,
            zahlen in prop::collection::vec((0_u8..3, 1_u8..4, 0_i64..800, 0_i64..800), 0..12),
        ) {
            let faelle: Vec<Fall> = zahlen.iter().enumerate().map(|(i, (b, prio, min, mehr))| Fall {
                prioritaet: *prio,
                ..fall(&format!("{i:03}"), [Bereich::Gefaehrdung, Bereich::Grau, Bereich::Leistung][usize::from(*b)], *min, min + mehr)
            }).collect();
            if let Ok(p) = planen(Min(pool), &faelle, &[]) {
                let summe: i64 = p.faelle.iter().map(|z| z.minuten.0).sum();
                prop_assert_eq!(summe + p.uebrig.0, pool);
                for (f, z) in faelle.iter().zip(&p.faelle) {
                    prop_assert!(z.minuten >= f.min && z.minuten <= f.angefragt);
                }
                // minutes are left only when everybody has what they asked for
                let alle_satt = faelle.iter().zip(&p.faelle).all(|(f, z)| z.minuten == f.angefragt);
                prop_assert!(p.uebrig.0 == 0 || alle_satt);
            }
        }
    }
}
