//! Looking into the journal: who saw or changed what, for the Datenschutzbeauftragte and few others (Fachkonzept
//! 10.5). It shows names, kinds and keys, never content; looking is noted too.

use base::{Datum, Id, Zeitpunkt};
use store::{Tx, Wert};
use uuid::Uuid;

use crate::{
    App, Benutzer, Error, Kontext, Result,
    recht::{Befugnis, Bereich, Bezug, Klasse, Lesen, Objektart, Rolle, Zweck},
};

/// Marker: the journal as a thing one may look at.
#[derive(Debug, Clone, Copy)]
pub struct Protokoll;

impl Objektart for Protokoll {
    const NAME: &'static str = "journal";
    const BEREICH: Bereich = Bereich::Amt;
    const KLASSE: Klasse = Klasse::D3;
    const ZWECK: Zweck = Zweck::Z17;
}

/// Why somebody may look, as code and words.
pub const ANLAESSE: [(&str, &str); 4] = [
    ("STICHPROBE", "Stichprobe der Datenschutzkontrolle"),
    ("VERDACHT", "Verdacht auf einen unberechtigten Zugriff"),
    ("AUSKUNFT", "Auskunft an eine betroffene Person"),
    ("PANNE", "Aufklärung einer Datenpanne"),
];

/// The one reason for which the Leitung of a team may look (10.5).
const VERDACHT: &str = "VERDACHT";

/// Most times of membership that are looked at for one question; a database takes no more values.
const MITGLIEDER: usize = 5_000;

/// The reasons this user may give.
#[must_use]
pub fn anlaesse(kontext: &Kontext) -> Vec<(&'static str, &'static str)> {
    let nur_verdacht = matches!(reichweite(kontext), Some(Reichweite::Raeume(_)));
    let mut alle = ANLAESSE.to_vec();
    alle.retain(|(code, _)| !nur_verdacht || *code == VERDACHT);
    alle
}

/// How far somebody may look.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Reichweite {
    /// Everything: R24.
    Alles,
    /// What people of these Räume did; of all when empty: R04, on suspicion.
    Raeume(Vec<Uuid>),
    /// What the user did: R25.
    Eigenes(Id<Benutzer>),
}

/// What to look for; everything that is set must fit.
#[derive(Debug, Clone, Default)]
pub struct Frage {
    /// Who acted.
    pub benutzer: Option<Uuid>,
    /// On what.
    pub objekt: Option<Uuid>,
    /// First day.
    pub von: Option<Datum>,
    /// Last day.
    pub bis: Option<Datum>,
    /// Only what was refused.
    pub nur_verweigert: bool,
    /// Records above this number are left out; for the next page.
    pub vor: Option<i64>,
}

/// One record of the answer.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Spur {
    /// Number in the chain.
    pub seq: i64,
    /// When.
    pub zeit: Zeitpunkt,
    /// Who.
    pub benutzer: Option<Uuid>,
    /// Name of who, when there still is such an account.
    pub name: Option<String>,
    /// In which role.
    pub rolle: String,
    /// For which purpose.
    pub zweck: String,
    /// Which act.
    pub aktion: String,
    /// Kind of the object.
    pub objektart: String,
    /// The object.
    pub objekt: Option<Uuid>,
    /// Data class.
    pub klasse: String,
    /// `ERLAUBT` or `VERWEIGERT`.
    pub ergebnis: String,
    /// Names of fields and codes.
    pub angaben: String,
}

/// Whether the user may look into the journal at all: R24, R25 and R04, not whoever administers.
#[must_use]
pub fn darf(kontext: &Kontext) -> bool {
    reichweite(kontext).is_some()
}

fn reichweite(kontext: &Kontext) -> Option<Reichweite> {
    if kontext.hat(Rolle::R24) {
        return Some(Reichweite::Alles);
    }
    let leitung: Vec<_> = kontext
        .rollen()
        .iter()
        .filter(|r| r.rolle == Rolle::R04)
        .collect();
    if !leitung.is_empty() {
        let ueberall = leitung.iter().any(|r| r.raeume.is_empty());
        let raeume = leitung.iter().flat_map(|r| r.raeume.clone()).collect();
        return Some(Reichweite::Raeume(if ueberall { Vec::new() } else { raeume }));
    }
    kontext
        .hat(Rolle::R25)
        .then(|| Reichweite::Eigenes(kontext.benutzer()))
}

/// The newest records that fit, at most `hoechstens`. `anlass` is why somebody looks, a code of [`ANLAESSE`];
/// it stands in the journal beside the look.
///
/// # Errors
/// [`Error::NichtGefunden`] for whoever may not look; `AMT-E37` without a reason.
pub async fn suchen(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    frage: &Frage,
    anlass: &str,
    hoechstens: u32,
) -> Result<Vec<Spur>> {
    let reichweite = reichweite(kontext).ok_or(Error::NichtGefunden)?;
    let may = Befugnis::<Lesen, Protokoll>::pruefen(
        kontext,
        None,
        Bezug {
            eigenes: true,
            ..Bezug::default()
        },
    )?;
    if !ANLAESSE.iter().any(|(code, _)| *code == anlass) {
        let text = "Bitte wählen Sie, warum Sie nachsehen.";
        return Err(base::Befund::neu("AMT-E37", text).an("anlass").into());
    }
    if matches!(reichweite, Reichweite::Raeume(_)) && anlass != VERDACHT {
        let text = "Eine Teamleitung sieht nur bei einem Verdacht nach.";
        return Err(base::Befund::neu("AMT-E37", text).an("anlass").into());
    }
    let zeiten = match &reichweite {
        Reichweite::Raeume(raeume) if !raeume.is_empty() => Some(mitglieder(tx, raeume).await?),
        _ => None,
    };
    let mut sql = String::from(
        "SELECT j.seq, j.zeit, j.benutzer, b.name, j.rolle, j.zweck, j.aktion, j.objektart, j.objekt, j.klasse,
         j.ergebnis, j.angaben FROM journal j LEFT JOIN benutzer b ON b.id = j.benutzer WHERE 1 = 1",
    );
    let mut werte: Vec<Wert> = Vec::new();
    let mut und = |bedingung: &str, wert: Wert| {
        werte.push(wert);
        sql.push_str(&bedingung.replace('?', &format!("${}", werte.len())));
    };
    if let Some(wer) = frage.benutzer {
        und(" AND j.benutzer = ?", wer.into());
    }
    if let Some(objekt) = frage.objekt {
        und(" AND j.objekt = ?", objekt.into());
    }
    if let Some(von) = frage.von.and_then(mitternacht) {
        und(" AND j.zeit >= ?", von.into());
    }
    if let Some(bis) = frage.bis.and_then(|b| mitternacht(b.plus_tage(1))) {
        und(" AND j.zeit < ?", bis.into());
    }
    if let Some(vor) = frage.vor {
        und(" AND j.seq < ?", vor.into());
    }
    if let Reichweite::Eigenes(wer) = &reichweite {
        und(" AND j.benutzer = ?", (*wer).into());
    }
    if frage.nur_verweigert {
        und(" AND j.ergebnis = ?", "VERWEIGERT".into());
    }
    if let Some(zeiten) = zeiten {
        // only while they belonged to these spaces
        let mut oder = vec!["1 = 0".to_owned()];
        for (wer, ab, bis) in zeiten {
            let Some(ab) = mitternacht(ab) else { continue };
            let mut platz = |wert: Wert| {
                werte.push(wert);
                werte.len()
            };
            let mut eine = format!(
                "j.benutzer = ${} AND j.zeit >= ${}",
                platz(wer.into()),
                platz(ab.into())
            );
            if let Some(bis) = bis.and_then(|b| mitternacht(b.plus_tage(1))) {
                eine.push_str(&format!(" AND j.zeit < ${}", platz(bis.into())));
            }
            oder.push(eine);
        }
        // in groups: a long chain of conditions would be too deep for SQLite
        let gruppen: Vec<String> = oder
            .chunks(100)
            .map(|g| format!("({})", g.join(" OR ")))
            .collect();
        sql.push_str(&format!(" AND ({})", gruppen.join(" OR ")));
    }
    werte.push(hoechstens.into());
    sql.push_str(&format!(" ORDER BY j.seq DESC LIMIT ${}", werte.len()));
    let spuren = tx.fetch_all(store::Sql::aus_konstanten(sql), werte).await?;
    let objekt = Id::von(frage.objekt.unwrap_or_default());
    let text = format!("treffer={},anlass={anlass}", spuren.len());
    crate::journal::notieren(tx, &*app.uhr, &may, objekt, text);
    Ok(spuren)
}

/// Who belonged to one of these spaces, from which day to which.
async fn mitglieder(tx: &mut Tx, raeume: &[Uuid]) -> Result<Vec<(Uuid, Datum, Option<Datum>)>> {
    let plaetze: Vec<String> = (1..=raeume.len()).map(|n| format!("${n}")).collect();
    let sql = format!(
        "SELECT DISTINCT r.benutzer, r.ab, r.bis FROM benutzer_rolle r JOIN benutzer_rolle_raum rr
         ON rr.benutzer_rolle = r.id WHERE rr.raumeinheit IN ({}) ORDER BY r.benutzer, r.ab LIMIT {MITGLIEDER}",
        plaetze.join(", ")
    );
    let werte = raeume.iter().map(|r| (*r).into()).collect();
    Ok(tx.fetch_all(store::Sql::aus_konstanten(sql), werte).await?)
}

fn mitternacht(tag: Datum) -> Option<Zeitpunkt> {
    tag.0
        .in_tz("Europe/Berlin")
        .ok()
        .map(|z| Zeitpunkt(z.timestamp()))
}
