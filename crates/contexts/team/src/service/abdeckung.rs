//! What `raum` asks before it decides a Gliederung: would every unit have somebody (RAUM-E14)?

use std::collections::{HashMap, HashSet};

use amt::{App, Kontext, Result, ordnung};
use base::{Befund, Gueltigkeit, Id};
use raum::{
    Raumeinheit,
    abdeckung::{Abdeckung, Anfang},
    abschnitt::Zukunft,
};
use store::Tx;

use crate::{
    ablage::{self, Wann, regel},
    model::{Inhalt, Zustaendigkeitsregel},
    rules::abdeckung::{Umfang, pruefen},
};

/// The answer of this room.
#[derive(Debug, Clone, Copy)]
pub struct Zustaendigkeiten;

/// Lines for units of the version before, as lines for the units with the same codes; those that have a line of their
/// own already are left out.
fn uebernommene(regeln: &[Zustaendigkeitsregel], a: &Anfang) -> Vec<Zustaendigkeitsregel> {
    let neue: HashMap<&str, Id<Raumeinheit>> = a
        .ketten
        .iter()
        .flatten()
        .map(|r| (r.code.as_str(), r.id))
        .collect();
    let nachfolger: HashMap<Id<Raumeinheit>, Id<Raumeinheit>> = a
        .bisher
        .iter()
        .filter_map(|(code, alt)| Some((*alt, *neue.get(code.as_str())?)))
        .collect();
    let schluessel = |r: &Zustaendigkeitsregel, inhalt: &Inhalt| (r.sektor, inhalt.schluessel());
    let eigene: HashSet<_> = regeln.iter().map(|r| schluessel(r, &r.inhalt)).collect();
    let auf = |inhalt: &Inhalt| match inhalt {
        Inhalt::Raum(alt) => nachfolger.get(alt).map(|n| Inhalt::Raum(*n)),
        Inhalt::Spezial(was, Some(alt)) => nachfolger
            .get(alt)
            .map(|n| Inhalt::Spezial(was.clone(), Some(*n))),
        Inhalt::Abc(_) | Inhalt::Spezial(_, None) => None,
    };
    regeln
        .iter()
        .filter_map(|r| {
            let inhalt = auf(&r.inhalt)?;
            if eigene.contains(&schluessel(r, &inhalt)) {
                return None;
            }
            let ab = r.gueltigkeit.ab().max(a.ab);
            let gueltigkeit = Gueltigkeit::neu(ab, r.gueltigkeit.bis())?;
            Some(Zustaendigkeitsregel {
                inhalt,
                gueltigkeit,
                ..r.clone()
            })
        })
        .collect()
}

async fn luecken(app: &App, tx: &mut Tx, a: &Anfang) -> Result<Vec<Befund>> {
    let go = ordnung::geltende(app, tx).await?;
    let sektoren: Vec<_> = go
        .sektoren
        .iter()
        .map(|s| (*s, go.zuweisung(*s)))
        .filter(|(_, z)| z.nach_raum(a.ab))
        .collect();
    let mut lage = ablage::lage::laden(tx, a.ab, a.ab).await?;
    let dazu = uebernommene(&lage.regeln, a);
    lage.regeln.extend(dazu);
    let umfang = Umfang {
        sektoren: &sektoren,
        partikel_ignorieren: go.abc.partikel_ignorieren,
        ketten: &a.ketten,
        von: a.ab,
        bis: a.ab,
    };
    // who is away that day is a matter of the day, not of the boundaries
    let fehlt = pruefen(&lage, &umfang)
        .into_iter()
        .filter(|l| l.code == "TEAM-E01" && !l.ort.is_empty())
        .map(|l| Befund::neu("RAUM-E14", format!("{}, {}: {}", l.ort, l.sektor, l.text)).an(l.ort));
    Ok(fehlt.collect())
}

async fn uebernehmen(app: &App, tx: &mut Tx, kontext: &Kontext, a: &Anfang) -> Result<usize> {
    // lines that begin later belong to the same units
    let regeln = regel::zwischen(tx, a.ab, a.ab.plus_tage(365 * 200)).await?;
    let neue = uebernommene(&regeln, a);
    for r in &neue {
        let r = Zustaendigkeitsregel {
            id: app.ids.neu(),
            version: 1,
            ..r.clone()
        };
        regel::anlegen(tx, &r, Wann::jetzt(app, kontext)).await?;
    }
    Ok(neue.len())
}

impl Abdeckung for Zustaendigkeiten {
    fn luecken<'a>(
        &'a self,
        app: &'a App,
        tx: &'a mut Tx,
        anfang: &'a Anfang,
    ) -> Zukunft<'a, Result<Vec<Befund>>> {
        Box::pin(luecken(app, tx, anfang))
    }

    fn uebernehmen<'a>(
        &'a self,
        app: &'a App,
        tx: &'a mut Tx,
        kontext: &'a Kontext,
        anfang: &'a Anfang,
    ) -> Zukunft<'a, Result<usize>> {
        Box::pin(uebernehmen(app, tx, kontext, anfang))
    }
}
