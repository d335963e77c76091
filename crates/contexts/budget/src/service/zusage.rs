//! What `fall` books when help is granted, changed or ended, and what it shows beside a decision. Nothing here can
//! refuse (RL-01): an empty Topf, a missing Topf, a year that is not open change the answer, never the decision.

use amt::{
    App, Result, journal,
    recht::{Aktion, Befugnis, Objektart},
};
use base::{Cent, Datum, Id};
use raum::Raumeinheit;
use store::Tx;

use super::{
    Regeln,
    buchen::{eintragen, ohne_zweite, schon},
    prognose,
};
use crate::{
    ablage::{self, schwelle::Schwelle},
    model::{
        Arbeitsart, Bezug, BuchungsArt, Finanzierung, Haushaltsjahr, NeueBuchung, Topf, TopfArt, Vorgang,
    },
    rules::{obligo, prognose::Ampel},
};

/// A promise to a person, as the decision of another room makes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zusage {
    /// The decision: the same one books once.
    pub vorgang: Vorgang,
    /// Day of the decision.
    pub datum: Datum,
    /// Where the person lives.
    pub raum: Option<Id<Raumeinheit>>,
    /// Pseudonym of the case.
    pub fall: String,
    /// Träger.
    pub traeger: String,
    /// Code of the Leistung.
    pub leistungsart: String,
    /// What it will cost within the fiscal year.
    pub betrag: Cent,
}

/// How a Topf stands, as a sign for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signal {
    /// Name of the Topf.
    pub topf: String,
    /// The Ampel.
    pub ampel: Ampel,
    /// What may be spent.
    pub rahmen: Cent,
    /// What is left.
    pub verfuegbar: Cent,
    /// What is expected.
    pub prognose: Cent,
}

/// What came of booking a promise. The promise itself holds in every case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Folge {
    /// Booked; how the Topf stood before and stands after.
    Gebucht {
        /// Before.
        vorher: Signal,
        /// After.
        nachher: Signal,
        /// `BudgetSchwelleErreicht` was raised: those who plan are told. The help is granted all the same.
        schwelle: bool,
    },
    /// The same decision booked before.
    Schon,
    /// There is nowhere to book it yet: Controlling is told, the help goes on.
    Offen(String),
}

/// Books the Obligo of a decision, in the transaction of the decision. Any authorisation will do: whoever may decide
/// on the help causes the booking, without a right in this room.
///
/// # Errors
/// Only when the database fails.
pub async fn zusage_buchen<A: Aktion, K: Objektart>(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<A, K>,
    z: &Zusage,
) -> Result<Folge> {
    if z.betrag.0 <= 0 {
        return Ok(Folge::Offen(
            "Die Hilfe kostet in diesem Haushaltsjahr nichts.".to_owned(),
        ));
    }
    let regeln = Regeln::geltende(app, tx).await?;
    let Some(jahr) = jahr_am(tx, z.datum).await? else {
        return Ok(Folge::Offen(format!(
            "Für den {} ist kein Haushaltsjahr offen.",
            z.datum
        )));
    };
    let jahr = ablage::jahr::sperren(tx, jahr.jahr).await?;
    if !jahr.offen() {
        return Ok(Folge::Offen(format!(
            "Das Haushaltsjahr {} nimmt keine Buchungen an.",
            jahr.jahr
        )));
    }
    if schon(tx, z.vorgang.id).await? {
        return Ok(Folge::Schon);
    }
    let Some(topf) = topf_fuer(app, tx, &regeln, jahr.jahr, z).await? else {
        return Ok(Folge::Offen(
            "Für diesen Raum gibt es noch keinen Topf.".to_owned(),
        ));
    };
    let vorher = prognose::lage(app, tx, &topf).await?.signal(&topf);
    let posten = [NeueBuchung {
        datum: z.datum,
        topf: topf.id,
        art: BuchungsArt::Obligo,
        arbeitsart: Some(Arbeitsart::Fallspezifisch),
        betrag: z.betrag,
        beleg: String::new(),
        bezug: Bezug {
            fall: z.fall.clone(),
            traeger: z.traeger.clone(),
            ..Bezug::default()
        },
        leistungsart: z.leistungsart.clone(),
        text: String::new(),
    }];
    let wer = ohne_zweite(may.kontext());
    let id = topf.id;
    eintragen(app, tx, &z.vorgang, &posten, &[topf], wer, regeln.vier_augen).await?;
    notieren(app, tx, may, "obligo");
    let topf = ablage::topf::laden(tx, id).await?;
    let nachher = prognose::lage(app, tx, &topf).await?.signal(&topf);
    let schwelle = nachher.ampel == Ampel::Rot || nachher.ampel > vorher.ampel;
    if schwelle {
        let s = Schwelle {
            topf: topf.id,
            vorher: vorher.ampel.wort().to_owned(),
            nachher: nachher.ampel.wort().to_owned(),
            prognose: nachher.prognose.0,
            rahmen: nachher.rahmen.0,
            zeit: app.uhr.jetzt(),
        };
        ablage::schwelle::anlegen(tx, app.ids.uuid(), &s).await?;
        notieren(app, tx, may, "ereignis=BudgetSchwelleErreicht");
    }
    Ok(Folge::Gebucht {
        vorher,
        nachher,
        schwelle,
    })
}

/// Dissolves what is still promised for a case, when the help ends (INV-F8). Returns how much that was.
///
/// # Errors
/// Only when the database fails.
pub async fn zusage_aufloesen<A: Aktion, K: Objektart>(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<A, K>,
    vorgang: &Vorgang,
    datum: Datum,
    fall: &str,
) -> Result<Cent> {
    let Some(jahr) = jahr_am(tx, datum).await? else {
        return Ok(Cent(0));
    };
    let jahr = ablage::jahr::sperren(tx, jahr.jahr).await?;
    if !jahr.offen() || schon(tx, vorgang.id).await? {
        return Ok(Cent(0));
    }
    let mut posten = Vec::new();
    let mut toepfe = Vec::new();
    for (topf, arbeitsart, leistungsart, betrag) in
        ablage::buchung::obligo_des_falls(tx, jahr.jahr, fall).await?
    {
        toepfe.push(ablage::topf::laden(tx, topf).await?);
        posten.push(NeueBuchung {
            datum,
            topf,
            art: BuchungsArt::ObligoAufloesung,
            arbeitsart: arbeitsart.parse().ok(),
            betrag: Cent(-betrag.0),
            beleg: String::new(),
            bezug: Bezug {
                fall: fall.to_owned(),
                ..Bezug::default()
            },
            leistungsart,
            text: "Hilfe beendet".to_owned(),
        });
    }
    let summe = Cent(-posten.iter().map(|p| p.betrag.0).sum::<i64>());
    let regeln = Regeln::geltende(app, tx).await?;
    let wer = ohne_zweite(may.kontext());
    eintragen(app, tx, vorgang, &posten, &toepfe, wer, regeln.vier_augen).await?;
    notieren(app, tx, may, "obligo_aufgeloest");
    Ok(summe)
}

/// How the Topf stands that a help for this space would be paid from; `None` when there is none yet.
///
/// # Errors
/// Only when the database fails.
pub async fn signal(
    app: &App,
    tx: &mut Tx,
    datum: Datum,
    raum: Option<Id<Raumeinheit>>,
    leistungsart: &str,
) -> Result<Option<Signal>> {
    let Some(jahr) = jahr_am(tx, datum).await? else {
        return Ok(None);
    };
    let regeln = Regeln::geltende(app, tx).await?;
    let frage = Zusage {
        vorgang: Vorgang {
            id: uuid::Uuid::nil(),
            anlass: String::new(),
        },
        datum,
        raum,
        fall: String::new(),
        traeger: String::new(),
        leistungsart: leistungsart.to_owned(),
        betrag: Cent(0),
    };
    match topf_fuer(app, tx, &regeln, jahr.jahr, &frage).await? {
        Some(topf) => Ok(Some(prognose::lage(app, tx, &topf).await?.signal(&topf))),
        None => Ok(None),
    }
}

/// First and last day of the fiscal year a day belongs to; it need not be the calendar year.
///
/// # Errors
/// Only when the database fails.
pub async fn haushaltsjahr_am(tx: &mut Tx, tag: Datum) -> Result<Option<(Datum, Datum)>> {
    Ok(jahr_am(tx, tag).await?.map(|j| (j.beginn, j.ende)))
}

pub(super) async fn jahr_am(tx: &mut Tx, tag: Datum) -> Result<Option<Haushaltsjahr>> {
    let jahre = ablage::jahr::alle(tx).await?;
    Ok(jahre.into_iter().find(|j| j.enthaelt(tag)))
}

/// The Topf that pays: the central one when the GO says so for this Leistungsart, else that of the nearest space.
pub(super) async fn topf_fuer(
    app: &App,
    tx: &mut Tx,
    regeln: &Regeln,
    jahr: i64,
    z: &Zusage,
) -> Result<Option<Topf>> {
    let toepfe = ablage::topf::im_jahr(tx, jahr).await?;
    let zentral = || toepfe.iter().find(|t| t.art == TopfArt::ZentralVorweg).cloned();
    if obligo::finanzierung(&regeln.leistungsarten, &z.leistungsart) == Finanzierung::Zentral {
        return Ok(zentral());
    }
    let Some(raum) = z.raum else {
        return Ok(zentral());
    };
    let raeume = team::service::raeume(app, tx, z.datum).await?;
    let kette = std::iter::once(raum).chain(raeume.kette(raum).iter().map(|r| r.id));
    let passend = |r: Id<Raumeinheit>| {
        let von = |a: Arbeitsart| {
            toepfe
                .iter()
                .find(|t| t.art == TopfArt::Regional && t.raum == Some(r) && t.arbeitsart == a)
        };
        von(Arbeitsart::Fallspezifisch).or_else(|| von(Arbeitsart::Gemischt))
    };
    Ok(kette.into_iter().find_map(passend).cloned())
}

fn notieren<A: Aktion, K: Objektart>(app: &App, tx: &mut Tx, may: &Befugnis<A, K>, was: &str) {
    if let Some(objekt) = may.objekt() {
        journal::notieren(tx, &*app.uhr, may, objekt, was);
    }
}
