//! The search for words in the cases somebody leads or stands in for.
//!
//! The texts are read and compared as they are: nobody leads so many cases that an index would pay, no second copy of
//! what families said has to be kept and forgotten, and both engines find the same.

use std::collections::HashMap;

use amt::{App, Kontext, Result};
use store::Tx;
use uuid::Uuid;

use super::{liste, zugang};
use crate::{
    model::Notizart,
    rules::{
        fall::notiz::{Leser, liest},
        worte::{Teil, Worte},
    },
    store::{FallFilter, FallSpalte, FallZeile, worte as db},
};

/// Cases that are looked through, those that moved last before the others.
pub const DURCHSUCHT: i64 = 1_000;
/// Cases whose texts are read together.
const AUF_EINMAL: usize = 200;
/// Places shown of one case.
pub const JE_FALL: usize = 4;

/// Where words were found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stelle {
    /// What kind of text.
    pub wo: &'static str,
    /// Address of the page it stands on.
    pub pfad: String,
    /// The text around it.
    pub auszug: Vec<Teil>,
}

/// A case in which all words occur in one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Treffer {
    /// The case.
    pub fall: FallZeile,
    /// The first places.
    pub stellen: Vec<Stelle>,
    /// How many more there are.
    pub weitere: usize,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gefunden {
    /// Cases, the one that moved last first.
    pub treffer: Vec<Treffer>,
    /// Cases that were looked through.
    pub durchsucht: usize,
    /// There are more cases than were looked through.
    pub mehr: bool,
}

/// Words in the texts of the cases the user leads or stands in for. What was entrusted (§ 65 SGB VIII) is not looked
/// through, private notes of others are not either.
///
/// # Errors
/// [`amt::Error::NichtGefunden`] when the user sees no cases at all.
pub async fn suchen(app: &App, tx: &mut Tx, kontext: &Kontext, worte: &Worte) -> Result<Gefunden> {
    let sicht = zugang::sicht(app, tx, kontext).await?;
    let Some(fachkraft) = sicht.fachkraft.filter(|_| !worte.leer()) else {
        return Ok(Gefunden::default());
    };
    let filter = FallFilter {
        meine: Some(fachkraft),
        auch_beendete: true,
        sortierung: FallSpalte::Seit,
        absteigend: true,
        ..FallFilter::default()
    };
    let (faelle, gesamt) = liste::liste(app, tx, kontext, &filter, (0, DURCHSUCHT)).await?;
    let leser = Leser {
        benutzer: kontext.benutzer().uuid(),
        fachkraft: Some(fachkraft),
    };
    let mut aus = Gefunden {
        treffer: Vec::new(),
        durchsucht: faelle.len(),
        mehr: gesamt > DURCHSUCHT,
    };
    for gruppe in faelle.chunks(AUF_EINMAL) {
        let mut stellen = in_faellen(tx, leser, worte, gruppe).await?;
        for fall in gruppe {
            if let Some(mut alle) = stellen.remove(&fall.id.uuid()) {
                let weitere = alle.len().saturating_sub(JE_FALL);
                alle.truncate(JE_FALL);
                aus.treffer.push(Treffer {
                    fall: fall.clone(),
                    stellen: alle,
                    weitere,
                });
            }
        }
    }
    Ok(aus)
}

async fn in_faellen(
    tx: &mut Tx,
    leser: Leser,
    worte: &Worte,
    faelle: &[FallZeile],
) -> Result<HashMap<Uuid, Vec<Stelle>>> {
    let ids: Vec<Uuid> = faelle.iter().map(|f| f.id.uuid()).collect();
    let mut aus: HashMap<Uuid, Vec<Stelle>> = HashMap::new();
    let mut merken = |fall: Uuid, wo: &'static str, seite: &str, text: &str| {
        if let Some(auszug) = worte.auszug(text) {
            let pfad = format!("/faelle/{fall}{}{seite}", if seite.is_empty() { "" } else { "/" });
            aus.entry(fall).or_default().push(Stelle { wo, pfad, auszug });
        }
    };
    for (fall, n) in db::notizen(tx, &ids).await? {
        if n.art != Notizart::Anvertraut && !n.geschwaerzt() && liest(&n, &[], leser) {
            merken(fall, "Notizen", "notizen", &n.text);
        }
    }
    for t in db::texte(tx, &ids).await? {
        merken(t.fall, t.wo, t.seite, &t.text);
    }
    Ok(aus)
}
