//! The search over the dynamic social space (Fachkonzept 3.4, 7.2).

use std::sync::Arc;

use amt::{App, Result};
use base::{Cent, Id};
use store::Tx;

use super::oeffentlich::PRIVAT;
use crate::{
    Angebot, AngebotsHalter, Suchergebnis, Suchprofil, Treffer,
    halter::{Bestand, Wertung},
    kandidat::Kandidat,
    rules::{
        frage::{Verstanden, verstehen},
        frische::{abstand, frische},
        rangfolge::{self, Umstand, hat_ausgangspunkt},
    },
};

/// Age assumed for the radius when none was given: that of most people, and with the widest way.
const ALTER_OHNE_ANGABE: u16 = 30;

/// The hits for this profile, best first. Only active offers; never ordered by price.
///
/// # Errors
/// [`amt::Error::Regel`] `AMT-E20` when no Geschäftsordnung is in force; when the database cannot be read.
pub async fn suchen(app: &App, tx: &mut Tx, profil: &Suchprofil) -> Result<Vec<Treffer>> {
    Ok(suche(app, tx, profil).await?.treffer)
}

/// As [`suchen`], with how many there are altogether and what was searched.
///
/// # Errors
/// As [`suchen`].
pub async fn suche(app: &App, tx: &mut Tx, profil: &Suchprofil) -> Result<Suchergebnis> {
    let verstanden = verstehen(&profil.text);
    let profil = &ergaenzt(profil, &verstanden);
    let (bestand, umstand) = grundlage(app, tx, profil).await?;
    let text = if profil.nur_oeffentlich {
        &bestand.text_offen
    } else {
        &bestand.text
    };
    let fund = text.finden(&verstanden.text);
    let kerne = &bestand.kerne;
    let frage = kerne.suchkern(profil, umstand.radius_m);
    let im_raum = |i: usize| {
        profil.raum.is_none_or(|raum| {
            let stellen = bestand.kandidaten.get(i).map(|k| k.stellen.as_slice());
            stellen
                .unwrap_or_default()
                .iter()
                .any(|s| s.raumeinheit == Some(raum))
        })
    };
    let (mut gesamt, mut im_aktionsraum) = (0, 0);
    let mut raenge: Vec<(u128, usize)> = Vec::new();
    for (i, kern) in kerne.alle.iter().enumerate() {
        if fund.as_ref().is_some_and(|f| !f.treffer.hat(i)) {
            continue;
        }
        let Some(w) = kerne.werten(kern, &frage).filter(|_| im_raum(i)) else {
            continue;
        };
        gesamt += 1;
        im_aktionsraum += usize::from(!w.ausserhalb);
        raenge.push((w.schluessel(kern.titelrang), i));
    }
    let bis = profil.ueberspringen.saturating_add(profil.limit);
    if bis < raenge.len() && bis > 0 {
        // only what is shown has to be in order
        raenge.select_nth_unstable(bis - 1);
        raenge.truncate(bis);
    }
    raenge.sort_unstable();
    let treffer = raenge
        .into_iter()
        .skip(profil.ueberspringen)
        .take(profil.limit)
        .filter_map(|(_, i)| {
            let k = bestand.kandidaten.get(i)?;
            let w = kerne.werten(kerne.alle.get(i)?, &frage)?;
            let warum = fund.as_ref().map(|f| f.warum(i)).unwrap_or_default();
            Some(treffer(k, profil, &umstand, w, warum))
        })
        .collect();
    Ok(Suchergebnis {
        treffer,
        gesamt,
        im_aktionsraum,
        radius_m: hat_ausgangspunkt(profil).then_some(umstand.radius_m),
        unbekannte_woerter: fund.map(|f| f.unbekannt).unwrap_or_default(),
        verstanden: verstanden.worte,
    })
}

/// What the words say about time and price counts like the fields of the form, which go before.
fn ergaenzt(profil: &Suchprofil, v: &Verstanden) -> Suchprofil {
    Suchprofil {
        wann: profil.wann.or(v.wann),
        kosten_hoechstens: profil.kosten_hoechstens.or(v.kostenlos.then_some(Cent(0))),
        ..profil.clone()
    }
}

/// These offers as hits, in the given order, whether or not they fit: for a list somebody put together, such as the
/// slip. Offers that are gone or hidden are left out.
///
/// # Errors
/// As [`suchen`].
pub async fn kurz(app: &App, tx: &mut Tx, ids: &[Id<Angebot>], profil: &Suchprofil) -> Result<Vec<Treffer>> {
    let (bestand, umstand) = grundlage(app, tx, profil).await?;
    let nur_weg = Suchprofil {
        punkt: profil.punkt,
        nur_oeffentlich: profil.nur_oeffentlich,
        ..Suchprofil::default()
    };
    let kerne = &bestand.kerne;
    let frage = kerne.suchkern(&nur_weg, umstand.radius_m);
    let aus = ids.iter().filter_map(|id| {
        let (k, kern) = bestand
            .kandidaten
            .iter()
            .zip(&kerne.alle)
            .find(|(k, _)| k.id == *id)?;
        let wertung = kerne.werten(kern, &frage)?;
        Some(treffer(k, &nur_weg, &umstand, wertung, Vec::new()))
    });
    Ok(aus.collect())
}

/// The directory as this transaction sees it.
pub(super) async fn bestand(app: &App, tx: &mut Tx) -> Result<Arc<Bestand>> {
    let halter = app.teil::<AngebotsHalter>().unwrap_or_default();
    halter.bestand(app, tx, app.uhr.heute()).await
}

async fn grundlage(app: &App, tx: &mut Tx, profil: &Suchprofil) -> Result<(Arc<Bestand>, Umstand)> {
    let go = amt::ordnung::geltende(app, tx).await?;
    let heute = app.uhr.heute();
    let bestand = bestand(app, tx).await?;
    let alter = profil.alter.unwrap_or(ALTER_OHNE_ANGABE);
    let umstand = Umstand {
        heute,
        veraltet_tage: go.netz_veraltet_tage,
        radius_m: go.radien.radius_m(alter, profil.mobilitaet),
    };
    Ok((bestand, umstand))
}

fn treffer(k: &Kandidat, p: &Suchprofil, u: &Umstand, w: Wertung, gefunden: Vec<String>) -> Treffer {
    let stelle = k.stellen.get(w.stelle);
    let nennen = k.kontakt_offen || !p.nur_oeffentlich;
    let zeile = stelle
        .map(|s| if nennen { &s.zeile } else { &s.stadt }.to_string())
        .filter(|z| !z.is_empty());
    let mut gruende = gefunden.clone();
    gruende.extend(rangfolge::gruende(k, p, u, w));
    Treffer {
        id: k.id,
        titel: k.titel.to_string(),
        akteur: if nennen {
            k.akteur.to_string()
        } else {
            PRIVAT.to_owned()
        },
        akteur_id: k.akteur_id,
        art: k.art,
        ortsform: k.ortsform,
        ort_bekannt: zeile.is_some(),
        ort: zeile.unwrap_or_else(|| "Ort nicht angegeben".to_owned()),
        punkt: stelle.and_then(|s| s.punkt).filter(|_| nennen),
        raumeinheit: stelle.and_then(|s| s.raumeinheit),
        entfernung_m: (w.entfernung != u32::MAX).then_some(w.entfernung),
        im_aktionsraum: !w.ausserhalb,
        barrierefreiheit: w.passung,
        kostenlos: k.kostenlos,
        kosten: k.kosten,
        geprueft_am: k.geprueft_am,
        frische: frische(k.geprueft_am, u.heute, abstand(k.pruef_tage, u.veraltet_tage)),
        frei: k.frei.map(|(n, _)| n),
        frei_stand: k.frei.and_then(|(_, stand)| stand),
        telefon: if nennen {
            k.telefon.to_string()
        } else {
            String::new()
        },
        gefunden,
        gruende,
    }
}
