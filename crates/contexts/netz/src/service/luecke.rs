//! Gaps per space and theme, held against the offers there are, and what the planners make of them.

use std::collections::BTreeMap;

use amt::{
    App, Result,
    recht::{Bearbeiten, Befugnis, Objektart as _, Sicht},
};
use base::{Befund, Datum, Id, Punkt};
use raum::Raumeinheit;
use store::{Tx, journal::Eintrag};

use crate::{
    Angebot, Luecken, ablage,
    codes::{AngebotStatus, LueckenStatus, Thema},
    kandidat::{Kandidat, thema_bit},
    rules::luecke::{FENSTER_MONATE, gezaehlt, monate, muster},
};

/// A gap as it may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Luecke {
    /// Space.
    pub raum: Id<Raumeinheit>,
    /// Its name.
    pub raum_name: String,
    /// Theme.
    pub thema: Thema,
    /// How often in twelve months; below the limit only that it is below.
    pub anzahl: String,
    /// The months that make it a need that comes again and again.
    pub belege: Option<Vec<String>>,
    /// Active offers for this theme in this space.
    pub angebote: usize,
    /// How many of them reported free places.
    pub mit_freien: usize,
    /// Where it stands.
    pub status: LueckenStatus,
    /// Why it is not pursued, or what is done.
    pub grund: String,
    /// Since when it stands there.
    pub seit: Option<Datum>,
}

/// What to look for.
#[derive(Debug, Clone, Copy, Default)]
pub struct LueckenFilter {
    /// Only this space.
    pub raum: Option<Id<Raumeinheit>>,
    /// Only this theme.
    pub thema: Option<Thema>,
    /// Only this state.
    pub status: Option<LueckenStatus>,
}

/// All gaps of the last twelve months. Those that come again and again stand first; the number never orders the list,
/// or hidden ones could be compared.
///
/// # Errors
/// When the database cannot be read or no Geschäftsordnung is in force.
pub async fn luecken(app: &App, tx: &mut Tx, _sicht: &Sicht, filter: LueckenFilter) -> Result<Vec<Luecke>> {
    let Some(quelle) = app.teil::<Luecken>() else {
        return Ok(Vec::new());
    };
    let (heute, k) = (
        app.uhr.heute(),
        amt::ordnung::geltende(app, tx).await?.k_anonymitaet,
    );
    let ab = monate(heute, FENSTER_MONATE).pop().unwrap_or_default();
    let mut zahlen: BTreeMap<(uuid::Uuid, Thema), BTreeMap<String, i64>> = BTreeMap::new();
    for z in quelle.0.seit(app, tx, &ab).await? {
        if let Ok(thema) = z.thema.parse::<Thema>() {
            *zahlen
                .entry((z.raumeinheit, thema))
                .or_default()
                .entry(z.monat)
                .or_default() += z.anzahl;
        }
    }
    let namen: BTreeMap<uuid::Uuid, String> = raum::service::unterste_raeume(app)
        .await?
        .into_iter()
        .map(|r| (r.id.uuid(), r.name))
        .collect();
    let stand = ablage::luecke::alle(tx).await?;
    let bestand = super::suchen::bestand(app, tx).await?;
    let mut aus = Vec::new();
    for ((raum, thema), je_monat) in zahlen {
        let entschieden = stand
            .iter()
            .find(|s| s.raumeinheit == raum && s.thema == thema.code());
        let status = match entschieden {
            Some(e) => e.status.parse().map_err(amt::Error::Intern)?,
            None => LueckenStatus::Gemeldet,
        };
        let passt = filter.raum.is_none_or(|r| r.uuid() == raum)
            && filter.thema.is_none_or(|t| t == thema)
            && filter.status.is_none_or(|s| s == status);
        if !passt {
            continue;
        }
        let hier = |k: &&Kandidat| {
            k.status == AngebotStatus::Aktiv
                && k.themen & thema_bit(thema) != 0
                && k.stellen
                    .iter()
                    .any(|s| s.raumeinheit.is_some_and(|r| r.uuid() == raum))
        };
        let frei = |k: &&Kandidat| matches!(k.frei, Some((n, Some(_))) if n > 0);
        aus.push(Luecke {
            raum: Id::von(raum),
            raum_name: namen
                .get(&raum)
                .cloned()
                .unwrap_or_else(|| "früherer Zuschnitt".to_owned()),
            thema,
            anzahl: gezaehlt(je_monat.values().sum(), k),
            belege: muster(&je_monat, heute, k),
            angebote: bestand.kandidaten.iter().filter(hier).count(),
            mit_freien: bestand.kandidaten.iter().filter(hier).filter(frei).count(),
            status,
            grund: entschieden.map_or_else(String::new, |e| e.grund.clone()),
            seit: entschieden.map(|e| e.geaendert_am.datum()),
        });
    }
    aus.sort_by(|a, b| {
        (a.belege.is_none(), &a.raum_name, a.thema, a.raum).cmp(&(
            b.belege.is_none(),
            &b.raum_name,
            b.thema,
            b.raum,
        ))
    });
    Ok(aus)
}

/// Most offers a map shows.
const KARTE_ANGEBOTE: usize = 300;

/// The active offers for a theme that have a point, for the map beside the gaps: key, title, where. Those of private people
/// who did not agree are left out.
///
/// # Errors
/// When the database cannot be read.
pub async fn angebote_zum_thema(
    app: &App,
    tx: &mut Tx,
    _sicht: &Sicht,
    thema: Thema,
) -> Result<Vec<(Id<Angebot>, String, Punkt)>> {
    let bestand = super::suchen::bestand(app, tx).await?;
    Ok(bestand
        .kandidaten
        .iter()
        .filter(|k| k.status == AngebotStatus::Aktiv && k.kontakt_offen && k.themen & thema_bit(thema) != 0)
        .flat_map(|k| k.stellen.iter().map(move |s| (k, s)))
        .filter_map(|(k, s)| Some((k.id, k.titel.to_string(), s.punkt?)))
        .take(KARTE_ANGEBOTE)
        .collect())
}

/// Notes what becomes of a gap.
///
/// # Errors
/// `NETZ-E48` when it is not pursued and nobody says why.
pub async fn luecke_einordnen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Angebot>,
    (raum, thema): (Id<Raumeinheit>, Thema),
    status: LueckenStatus,
    grund: &str,
) -> Result<()> {
    let grund = grund.trim();
    if status == LueckenStatus::NichtVerfolgt && grund.is_empty() {
        let text = "Bitte nennen Sie den Grund, warum diese Lücke nicht verfolgt wird.";
        return Err(Befund::neu("NETZ-E48", text).an("grund").into());
    }
    let (wer, jetzt) = (may.kontext().benutzer(), app.uhr.jetzt());
    let was = (status.code(), grund);
    ablage::luecke::setzen(tx, (raum.uuid(), thema.code()), was, wer, jetzt).await?;
    tx.journal(Eintrag {
        zeit: jetzt,
        benutzer: Some(wer.uuid()),
        rolle: may.rolle().code().to_owned(),
        zweck: may.zweck().code().to_owned(),
        aktion: "bedarfsluecke.einordnen".to_owned(),
        objektart: "bedarfsluecke".to_owned(),
        objekt: Some(raum.uuid()),
        klasse: Angebot::KLASSE.code().to_owned(),
        ergebnis: "ERLAUBT".to_owned(),
        notzugriff: None,
        angaben: format!("{} {}", thema.code(), status.code()),
    });
    Ok(())
}
