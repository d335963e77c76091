//! From a task to one plan or several clearly different ones.

use crate::{
    aufbau::Aufbau,
    aufgabe::Aufgabe,
    bericht::{Bericht, berichten},
    netz::Netz,
    suche::Loeser,
    takt::{Melden, Takt},
    zufall::Zufall,
};

/// How to search.
#[derive(Clone, Copy, Debug)]
pub struct Suche {
    /// The same seed gives the same plans, if `schritte` limits the run and not a clock.
    pub saat: u64,
    /// Steps to try; `None` = until the caller's clock is used up.
    pub schritte: Option<u64>,
    /// Number of clearly different plans.
    pub plaene: usize,
}

impl Default for Suche {
    fn default() -> Self {
        Self {
            saat: 1,
            schritte: Some(2_000_000),
            plaene: 1,
        }
    }
}

/// One plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Zone of each unit, an index into `namen`.
    pub zone: Vec<usize>,
    /// Labels of the zones: those of today or of the locks, else new numbers.
    pub namen: Vec<String>,
    /// What it is like.
    pub bericht: Bericht,
    /// Share of the load that lies in other company than in the plan before which is most alike; 0 for the first.
    pub unterschied: f64,
}

/// What came out.
#[derive(Clone, Debug, PartialEq)]
pub struct Ergebnis {
    /// The plans, the first one searched for without regard to others.
    pub plaene: Vec<Plan>,
    /// Demands that contradict each other and could not all be built in, in words.
    pub bedenken: Vec<String>,
    /// Steps tried.
    pub schritte: u64,
}

/// Why there is no plan at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ZuschnittFehler {
    /// Nothing to cut.
    #[error("Es gibt keine Einheiten.")]
    Leer,
    /// No zones.
    #[error("Verlangt sind 0 Zonen.")]
    KeineZonen,
    /// More than the numbers inside can hold.
    #[error("Mehr als 2^31 Einheiten oder Nachbarschaften.")]
    ZuGross,
    /// Something names a unit that is not there.
    #[error("{0} nennt eine Einheit, die es nicht gibt.")]
    Verweis(&'static str),
}

/// Cuts the units into zones.
///
/// `melden` hears of the progress and answers with the used share of the time: 1 stops the run at once with the best
/// plan so far; 0 where there is no clock.
///
/// # Errors
/// If the task itself is broken. Demands that cannot be held are no error: the nearest plan comes back and its report
/// says what is broken and, where provable, why.
pub fn zuschneiden(a: &Aufgabe, suche: &Suche, melden: Melden) -> Result<Ergebnis, ZuschnittFehler> {
    pruefen(a)?;
    let bau = Aufbau::neu(a);
    let mut takt = Takt::neu(suche.schritte, melden);
    let mut bedenken = bau.bedenken.clone();
    let mut plaene: Vec<Plan> = Vec::new();
    let anzahl = suche.plaene.max(1);
    let mut netz = bau.netz.clone();
    for i in 0..anzahl {
        let mut l = Loeser {
            netz: &netz,
            regeln: &bau.regeln,
            heute: bau.heute(),
            takt: &mut takt,
            zufall: Zufall::neu(suche.saat.wrapping_add(1_000_003 * i as u64)),
            haerte: 1.0,
        };
        let b = l.suchen((i + 1) as f64 / anzahl as f64);
        let knoten = bau.beschriften(&b.zone);
        let zone: Vec<usize> = bau.knoten.iter().map(|&g| knoten.0[g as usize]).collect();
        let unterschied = plaene
            .iter()
            .map(|p| unterschied(a, &p.zone, &zone))
            .reduce(f64::min)
            .unwrap_or(0.0);
        plaene.push(Plan {
            bericht: berichten(a, &zone, &knoten.1),
            zone,
            namen: knoten.1,
            unterschied,
        });
        if takt.zu_ende() {
            break;
        }
        netz = meiden(&netz, &b.zone);
    }
    bedenken.dedup();
    Ok(Ergebnis {
        plaene,
        bedenken,
        schritte: takt.schritte(),
    })
}

fn pruefen(a: &Aufgabe) -> Result<(), ZuschnittFehler> {
    let n = a.einheiten.len();
    if n == 0 {
        return Err(ZuschnittFehler::Leer);
    }
    if a.vorgaben.k == 0 {
        return Err(ZuschnittFehler::KeineZonen);
    }
    if n.max(a.kanten.len()).max(a.vorgaben.k) > 1 << 30 {
        return Err(ZuschnittFehler::ZuGross);
    }
    let v = &a.vorgaben;
    let verweis = |gut: bool, was| {
        if gut {
            Ok(())
        } else {
            Err(ZuschnittFehler::Verweis(was))
        }
    };
    verweis(a.kanten.iter().all(|k| k.a < n && k.b < n), "Eine Kante")?;
    verweis(a.barrieren.iter().all(|b| b.0 < n && b.1 < n), "Eine Barriere")?;
    verweis(v.gesperrt.iter().all(|g| g.0 < n), "Eine Sperre")?;
    verweis(
        v.zusammen.iter().chain(&v.getrennt).flatten().all(|u| *u < n),
        "Eine Gruppe",
    )?;
    verweis(
        a.einheiten.iter().all(|e| e.politisch < a.politisch.len()),
        "Eine politische Zugehörigkeit",
    )?;
    verweis(
        a.weitere_lasten.iter().all(|l| l.werte.len() == n),
        "Eine weitere Last",
    )?;
    verweis(
        a.bestand
            .as_ref()
            .is_none_or(|b| b.zone.len() == n && b.zone.iter().flatten().all(|z| *z < b.namen.len())),
        "Der Bestand",
    )
}

/// The same graph in which the borders of a plan cost more, so that the next plan looks for others.
fn meiden(netz: &Netz, zone: &[u32]) -> Netz {
    let mut neu = netz.clone();
    neu.boegen_aendern(|u, b| {
        if zone[u] == zone[b.ziel as usize] {
            b.w
        } else {
            b.w * 1.5
        }
    });
    neu
}

/// Share of the load whose company differs: zones are matched greedily by shared load, what is left over differs.
fn unterschied(a: &Aufgabe, p: &[usize], q: &[usize]) -> f64 {
    let mut gemeinsam: std::collections::BTreeMap<(usize, usize), f64> = std::collections::BTreeMap::new();
    let mut alle = 0.0;
    for ((e, &x), &y) in a.einheiten.iter().zip(p).zip(q) {
        let l = a.ausgeglichene_last(e);
        *gemeinsam.entry((x, y)).or_default() += l;
        alle += l;
    }
    let mut paare: Vec<((usize, usize), f64)> = gemeinsam.into_iter().collect();
    paare.sort_by(|a, b| b.1.total_cmp(&a.1));
    let (mut links, mut rechts) = (
        std::collections::BTreeSet::new(),
        std::collections::BTreeSet::new(),
    );
    let mut gleich = 0.0;
    for ((x, y), l) in paare {
        if !links.contains(&x) && !rechts.contains(&y) {
            links.insert(x);
            rechts.insert(y);
            gleich += l;
        }
    }
    if alle > 0.0 { 1.0 - gleich / alle } else { 0.0 }
}
