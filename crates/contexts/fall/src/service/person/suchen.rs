//! Who is known already, of those the user may see. The index proposes, the database says what may be seen: somebody is
//! shown only with a place where the user may read them, and each of these looks is noted in the journal.

use std::collections::{HashMap, HashSet};

use amt::{
    App, Error, Kontext, Result,
    recht::{Befugnis, Lesen, Sicht},
};
use base::{Datum, Id};
use store::Tx;
use uuid::Uuid;

use crate::{
    halter::{Personenfrage, halter},
    model::{Anliegen, Fundart, Fundstelle, Registerperson, Stelle},
    rules::gleich::{Angaben, Vergleich, vergleichen},
    service::fall::zugang,
    store::{
        Fallsicht,
        person::{self as db, Merkmale, fund},
    },
};

/// Persons beside a form.
const BESTE: usize = 6;
/// Proposals of the index that are looked at for a form: most are out of reach where somebody sees little.
const VORSCHLAEGE: usize = 60;
/// Persons of a search; more is no search any more, and shows names nobody asked for.
pub const HOECHSTENS: usize = 40;
/// Proposals of the index and rows that are looked at for a search.
const GEPRUEFT: usize = 1_000;
/// How many proposals are looked at together: where the user may see most, the first ones are enough.
const BLOECKE: [usize; 3] = [100, 300, 600];

/// What is asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Suchfrage {
    /// First name; may hold the whole name.
    pub vorname: String,
    /// Surname.
    pub nachname: String,
    /// Date of birth.
    pub geburtsdatum: Option<Datum>,
    /// Street and number.
    pub anschrift: String,
    /// Aktenzeichen or its beginning; only in the search page.
    pub aktenzeichen: String,
}

impl Suchfrage {
    fn namen(&self) -> usize {
        self.vorname.chars().count() + self.nachname.chars().count()
    }

    /// As the register writes: composed characters, no blanks around.
    fn rein(&self) -> Self {
        let rein = |t: &str| web::eingaben::rein(t).trim().to_owned();
        Self {
            vorname: rein(&self.vorname),
            nachname: rein(&self.nachname),
            geburtsdatum: self.geburtsdatum,
            anschrift: rein(&self.anschrift),
            aktenzeichen: rein(&self.aktenzeichen),
        }
    }

    /// Whether there is anything to look for.
    #[must_use]
    pub fn leer(&self) -> bool {
        self.namen() < 2
            && self.geburtsdatum.is_none()
            && self.anschrift.trim().chars().count() < 3
            && self.aktenzeichen.trim().chars().count() < 3
    }
}

/// Somebody who may be meant.
#[derive(Debug, Clone)]
pub struct Kandidat {
    /// The record.
    pub person: Registerperson,
    /// Where the user may see them.
    pub fundstellen: Vec<Fundstelle>,
    /// Which fields agree.
    pub vergleich: Vergleich,
    /// Whether it belongs to the office that asks, and can be chosen.
    pub waehlbar: bool,
}

/// What the user may see of Anliegen and cases.
pub(crate) struct Blick {
    pub(crate) anliegen: Option<Sicht>,
    pub(crate) faelle: Option<Fallsicht>,
}

impl Blick {
    pub(crate) async fn von(app: &App, tx: &mut Tx, kontext: &Kontext) -> Result<Self> {
        let faelle = match zugang::sicht(app, tx, kontext).await {
            Ok(s) => Some(s),
            Err(Error::NichtGefunden) => None,
            Err(e) => return Err(e),
        };
        Ok(Self {
            anliegen: Sicht::auf::<Anliegen>(kontext).ok(),
            faelle,
        })
    }

    pub(crate) const fn nichts(&self) -> bool {
        self.anliegen.is_none() && self.faelle.is_none()
    }

    /// Offices somebody of whom the user may see.
    fn stellen(&self) -> Vec<Stelle> {
        let alle = self.anliegen.is_some();
        let aus_faellen = |s: &Stelle| {
            self.faelle.iter().any(|f| {
                f.gebiete
                    .iter()
                    .any(|(sektoren, _)| sektoren.iter().any(|x| Stelle::von_sektor(x) == *s))
            })
        };
        Stelle::ALLE
            .into_iter()
            .filter(|s| alle || aus_faellen(s))
            .collect()
    }

    pub(crate) async fn fundstellen(
        &self,
        tx: &mut Tx,
        ids: &[Uuid],
    ) -> Result<HashMap<Uuid, Vec<Fundstelle>>> {
        let mut aus: HashMap<Uuid, Vec<Fundstelle>> = HashMap::new();
        let mut alle = Vec::new();
        if let Some(s) = &self.faelle {
            alle.extend(fund::in_faellen(tx, s, ids).await?);
        }
        if let Some(s) = &self.anliegen {
            alle.extend(fund::in_anliegen(tx, s, ids).await?);
        }
        for f in alle {
            aus.entry(f.person).or_default().push(f);
        }
        Ok(aus)
    }
}

/// Whether the user may see this person anywhere.
pub(crate) async fn sichtbar(app: &App, tx: &mut Tx, kontext: &Kontext, id: Uuid) -> Result<bool> {
    let blick = Blick::von(app, tx, kontext).await?;
    Ok(!blick.fundstellen(tx, &[id]).await?.is_empty())
}

fn angaben(p: &Registerperson) -> Angaben<'_> {
    Angaben {
        vorname: &p.vorname,
        nachname: &p.nachname,
        geburtsdatum: p.geburtsdatum,
        anschrift: &p.anschrift,
    }
}

/// "Kennen wir diese Person schon?" – for a form that is being filled in for this office, the likeliest first. `ohne` is
/// the record the form already belongs to. The transaction must not hold changes of persons: what it sees goes into the
/// index.
///
/// # Errors
/// When the database refuses.
pub async fn bekannte(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    frage: &Suchfrage,
    stelle: Stelle,
    ohne: Option<Uuid>,
) -> Result<Vec<Kandidat>> {
    let frage = &frage.rein();
    let blick = Blick::von(app, tx, kontext).await?;
    if frage.namen() < 2 || blick.nichts() {
        return Ok(Vec::new());
    }
    let f = Personenfrage {
        vorname: frage.vorname.clone(),
        nachname: frage.nachname.clone(),
        geburtsdatum: frage.geburtsdatum,
        anschrift: frage.anschrift.clone(),
        alle: true,
    };
    let funde = halter(app)
        .suchen(app, tx, f, blick.stellen(), VORSCHLAEGE)
        .await?;
    let ids: Vec<Uuid> = funde
        .into_iter()
        .map(|x| x.0)
        .filter(|x| Some(*x) != ohne)
        .collect();
    let mut aus = kandidaten(tx, &blick, &ids, &Merkmale::default(), frage).await?;
    // what contradicts in a name and agrees in nothing but one is somebody else
    aus.retain(|k| !k.vergleich.dafuer.is_empty() && k.vergleich.dagegen.len() <= k.vergleich.dafuer.len());
    for k in &mut aus {
        k.waehlbar = k.person.stelle == stelle;
    }
    aus.truncate(BESTE);
    Ok(aus)
}

async fn kandidaten(
    tx: &mut Tx,
    blick: &Blick,
    ids: &[Uuid],
    m: &Merkmale,
    frage: &Suchfrage,
) -> Result<Vec<Kandidat>> {
    let mut personen = HashMap::new();
    for stueck in ids.chunks(500) {
        for p in db::zeigbare(tx, Some(stueck), m, 500).await? {
            personen.insert(p.id, p);
        }
    }
    let geordnet: Vec<Registerperson> = ids.iter().filter_map(|id| personen.remove(id)).collect();
    mit_fundstellen(tx, blick, geordnet, frage).await
}

async fn mit_fundstellen(
    tx: &mut Tx,
    blick: &Blick,
    personen: Vec<Registerperson>,
    frage: &Suchfrage,
) -> Result<Vec<Kandidat>> {
    let ids: Vec<Uuid> = personen.iter().map(|p| p.id).collect();
    let mut wo = blick.fundstellen(tx, &ids).await?;
    let gefragt = Angaben {
        vorname: &frage.vorname,
        nachname: &frage.nachname,
        geburtsdatum: frage.geburtsdatum,
        anschrift: &frage.anschrift,
    };
    Ok(personen
        .into_iter()
        .filter_map(|person| {
            let fundstellen = wo.remove(&person.id)?;
            Some(Kandidat {
                vergleich: vergleichen(&gefragt, &angaben(&person)),
                fundstellen,
                waehlbar: false,
                person,
            })
        })
        .collect())
}

/// The search over all persons the user may see: by name as it sounds, date of birth, Aktenzeichen, street. At most
/// [`HOECHSTENS`]; by name the likeliest first.
///
/// # Errors
/// [`Error::NichtGefunden`] when the user may see nobody at all.
pub async fn suchen(app: &App, tx: &mut Tx, kontext: &Kontext, frage: &Suchfrage) -> Result<Vec<Kandidat>> {
    let blick = Blick::von(app, tx, kontext).await?;
    if blick.nichts() {
        return Err(Error::NichtGefunden);
    }
    let frage = &frage.rein();
    if frage.leer() {
        return Ok(Vec::new());
    }
    let mut m = Merkmale {
        geburtsdatum: frage.geburtsdatum,
        anschrift: base::suchform(&frage.anschrift).trim().to_owned(),
        aktenzeichen: frage.aktenzeichen.trim().to_uppercase(),
    };
    if frage.namen() < 2 {
        let da = db::zeigbare(tx, None, &m, i64::try_from(GEPRUEFT).unwrap_or(i64::MAX)).await?;
        let mut aus = mit_fundstellen(tx, &blick, da, frage).await?;
        aus.truncate(HOECHSTENS);
        return Ok(aus);
    }
    // with a name the index weighs the date, so that a slip of the pen is found as well
    m.geburtsdatum = None;
    let (mut ids, mut gesehen) = (Vec::new(), HashSet::new());
    for (vorname, nachname) in lesarten(frage) {
        let f = Personenfrage {
            vorname,
            nachname,
            geburtsdatum: frage.geburtsdatum,
            anschrift: String::new(),
            alle: true,
        };
        for (id, _) in halter(app).suchen(app, tx, f, blick.stellen(), GEPRUEFT).await? {
            if gesehen.insert(id) {
                ids.push(id);
            }
        }
        // another reading would only add what is not looked at
        if ids.len() >= GEPRUEFT {
            break;
        }
    }
    ids.truncate(GEPRUEFT);
    let (mut aus, mut rest) = (Vec::new(), ids.as_slice());
    for groesse in BLOECKE {
        let (jetzt, spaeter) = rest.split_at(groesse.min(rest.len()));
        aus.extend(kandidaten(tx, &blick, jetzt, &m, frage).await?);
        if frage.geburtsdatum.is_some() {
            aus.retain(|k| !k.vergleich.dagegen.contains(&"Geburtsdatum verschieden"));
        }
        rest = spaeter;
        if aus.len() >= HOECHSTENS || rest.is_empty() {
            break;
        }
    }
    aus.truncate(HOECHSTENS);
    Ok(aus)
}

/// One word may be either name; of several words the last or the first is the surname, which the index tries itself.
fn lesarten(f: &Suchfrage) -> Vec<(String, String)> {
    let (vor, nach) = (f.vorname.trim(), f.nachname.trim());
    match (vor.is_empty(), nach.is_empty()) {
        (true, false) => match nach.rsplit_once(' ') {
            Some((v, n)) => vec![(v.to_owned(), n.to_owned()), (String::new(), nach.to_owned())],
            None => vec![(String::new(), nach.to_owned()), (nach.to_owned(), String::new())],
        },
        _ => vec![(vor.to_owned(), nach.to_owned())],
    }
}

/// Notes in the journal that these persons were shown, where the user may see them, in a transaction of its own.
///
/// # Errors
/// When the database refuses.
pub async fn gezeigt(app: &App, kontext: &Kontext, wer: &[Kandidat], wo: &str) -> Result<()> {
    let mut stellen = Vec::new();
    for k in wer {
        stellen.extend_from_slice(&k.fundstellen);
    }
    stellen_gezeigt(app, kontext, &stellen, wo).await
}

/// As [`gezeigt`], by the places.
///
/// # Errors
/// When the database refuses.
pub async fn stellen_gezeigt(app: &App, kontext: &Kontext, stellen: &[Fundstelle], wo: &str) -> Result<()> {
    if stellen.is_empty() {
        return Ok(());
    }
    let mut tx = app.db.write().await?;
    for f in stellen {
        notieren(app, &mut tx, kontext, f, wo)?;
    }
    tx.commit().await?;
    Ok(())
}

fn notieren(app: &App, tx: &mut Tx, kontext: &Kontext, f: &Fundstelle, wo: &str) -> Result<()> {
    match f.art {
        Fundart::Anliegen => {
            let gesehen = amt::recht::Bezug {
                eigener_fall: true,
                raum: None,
                eigenes: true,
            };
            let id: Id<Anliegen> = Id::von(f.id);
            let may = Befugnis::<Lesen, Anliegen>::pruefen(kontext, Some(id), gesehen)?;
            amt::journal::notieren(tx, &*app.uhr, &may, id, wo);
        }
        Fundart::Fall => zugang::gesehen(kontext, Id::von(f.id), &f.sektor)?.notieren(app, tx, wo),
    }
    Ok(())
}
