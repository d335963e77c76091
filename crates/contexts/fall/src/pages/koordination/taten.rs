//! What is done with a card. Each form goes back to the card, or comes again with what was typed.

use amt::{App, Error, Huelle, Kontext, meldung::weiter};
use axum::{
    extract::{Path, State},
    response::Response,
};
use base::{Befund, Datum, Id};
use store::Tx;
use uuid::Uuid;
use web::{Eingaben, Ergebnis, MeldungArt};

use super::{HINWEISE, rendern};
use crate::{
    model::{Koordinationskarte, Thema},
    service::koordination::{self as dienst, Angaben, NeuerEintrag, Schritt},
};

type Karte = Id<Koordinationskarte>;

/// Saves in one transaction, or shows the card again. Somebody whose consent was withdrawn meanwhile gets 404 here too.
async fn tun(
    (app, kontext, huelle): (App, Kontext, Huelle),
    id: Karte,
    (e, form): (Eingaben, &str),
    was: impl AsyncFnOnce(&App, &mut Tx, &Kontext) -> amt::Result<()>,
) -> Ergebnis<Response> {
    if e.hat_fehler() {
        return rendern(&app, &kontext, huelle, id, (e.formular(), vec![], form)).await;
    }
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let befunde = match was(&app, &mut tx, &kontext).await {
        Ok(()) => {
            tx.commit().await.map_err(Error::from)?;
            let ziel = format!("/koordinationskarten/{id}");
            return Ok(weiter(ziel, MeldungArt::Erfolg, "Festgehalten."));
        }
        Err(Error::Regel(b)) => b,
        Err(Error::Konflikt) => vec![Befund::neu(
            "WEB-E09",
            "Jemand anderes hat die Karte inzwischen geändert. Bitte prüfen und noch einmal speichern.",
        )],
        Err(andere) => return Err(andere.into()),
    };
    drop(tx);
    rendern(&app, &kontext, huelle, id, (e.formular(), befunde, form)).await
}

pub(crate) async fn stelle(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Karte>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let (amt, fachkraft) = (e.pflichtauswahl("amt"), e.pflichtauswahl("fachkraft"));
    tun((app, kontext, huelle), id, (e, "stelle"), async |app, tx, k| {
        // whoever may not write learns nothing of a form that is not filled in: without both there was an error before
        match (amt, fachkraft) {
            (Some(a), Some(f)) => dienst::stelle_eintragen(app, tx, k, id, (a, f)).await,
            _ => Err(Error::NichtGefunden),
        }
    })
    .await
}

pub(crate) async fn einwilligung(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Karte>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let stelle = e.pflichtauswahl("stelle");
    let (erteilt_von, form) = (e.pflichtauswahl("erteilt_von"), e.pflichtauswahl("form"));
    let (erteilt_am, gueltig_bis) = (e.pflichtdatum("erteilt_am"), e.datum("gueltig_bis"));
    let kategorien = e.auswahlliste("kategorien");
    let (einsicht, grund) = (e.text("einsicht", 500), e.text("grund", 500));
    let bestaetigt = e.liste("hinweise");
    let cmd = match (stelle, erteilt_von, form, erteilt_am) {
        (Some(stelle), Some(erteilt_von), Some(form), Some(tag)) => Some(Angaben {
            stelle,
            kategorien,
            erteilt_von,
            einsicht,
            form,
            grund,
            hinweise: HINWEISE.map(|(c, _)| bestaetigt.iter().any(|b| b == c)),
            erteilt_am: Datum(tag),
            gueltig_bis: gueltig_bis.map(Datum),
        }),
        _ => None,
    };
    tun(
        (app, kontext, huelle),
        id,
        (e, "einwilligung"),
        async |app, tx, k| dienst::erteilen(app, tx, k, id, cmd.ok_or(Error::NichtGefunden)?).await,
    )
    .await
}

pub(crate) async fn widerrufen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path((id, einwilligung)): Path<(Karte, Uuid)>,
    e: Eingaben,
) -> Ergebnis<Response> {
    tun((app, kontext, huelle), id, (e, ""), async |app, tx, k| {
        dienst::widerrufen(app, tx, k, id, einwilligung).await
    })
    .await
}

pub(crate) async fn eintrag(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Karte>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let art = e.pflichtauswahl("art");
    let (text, wer) = (e.pflichttext("text", 300), e.text("wer", 100));
    let (bis, stellen) = (e.datum("bis").map(Datum), e.auswahlliste("stellen"));
    let cmd = art.map(|art| NeuerEintrag {
        art,
        text,
        wer,
        bis,
        stellen,
    });
    tun((app, kontext, huelle), id, (e, "eintrag"), async |app, tx, k| {
        dienst::eintragen(app, tx, k, id, cmd.ok_or(Error::NichtGefunden)?).await
    })
    .await
}

pub(crate) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path((id, eintrag, stelle)): Path<(Karte, Uuid, Uuid)>,
    e: Eingaben,
) -> Ergebnis<Response> {
    tun((app, kontext, huelle), id, (e, ""), async |app, tx, k| {
        dienst::zeigen(app, tx, k, id, (eintrag, stelle)).await
    })
    .await
}

pub(crate) async fn anmelden(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Karte>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let thema: Option<Thema> = e.pflichtauswahl("thema");
    tun(
        (app, kontext, huelle),
        id,
        (e, "entscheidung"),
        async |app, tx, k| dienst::anmelden(app, tx, k, id, thema.ok_or(Error::NichtGefunden)?).await,
    )
    .await
}

pub(crate) async fn abgestimmt(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Karte>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let thema: Option<Thema> = e.pflichtauswahl("abgestimmt_thema");
    let worte = e.text("worte", 500);
    tun(
        (app, kontext, huelle),
        id,
        (e, "abgestimmt"),
        async |app, tx, k| {
            let thema = thema.ok_or(Error::NichtGefunden)?;
            dienst::abgestimmt(app, tx, k, id, (thema, &worte)).await
        },
    )
    .await
}

pub(crate) async fn entschieden(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path((id, entscheidung)): Path<(Karte, Uuid)>,
    e: Eingaben,
) -> Ergebnis<Response> {
    tun((app, kontext, huelle), id, (e, ""), async |app, tx, k| {
        dienst::entschieden(app, tx, k, id, entscheidung).await
    })
    .await
}

pub(crate) async fn gehen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path((id, schritt)): Path<(Karte, String)>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let cmd = Schritt {
        aufgeklaert: e.haken("aufgeklaert"),
        grund: e.text("grund_ende", 500),
    };
    // a form without its version is an old one; whether the person may is asked first
    let version = e.roh("version").parse().unwrap_or(0);
    let form = schritt.clone();
    tun((app, kontext, huelle), id, (e, &form), async |app, tx, k| {
        dienst::gehen(app, tx, k, (id, version), &schritt, &cmd)
            .await
            .map(|_| ())
    })
    .await
}
