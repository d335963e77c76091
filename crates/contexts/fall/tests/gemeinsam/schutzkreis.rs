//! What the protective room asks, answered for the same small town.

use amt::{App, recht::Rolle};
use schutz::{Empfaenger, Nachbarn, Zukunft, rules::fachkraefte::Teilnahme};
use store::Tx;
use uuid::Uuid;

use super::{ASD, FRAU_A, NORD, REGION, SUED};

pub struct Kreis;

fn jetzt<'a, T: Send + 'a>(wert: T) -> Zukunft<'a, T> {
    Box::pin(async move { Ok(wert) })
}

impl Nachbarn for Kreis {
    fn fachkraft_von<'a>(
        &'a self,
        _: &'a App,
        _: &'a mut Tx,
        benutzer: Uuid,
    ) -> Zukunft<'a, Option<(Uuid, String)>> {
        jetzt((benutzer == ASD).then(|| (FRAU_A, "Anna Abel".to_owned())))
    }
    fn fachkraefte<'a>(&'a self, _: &'a App, _: &'a mut Tx) -> Zukunft<'a, Vec<Teilnahme>> {
        jetzt(vec![])
    }
    fn mit_rolle<'a>(
        &'a self,
        _: &'a App,
        _: &'a mut Tx,
        _: &'a [Rolle],
        _: &'a [Uuid],
    ) -> Zukunft<'a, Vec<Empfaenger>> {
        jetzt(vec![])
    }
    fn raeume<'a>(&'a self, _: &'a App, _: &'a mut Tx) -> Zukunft<'a, Vec<(Uuid, String)>> {
        jetzt(vec![(NORD, "Nord".to_owned()), (SUED, "Süd".to_owned())])
    }
    fn kette<'a>(&'a self, _: &'a App, _: &'a mut Tx, raum: Uuid) -> Zukunft<'a, Vec<Uuid>> {
        jetzt(vec![raum, REGION])
    }
    fn zustaendig<'a>(
        &'a self,
        _: &'a App,
        _: &'a mut Tx,
        _: Uuid,
    ) -> Zukunft<'a, Option<(Uuid, String, String)>> {
        jetzt(Some((FRAU_A, "Anna Abel".to_owned(), "0431 1".to_owned())))
    }
}
