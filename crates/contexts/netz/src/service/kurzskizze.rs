//! Puts a Kurzskizze together: what people wrote, what the directory and the figures know, and nothing that is too small
//! to be shown (RL-09).

use std::collections::BTreeMap;

use amt::{App, Kontext, Result, recht::Sicht};
use base::Id;
use raum::{Raumeinheit, service::IndikatorZeile, worte};
use store::{Tx, werte};

use super::{LueckenFilter, luecken, oeffentliche_projekte};
use crate::{
    Angebot,
    codes::{AkteurArt, EintragArt, Entwicklungsstufe, ErfassungAbschnitt, LueckenStatus},
    erfassung::{EintragGespeichert, ErfassungGespeichert},
    kurzskizze::{Altersgruppe, Kartenort, Kennzahl, Kurzskizze, Stueck, Wort},
    rules::kleine_zahlen::{Band, Gezaehlt, anteil_offen, je_hundert, offene_teile, zwischen},
};

/// Names of the indicators of 3.9, their factor and unit. Others are shown by their own name as a share.
const NAMEN: [(&str, &str, i64, &str); 9] = [
    ("SGB_II_QUOTE_U18", "Kinder in Familien mit Bürgergeld", 1, "%"),
    (
        "ALLEINERZIEHENDENANTEIL",
        "Alleinerziehende unter den Familien",
        1,
        "%",
    ),
    ("SCHWERBEHINDERTENQUOTE", "Menschen mit Schwerbehinderung", 1, "%"),
    ("EGH_DICHTE", "Menschen mit Eingliederungshilfe", 10, "‰"),
    ("HZE_DICHTE", "Hilfen zur Erziehung je 100 junge Menschen", 1, ""),
    ("PFLEGEDICHTE", "Menschen mit Pflegebedarf", 10, "‰"),
    ("ARBEITSLOSENANTEIL", "Menschen ohne Arbeit", 1, "%"),
    ("WOHNGELD", "Haushalte mit Wohngeld", 1, "%"),
    ("GRUNDSICHERUNG_ALTER", "Ältere mit Grundsicherung", 1, "%"),
];

const VERDECKT: &str = "nicht veröffentlicht, weil zu klein";

/// What the survey becomes.
pub(super) async fn zusammenstellen(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    g: &ErfassungGespeichert,
    eintraege: &[EintragGespeichert],
) -> Result<Kurzskizze> {
    let k = amt::ordnung::geltende(app, tx).await?.k_anonymitaet;
    let raum = raum::service::steckbrief(tx, g.raumeinheit).await?;
    let werte = raum::service::indikatoren_am(tx, g.raumeinheit, g.daten.stichtag).await?;
    let (alter, alter_quelle) = altersgruppen(&werte, k);
    let mut kennzahlen = aus_alter(&alter, &alter_quelle);
    kennzahlen.extend(aus_indikatoren(&werte, k));
    let mut zeilen = akteure(tx, g.raumeinheit).await?;
    zeilen.insert(
        ErfassungAbschnitt::Luecken,
        luecken_zeilen(app, tx, kontext, g.raumeinheit).await?,
    );
    zeilen.insert(ErfassungAbschnitt::Projekte, projekte(tx, g.raumeinheit).await?);
    let stuecke = ErfassungAbschnitt::ALLE
        .iter()
        .filter(|a| a.oeffentlich())
        .map(|a| Stueck {
            titel: a.text().to_owned(),
            text: g.daten.texte.get(a).cloned().unwrap_or_default(),
            zeilen: zeilen.remove(a).unwrap_or_default(),
        })
        .filter(|s| !s.text.is_empty() || !s.zeilen.is_empty())
        .collect();
    let von = |art: EintragArt| eintraege.iter().map(|e| &e.daten).filter(move |d| d.art == art);
    Ok(Kurzskizze {
        raum: raum.name,
        code: raum.code,
        ebene: raum.ebene,
        hektar: raum.hektar,
        nachbarn: raum.nachbarn,
        stichtag: g.daten.stichtag,
        verfasser: g.daten.verfasser.clone(),
        einwohner: raum.einwohner.map(|(n, _)| n).filter(|n| *n >= i64::from(k)),
        einwohner_stand: raum.einwohner.and_then(|(_, stand)| stand),
        alter,
        alter_quelle,
        k,
        kennzahlen,
        staerken: von(EintragArt::Staerke).map(|d| d.text.clone()).collect(),
        worte: von(EintragArt::Thema)
            .map(|d| Wort {
                text: d.text.clone(),
                wo: d.zusatz.clone(),
                am: d.am,
            })
            .collect(),
        stuecke,
        orte: von(EintragArt::Punkt)
            .filter_map(|d| {
                let p = d.punkt?;
                Some(Kartenort {
                    name: d.text.clone(),
                    art: d.punkt_art.map_or("", |a| a.text()).to_owned(),
                    hinweis: d.zusatz.clone(),
                    lat: p.lat,
                    lon: p.lon,
                })
            })
            .collect(),
        quellen: g.daten.quellen.clone(),
    })
}

fn gezaehlt(z: &IndikatorZeile) -> Gezaehlt {
    if z.unterdrueckt {
        Gezaehlt::Unterdrueckt
    } else {
        Gezaehlt::Anzahl(z.zaehler)
    }
}

/// The ages of the newest day. Bands that overlap say the same people twice: the wider one stays.
fn altersgruppen(werte: &[IndikatorZeile], k: u32) -> (Vec<Altersgruppe>, String) {
    let mut alle: Vec<(Band, &IndikatorZeile)> = werte
        .iter()
        .filter_map(|z| Some((Band::aus_code(&z.indikator)?, z)))
        .collect();
    let Some(tag) = alle.iter().map(|(_, z)| z.stichtag).max() else {
        return (Vec::new(), String::new());
    };
    alle.retain(|(_, z)| z.stichtag == tag);
    alle.sort_by_key(|(b, _)| (b.von, std::cmp::Reverse(b.bis.unwrap_or(u16::MAX))));
    let mut bis = None;
    alle.retain(|(b, _)| {
        let frei = bis.is_none_or(|ende| b.von > ende);
        if frei {
            bis = Some(b.bis.unwrap_or(u16::MAX));
        }
        frei
    });
    let teile: Vec<Gezaehlt> = alle.iter().map(|(_, z)| gezaehlt(z)).collect();
    let summe = alle.iter().map(|(_, z)| z.nenner).find(|n| *n > 0);
    let offen = offene_teile(&teile, summe, k);
    let quelle = alle
        .first()
        .map_or_else(String::new, |(_, z)| format!("{}, {}", z.quelle, z.stichtag));
    let gruppen = alle
        .iter()
        .zip(offen)
        .map(|((band, _), anzahl)| Altersgruppe { band: *band, anzahl })
        .collect();
    (gruppen, quelle)
}

/// The quotients of 3.9 that follow from the ages; only out of bands that are shown, or a hidden one could be worked out.
fn aus_alter(alter: &[Altersgruppe], quelle: &str) -> Vec<Kennzahl> {
    let b: Vec<(Band, Option<i64>)> = alter.iter().map(|a| (a.band, a.anzahl)).collect();
    let jung = zwischen(&b, 0, Some(17));
    let mitte = zwischen(&b, 18, Some(64));
    let alt = zwischen(&b, 65, None);
    let hoch = zwischen(&b, 80, None);
    let helfende = zwischen(&b, 45, Some(64));
    let alle = zwischen(&b, 0, None);
    [
        ("Jugendquotient: unter 18 je 100 von 18 bis 64", jung, mitte, ""),
        ("Altenquotient: ab 65 je 100 von 18 bis 64", alt, mitte, ""),
        ("Menschen ab 80", hoch, alle, " %"),
        ("Menschen von 45 bis 64 je 100 ab 80", helfende, hoch, ""),
    ]
    .into_iter()
    .filter_map(|(name, zaehler, nenner, einheit)| {
        Some(Kennzahl {
            name: name.to_owned(),
            wert: format!("{}{einheit}", je_hundert(zaehler?, nenner?)?),
            stichtag: None,
            quelle: quelle.to_owned(),
        })
    })
    .collect()
}

fn aus_indikatoren(werte: &[IndikatorZeile], k: u32) -> Vec<Kennzahl> {
    werte
        .iter()
        .filter(|z| Band::aus_code(&z.indikator).is_none())
        .map(|z| {
            let (name, faktor, einheit) = NAMEN.iter().find(|(code, ..)| *code == z.indikator).map_or_else(
                || (worte::ebene_wort(&z.indikator), 1, "%"),
                |(_, name, f, e)| ((*name).to_owned(), *f, *e),
            );
            let wert = if z.nenner == 0 && !z.unterdrueckt {
                // 3.9: nothing to divide by is no value, not 0
                Some("kein Wert".to_owned())
            } else {
                anteil_offen(gezaehlt(z), z.nenner, k)
                    .and_then(|n| je_hundert(n.saturating_mul(faktor), z.nenner))
                    .map(|w| format!("{w} {einheit}").trim().to_owned())
            };
            Kennzahl {
                name,
                wert: wert.unwrap_or_else(|| VERDECKT.to_owned()),
                stichtag: Some(z.stichtag),
                quelle: z.quelle.clone(),
            }
        })
        .collect()
}

const fn abschnitt(art: AkteurArt) -> Option<ErfassungAbschnitt> {
    use AkteurArt as A;
    use ErfassungAbschnitt as E;
    Some(match art {
        A::Kita | A::Familienzentrum | A::Schule | A::Jugendhaus | A::Hochschule => E::Bildung,
        A::Altentagesstaette
        | A::Buecherei
        | A::Begegnungsstaette
        | A::Nachbarschaftstreff
        | A::Anlaufstelle => E::Treffpunkte,
        A::Pflegedienst | A::Gesundheit => E::Gesundheit,
        A::Leistungsanbieter | A::FreierTraeger | A::Verband | A::Kommune | A::Jobcenter => E::Beratung,
        A::Verein | A::KircheReligion | A::Initiative | A::Selbsthilfe4a => E::Gemeinschaft,
        // a person is no institution of the quarter, and courts and police belong to the whole town
        A::Einzelperson | A::Wirtschaft | A::Gericht | A::Polizei | A::Stadtplanung => return None,
    })
}

/// Institutions that work here or have a public offer here; never a private person.
async fn akteure(tx: &mut Tx, raum: Id<Raumeinheit>) -> Result<BTreeMap<ErfassungAbschnitt, Vec<String>>> {
    let zeilen: Vec<(String, String, Option<String>)> = tx
        .fetch_all(
            "SELECT a.name, a.art, a.entwicklungsstufe FROM akteur a
             WHERE a.art <> 'EINZELPERSON' AND a.kontakt_privat = $2 AND (
               EXISTS (SELECT 1 FROM akteur_raum r WHERE r.akteur = a.id AND r.raumeinheit = $1)
               OR EXISTS (SELECT 1 FROM angebot g JOIN angebot_ort o ON o.angebot = g.id
                 WHERE g.akteur = a.id AND o.raumeinheit = $1 AND g.status = 'AKTIV' AND g.sichtbarkeit = 'OEFFENTLICH'))
             ORDER BY a.name, a.id LIMIT 500",
            werte![raum, false],
        )
        .await?;
    let mut aus: BTreeMap<ErfassungAbschnitt, Vec<String>> = BTreeMap::new();
    for (name, art, stufe) in zeilen {
        let art: AkteurArt = art.parse().map_err(amt::Error::Intern)?;
        let Some(wohin) = abschnitt(art) else { continue };
        let stufe = stufe.and_then(|s| s.parse::<Entwicklungsstufe>().ok());
        let zeile = match stufe {
            Some(s) => format!("{name} ({art}, Entwicklung: {s})"),
            None => format!("{name} ({art})"),
        };
        aus.entry(wohin).or_default().push(zeile);
    }
    Ok(aus)
}

async fn luecken_zeilen(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    raum: Id<Raumeinheit>,
) -> Result<Vec<String>> {
    let filter = LueckenFilter {
        raum: Some(raum),
        ..LueckenFilter::default()
    };
    let alle = luecken(app, tx, &Sicht::auf::<Angebot>(kontext)?, filter).await?;
    Ok(alle
        .into_iter()
        .filter(|l| !matches!(l.status, LueckenStatus::Erledigt | LueckenStatus::NichtVerfolgt))
        .map(|l| format!("{}: {} Meldungen in zwölf Monaten", l.thema, l.anzahl))
        .collect())
}

async fn projekte(tx: &mut Tx, raum: Id<Raumeinheit>) -> Result<Vec<String>> {
    Ok(oeffentliche_projekte(tx)
        .await?
        .into_iter()
        .filter(|p| p.daten.raumeinheit == Some(raum))
        .map(|p| format!("{} ({})", p.daten.titel, p.status))
        .collect())
}
