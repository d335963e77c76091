//! Budgets of Träger in a year with their instalments, and the share of each Träger in what a region pays.

use amt::{App, Error, Huelle, Kontext, meldung};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::Cent;
use uuid::Uuid;
use web::{Eingaben, Ergebnis, Fertig, Formular, MeldungArt, Seite, Shell, Wahl};

use super::{
    bild::{Balken, balken},
    hilfen::{
        an_felder, cent, darf_zentral, fertig, lesen, pflichtcent, pflichtdatum, schluessel, schreiben,
        toepfe_wahl, wahlen,
    },
};
use crate::{
    ablage,
    model::{Traegerbudget, Traegerbudgetart},
    rules::traegerbudget::raten,
    service::{self, Regionsanteile},
};

/// One with what is read beside it.
pub struct Zeile {
    pub b: Traegerbudget,
    pub raten: String,
}

impl Zeile {
    /// Its instalments.
    pub fn von(b: Traegerbudget) -> Self {
        let alle = raten(b.betrag, b.von, b.bis).unwrap_or_default();
        let text = match alle.as_slice() {
            [] => "–".to_owned(),
            [eine] => format!("eine am {}", eine.faellig),
            [erste, .., letzte] => {
                let mal = alle.len() - 1;
                format!("{mal} mal {}, zuletzt {}", erste.betrag, letzte.betrag)
            }
        };
        Self { raten: text, b }
    }
}

#[derive(Template)]
#[template(path = "budget/traegerbudget.html")]
struct Blatt {
    shell: Shell,
    f: Formular,
    jahr: i64,
    zeilen: Vec<Zeile>,
    regionen: Vec<(Regionsanteile, Option<Fertig>)>,
    traeger: Vec<Wahl>,
    arten: Vec<Wahl>,
    toepfe: Vec<Wahl>,
    bearbeiten: bool,
}

/// Ids on the page are unique: as many pictures as there are names.
const BILDER: [&str; 12] = [
    "anteile-1",
    "anteile-2",
    "anteile-3",
    "anteile-4",
    "anteile-5",
    "anteile-6",
    "anteile-7",
    "anteile-8",
    "anteile-9",
    "anteile-10",
    "anteile-11",
    "anteile-12",
];

async fn blatt(app: &App, kontext: &Kontext, huelle: Huelle, jahr: i64, f: Formular) -> Result<Blatt, Error> {
    let mut tx = lesen(app).await?;
    let j = ablage::jahr::laden(&mut tx, jahr).await?;
    let blick = service::blick(app, &mut tx, kontext, jahr).await?;
    let zeilen = if blick.alles {
        service::traegerbudgets(&mut tx, Some(jahr), None).await?
    } else {
        Vec::new()
    };
    let regionen = service::traegeranteile(app, &mut tx, &blick, jahr).await?;
    let traeger = team::service::traeger_auswahl(&mut tx, (j.beginn, j.ende), &[]).await?;
    Ok(Blatt {
        shell: huelle
            .titel(format!("Träger im Budget {jahr}"))
            .ueber("Budget", "/budget")
            .ueber(format!("{jahr}"), format!("/budget/{jahr}")),
        f: f.setze("einmal", app.ids.uuid()).benannt(&[
            ("traeger", "Träger"),
            ("topf", "Topf"),
            ("art", "Art"),
            ("menge", "Stellen oder Stunden"),
            ("satz", "Satz oder Betrag"),
            ("sachkosten", "Sachkosten"),
            ("von", "Erster Tag"),
            ("bis", "Letzter Tag"),
        ]),
        jahr,
        zeilen: zeilen.into_iter().map(Zeile::von).collect(),
        regionen: regionen
            .into_iter()
            .enumerate()
            .map(|(i, r)| {
                let alle: Vec<Balken> = r
                    .anteile
                    .iter()
                    .map(|a| Balken {
                        name: a.traeger.clone(),
                        fest: a.gezahlt,
                        dazu: Cent(0),
                        marke: None,
                    })
                    .collect();
                let bild = BILDER
                    .get(i)
                    .and_then(|id| balken(id, &format!("Gezahlt an Träger: {}", r.raum), &alle));
                (r, bild)
            })
            .collect(),
        traeger: traeger.iter().map(|t| Wahl::neu(t.id, t.name.as_str())).collect(),
        arten: wahlen(
            Traegerbudgetart::ALLE,
            Traegerbudgetart::code,
            Traegerbudgetart::wort,
        ),
        toepfe: toepfe_wahl(&blick.toepfe),
        bearbeiten: darf_zentral(kontext),
    })
}

/// The page.
pub async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(jahr): Path<i64>,
) -> Ergebnis<Response> {
    Ok(Seite::neu(blatt(&app, &kontext, huelle, jahr, Formular::leer()).await?).into_response())
}

/// Agrees on a budget.
pub async fn eintragen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(jahr): Path<i64>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let may = service::darf_ueberall(&kontext, None)?;
    let traeger = e.pflichtauswahl::<Uuid>("traeger");
    let art = e.pflichtauswahl::<Traegerbudgetart>("art");
    // hundredths, read like an amount
    let menge = cent(&mut e, "menge").unwrap_or_default();
    if art.is_some_and(|a| a != Traegerbudgetart::Pauschal) && menge.0 <= 0 && !e.hat_fehler() {
        e.melde("menge", "WEB-E01", "Bitte sagen, wie viele Stellen oder Stunden.");
    }
    e.pflichtauswahl::<Uuid>("topf");
    let topf = schluessel(&mut e, "topf");
    let einmal = schluessel(&mut e, "einmal").unwrap_or_else(|| app.ids.neu());
    let satz = pflichtcent(&mut e, "satz");
    let sachkosten = cent(&mut e, "sachkosten").unwrap_or_default();
    if menge.0 < 0 || sachkosten.0 < 0 || satz.is_some_and(|s| s.0 < 0) {
        e.melde("satz", "BUDGET-E01", "Die Beträge dürfen nicht negativ sein.");
    }
    let (von, bis) = (pflichtdatum(&mut e, "von"), pflichtdatum(&mut e, "bis"));
    let (leistungsart, berichte) = (e.text("leistungsart", 40), e.text("berichte", 500));
    if let (Some(traeger), Some(art), Some(satz), Some(von), Some(bis), false) =
        (traeger, art, satz, von, bis, e.hat_fehler())
    {
        let neu = Traegerbudget {
            id: einmal,
            jahr,
            traeger,
            traeger_name: String::new(),
            raum: None,
            topf,
            art,
            menge: menge.0,
            satz,
            sachkosten,
            betrag: Cent(0),
            leistungsart,
            von,
            bis,
            berichte,
            aufgehoben: String::new(),
        };
        let mut tx = schreiben(&app).await?;
        match service::traegerbudget_eintragen(&app, &mut tx, &may, neu).await {
            Ok(_) => {
                fertig(tx).await?;
                return Ok(zurueck(jahr, "Eingetragen."));
            }
            // the same form, sent twice at once: it is entered
            Err(Error::Konflikt) => return Ok(zurueck(jahr, "Eingetragen.")),
            Err(fehler) => an_felder(fehler, &mut e, "satz")?,
        }
    }
    Ok(Seite::ungueltig(blatt(&app, &kontext, huelle, jahr, e.formular()).await?).into_response())
}

fn zurueck(jahr: i64, text: &str) -> Response {
    meldung::weiter(format!("/budget/{jahr}/traeger"), MeldungArt::Erfolg, text)
}
