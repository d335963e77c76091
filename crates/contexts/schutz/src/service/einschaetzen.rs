//! The assessment of one child by several Fachkräfte. Words and facts, no points (RL-05).

use amt::{App, Error, Result, recht::Bearbeiten};
use base::{Befund, Datum, Id};
use store::Tx;
use uuid::Uuid;

use super::{
    eintragen::{laufend, nicht_kuenftig, noetig, sichern, teilnehmende},
    zugang::Zugang,
};
use crate::{
    model::{
        Anhaltspunkt, Anlass, Einschaetzung, Elternmitwirkung, Ergebnis, Form, Kind, Kontaktart, Meldung,
        Stand, Verursacher, Vielleicht,
    },
    rules::{fachkraefte, statistik},
    store::{akte, einschaetzung as db},
};

/// What the form says.
#[derive(Debug, Clone)]
pub struct Daten {
    /// Who judged together.
    pub fachkraefte: Vec<Uuid>,
    /// The ieF who was asked.
    pub ief: String,
    /// The child was seen.
    pub kontakt: Option<(Datum, Kontaktart)>,
    /// The Hausbesuch: day and who, or why not.
    pub hausbesuch: Result<(Datum, String), String>,
    /// The parents took part, or why not.
    pub eltern: Result<(), String>,
    /// The child took part, or why not.
    pub kind: Result<(), String>,
    /// How the Geheimnisträger took part.
    pub melder_beteiligt: String,
    /// What points to danger.
    pub punkte: Vec<(Form, String, String, Datum)>,
    /// What protects.
    pub schutzfaktoren: String,
    /// Whom it comes from.
    pub verursacher: Verursacher,
    /// The parents' part.
    pub mitwirkung: Elternmitwirkung,
    /// Result; `None` while it is open.
    pub ergebnis: Option<Ergebnis>,
    /// Reasons.
    pub begruendung: String,
    /// Offered help.
    pub angebot: String,
}

fn pruefen(d: &Daten, m: &Meldung, heute: Datum) -> Vec<Befund> {
    let mut b = Vec::new();
    for (antwort, feld) in [(&d.eltern, "eb_grund"), (&d.kind, "kind_grund")] {
        if antwort.as_ref().is_err_and(|g| g.trim().is_empty()) {
            b.push(
                Befund::neu(
                    "SCHUTZ-E03",
                    "Bitte begründen, warum nicht beteiligt wurde. Nur wenn sonst der Schutz des Kindes gefährdet wäre (§ 8a Abs. 1 S. 2).",
                )
                .an(feld),
            );
        }
    }
    nicht_kuenftig(&mut b, d.kontakt.map(|k| k.0), heute, "kontakt_am");
    match &d.hausbesuch {
        Ok((tag, wer)) => {
            nicht_kuenftig(&mut b, Some(*tag), heute, "hausbesuch_am");
            noetig(
                &mut b,
                wer,
                "hausbesuch_wer",
                "Bitte schreiben, wer da war; beim Hausbesuch sind es zwei.",
            );
        }
        Err(grund) => noetig(
            &mut b,
            grund,
            "hausbesuch_grund",
            "Bitte den Hausbesuch eintragen oder begründen, warum es keinen gab.",
        ),
    }
    for (form, tatsache, quelle, tag) in &d.punkte {
        let feld = |teil: &str| format!("{teil}-{}", form.code());
        nicht_kuenftig(&mut b, Some(*tag), heute, &feld("datum"));
        noetig(
            &mut b,
            tatsache,
            &feld("tatsache"),
            "Bitte die Tatsache aufschreiben, nicht die Bewertung.",
        );
        noetig(&mut b, quelle, &feld("quelle"), "Woher ist es bekannt?");
    }
    noetig(
        &mut b,
        &d.schutzfaktoren,
        "schutzfaktoren",
        "Bitte mindestens einen Schutzfaktor oder eine Stärke aufschreiben: Was schützt das Kind?",
    );
    if m.geheimnistraeger {
        noetig(
            &mut b,
            &d.melder_beteiligt,
            "melder_beteiligt",
            "Wie war die meldende Fachstelle beteiligt, oder warum nicht?",
        );
    }
    if d.ergebnis.is_some() {
        noetig(
            &mut b,
            &d.begruendung,
            "begruendung",
            "Bitte das Ergebnis begründen.",
        );
    }
    if d.ergebnis == Some(Ergebnis::Hilfebedarf) {
        noetig(&mut b, &d.angebot, "angebot", "Welche Hilfe wurde angeboten?");
    }
    b
}

/// Saves the assessment of one child; until the procedure ends it can be saved again.
///
/// # Errors
/// `SCHUTZ-E01` to `SCHUTZ-E03` and what else is missing; `SCHUTZ-E20` before S2; [`Error::NichtGefunden`] for a child of
/// another Meldung.
pub async fn einschaetzen(
    app: &App,
    tx: &mut Tx,
    z: &Zugang<Bearbeiten>,
    mut m: Meldung,
    kind: Id<Kind>,
    d: Daten,
) -> Result<()> {
    laufend(&m)?;
    if matches!(m.stand, Stand::S0 | Stand::S1) {
        return Err(Error::regel(
            "SCHUTZ-E20",
            "Die Einschätzung beginnt nach der ersten Bewertung.",
        ));
    }
    let kinder = akte::kinder(tx, m.id).await?;
    let Some(k) = kinder.iter().find(|k| k.id == kind) else {
        return Err(Error::NichtGefunden);
    };
    let wer = teilnehmende(app, tx, &d.fachkraefte).await?;
    let mut b: Vec<Befund> = fachkraefte::pruefen(&wer).into_iter().collect();
    b.extend(pruefen(&d, &m, app.uhr.heute()));
    if !b.is_empty() {
        return Err(Error::Regel(b));
    }
    let alt = db::alle(tx, m.id).await?.into_iter().find(|e| e.kind == kind);
    let id = alt.map_or_else(|| app.ids.neu(), |e| e.id);
    let w = z.wann(app);
    let leer = String::new;
    let e = Einschaetzung {
        id,
        kind,
        ief: d.ief,
        kontakt_am: d.kontakt.map(|k| k.0),
        kontakt_art: Vielleicht(d.kontakt.map(|k| k.1)),
        hausbesuch_am: d.hausbesuch.as_ref().ok().map(|h| h.0),
        hausbesuch_wer: d.hausbesuch.as_ref().map_or_else(|_| leer(), |h| h.1.clone()),
        hausbesuch_grund: d.hausbesuch.err().unwrap_or_default(),
        eb_beteiligt: Some(d.eltern.is_ok()),
        eb_grund: d.eltern.err().unwrap_or_default(),
        kind_beteiligt: Some(d.kind.is_ok()),
        kind_grund: d.kind.err().unwrap_or_default(),
        melder_beteiligt: d.melder_beteiligt,
        schutzfaktoren: d.schutzfaktoren,
        verursacher: Vielleicht(Some(d.verursacher)),
        mitwirkung: Vielleicht(Some(d.mitwirkung)),
        ergebnis: Vielleicht(d.ergebnis),
        begruendung: d.begruendung.trim().to_owned(),
        angebot: d.angebot.trim().to_owned(),
        wiederholt: statistik::wiederholt(&akte::frueher(tx, k).await?, app.uhr.heute()),
        abgeschlossen_am: None,
        benutzer_name: w.name.to_owned(),
        zeit: w.zeit,
    };
    let punkte: Vec<Anhaltspunkt> = d
        .punkte
        .into_iter()
        .map(|(form, tatsache, quelle, datum)| Anhaltspunkt {
            einschaetzung: id,
            form,
            tatsache,
            quelle,
            datum,
        })
        .collect();
    db::setzen(tx, m.id, &e, &punkte).await?;
    akte::mitwirkung_setzen(tx, m.id, Anlass::Einschaetzung, kind.uuid(), &wer).await?;
    let text = format!("Einschätzung zu Kind {} festgehalten", k.nummer);
    sichern(app, tx, z, &mut m, "einschaetzung", &text).await
}
