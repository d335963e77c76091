//! Who works with whom, and what the court published: so that picture and look-up show something.

use ::netz::{
    Akteur, AkteurDaten,
    codes::{AkteurArt, GerichtSache, KooperationArt, VerteilungArt},
    rules::gericht,
    service::{self, PlanDaten},
};
use amt::{
    App, Kontext,
    recht::{Befugnis, Bezug, Sicht},
};
use anyhow::ensure;
use base::Datum;
use store::Tx;

/// Departments by letter, as a court of middle size divides them.
const PLAN: &str =
    "Abteilung 1 | A–E\nAbteilung 2 | F–J\nAbteilung 3 | K–Me\nAbteilung 4 | Mi–R\nAbteilung 5 | S–Z";

/// Between whom and how: places in the list of Akteure by name.
const VERBINDUNGEN: [(usize, usize, KooperationArt); 8] = [
    (0, 1, KooperationArt::Vereinbart),
    (0, 2, KooperationArt::Austausch),
    (0, 3, KooperationArt::Gemeinsam),
    (1, 4, KooperationArt::Austausch),
    (2, 5, KooperationArt::Kennt),
    (3, 6, KooperationArt::Kennt),
    (4, 7, KooperationArt::Gemeinsam),
    (5, 7, KooperationArt::Vereinbart),
];

/// Tells it.
///
/// # Errors
/// When a rule or the database refuses.
pub async fn erzaehlen(app: &App, tx: &mut Tx, redaktion: &Kontext) -> anyhow::Result<()> {
    let sicht = Sicht::auf::<Akteur>(redaktion)?;
    let (alle, _) = service::akteure(tx, &sicht, "", "", 0, 8).await?;
    for (a, b, art) in VERBINDUNGEN {
        if let (Some(a), Some(b)) = (alle.get(a), alle.get(b)) {
            service::kooperation_setzen(app, tx, redaktion, (a.id, b.id), (art, "")).await?;
        }
    }
    let may = Befugnis::pruefen(redaktion, None, Bezug::default())?;
    let daten = AkteurDaten::neu("Amtsgericht", AkteurArt::Gericht);
    let gericht = service::akteur_anlegen(app, tx, &may, daten).await?;
    let abteilungen = gericht::lesen(PLAN, VerteilungArt::Buchstabe);
    ensure!(abteilungen.is_ok(), "the plan of the court is wrong");
    let heute = app.uhr.heute();
    let plan = PlanDaten {
        gericht,
        jahr: i64::from(heute.0.year()),
        sache: GerichtSache::Jugendstraf,
        art: VerteilungArt::Buchstabe,
        fundstelle: "Aushang im Gericht".to_owned(),
        stand: Datum(heute.0.first_of_year()),
        abteilungen: abteilungen.unwrap_or_default(),
    };
    let may = Befugnis::pruefen(redaktion, None, Bezug::default())?;
    service::gericht_plan_anlegen(app, tx, &may, &plan).await?;
    Ok(())
}
