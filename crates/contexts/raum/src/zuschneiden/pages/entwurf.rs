//! From a plan to a draft.

use amt::{
    App, Error, Huelle, Kontext, meldung,
    recht::{Befugnis, Bezug},
};
use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use base::{Datum, Id, Text};
use store::Tx;
use uuid::Uuid;
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, Umleitung, Wahl as Auswahl, WebFehler};

use super::Wahl;
use crate::{
    pages::feldfehler,
    service::{Begruendung, NeueGliederung},
    vorgaben,
    worte::ebene_wort,
    zuschneiden::{
        ablage::{self, Zeile},
        uebernehmen::{self, Rechte},
    },
};

#[derive(Template)]
#[template(path = "zuschneiden/entwurf.html")]
struct Ansicht {
    shell: Shell,
    pfad: String,
    plan: usize,
    f: Formular,
    ebenen: Vec<Auswahl>,
}

async fn seite(
    app: &App,
    tx: &mut Tx,
    v: &Zeile,
    huelle: Huelle,
    (f, plan): (Formular, usize),
) -> Result<Ansicht, WebFehler> {
    let ebenen = vorgaben::geltende(app, tx).await?.ebenen;
    Ok(Ansicht {
        shell: super::shell(huelle, format!("Entwurf aus Plan {plan}"))
            .ueber("Zuschnitt rechnen", super::PFAD)
            .ueber(&*v.bezeichnung, super::pfad(v.id)),
        pfad: super::pfad(v.id),
        plan,
        f: f.benannt(&[
            ("bezeichnung", "Bezeichnung"),
            ("gueltig_ab", "Gültig ab"),
            ("ebene", "Ebene der neuen Räume"),
            ("plan", "Plan"),
        ]),
        ebenen: ebenen.iter().map(|e| Auswahl::neu(e, ebene_wort(e))).collect(),
    })
}

pub async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Uuid>,
    Query(w): Query<Wahl>,
) -> Ergebnis<Response> {
    super::darf(&kontext)?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let v = ablage::laden(&mut tx, Id::von(id)).await?;
    let ergebnis = v.ergebnis()?.ok_or_else(WebFehler::nicht_gefunden)?;
    let plan = ergebnis
        .plaene
        .get(w.stelle())
        .ok_or_else(WebFehler::nicht_gefunden)?;
    let gruende = uebernehmen::gruende(plan);
    let f = Formular::leer()
        .setze("einmal", app.ids.uuid())
        .setze(
            "bezeichnung",
            format!("{}, Plan {}", v.bezeichnung, w.stelle() + 1),
        )
        .setze("geografisch", gruende.geografisch)
        .setze("politisch", gruende.politisch)
        .setze("infrastrukturell", gruende.infrastrukturell)
        .setze("fallzahlen", gruende.fallzahlen);
    let ansicht = seite(&app, &mut tx, &v, huelle, (f, w.stelle() + 1)).await?;
    Ok(Seite::neu(ansicht).into_response())
}

pub async fn anlegen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Uuid>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let gliederung = super::darf(&kontext)?;
    let raum = Befugnis::pruefen(&kontext, None, Bezug::default())?;
    let einmal = e.pflichtauswahl::<Uuid>("einmal").unwrap_or_default();
    let plan = e
        .pflichtzahl("plan", 1, 5)
        .and_then(|n| usize::try_from(n).ok())
        .unwrap_or(1);
    let ebene = e.pflichttext("ebene", 40);
    let neu = NeueGliederung {
        bezeichnung: Text::neu(&e.pflichttext("bezeichnung", 120)).unwrap_or_default(),
        gueltig_ab: e.pflichtdatum("gueltig_ab").map_or(app.uhr.heute(), Datum),
        gueltig_bis: None,
        begruendung: Begruendung {
            geografisch: e.text("geografisch", 4000),
            politisch: e.text("politisch", 4000),
            infrastrukturell: e.text("infrastrukturell", 4000),
            fallzahlen: e.text("fallzahlen", 4000),
        },
        kritik_offen: None,
    };
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let v = ablage::laden(&mut tx, Id::von(id)).await?;
    if e.hat_fehler() {
        let ansicht = seite(&app, &mut tx, &v, huelle, (e.formular(), plan)).await?;
        return Ok(Seite::ungueltig(ansicht).into_response());
    }
    if !amt::einmal::verbrauchen(&mut tx, einmal, &kontext).await? {
        return Ok(Umleitung::nach("/raeume/gliederungen").into_response());
    }
    let may = Rechte {
        gliederung: &gliederung,
        raum: &raum,
    };
    match uebernehmen::uebernehmen(&app, &mut tx, may, Id::von(id), (plan - 1, &ebene), &neu).await {
        Ok(g) => {
            tx.commit().await.map_err(Error::from)?;
            let text = "Der Entwurf ist angelegt. Prüfen Sie ihn, bevor Sie ihn zur Abstimmung geben.";
            let pfad = format!("/raeume/pruefung?gliederung={}", g.uuid());
            Ok(meldung::weiter(pfad, MeldungArt::Erfolg, text))
        }
        Err(Error::Regel(befunde)) => {
            drop(tx);
            let mut tx = app.db.read().await.map_err(Error::from)?;
            let f = e.formular().mit_fehlern(feldfehler(&befunde));
            let ansicht = seite(&app, &mut tx, &v, huelle, (f, plan)).await?;
            Ok(Seite::ungueltig(ansicht).into_response())
        }
        Err(fehler) => Err(fehler.into()),
    }
}
