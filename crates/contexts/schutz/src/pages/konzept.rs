//! `/meldungen/{id}/konzept`: the Schutzkonzept, earlier ones beside it.

use amt::{App, Huelle, Kontext};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Befund, Datum, Id};
use store::Tx;
use web::{Eingaben, Ergebnis, Formular, Seite, Shell, Wahl};

use super::{Kopf, kopf, mit_befunden, pfad, shell};
use crate::{
    model::{Meldung, TEXT_MAX, Unterschrift},
    rules::frist::KONZEPT_TAGE,
    service::{
        konzept::{Daten, vereinbaren},
        lesen::Akte,
        zugang::Zugang,
    },
};

#[derive(Template)]
#[template(path = "schutz/konzept.html")]
struct KonzeptSeite {
    shell: Shell,
    kopf: Kopf,
    akte: Akte,
    f: Formular,
    offen: bool,
    unterschrift: Vec<Wahl>,
    spaetestens: String,
}

async fn rendern(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Meldung>,
    f: Option<Formular>,
    befunde: Vec<Befund>,
) -> Ergebnis<Response> {
    let a = super::akte(app, kontext, id).await?;
    let spaetestens = app.uhr.heute().plus_tage(KONZEPT_TAGE);
    let f = f.unwrap_or_else(|| {
        let f = Formular::leer().setze("pruefung_am", spaetestens.0);
        match a.konzept() {
            Some(k) => f
                .setze("gefahren", &k.gefahren)
                .setze("massnahmen", &k.massnahmen)
                .setze("auflagen", &k.auflagen)
                .setze("folgen", &k.folgen),
            None => f,
        }
    });
    let ungueltig = !befunde.is_empty() || !f.alle_fehler().is_empty();
    let seite = KonzeptSeite {
        shell: shell(huelle, &a, "Schutzkonzept"),
        kopf: kopf(kontext, &a, "konzept"),
        f: mit_befunden(f, befunde),
        offen: a.bearbeiten && a.meldung.laeuft(),
        unterschrift: Unterschrift::wahlen(),
        spaetestens: format!("Spätestens am {spaetestens}."),
        akte: a,
    };
    Ok(Seite::formular(seite, ungueltig).into_response())
}

pub(super) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Meldung>>,
) -> Ergebnis<Response> {
    rendern(&app, &kontext, huelle, id, None, vec![]).await
}

pub(super) async fn speichern(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Meldung>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let kontrolle = e.pflichtdatum("kontrolle_am").map(Datum);
    let pruefung = e.pflichtdatum("pruefung_am").map(Datum);
    let unterschrift = e.pflichtauswahl("unterschrift");
    let texte = ["gefahren", "massnahmen", "auflagen", "folgen"].map(|feld| e.text(feld, TEXT_MAX));
    let unterschrift_grund = e.text("unterschrift_grund", 1000);
    let (Some(kontrolle_am), Some(pruefung_am), Some(unterschrift), false) =
        (kontrolle, pruefung, unterschrift, e.hat_fehler())
    else {
        return rendern(&app, &kontext, huelle, id, Some(e.formular()), vec![]).await;
    };
    let [gefahren, massnahmen, auflagen, folgen] = texte;
    let cmd = Daten {
        gefahren,
        massnahmen,
        auflagen,
        kontrolle_am,
        folgen,
        familie_weiss: e.haken("familie_weiss"),
        unterschrift,
        unterschrift_grund,
        pruefung_am,
    };
    let tun = async |tx: &mut Tx, z: &Zugang<_>, m: Meldung| vereinbaren(&app, tx, z, m, cmd).await;
    match super::speichern(&app, &kontext, id, &e, pfad(id, "konzept"), tun).await? {
        Ok(antwort) => Ok(antwort),
        Err(b) => rendern(&app, &kontext, huelle, id, Some(e.formular()), b).await,
    }
}
