//! Decides: prepared by whoever leads the case, signed by a leader too above the limit, decided and booked in one
//! transaction, made known.

use amt::{
    App, Error, Kontext, Result,
    recht::{Bearbeiten, Entscheiden, Lesen, OrganisationsArt, Rolle},
};
use base::{Befund, Datum, Id};
use store::Tx;

use super::{
    hilfeplan::planbaustein,
    lesen::{self, Akte},
    versand as back_office,
    wille::wann,
    zugang::{self, FallMay},
};
use crate::{
    model::{
        Angabe, Anhoerungsausnahme, Bausteinstand, Bekanntgabeweg, BescheidDaten, Entscheidung,
        Entscheidungsart, Entscheidungsstand, Fall, FallStand, Fallspur, Vormerkung, Wunschergebnis,
    },
    nachbarn::nachbarn,
    rules::fall::entscheidung as regel,
    store::{entscheidung as ablage, fall as db, fall_akte::Wann, hilfeplan as plaene, versand},
};

/// What the form says.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields of 4.10, see Entscheidung")]
pub struct Vorlage {
    pub art: Entscheidungsart,
    pub norm: String,
    pub tenor: String,
    pub von: Option<Datum>,
    pub bis: Option<Datum>,
    pub begruendung: String,
    pub ermessen: String,
    pub anhoerung_am: Option<Datum>,
    pub ausnahme: Option<Anhoerungsausnahme>,
    pub warnung_am: Option<Datum>,
    pub wunsch: Wunschergebnis,
    pub wunsch_worte: String,
    pub weg: Bekanntgabeweg,
}

/// States in which a decision is prepared.
pub const VORBEREITEN: &[FallStand] = &[
    FallStand::F4,
    FallStand::F5,
    FallStand::F9,
    FallStand::G6,
    FallStand::G7,
    FallStand::G10,
    FallStand::P1,
    FallStand::P2,
    FallStand::P5,
];

/// States in which a help that runs is reviewed: there it is changed or ended, elsewhere something is granted.
pub const UEBERPRUEFEN: &[FallStand] = &[FallStand::F9, FallStand::G10, FallStand::P5];

/// Keeps the draft. An earlier draft and its co-signature are replaced by it.
///
/// # Errors
/// `FALL-E151` to `E154`, `E122`, `E125`, `E126`; `E190` before the month of the Antrag, `E269` before the need was known; `FALL-E74`
/// outside [`VORBEREITEN`].
pub async fn vorbereiten(
    app: &App,
    tx: &mut Tx,
    may: &FallMay<Bearbeiten>,
    akte: &Akte,
    cmd: Vorlage,
) -> Result<()> {
    if !VORBEREITEN.contains(&akte.fall.stand) {
        return Err(Error::regel(
            "FALL-E74",
            format!(
                "Eine Entscheidung wird nicht vorbereitet, solange der Fall „{}“ ist.",
                akte.fall.stand
            ),
        ));
    }
    let mut b = regel::pruefen(
        &regel::Vorlage {
            art: cmd.art,
            norm: &cmd.norm,
            tenor: &cmd.tenor,
            zeitraum: (cmd.von, cmd.bis),
            begruendung: &cmd.begruendung,
            anhoerung: (cmd.anhoerung_am, cmd.ausnahme.is_some()),
            warnung: cmd.warnung_am,
            wunsch: (cmd.wunsch, &cmd.wunsch_worte),
            entfaellt: akte.entfaellt(),
        },
        app.uhr.heute(),
    );
    if cmd.art.ueber_laufende() != UEBERPRUEFEN.contains(&akte.fall.stand) {
        let text = "Eine laufende Hilfe wird in der Überprüfung geändert oder eingestellt, alles andere vor dem Beginn entschieden.";
        b.push(Befund::neu("FALL-E248", text).an("art"));
    }
    if let (Some((ab, _)), Some(von)) = (akte.leistungsbeginn()?, cmd.von)
        && von < ab
    {
        let text = format!(
            "Leistungen beginnen frühestens am {ab}, dem Ersten des Monats des Antrags (§ 108 Abs. 1 SGB IX)."
        );
        b.push(Befund::neu("FALL-E190", text).an("von"));
    }
    b.extend(akte.vor_der_kenntnis(cmd.von));
    if !b.is_empty() {
        return Err(Error::Regel(b));
    }
    let w = wann(app, may);
    let e = Entscheidung {
        id: app.ids.neu(),
        art: cmd.art,
        norm: cmd.norm,
        tenor: cmd.tenor,
        von: cmd.von,
        bis: cmd.bis,
        begruendung: cmd.begruendung,
        ermessen: cmd.ermessen,
        anhoerung_am: cmd.anhoerung_am,
        anhoerung_ausnahme: cmd.ausnahme.map_or("", Anhoerungsausnahme::code).to_owned(),
        warnung_am: cmd.warnung_am,
        wunsch: cmd.wunsch,
        wunsch_worte: cmd.wunsch_worte,
        stand: Entscheidungsstand::Entwurf,
        hilfeplan: akte.plaene.first().map(|p| p.id.uuid()),
        kosten_monat: akte.kosten_monat().0,
        vorbereitet_von: w.von,
        vorbereitet_name: w.name.to_owned(),
        zeit: w.zeit,
        mitgezeichnet_name: String::new(),
        mitgezeichnet_am: None,
        entschieden_name: String::new(),
        entschieden_am: None,
        belehrung: regel::belehrung(&app.rahmen.behoerde),
        vormerkung: String::new(),
        weg: cmd.weg,
        versandt_am: None,
        bekannt_am: None,
        rechtsbehelf_bis: None,
        schritte: String::new(),
    };
    ablage::entwurf(tx, akte.fall.id, &e).await?;
    db::anfassen(tx, &akte.fall, w.von, w.zeit).await?;
    may.notieren(app, tx, &format!("entwurf={}", cmd.art.code()));
    Ok(())
}

/// A leader signs the draft too.
///
/// # Errors
/// `FALL-E10` for anybody else, `FALL-E124` for whoever prepared it, `FALL-E74` without a draft.
pub async fn mitzeichnen(
    app: &App,
    tx: &mut Tx,
    may: &FallMay<Entscheiden>,
    fall: &Fall,
    version: i64,
) -> Result<()> {
    let k = may.kontext();
    if !k.hat(Rolle::R04) || k.organisation() != OrganisationsArt::Oeffentlich {
        return Err(Error::regel(
            "FALL-E10",
            "Mitzeichnen kann nur die Leitung des öffentlichen Trägers (RL-02).",
        ));
    }
    if fall.version != version {
        return Err(Error::Konflikt);
    }
    let entwurf = ablage::alle(tx, fall.id)
        .await?
        .into_iter()
        .find(|e| e.stand == Entscheidungsstand::Entwurf);
    let Some(e) = entwurf else {
        return Err(Error::regel(
            "FALL-E74",
            "Es liegt kein Entwurf zum Mitzeichnen vor.",
        ));
    };
    if e.vorbereitet_von == k.benutzer().uuid() {
        return Err(Error::regel(
            "FALL-E124",
            "Wer die Entscheidung vorbereitet hat, zeichnet nicht selbst mit.",
        ));
    }
    let w = Wann {
        zeit: app.uhr.jetzt(),
        von: k.benutzer().uuid(),
        name: k.name(),
    };
    ablage::mitzeichnen(tx, e.id, w).await?;
    db::anfassen(tx, fall, w.von, w.zeit).await?;
    may.notieren(app, tx, "mitgezeichnet");
    Ok(())
}

/// H09 and H10: the draft becomes the decision, the Bausteine are granted, the money is reserved, the Bescheid counts
/// as sent today. All of it in the transaction of the step, so that either everything is there or nothing. Money is
/// reserved and never asked for (RL-01).
pub(super) async fn vollziehen(
    app: &App,
    tx: &mut Tx,
    may: &FallMay<Entscheiden>,
    akte: &Akte,
) -> Result<()> {
    let Some(e) = akte.entwurf() else {
        return Err(Error::regel(
            "FALL-E118",
            "Es liegt kein Entwurf der Entscheidung vor.",
        ));
    };
    let k = may.kontext();
    let (heute, fall) = (app.uhr.heute(), &akte.fall);
    let mut texte = Vec::new();
    if e.art.mit_hilfe() {
        let nachbarn = nachbarn(app)?;
        let aenderung = e.art == Entscheidungsart::Aenderung;
        // what was reserved under the number of a Baustein was freed when the case was decided anew (H22)
        let erneut = aenderung || akte.entschieden().is_some();
        if aenderung {
            // what is reserved for the rest of the old plan is freed, what is left of the new one reserved from today on
            nachbarn
                .freigeben(app, tx, may, app.ids.uuid(), heute, &fall.pseudonym())
                .await?;
        }
        let bezahlt = |b: &&crate::model::Baustein| b.kosten_monat > 0 && (!aenderung || b.bis >= heute);
        for b in akte.geltende().filter(bezahlt) {
            let v = Vormerkung {
                vorgang: if erneut { app.ids.uuid() } else { b.id.uuid() },
                datum: heute,
                raum: fall.raumeinheit,
                fall: fall.pseudonym(),
                leistungsart: b.art.code().to_owned(),
                je_monat: b.kosten(),
                zeitraum: (if aenderung { b.von.max(heute) } else { b.von }, b.bis),
            };
            texte.push(nachbarn.vormerken(app, tx, may, v).await?.text);
        }
        plaene::bausteine_stellen(tx, fall.id, Bausteinstand::Geplant, Bausteinstand::Bewilligt).await?;
        plaene::bausteine_stellen(tx, fall.id, Bausteinstand::Auslaufend, Bausteinstand::Beendet).await?;
    }
    let w = Wann {
        zeit: app.uhr.jetzt(),
        von: k.benutzer().uuid(),
        name: k.name(),
    };
    ablage::entscheiden(tx, e.id, &texte.join(" "), akte.kosten_monat().0, w).await?;
    let go = amt::ordnung::geltende(app, tx).await?;
    let b = regel::bekanntgabe(&go, e.weg, heute)?;
    ablage::bekanntgeben(tx, e.id, e.weg, heute, &b).await?;
    may.notieren(app, tx, &format!("entschieden={}", e.art.code()));
    Ok(())
}

/// Notes how and when the Bescheid really went out, and computes the remedy period anew.
///
/// # Errors
/// `FALL-E90` before the decision or in the future; `FALL-E74` without a decision.
pub async fn bekanntgeben(
    app: &App,
    tx: &mut Tx,
    may: &FallMay<Bearbeiten>,
    akte: &Akte,
    (weg, versandt): (Bekanntgabeweg, Datum),
) -> Result<()> {
    let Some(e) = akte.entschieden() else {
        return Err(Error::regel("FALL-E74", "Es ist noch nichts entschieden."));
    };
    hinaus(app, tx, e, (weg, versandt)).await?;
    let w = wann(app, may);
    versand::erledigt(tx, akte.fall.id, e.id, wann(app, may)).await?;
    db::anfassen(tx, &akte.fall, w.von, w.zeit).await?;
    may.notieren(app, tx, &format!("bekanntgabe={}", weg.code()));
    Ok(())
}

/// The day and the way a Bescheid went out, with the remedy period from there.
///
/// # Errors
/// `FALL-E90` before the decision or in the future.
pub(super) async fn hinaus(
    app: &App,
    tx: &mut Tx,
    e: &Entscheidung,
    (weg, versandt): (Bekanntgabeweg, Datum),
) -> Result<()> {
    let frueh = e.entschieden_am.is_some_and(|z| versandt < z.datum());
    if frueh || versandt > app.uhr.heute() {
        let text = "Der Bescheid geht am Tag der Entscheidung oder später hinaus, nicht in der Zukunft.";
        return Err(Error::Regel(vec![
            Befund::neu("FALL-E90", text).an("versandt_am"),
        ]));
    }
    let go = amt::ordnung::geltende(app, tx).await?;
    let b = regel::bekanntgabe(&go, weg, versandt)?;
    ablage::bekanntgeben(tx, e.id, weg, versandt, &b).await?;
    Ok(())
}

/// Everything the Bescheid of the last decision prints; the look is noted, commit the transaction.
///
/// # Errors
/// [`Error::NichtGefunden`] when the user may not see the case or nothing is decided.
pub async fn bescheid(app: &App, tx: &mut Tx, kontext: &Kontext, id: Id<Fall>) -> Result<BescheidDaten> {
    let (may, fall) = match zugang::befugt::<Lesen>(app, tx, kontext, id).await {
        Err(Error::NichtGefunden) => back_office::befugt(tx, kontext, id).await?,
        da => da?,
    };
    let akte = lesen::laden(app, tx, fall, false).await?;
    let d = daten(app, &akte).ok_or(Error::NichtGefunden)?;
    may.notieren(app, tx, "bescheid");
    Ok(d)
}

/// What the Bescheid of the last decision prints; nothing while nothing is decided.
pub(super) fn daten(app: &App, akte: &Akte) -> Option<BescheidDaten> {
    let e = akte.entschieden()?;
    let plan = akte.plaene.iter().find(|p| Some(p.id.uuid()) == e.hilfeplan);
    let begehren = akte
        .angabe(Angabe::Begehren)
        .or_else(|| akte.angabe(Angabe::Antrag));
    let anhoerung = match (e.anhoerung_am, e.ausnahme()) {
        (Some(tag), _) => format!("angehört am {tag}"),
        (None, Some(a)) => format!("von der Anhörung abgesehen nach § 24 Abs. 2 {a}"),
        (None, None) => String::new(),
    };
    Some(BescheidDaten {
        behoerde: app.rahmen.behoerde.to_string(),
        aktenzeichen: akte.fall.aktenzeichen.clone(),
        datum: e.entschieden_am.map_or(akte.heute, base::Zeitpunkt::datum),
        art: e.art,
        anspruch: akte
            .angabe(Angabe::Anspruchsinhaber)
            .map_or_else(String::new, |a| a.worte.clone()),
        betrifft: akte
            .beteiligte
            .iter()
            .filter(|b| b.hauptperson())
            .map(crate::model::FallBeteiligter::name)
            .collect(),
        begehren_am: begehren.and_then(|b| b.tag),
        norm: e.norm.clone(),
        tenor: e.tenor.clone(),
        zeitraum: e.von.map(|v| (v, e.bis)),
        bausteine: if e.art.mit_hilfe() {
            plan.map_or_else(
                || akte.geltende().map(|b| planbaustein(akte, b)).collect(),
                |p| p.planinhalt().bausteine,
            )
        } else {
            vec![]
        },
        wunsch: e.wunsch,
        wunsch_worte: e.wunsch_worte.clone(),
        pruefdatum: plan.filter(|_| e.art.mit_hilfe()).map(|p| p.pruefdatum),
        begruendung: e.begruendung.clone(),
        ermessen: e.ermessen.clone(),
        anhoerung,
        ombudsstelle: match akte.fall.stand.spur() {
            Fallspur::Eingliederung => regel::TEILHABEBERATUNG,
            Fallspur::Pflege => regel::SOZIALBERATUNG,
            Fallspur::Erziehung | Fallspur::Jugendgericht => regel::OMBUDSSTELLE,
        }
        .to_owned(),
        belehrung: e.belehrung.clone(),
        entschieden_von: e.entschieden_name.clone(),
        mitgezeichnet_von: e.mitgezeichnet_name.clone(),
        ansprechperson: akte.fall.fallfuehrend_name.clone(),
        bekanntgabe: match (e.versandt_am, e.bekannt_am, e.rechtsbehelf_bis) {
            (Some(v), Some(b), Some(r)) => Some((e.weg, v, b, r)),
            _ => None,
        },
        schritte: e.rechenschritte(),
    })
}
