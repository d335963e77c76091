//! The fields of an offer as a table or map can give them, and how a row of them becomes an offer.

use base::{Befund, Id, Punkt, Tri, suchform};
use einlesen::{
    abbildung::{Abbildung, Art, Satz, Zielfeld},
    geodaten::Geometrie,
};

use super::{dateien, zuordnung::kuerzen};
use crate::{
    AkteurDaten, Angabe, AngebotDaten, Ort,
    codes::{AkteurArt, AngebotArt, Anmeldung, Merkmal, Ortsform, Thema},
    hsds::Vorgabe,
    service::Einspielung,
};

pub(super) const fn feld(
    name: &'static str,
    titel: &'static str,
    art: Art,
    pflicht: bool,
    synonyme: &'static [&'static str],
) -> Zielfeld {
    Zielfeld {
        name,
        titel,
        art,
        pflicht,
        synonyme,
    }
}

pub(super) const fn text(
    name: &'static str,
    titel: &'static str,
    synonyme: &'static [&'static str],
) -> Zielfeld {
    feld(name, titel, Art::Text, false, synonyme)
}

const fn pflicht(name: &'static str, titel: &'static str, synonyme: &'static [&'static str]) -> Zielfeld {
    feld(name, titel, Art::Text, true, synonyme)
}

/// What an offer can be read from.
pub(super) const FELDER: &[Zielfeld] = &[
    pflicht("quelle", "Name der Quelle", &["herkunft"]),
    feld(
        "geprueft_am",
        "Geprüft am",
        Art::Datum,
        true,
        &["geprueft", "stand", "pruefdatum"],
    ),
    text("geprueft_von", "Geprüft von", &[]),
    text(
        "id",
        "Schlüssel in der Quelle",
        &["schluessel", "nummer", "nr", "objectid"],
    ),
    pflicht(
        "titel",
        "Titel",
        &["name", "angebot", "bezeichnung", "einrichtung"],
    ),
    text(
        "traeger",
        "Akteur (Träger)",
        &["akteur", "anbieter", "organisation"],
    ),
    text("akteur_art", "Art des Akteurs (Code)", &["traegerart"]),
    pflicht("art", "Art des Angebots", &["angebotsart", "typ"]),
    pflicht("themen", "Themen, durch Komma getrennt", &["thema", "kategorie"]),
    text("kurzbeschreibung", "Kurzbeschreibung", &["beschreibung", "text"]),
    text("zielgruppen", "Zielgruppen", &["zielgruppe"]),
    feld(
        "alter_von",
        "Alter von (Jahre)",
        Art::Ganzzahl,
        false,
        &["alterab", "mindestalter"],
    ),
    feld(
        "alter_bis",
        "Alter bis (Jahre)",
        Art::Ganzzahl,
        false,
        &["hoechstalter"],
    ),
    text(
        "anschrift",
        "Straße und Hausnummer",
        &["strasse", "adresse", "street"],
    ),
    text(
        "hausnummer",
        "Hausnummer, wenn eigene Spalte",
        &["hausnr", "hnr", "housenumber"],
    ),
    text("plz", "Postleitzahl", &["postleitzahl", "zipcode"]),
    text("ort", "Ort", &["stadt", "gemeinde", "city"]),
    text("lat", "Breite in Grad", &["breitengrad", "latitude"]),
    text("lon", "Länge in Grad", &["laengengrad", "longitude"]),
    text("zeiten", "Zeiten in Worten", &["oeffnungszeiten", "termine"]),
    text("anmeldung", "Anmeldung", &[]),
    text("kostenlos", "Kostenlos (ja oder nein)", &[]),
    text("telefon", "Telefon der Einrichtung", &["tel", "telephone"]),
    text("email", "E-Mail der Einrichtung", &["mail"]),
    text("web", "Internet", &["website", "url", "homepage"]),
    text(
        "sprachen",
        "Sprachen (Codes, durch Leerzeichen getrennt)",
        &["sprache"],
    ),
    text("stufenlos", "Stufenlos (ja, nein, teilweise)", &["barrierefrei"]),
    text("barriere_hinweis", "Hinweis zur Barrierefreiheit", &[]),
];

/// Code and words of a value of a closed list.
type Lesarten<T> = (fn(T) -> &'static str, fn(T) -> &'static str);

/// One of a closed list by its code or its words.
fn code<T: Copy>(feld: &str, wert: &str, alle: &[T], (code, wort): Lesarten<T>) -> Result<T, Befund> {
    let gesucht = suchform(wert);
    let passt = |t: &&T| suchform(code(**t)) == gesucht || suchform(wort(**t)) == gesucht;
    alle.iter().find(passt).copied().ok_or_else(|| {
        let liste: Vec<&str> = alle.iter().map(|t| code(*t)).collect();
        let text = format!("„{wert}“ gibt es nicht. Erlaubt sind {}.", liste.join(", "));
        Befund::neu(einlesen::codes::WERTELISTE, text).an(feld)
    })
}

fn angebot_art(wert: &str) -> Result<AngebotArt, Befund> {
    code(
        "art",
        wert,
        AngebotArt::ALLE,
        (AngebotArt::code, AngebotArt::text),
    )
}

fn akteur_art(wert: &str) -> Result<AkteurArt, Befund> {
    match wert {
        "" => Ok(AkteurArt::Initiative),
        w => code(
            "akteur_art",
            w,
            AkteurArt::ALLE,
            (AkteurArt::code, AkteurArt::text),
        ),
    }
}

fn anmeldung(wert: &str) -> Result<Anmeldung, Befund> {
    match wert {
        "" => Ok(Anmeldung::Keine),
        w => code(
            "anmeldung",
            w,
            Anmeldung::ALLE,
            (Anmeldung::code, Anmeldung::text),
        ),
    }
}

fn themen(wert: &str) -> Result<Vec<Thema>, Befund> {
    wert.split([',', ';', '|'])
        .map(str::trim)
        .filter(|t| !t.is_empty())
        .map(|t| code("themen", t, Thema::ALLE, (Thema::code, Thema::text)))
        .collect()
}

/// What is not plainly said stays unknown.
fn tri(feld: &str, wert: &str) -> Result<Tri, Befund> {
    match suchform(wert).as_str() {
        "" | "unbekannt" => Ok(Tri::Unbekannt),
        "ja" | "true" | "1" => Ok(Tri::Ja),
        "nein" | "false" | "0" => Ok(Tri::Nein),
        "teilweise" => Ok(Tri::Teilweise),
        _ => {
            let text = format!("„{wert}“ gibt es nicht. Erlaubt sind ja, nein, teilweise und unbekannt.");
            Err(Befund::neu(einlesen::codes::WERTELISTE, text).an(feld))
        }
    }
}

fn alter(satz: &Satz, feld: &str) -> Result<Option<u16>, Befund> {
    let Some(zahl) = satz.ganzzahl(feld) else {
        return Ok(None);
    };
    u16::try_from(zahl)
        .ok()
        .filter(|a| *a <= 130)
        .map(Some)
        .ok_or_else(|| Befund::neu("NETZ-E36", format!("„{zahl}“ ist kein Alter.")).an(feld))
}

/// Degrees, with comma or point: neither ever parts thousands here, as it does in other numbers (`54.201`).
fn grad(satz: &Satz, feld: &str) -> Result<Option<f64>, Befund> {
    let wert = satz.text(feld).trim();
    if wert.is_empty() {
        return Ok(None);
    }
    let zahl = wert
        .replace(',', ".")
        .parse::<f64>()
        .ok()
        .filter(|z| z.is_finite());
    zahl.map(Some).ok_or_else(|| {
        let text = format!("„{wert}“ ist keine Zahl in Grad, wie 54,3233.");
        Befund::neu(einlesen::codes::ZAHL, text).an(feld)
    })
}

/// A row as an offer, together with the name of its source.
pub(super) fn angebot(satz: &Satz, geometrie: Option<&Geometrie>) -> Result<(String, Einspielung), Befund> {
    let geprueft = satz
        .datum("geprueft_am")
        .ok_or_else(|| Befund::neu(einlesen::codes::FEHLT, "Der Tag der Prüfung fehlt.").an("geprueft_am"))?;
    let titel = satz.text("titel");
    let mut d = AngebotDaten::neu(
        Id::von(uuid::Uuid::nil()),
        kuerzen(titel, 200),
        angebot_art(satz.text("art"))?,
        geprueft,
    );
    d.themen = themen(satz.text("themen"))?;
    d.kurzbeschreibung = match satz.text("kurzbeschreibung") {
        "" => kuerzen(titel, 500),
        t => kuerzen(t, 500),
    };
    d.zielgruppen = kuerzen(satz.text("zielgruppen"), 300);
    (d.alter_von, d.alter_bis) = (alter(satz, "alter_von")?, alter(satz, "alter_bis")?);
    d.ortsform = Ortsform::VorOrt;
    let punkt = match geometrie.and_then(dateien::punkt) {
        Some(p) => Some(p),
        None => grad(satz, "lat")?
            .zip(grad(satz, "lon")?)
            .map(|(lat, lon)| Punkt { lat, lon }),
    };
    let anschrift = format!("{} {}", satz.text("anschrift"), satz.text("hausnummer"));
    let ort = Ort {
        anschrift: anschrift.trim().to_owned(),
        plz: satz.text("plz").to_owned(),
        ort: satz.text("ort").to_owned(),
        punkt,
        ..Ort::default()
    };
    if ort != Ort::default() {
        d.orte = vec![ort];
    }
    d.zeiten_text = kuerzen(satz.text("zeiten"), 500);
    d.anmeldung = anmeldung(satz.text("anmeldung"))?;
    d.kostenlos = tri("kostenlos", satz.text("kostenlos"))?;
    d.telefon = satz.text("telefon").to_owned();
    d.email = satz.text("email").to_owned();
    d.web = satz.text("web").to_owned();
    d.sprachen = satz
        .text("sprachen")
        .split([' ', ',', ';'])
        .filter(|t| !t.is_empty())
        .map(str::to_lowercase)
        .collect();
    let stufenlos = tri("stufenlos", satz.text("stufenlos"))?;
    if stufenlos != Tri::Unbekannt {
        d.barrieren.insert(Merkmal::Stufenlos, Angabe::tri(stufenlos));
    }
    d.barriere_hinweis = kuerzen(satz.text("barriere_hinweis"), 500);
    d.geprueft_von = satz.text("geprueft_von").to_owned();
    let traeger = match satz.text("traeger") {
        "" => titel,
        t => t,
    };
    // without a key of its own, title and place tell one offer from another
    let extern_id = match satz.text("id") {
        "" => suchform(&format!("{titel} {anschrift} {}", satz.text("plz"))),
        id => id.to_owned(),
    };
    let eintrag = Einspielung {
        stelle: format!("Zeile {}", satz.nr),
        extern_id,
        akteur_extern: suchform(traeger),
        akteur: AkteurDaten::neu(kuerzen(traeger, 200), akteur_art(satz.text("akteur_art"))?),
        angebot: d,
        hsds_angebot: String::new(),
        hsds_akteur: String::new(),
    };
    Ok((satz.text("quelle").to_owned(), eintrag))
}

/// What HSDS does not say, from the values that are the same for all entries.
pub(super) fn vorgabe(a: &Abbildung) -> Result<Vorgabe, Vec<Befund>> {
    let mut fehlt = Vec::new();
    let fest = |feld: &str| {
        a.herkunft(feld)
            .and_then(|h| h.fest.as_deref())
            .unwrap_or("")
            .trim()
    };
    for f in ["quelle", "geprueft_am", "art", "themen"] {
        if fest(f).is_empty() {
            let titel = FELDER.iter().find(|z| z.name == f).map_or(f, |z| z.titel);
            let text = format!("HSDS sagt nichts zu „{titel}“. Bitte geben Sie den Wert für alle Zeilen an.");
            fehlt.push(Befund::neu(einlesen::codes::FEHLT, text).an(f));
        }
    }
    if !fehlt.is_empty() {
        return Err(fehlt);
    }
    let datum = einlesen::wert::datum(fest("geprueft_am"), &einlesen::wert::DATUMSFORMATE);
    let bauen = || {
        Ok(Vorgabe {
            quelle: fest("quelle").to_owned(),
            geprueft_am: datum.ok_or_else(|| {
                Befund::neu(einlesen::codes::DATUM, "Der Tag der Prüfung ist kein Datum.").an("geprueft_am")
            })?,
            geprueft_von: fest("geprueft_von").to_owned(),
            akteur_art: akteur_art(fest("akteur_art"))?,
            art: angebot_art(fest("art"))?,
            anmeldung: anmeldung(fest("anmeldung"))?,
            themen: themen(fest("themen"))?,
            begriffe: [].into(),
        })
    };
    bauen().map_err(|b| vec![b])
}
