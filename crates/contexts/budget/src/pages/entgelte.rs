//! Prices with their Träger: everything that was ever agreed, and a new one.

use amt::{App, Error, Huelle, Kontext, meldung};
use askama::Template;
use axum::{
    extract::{Query, State},
    response::{IntoResponse, Response},
};
use base::Datum;
use uuid::Uuid;
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, Status, Wahl};

use super::hilfen::{an_felder, fertig, lesen, pflichtcent, pflichtdatum, schreiben};
use crate::{
    model::{Einheit, Entgelt, NeuesEntgelt},
    service::{
        self,
        rechnung::{self, Rolle},
    },
};

struct Zeile {
    e: Entgelt,
    traeger: String,
    stand: Status,
}

#[derive(Template)]
#[template(path = "budget/entgelte.html")]
struct Blatt {
    shell: Shell,
    f: Formular,
    zeilen: Vec<Zeile>,
    traeger: Vec<Wahl>,
    einheiten: Vec<Wahl>,
    bearbeiten: bool,
    eigene: bool,
}

/// Which Träger.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Frage {
    traeger: String,
}

fn stand(e: &Entgelt, heute: Datum) -> Status {
    if e.bis.is_some_and(|b| b <= heute) {
        Status::info("vorbei")
    } else if e.ab > heute {
        Status::info("kommt")
    } else {
        Status::gut("gilt")
    }
}

async fn blatt(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    nur: Option<Uuid>,
    f: Formular,
) -> Result<Blatt, Error> {
    let mut tx = lesen(app).await?;
    let rolle = rechnung::rolle(&mut tx, kontext).await?;
    let heute = app.uhr.heute();
    let alle = team::service::traeger_auswahl(&mut tx, (heute, heute), &[]).await?;
    let name = |id: Uuid| {
        alle.iter()
            .find(|t| t.id.uuid() == id)
            .map_or_else(String::new, |t| t.name.clone())
    };
    let zeilen = service::entgelte(&mut tx, rolle.traeger().or(nur)).await?;
    Ok(Blatt {
        shell: huelle.titel("Entgelte").ueber("Rechnungen", "/rechnungen"),
        f: f.benannt(&[
            ("traeger", "Träger"),
            ("leistungsart", "Leistung"),
            ("einheit", "Je"),
            ("betrag", "Satz"),
            ("ab", "Erster Tag"),
            ("bis", "Letzter Tag"),
            ("fundstelle", "Fundstelle"),
        ]),
        zeilen: zeilen
            .into_iter()
            .map(|e| Zeile {
                traeger: name(e.traeger),
                stand: stand(&e, heute),
                e,
            })
            .collect(),
        traeger: alle.iter().map(|t| Wahl::neu(t.id, t.name.as_str())).collect(),
        einheiten: Einheit::ALLE
            .iter()
            .map(|e| Wahl::neu(e.code(), e.wort()))
            .collect(),
        bearbeiten: rolle == Rolle::Amt { bearbeiten: true },
        eigene: rolle.traeger().is_some(),
    })
}

/// The list and the form.
pub async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Query(q): Query<Frage>,
) -> Ergebnis<Response> {
    let nur = q.traeger.parse().ok();
    let f = Formular::leer()
        .setze("traeger", &q.traeger)
        .setze("einheit", Einheit::Stunde.code());
    Ok(Seite::neu(blatt(&app, &kontext, huelle, nur, f).await?).into_response())
}

/// Enters a price.
pub async fn eintragen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let may = service::darf_ueberall(&kontext, None)?;
    let traeger = e.pflichtauswahl::<Uuid>("traeger");
    let einheit = e.pflichtauswahl::<Einheit>("einheit");
    let leistungsart = e.text("leistungsart", 40);
    let betrag = pflichtcent(&mut e, "betrag");
    let ab = pflichtdatum(&mut e, "ab");
    // people name the last day, the price keeps the first one without it
    let bis = e.datum("bis").map(|d| Datum(d).plus_tage(1));
    let fundstelle = e.text("fundstelle", 200);
    if let (Some(traeger), Some(einheit), Some(betrag), Some(ab), false) =
        (traeger, einheit, betrag, ab, e.hat_fehler())
    {
        let neu = NeuesEntgelt {
            traeger,
            leistungsart,
            einheit,
            betrag,
            ab,
            bis,
            fundstelle,
        };
        let mut tx = schreiben(&app).await?;
        match service::entgelt_eintragen(&app, &mut tx, &may, &neu).await {
            Ok(was) => {
                fertig(tx).await?;
                let text = match was.offen {
                    0 => "Eingetragen. Was gebucht ist, bleibt.".to_owned(),
                    n => format!(
                        "Eingetragen. Offene Rechnungen dieses Trägers neu berechnet: {n}. Was gebucht ist, bleibt."
                    ),
                };
                return Ok(meldung::weiter(
                    format!("/entgelte?traeger={traeger}"),
                    MeldungArt::Erfolg,
                    &text,
                ));
            }
            Err(fehler) => an_felder(fehler, &mut e, "betrag")?,
        }
    }
    Ok(Seite::ungueltig(blatt(&app, &kontext, huelle, None, e.formular()).await?).into_response())
}
