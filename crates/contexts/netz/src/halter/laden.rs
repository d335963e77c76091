//! Reads the whole directory with four statements.

use std::{collections::HashMap, sync::Arc};

use amt::{Result, go::Sektor};
use base::{Cent, Datum, Id, Punkt, Tri, suchform};
use raum::Raumeinheit;
use store::{Tx, werte};

use super::text::Textsuche;
use crate::{
    Akteur, Angabe, Angebot, Barrieren, Ort, Zeit,
    ablage::zeilen::{BarriereZeile, OrtZeile, ZeitZeile, minuten},
    codes::{AkteurArt, AngebotStatus, Thema},
    kandidat::{Kandidat, Stelle, sektor_bit, thema_bit},
    rules::zeiten::fenster,
};

#[derive(sqlx::FromRow)]
struct Zeile {
    id: Id<Angebot>,
    akteur: Id<Akteur>,
    akteur_name: String,
    akteur_such: String,
    kontakt_privat: bool,
    einwilligung: bool,
    akteur_art: String,
    titel: String,
    such: String,
    /// Words of an offer whose place is nobody's business; else empty.
    worte: String,
    art: String,
    themen: String,
    alter_von: Option<i64>,
    alter_bis: Option<i64>,
    sektoren: String,
    ortsform: String,
    kostenlos: Tri,
    kosten: Option<Cent>,
    telefon: String,
    sprachen: String,
    geprueft_am: Datum,
    pruef_tage: Option<i64>,
    frei: Option<i64>,
    platz_stand: Option<Datum>,
    sichtbarkeit: String,
    status: String,
}

/// The rows of the whole directory, as they are stored.
pub(super) struct Rohdaten {
    zeilen: Vec<Zeile>,
    orte: HashMap<Id<Angebot>, Vec<Stelle>>,
    zeiten: HashMap<Id<Angebot>, Vec<Zeit>>,
    barrieren: HashMap<Id<Angebot>, Barrieren>,
}

/// Reads every offer.
pub(super) async fn lesen(tx: &mut Tx) -> Result<Rohdaten> {
    let zeilen: Vec<Zeile> = tx
        .fetch_all(
            "SELECT a.id, a.akteur, k.name AS akteur_name, k.such AS akteur_such,
                    k.kontakt_privat, k.einwilligung, k.art AS akteur_art, a.titel, a.such, a.art, a.themen,
                    CASE WHEN (k.kontakt_privat OR k.art = 'EINZELPERSON') AND NOT k.einwilligung
                         THEN a.kurzbeschreibung || ' ' || a.zielgruppen ELSE '' END AS worte,
                    a.alter_von, a.alter_bis, a.sektoren, a.ortsform, a.kostenlos, a.kosten, a.telefon, a.sprachen,
                    a.geprueft_am, a.pruef_tage, a.frei, a.platz_stand, a.sichtbarkeit, a.status
             FROM angebot a JOIN akteur k ON k.id = a.akteur ORDER BY a.id",
            werte![],
        )
        .await?;
    Ok(Rohdaten {
        zeilen,
        orte: orte(tx).await?,
        zeiten: zeiten(tx).await?,
        barrieren: barrieren(tx).await?,
    })
}

/// Offers in the order of their rows, their words, and the words everybody may find them by. Nothing here waits, so a big directory can be put together
/// beside the threads that answer requests.
pub(super) fn zusammensetzen(roh: Rohdaten, heute: Datum) -> Result<(Vec<Kandidat>, Textsuche, Textsuche)> {
    let Rohdaten {
        zeilen,
        mut orte,
        mut zeiten,
        mut barrieren,
    } = roh;
    let mut namen: HashMap<Id<Akteur>, Arc<str>> = HashMap::new();
    let (mut text, mut text_offen) = (Textsuche::default(), Textsuche::default());
    let mut kandidaten = Vec::with_capacity(zeilen.len());
    for z in zeilen {
        let akteur = namen
            .entry(z.akteur)
            .or_insert_with(|| z.akteur_name.into())
            .clone();
        let themen = themen(&z.themen);
        text.aufnehmen(&[&z.such, &z.akteur_such], themen);
        let (fenster, zeiten_unklar) = zeitfenster(&zeiten.remove(&z.id).unwrap_or_default(), heute);
        let kandidat = Kandidat {
            stellen: orte.remove(&z.id).unwrap_or_default(),
            barrieren: barrieren.remove(&z.id).unwrap_or_default(),
            id: z.id,
            akteur_id: z.akteur,
            sortierung: suchform(&z.titel).into(),
            titel: z.titel.into(),
            akteur,
            art: code(&z.art)?,
            ortsform: code(&z.ortsform)?,
            alter: (minuten(z.alter_von), minuten(z.alter_bis)),
            themen,
            sektoren: sektoren(&z.sektoren),
            sprachen: z.sprachen.into(),
            kostenlos: z.kostenlos,
            kosten: z.kosten,
            fenster,
            zeiten_unklar,
            telefon: z.telefon.into(),
            geprueft_am: z.geprueft_am,
            pruef_tage: minuten(z.pruef_tage),
            frei: z.frei.map(|n| (n, z.platz_stand)),
            status: code::<AngebotStatus>(&z.status)?,
            oeffentlich: z.sichtbarkeit == "OEFFENTLICH",
            kontakt_offen: z.einwilligung
                || !(z.kontakt_privat || z.akteur_art == AkteurArt::Einzelperson.code()),
        };
        oeffentlich_aufnehmen(&mut text_offen, &kandidat, [&z.such, &z.worte, &z.akteur_such]);
        kandidaten.push(kandidat);
    }
    Ok((kandidaten, text, text_offen))
}

/// The words everybody may find the offer by: none when it is not for everybody, and neither the name nor the place of
/// a private person who did not agree. The numbers of both indexes are the same, so a hidden offer takes its number
/// without a word.
fn oeffentlich_aufnehmen(text: &mut Textsuche, k: &Kandidat, [such, worte, akteur]: [&str; 3]) {
    if !k.ist_offen() {
        text.aufnehmen(&[], 0);
    } else if k.kontakt_offen {
        text.aufnehmen(&[such, akteur], k.themen);
    } else {
        let staedte = k.stellen.iter().map(|s| &*s.stadt).collect::<Vec<_>>().join(" ");
        let offen = suchform(&format!("{} {worte} {staedte}", k.titel));
        text.aufnehmen(&[&offen], k.themen);
    }
}

fn code<T: std::str::FromStr<Err = String>>(text: &str) -> Result<T> {
    text.parse().map_err(amt::Error::Intern)
}

fn themen(codes: &str) -> u32 {
    codes
        .split(' ')
        .filter_map(|c| c.parse::<Thema>().ok())
        .fold(0, |m, t| m | thema_bit(t))
}

fn sektoren(codes: &str) -> u8 {
    codes
        .split(' ')
        .filter_map(Sektor::von_code)
        .fold(0, |m, s| m | sektor_bit(s))
}

fn zeitfenster(zeiten: &[Zeit], heute: Datum) -> (Vec<crate::rules::zeiten::Fenster>, bool) {
    let mut unklar = zeiten.is_empty();
    let fenster = zeiten
        .iter()
        .filter_map(|z| {
            let f = fenster(z, heute);
            unklar |= f.is_none();
            f
        })
        .collect();
    (fenster, unklar)
}

async fn orte(tx: &mut Tx) -> Result<HashMap<Id<Angebot>, Vec<Stelle>>> {
    let zeilen: Vec<OrtZeile> = tx
        .fetch_all(
            "SELECT angebot, name, anschrift, plz, ort, lat, lon, raumeinheit FROM angebot_ort ORDER BY angebot, lfd",
            werte![],
        )
        .await?;
    let mut aus: HashMap<_, Vec<Stelle>> = HashMap::new();
    for z in zeilen {
        let (id, o): (Id<Angebot>, Ort) = z.teilen();
        let (punkt, raumeinheit): (Option<Punkt>, Option<Id<Raumeinheit>>) = (o.punkt, o.raumeinheit);
        aus.entry(id).or_default().push(Stelle {
            zeile: o.zeile().into(),
            stadt: o.ort.into(),
            punkt,
            raumeinheit,
        });
    }
    Ok(aus)
}

async fn zeiten(tx: &mut Tx) -> Result<HashMap<Id<Angebot>, Vec<Zeit>>> {
    let zeilen: Vec<ZeitZeile> = tx
        .fetch_all(
            "SELECT angebot, beginn, ende, rrule, von, bis FROM angebot_zeit ORDER BY angebot, lfd",
            werte![],
        )
        .await?;
    let mut aus: HashMap<_, Vec<Zeit>> = HashMap::new();
    for z in zeilen {
        let (id, zeit) = z.teilen();
        aus.entry(id).or_default().push(zeit);
    }
    Ok(aus)
}

async fn barrieren(tx: &mut Tx) -> Result<HashMap<Id<Angebot>, Barrieren>> {
    let zeilen: Vec<BarriereZeile> = tx
        .fetch_all(
            "SELECT angebot, merkmal, wert, zahl, zahl2 FROM angebot_barriere",
            werte![],
        )
        .await?;
    let mut aus: HashMap<_, Barrieren> = HashMap::new();
    for z in zeilen {
        let (id, merkmal, angabe): (_, _, Angabe) = z.teilen()?;
        aus.entry(id).or_default().insert(merkmal, angabe);
    }
    Ok(aus)
}
