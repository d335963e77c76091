//! What a Träger sees and does: its own orders and nothing else of the case (Fachkonzept 4.13).

use amt::{
    App, Error, Kontext, Result, journal,
    recht::{Aktion, Befugnis, Bezug, Lesen, OrganisationsArt, Recht, Rolle},
};
use base::{Datum, Id};
use store::Tx;
use uuid::Uuid;

use crate::{
    model::{
        Auftragsstand, Beauftragung, Datenkategorie, Fall, FallBeteiligter, FallStand, Handlungsziel,
        Kontakt, Kontaktart, auftragsnummer,
    },
    nachbarn::nachbarn,
    rules::fall::{auftrag as regel, sm3},
    service::fall::lesen::{self, Akte},
    store::{beauftragung as ablage, fall as db, fall_akte::Wann},
};

/// Answering an order and reporting on it: who may see the own order may do this with it.
#[derive(Debug, Clone, Copy)]
pub struct Ausfuehren;
impl Aktion for Ausfuehren {
    const NAME: &'static str = "ausfuehren";
    const RECHT: Recht = Recht::Lesen;
}

/// Whom a user of a Träger works for.
///
/// # Errors
/// [`Error::NichtGefunden`] for everybody else.
pub(super) async fn traeger(app: &App, tx: &mut Tx, kontext: &Kontext) -> Result<(Uuid, String)> {
    let rolle = kontext.hat(Rolle::R09) || kontext.hat(Rolle::R10);
    if !rolle || kontext.organisation() == OrganisationsArt::Oeffentlich {
        return Err(Error::NichtGefunden);
    }
    nachbarn(app)?
        .arbeitgeber(app, tx, kontext.benutzer().uuid())
        .await?
        .ok_or(Error::NichtGefunden)
}

/// Proof for one order, and the order. A guessed key of another Träger's order does not exist.
///
/// # Errors
/// [`Error::NichtGefunden`].
pub async fn befugt<A: Aktion>(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    id: Id<Beauftragung>,
) -> Result<(Befugnis<A, Beauftragung>, Beauftragung)> {
    let (organisation, _) = traeger(app, tx, kontext).await?;
    let b = ablage::laden(tx, id).await?.ok_or(Error::NichtGefunden)?;
    let bezug = Bezug {
        eigener_fall: b.traeger == organisation,
        raum: Some(Uuid::nil()),
        eigenes: false,
    };
    let may = Befugnis::pruefen(kontext, Some(id), bezug)?;
    if b.traeger == organisation {
        Ok((may, b))
    } else {
        Err(Error::NichtGefunden)
    }
}

/// The orders of the user's Träger, each noted as seen; commit the transaction.
///
/// # Errors
/// [`Error::NichtGefunden`] for whoever works for no Träger.
pub async fn liste(app: &App, tx: &mut Tx, kontext: &Kontext) -> Result<(String, Vec<Beauftragung>)> {
    let (organisation, name) = traeger(app, tx, kontext).await?;
    let alle = ablage::von_traeger(tx, organisation).await?;
    for b in &alle {
        let eigen = Bezug {
            eigener_fall: true,
            raum: Some(Uuid::nil()),
            eigenes: false,
        };
        let may = Befugnis::<Lesen, Beauftragung>::pruefen(kontext, Some(b.id), eigen)?;
        journal::notieren(tx, &*app.uhr, &may, b.id, "liste");
    }
    Ok((name, alle))
}

/// What a Träger gets of a case: only what stands in the data package, and only once it is asked.
#[derive(Debug, Clone, Default)]
pub struct Datenpaket {
    /// Number of the case.
    pub aktenzeichen: String,
    /// Who to ask at the office.
    pub ansprechperson: String,
    /// Name and role, or roles only until the order is accepted (RL-07).
    pub beteiligte: Vec<String>,
    /// (Goal, until, own step of the family).
    pub ziele: Vec<(String, Datum, String)>,
    /// (who, verbatim).
    pub worte: Vec<(String, String)>,
    /// Tasks of the plan.
    pub aufgaben: Vec<(String, String)>,
    /// What is agreed on for protection.
    pub schutz: String,
}

/// An order as its Träger sees it.
#[derive(Debug, Clone)]
pub struct Auftragsakte {
    /// The order.
    pub auftrag: Beauftragung,
    /// Its number, as it stands on invoices.
    pub nummer: String,
    /// State of it today.
    pub stand: Auftragsstand,
    /// State of the case.
    pub fall: FallStand,
    /// The data package.
    pub daten: Datenpaket,
    /// Goals to rate in a review; none when they are not in the package.
    pub ziele: Vec<Handlungsziel>,
    /// Contacts of this order.
    pub kontakte: Vec<Kontakt>,
}

/// Reads one order with its data package; commit the transaction.
///
/// # Errors
/// [`Error::NichtGefunden`].
pub async fn akte(app: &App, tx: &mut Tx, kontext: &Kontext, id: Id<Beauftragung>) -> Result<Auftragsakte> {
    let (may, b) = befugt::<Lesen>(app, tx, kontext, id).await?;
    journal::notieren(tx, &*app.uhr, &may, id, &*b.datenpaket);
    let fall = fall_von(tx, &b).await?;
    let stand = b.stand_am(app.uhr.heute());
    let akte = lesen::laden(app, tx, fall, false).await?;
    let nr = ablage::nummer(tx, id).await?.ok_or(Error::NichtGefunden)?;
    Ok(Auftragsakte {
        nummer: auftragsnummer(&nr.aktenzeichen, nr.nr),
        // a review rates them even when the last day has just passed
        ziele: if bewertbar(&b, akte.fall.stand) && b.gibt(Datenkategorie::Ziele) {
            akte.handlungsziele.clone()
        } else {
            vec![]
        },
        kontakte: ablage::kontakte_von(tx, id).await?,
        daten: paket(&akte, &b, stand),
        fall: akte.fall.stand,
        stand,
        auftrag: b,
    })
}

async fn fall_von(tx: &mut Tx, b: &Beauftragung) -> Result<Fall> {
    db::load(tx, Id::von(b.fall)).await?.ok_or(Error::NichtGefunden)
}

/// The Träger may rate the goals.
#[must_use]
pub const fn bewertbar(b: &Beauftragung, fall: FallStand) -> bool {
    b.gilt() && matches!(fall, FallStand::F9 | FallStand::F10)
}

/// The projection. An order that was refused, has lapsed or has ended carries nothing any more: what the family says
/// later is not for a Träger that no longer helps it.
fn paket(akte: &Akte, b: &Beauftragung, stand: Auftragsstand) -> Datenpaket {
    let angenommen = matches!(stand, Auftragsstand::Angenommen | Auftragsstand::Aktiv);
    let gibt = |k| (angenommen || stand == Auftragsstand::Angefragt) && b.gibt(k);
    let leute: Vec<&FallBeteiligter> = akte.beteiligte.iter().collect();
    let name = |p: &FallBeteiligter| {
        if angenommen {
            format!("{} ({})", p.name(), p.rolle_wort())
        } else {
            // before the Träger accepts it needs no name to say whether it can
            p.rolle_wort().to_owned()
        }
    };
    let mut d = Datenpaket {
        aktenzeichen: akte.fall.aktenzeichen.clone(),
        ansprechperson: akte.fall.fallfuehrend_name.clone(),
        ..Datenpaket::default()
    };
    if gibt(Datenkategorie::Namen) {
        d.beteiligte = leute.into_iter().map(name).collect();
    }
    if gibt(Datenkategorie::Ziele) {
        d.ziele = akte
            .handlungsziele
            .iter()
            .map(|h| (h.text.clone(), h.frist, h.schritt_was.clone()))
            .collect();
    }
    if gibt(Datenkategorie::Worte) && angenommen {
        d.worte = akte
            .aeusserungen
            .iter()
            .map(|a| (akte.name(&a.person), a.wortlaut.clone()))
            .collect();
    }
    if let Some(p) = akte.plaene.first().filter(|_| angenommen) {
        if gibt(Datenkategorie::Aufgaben) {
            d.aufgaben = [
                ("Familie", &p.aufgabe_familie),
                ("Träger", &p.aufgabe_traeger),
                ("Amt", &p.aufgabe_amt),
            ]
            .into_iter()
            .filter(|(_, t)| !t.is_empty())
            .map(|(w, t)| (w.to_owned(), t.clone()))
            .collect();
        }
        if gibt(Datenkategorie::Schutz) {
            d.schutz.clone_from(&p.schutz);
        }
    }
    d
}

/// The Träger accepts or refuses.
///
/// # Errors
/// `FALL-E167` without the reason of a refusal, `FALL-E168` too late, [`Error::Konflikt`] when it was answered already.
pub async fn antworten(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Ausfuehren, Beauftragung>,
    b: &Beauftragung,
    annehmen: bool,
    grund: &str,
) -> Result<()> {
    match b.stand_am(app.uhr.heute()) {
        Auftragsstand::Angefragt => {}
        Auftragsstand::Verfallen => {
            return Err(Error::regel(
                "FALL-E168",
                format!(
                    "Die Antwort war bis {} möglich. Bitte rufen Sie das Amt an.",
                    b.antwort_bis
                ),
            ));
        }
        _ => return Err(Error::Konflikt),
    }
    if !annehmen && grund.trim().is_empty() {
        let text = "Bitte sagen, warum Sie den Auftrag nicht annehmen.";
        return Err(Error::Regel(vec![
            base::Befund::neu("FALL-E167", text).an("grund"),
        ]));
    }
    let stand = if annehmen {
        Auftragsstand::Angenommen
    } else {
        Auftragsstand::Abgelehnt
    };
    let w = wann(app, may);
    ablage::antworten(tx, b.id, stand, grund.trim(), w).await?;
    let fall = fall_von(tx, b).await?;
    verlauf(
        app,
        tx,
        &fall,
        w,
        ("AUFTRAG", &format!("{}: {stand}", b.traeger_name)),
    )
    .await?;
    journal::notieren(tx, &*app.uhr, may, b.id, format!("antwort={}", stand.code()));
    Ok(())
}

/// A contact as the form says it.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "see Kontakt")]
pub struct Kontaktdaten {
    pub datum: Datum,
    pub beginn: String,
    pub minuten: i64,
    pub art: Kontaktart,
    pub ausfall: String,
    pub ort: String,
    pub rollen: String,
}

/// Enters a contact. The first one that took place is the beginning of the help (H12).
///
/// # Errors
/// `FALL-E90`, `FALL-E164` to `E166`; `FALL-E74` while the order does not run.
pub async fn kontakt(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Ausfuehren, Beauftragung>,
    b: &Beauftragung,
    cmd: Kontaktdaten,
) -> Result<()> {
    let fall = fall_von(tx, b).await?;
    let laeuft = matches!(
        fall.stand,
        FallStand::F7 | FallStand::F8 | FallStand::F9 | FallStand::F10
    );
    if !b.nimmt_kontakte(app.uhr.heute()) || !laeuft {
        return Err(Error::regel(
            "FALL-E74",
            "Kontakte werden eingetragen, wenn das Amt den Auftrag erteilt hat und die Hilfe läuft.",
        ));
    }
    let befunde = regel::kontakt(
        (cmd.datum, app.uhr.heute()),
        (b.beginn, b.ende),
        &cmd.beginn,
        cmd.minuten,
        cmd.art,
        &cmd.ausfall,
        &cmd.rollen,
    );
    if !befunde.is_empty() {
        return Err(Error::Regel(befunde));
    }
    let w = wann(app, may);
    let k = Kontakt {
        id: app.ids.neu(),
        datum: cmd.datum,
        beginn: cmd.beginn,
        minuten: cmd.minuten,
        art: cmd.art,
        ausfall: cmd.ausfall,
        ort: cmd.ort,
        rollen: cmd.rollen,
        bestaetigt: false,
        benutzer_name: w.name.to_owned(),
    };
    ablage::kontakt(tx, b.fall, b.id, &k, w).await?;
    if fall.stand == FallStand::F7 && k.art != Kontaktart::Ausfall {
        beginnen(app, tx, fall, w).await?;
    }
    journal::notieren(tx, &*app.uhr, may, b.id, "kontakt");
    Ok(())
}

/// H12.
async fn beginnen(app: &App, tx: &mut Tx, mut fall: Fall, w: Wann<'_>) -> Result<()> {
    let Some(u) = sm3::finde("H12") else {
        return Ok(());
    };
    ablage::stellen(tx, fall.id, Auftragsstand::Angenommen, Auftragsstand::Aktiv).await?;
    fall.stand = u.nach;
    fall.stand_am = w.zeit;
    db::update(tx, &fall, w.von, w.zeit).await?;
    verlauf(app, tx, &fall, w, (u.id, u.text)).await
}

/// H15: another extent within the corridor. No Bescheid, a line in the history the ASD reads.
///
/// # Errors
/// `FALL-E131` outside the corridor, `FALL-E74` while the help does not run.
pub async fn umfang(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Ausfuehren, Beauftragung>,
    b: &Beauftragung,
    umfang: i64,
) -> Result<()> {
    let fall = fall_von(tx, b).await?;
    if b.stand != Auftragsstand::Aktiv || fall.stand != FallStand::F8 {
        return Err(Error::regel(
            "FALL-E74",
            "Der Umfang ändert sich erst, wenn die Hilfe läuft.",
        ));
    }
    if let Some(x) = regel::im_korridor((b.mindestens, b.hoechstens), umfang) {
        return Err(Error::Regel(vec![x]));
    }
    let w = wann(app, may);
    ablage::umfang(tx, b.id, umfang).await?;
    let text = format!(
        "Umfang im Korridor geändert: {} statt {} Minuten in der Woche",
        umfang, b.umfang
    );
    verlauf(app, tx, &fall, w, ("H15", &text)).await?;
    journal::notieren(tx, &*app.uhr, may, b.id, "umfang");
    Ok(())
}

fn wann<'a>(app: &App, may: &'a Befugnis<Ausfuehren, Beauftragung>) -> Wann<'a> {
    Wann {
        zeit: app.uhr.jetzt(),
        von: may.kontext().benutzer().uuid(),
        name: may.kontext().name(),
    }
}

async fn verlauf(app: &App, tx: &mut Tx, fall: &Fall, w: Wann<'_>, was: (&str, &str)) -> Result<()> {
    Ok(db::verlauf_anfuegen(tx, fall.id, (app.ids.uuid(), w.zeit), (w.von, w.name), was).await?)
}
