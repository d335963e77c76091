//! Asking an Akteur for a place: a letter with a link, an answer without an account, one reminder, and an end when nobody
//! answers. Nothing about the person is stored or sent; they bring the mark along.

use amt::{
    App, Error, Result, journal,
    recht::{Anlegen, Bearbeiten, Befugnis, Bezug, Lesen, Objektart as _, Sicht},
};
use base::{Befund, Id};
use raum::Raumeinheit;
use store::{Tx, journal::Eintrag};

use super::erinnern::{abdruck, brief};
use crate::{
    Angebot,
    ablage::{self, vermittlung as tabelle, weg::Weg},
    codes::{
        Ablehnungsgrund, Altersband, AngebotStatus, Rueckmeldung, VermittlungAnliegen, VermittlungStatus,
        WegQuelle,
    },
    vermittlung::{
        VERMITTLUNG_AUFBEWAHREN_TAGE, VERMITTLUNG_ERINNERN_TAGE, VERMITTLUNG_TAGE, Vermittlung,
        VermittlungGespeichert, kennzeichen,
    },
};

const TAG_S: i64 = 24 * 3600;

/// What is asked for, and what the Weg-Weisung counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VermittlungNeu {
    /// The offer.
    pub angebot: Id<Angebot>,
    /// What is asked for.
    pub anliegen: VermittlungAnliegen,
    /// Raum of the person who asked.
    pub raum: Option<Id<Raumeinheit>>,
    /// Age band of the person who asked.
    pub altersband: Option<Altersband>,
    /// Where it happened.
    pub quelle: WegQuelle,
}

fn text(app: &App, g: &VermittlungGespeichert, basis: &str, token: &str, anfang: &str) -> String {
    format!(
        "Guten Tag,\n\n{anfang}\n\nEs geht um Ihr Angebot „{titel}“. Gebraucht wird: {anliegen}.\n\
         Der Mensch, um den es geht, nennt Ihnen das Kennzeichen {kennzeichen}. Wir nennen Ihnen keinen Namen, und Sie \
         brauchen uns keinen zu nennen.\n\nGeht das? Bitte antworten Sie über diesen Link. Sie brauchen kein Konto:\n\n\
         {basis}/vermittlung-beantworten?k={token}\n\nDer Link gilt bis {bis} und nur einmal. Danach fragen wir \
         anderswo nach.\n\nFreundliche Grüße\n{behoerde}\n",
        titel = g.titel,
        anliegen = g.anliegen,
        kennzeichen = g.kennzeichen,
        bis = g.gilt_bis.datum(),
        behoerde = app.rahmen.behoerde,
    )
}

fn geheimnis(app: &App) -> String {
    web::schluessel::hex(&app.rahmen.zufall.bytes::<32>())
}

/// Asks the Akteur of an offer, by a letter when there is an address. Without one somebody has to call and enter the
/// answer.
///
/// # Errors
/// `NichtGefunden` when there is no such offer; `NETZ-E166` when it is not active.
pub async fn vermitteln(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Anlegen, Vermittlung>,
    neu: &VermittlungNeu,
    basis: &str,
) -> Result<Id<Vermittlung>> {
    let angebot = ablage::angebot::laden(tx, neu.angebot).await?;
    if angebot.daten.status != AngebotStatus::Aktiv {
        let text = "Dieses Angebot ist gerade nicht aktiv. Bitte suchen Sie ein anderes.";
        return Err(Befund::neu("NETZ-E166", text).into());
    }
    let weg = Weg {
        datum: app.uhr.heute(),
        raum: neu.raum,
        altersband: neu.altersband,
        quelle: neu.quelle,
    };
    let weg_id = app.ids.neu();
    ablage::weg::einfuegen(tx, &weg, &[(weg_id, neu.angebot)]).await?;
    let (id, jetzt, token) = (app.ids.neu(), app.uhr.jetzt(), geheimnis(app));
    let n = tabelle::Neu {
        id,
        kennzeichen: &kennzeichen(app.rahmen.zufall.bytes::<8>()),
        angebot: neu.angebot,
        weg: weg_id,
        anliegen: neu.anliegen,
        token: abdruck(&token),
        von: may.kontext().benutzer().uuid(),
    };
    tabelle::einfuegen(tx, n, (jetzt, jetzt.plus_sekunden(VERMITTLUNG_TAGE * TAG_S))).await?;
    let g = tabelle::laden(tx, id).await?;
    if !g.email.is_empty() {
        let betreff = format!("Anfrage {} zu „{}“", g.kennzeichen, g.titel);
        let anfang = format!("wir haben eine Anfrage an {}.", g.akteur);
        brief(
            app,
            tx,
            &g.email,
            &betreff,
            &text(app, &g, basis, &token, &anfang),
        )
        .await?;
    }
    journal::notieren(tx, &*app.uhr, may, id, "angefragt");
    Ok(id)
}

/// One question.
///
/// # Errors
/// `NichtGefunden` when there is none.
pub async fn vermittlung_laden(
    tx: &mut Tx,
    may: &Befugnis<Lesen, Vermittlung>,
) -> Result<VermittlungGespeichert> {
    tabelle::laden(tx, may.objekt().ok_or(Error::NichtGefunden)?).await
}

/// The questions of this user, or of everybody: first answers this user has not opened, then what waits; and how many there
/// are.
///
/// # Errors
/// When the database cannot be read.
pub async fn vermittlungen(
    tx: &mut Tx,
    _sicht: &Sicht,
    (ich, alle): (Id<amt::Benutzer>, bool),
    anzahl: i64,
    ab: i64,
) -> Result<(Vec<VermittlungGespeichert>, i64)> {
    let wessen = (ich.uuid(), alle);
    Ok((
        tabelle::liste(tx, wessen, (anzahl, ab)).await?,
        tabelle::anzahl(tx, wessen).await?,
    ))
}

/// How many answers wait to be opened by the one who asked; none for whoever may not ask.
///
/// # Errors
/// When the database cannot be read.
pub async fn vermittlungen_ungesehen(tx: &mut Tx, kontext: &amt::Kontext) -> Result<Option<i64>> {
    if Befugnis::<Anlegen, Vermittlung>::pruefen(kontext, None, Bezug::default()).is_err() {
        return Ok(None);
    }
    Ok(Some(tabelle::ungesehen(tx, kontext.benutzer().uuid()).await?))
}

/// The one who asked has opened what came of it. For everybody else nothing changes.
///
/// # Errors
/// When the database cannot be written.
pub async fn vermittlung_gesehen(app: &App, tx: &mut Tx, may: &Befugnis<Lesen, Vermittlung>) -> Result<()> {
    let id = may.objekt().ok_or(Error::NichtGefunden)?;
    tabelle::gesehen(tx, id, may.kontext().benutzer().uuid(), app.uhr.jetzt()).await
}

async fn antworten(
    app: &App,
    tx: &mut Tx,
    id: Id<Vermittlung>,
    (status, grund): (VermittlungStatus, Option<Ablehnungsgrund>),
    von: &str,
) -> Result<()> {
    if status == VermittlungStatus::Abgelehnt && grund.is_none() {
        return Err(Befund::neu("NETZ-E167", "Bitte wählen Sie, warum es nicht geht.")
            .an("grund")
            .into());
    }
    if !tabelle::beantworten(tx, id, (status, grund), von, app.uhr.jetzt()).await? {
        return Err(Error::Konflikt);
    }
    let was = match status {
        VermittlungStatus::Angenommen => Rueckmeldung::Angenommen,
        VermittlungStatus::Abgelehnt => Rueckmeldung::NichtAngenommen,
        _ => return Ok(()),
    };
    let weg = tabelle::weg(tx, id).await?;
    ablage::weg::rueckmelden(tx, weg, was).await
}

/// Enters an answer that came by telephone, or takes the question back.
///
/// # Errors
/// `NETZ-E167` when a refusal has no reason; `Konflikt` when there is an answer already.
pub async fn vermittlung_eintragen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Vermittlung>,
    status: VermittlungStatus,
    grund: Option<Ablehnungsgrund>,
) -> Result<()> {
    let id = may.objekt().ok_or(Error::NichtGefunden)?;
    tabelle::laden(tx, id).await?;
    let erlaubt = matches!(
        status,
        VermittlungStatus::Angenommen | VermittlungStatus::Abgelehnt | VermittlungStatus::Zurueckgezogen
    );
    if !erlaubt {
        return Err(Error::NichtGefunden);
    }
    let grund = grund.filter(|_| status == VermittlungStatus::Abgelehnt);
    antworten(app, tx, id, (status, grund), "am Telefon").await?;
    // whoever asked and enters the answer has seen it; of a colleague's they are told
    tabelle::gesehen(tx, id, may.kontext().benutzer().uuid(), app.uhr.jetzt()).await?;
    journal::notieren(tx, &*app.uhr, may, id, status.code());
    Ok(())
}

/// The question of a link; `None` when it was answered, has ended, or never was.
///
/// # Errors
/// When the database cannot be read.
pub async fn vermittlung_oeffnen(
    app: &App,
    tx: &mut Tx,
    token: &str,
) -> Result<Option<VermittlungGespeichert>> {
    tabelle::offene(tx, abdruck(token), app.uhr.jetzt()).await
}

/// The Akteur answers over the link. There is no account and so no authorisation; the link proves which question it is.
///
/// # Errors
/// `NETZ-E167` when a refusal has no reason; `Konflikt` when there is an answer already.
pub async fn vermittlung_beantworten(
    app: &App,
    tx: &mut Tx,
    g: &VermittlungGespeichert,
    grund: Option<Ablehnungsgrund>,
    angenommen: bool,
) -> Result<()> {
    let wie = if angenommen {
        (VermittlungStatus::Angenommen, None)
    } else {
        (VermittlungStatus::Abgelehnt, grund)
    };
    antworten(app, tx, g.id, wie, "über den Link").await?;
    tx.journal(Eintrag {
        zeit: app.uhr.jetzt(),
        benutzer: None,
        rolle: String::new(),
        zweck: Vermittlung::ZWECK.code().to_owned(),
        aktion: "vermittlung.antwort".to_owned(),
        objektart: Vermittlung::NAME.to_owned(),
        objekt: Some(g.id.uuid()),
        klasse: Vermittlung::KLASSE.code().to_owned(),
        ergebnis: "ERLAUBT".to_owned(),
        notzugriff: None,
        angaben: wie.0.code().to_owned(),
    });
    Ok(())
}

/// Once an hour: reminds Akteure that have not answered for a week, once; how many letters that were.
///
/// # Errors
/// When the database cannot be read or written.
pub async fn vermittlungen_erinnern(app: &App, tx: &mut Tx, basis: &str) -> Result<usize> {
    let jetzt = app.uhr.jetzt();
    let vor = jetzt.plus_sekunden(-VERMITTLUNG_ERINNERN_TAGE * TAG_S);
    let mut gesendet = 0;
    for g in tabelle::zu_erinnern(tx, vor, jetzt).await? {
        if g.email.is_empty() {
            continue;
        }
        let token = geheimnis(app);
        if !tabelle::erinnert(tx, g.id, abdruck(&token), jetzt).await? {
            continue;
        }
        let betreff = format!("Erinnerung: Anfrage {} zu „{}“", g.kennzeichen, g.titel);
        let anfang = format!(
            "am {} haben wir Sie etwas gefragt und noch keine Antwort. Der Link von damals gilt nicht mehr, dieser hier \
             schon.",
            g.gestellt_am.datum()
        );
        brief(
            app,
            tx,
            &g.email,
            &betreff,
            &text(app, &g, basis, &token, &anfang),
        )
        .await?;
        gesendet += 1;
    }
    Ok(gesendet)
}

/// Once an hour: what nobody answered in time ends, and what is a year old is forgotten. How many ended.
///
/// # Errors
/// When the database cannot be written.
pub async fn vermittlungen_aufraeumen(app: &App, tx: &mut Tx) -> Result<u64> {
    let jetzt = app.uhr.jetzt();
    tabelle::vergessen(tx, jetzt.plus_sekunden(-VERMITTLUNG_AUFBEWAHREN_TAGE * TAG_S)).await?;
    tabelle::verfallen(tx, jetzt).await
}
