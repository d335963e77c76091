//! The Kurzskizze as pictures and as a PDF of two pages, for the office and for everybody.

use amt::{App, druck};
use askama::Template;
use axum::response::Response;
use base::Id;
use raum::{
    Raumeinheit,
    karte::{Flaeche, Karte, Kartenpunkt, PunktArt, karte_auf_papier, space_map_svg},
    service::steckbrief_der_lage,
    worte::zahl,
};
use store::Tx;
use web::Fertig;

use crate::{
    erfassung::FotoGespeichert,
    kurzskizze::{Altersgruppe, Kennzahl, Kurzskizze, Stueck, Wort},
    service::fotos_fuer_papier,
};

/// Pages a Kurzskizze has at most.
pub(crate) const SEITEN: usize = 2;
/// Photos it shows at most, and when there is less room: two rows, one row.
const FOTOS: [usize; 2] = [6, 3];

/// A bar: name, where it begins, its length, the words beside it and where they stand.
struct Balken {
    name: String,
    y: usize,
    text_y: usize,
    breite: i64,
    worte: String,
    worte_x: i64,
}

#[derive(Template)]
#[template(path = "netz/altersbild.svg")]
struct Altersbild {
    worte: String,
    hoehe: usize,
    dicke: usize,
    balken: Vec<Balken>,
}

/// The ages as bars; `None` when nothing is known. It says in words what it shows.
pub(crate) fn altersbild(alter: &[Altersgruppe], k: u32) -> Option<Fertig> {
    if alter.is_empty() {
        return None;
    }
    let groesste = alter.iter().filter_map(|a| a.anzahl).max().unwrap_or(0).max(1);
    let schritt = if alter.len() > 12 { 19 } else { 26 };
    let worte = |a: &Altersgruppe| a.anzahl.map_or_else(|| format!("unter {k} oder verdeckt"), zahl);
    let balken = alter
        .iter()
        .enumerate()
        .map(|(i, a)| {
            let breite = a.anzahl.map_or(0, |n| n * 460 / groesste);
            Balken {
                name: a.band.text(),
                y: i * schritt + 4,
                text_y: i * schritt + schritt - 8,
                breite,
                worte: worte(a),
                worte_x: 222 + breite,
            }
        })
        .collect();
    let saetze: Vec<String> = alter
        .iter()
        .map(|a| format!("{}: {}", a.band.text(), worte(a)))
        .collect();
    let bild = Altersbild {
        worte: format!("Wer hier wohnt. {}", saetze.join("; ")),
        hoehe: alter.len() * schritt + 8,
        dicke: schritt - 6,
        balken,
    };
    bild.render().ok().map(Fertig::neu)
}

fn punkte(k: &Kurzskizze) -> Vec<Kartenpunkt> {
    k.orte
        .iter()
        .map(|o| Kartenpunkt {
            name: format!("{} ({})", o.name, o.art),
            url: None,
            art: PunktArt::Angebot,
            ort: o.punkt(),
        })
        .collect()
}

fn karte<'a>(titel: &'a str, flaechen: &'a [Flaeche], punkte: &'a [Kartenpunkt]) -> Karte<'a> {
    Karte {
        titel,
        beschreibung: "Der Stadtteil ist dunkler und dick umrandet. Die Orte stehen auch in der Liste.",
        flaechen,
        punkte,
    }
}

/// The map for the page.
pub(crate) async fn lage(tx: &mut Tx, raum: Id<Raumeinheit>, k: &Kurzskizze) -> amt::Result<Option<Fertig>> {
    let (_, flaechen) = steckbrief_der_lage(tx, raum).await?;
    if flaechen.is_empty() {
        return Ok(None);
    }
    let titel = format!("Lage von {}", k.raum);
    Ok(space_map_svg(&karte(&titel, &flaechen, &punkte(k))))
}

#[derive(Template)]
#[template(path = "netz/kurzskizze.xml")]
struct Papier<'a> {
    k: &'a Kurzskizze,
    entwurf: bool,
    einwohner: String,
    flaeche: String,
    nachbarn: String,
    karte: &'a str,
    alter: &'a str,
    /// Names of the points by their number, and how many more there are.
    orte: Vec<String>,
    /// What is to be seen on each photo.
    fotos: &'a [String],
    staerken: Vec<String>,
    worte: Vec<String>,
    kennzahlen: &'a [Kennzahl],
    stuecke: Vec<(String, String)>,
    quellen: String,
}

/// How much is told: entries of a list, characters of a text, figures.
const LANG_BIS_KURZ: [(usize, usize, usize); 7] = [
    (60, 4000, 40),
    (14, 900, 20),
    (9, 500, 14),
    (6, 320, 12),
    (4, 200, 10),
    (3, 120, 8),
    (2, 70, 5),
];

fn gekuerzt(text: &str, zeichen: usize) -> String {
    if text.chars().count() <= zeichen {
        return text.to_owned();
    }
    let kurz: String = text.chars().take(zeichen).collect();
    // not in the middle of a word
    let ende = kurz.rfind(char::is_whitespace).unwrap_or(kurz.len());
    format!("{} …", kurz[..ende].trim_end())
}

fn liste(alle: Vec<String>, hoechstens: usize) -> Vec<String> {
    let mehr = alle.len().saturating_sub(hoechstens);
    let mut aus: Vec<String> = alle.into_iter().take(hoechstens).collect();
    if mehr > 0 {
        aus.push(format!("und {mehr} weitere"));
    }
    aus
}

fn worte(w: &Wort) -> String {
    let woher: Vec<String> = [w.wo.clone(), w.am.map_or_else(String::new, |t| t.to_string())]
        .into_iter()
        .filter(|t| !t.is_empty())
        .collect();
    if woher.is_empty() {
        format!("„{}“", w.text)
    } else {
        format!("„{}“ ({})", w.text, woher.join(", "))
    }
}

fn stueck(s: &Stueck, eintraege: usize, zeichen: usize) -> (String, String) {
    let mut text = gekuerzt(&s.text, zeichen);
    let zeilen = liste(s.zeilen.clone(), eintraege).join("; ");
    if !zeilen.is_empty() {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&zeilen);
        text.push('.');
    }
    (s.titel.clone(), text)
}

fn papier(
    k: &Kurzskizze,
    (karte, alter, fotos): (&str, &str, &[String]),
    entwurf: bool,
    (eintraege, zeichen, figuren): (usize, usize, usize),
) -> amt::Result<String> {
    let orte = k
        .orte
        .iter()
        .enumerate()
        .map(|(i, o)| format!("{} {} ({})", i + 1, o.name, o.art))
        .collect();
    let kurz = |t: &String| gekuerzt(t, zeichen);
    Papier {
        k,
        entwurf,
        einwohner: k.einwohner.map_or_else(String::new, |n| match k.einwohner_stand {
            Some(tag) => format!("{} ({tag})", zahl(n)),
            None => zahl(n),
        }),
        flaeche: k.flaeche().unwrap_or_default(),
        nachbarn: liste(k.nachbarn.clone(), 8).join(", "),
        karte,
        alter,
        orte: liste(orte, eintraege),
        fotos,
        staerken: liste(k.staerken.iter().map(kurz).collect(), eintraege),
        worte: liste(
            k.worte.iter().map(|w| gekuerzt(&worte(w), zeichen)).collect(),
            eintraege,
        ),
        kennzahlen: &k.kennzahlen[..k.kennzahlen.len().min(figuren)],
        stuecke: k.stuecke.iter().map(|s| stueck(s, eintraege, zeichen)).collect(),
        quellen: gekuerzt(&k.quellen, zeichen),
    }
    .render()
    .map_err(|e| amt::Error::Intern(e.to_string()))
}

/// The lengths to try, longest first: how much is told, and with how many of so many photos. A text is told shorter for one
/// row of them, and not for a second; what is still too long with the shortest text goes without.
fn fassungen(fotos: usize) -> Vec<((usize, usize, usize), usize)> {
    let mut anzahlen = FOTOS.map(|n| n.min(fotos)).to_vec();
    anzahlen.dedup();
    let mut aus: Vec<_> = LANG_BIS_KURZ
        .iter()
        .flat_map(|stufe| anzahlen.iter().map(|n| (*stufe, *n)))
        .collect();
    if let (Some((stufe, _)), true) = (aus.last().copied(), fotos > 0) {
        aus.push((stufe, 0));
    }
    aus
}

/// The document: what does not fit on two pages is told shorter, never smaller. Of the photos it shows the approved ones.
pub(crate) async fn pdf(
    app: &App,
    tx: &mut Tx,
    raum: Id<Raumeinheit>,
    (k, fotos): (&Kurzskizze, &[FotoGespeichert]),
    entwurf: bool,
) -> amt::Result<Response> {
    let kopf = druck::geltender_kopf(app, tx).await?;
    let (_, flaechen) = steckbrief_der_lage(tx, raum).await?;
    let titel = format!("Lage von {}", k.raum);
    let orte = punkte(k);
    let karte = if flaechen.is_empty() {
        None
    } else {
        karte_auf_papier(&karte(&titel, &flaechen, &orte))
    };
    let karte = karte.map_or_else(String::new, |f| f.to_string());
    let alter = altersbild(&k.alter, k.k).map_or_else(String::new, |f| f.to_string());
    let fotos = fotos_fuer_papier(tx, fotos, FOTOS[0]).await?;
    let (titel, fotos): (Vec<String>, Vec<_>) = fotos.into_iter().unzip();
    let fassungen = fassungen(titel.len())
        .into_iter()
        .map(|(stufe, n)| papier(k, (&karte, &alter, &titel[..n]), entwurf, stufe))
        .collect::<amt::Result<Vec<_>>>()?;
    let blatt = druck::Blatt {
        titel: format!("Kurzskizze {}", k.raum),
        kennung: format!("Stand {}", k.stichtag),
        vermerk: if entwurf {
            "Entwurf, noch nicht öffentlich"
        } else {
            ""
        }
        .to_owned(),
        datei: format!("kurzskizze {}", k.raum),
        tag: k.stichtag,
    };
    let bytes = druck::setzen_hoechstens(kopf, &blatt, SEITEN, fassungen, fotos).await?;
    Ok(druck::datei(bytes, &blatt))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::kleine_zahlen::Band;

    #[test]
    fn verdecktes_hat_keinen_balken_und_keine_zahl() {
        let gruppe = |code: &str, anzahl| Altersgruppe {
            band: Band::aus_code(code).unwrap(),
            anzahl,
        };
        let alter = [gruppe("ALTER_0_17", Some(1200)), gruppe("ALTER_18", None)];
        let svg = altersbild(&alter, 5).unwrap().to_string();
        assert!(
            svg.contains(">1.200<") && svg.contains("unter 5 oder verdeckt"),
            "{svg}"
        );
        assert_eq!(svg.matches("<rect").count(), 1, "{svg}");
        assert!(altersbild(&[], 5).is_none());
    }

    #[test]
    fn eine_reihe_fotos_geht_vor_langem_text() {
        assert_eq!(fassungen(0).len(), LANG_BIS_KURZ.len());
        assert!(fassungen(0).iter().all(|(_, n)| *n == 0));
        let zwei: Vec<usize> = fassungen(2).iter().map(|(_, n)| *n).collect();
        assert_eq!(zwei, [2, 2, 2, 2, 2, 2, 2, 0]);
        let neun: Vec<usize> = fassungen(9).iter().map(|(_, n)| *n).take(4).collect();
        assert_eq!(neun, [6, 3, 6, 3]);
        assert_eq!(fassungen(9).last(), Some(&(LANG_BIS_KURZ[6], 0)));
    }

    #[test]
    fn kuerzen_trennt_keine_worte_und_zaehlt_den_rest() {
        assert_eq!(gekuerzt("eins zwei drei", 9), "eins …");
        assert_eq!(gekuerzt("äöü", 3), "äöü");
        assert_eq!(gekuerzt("äöüäöü", 3), "äöü …");
        let alle = ["a", "b", "c"].map(str::to_owned).to_vec();
        assert_eq!(liste(alle.clone(), 2), ["a", "b", "und 1 weitere"]);
        assert_eq!(liste(alle, 3), ["a", "b", "c"]);
    }
}
