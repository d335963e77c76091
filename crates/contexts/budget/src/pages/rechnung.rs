//! One invoice: its check line by line, and what becomes of it.

use amt::{App, Error, Huelle, Kontext, meldung};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use base::{Befund, Cent, Id};
use web::{Eingaben, Ergebnis, Feldfehler, Formular, MeldungArt, Seite, Shell, Status, Wahl};

use super::{
    hilfen::{fertig, schreiben},
    rechnungen::{gezahlt, zeichen},
};
use crate::{
    model::{Abweichung, Einheit, Rechnung, Rechnungsstand, Rechnungszeile, Zeilenentscheidung},
    service::rechnung::{self as dienst, Buchungsstand, Rechnungsakte, Rolle},
};

struct Zeile {
    z: Rechnungszeile,
    menge: String,
    soll: String,
    /// What was computed when the page was made; comes back with the form.
    gesehen: String,
    befunde: Vec<Abweichung>,
    feld: String,
    wahlen: Vec<Wahl>,
}

#[derive(Template)]
#[template(path = "budget/rechnung.html")]
struct Blatt {
    shell: Shell,
    f: Formular,
    r: Rechnung,
    stand: Status,
    gezahlt: String,
    befunde: Vec<Abweichung>,
    zeilen: Vec<Zeile>,
    soll: Cent,
    anzahl: usize,
    buchungen: Vec<Buchungsstand>,
    eigene: bool,
    entwurf: bool,
    entscheiden: bool,
    oeffnen: bool,
    stornieren: bool,
    storno_wartet: bool,
    haengt: bool,
    konflikt: bool,
    /// What somebody entered and can no longer be used: (what, value).
    verloren: Vec<(String, String)>,
}

fn menge(z: &Rechnungszeile) -> String {
    match z.zeile.einheit {
        Einheit::Stunde => format!("{} Minuten", z.zeile.menge),
        Einheit::Tag if z.zeile.menge == 1 => "1 Tag".to_owned(),
        Einheit::Tag => format!("{} Tage", z.zeile.menge),
        Einheit::Monat if z.zeile.menge == 1 => "1 Monat".to_owned(),
        Einheit::Monat => format!("{} Monate", z.zeile.menge),
    }
}

fn zeile(z: Rechnungszeile, p: &crate::rules::rechnung::Pruefzeile) -> Zeile {
    use Zeilenentscheidung as Z;
    let mut wahlen = Vec::new();
    if p.auftrag.is_some() {
        wahlen.push(Wahl::neu(Z::Gefordert.code(), Z::Gefordert.wort()));
        // never more than was asked for
        if p.soll.is_some_and(|s| s < z.zeile.betrag) {
            wahlen.push(Wahl::neu(Z::Berechnet.code(), Z::Berechnet.wort()));
        }
    }
    wahlen.push(Wahl::neu(Z::Nein.code(), Z::Nein.wort()));
    Zeile {
        menge: menge(&z),
        soll: p.soll.map_or_else(|| "–".to_owned(), |s| s.to_string()),
        gesehen: p.soll.map_or_else(String::new, |s| s.0.to_string()),
        befunde: p.befunde.clone(),
        feld: format!("zeile-{}", z.nr),
        wahlen,
        z,
    }
}

/// A line without difference is to be paid as it was asked for; the others a person chooses.
fn vorschlag(a: &Rechnungsakte) -> Formular {
    let mut f = Formular::leer();
    for (z, p) in a.zeilen.iter().zip(&a.pruefung.zeilen) {
        if p.gut() {
            f = f.setze(&format!("zeile-{}", z.nr), Zeilenentscheidung::Gefordert.code());
        }
    }
    f
}

/// What comes back to the page after something did not work.
#[derive(Default)]
struct Zurueck {
    f: Option<Formular>,
    befunde: Vec<Befund>,
    /// The invoice or a price changed since the page was made.
    konflikt: bool,
}

/// What was typed into a form that is no longer on the page.
fn verloren(f: &Formular, entscheiden: bool, stornieren: bool) -> Vec<(String, String)> {
    let mut aus = Vec::new();
    for (feld, wert) in f.werte() {
        let was = match (feld.strip_prefix("zeile-"), feld.as_str()) {
            (Some(nr), _) if !entscheiden => format!("Zeile {nr}"),
            (None, "grund") if !entscheiden => "Begründung".to_owned(),
            (None, "storno_grund") if !stornieren => "Grund des Stornos".to_owned(),
            _ => continue,
        };
        if !wert.is_empty() {
            let wort = wert.parse::<Zeilenentscheidung>();
            aus.push((was, wort.map_or_else(|_| wert.clone(), |z| z.wort().to_owned())));
        }
    }
    aus
}

/// Every error leads to a place that is on the page: its field, else the head of the invoice.
fn an_ort(befunde: Vec<Befund>, entscheiden: bool, stornieren: bool) -> impl Iterator<Item = Feldfehler> {
    befunde.into_iter().map(move |b| {
        let feld = match b.ort.as_str() {
            "storno_grund" if stornieren => b.ort,
            ort if entscheiden && ort.starts_with("zeile-") => b.ort,
            "rechnung" => b.ort,
            _ if entscheiden => "grund".to_owned(),
            _ if stornieren => "storno_grund".to_owned(),
            _ => "rechnung".to_owned(),
        };
        Feldfehler {
            feld,
            code: b.code.to_owned(),
            text: b.text,
        }
    })
}

async fn rendern(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Rechnung>,
    z: Zurueck,
) -> Ergebnis<Response> {
    let mut tx = schreiben(app).await?;
    let a = dienst::akte(app, &mut tx, kontext, id).await?;
    let rolle = dienst::rolle(&mut tx, kontext).await?;
    fertig(tx).await?;
    let amt = rolle == Rolle::Amt { bearbeiten: true };
    let eigene = rolle.traeger().is_some();
    let ohne_buchung = a.buchungen.iter().all(|b| !b.wartet && b.gezahlt.is_empty());
    let entscheiden = a.r.stand == Rechnungsstand::Eingereicht && amt;
    let stornieren = a.r.gebucht() && amt && !ohne_buchung && !a.r.storno_wartet;
    let status = if z.konflikt {
        StatusCode::CONFLICT
    } else if z.befunde.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let namen: Vec<(String, String)> = a
        .zeilen
        .iter()
        .map(|z| (format!("zeile-{}", z.nr), format!("Zeile {}", z.nr)))
        .chain([
            ("grund".to_owned(), "Begründung".to_owned()),
            ("storno_grund".to_owned(), "Grund des Stornos".to_owned()),
            ("rechnung".to_owned(), "Rechnung".to_owned()),
        ])
        .collect();
    let benannt: Vec<(&str, &str)> = namen.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let verloren =
        z.f.as_ref()
            .map_or_else(Vec::new, |f| verloren(f, entscheiden, stornieren));
    let f =
        z.f.unwrap_or_else(|| vorschlag(&a))
            .mit_fehlern(an_ort(z.befunde, entscheiden, stornieren))
            .benannt(&benannt);
    let seite = Blatt {
        shell: huelle
            .titel(format!("Rechnung {}", a.r.nummer))
            .ueber("Rechnungen", "/rechnungen"),
        stand: zeichen(a.r.stand),
        gezahlt: gezahlt(&a.r),
        soll: a.pruefung.soll,
        anzahl: a.pruefung.anzahl(),
        befunde: if a.r.offen() {
            a.pruefung.befunde.clone()
        } else {
            Vec::new()
        },
        entwurf: a.r.stand == Rechnungsstand::Entwurf && (eigene || amt),
        entscheiden,
        oeffnen: a.r.gebucht() && amt && ohne_buchung,
        stornieren,
        storno_wartet: a.r.storno_wartet && !eigene,
        haengt: amt && dienst::haengt(&a.r, &a.buchungen),
        konflikt: z.konflikt,
        verloren,
        eigene,
        zeilen: a
            .zeilen
            .into_iter()
            .zip(&a.pruefung.zeilen)
            .map(|(z, p)| zeile(z, p))
            .collect(),
        buchungen: a.buchungen,
        r: a.r,
        f,
    };
    Ok(Seite::neu(seite).status(status).into_response())
}

/// The invoice.
pub async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Rechnung>>,
) -> Ergebnis<Response> {
    rendern(&app, &kontext, huelle, id, Zurueck::default()).await
}

fn zur(id: Id<Rechnung>, text: &str) -> Response {
    meldung::weiter(format!("/rechnungen/{id}"), MeldungArt::Erfolg, text)
}

fn zu_spaet(id: Id<Rechnung>) -> Response {
    meldung::weiter(
        format!("/rechnungen/{id}"),
        MeldungArt::Warnung,
        "Jemand anderes war schneller. Bitte sehen Sie den neuen Stand an.",
    )
}

/// A step without a form of its own.
#[derive(Clone, Copy)]
enum Schritt {
    Einreichen,
    Oeffnen,
    Heilen,
}

async fn gehen(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Rechnung>,
    schritt: Schritt,
) -> Ergebnis<Response> {
    let mut tx = schreiben(app).await?;
    let (was, text) = match schritt {
        Schritt::Einreichen => (
            dienst::einreichen(app, &mut tx, kontext, id).await,
            "Eingereicht.",
        ),
        Schritt::Oeffnen => (
            dienst::wieder_oeffnen(app, &mut tx, kontext, id).await,
            "Wieder offen.",
        ),
        Schritt::Heilen => (
            dienst::wieder_gelten(app, &mut tx, kontext, id).await,
            "Die Rechnung gilt wieder.",
        ),
    };
    match was {
        Ok(()) => {
            fertig(tx).await?;
            Ok(zur(id, text))
        }
        Err(Error::Konflikt) => Ok(zu_spaet(id)),
        Err(Error::Regel(befunde)) => {
            drop(tx);
            let z = Zurueck {
                befunde,
                ..Zurueck::default()
            };
            rendern(app, kontext, huelle, id, z).await
        }
        Err(anders) => Err(anders.into()),
    }
}

/// Sends the draft.
pub async fn einreichen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Rechnung>>,
) -> Ergebnis<Response> {
    gehen(&app, &kontext, huelle, id, Schritt::Einreichen).await
}

/// Opens it again after the second person refused.
pub async fn oeffnen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Rechnung>>,
) -> Ergebnis<Response> {
    gehen(&app, &kontext, huelle, id, Schritt::Oeffnen).await
}

/// Lets it count again: its Storno was refused.
pub async fn heilen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Rechnung>>,
) -> Ergebnis<Response> {
    gehen(&app, &kontext, huelle, id, Schritt::Heilen).await
}

/// Throws the draft away.
pub async fn verwerfen(
    State(app): State<App>,
    kontext: Kontext,
    Path(id): Path<Id<Rechnung>>,
) -> Ergebnis<Response> {
    let mut tx = schreiben(&app).await?;
    match dienst::verwerfen(&app, &mut tx, &kontext, id).await {
        Ok(()) => {
            fertig(tx).await?;
            Ok(meldung::weiter("/rechnungen", MeldungArt::Erfolg, "Verworfen."))
        }
        Err(Error::Konflikt) => Ok(zu_spaet(id)),
        Err(anders) => Err(anders.into()),
    }
}

fn version(e: &mut Eingaben) -> i64 {
    e.zahl("version", 0, i64::MAX).unwrap_or(0)
}

/// The form again with everything that was typed: refused, or held against a newer state.
async fn noch_einmal(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Rechnung>,
    (e, fehler): (Eingaben, Error),
) -> Ergebnis<Response> {
    let befunde = match fehler {
        Error::Regel(b) => b,
        Error::Konflikt => Vec::new(),
        anders => return Err(anders.into()),
    };
    let z = Zurueck {
        f: Some(e.formular()),
        konflikt: befunde.is_empty() || befunde.iter().any(|b| b.code == "BUDGET-E74"),
        befunde,
    };
    rendern(app, kontext, huelle, id, z).await
}

/// Decides.
pub async fn entscheiden(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Rechnung>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let wahl: Vec<(i64, Zeilenentscheidung)> = e
        .mit_vorsatz("zeile-")
        .filter_map(|(nr, wert)| Some((nr.parse().ok()?, wert.parse().ok()?)))
        .filter(|(_, z)| *z != Zeilenentscheidung::Offen)
        .collect();
    let gesehen: Vec<(i64, Option<Cent>)> = e
        .mit_vorsatz("soll-")
        .filter_map(|(nr, wert)| Some((nr.parse().ok()?, wert.parse().ok().map(Cent))))
        .collect();
    let grund = e.text("grund", 500);
    let version = version(&mut e);
    let mut tx = schreiben(&app).await?;
    match dienst::entscheiden(&app, &mut tx, &kontext, (id, version), &wahl, &gesehen, &grund).await {
        Ok(was) => {
            fertig(tx).await?;
            let text = if was.wartet {
                format!(
                    "{}: {}. Über der Grenze: eine zweite Person gibt frei.",
                    was.stand, was.angewiesen
                )
            } else {
                format!("{}: {}.", was.stand, was.angewiesen)
            };
            Ok(zur(id, &gross(&text)))
        }
        Err(fehler) => {
            drop(tx);
            noch_einmal(&app, &kontext, huelle, id, (e, fehler)).await
        }
    }
}

fn gross(text: &str) -> String {
    let mut zeichen = text.chars();
    zeichen
        .next()
        .map_or_else(String::new, |c| c.to_uppercase().to_string() + zeichen.as_str())
}

/// Takes it back.
pub async fn stornieren(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Rechnung>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let grund = e.text("storno_grund", 500);
    let version = version(&mut e);
    let mut tx = schreiben(&app).await?;
    match dienst::rechnung_stornieren(&app, &mut tx, &kontext, (id, version), &grund).await {
        Ok(wartet) => {
            fertig(tx).await?;
            Ok(zur(
                id,
                if wartet {
                    "Das Storno wartet: Die Gegenbuchung liegt über der Grenze, eine zweite Person gibt sie frei."
                } else {
                    "Storniert. Das Zugesagte steht wieder im Topf."
                },
            ))
        }
        Err(fehler) => {
            drop(tx);
            noch_einmal(&app, &kontext, huelle, id, (e, fehler)).await
        }
    }
}
