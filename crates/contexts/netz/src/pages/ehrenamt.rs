//! `/ehrenamt`: volunteers, what is asked for, and who may fit. Only the Koordination comes here.

use amt::{App, Error, Huelle, Kontext, druck, meldung, recht::Lesen};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Cent, Datum, Id};
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell};

use crate::{
    Freiwillige,
    codes::{EhrenamtArt, EinsatzStand},
    ehrenamt::Einsatz,
    rules::{ehrenamt::SCHRITTE, finanzierung::hundertstel},
    service::{
        self, AnfrageGespeichert, EinsatzGespeichert, FreiwilligeGespeichert, StundeGespeichert, koordination,
    },
};

#[derive(Template)]
#[template(path = "netz/ehrenamt.html")]
struct Liste {
    shell: Shell,
    freiwillige: Vec<FreiwilligeGespeichert>,
    anfragen: Vec<AnfrageGespeichert>,
}

/// A deployment with what can be done about it.
struct Zeile {
    e: EinsatzGespeichert,
    art: String,
    zeit: String,
    schritte: Vec<(EinsatzStand, &'static str)>,
    laeuft: bool,
    eintraege: Vec<(StundeGespeichert, String)>,
    /// Key against sending the same hours twice.
    einmal: uuid::Uuid,
}

#[derive(Template)]
#[template(path = "netz/freiwillige.html")]
struct Eine {
    shell: Shell,
    f: Formular,
    g: FreiwilligeGespeichert,
    raum: String,
    themen: String,
    tage: String,
    zeugnis_bis: Option<Datum>,
    einsaetze: Vec<Zeile>,
}

/// Minutes as `2 Std. 30 Min.`
fn stunden(minuten: i64) -> String {
    match (minuten / 60, minuten % 60) {
        (h, 0) => format!("{h} Std."),
        (0, m) => format!("{m} Min."),
        (h, m) => format!("{h} Std. {m} Min."),
    }
}

/// `GET /ehrenamt`
pub(super) async fn liste(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    let may = koordination::<Lesen>(&kontext, None)?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let vorlage = Liste {
        shell: huelle.titel("Ehrenamt").ueber("Angebote", "/angebote"),
        freiwillige: service::freiwillige(&mut tx, &may).await?,
        anfragen: service::ehrenamt_anfragen(&mut tx, &may).await?,
    };
    Ok(Seite::neu(vorlage).into_response())
}

fn art(code: &str) -> String {
    code.parse::<EhrenamtArt>()
        .map_or_else(|_| code.to_owned(), |a| a.text().to_owned())
}

async fn eine(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Freiwillige>,
    f: Formular,
) -> Ergebnis<Eine> {
    let may = koordination::<Lesen>(kontext, Some(id))?;
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let (g, einsaetze) = service::freiwillige_laden(app, &mut tx, &may).await?;
    let alle_stunden = service::stunden(&mut tx, &may).await?;
    tx.commit().await.map_err(Error::from)?;
    let d = &g.daten;
    let worte = |w: Vec<&str>| w.join(", ");
    Ok(Eine {
        shell: huelle.titel(&d.name).ueber("Ehrenamt", "/ehrenamt"),
        f: f.benannt(&[
            ("tag", "Tag"),
            ("stunden", "Stunden"),
            ("auslagen", "Auslagen"),
            ("einsatz", "Einsatz"),
            ("wirklich", "Löschen"),
        ]),
        raum: super::raumname(app, d.raumeinheit).await?,
        themen: worte(d.themen.iter().map(|t| t.text()).collect()),
        tage: worte(d.tage.iter().map(|t| t.text()).collect()),
        zeugnis_bis: service::zeugnis_faellig(&g, &einsaetze),
        einsaetze: einsaetze
            .into_iter()
            .map(|e| Zeile {
                art: art(&e.art),
                zeit: stunden(e.minuten),
                schritte: SCHRITTE
                    .iter()
                    .filter(|(von, ..)| *von == e.stand)
                    .map(|(_, nach, wort)| (*nach, *wort))
                    .collect(),
                laeuft: e.stand == EinsatzStand::Zugesagt,
                eintraege: alle_stunden
                    .iter()
                    .filter(|s| s.einsatz == e.id)
                    .map(|s| (s.clone(), stunden(s.minuten)))
                    .collect(),
                einmal: app.ids.uuid(),
                e,
            })
            .collect(),
        g,
    })
}

/// `GET /ehrenamt/{id}`
pub(super) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Freiwillige>>,
) -> Ergebnis<Response> {
    Ok(Seite::neu(eine(&app, &kontext, huelle, id, Formular::leer()).await?).into_response())
}

/// `POST /ehrenamt/{id}/tat`: a step of a deployment, time and expenses, the end.
pub(super) async fn tun(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Freiwillige>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let may = koordination(&kontext, Some(id))?;
    let einsatz: Option<Id<Einsatz>> = e.roh("einsatz").parse().ok();
    let nach: Option<EinsatzStand> = e.roh("nach").parse().ok();
    let mut tx = app.db.write().await.map_err(Error::from)?;
    if let Some(antwort) = super::schon_da(&mut tx, &kontext, &e).await? {
        return Ok(antwort);
    }
    let ergebnis = match (e.roh("tat").to_owned().as_str(), einsatz, nach) {
        ("schritt", Some(einsatz), Some(nach)) => {
            service::einsatz_schritt(&app, &mut tx, &may, einsatz, nach).await
        }
        ("stunden", Some(einsatz), _) => match eintrag(&mut e) {
            Some(was) => service::stunden_eintragen(&app, &mut tx, &may, einsatz, was).await,
            None => Err(Error::Regel(Vec::new())),
        },
        ("streichen", ..) => match e.roh("stunde").parse() {
            Ok(stunde) => service::stunde_streichen(&app, &mut tx, &may, stunde).await,
            Err(_) => Err(Error::NichtGefunden),
        },
        ("wieder", ..) => service::wieder_dabei(&app, &mut tx, &may).await,
        ("beenden", ..) => service::freiwillige_beenden(&app, &mut tx, &may).await,
        ("loeschen", ..) if e.haken("wirklich") => {
            service::freiwillige_loeschen(&app, &mut tx, &may).await.map(drop)
        }
        ("loeschen", ..) => {
            let text = "Bitte bestätigen Sie, dass die Angaben gelöscht werden sollen.";
            e.melde("wirklich", "NETZ-E140", text);
            Err(Error::Regel(Vec::new()))
        }
        _ => {
            e.melde("einsatz", "NETZ-E81", "Bitte drücken Sie einen der Knöpfe.");
            Err(Error::Regel(Vec::new()))
        }
    };
    match ergebnis {
        Ok(()) => {
            // whoever was deleted has no page any more
            let weg = e.roh("tat") == "loeschen";
            let pfad = if weg {
                "/ehrenamt".to_owned()
            } else {
                format!("/ehrenamt/{id}")
            };
            super::gefuehrt(&mut tx, &kontext, &e, &pfad).await?;
            tx.commit().await.map_err(Error::from)?;
            Ok(meldung::weiter(
                pfad,
                MeldungArt::Erfolg,
                if weg { "Gelöscht." } else { "Gespeichert." },
            ))
        }
        Err(Error::Regel(befunde)) => {
            drop(tx);
            for b in befunde {
                let ort = if b.ort.is_empty() {
                    "einsatz".to_owned()
                } else {
                    b.ort.to_string()
                };
                e.melde(&ort, b.code, b.text);
            }
            let vorlage = eine(&app, &kontext, huelle, id, e.formular()).await?;
            Ok(Seite::ungueltig(vorlage).into_response())
        }
        Err(fehler) => Err(fehler.into()),
    }
}

/// Day, minutes, expenses; `None` when something cannot be read.
fn eintrag(e: &mut Eingaben) -> Option<(Datum, i64, Cent)> {
    let tag = e.pflichtdatum("tag").map(Datum);
    // hours with a comma: 1,5 are ninety minutes
    let minuten = hundertstel(e.roh("stunden")).map(|h| h * 60 / 100);
    if minuten.is_none() {
        e.melde("stunden", "WEB-E05", "Bitte Stunden wie 1,5 eingeben.");
    }
    let auslagen = match e.roh("auslagen") {
        "" => Some(0),
        a => hundertstel(a.trim_end_matches('€')),
    };
    if auslagen.is_none() {
        e.melde("auslagen", "WEB-E05", "Bitte einen Betrag wie 3,50 eingeben.");
    }
    Some((tag?, minuten?, Cent(auslagen?)))
}

#[derive(Template)]
#[template(path = "netz/ehrenamt_nachweis.xml")]
struct Nachweis<'a> {
    name: &'a str,
    zeilen: Vec<(String, String, String)>,
    summe: String,
    heute: Datum,
    behoerde: &'a str,
}

/// `GET /ehrenamt/{id}/nachweis.pdf`: what somebody did, to take along. Nothing about a Führungszeugnis.
pub(super) async fn nachweis(
    State(app): State<App>,
    kontext: Kontext,
    Path(id): Path<Id<Freiwillige>>,
) -> Ergebnis<Response> {
    let may = koordination::<Lesen>(&kontext, Some(id))?;
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let (g, einsaetze) = service::freiwillige_laden(&app, &mut tx, &may).await?;
    let kopf = druck::geltender_kopf(&app, &mut tx).await?;
    tx.commit().await.map_err(Error::from)?;
    let getan: Vec<&EinsatzGespeichert> = einsaetze.iter().filter(|e| e.von.is_some()).collect();
    let tag = |d: Option<Datum>| d.map_or_else(|| "heute".to_owned(), |d| d.to_string());
    let heute = app.uhr.heute();
    let vorlage = Nachweis {
        name: &g.daten.name,
        zeilen: getan
            .iter()
            .map(|e| {
                let zeit = format!("{} bis {}", tag(e.von), tag(e.bis));
                (art(&e.art), zeit, stunden(e.minuten))
            })
            .collect(),
        summe: stunden(getan.iter().map(|e| e.minuten).sum()),
        heute,
        behoerde: &app.rahmen.behoerde,
    };
    let blatt = druck::Blatt {
        titel: "Nachweis über ehrenamtliche Tätigkeit".to_owned(),
        kennung: String::new(),
        vermerk: String::new(),
        datei: "nachweis-ehrenamt".to_owned(),
        tag: heute,
    };
    Ok(druck::antwort(kopf, &blatt, &vorlage).await?)
}
