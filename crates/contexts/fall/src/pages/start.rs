//! `/`: what is due today, for whoever looks.

use amt::{
    App, Error, Huelle, Kontext, entwurf,
    navigation::darf,
    recht::{Bereich, OrganisationsArt, Recht, Rolle, Sicht},
};
use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use base::Datum;
use schutz::service::lesen::Faellig;
use store::Tx;
use uuid::Uuid;
use web::{Ergebnis, Fertig, Seite, Shell, Status};

use super::{fall::uebersicht::ampel, wahlen};
use crate::{
    model::{Anliegen, Meldung, Uebergabe},
    nachbarn::nachbarn,
    service::{
        fall::{fristen, liste, versand},
        koordination, lesen, uebergabe,
    },
    store::{FallFilter, FallSpalte, FallZeile, Filter, Neues, Zeile},
};

/// Rows of each board.
const ZEILEN: i64 = 8;
/// Periods on the first page; the rest stands on the list.
const FRISTEN: usize = 8;
/// Lines of what is new.
const NEUES: usize = 8;

struct Tafel {
    titel: &'static str,
    leer: &'static str,
    alle: &'static str,
    zeilen: Vec<Zeile>,
    gesamt: String,
}

/// A case of mine, or one I stand in for.
struct Meiner {
    fall: FallZeile,
    vertreten: bool,
}

impl Meiner {
    fn spaet(&self, heute: Datum) -> bool {
        self.fall.naechster_termin.is_some_and(|t| t < heute)
    }
}

#[derive(Template)]
#[template(path = "fall/start.html")]
struct Start {
    shell: Shell,
    darf_neu: bool,
    /// Somebody of a Träger: their orders.
    traeger: bool,
    meldungen: Vec<(Meldung, Option<Faellig>)>,
    faelle: Vec<Meiner>,
    faelle_gesamt: String,
    /// What others did in them.
    neues: Vec<Neues>,
    neues_mehr: bool,
    /// Periods that are over or nearly, the next day first, and how many there are.
    fristen: Vec<(fristen::Fallfrist, Status)>,
    fristen_gesamt: usize,
    /// Open handovers, with the number of the case.
    uebergaben: Vec<(Uebergabe, String)>,
    fachkraft: Option<Uuid>,
    /// Bescheide to be sent, for the Back-Office.
    versand: Option<usize>,
    /// Contact cards the user has to do with, and topics to agree on there.
    karten: (usize, usize),
    tafeln: Vec<Tafel>,
    entwuerfe: Fertig,
    heute: Datum,
    ueberfaellig: Status,
}

impl Start {
    fn nehme(&self, u: &Uebergabe) -> bool {
        self.fachkraft == Some(u.an)
    }
}

pub(crate) async fn zeigen(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let mut tafeln = Vec::new();
    let ich = kontext.benutzer().uuid();
    let fachkraft = nachbarn(&app)?.fachkraft_von(&app, &mut tx, ich).await?;
    if Sicht::auf::<Anliegen>(&kontext).is_ok() {
        // what is late stands above once; below comes only what else there is
        let meine = Filter {
            meine: Some((fachkraft, ich)),
            nur_offen: true,
            in_der_zeit: true,
            ..Filter::default()
        };
        let faellig = Filter {
            ueberfaellig: true,
            ..Filter::default()
        };
        let rueckruf = Filter {
            rueckruf: true,
            in_der_zeit: true,
            ..Filter::default()
        };
        let alle = [
            (
                "Überfällig",
                "Nichts ist überfällig.",
                "/anliegen?faellig=ja",
                faellig,
            ),
            (
                "Zugesagte Rückrufe",
                "Kein weiterer Rückruf ist offen.",
                "/anliegen?rueckruf=ja&puenktlich=ja",
                rueckruf,
            ),
            (
                "Meine weiteren offenen Anliegen",
                "Sie haben kein weiteres offenes Anliegen.",
                "/anliegen?wer=meine&puenktlich=ja",
                meine,
            ),
        ];
        for (titel, leer, url, filter) in alle {
            let (zeilen, gesamt) = lesen::liste(&app, &mut tx, &kontext, &filter, (0, ZEILEN)).await?;
            tafeln.push(Tafel {
                titel,
                leer,
                alle: url,
                zeilen,
                gesamt: wahlen::bis_gezaehlt(gesamt),
            });
        }
    }
    let meldungen = lesen::meldungen(&app, &mut tx, &kontext).await?;
    let uebergaben = match fachkraft {
        Some(f) => uebergabe::meine(&mut tx, f).await?,
        None => Vec::new(),
    };
    let zu_versenden = if versand::back_office(&kontext) {
        Some(versand::liste(&app, &mut tx, &kontext).await?.len())
    } else {
        None
    };
    let karten = koordination::offen(&app, &mut tx, &kontext).await?;
    let (faelle, faelle_gesamt) = meine_faelle(&app, &mut tx, &kontext, fachkraft).await?;
    // one more than is shown tells whether there are more
    let mut neues = liste::neues(&app, &mut tx, &kontext, NEUES + 1).await?;
    let neues_mehr = neues.len() > NEUES;
    neues.truncate(NEUES);
    let dringend = match fristen::offene(&app, &mut tx, &kontext).await {
        Err(Error::NichtGefunden) => Vec::new(),
        alle => fristen::dringend(&alle?, app.uhr.heute()),
    };
    let fristen_gesamt = dringend.len();
    let dringend: Vec<_> = dringend.into_iter().take(FRISTEN).collect();
    let shell = huelle.titel("Heute");
    let entwuerfe = entwurf::liste(&app, &mut tx, &kontext, &shell.csrf).await?;
    // one connection at a time: whoever reads does not wait for the writer
    drop(tx);
    for t in &tafeln {
        lesen::gezeigt_jetzt(&app, &kontext, &t.zeilen, "heute").await?;
    }
    let gezeigt: Vec<FallZeile> = faelle.iter().map(|f| f.fall.clone()).collect();
    liste::gezeigt(&app, &kontext, &gezeigt, "heute").await?;
    liste::neues_gezeigt(&app, &kontext, &neues, "heute").await?;
    fristen::gezeigt(&app, &kontext, &dringend, "heute").await?;
    let gezeigt: Vec<Meldung> = meldungen.iter().map(|(m, _)| m.clone()).collect();
    lesen::meldungen_gezeigt(&app, &kontext, &gezeigt, "heute").await?;
    Ok(Seite::neu(Start {
        traeger: kontext.organisation() != OrganisationsArt::Oeffentlich
            && (kontext.hat(Rolle::R09) || kontext.hat(Rolle::R10)),
        darf_neu: darf(&kontext, Bereich::Service, Recht::Anlegen),
        meldungen,
        faelle,
        neues,
        neues_mehr,
        faelle_gesamt: wahlen::bis_gezaehlt(faelle_gesamt),
        fristen: dringend
            .into_iter()
            .map(|f| {
                let (_, s) = ampel(f.zeile.clone(), app.uhr.heute());
                (f, s)
            })
            .collect(),
        fristen_gesamt,
        uebergaben,
        fachkraft,
        versand: zu_versenden,
        karten,
        tafeln,
        entwuerfe: Fertig::aus(&entwuerfe)?,
        heute: app.uhr.heute(),
        ueberfaellig: Status::ernst("überfällig"),
        shell,
    })
    .into_response())
}

/// The cases somebody leads or stands in for, the next day first; none for whoever leads none.
async fn meine_faelle(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    fachkraft: Option<Uuid>,
) -> amt::Result<(Vec<Meiner>, i64)> {
    let Some(ich) = fachkraft else {
        return Ok((Vec::new(), 0));
    };
    let filter = FallFilter {
        meine: Some(ich),
        sortierung: FallSpalte::Termin,
        ..FallFilter::default()
    };
    let (zeilen, gesamt) = match liste::liste(app, tx, kontext, &filter, (0, ZEILEN)).await {
        Err(Error::NichtGefunden) => return Ok((Vec::new(), 0)),
        alle => alle?,
    };
    let meine = zeilen.into_iter().map(|fall| Meiner {
        vertreten: fall.fallfuehrend != ich,
        fall,
    });
    Ok((meine.collect(), gesamt))
}
