//! The week of a team, planned by its rules, and the time some of its people entered.

use amt::{App, recht::Rolle};
use base::{Datum, Id, Min};
use store::{Tx, werte};
use team::{
    Arbeitsart, Posten, Postenart, Team,
    rules::pool::Bereich,
    service::{Zeitangabe, darf_woche, posten_anlegen, verteilen, woche_vorbereiten, zeit_buchen},
};
use uuid::Uuid;

use super::Leute;

/// Kind, name, area, priority, least, most, asked for.
type Zeile = (
    Postenart,
    &'static str,
    Option<Bereich>,
    u8,
    i64,
    Option<i64>,
    i64,
);

const GRUPPEN: [Zeile; 2] = [
    (Postenart::Gruppe, "Elterncafé", None, 2, 120, None, 120),
    (
        Postenart::Projekt,
        "Hausaufgaben im Treff",
        None,
        3,
        90,
        None,
        120,
    ),
];

/// Plans the week of today for every team somebody may plan.
///
/// # Errors
/// What the room refuses.
pub async fn planen(app: &App, tx: &mut Tx, leute: &Leute) -> anyhow::Result<()> {
    let heute = app.uhr.heute();
    let montag = heute.plus_tage(-i32::from(heute.0.weekday().to_monday_zero_offset()));
    let teams: Vec<(Id<Team>,)> = tx
        .fetch_all(
            "SELECT t.id FROM team t WHERE t.typ IN ('SOZIALRAUMTEAM', 'ASD')
                AND (SELECT COUNT(*) FROM team_mitglied m WHERE m.team = t.id) > 1 ORDER BY t.typ DESC, t.name, t.id",
            werte![],
        )
        .await?;
    let leitungen: Vec<_> = [Rolle::R04, Rolle::R06, Rolle::R26]
        .into_iter()
        .flat_map(|r| leute.mit_rolle(r))
        .collect();
    for (team,) in teams {
        for wer in &leitungen {
            if let Ok(Some(_)) = darf_woche(app, tx, wer, team).await {
                eine(app, tx, wer, team, montag).await?;
                break;
            }
        }
    }
    zeiten(app, tx, leute, heute).await
}

async fn eine(
    app: &App,
    tx: &mut Tx,
    wer: &amt::Kontext,
    team: Id<Team>,
    montag: Datum,
) -> anyhow::Result<()> {
    let Some(may) = darf_woche(app, tx, wer, team).await? else {
        return Ok(());
    };
    // the corridors of the cases come with the week
    woche_vorbereiten(app, tx, &may, montag).await?;
    let posten: Vec<Posten> = GRUPPEN
        .into_iter()
        .map(|(art, name, bereich, prioritaet, min, max, angefragt)| Posten {
            id: Id::von(Uuid::nil()),
            art,
            kennzeichen: name.to_owned(),
            bereich,
            prioritaet,
            min: Min(min),
            max: max.map(Min),
            angefragt: Min(angefragt),
            minuten: Min(min),
        })
        .collect();
    let version = async |tx: &mut Tx| -> anyhow::Result<i64> {
        let (v,): (i64,) = tx
            .fetch_one(
                "SELECT version FROM team_woche WHERE team = $1 AND montag = $2",
                werte![team, montag],
            )
            .await?;
        Ok(v)
    };
    for p in posten {
        let v = version(tx).await?;
        posten_anlegen(app, tx, &may, (montag, v), p).await?;
    }
    let v = version(tx).await?;
    // a team too small for its orders stays as it is: over-planning is for its Leitung
    if let Err(fehler) = verteilen(app, tx, &may, (montag, v)).await
        && fehler.befunde().is_empty()
    {
        return Err(fehler.into());
    }
    Ok(())
}

/// The last working days of a few people.
async fn zeiten(app: &App, tx: &mut Tx, leute: &Leute, heute: Datum) -> anyhow::Result<()> {
    let arten = [
        (
            Arbeitsart::Falluebergreifend,
            90,
            "Elterncafé",
            "Gruppe vorbereitet",
        ),
        (Arbeitsart::Fallunabhaengig, 60, "", "Runde im Quartier"),
        (Arbeitsart::TeamLeitung, 45, "", "Teamsitzung"),
    ];
    let raum: Option<(Id<raum::Raumeinheit>,)> = tx
        .fetch_optional(
            "SELECT r.id FROM raumeinheit r WHERE NOT EXISTS (SELECT 1 FROM raumeinheit k WHERE k.eltern = r.id)
             ORDER BY r.code LIMIT 1",
            werte![],
        )
        .await?;
    for wer in leute.mit_rolle(Rolle::R02).take(2) {
        if team::service::fachkraft_von(tx, wer.benutzer()).await?.is_none() {
            continue;
        }
        for (n, (art, minuten, bezug, kurztext)) in (1..).zip(arten) {
            let a = Zeitangabe {
                teile: vec![(heute.plus_tage(-n), Min(minuten))],
                art,
                raum: raum.map(|(r,)| r),
                bezug: bezug.to_owned(),
                kurztext: kurztext.to_owned(),
                quelle: None,
            };
            zeit_buchen(app, tx, wer, &a).await?;
        }
    }
    Ok(())
}
