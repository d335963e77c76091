//! The register of persons in memory: one index for each office, asked while somebody types.
//!
//! Built from the database, then brought up to date by what has changed since: every change of a person has a number
//! ([`crate::store::person`]). Two processes with one database each keep their own and see each other's changes with
//! the next question. What is found is only a hint; whether a record still is and may be seen, the database says.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, PoisonError, RwLock,
        atomic::{AtomicBool, Ordering},
    },
};

use abgleich::{Datensatz, Nachschlagewerk};
use amt::{App, Error, Result};
use base::Datum;
use store::Tx;
use uuid::Uuid;

use crate::{
    model::{Registerperson, Stelle},
    store::person::{self as db, Stand},
};

/// More changes than this are not added while somebody waits: the index is built anew beside the old one.
const NACHTRAG: i64 = 5_000;

/// What is asked of the index.
#[derive(Debug, Clone, Default)]
pub(crate) struct Personenfrage {
    pub(crate) vorname: String,
    pub(crate) nachname: String,
    pub(crate) geburtsdatum: Option<Datum>,
    pub(crate) anschrift: String,
    /// All who bear a name like it, not only those who are likely meant.
    pub(crate) alle: bool,
}

#[derive(Default)]
struct Werk {
    werk: Nachschlagewerk,
    ids: Vec<Uuid>,
}

impl Werk {
    fn aufnehmen(&mut self, p: &Registerperson) {
        let geburtstag = p.geburtsdatum.map_or_else(String::new, |d| d.0.to_string());
        let (strasse, hausnummer) = strasse(&p.anschrift);
        self.werk.aufnehmen(&Datensatz {
            vorname: &p.vorname,
            nachname: &p.nachname,
            geburtstag: &geburtstag,
            strasse: &strasse,
            hausnummer: &hausnummer,
            ..Datensatz::default()
        });
        self.ids.push(p.id);
    }

    fn suchen(&self, f: &Personenfrage, hoechstens: usize) -> Vec<(Uuid, f64)> {
        let geburtstag = f.geburtsdatum.map_or_else(String::new, |d| d.0.to_string());
        let (strasse, hausnummer) = strasse(&f.anschrift);
        let frage = Datensatz {
            vorname: &f.vorname,
            nachname: &f.nachname,
            geburtstag: &geburtstag,
            strasse: &strasse,
            hausnummer: &hausnummer,
            ..Datensatz::default()
        };
        let funde = if f.alle {
            self.werk.aehnliche(&frage, hoechstens)
        } else {
            self.werk.suchen(&frage, hoechstens)
        };
        funde
            .into_iter()
            .filter_map(|x| Some((*self.ids.get(x.nr as usize)?, x.wahrscheinlichkeit)))
            .collect()
    }
}

/// Street and house number of an address as it is written down, without postcode and place.
pub(crate) fn strasse(anschrift: &str) -> (String, String) {
    let vorn = anschrift.split(',').next().unwrap_or_default().trim();
    match vorn.find(|c: char| c.is_ascii_digit()) {
        Some(i) if i > 0 => {
            let (s, n) = vorn.split_at(i);
            (s.trim().to_owned(), n.trim().to_owned())
        }
        _ => (vorn.to_owned(), String::new()),
    }
}

struct Bestand {
    stand: Stand,
    werke: HashMap<Stelle, Werk>,
    gebaut: usize,
    angehaengt: usize,
}

impl Bestand {
    async fn laden(tx: &mut Tx) -> Result<Self> {
        let stand = db::stand(tx).await?;
        let mut aus = Self {
            stand,
            werke: HashMap::new(),
            gebaut: 0,
            angehaengt: 0,
        };
        for (_, p) in db::seit(tx, 0, i64::MAX).await? {
            aus.aufnehmen(&p);
        }
        (aus.gebaut, aus.angehaengt) = (aus.angehaengt, 0);
        Ok(aus)
    }

    fn aufnehmen(&mut self, p: &Registerperson) {
        self.werke.entry(p.stelle).or_default().aufnehmen(p);
        self.angehaengt += 1;
    }
}

/// Keeps the index; one per [`App`], added with [`App::mit`].
#[derive(Default)]
pub struct PersonenHalter {
    jetzt: Mutex<Option<Arc<RwLock<Bestand>>>>,
    laden: tokio::sync::Mutex<()>,
    baut: AtomicBool,
}

impl PersonenHalter {
    /// Records that may be meant, of each office asked for; the likeliest first, each once.
    pub(crate) async fn suchen(
        &self,
        app: &App,
        tx: &mut Tx,
        frage: Personenfrage,
        stellen: Vec<Stelle>,
        hoechstens: usize,
    ) -> Result<Vec<(Uuid, f64)>> {
        let bestand = self.bestand(app, tx).await?;
        tokio::task::spawn_blocking(move || {
            let b = bestand.read().unwrap_or_else(PoisonError::into_inner);
            let mut funde: Vec<(Uuid, f64)> = stellen
                .iter()
                .filter_map(|s| b.werke.get(s))
                .flat_map(|w| w.suchen(&frage, hoechstens))
                .collect();
            drop(b);
            funde.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
            // a record that was changed is in the index twice
            let mut gesehen = std::collections::HashSet::new();
            funde.retain(|(id, _)| gesehen.insert(*id));
            funde.truncate(hoechstens);
            funde
        })
        .await
        .map_err(|e| Error::Intern(e.to_string()))
    }

    async fn bestand(&self, app: &App, tx: &mut Tx) -> Result<Arc<RwLock<Bestand>>> {
        let stand = db::stand(tx).await?;
        if let Some(da) = self.da() {
            let hat = lesen(&da).stand;
            if hat == stand {
                return Ok(da);
            }
            // somebody is at it: better what was known a moment ago than a page that waits
            let Ok(_allein) = self.laden.try_lock() else {
                return Ok(da);
            };
            if hat.loeschungen != stand.loeschungen {
                self.im_hintergrund(app);
            }
            let neue = db::seit(tx, hat.stand, NACHTRAG + 1).await?;
            if i64::try_from(neue.len()).unwrap_or(i64::MAX) > NACHTRAG {
                self.im_hintergrund(app);
                return Ok(da);
            }
            let zu_viel = {
                let mut b = da.write().unwrap_or_else(PoisonError::into_inner);
                for (_, p) in &neue {
                    b.aufnehmen(p);
                }
                b.stand = stand;
                b.angehaengt > b.gebaut / 4 + 20_000
            };
            if zu_viel {
                self.im_hintergrund(app);
            }
            return Ok(da);
        }
        let _allein = self.laden.lock().await;
        if let Some(da) = self.da() {
            return Ok(da);
        }
        let neu = Arc::new(RwLock::new(Bestand::laden(tx).await?));
        self.setzen(neu.clone());
        Ok(neu)
    }

    fn da(&self) -> Option<Arc<RwLock<Bestand>>> {
        self.jetzt.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn setzen(&self, neu: Arc<RwLock<Bestand>>) {
        *self.jetzt.lock().unwrap_or_else(PoisonError::into_inner) = Some(neu);
    }

    fn im_hintergrund(&self, app: &App) {
        if self.baut.swap(true, Ordering::AcqRel) {
            return;
        }
        let app = app.clone();
        tokio::spawn(async move {
            let Some(halter) = app.teil::<Self>() else { return };
            let ergebnis = async {
                let mut tx = app.db.read().await?;
                let neu = Bestand::laden(&mut tx).await?;
                halter.setzen(Arc::new(RwLock::new(neu)));
                Ok::<_, Error>(())
            }
            .await;
            halter.baut.store(false, Ordering::Release);
            if let Err(fehler) = ergebnis {
                tracing::warn!(%fehler, "Das Personenverzeichnis im Speicher konnte nicht erneuert werden; das alte gilt weiter.");
            }
        });
    }
}

fn lesen(b: &RwLock<Bestand>) -> std::sync::RwLockReadGuard<'_, Bestand> {
    b.read().unwrap_or_else(PoisonError::into_inner)
}

/// The index of the app, or one of its own where the program was put together without.
pub(crate) fn halter(app: &App) -> Arc<PersonenHalter> {
    app.teil().unwrap_or_default()
}

/// Reads the register into memory, so that the first who asks need not wait for it.
///
/// # Errors
/// When the database refuses; the first question tries again.
pub async fn vorwaermen(app: &App) -> Result<()> {
    let mut tx = app.db.read().await?;
    halter(app).bestand(app, &mut tx).await.map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strasse_und_hausnummer() {
        let teile = |a| strasse(a);
        assert_eq!(
            teile("Lindenstraße 5a, 24103 Kiel"),
            ("Lindenstraße".into(), "5a".into())
        );
        assert_eq!(teile("Am Hof"), ("Am Hof".into(), String::new()));
        assert_eq!(teile(""), (String::new(), String::new()));
    }
}
