//! Notes of three kinds in one case, and a handover that waits for the talk.

use ::fall::{
    model::{Fall, Notizart, Uebergabegrund},
    service::{
        fall::notiz::{self, Notizdaten},
        uebergabe::{self, Plan, Schrittangaben},
    },
};
use amt::{App, Kontext, recht::Rolle};
use anyhow::Context;
use base::Id;
use store::Tx;
use uuid::Uuid;

use super::super::Leute;

const NOTIZEN: [(Notizart, &str); 3] = [
    (
        Notizart::Team,
        "Die Großmutter holt montags und mittwochs aus der Schule ab. Sie weiß, dass wir zusammenarbeiten.",
    ),
    (
        Notizart::Familie,
        "Vereinbart: Wir telefonieren jeden zweiten Freitag um 14 Uhr.",
    ),
    (
        Notizart::Anvertraut,
        "Unter vier Augen erzählt. Das bleibt bei mir.",
    ),
];

/// Plans that the first case goes to a colleague; who has neither a leader nor a third Fachkraft plans nothing.
pub async fn erzaehlen(
    app: &App,
    tx: &mut Tx,
    leute: &Leute,
    (asd, fall): (&Kontext, Id<Fall>),
    besetzt: [Uuid; 2],
) -> anyhow::Result<()> {
    for (art, text) in NOTIZEN {
        let cmd = Notizdaten {
            art,
            text: text.to_owned(),
            tag: app.uhr.heute(),
        };
        notiz::schreiben(app, tx, asd, fall, cmd).await?;
    }
    let unten = app.teil::<::fall::Umgebung>().context("fall::Umgebung")?;
    let mut an = None;
    for k in leute.mit_rolle(Rolle::R02) {
        let f = unten.0.fachkraft_von(app, tx, k.benutzer().uuid()).await?;
        an = an.or(f.filter(|f| !besetzt.contains(f)));
    }
    let mut leitung = None;
    for k in leute.mit_rolle(Rolle::R04) {
        if leitung.is_none() && uebergabe::darf_planen(app, tx, k, fall).await? {
            leitung = Some(k);
        }
    }
    let (Some(an), Some(leitung)) = (an, leitung) else {
        return Ok(());
    };
    let plan = Plan {
        an,
        vertretung: besetzt[1],
        grund: Uebergabegrund::Personal,
        zum: app.uhr.heute().plus_tage(14),
        raum: None,
        offene_punkte: "Die Schule wartet noch auf einen Rückruf.".to_owned(),
    };
    let id = uebergabe::planen(app, tx, leitung, fall, plan).await?;
    let informiert = Schrittangaben {
        familie_informiert_am: Some(app.uhr.heute()),
        familie_wunsch: "Bitte kommen Sie beim ersten Mal zu zweit.".to_owned(),
        ..Schrittangaben::default()
    };
    uebergabe::gehen(app, tx, asd, (id, 1), "U02", informiert).await?;
    Ok(())
}
