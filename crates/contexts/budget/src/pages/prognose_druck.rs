//! The forecast of a year as PDF: for the committee and the file, with the parts it is made of and the reasons.

use amt::{App, Kontext, druck};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use base::{Cent, Datum};
use web::Ergebnis;

use super::{
    bild::{Balken, Bild, bild},
    hilfen::lesen,
};
use crate::{
    ablage,
    model::{Haushaltsjahr, Topf},
    service::{self, Lage, Regeln},
};

struct Zeile {
    t: Topf,
    lage: Lage,
}

/// A part somebody set by hand.
struct Grund {
    topf: String,
    teil: &'static str,
    grund: String,
    wann: String,
}

#[derive(Template)]
#[template(path = "prognose.xml")]
struct Prognoseblatt {
    j: Haushaltsjahr,
    tag: Datum,
    alles: bool,
    zeilen: Vec<Zeile>,
    rahmen: Cent,
    prognose: Cent,
    reserve: Cent,
    gruende: Vec<Grund>,
    bild: Option<Bild>,
}

/// Paid, what is still expected, and the frame as a line: the picture of the first table.
fn gemalt(zeilen: &[Zeile]) -> Option<Bild> {
    let balken: Vec<Balken> = zeilen
        .iter()
        .map(|z| Balken {
            name: z.t.bezeichnung.clone(),
            fest: z.t.stand.ist,
            dazu: Cent(z.lage.prognose.betrag.0 - z.t.stand.ist.0),
            marke: Some(z.t.rahmen()),
        })
        .collect();
    bild(&balken)
}

/// The forecast of the Töpfe the user may see, as it stands today.
pub async fn als_pdf(State(app): State<App>, kontext: Kontext, Path(jahr): Path<i64>) -> Ergebnis<Response> {
    let mut tx = lesen(&app).await?;
    let blick = service::blick(&app, &mut tx, &kontext, jahr).await?;
    let j = ablage::jahr::laden(&mut tx, jahr).await?;
    let regeln = Regeln::geltende(&app, &mut tx).await?;
    let kopf = druck::geltender_kopf(&app, &mut tx).await?;
    let (mut zeilen, mut gruende) = (Vec::new(), Vec::new());
    for t in blick.toepfe {
        let letzte = ablage::prognose::verlauf(&mut tx, t.id, 1).await?;
        let letzte = letzte.first();
        let neu = letzte.map_or(Cent(0), |s| s.neufaelle);
        let ende = letzte.map_or(Cent(0), |s| s.beendigungen);
        if let Some(s) = letzte {
            let beide = [
                ("neue Fälle", &s.neufaelle_grund),
                ("endet früher", &s.beendigungen_grund),
            ];
            gruende.extend(
                beide
                    .into_iter()
                    .filter(|(_, g)| !g.is_empty())
                    .map(|(teil, g)| Grund {
                        topf: t.bezeichnung.clone(),
                        teil,
                        grund: g.clone(),
                        wann: s.angelegt_am.lang(),
                    }),
            );
        }
        let lage = Lage::aus(&t, neu, ende, &regeln);
        zeilen.push(Zeile { t, lage });
    }
    drop(tx);
    let summe = |was: fn(&Zeile) -> i64| Cent(zeilen.iter().map(was).sum());
    let tag = app.uhr.heute();
    let titel = format!("Prognose {jahr}");
    let blatt = druck::Blatt {
        kennung: format!("Stand {tag}"),
        vermerk: "Für die Planung, keine Grenze für Hilfen".to_owned(),
        datei: format!("{titel} {}", tag.0),
        tag,
        titel,
    };
    let vorlage = Prognoseblatt {
        tag,
        alles: blick.alles,
        rahmen: summe(|z| z.t.rahmen().0),
        prognose: summe(|z| z.lage.prognose.betrag.0),
        reserve: summe(|z| z.lage.prognose.reserve.0),
        bild: gemalt(&zeilen),
        j,
        zeilen,
        gruende,
    };
    Ok(druck::antwort(kopf, &blatt, &vorlage).await?)
}
