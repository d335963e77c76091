//! One fiscal year: all its Töpfe with what is spent, promised, expected and left.

use amt::{App, Huelle, Kontext, meldung};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::Cent;
use web::{Eingaben, Ergebnis, Fertig, MeldungArt, Seite, Shell, Status};

use super::{
    bild::{Balken, balken},
    hilfen::{darf_bearbeiten, darf_toepfe, darf_zentral, fertig, lesen, schreiben, zeichen},
    strom::strom,
};
use crate::{
    ablage,
    model::{Haushaltsjahr, JahrStatus, Jahresabschluss, Topf},
    service::{self, Lage, Regeln},
};

struct Zeile {
    t: Topf,
    lage: Lage,
    ampel: Status,
}

#[derive(Default)]
struct Summe {
    ansatz: i64,
    uebertrag: i64,
    umbuchung: i64,
    ist: i64,
    obligo: i64,
    verfuegbar: i64,
}

#[derive(Template)]
#[template(path = "budget/jahr.html")]
struct Blatt {
    shell: Shell,
    j: Haushaltsjahr,
    status: Status,
    zeilen: Vec<Zeile>,
    summe: Summe,
    bild: Option<Fertig>,
    strom: Option<Fertig>,
    offen: usize,
    abschluss: Vec<Jahresabschluss>,
    bearbeiten: bool,
    zentral: bool,
    anlegen: bool,
    weiter: &'static str,
}

impl Blatt {
    /// A sum as an amount; templates hand fields over by reference.
    fn c(&self, cent: &i64) -> Cent {
        Cent(*cent)
    }
}

/// The Töpfe the user may see.
pub async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(jahr): Path<i64>,
) -> Ergebnis<Response> {
    let mut tx = lesen(&app).await?;
    let blick = service::blick(&app, &mut tx, &kontext, jahr).await?;
    let j = ablage::jahr::laden(&mut tx, jahr).await?;
    let regeln = Regeln::geltende(&app, &mut tx).await?;
    let letzte = ablage::prognose::letzte(&mut tx, jahr).await?;
    let mut summe = Summe::default();
    let zeilen: Vec<Zeile> = blick
        .toepfe
        .iter()
        .map(|t| {
            let (neu, ende) = letzte
                .iter()
                .find(|(id, ..)| *id == t.id)
                .map_or((Cent(0), Cent(0)), |(_, n, e)| (*n, *e));
            let lage = Lage::aus(t, neu, ende, &regeln);
            summe.ansatz += t.ansatz.0;
            summe.uebertrag += t.stand.uebertrag.0;
            summe.umbuchung += t.stand.umbuchung.0;
            summe.ist += t.stand.ist.0;
            summe.obligo += t.stand.obligo.0;
            summe.verfuegbar += t.verfuegbar().0;
            Zeile {
                ampel: zeichen(lage.prognose.ampel),
                t: t.clone(),
                lage,
            }
        })
        .collect();
    let alle: Vec<Balken> = zeilen
        .iter()
        .map(|z| Balken {
            name: z.t.bezeichnung.clone(),
            fest: z.t.stand.ist,
            dazu: z.t.stand.obligo,
            marke: Some(z.t.rahmen()),
        })
        .collect();
    let bearbeiten = darf_bearbeiten(&kontext);
    let offen = if bearbeiten {
        ablage::vorlage::offene(&mut tx, jahr).await?.len()
    } else {
        0
    };
    let abschluss = ablage::abschluss::im_jahr(&mut tx, jahr)
        .await?
        .into_iter()
        .filter(|a| blick.topf(a.topf).is_ok())
        .collect();
    Ok(Seite::neu(Blatt {
        shell: huelle.titel(format!("Budget {jahr}")).ueber("Budget", "/budget"),
        status: super::jahre::status(j.status),
        strom: strom(
            &format!("Wohin das Geld {jahr} fließt: vom Ansatz über die Töpfe zu Zahlungen und Zusagen"),
            &blick.toepfe,
        ),
        bild: balken(
            "budget",
            "Gezahlt und zugesagt je Topf; die Linie zeigt den Rahmen",
            &alle,
        ),
        weiter: match j.status {
            JahrStatus::Planung => "Als beschlossen eintragen",
            JahrStatus::Beschlossen => "Haushaltsjahr eröffnen",
            JahrStatus::Laufend => "In die Nachperiode gehen",
            _ => "",
        },
        j,
        zeilen,
        summe,
        offen,
        abschluss,
        bearbeiten,
        zentral: darf_zentral(&kontext),
        anlegen: darf_toepfe(&kontext),
    })
    .into_response())
}

/// Takes the year to its next state.
pub async fn weiter(
    State(app): State<App>,
    kontext: Kontext,
    Path(jahr): Path<i64>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let may = service::darf_ueberall(&kontext, None)?;
    let beschluss = e.text("beschluss", 300);
    let mut tx = schreiben(&app).await?;
    let ziel = format!("/budget/{jahr}");
    match service::jahr_weiter(&app, &mut tx, &may, jahr, &beschluss).await {
        Ok(_) => {
            fertig(tx).await?;
            Ok(meldung::weiter(
                ziel,
                MeldungArt::Erfolg,
                "Der neue Stand ist eingetragen.",
            ))
        }
        Err(amt::Error::Regel(b)) => {
            let text = b.first().map_or("Das geht so nicht.", |b| b.text.as_str());
            Ok(meldung::weiter(ziel, MeldungArt::Warnung, text))
        }
        Err(anders) => Err(anders)?,
    }
}
