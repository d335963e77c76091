//! One invoice: its check line by line, and what becomes of it.

use amt::{App, Error, Huelle, Kontext, meldung};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Befund, Id};
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
    soll: base::Cent,
    anzahl: usize,
    buchungen: Vec<Buchungsstand>,
    eigene: bool,
    entwurf: bool,
    entscheiden: bool,
    oeffnen: bool,
    stornieren: bool,
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
        if p.soll.is_some_and(|s| s != z.zeile.betrag) {
            wahlen.push(Wahl::neu(Z::Berechnet.code(), Z::Berechnet.wort()));
        }
    }
    wahlen.push(Wahl::neu(Z::Nein.code(), Z::Nein.wort()));
    Zeile {
        menge: menge(&z),
        soll: p.soll.map_or_else(|| "–".to_owned(), |s| s.to_string()),
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

async fn rendern(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Rechnung>,
    f: Option<Formular>,
    befunde: Vec<Befund>,
) -> Ergebnis<Response> {
    let mut tx = schreiben(app).await?;
    let a = dienst::akte(app, &mut tx, kontext, id).await?;
    let rolle = dienst::rolle(&mut tx, kontext).await?;
    fertig(tx).await?;
    let ungueltig = !befunde.is_empty();
    let namen: Vec<(String, String)> = a
        .zeilen
        .iter()
        .map(|z| (format!("zeile-{}", z.nr), format!("Zeile {}", z.nr)))
        .chain([
            ("grund".to_owned(), "Begründung".to_owned()),
            ("storno_grund".to_owned(), "Grund des Stornos".to_owned()),
        ])
        .collect();
    let benannt: Vec<(&str, &str)> = namen.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let f = f
        .unwrap_or_else(|| vorschlag(&a))
        .mit_fehlern(befunde.into_iter().map(|b| Feldfehler {
            feld: if b.ort.starts_with("zeile-") || b.ort == "storno_grund" {
                b.ort
            } else {
                "grund".to_owned()
            },
            code: b.code.to_owned(),
            text: b.text,
        }))
        .benannt(&benannt);
    let amt = rolle == Rolle::Amt { bearbeiten: true };
    let eigene = rolle.traeger().is_some();
    let ohne_buchung = a.buchungen.iter().all(|b| !b.wartet && b.gezahlt.is_empty());
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
        entscheiden: a.r.stand == Rechnungsstand::Eingereicht && amt,
        oeffnen: a.r.gebucht() && amt && ohne_buchung,
        stornieren: a.r.gebucht() && amt && !ohne_buchung,
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
    Ok(Seite::formular(seite, ungueltig).into_response())
}

/// The invoice.
pub async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Rechnung>>,
) -> Ergebnis<Response> {
    rendern(&app, &kontext, huelle, id, None, vec![]).await
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

/// Sends the draft.
pub async fn einreichen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Rechnung>>,
) -> Ergebnis<Response> {
    let mut tx = schreiben(&app).await?;
    match dienst::einreichen(&app, &mut tx, &kontext, id).await {
        Ok(()) => {
            fertig(tx).await?;
            Ok(zur(id, "Eingereicht."))
        }
        Err(Error::Konflikt) => Ok(zu_spaet(id)),
        Err(Error::Regel(b)) => {
            drop(tx);
            rendern(&app, &kontext, huelle, id, None, b).await
        }
        Err(anders) => Err(anders.into()),
    }
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
        .filter_map(|(nr, wert)| {
            let nr = nr.strip_prefix("zeile-").unwrap_or(nr);
            Some((nr.parse().ok()?, wert.parse().ok()?))
        })
        .filter(|(_, z)| *z != Zeilenentscheidung::Offen)
        .collect();
    let grund = e.text("grund", 500);
    let version = version(&mut e);
    let mut tx = schreiben(&app).await?;
    match dienst::entscheiden(&app, &mut tx, &kontext, (id, version), &wahl, &grund).await {
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
        Err(Error::Konflikt) => Ok(zu_spaet(id)),
        Err(Error::Regel(b)) => {
            drop(tx);
            rendern(&app, &kontext, huelle, id, Some(e.formular()), b).await
        }
        Err(anders) => Err(anders.into()),
    }
}

fn gross(text: &str) -> String {
    let mut zeichen = text.chars();
    zeichen
        .next()
        .map_or_else(String::new, |c| c.to_uppercase().to_string() + zeichen.as_str())
}

/// Opens it again after the second person refused.
pub async fn oeffnen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Rechnung>>,
) -> Ergebnis<Response> {
    let mut tx = schreiben(&app).await?;
    match dienst::wieder_oeffnen(&app, &mut tx, &kontext, id).await {
        Ok(()) => {
            fertig(tx).await?;
            Ok(zur(id, "Wieder offen."))
        }
        Err(Error::Konflikt) => Ok(zu_spaet(id)),
        Err(Error::Regel(b)) => {
            drop(tx);
            rendern(&app, &kontext, huelle, id, None, b).await
        }
        Err(anders) => Err(anders.into()),
    }
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
                    "Storniert. Die Gegenbuchung liegt über der Grenze: eine zweite Person gibt frei."
                } else {
                    "Storniert. Das Zugesagte steht wieder im Topf."
                },
            ))
        }
        Err(Error::Konflikt) => Ok(zu_spaet(id)),
        Err(Error::Regel(b)) => {
            drop(tx);
            let b = b.into_iter().map(|b| b.an("storno_grund")).collect();
            rendern(&app, &kontext, huelle, id, Some(e.formular()), b).await
        }
        Err(anders) => Err(anders.into()),
    }
}
