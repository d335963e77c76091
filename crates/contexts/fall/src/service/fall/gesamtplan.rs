//! Writes the Gesamtplan: statements on getting a Baustein together with others, and versions that are never changed.

use amt::{App, Error, Result, recht::Bearbeiten};
use base::{Befund, Datum};
use store::Tx;
use uuid::Uuid;

use super::{hilfeplan::inhalt, lesen::Akte, wille::wann, zugang::FallMay};
use crate::{
    model::{Angabe, FallStand, Gesamtplan, Hilfeplan, Lebensbereich, Poolaussage, Poolwunsch, schluessel},
    rules::fall::{antrag, eingliederung, gesamtplan as regel},
    store::{entscheidung as bescheide, fall as db, gesamtplan as ablage, hilfeplan as plaene},
};

/// States in which a version is written: after the Feststellung (§ 121 Abs. 1), and in a review.
pub const SCHREIBEN: &[FallStand] = &[FallStand::G6, FallStand::G7, FallStand::G10];
/// States in which Bausteine are planned and talked about; in a review as a change of what runs.
pub const PLANEN: &[FallStand] = &[
    FallStand::G4,
    FallStand::G5,
    FallStand::G6,
    FallStand::G7,
    FallStand::G10,
];

fn offen(akte: &Akte, wann: &[FallStand]) -> Result<()> {
    if wann.contains(&akte.fall.stand) {
        Ok(())
    } else {
        Err(Error::regel(
            "FALL-E74",
            format!(
                "Der Gesamtplan wird nicht geändert, solange der Fall „{}“ ist.",
                akte.fall.stand
            ),
        ))
    }
}

/// What the form about one Baustein says.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "one answer each")]
pub struct Pooldaten {
    /// Wish.
    pub wunsch: Poolwunsch,
    /// § 104 Abs. 3 S. 4.
    pub wohnen: bool,
    /// Acceptable.
    pub zumutbar: bool,
    /// Why, or why not.
    pub grund: String,
    /// Agreement with the provider.
    pub vereinbarung: bool,
    /// Goals can be reached together.
    pub ziele_erreichbar: bool,
}

/// Notes the statement. It is kept even when the Baustein is planned otherwise: a wish is never refused. What does not
/// fit then is FALL-E42 at the Gesamtplan.
///
/// # Errors
/// [`Error::NichtGefunden`] for a Baustein of another case, `FALL-E90` without a reason, `FALL-E74`.
pub async fn pooling(
    app: &App,
    tx: &mut Tx,
    may: &FallMay<Bearbeiten>,
    akte: &Akte,
    baustein: Uuid,
    cmd: Pooldaten,
) -> Result<()> {
    offen(akte, PLANEN)?;
    if !akte.geltende().any(|b| b.id.uuid() == baustein) {
        return Err(Error::NichtGefunden);
    }
    if cmd.grund.trim().is_empty() {
        let text = "Bitte begründen, warum es zumutbar ist oder nicht.";
        return Err(Error::Regel(vec![Befund::neu("FALL-E90", text).an("grund")]));
    }
    let w = wann(app, may);
    let a = Poolaussage {
        baustein,
        wunsch: cmd.wunsch,
        wohnen: cmd.wohnen,
        zumutbar: cmd.zumutbar,
        grund: cmd.grund.trim().to_owned(),
        vereinbarung: cmd.vereinbarung,
        ziele_erreichbar: cmd.ziele_erreichbar,
        benutzer_name: w.name.to_owned(),
        zeit: w.zeit,
    };
    ablage::pooling(tx, app.ids.uuid(), akte.fall.id, &a, w).await?;
    db::anfassen(tx, &akte.fall, w.von, w.zeit).await?;
    may.notieren(app, tx, "pooling");
    Ok(())
}

/// What the form of the plan says; the rest comes from the case.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "the contents of 4.12, see Gesamtplan")]
pub struct Plandaten {
    pub bedarf: String,
    pub massstaebe: String,
    pub wirkungskontrolle_am: Option<Datum>,
    pub aktivitaeten: String,
    pub selbsthilfe: String,
    pub aufgabe_traeger: String,
    pub aufgabe_amt: String,
    pub wunsch_wahl: String,
    pub gutachten: String,
    pub barmittel: String,
    pub krankenhaus: String,
    pub sozialraum: String,
    pub ohne_leistung: String,
    pub wirkung: String,
    pub meinungen: String,
    pub person_selbst: String,
    pub pruefdatum: Option<Datum>,
}

/// Keeps a version after checking all of 4.12.
///
/// # Errors
/// One finding for each part that is missing, `FALL-E42` for the pooling; `FALL-E74` outside the planning.
pub async fn fassung(
    app: &App,
    tx: &mut Tx,
    may: &FallMay<Bearbeiten>,
    akte: &Akte,
    cmd: Plandaten,
) -> Result<()> {
    offen(akte, SCHREIBEN)?;
    let Some(egh) = &akte.egh else {
        return Err(Error::NichtGefunden);
    };
    let lage = akte.lage();
    let bausteine: Vec<_> = akte
        .geltende()
        .map(|b| (b, akte.ziele_von(b).len(), egh.poolaussage(b.id.uuid())))
        .collect();
    let luecke = antrag::icf(eingliederung::beantwortet(&egh.bereiche));
    let b = regel::pruefen(
        &regel::Plan {
            bausteine: &bausteine,
            ziele: (lage.grobziele, lage.ohne_handlungsziel),
            ressourcen: akte.ressourcen.len(),
            bereiche: luecke.as_ref(),
            bedarf: &cmd.bedarf,
            massstaebe: &cmd.massstaebe,
            wirkungskontrolle: cmd.wirkungskontrolle_am,
            aktivitaeten: &cmd.aktivitaeten,
            selbsthilfe: &cmd.selbsthilfe,
            wunsch_wahl: &cmd.wunsch_wahl,
            barmittel: &cmd.barmittel,
            krankenhaus: &cmd.krankenhaus,
            sozialraum: &cmd.sozialraum,
            ohne_leistung: &cmd.ohne_leistung,
            wirkung: (akte.fall.stand == FallStand::G10).then_some(cmd.wirkung.as_str()),
            meinungen: &cmd.meinungen,
            pruefdatum: cmd.pruefdatum,
        },
        akte.heute,
        akte.ueberpruefung_bis()?,
    );
    let (Some(pruefdatum), true) = (cmd.pruefdatum, b.is_empty()) else {
        return Err(Error::Regel(b));
    };
    let w = wann(app, may);
    let json = |e: serde_json::Error| Error::Intern(e.to_string());
    let p = Hilfeplan {
        id: app.ids.neu(),
        nummer: akte.plaene.first().map_or(0, |p| p.nummer) + 1,
        gesamtplan: serde_json::to_string(&besonderes(akte, &cmd)).map_err(json)?,
        inhalt: serde_json::to_string(&inhalt(akte)).map_err(json)?,
        bausteine: schluessel(akte.bausteine.iter()),
        bedarf: cmd.bedarf,
        aufgabe_familie: cmd.aktivitaeten,
        aufgabe_traeger: cmd.aufgabe_traeger,
        aufgabe_amt: cmd.aufgabe_amt,
        aufgabe_umfeld: String::new(),
        geschwister: String::new(),
        getrennt: String::new(),
        schutz: String::new(),
        perspektive: String::new(),
        uebergang: String::new(),
        nachbetreuung: String::new(),
        // the share in the Sozialraum is one of the contents, so it is never missing without words
        ohne_sozialraum: cmd.sozialraum,
        pruefdatum,
        meinungen: cmd.meinungen,
        familie_selbst: cmd.person_selbst,
        benutzer_name: w.name.to_owned(),
        zeit: w.zeit,
    };
    plaene::fassung(tx, akte.fall.id, &p, w).await?;
    bescheide::mitzeichnung_loeschen(tx, akte.fall.id).await?;
    db::anfassen(tx, &akte.fall, w.von, w.zeit).await?;
    may.notieren(app, tx, &format!("gesamtplan={}", p.nummer));
    Ok(())
}

fn besonderes(akte: &Akte, cmd: &Plandaten) -> Gesamtplan {
    let worte = |a| akte.angabe(a).map_or_else(String::new, |e| e.worte.clone());
    let egh = akte.egh.as_ref();
    Gesamtplan {
        antrag_am: akte.angabe(Angabe::Antrag).and_then(|e| e.tag),
        zustaendigkeit: worte(Angabe::EghZustaendigkeit),
        bereiche: Lebensbereich::ALLE
            .iter()
            .filter_map(|b| egh?.bereich(*b))
            .map(|a| (a.bereich, a.antwort, a.beschreibung.clone()))
            .collect(),
        instrument: worte(Angabe::Bedarfsinstrument),
        massstaebe: cmd.massstaebe.clone(),
        wirkungskontrolle_am: cmd.wirkungskontrolle_am,
        selbsthilfe: cmd.selbsthilfe.clone(),
        wunsch_wahl: cmd.wunsch_wahl.clone(),
        gutachten: cmd.gutachten.clone(),
        barmittel: cmd.barmittel.clone(),
        krankenhaus: cmd.krankenhaus.clone(),
        konferenz: akte.konferenzen.first().map_or_else(
            || {
                egh.and_then(|e| e.konferenzwahl.first())
                    .map_or_else(String::new, |k| {
                        format!("{} {}", k.wahl, k.worte).trim().to_owned()
                    })
            },
            |k| format!("{} am {}: {}", k.typ, k.datum, k.empfehlung),
        ),
        sozialraum: cmd.sozialraum.clone(),
        ohne_leistung: cmd.ohne_leistung.clone(),
        wirkung: cmd.wirkung.clone(),
        pooling: akte
            .geltende()
            .filter_map(|b| {
                let a = egh?.poolaussage(b.id.uuid())?;
                Some((format!("{}: {}", b.art, b.text), regel::aussage(b, a)))
            })
            .collect(),
    }
}
