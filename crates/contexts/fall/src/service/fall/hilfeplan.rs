//! Plans a help: Leistungsbausteine, and versions of the Hilfeplan that are never changed.

use amt::{App, Error, Result, recht::Bearbeiten};
use base::{Befund, Cent, Datum};
use store::Tx;
use uuid::Uuid;

use super::{lesen::Akte, wille::wann, zugang::FallMay};
use crate::{
    model::{
        Aeusserungsart, Angabe, Baustein, Bausteinstand, Bausteintyp, FallBeteiligter, FallStand, Hilfeplan,
        Leistungsart, Planbaustein, Planinhalt, Planziel, Umfangsart, schluessel,
    },
    rules::fall::hilfeplan as regel,
    store::{entscheidung as bescheide, fall as db, hilfeplan as ablage},
};

/// What the form of a Baustein says.
#[derive(Debug, Clone)]
pub struct Bausteindaten {
    /// Kind of help.
    pub art: Leistungsart,
    /// How it works.
    pub typ: Bausteintyp,
    /// In words.
    pub text: String,
    /// Unit.
    pub umfang: Umfangsart,
    /// Least and most.
    pub menge: (i64, i64),
    /// First and last day.
    pub zeitraum: (Datum, Datum),
    /// Expected cost by the month.
    pub kosten: Cent,
    /// Handlungsziele it serves.
    pub ziele: Vec<Uuid>,
}

/// Where the plan may be changed: before the decision, and in a review of a running help.
fn planbar(akte: &Akte) -> Result<()> {
    let dran = matches!(
        akte.fall.stand,
        FallStand::F3
            | FallStand::F4
            | FallStand::F5
            | FallStand::F9
            | FallStand::G4
            | FallStand::G5
            | FallStand::G6
            | FallStand::G7
            | FallStand::G10
    );
    if dran {
        Ok(())
    } else {
        Err(Error::regel(
            "FALL-E74",
            format!(
                "Der Plan wird nicht geändert, solange der Fall „{}“ ist.",
                akte.fall.stand
            ),
        ))
    }
}

/// Adds a Baustein to the plan. What is decided is not changed by it.
///
/// # Errors
/// `FALL-E41` without a goal of this case, `FALL-E140` to `E142`, `FALL-E74` outside the planning.
pub async fn planen(
    app: &App,
    tx: &mut Tx,
    may: &FallMay<Bearbeiten>,
    akte: &Akte,
    cmd: Bausteindaten,
) -> Result<()> {
    planbar(akte)?;
    if !cmd.art.passt(akte.fall.stand.egh()) {
        return Err(Error::Regel(vec![
            Befund::neu("FALL-E176", "Diese Leistung gehört zu einem anderen Gesetz.").an("art"),
        ]));
    }
    // a key of another case counts as none
    let ziele: Vec<Uuid> = cmd
        .ziele
        .iter()
        .copied()
        .filter(|z| akte.handlungsziele.iter().any(|h| h.id.uuid() == *z))
        .collect();
    let b = regel::baustein(&regel::Baustein {
        text: &cmd.text,
        umfang: cmd.umfang,
        menge: cmd.menge,
        zeitraum: cmd.zeitraum,
        ziele: ziele.len(),
    });
    if !b.is_empty() {
        return Err(Error::Regel(b));
    }
    let w = wann(app, may);
    let b = Baustein {
        id: app.ids.neu(),
        art: cmd.art,
        typ: cmd.typ,
        text: cmd.text.trim().to_owned(),
        umfang: cmd.umfang,
        mindestens: cmd.menge.0,
        hoechstens: cmd.menge.1,
        von: cmd.zeitraum.0,
        bis: cmd.zeitraum.1,
        kosten_monat: cmd.kosten.0,
        stand: Bausteinstand::Geplant,
    };
    ablage::baustein(tx, akte.fall.id, &b, &ziele, w).await?;
    bescheide::mitzeichnung_loeschen(tx, akte.fall.id).await?;
    db::anfassen(tx, &akte.fall, w.von, w.zeit).await?;
    may.notieren(app, tx, &format!("baustein={}", cmd.art.code()));
    Ok(())
}

/// Takes a planned Baustein out of the plan again. In a review one that runs is marked to end with the change, and a
/// second time to stay after all; until the change is decided it runs on.
///
/// # Errors
/// [`Error::NichtGefunden`] when it is none of this case or its state has no such way.
pub async fn streichen(
    app: &App,
    tx: &mut Tx,
    may: &FallMay<Bearbeiten>,
    akte: &Akte,
    baustein: Uuid,
) -> Result<()> {
    planbar(akte)?;
    let b = akte.bausteine.iter().find(|b| b.id.uuid() == baustein);
    let stand = b.ok_or(Error::NichtGefunden)?.stand;
    let nach = match stand {
        Bausteinstand::Geplant => Bausteinstand::Gestrichen,
        Bausteinstand::Bewilligt if akte.wird_geaendert() => Bausteinstand::Auslaufend,
        Bausteinstand::Auslaufend if akte.wird_geaendert() => Bausteinstand::Bewilligt,
        _ => return Err(Error::NichtGefunden),
    };
    if !ablage::stellen(tx, akte.fall.id, baustein, (stand, nach)).await? {
        return Err(Error::NichtGefunden);
    }
    let w = wann(app, may);
    bescheide::mitzeichnung_loeschen(tx, akte.fall.id).await?;
    db::anfassen(tx, &akte.fall, w.von, w.zeit).await?;
    may.notieren(app, tx, &format!("baustein={}", nach.code()));
    Ok(())
}

/// What the form of the plan says; the rest comes from the case.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "the fields of 4.11, see Hilfeplan")]
pub struct Plandaten {
    pub bedarf: String,
    pub aufgabe_familie: String,
    pub aufgabe_traeger: String,
    pub aufgabe_amt: String,
    pub aufgabe_umfeld: String,
    pub geschwister: String,
    pub getrennt: String,
    pub schutz: String,
    pub perspektive: String,
    pub uebergang: String,
    pub nachbetreuung: String,
    pub ohne_sozialraum: String,
    pub pruefdatum: Option<Datum>,
    pub meinungen: String,
    pub familie_selbst: String,
}

/// Keeps a version of the plan after checking all of 4.11.
///
/// # Errors
/// One finding for each part that is missing; `FALL-E74` outside the planning.
pub async fn fassung(
    app: &App,
    tx: &mut Tx,
    may: &FallMay<Bearbeiten>,
    akte: &Akte,
    cmd: Plandaten,
) -> Result<()> {
    planbar(akte)?;
    let lage = akte.lage();
    let rollen: Vec<_> = akte.beteiligte.iter().map(FallBeteiligter::rolle).collect();
    let bausteine: Vec<_> = akte
        .geltende()
        .map(|b| (b.art, b.typ, akte.ziele_von(b).len()))
        .collect();
    let b = regel::plan(
        &regel::Plan {
            rollen: &rollen,
            wille: (lage.hauptpersonen, lage.mit_wille),
            wille_offen: akte.angabe(Angabe::WilleOffen).is_some()
                || akte.angabe(Angabe::OhneFreiwilligkeit).is_some(),
            bereich: akte.fall.bereich,
            ressourcen: akte.ressourcen.len(),
            ziele: (lage.grobziele, lage.ohne_handlungsziel),
            bausteine: &bausteine,
            sozialraum_pflicht: akte.regeln.sozialraumanteil_pflicht,
            ohne_sozialraum: &cmd.ohne_sozialraum,
            bedarf: &cmd.bedarf,
            aufgabe_familie: &cmd.aufgabe_familie,
            aufgabe_amt: &cmd.aufgabe_amt,
            geschwister: &cmd.geschwister,
            getrennt: &cmd.getrennt,
            schutz: &cmd.schutz,
            perspektive: &cmd.perspektive,
            meinungen: &cmd.meinungen,
            pruefdatum: cmd.pruefdatum,
        },
        app.uhr.heute(),
    );
    let (Some(pruefdatum), true) = (cmd.pruefdatum, b.is_empty()) else {
        return Err(Error::Regel(b));
    };
    let w = wann(app, may);
    let inhalt = serde_json::to_string(&inhalt(akte)).map_err(|e| Error::Intern(e.to_string()))?;
    let p = Hilfeplan {
        id: app.ids.neu(),
        nummer: akte.plaene.first().map_or(0, |p| p.nummer) + 1,
        bedarf: cmd.bedarf,
        aufgabe_familie: cmd.aufgabe_familie,
        aufgabe_traeger: cmd.aufgabe_traeger,
        aufgabe_amt: cmd.aufgabe_amt,
        aufgabe_umfeld: cmd.aufgabe_umfeld,
        geschwister: cmd.geschwister,
        getrennt: cmd.getrennt,
        schutz: cmd.schutz,
        perspektive: cmd.perspektive,
        uebergang: cmd.uebergang,
        nachbetreuung: cmd.nachbetreuung,
        ohne_sozialraum: cmd.ohne_sozialraum,
        pruefdatum,
        meinungen: cmd.meinungen,
        familie_selbst: cmd.familie_selbst,
        bausteine: schluessel(akte.bausteine.iter()),
        inhalt,
        gesamtplan: String::new(),
        benutzer_name: w.name.to_owned(),
        zeit: w.zeit,
    };
    ablage::fassung(tx, akte.fall.id, &p, w).await?;
    bescheide::mitzeichnung_loeschen(tx, akte.fall.id).await?;
    db::anfassen(tx, &akte.fall, w.von, w.zeit).await?;
    may.notieren(app, tx, &format!("hilfeplan={}", p.nummer));
    Ok(())
}

/// What a version copies from the case. Words of a child's own counselling are not in the case at all (RL-10).
pub(super) fn inhalt(akte: &Akte) -> Planinhalt {
    Planinhalt {
        beteiligte: akte
            .beteiligte
            .iter()
            .map(|b| format!("{} ({})", b.name(), b.rolle_wort()))
            .collect(),
        worte: akte
            .aeusserungen
            .iter()
            .map(|a| {
                let art = match a.art {
                    Aeusserungsart::Wille => "Wille",
                    Aeusserungsart::Wunsch => "Wunsch",
                    Aeusserungsart::AuftragDritter => "Auftrag von Dritten",
                    Aeusserungsart::Auflage => "Auflage",
                };
                (akte.name(&a.person), art.to_owned(), a.wortlaut.clone())
            })
            .collect(),
        ressourcen: akte.ressourcen.iter().map(|r| r.bezeichnung.clone()).collect(),
        ziele: akte
            .grobziele
            .iter()
            .map(|z| Planziel {
                text: z.text.clone(),
                schritte: akte
                    .zu_grobziel(z)
                    .into_iter()
                    .map(|h| {
                        let eigen = format!("{}: {}", h.schritt_wer, h.schritt_was);
                        (h.text.clone(), h.frist, eigen)
                    })
                    .collect(),
            })
            .collect(),
        bausteine: akte.geltende().map(|b| planbaustein(akte, b)).collect(),
    }
}

/// A Baustein as a plan or a Bescheid shows it: without its cost.
pub(crate) fn planbaustein(akte: &Akte, b: &Baustein) -> Planbaustein {
    Planbaustein {
        art: b.art,
        typ: b.typ,
        text: b.text.clone(),
        umfang: b.umfang_wort(),
        von: b.von,
        bis: b.bis,
        ziele: akte.ziele_von(b).into_iter().map(|h| h.text.clone()).collect(),
    }
}
