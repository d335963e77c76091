//! How full the weeks of a team are: a picture and the table with the same numbers.

use amt::{App, Huelle, Kontext};
use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use base::{Datum, Id, kaufm};
use web::{Ergebnis, Fertig, Seite, Shell};

use super::{
    hilfen::lesen,
    woche::{Tag, montag},
};
use crate::{
    ablage::{self, woche::Last},
    model::Team,
    service,
};

/// Weeks shown before the one asked for, and after it.
const DAVOR: i32 = 8;
const DANACH: i32 = 4;
/// Pixels of the longest bar, and where the bars begin.
const BREITE: i64 = 560;
const LINKS: i64 = 170;
const HOCH: i64 = 34;

struct Zeile {
    /// Calendar week.
    kw: i8,
    montag: Datum,
    ziel: String,
    /// Pool, planned, asked for, left over, share; `None` without a plan.
    zahlen: Option<Zahlen>,
}

struct Zahlen {
    pool: i64,
    verplant: i64,
    gewuenscht: i64,
    frei: i64,
    anteil: String,
    gekuerzt: bool,
}

impl Zahlen {
    fn aus(l: &Last) -> Self {
        let pool = (l.gesamt - l.fua - l.fue).max(0);
        Self {
            pool,
            verplant: l.verplant,
            gewuenscht: l.gewuenscht,
            frei: pool - l.verplant,
            anteil: kaufm(i128::from(l.verplant) * 100, i128::from(pool))
                .map_or_else(|| "–".to_owned(), |p| format!("{p} %")),
            gekuerzt: l.fua < l.fua_soll,
        }
    }
}

struct Balken {
    name: String,
    y: i64,
    text_y: i64,
    verplant: i64,
    pool: i64,
    worte: String,
}

#[derive(Template)]
#[template(path = "team/auslastung.svg.html")]
struct Bild {
    hoehe: i64,
    balken: Vec<Balken>,
}

#[derive(Template)]
#[template(path = "team/auslastung.html")]
struct Blatt {
    shell: Shell,
    team: Team,
    zeilen: Vec<Zeile>,
    bild: Option<Fertig>,
    frueher: String,
    spaeter: String,
}

/// Draws the weeks; `None` when none of them is planned.
fn zeichnen(zeilen: &[Zeile]) -> Option<Fertig> {
    let zahlen = zeilen.iter().filter_map(|z| z.zahlen.as_ref());
    let groesste = zahlen.map(|z| z.pool.max(z.verplant)).max().filter(|g| *g > 0)?;
    let breit = |m: i64| m.max(0).saturating_mul(BREITE) / groesste;
    let balken = (0_i64..).zip(zeilen).map(|(i, z)| Balken {
        name: format!("KW {} ({})", z.kw, z.montag),
        y: i * HOCH + 8,
        text_y: i * HOCH + 25,
        verplant: z.zahlen.as_ref().map_or(0, |n| breit(n.verplant)),
        pool: LINKS + z.zahlen.as_ref().map_or(0, |n| breit(n.pool)),
        worte: match &z.zahlen {
            Some(n) => format!("Woche {}: {} von {} Minuten verplant", z.kw, n.verplant, n.pool),
            None => format!("Woche {}: nicht geplant", z.kw),
        },
    });
    let bild = Bild {
        balken: balken.collect(),
        hoehe: i64::try_from(zeilen.len()).unwrap_or(0) * HOCH + 12,
    };
    Fertig::aus(&bild).ok()
}

/// The weeks around a day, for whoever sees the plan of the team.
pub async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Team>>,
    Query(q): Query<Tag>,
) -> Ergebnis<Response> {
    let mitte = montag(q.tag.parse().unwrap_or_else(|_| app.uhr.heute()));
    let mut tx = lesen(&app).await?;
    let team = ablage::team::laden(&mut tx, id).await?;
    // who may not see the plan is told that there is none
    service::darf_woche(&app, &mut tx, &kontext, id).await?;
    let (von, bis) = (mitte.plus_tage(-7 * DAVOR), mitte.plus_tage(7 * DANACH));
    let alle = ablage::woche::last(&mut tx, id, von, bis).await?;
    let zeilen: Vec<Zeile> = (-DAVOR..=DANACH)
        .map(|n| {
            let tag = mitte.plus_tage(7 * n);
            Zeile {
                kw: tag.0.iso_week_date().week(),
                montag: tag,
                ziel: format!("/team/{id}/woche?tag={}", tag.0),
                zahlen: alle.iter().find(|l| l.montag == tag).map(Zahlen::aus),
            }
        })
        .collect();
    let ziel = |tage: i32| format!("/team/{id}/auslastung?tag={}", mitte.plus_tage(tage).0);
    let wochen = DAVOR + DANACH + 1;
    Ok(Seite::neu(Blatt {
        shell: huelle
            .titel("Auslastung des Teams")
            .ueber("Teams", "/team")
            .ueber(&team.name, format!("/team/{id}")),
        bild: zeichnen(&zeilen),
        zeilen,
        frueher: ziel(-7 * wochen),
        spaeter: ziel(7 * wochen),
        team,
    })
    .into_response())
}
