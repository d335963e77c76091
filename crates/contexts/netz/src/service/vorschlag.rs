//! What Akteure proposed: list, look, accept or refuse. Nothing of it is public before somebody accepted it.

use amt::{
    App, Kontext, Result, journal,
    recht::{Bearbeiten, Befugnis, Bezug, Sicht},
};
use base::{Befund, Id};
use store::Tx;

use super::{VorschlagGespeichert, angebot::speichern, erinnern::brief};
use crate::{
    Angebot, Vorschlag, ablage,
    codes::{AngebotStatus, Sichtbarkeit, VorschlagStatus},
    rules::vorschlag::einsetzen,
};

/// A page of the proposals of one state, and how many there are.
///
/// # Errors
/// When the database cannot be read.
pub async fn vorschlaege(
    tx: &mut Tx,
    _sicht: &Sicht,
    status: VorschlagStatus,
    seite: (i64, i64),
) -> Result<(Vec<VorschlagGespeichert>, i64)> {
    ablage::pflege::vorschlaege(tx, status, seite).await
}

/// One proposal, for somebody who may change its offer; the offer as it stands now with it.
///
/// # Errors
/// `NichtGefunden` when there is none or the offer may not be changed.
pub async fn vorschlag_laden(
    tx: &mut Tx,
    kontext: &Kontext,
    id: Id<Vorschlag>,
) -> Result<(
    VorschlagGespeichert,
    super::Gespeichert,
    Befugnis<Bearbeiten, Angebot>,
)> {
    // the right first: who may change nothing does not learn that there is one
    Befugnis::<Bearbeiten, Angebot>::pruefen(kontext, None, Bezug::default())?;
    let v = ablage::pflege::vorschlag(tx, id).await?;
    let may = Befugnis::<Bearbeiten, Angebot>::pruefen(kontext, Some(v.angebot), Bezug::default())?;
    let g = ablage::angebot::laden(tx, v.angebot).await?;
    Ok((v, g, may))
}

async fn entscheiden(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Angebot>,
    v: &VorschlagGespeichert,
    wie: VorschlagStatus,
    grund: &str,
) -> Result<()> {
    let k = may.kontext();
    let wer = (k.benutzer(), k.name());
    ablage::pflege::entscheiden(tx, v.id, wie, grund, wer, app.uhr.jetzt()).await?;
    let e = ablage::pflege::erreichbar(tx, v.angebot).await?;
    if !e.adresse().is_empty() {
        let (betreff, satz) = match wie {
            VorschlagStatus::Abgelehnt => (
                "Ihr Vorschlag wurde nicht übernommen",
                format!("wir haben ihn nicht übernommen. Der Grund: {grund}"),
            ),
            _ => ("Ihr Vorschlag ist übernommen", danke(tx, v.angebot).await?),
        };
        let text = format!(
            "Guten Tag,\n\nSie haben uns am {} eine Änderung zu „{}“ vorgeschlagen: {satz}\n\nFreundliche Grüße\n{}\n",
            v.eingegangen_am.datum(),
            v.titel,
            app.rahmen.behoerde
        );
        brief(app, tx, e.adresse(), betreff, &text).await?;
    }
    Ok(())
}

/// Says no more than what is true: not every entry is public.
async fn danke(tx: &mut Tx, id: Id<Angebot>) -> Result<String> {
    let d = ablage::angebot::laden(tx, id).await?.daten;
    let satz = match (d.status, d.sichtbarkeit) {
        (AngebotStatus::Aktiv, Sichtbarkeit::Oeffentlich) => "er ist jetzt veröffentlicht.",
        (AngebotStatus::Aktiv, Sichtbarkeit::Fachkraefte) => {
            "er steht jetzt in unserem Verzeichnis für Fachkräfte."
        }
        _ => "er ist gespeichert. Das Angebot wird zurzeit nicht gezeigt.",
    };
    Ok(format!("{satz} Vielen Dank!"))
}

/// Takes the proposal over. The day it came counts as the day of the check: then the Akteur looked at everything.
///
/// # Errors
/// `Konflikt` when it was decided already; what the rules find in the changed offer.
pub async fn annehmen(app: &App, tx: &mut Tx, kontext: &Kontext, id: Id<Vorschlag>) -> Result<Id<Angebot>> {
    let (v, g, may) = vorschlag_laden(tx, kontext, id).await?;
    let vom = v.eingegangen_am.datum();
    let mut neu = g.daten.clone();
    einsetzen(&mut neu, &v.felder, vom)?;
    neu.geprueft_am = neu.geprueft_am.max(vom);
    neu.geprueft_von = format!("{} (über den Link)", v.akteur);
    speichern(
        app,
        tx,
        &may,
        Some(g.version),
        "Vorschlag des Akteurs übernommen",
        |d| *d = neu,
    )
    .await?;
    entscheiden(app, tx, &may, &v, VorschlagStatus::Angenommen, "").await?;
    Ok(v.angebot)
}

/// Refuses it; the Akteur gets the reason.
///
/// # Errors
/// `NETZ-E45` without a reason; `Konflikt` when it was decided already.
pub async fn ablehnen(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    id: Id<Vorschlag>,
    grund: &str,
) -> Result<Id<Angebot>> {
    let (v, _, may) = vorschlag_laden(tx, kontext, id).await?;
    let grund = grund.trim();
    if grund.is_empty() {
        let text = "Bitte nennen Sie den Grund. Der Akteur bekommt ihn geschrieben.";
        return Err(Befund::neu("NETZ-E45", text).an("grund").into());
    }
    entscheiden(app, tx, &may, &v, VorschlagStatus::Abgelehnt, grund).await?;
    journal::notieren(tx, &*app.uhr, &may, v.angebot, "vorschlag abgelehnt");
    Ok(v.angebot)
}
