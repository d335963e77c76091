//! What would change: two versions side by side, street by street.

use std::collections::BTreeMap;

use amt::{App, Result};
use base::Id;
use store::{Tx, werte};
use uuid::Uuid;
use zuordnung::{Anfrage, Anschrift, Punkt};

use crate::{Gliederung, RegisterHalter, halter::Zuschnitt};

/// Addresses of one street that move from one Raum to another.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Wechsel {
    /// Street.
    pub strasse: String,
    /// Place.
    pub ort: String,
    /// Raum in the first version, by code and name; `None` = in none.
    pub von: Option<String>,
    /// Raum in the second.
    pub nach: Option<String>,
    /// How many addresses.
    pub adressen: u32,
    /// The first numbers.
    pub nummern: Vec<String>,
}

/// The comparison.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Vergleich {
    /// Streets that change, by name.
    pub wechsel: Vec<Wechsel>,
    /// Addresses looked at.
    pub adressen: u32,
    /// Addresses that change.
    pub geaendert: u32,
}

#[derive(sqlx::FromRow)]
struct Zeile {
    id: Uuid,
    name: String,
    ort: String,
    nr: i64,
    zusatz: String,
    plz: String,
    ortsteil: String,
    lat: Option<f64>,
    lon: Option<f64>,
}

/// Street, place, Raum before and after.
type Weg = (String, String, Option<String>, Option<String>);

/// Asks both versions about every active address.
///
/// # Errors
/// [`amt::Error::NichtGefunden`] when one of them does not exist.
pub async fn vergleichen(
    _app: &App,
    tx: &mut Tx,
    eine: Id<Gliederung>,
    andere: Id<Gliederung>,
) -> Result<Vergleich> {
    let (a, b) = (
        RegisterHalter::entwurf(tx, eine).await?,
        RegisterHalter::entwurf(tx, andere).await?,
    );
    let mut aus = Vergleich::default();
    let mut je: BTreeMap<Weg, (u32, Vec<String>)> = BTreeMap::new();
    let mut nach = Uuid::nil();
    loop {
        let schub: Vec<Zeile> = tx
            .fetch_all(
                "SELECT a.id, s.name, s.ort, a.nr, a.zusatz, a.plz, a.ortsteil, a.lat, a.lon
                 FROM adresse a JOIN strasse s ON s.id = a.strasse
                 WHERE a.id > $1 AND a.status = 'AKTIV' ORDER BY a.id LIMIT 5000",
                werte![nach],
            )
            .await?;
        let Some(letzte) = schub.last() else { break };
        nach = letzte.id;
        for z in schub {
            aus.adressen = aus.adressen.saturating_add(1);
            let nummer = format!("{}{}", z.nr, z.zusatz);
            let anfrage = Anfrage {
                anschrift: Anschrift {
                    strasse: z.name.clone(),
                    hausnummer: if z.nr == 0 { String::new() } else { nummer.clone() },
                    plz: z.plz,
                    ort: z.ort.clone(),
                    ortsteil: z.ortsteil,
                },
                punkt: z.lat.zip(z.lon).map(|(lat, lon)| Punkt { lat, lon }),
                ..Anfrage::default()
            };
            let (von, in_) = (raum(&a, &anfrage), raum(&b, &anfrage));
            if von == in_ {
                continue;
            }
            aus.geaendert = aus.geaendert.saturating_add(1);
            let eintrag = je.entry((z.name, z.ort, von, in_)).or_default();
            eintrag.0 += 1;
            if eintrag.1.len() < 8 {
                eintrag.1.push(nummer);
            }
        }
        tokio::task::yield_now().await;
    }
    aus.wechsel = je
        .into_iter()
        .map(|((strasse, ort, von, nach), (adressen, nummern))| Wechsel {
            strasse,
            ort,
            von,
            nach,
            adressen,
            nummern,
        })
        .collect();
    Ok(aus)
}

fn raum(z: &Zuschnitt, anfrage: &Anfrage) -> Option<String> {
    let einheit = z.register.zuordnen(anfrage).einheit()?;
    z.raum(einheit).map(|r| format!("{} {}", r.code, r.name))
}
