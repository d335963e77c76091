//! Creates the case of an Anliegen in its first state (H01, EG01, PF01, JG01) with case leader and substitute (RL-13).

use amt::{
    App, Error, Kontext, Result,
    go::{Geschaeftsordnung, Sektor},
    recht::{Aktion, Anlegen, Befugnis, Bereich, Entscheiden, Klasse, Objektart, Zweck},
};
use base::Befund;
use store::Tx;
use uuid::Uuid;

use super::{person::register, schritt::Falldaten};
use crate::{
    model::{
        Angabe, Anliegen, Arbeitsbereich, Beteiligter, Eintrag, Fall, FallStand, Fallspur, Hinweis, Person,
    },
    nachbarn::nachbarn,
    store::{anliegen as db_anliegen, fall as db, fall_akte},
};

/// A case of SGB IX, for the matrix.
#[derive(Debug, Clone, Copy)]
pub struct FallIx;
impl Objektart for FallIx {
    const NAME: &'static str = "fall";
    const BEREICH: Bereich = Bereich::FallIx;
    const KLASSE: Klasse = Klasse::D3;
    const ZWECK: Zweck = Zweck::Z04;
}

/// A case of the Jugendgerichtshilfe: seen like one of SGB VIII, for a purpose of its own (10.1).
#[derive(Debug, Clone, Copy)]
pub struct FallJgh;
impl Objektart for FallJgh {
    const NAME: &'static str = "fall";
    const BEREICH: Bereich = Bereich::FallViii;
    const KLASSE: Klasse = Klasse::D3;
    const ZWECK: Zweck = Zweck::Z07;
}

/// A case of SGB XII, for the matrix.
#[derive(Debug, Clone, Copy)]
pub struct FallXii;
impl Objektart for FallXii {
    const NAME: &'static str = "fall";
    const BEREICH: Bereich = Bereich::PflegeXii;
    const KLASSE: Klasse = Klasse::D3;
    const ZWECK: Zweck = Zweck::Z05;
}

/// First state by Sektor.
#[must_use]
pub const fn erster_stand(sektor: Sektor) -> FallStand {
    match sektor {
        Sektor::Egh => FallStand::G0,
        Sektor::Pflege | Sektor::Altenhilfe | Sektor::Erwachsene => FallStand::P0,
        Sektor::Jgh => FallStand::J0,
        Sektor::Jugendhilfe | Sektor::Sgb2 => FallStand::F0,
    }
}

/// Creating a case is a right of those who lead cases there, or of those who decide there (team leaders).
fn befugt<K: Objektart>(kontext: &Kontext) -> Result<()> {
    let bezug = amt::recht::Bezug {
        eigener_fall: true,
        raum: None,
        eigenes: true,
    };
    fn geht<A: Aktion, K: Objektart>(k: &Kontext, b: amt::recht::Bezug) -> bool {
        Befugnis::<A, K>::pruefen(k, None, b).is_ok()
    }
    if geht::<Anlegen, K>(kontext, bezug) || geht::<Entscheiden, K>(kontext, bezug) {
        Ok(())
    } else {
        let text = "In diesem Sektor dürfen Sie keinen Fall anlegen. Bitte leiten Sie das Anliegen an das zuständige Team weiter.";
        Err(Befund::neu("FALL-E10", text).an("sektor").into())
    }
}

pub(crate) async fn anlegen(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    a: &Anliegen,
    person: Option<&Person>,
    daten: Option<&Falldaten>,
    go: &Geschaeftsordnung,
) -> Result<Fall> {
    let (Some(d), Some(raum)) = (daten, a.raumeinheit) else {
        return Err(Error::Intern(
            "Falleingang without its data passed the guards".to_owned(),
        ));
    };
    let sektor = Sektor::von_code(&d.sektor)
        .filter(|s| go.sektoren.contains(s))
        .ok_or_else(|| Befund::neu("FALL-E66", "Diesen Sektor gibt es hier nicht.").an("sektor"))?;
    match erster_stand(sektor) {
        FallStand::G0 => befugt::<FallIx>(kontext)?,
        FallStand::P0 => befugt::<FallXii>(kontext)?,
        _ if sektor == Sektor::Jgh => befugt::<FallJgh>(kontext)?,
        _ => befugt::<Fall>(kontext)?,
    }
    let namen = nachbarn(app)?.fachkraefte(app, tx).await?;
    let name = |id: Option<Uuid>, feld: &str| {
        id.and_then(|id| namen.iter().find(|(i, _)| *i == id))
            .cloned()
            .ok_or_else(|| {
                // RL-02: who leads a case decides, so only people of the public Träger are among them
                let text = "Fallführend und Vertretung sind nur Fachkräfte des öffentlichen Trägers (RL-02).";
                Error::from(Befund::neu("FALL-E77", text).an(feld))
            })
    };
    let (fallfuehrend, fallfuehrend_name) = name(d.fallfuehrend, "fallfuehrend")?;
    let (vertretung, vertretung_name) = name(d.vertretung, "vertretung")?;
    let jetzt = app.uhr.jetzt();
    let jahr = i64::from(jetzt.datum().0.year());
    let nummer = db::naechste_nummer(tx, sektor.code(), jahr).await?;
    let fall = Fall {
        id: app.ids.neu(),
        version: 1,
        aktenzeichen: aktenzeichen(sektor, jahr, nummer),
        sektor: sektor.code().to_owned(),
        norm_beantragt: d.norm.trim().to_owned(),
        bezug: d.bezug,
        stand: erster_stand(sektor),
        bereich: if a.gefaehrdungshinweis == Hinweis::Ja {
            Arbeitsbereich::Grau
        } else {
            Arbeitsbereich::Leistung
        },
        fallfuehrend,
        fallfuehrend_name,
        vertretung,
        vertretung_name,
        raumeinheit: raum,
        raum_name: a.raum_name.clone(),
        go_version: i64::from(go.version),
        anliegen: a.id.uuid(),
        angelegt_am: jetzt,
        stand_am: jetzt,
        naechster_termin: None,
    };
    let von = kontext.benutzer().uuid();
    db::insert(tx, &fall, (jahr, nummer), von, jetzt).await?;
    let raeume = db_anliegen::raeume(tx, a.id).await?;
    db::raeume_setzen(tx, fall.id, &raeume).await?;
    let schritt = match fall.stand.spur() {
        Fallspur::Erziehung => "H01",
        Fallspur::Eingliederung => "EG01",
        Fallspur::Pflege => "PF01",
        Fallspur::Jugendgericht => "JG01",
    };
    db::verlauf_anfuegen(
        tx,
        fall.id,
        (app.ids.uuid(), jetzt),
        (von, kontext.name()),
        (schritt, "Fall angelegt"),
    )
    .await?;
    if fall.stand == FallStand::P0 {
        // § 18 Abs. 1 SGB XII: from the day the body knows, whatever is written later
        let e = Eintrag {
            angabe: Angabe::Kenntnis,
            tag: Some(a.eingang.datum()),
            worte: "Das Anliegen ist eingegangen.".to_owned(),
            benutzer_name: kontext.name().to_owned(),
            zeit: jetzt,
        };
        fall_akte::angabe(tx, app.ids.uuid(), fall.id, &e, von).await?;
    }
    if let Some(p) = person {
        let mut b = Beteiligter {
            rolle: d.rolle.clone(),
            vorname: p.vorname.clone(),
            nachname: p.nachname.clone(),
            unbekannt_grund: p.unbekannt_grund.clone(),
            geburtsdatum: p.geburtsdatum,
            register: p.register,
        };
        b.register = register::fuer_fall(app, tx, &fall.sektor, &b, (&p.anschrift, p.geschuetzt)).await?;
        db::beteiligen(tx, app.ids.uuid(), fall.id, &b).await?;
    }
    Ok(fall)
}

/// `JH-2026-00017`.
#[must_use]
pub fn aktenzeichen(sektor: Sektor, jahr: i64, nummer: i64) -> String {
    let kurz = match sektor {
        Sektor::Jugendhilfe => "JH",
        Sektor::Egh => "EGH",
        Sektor::Pflege => "PF",
        Sektor::Altenhilfe => "AH",
        Sektor::Sgb2 => "SGB2",
        Sektor::Jgh => "JGH",
        Sektor::Erwachsene => "ERW",
    };
    format!("{kurz}-{jahr}-{nummer:05}")
}
