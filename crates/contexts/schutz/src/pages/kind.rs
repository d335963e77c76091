//! `/meldungen/{id}/kind/{nr}`: the assessment of one child. No points are asked for and none are shown (RL-05).

use amt::{App, Error, Huelle, Kontext};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Befund, Datum, Id};
use store::Tx;
use web::{Eingaben, Ergebnis, Formular, Seite, Shell, Wahl};

use super::{FORM_KIND, Kopf, NAMEN, gewaehlte, ja_nein, kopf, mit_befunden, pfad, shell};
use crate::{
    model::{
        Anlass, Elternmitwirkung, Ergebnis as Urteil, Form, Kind, Kontaktart, Meldung, Stand, TEXT_MAX,
        Verursacher,
    },
    service::{
        einschaetzen::{Daten, einschaetzen},
        lesen::Akte,
        zugang::Zugang,
    },
};

struct Punktfeld {
    titel: &'static str,
    tatsache: String,
    quelle: String,
    datum: String,
}

#[derive(Template)]
#[template(path = "schutz/kind.html")]
struct KindSeite {
    shell: Shell,
    kopf: Kopf,
    akte: Akte,
    kind: Kind,
    f: Formular,
    offen: bool,
    kraefte: Vec<Wahl>,
    ja_nein: Vec<Wahl>,
    kontaktarten: Vec<Wahl>,
    punkte: Vec<Punktfeld>,
    verursacher: Vec<Wahl>,
    mitwirkung: Vec<Wahl>,
    ergebnisse: Vec<Wahl>,
    entwurf: &'static str,
}

fn felder(form: Form) -> [String; 3] {
    ["tatsache", "quelle", "datum"].map(|t| format!("{t}-{}", form.code()))
}

fn gefuellt(a: &Akte, k: &Kind) -> Formular {
    let mut f = Formular::leer();
    for (n, t) in (1..).zip(a.wer(Anlass::Einschaetzung, k.id.uuid())) {
        f = f.setze(&format!("fachkraft-{n}"), t.fachkraft);
    }
    let Some(e) = a.zu_kind(k.id) else { return f };
    let jn = |b: Option<bool>| b.map(|b| if b { "JA" } else { "NEIN" });
    for p in a.punkte_zu(e) {
        let [t, q, d] = felder(p.form);
        f = f.setze(&t, &p.tatsache).setze(&q, &p.quelle).setze(&d, p.datum.0);
    }
    f.setze("ief", &e.ief)
        .setze_wenn("kontakt_am", e.kontakt_am.map(|d| d.0))
        .setze_wenn("kontakt_art", e.kontakt_art.0.map(Kontaktart::code))
        .setze_wenn("hausbesuch_am", e.hausbesuch_am.map(|d| d.0))
        .setze("hausbesuch_wer", &e.hausbesuch_wer)
        .setze("hausbesuch_grund", &e.hausbesuch_grund)
        .setze_wenn("eb_beteiligt", jn(e.eb_beteiligt))
        .setze("eb_grund", &e.eb_grund)
        .setze_wenn("kind_beteiligt", jn(e.kind_beteiligt))
        .setze("kind_grund", &e.kind_grund)
        .setze("melder_beteiligt", &e.melder_beteiligt)
        .setze("schutzfaktoren", &e.schutzfaktoren)
        .setze_wenn("verursacher", e.verursacher.0.map(Verursacher::code))
        .setze_wenn("mitwirkung", e.mitwirkung.0.map(Elternmitwirkung::code))
        .setze_wenn("ergebnis", e.ergebnis.0.map(Urteil::code))
        .setze("begruendung", &e.begruendung)
        .setze("angebot", &e.angebot)
}

async fn rendern(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    (id, nr): (Id<Meldung>, Id<Kind>),
    f: Option<Formular>,
    befunde: Vec<Befund>,
) -> Ergebnis<Response> {
    let a = super::akte(app, kontext, id).await?;
    let Some(kind) = a.kinder.iter().find(|k| k.id == nr).cloned() else {
        return Err(Error::NichtGefunden.into());
    };
    let f = match f {
        Some(f) => f,
        None => {
            let f = gefuellt(&a, &kind);
            if f.wert("fachkraft-1").is_empty() {
                f.setze_wenn("fachkraft-1", super::ich(app, kontext).await?)
            } else {
                f
            }
        }
    };
    let ungueltig = !befunde.is_empty() || !f.alle_fehler().is_empty();
    let seite = KindSeite {
        shell: shell(huelle, &a, &format!("Einschätzung zu Kind {}", kind.nummer)),
        kopf: kopf(kontext, &a, ""),
        f: mit_befunden(f, befunde).benannt(NAMEN).benannt(&[
            ("eb_beteiligt", "Eltern beteiligt?"),
            ("eb_grund", "Warum nicht beteiligt (Eltern)"),
            ("kind_beteiligt", "Kind beteiligt?"),
            ("kind_grund", "Warum nicht beteiligt (Kind)"),
            ("hausbesuch_grund", "Kein Hausbesuch"),
            ("schutzfaktoren", "Was schützt das Kind?"),
            ("begruendung", "Begründung"),
        ]),
        offen: a.bearbeiten && a.meldung.laeuft() && !matches!(a.meldung.stand, Stand::S0 | Stand::S1),
        kraefte: super::kraefte(app).await?,
        ja_nein: ja_nein(),
        kontaktarten: Kontaktart::wahlen(),
        punkte: Form::ALLE
            .iter()
            .map(|form| {
                let [tatsache, quelle, datum] = felder(*form);
                Punktfeld {
                    titel: form.wort(),
                    tatsache,
                    quelle,
                    datum,
                }
            })
            .collect(),
        verursacher: Verursacher::wahlen(),
        mitwirkung: Elternmitwirkung::wahlen(),
        ergebnisse: Urteil::wahlen(),
        entwurf: FORM_KIND,
        kind,
        akte: a,
    };
    Ok(Seite::formular(seite, ungueltig).into_response())
}

pub(super) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(wo): Path<(Id<Meldung>, Id<Kind>)>,
) -> Ergebnis<Response> {
    rendern(&app, &kontext, huelle, wo, None, vec![]).await
}

fn beteiligt(e: &mut Eingaben, feld: &str, grund: &str) -> Result<(), String> {
    let antwort = e.pflichttext(feld, 8);
    let warum = e.text(grund, 1000);
    if antwort == "JA" { Ok(()) } else { Err(warum) }
}

fn daten(e: &mut Eingaben) -> Option<Daten> {
    let fachkraefte = gewaehlte(e);
    let eltern = beteiligt(e, "eb_beteiligt", "eb_grund");
    let kind = beteiligt(e, "kind_beteiligt", "kind_grund");
    let kontakt_am = e.datum("kontakt_am").map(Datum);
    let kontakt_art = if kontakt_am.is_some() {
        e.pflichtauswahl("kontakt_art")
    } else {
        e.auswahl("kontakt_art")
    };
    let wer = e.text("hausbesuch_wer", 200);
    let grund = e.text("hausbesuch_grund", 1000);
    let hausbesuch = match e.datum("hausbesuch_am") {
        Some(tag) => Ok((Datum(tag), wer)),
        None => Err(grund),
    };
    let mut punkte = Vec::new();
    for form in Form::ALLE {
        let [t, q, d] = felder(*form);
        let (tatsache, quelle) = (e.text(&t, 2000), e.text(&q, 200));
        let etwas = !tatsache.is_empty() || !quelle.is_empty() || !e.roh(&d).is_empty();
        if etwas && let Some(tag) = e.pflichtdatum(&d) {
            punkte.push((*form, tatsache, quelle, Datum(tag)));
        }
    }
    let verursacher = e.pflichtauswahl("verursacher");
    let mitwirkung = e.pflichtauswahl("mitwirkung");
    Some(Daten {
        fachkraefte,
        ief: e.text("ief", 120),
        kontakt: kontakt_am.zip(kontakt_art),
        hausbesuch,
        eltern,
        kind,
        melder_beteiligt: e.text("melder_beteiligt", 1000),
        punkte,
        schutzfaktoren: e.text("schutzfaktoren", TEXT_MAX),
        verursacher: verursacher?,
        mitwirkung: mitwirkung?,
        ergebnis: e.auswahl("ergebnis"),
        begruendung: e.text("begruendung", TEXT_MAX),
        angebot: e.text("angebot", 2000),
    })
}

pub(super) async fn speichern(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path((id, nr)): Path<(Id<Meldung>, Id<Kind>)>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let cmd = daten(&mut e);
    let (Some(cmd), false) = (cmd, e.hat_fehler()) else {
        return rendern(&app, &kontext, huelle, (id, nr), Some(e.formular()), vec![]).await;
    };
    let tun = async |tx: &mut Tx, z: &Zugang<_>, m: Meldung| {
        amt::entwurf::verwerfen(tx, &kontext, FORM_KIND, &nr.to_string()).await?;
        einschaetzen(&app, tx, z, m, nr, cmd).await
    };
    match super::speichern(&app, &kontext, id, &e, pfad(id, ""), tun).await? {
        Ok(antwort) => Ok(antwort),
        Err(b) => rendern(&app, &kontext, huelle, (id, nr), Some(e.formular()), b).await,
    }
}
