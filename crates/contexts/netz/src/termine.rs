//! What somebody did in the quarter, for the time they write down (Fachkonzept 6.1): meetings of the network and the
//! trainings they are registered for.

use amt::App;
use base::{Datum, Min};
use jiff::civil::Time;
use store::Tx;
use team::{Arbeitsart, Kalendereintrag, Kalenderquelle, Wessen, Zukunft};
use uuid::Uuid;

use crate::{
    ablage::{lauf, veranstaltung},
    codes::{VeranstaltungStatus, VeranstaltungTyp},
    service::nur_oeffentlich,
};

/// Days of one question; a week has seven.
const TAGE: usize = 31;

/// The days of this room.
#[derive(Debug, Clone, Copy, Default)]
pub struct KalenderDesNetzes;

fn eintrag(
    quelle: Uuid,
    tag: Datum,
    (von, bis): (u16, u16),
    art: Arbeitsart,
    titel: &str,
) -> Kalendereintrag {
    let uhr = |m: u16| Time::new(i8::try_from(m / 60).ok()?, i8::try_from(m % 60).ok()?, 0, 0).ok();
    Kalendereintrag {
        quelle,
        tag,
        beginn: uhr(von),
        minuten: bis.checked_sub(von).filter(|m| *m > 0).map(|m| Min(m.into())),
        art,
        raum: None,
        bezug: String::new(),
        was: titel.to_owned(),
        stichwort: titel.to_owned(),
    }
}

impl Kalenderquelle for KalenderDesNetzes {
    fn eintraege<'a>(
        &'a self,
        _: &'a App,
        tx: &'a mut Tx,
        wessen: Wessen<'a>,
        (von, bis): (Datum, Datum),
    ) -> Zukunft<'a, Vec<Kalendereintrag>> {
        Box::pin(async move {
            let mut aus = Vec::new();
            for v in veranstaltung::alle(tx, nur_oeffentlich(wessen.kontext)).await? {
                if v.daten.status == VeranstaltungStatus::Abgesagt {
                    continue;
                }
                let art = if v.daten.typ == VeranstaltungTyp::Training {
                    Arbeitsart::Fortbildung
                } else {
                    Arbeitsart::Fallunabhaengig
                };
                let tage = v.daten.termine(von, TAGE).into_iter().take_while(|t| *t <= bis);
                let zeiten = (v.daten.von, v.daten.bis);
                aus.extend(tage.map(|t| eintrag(v.id.uuid(), t, zeiten, art, &v.daten.titel)));
            }
            let trainings = lauf::termine_von(tx, wessen.kontext.benutzer().uuid(), (von, bis)).await?;
            aus.extend(
                trainings.into_iter().map(|(id, tag, zeiten, titel)| {
                    eintrag(id, tag, zeiten, Arbeitsart::Fortbildung, &titel)
                }),
            );
            Ok(aus)
        })
    }
}
