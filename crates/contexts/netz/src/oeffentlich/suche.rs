//! `/quartier/{sprache}/angebote`: the search. What is asked stands in the address, so that it can be passed on; it
//! holds no place of a person.

use amt::App;
use askama::Template;
use axum::{
    extract::{Path, RawQuery, State},
    response::Response,
};
use base::Cent;
use raum::karte::{Karte, Kartenpunkt, PunktArt, space_map_svg};
use web::{Eingaben, Ergebnis, Fertig, Wahl};

use super::{
    rahmen::{Ansicht, Rahmen, ansicht, datum},
    sprache::Sprache,
};
use crate::{
    Bedarf, Passung, Suchergebnis, Suchprofil, Treffer, Wann,
    codes::{Ortsform, Thema, Wochentag},
    rules::rangfolge::strecke,
    service,
};

const JE_SEITE: usize = 20;

/// Languages one can ask for, each in its own name.
const SPRACHEN: [(&str, &str); 9] = [
    ("ar", "العربية"),
    ("bg", "Български"),
    ("en", "English"),
    ("fa", "فارسی"),
    ("pl", "Polski"),
    ("ru", "Русский"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
    ("gsg", "Deutsche Gebärdensprache"),
];

/// A hit in the language of the page.
pub(super) struct Zeile {
    pub url: String,
    pub titel: String,
    pub akteur: String,
    pub ort: String,
    pub telefon: String,
    pub hinweise: Vec<String>,
    /// Why it was found, in German.
    pub warum: Vec<String>,
    pub veraltet: bool,
}

/// A hit as somebody reads it: how far, what it costs, whether it fits, how fresh it is.
pub(super) fn zeile(r: &Rahmen, t: Treffer, nach_bedarf: bool) -> Zeile {
    let s = r.s;
    let mut hinweise = Vec::new();
    match (t.ortsform, t.entfernung_m) {
        (Ortsform::Aufsuchend, _) => hinweise.push(s.t("kommt-nach-hause")),
        (Ortsform::Online, _) => hinweise.push(s.t("telefon-oder-internet")),
        (Ortsform::VorOrt, Some(m)) => hinweise.push(s.mit("entfernung", "strecke", &strecke(m))),
        (Ortsform::VorOrt, None) => {}
    }
    if nach_bedarf {
        hinweise.push(match t.barrierefreiheit {
            Passung::Erfuellt => s.t("barriere-passt"),
            _ => s.t("barriere-unklar"),
        });
    }
    hinweise.push(match (t.kostenlos, t.kosten) {
        (base::Tri::Ja, _) => s.t("kostenlos"),
        (_, Some(c)) => s.mit("kostet", "preis", &c.to_string()),
        _ => s.t("kosten-unbekannt"),
    });
    if let (Some(n), Some(vom)) = (t.frei, t.frei_stand) {
        let wann = s.mit("plaetze-stand", "datum", &datum(vom));
        hinweise.push(format!(
            "{} ({wann})",
            s.mit("plaetze-gemeldet", "anzahl", &n.to_string())
        ));
    }
    hinweise.push(s.mit("geprueft", "datum", &datum(t.geprueft_am)));
    Zeile {
        url: r.url(&format!("/angebote/{}", t.id)),
        titel: t.titel,
        akteur: t.akteur,
        ort: if t.ort_bekannt {
            t.ort
        } else {
            s.t("ort-unbekannt")
        },
        telefon: t.telefon,
        hinweise,
        // the reasons speak German; other languages show the hints above
        warum: if r.deutsch() { t.gefunden } else { Vec::new() },
        veraltet: t.frische.veraltet,
    }
}

#[derive(Template)]
#[template(path = "netz/oeffentlich/suche.html")]
struct Suche {
    r: Rahmen,
    f: web::Formular,
    themen: Vec<Wahl>,
    raeume: Vec<Wahl>,
    tage: Vec<Wahl>,
    sprachen: Vec<Wahl>,
    bedarfe: Vec<(Wahl, bool)>,
    kostenlos: bool,
    nur_frei: bool,
    mehr: bool,
    gesamt: usize,
    von: usize,
    unbekannt: String,
    verstanden: String,
    zeilen: Vec<Zeile>,
    karte: Option<Fertig>,
    zurueck: Option<String>,
    weiter: Option<String>,
}

fn profil(e: &mut Eingaben) -> Suchprofil {
    let tag: Option<Wochentag> = e.roh("tag").parse().ok();
    let ab = e
        .roh("ab")
        .parse::<u16>()
        .ok()
        .filter(|h| *h < 24)
        .map(|h| h * 60);
    Suchprofil {
        text: e.roh("q").chars().take(200).collect(),
        themen: e.roh("thema").parse::<Thema>().into_iter().collect(),
        raum: e.roh("raum").parse::<uuid::Uuid>().ok().map(base::Id::von),
        alter: e.roh("alter").parse::<u16>().ok().filter(|a| *a <= 120),
        sprachen: e.liste("sprache").into_iter().filter(|s| !s.is_empty()).collect(),
        bedarfe: e
            .liste("bedarf")
            .iter()
            .filter_map(|b| b.parse::<Bedarf>().ok())
            .collect(),
        kosten_hoechstens: e.haken("kostenlos").then_some(Cent(0)),
        wann: (tag.is_some() || ab.is_some()).then_some(Wann {
            tag,
            ab: ab.unwrap_or(0),
            bis: 1440,
        }),
        nur_mit_freien_plaetzen: e.haken("frei"),
        nur_oeffentlich: true,
        limit: JE_SEITE,
        ..Suchprofil::default()
    }
}

/// The same question for another page of the list.
fn blaettern(r: &Rahmen, frage: &str, seite: usize) -> String {
    let felder = form_urlencoded::parse(frage.as_bytes()).filter(|(n, w)| n != "seite" && !w.is_empty());
    let frage = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(felder)
        .append_pair("seite", &seite.to_string())
        .finish();
    format!("{}?{frage}", r.url("/angebote"))
}

/// The points of this page of the list on a map, with the spaces they lie in.
async fn karte(tx: &mut store::Tx, r: &Rahmen, e: &Suchergebnis) -> amt::Result<Option<Fertig>> {
    let punkte: Vec<Kartenpunkt> = e
        .treffer
        .iter()
        .filter_map(|t| {
            Some(Kartenpunkt {
                name: t.titel.clone(),
                url: Some(r.url(&format!("/angebote/{}", t.id))),
                art: PunktArt::Angebot,
                ort: t.punkt?,
            })
        })
        .collect();
    if punkte.is_empty() {
        return Ok(None);
    }
    let raeume: Vec<_> = e.treffer.iter().filter_map(|t| t.raumeinheit).collect();
    let mut flaechen = raum::service::flaechen_von(tx, &raeume).await?;
    // the pages of spaces are for the office
    for f in &mut flaechen {
        f.url = None;
    }
    Ok(space_map_svg(&Karte {
        titel: &r.t("karte"),
        beschreibung: &r.t("karte-text"),
        flaechen: &flaechen,
        punkte: &punkte,
    }))
}

/// `GET /quartier/{sprache}/angebote`
pub(super) async fn zeigen(
    State(app): State<App>,
    Path(sprache): Path<String>,
    wie: Ansicht,
    RawQuery(frage): RawQuery,
) -> Ergebnis<Response> {
    let s: Sprache = sprache.parse()?;
    let frage = frage.unwrap_or_default();
    let mut e = Eingaben::aus_bytes(frage.as_bytes())?;
    let nr = e.roh("seite").parse::<usize>().unwrap_or(1).clamp(1, 1000);
    let profil = Suchprofil {
        ueberspringen: (nr - 1) * JE_SEITE,
        ..profil(&mut e)
    };
    let mut tx = app.db.read().await.map_err(amt::Error::from)?;
    let ergebnis = service::oeffentlich::angebote(&app, &mut tx, &profil).await?;
    let hinten = if frage.is_empty() {
        "/angebote".to_owned()
    } else {
        format!("/angebote?{frage}")
    };
    let mut r = Rahmen::neu(&app, s, s.t("angebote"), &hinten, "angebote").in_ansicht(wie);
    if !frage.is_empty() {
        r = r.nicht_finden();
    }
    let raeume = raum::service::unterste_raeume(&app).await?;
    let karte = karte(&mut tx, &r, &ergebnis).await?;
    let von = profil.ueberspringen;
    let gezeigt = von + ergebnis.treffer.len();
    let nach_bedarf = !profil.bedarfe.is_empty();
    let ueber_jemanden = nach_bedarf || profil.alter.is_some();
    let mit_text = |code: &str, vorsatz: &str| Wahl::neu(code, s.t(&format!("{vorsatz}-{code}")));
    let vorlage = Suche {
        themen: Thema::ALLE.iter().map(|t| mit_text(t.code(), "thema")).collect(),
        tage: Wochentag::ALLE
            .iter()
            .map(|t| mit_text(t.code(), "tag"))
            .collect(),
        bedarfe: Bedarf::ALLE
            .iter()
            .map(|b| (mit_text(b.code(), "bedarf"), profil.bedarfe.contains(b)))
            .collect(),
        sprachen: SPRACHEN.iter().map(|(c, w)| Wahl::neu(c, *w)).collect(),
        raeume: raeume.into_iter().map(|r| Wahl::neu(r.id, r.name)).collect(),
        kostenlos: e.haken("kostenlos"),
        nur_frei: profil.nur_mit_freien_plaetzen,
        mehr: nach_bedarf
            || profil.nur_mit_freien_plaetzen
            || profil.wann.is_some()
            || profil.alter.is_some()
            || !profil.sprachen.is_empty()
            || profil.kosten_hoechstens.is_some(),
        gesamt: ergebnis.gesamt,
        von: von + 1,
        unbekannt: ergebnis.unbekannte_woerter.join(", "),
        verstanden: ergebnis.verstanden.join(", "),
        zurueck: (nr > 1).then(|| blaettern(&r, &frage, nr - 1)),
        weiter: (gezeigt < ergebnis.gesamt).then(|| blaettern(&r, &frage, nr + 1)),
        zeilen: ergebnis
            .treffer
            .into_iter()
            .map(|t| zeile(&r, t, nach_bedarf))
            .collect(),
        karte,
        f: e.formular(),
        r,
    };
    let mut antwort = ansicht(vorlage, wie);
    if ueber_jemanden {
        // age and needs are about somebody; no cache keeps the question
        antwort.headers_mut().insert(
            axum::http::header::CACHE_CONTROL,
            axum::http::HeaderValue::from_static("no-store"),
        );
    }
    Ok(antwort)
}
