//! Break-glass (Fachkonzept 10.6): opens one Meldung to somebody of the ASD for a few hours, with a reason, and tells
//! Leitung and Datenschutz at once.

use amt::{
    App, Error, Kontext, Result,
    recht::{OrganisationsArt, Rolle},
};
use base::{Befund, Datum, Id};
use store::Tx;

use super::{informieren, zugang, zugang::Zugang};
use crate::{
    model::{Meldung, Notpruefung, Notzugriff},
    rules::frist,
    store::{Wann, akte, meldung as db, zugriff},
};

/// Shortest reason, in characters (AMT-E08).
pub const GRUND_MIN: usize = 20;

/// Roles that may (10.6).
const ROLLEN: [Rolle; 4] = [Rolle::R02, Rolle::R03, Rolle::R04, Rolle::R05];

/// Whether somebody may use it at all.
#[must_use]
pub fn darf(kontext: &Kontext) -> bool {
    kontext.organisation() == OrganisationsArt::Oeffentlich && ROLLEN.iter().any(|r| kontext.hat(*r))
}

/// What the form says.
#[derive(Debug, Clone, Default)]
pub struct Anfrage {
    /// Short name of the Meldung.
    pub kennzeichen: String,
    /// Or the child.
    pub vorname: String,
    /// Surname.
    pub nachname: String,
    /// Date of birth.
    pub geburtsdatum: Option<Datum>,
    /// Why; at least 20 characters.
    pub grund: String,
}

/// Opens the Meldung. Several for one child: the newest.
///
/// # Errors
/// `AMT-E08` for a short reason; `SCHUTZ-E30` when nothing is found; [`Error::NichtGefunden`] for everybody else.
pub async fn oeffnen(app: &App, tx: &mut Tx, kontext: &Kontext, a: &Anfrage) -> Result<Id<Meldung>> {
    if !darf(kontext) {
        return Err(Error::NichtGefunden);
    }
    let laenge = a.grund.trim().chars().count();
    if laenge < GRUND_MIN {
        return Err(Befund::neu(
            "AMT-E08",
            format!("Bitte den Grund mit mindestens {GRUND_MIN} Zeichen beschreiben; es sind {laenge}."),
        )
        .an("grund")
        .into());
    }
    let suche = base::suchform(&format!("{} {}", a.nachname, a.vorname));
    let kennzeichen = a.kennzeichen.trim().to_uppercase();
    let treffer = db::gesucht(tx, &kennzeichen, &suche, a.geburtsdatum).await?;
    // records taken over from an older version may share one
    let gleiche = treffer.iter().filter(|m| m.kennzeichen == kennzeichen).count();
    if gleiche > 1 {
        return Err(Befund::neu(
            "SCHUTZ-E30",
            "Dieses Kennzeichen ist mehrfach vergeben. Bitte Vorname, Nachname und Geburtsdatum des Kindes angeben.",
        )
        .an("vorname")
        .into());
    }
    // the Kennzeichen names the procedure; a child's name and birthday that do not belong to it must not open another
    let genannt = treffer.iter().position(|m| m.kennzeichen == kennzeichen);
    if let Some(i) = genannt
        && !suche.trim().is_empty()
        && !db::kind_passt(tx, treffer[i].id, &suche, a.geburtsdatum).await?
    {
        return Err(Befund::neu(
            "SCHUTZ-E30",
            "Kennzeichen und Name des Kindes gehören nicht zur selben Meldung. Bitte nur eines von beiden angeben.",
        )
        .an("kennzeichen")
        .into());
    }
    let Some(m) = treffer.into_iter().nth(genannt.unwrap_or(0)) else {
        return Err(Befund::neu(
            "SCHUTZ-E30",
            "Dazu gibt es keine Meldung. Bitte Kennzeichen prüfen, oder Vorname, Nachname und Geburtsdatum wie in der Meldung.",
        )
        .an("kennzeichen")
        .into());
    };
    let go = amt::ordnung::geltende(app, tx).await?;
    let jetzt = app.uhr.jetzt();
    let n = Notzugriff {
        id: app.ids.neu(),
        meldung: m.id,
        benutzer: kontext.benutzer().uuid(),
        benutzer_name: kontext.name().to_owned(),
        grund: a.grund.trim().to_owned(),
        von: jetzt,
        bis: frist::stunden_nach(jetzt, go.notzugriff_stunden)?,
        pruefung: crate::model::Vielleicht(None),
        geprueft_am: None,
        geprueft_name: String::new(),
    };
    zugriff::notzugriff(tx, &n).await?;
    let text = format!(
        "Notzugriff durch {} bis {}. Bitte innerhalb von 24 Stunden bestätigen oder widersprechen.",
        n.benutzer_name,
        n.bis.lang()
    );
    akte::hinweis(tx, app.ids.uuid(), m.id, &text, jetzt).await?;
    let wen = [Rolle::R04, Rolle::R24];
    informieren::post(app, tx, &m.kennzeichen, &wen, &[], &text).await?;
    let w = Wann {
        zeit: jetzt,
        von: n.benutzer,
        name: &n.benutzer_name,
    };
    akte::verlauf(tx, app.ids.uuid(), m.id, w, "notzugriff", "Notzugriff").await?;
    let rolle = ROLLEN.iter().find(|r| kontext.hat(**r));
    let mut e = zugang::eintrag(
        jetzt,
        kontext,
        rolle.map_or_else(String::new, |r| r.code().to_owned()),
        "notzugriff",
        Some(m.id.uuid()),
        "ERLAUBT",
        "",
    );
    e.notzugriff = Some(n.id.uuid());
    tx.journal(e);
    Ok(m.id)
}

/// A second person says whether it was right.
///
/// # Errors
/// [`Error::NichtGefunden`] when it is out of reach; `SCHUTZ-E31` by the same person; [`Error::Konflikt`] twice.
pub async fn pruefen(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    id: Id<Notzugriff>,
    wie: Notpruefung,
) -> Result<()> {
    let n = zugriff::laden(tx, id).await?.ok_or(Error::NichtGefunden)?;
    let (z, m): (Zugang<amt::recht::Entscheiden>, _) = zugang::befugt(app, tx, kontext, n.meldung).await?;
    if !kontext.hat(Rolle::R04) {
        return Err(Error::NichtGefunden);
    }
    if n.benutzer == kontext.benutzer().uuid() {
        return Err(Error::regel(
            "SCHUTZ-E31",
            "Den eigenen Notzugriff prüft jemand anderes.",
        ));
    }
    let w = z.wann(app);
    zugriff::pruefen(tx, id, wie, w).await?;
    akte::verlauf(
        tx,
        app.ids.uuid(),
        m.id,
        w,
        "notzugriff",
        &format!("Notzugriff {wie}"),
    )
    .await?;
    z.notieren(app, tx, m.id, "notzugriff-pruefung");
    Ok(())
}

/// Those nobody looked at, in reach of the Leitung; the second value is true after 24 hours (an incident).
///
/// # Errors
/// When the database refuses.
pub async fn offene(app: &App, tx: &mut Tx, kontext: &Kontext) -> Result<Vec<(Notzugriff, bool)>> {
    let mut aus = Vec::new();
    if !kontext.hat(Rolle::R04) {
        return Ok(aus);
    }
    for n in zugriff::ungeprueft(tx).await? {
        let erreichbar = zugang::befugt::<amt::recht::Entscheiden>(app, tx, kontext, n.meldung)
            .await
            .is_ok();
        if erreichbar {
            let spaet = app.uhr.jetzt() > n.von.plus_sekunden(24 * 3600);
            aus.push((n, spaet));
        }
    }
    Ok(aus)
}
