//! Which records may be of one person. The engine sorts records by how well they agree; nobody sees a figure, and nothing
//! happens until a human decides (RL-05).

use std::collections::HashSet;

use abgleich::{BestandBauer, Datensatz, Einstellung, abgleichen};
use amt::{App, Error, Kontext, Result};
use store::Tx;
use uuid::Uuid;

use super::suchen::Blick;
use crate::{
    halter::strasse,
    model::{Fundstelle, Registerperson, Stelle},
    store::person::{self as db, Merkmale, fund, zusammen as ablage},
};

/// Records that are compared at once.
const HOECHSTENS: i64 = 20_000;
/// Pairs on the page.
const PAARE: usize = 100;

/// How well two records agree, in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Uebereinstimmung {
    /// In hardly anything they differ.
    FastGanz,
    /// In most.
    Weitgehend,
    /// In some.
    Teilweise,
}

impl Uebereinstimmung {
    /// In words.
    #[must_use]
    pub const fn wort(self) -> &'static str {
        match self {
            Self::FastGanz => "Die Angaben stimmen fast ganz überein.",
            Self::Weitgehend => "Die Angaben stimmen weitgehend überein.",
            Self::Teilweise => "Die Angaben stimmen zum Teil überein.",
        }
    }
}

/// Two records that may be one person.
#[derive(Debug, Clone)]
pub struct Verdacht {
    /// The one.
    pub a: Registerperson,
    /// The other.
    pub b: Registerperson,
    /// In words.
    pub wie: Uebereinstimmung,
    /// What speaks for it.
    pub dafuer: Vec<String>,
    /// What speaks against it.
    pub dagegen: Vec<String>,
    /// Where the user sees them.
    pub fundstellen: Vec<Fundstelle>,
}

/// Likely duplicates among the persons of whom the user sees everything, the likest first.
///
/// # Errors
/// [`Error::NichtGefunden`] when the user may see nobody at all.
pub async fn doppelte(app: &App, tx: &mut Tx, kontext: &Kontext) -> Result<Vec<Verdacht>> {
    let blick = Blick::von(app, tx, kontext).await?;
    if blick.nichts() {
        return Err(Error::NichtGefunden);
    }
    let ids = fund::sichtbare(tx, blick.anliegen.as_ref(), blick.faelle.as_ref(), HOECHSTENS).await?;
    let mut personen = Vec::new();
    for stueck in ids.chunks(500) {
        personen.extend(db::zeigbare(tx, Some(stueck), &Merkmale::default(), 500).await?);
    }
    let nicht: HashSet<(Uuid, Uuid)> = ablage::verschiedene(tx).await?.into_iter().collect();
    let paare = tokio::task::spawn_blocking(move || {
        let mut paare = Vec::new();
        for s in Stelle::ALLE {
            let hier: Vec<&Registerperson> = personen.iter().filter(|p| p.stelle == s).collect();
            paare.extend(gleiche(&hier));
        }
        paare.retain(|(_, v)| !nicht.contains(&(v.a.id.min(v.b.id), v.a.id.max(v.b.id))));
        paare.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.a.id.cmp(&y.1.a.id)));
        paare.truncate(PAARE * 3);
        paare
    })
    .await
    .map_err(|e| Error::Intern(e.to_string()))?;
    let alle: Vec<Uuid> = paare.iter().flat_map(|(_, v)| [v.a.id, v.b.id]).collect();
    let mut wo = blick.fundstellen(tx, &alle).await?;
    let mut ganz = HashSet::new();
    for id in alle {
        let gesehen = i64::try_from(wo.get(&id).map_or(0, Vec::len)).unwrap_or(0);
        if db::verweise(tx, id).await? == gesehen {
            ganz.insert(id);
        }
    }
    let mut aus: Vec<Verdacht> = paare
        .into_iter()
        .map(|(_, v)| v)
        .filter(|v| ganz.contains(&v.a.id) && ganz.contains(&v.b.id))
        .take(PAARE)
        .collect();
    for v in &mut aus {
        for id in [v.a.id, v.b.id] {
            v.fundstellen.extend(wo.get_mut(&id).cloned().unwrap_or_default());
        }
    }
    Ok(aus)
}

fn gleiche(personen: &[&Registerperson]) -> Vec<(f32, Verdacht)> {
    let mut bauer = BestandBauer::neu(&[]);
    for p in personen {
        let tag = p.geburtsdatum.map_or_else(String::new, |d| d.0.to_string());
        let (strasse, hausnummer) = strasse(&p.anschrift);
        bauer.aufnehmen(&Datensatz {
            vorname: &p.vorname,
            nachname: &p.nachname,
            geburtstag: &tag,
            strasse: &strasse,
            hausnummer: &hausnummer,
            ..Datensatz::default()
        });
    }
    let wie = Einstellung {
        schwelle: 0.3,
        gruende: true,
    };
    let ergebnis = abgleichen(&bauer.fertig(), &wie);
    let mut aus = Vec::new();
    for (paar, grund) in ergebnis.paare.iter().zip(&ergebnis.gruende) {
        let (Some(a), Some(b)) = (personen.get(paar.a as usize), personen.get(paar.b as usize)) else {
            continue;
        };
        let texte = |dafuer: bool| {
            grund
                .gruende
                .iter()
                .filter(|g| if dafuer { g.bits >= 0.5 } else { g.bits <= -0.5 })
                .map(|g| g.text.clone())
                .collect()
        };
        let verdacht = Verdacht {
            a: (*a).clone(),
            b: (*b).clone(),
            wie: match paar.wert {
                w if w >= 0.95 => Uebereinstimmung::FastGanz,
                w if w >= 0.6 => Uebereinstimmung::Weitgehend,
                _ => Uebereinstimmung::Teilweise,
            },
            dafuer: texte(true),
            dagegen: texte(false),
            fundstellen: vec![],
        };
        aus.push((paar.wert, verdacht));
    }
    aus
}
