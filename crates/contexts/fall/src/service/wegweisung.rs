//! The Weg-Weisung: a slip with offers, printed or sent. No person is stored; only that offers were shown is counted.

use amt::{App, Kontext, Result};
use base::Befund;
use store::{Tx, werte};
use uuid::Uuid;

use crate::{model::Angebot, nachbarn::nachbarn};

/// Kind of the job in the queue of the store that sends mail.
pub const AUFTRAG_MAIL: &str = "mail";

/// The offers of a slip, counted as shown.
///
/// # Errors
/// When a room below refuses.
pub async fn zeigen(app: &App, tx: &mut Tx, kontext: &Kontext, ids: Vec<Uuid>) -> Result<Vec<Angebot>> {
    let n = nachbarn(app)?;
    let angebote = n.angebote_mit(app, tx, ids).await?;
    if !angebote.is_empty() {
        n.weg_weisung(app, tx, kontext, angebote.iter().map(|a| a.id).collect())
            .await?;
    }
    Ok(angebote)
}

/// Puts the slip into the mail queue. The address leaves the table with the job.
///
/// # Errors
/// `FALL-E84` when the address is none.
pub async fn senden(app: &App, tx: &mut Tx, kontext: &Kontext, an: &str, angebote: &[Angebot]) -> Result<()> {
    let an = an.trim();
    let gueltig = an.split_once('@').is_some_and(|(wer, wo)| {
        !wer.is_empty()
            && wo.contains('.')
            && !an
                .chars()
                .any(|c| c.is_whitespace() || c.is_control() || "<>,;\"".contains(c))
    });
    if !gueltig || an.chars().count() > 200 {
        return Err(Befund::neu(
            "FALL-E84",
            "Bitte eine E-Mail-Adresse wie name@example.org eintragen.",
        )
        .an("email")
        .into());
    }
    let daten = serde_json::json!({
        "an": an,
        "betreff": "Angebote in Ihrer Nähe",
        "text": text(angebote, &app.rahmen.behoerde),
    });
    let jetzt = app.uhr.jetzt();
    tx.execute(
        "INSERT INTO auftrag (id, art, daten, status, erledigt, gesamt, abbrechen, versuche, faellig_ab, gesperrt_bis,
            ergebnis, angelegt_von, angelegt_am, beendet_am)
         VALUES ($1,$2,$3,'OFFEN',0,1,$4,0,$5,$6,'',$7,$5,NULL)",
        werte![app.ids.uuid(), AUFTRAG_MAIL, daten.to_string(), false, jetzt, 0i64, kontext.benutzer()],
    )
    .await?;
    Ok(())
}

/// The slip as plain text.
#[must_use]
pub fn text(angebote: &[Angebot], behoerde: &str) -> String {
    let mut t = String::from("Guten Tag,\n\ndiese Angebote haben wir gemeinsam ausgesucht:\n");
    for a in angebote {
        t.push_str(&format!("\n* {}\n  {}\n", a.titel, a.akteur));
        for zeile in [&a.ort, &a.kontakt] {
            if !zeile.is_empty() {
                t.push_str(&format!("  {zeile}\n"));
            }
        }
        t.push_str(&format!("  {}\n  {}\n", a.passung.wort(), a.frische));
    }
    t.push_str(&format!("\nFreundliche Grüße\n{behoerde}\n"));
    t
}
