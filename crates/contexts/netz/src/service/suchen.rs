//! The search over the dynamic social space (Fachkonzept 3.4, 7.2).

use std::sync::Arc;

use amt::{App, Result};
use base::Id;
use store::Tx;

use crate::{
    Angebot, AngebotsHalter, Suchergebnis, Suchprofil, Treffer,
    codes::AngebotStatus,
    halter::Bestand,
    kandidat::Kandidat,
    rules::{
        frische::frische,
        rangfolge::{Rang, Umstand, bewerten, gruende, hat_ausgangspunkt},
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
    let (bestand, umstand) = grundlage(app, tx, profil).await?;
    let fund = bestand.text.finden(&profil.text);
    let passt = |i: usize| fund.as_ref().is_none_or(|f| f.treffer[i]);
    let mut raenge: Vec<(Rang, &Kandidat)> = bestand
        .kandidaten
        .iter()
        .enumerate()
        .filter(|(i, k)| k.status == AngebotStatus::Aktiv && passt(*i))
        .filter_map(|(_, k)| Some((bewerten(k, profil, &umstand)?, k)))
        .collect();
    let gesamt = raenge.len();
    let im_aktionsraum = raenge.iter().filter(|(r, _)| !r.ausserhalb).count();
    let ordnen = |a: &(Rang, &Kandidat), b: &(Rang, &Kandidat)| a.0.vergleichen(a.1, b.0, b.1);
    let bis = profil.ueberspringen.saturating_add(profil.limit);
    if bis < raenge.len() && bis > 0 {
        // only what is shown has to be in order
        raenge.select_nth_unstable_by(bis - 1, ordnen);
        raenge.truncate(bis);
    }
    raenge.sort_unstable_by(ordnen);
    let treffer = raenge
        .into_iter()
        .skip(profil.ueberspringen)
        .take(profil.limit)
        .map(|(rang, k)| treffer(k, profil, &umstand, rang))
        .collect();
    Ok(Suchergebnis {
        treffer,
        gesamt,
        im_aktionsraum,
        radius_m: hat_ausgangspunkt(profil).then_some(umstand.radius_m),
        unbekannte_woerter: fund.map(|f| f.unbekannt).unwrap_or_default(),
    })
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
        ..Suchprofil::default()
    };
    let aus = ids.iter().filter_map(|id| {
        let k = bestand
            .kandidaten
            .iter()
            .find(|k| k.id == *id && k.status == AngebotStatus::Aktiv)?;
        let rang = bewerten(k, &nur_weg, &umstand)?;
        Some(treffer(k, &nur_weg, &umstand, rang))
    });
    Ok(aus.collect())
}

async fn grundlage(app: &App, tx: &mut Tx, profil: &Suchprofil) -> Result<(Arc<Bestand>, Umstand)> {
    let go = amt::ordnung::geltende(app, tx).await?;
    let heute = app.uhr.heute();
    let halter = app.teil::<AngebotsHalter>().unwrap_or_default();
    let bestand = halter.bestand(tx, heute).await?;
    let alter = profil.alter.unwrap_or(ALTER_OHNE_ANGABE);
    let umstand = Umstand {
        heute,
        veraltet_tage: go.netz_veraltet_tage,
        radius_m: go.radien.radius_m(alter, profil.mobilitaet),
    };
    Ok((bestand, umstand))
}

fn treffer(k: &Kandidat, p: &Suchprofil, u: &Umstand, rang: Rang) -> Treffer {
    let stelle = k.stellen.get(rang.stelle);
    Treffer {
        id: k.id,
        titel: k.titel.to_string(),
        akteur: k.akteur.to_string(),
        akteur_id: k.akteur_id,
        art: k.art,
        ortsform: k.ortsform,
        ort: stelle
            .map(|s| s.zeile.to_string())
            .filter(|z| !z.is_empty())
            .unwrap_or_else(|| "Ort nicht angegeben".to_owned()),
        punkt: stelle.and_then(|s| s.punkt),
        raumeinheit: stelle.and_then(|s| s.raumeinheit),
        entfernung_m: rang.entfernung_m(),
        im_aktionsraum: !rang.ausserhalb,
        barrierefreiheit: rang.passung,
        frische: frische(k.geprueft_am, u.heute, u.veraltet_tage),
        telefon: k.telefon.to_string(),
        gruende: gruende(k, p, u, rang),
    }
}
