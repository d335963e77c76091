//! Which offers somebody has to make sure of again, the oldest first (Fachkonzept 7.2, T-083).

use amt::{App, Result, recht::Sicht};
use base::{Datum, Id, Zeitpunkt, suchform};
use raum::Raumeinheit;
use store::Tx;

use crate::{
    Akteur, Angebot, ablage,
    codes::{AngebotStatus, Faelligkeit},
    kandidat::Kandidat,
    rules::frische::{Frische, abstand, faellig_am, frische},
};

/// An offer looks due "soon" so many days ahead.
const BALD_TAGE: i32 = 30;

/// What to look for.
#[derive(Debug, Clone, Default)]
pub struct BestaetigenFilter {
    /// Part of the title or of the name of the Akteur.
    pub name: String,
    /// Only offers in this Raum.
    pub raum: Option<Id<Raumeinheit>>,
    /// How urgent; overdue ones without it.
    pub faellig: Option<Faelligkeit>,
}

/// One offer that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZuBestaetigen {
    /// Key.
    pub id: Id<Angebot>,
    /// Title.
    pub titel: String,
    /// Name of the Akteur.
    pub akteur: String,
    /// Key of the Akteur.
    pub akteur_id: Id<Akteur>,
    /// Day of the last check.
    pub geprueft_am: Datum,
    /// The first day on which it counts as `VERALTET`.
    pub faellig_am: Datum,
    /// How old the knowledge is.
    pub frische: Frische,
    /// Where a link can go; empty when there is no address.
    pub email: String,
    /// When a mail server refused that address for good, if it did.
    pub abgewiesen: Option<Datum>,
    /// Telephone, to ask instead.
    pub telefon: String,
    /// When the last link went out.
    pub erinnert: Option<Zeitpunkt>,
    /// Whether the Akteur proposed something nobody has decided yet.
    pub vorschlag_offen: bool,
}

/// A page of those that are due, and how many there are altogether.
///
/// # Errors
/// When the database cannot be read or no Geschäftsordnung is in force.
pub async fn zu_bestaetigen(
    app: &App,
    tx: &mut Tx,
    _sicht: &Sicht,
    filter: &BestaetigenFilter,
    (ab, hoechstens): (usize, usize),
) -> Result<(Vec<ZuBestaetigen>, usize)> {
    let go = amt::ordnung::geltende(app, tx).await?;
    let heute = app.uhr.heute();
    let bestand = super::suchen::bestand(app, tx).await?;
    let name = suchform(&filter.name);
    let faellig = |k: &Kandidat| faellig_am(k.geprueft_am, abstand(k.pruef_tage, go.netz_veraltet_tage));
    let grenze = match filter.faellig.unwrap_or(Faelligkeit::Ueberfaellig) {
        Faelligkeit::Ueberfaellig => Some(heute),
        Faelligkeit::Bald => Some(heute.plus_tage(BALD_TAGE)),
        Faelligkeit::Alle => None,
    };
    let mut alle: Vec<(Datum, &Kandidat)> = bestand
        .kandidaten
        .iter()
        .filter(|k| matches!(k.status, AngebotStatus::Aktiv | AngebotStatus::Pausiert))
        .filter(|k| name.is_empty() || k.sortierung.contains(&name) || suchform(&k.akteur).contains(&name))
        .filter(|k| {
            filter
                .raum
                .is_none_or(|r| k.stellen.iter().any(|s| s.raumeinheit == Some(r)))
        })
        .map(|k| (faellig(k), k))
        .filter(|(tag, _)| grenze.is_none_or(|g| *tag <= g))
        .collect();
    alle.sort_unstable_by(|(_, a), (_, b)| {
        (a.geprueft_am, &a.sortierung, a.id).cmp(&(b.geprueft_am, &b.sortierung, b.id))
    });
    let gesamt = alle.len();
    let mut aus = Vec::new();
    let seite: Vec<_> = alle.into_iter().skip(ab).take(hoechstens).collect();
    let ids: Vec<Id<Angebot>> = seite.iter().map(|(_, k)| k.id).collect();
    let mut wege = ablage::pflege::erreichbare(tx, &ids).await?;
    let adressen: Vec<String> = wege
        .values()
        .map(|e| ablage::unzustellbar::form(e.adresse()))
        .filter(|a| !a.is_empty())
        .collect();
    let abgewiesene = ablage::unzustellbar::unter(tx, &adressen).await?;
    for (faellig_am, k) in seite {
        // an offer ended since the directory was read no longer waits
        let Some(e) = wege.remove(&k.id) else { continue };
        let tage = abstand(k.pruef_tage, go.netz_veraltet_tage);
        aus.push(ZuBestaetigen {
            id: k.id,
            titel: k.titel.to_string(),
            akteur: k.akteur.to_string(),
            akteur_id: k.akteur_id,
            geprueft_am: k.geprueft_am,
            faellig_am,
            frische: frische(k.geprueft_am, heute, tage),
            abgewiesen: abgewiesene
                .get(&ablage::unzustellbar::form(e.adresse()))
                .map(|(_, z)| z.datum()),
            email: e.adresse().to_owned(),
            telefon: if k.telefon.is_empty() {
                e.akteur_telefon
            } else {
                k.telefon.to_string()
            },
            erinnert: e.zuletzt,
            vorschlag_offen: e.offene > 0,
        });
    }
    Ok((aus, gesamt))
}
