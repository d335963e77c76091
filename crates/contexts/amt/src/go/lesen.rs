use std::{cell::RefCell, collections::BTreeMap};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    Geschaeftsordnung, GoFehler, Stelle,
    bauen::{self, META},
    katalog::{self, Art, Schluessel, Vorgabe},
    pruefen::Pruefung,
    quelle::Quelle,
    wert::Wert,
};

/// Reads and checks one version of the Geschaeftsordnung.
///
/// `dateiname` is only used in messages.
///
/// # Errors
/// All findings of the file at once, in the order of the lines: GO-E00 (no TOML), GO-E01 … GO-E03, GO-E06 and
/// RAUM-E20. What needs the calendar or other versions is in [`super::pruefe_versionen`].
pub fn lesen(dateiname: &str, text: &str) -> Result<Geschaeftsordnung, Vec<GoFehler>> {
    let quelle = Quelle::neu(dateiname, text);
    let orte = RefCell::default();
    let wurzel = quelle.tabelle();
    let pruefung = Pruefung {
        quelle: &quelle,
        code: "GO-E02",
        orte: &orte,
    };
    let meta = meta(&pruefung, &wurzel);
    let freitext = freitext(&pruefung, &wurzel);
    let werte = werte(&pruefung, &wurzel);
    unbekannte(&pruefung, &wurzel);
    let go = bauen::ordnung(&quelle, dateiname, &orte, meta.as_ref(), freitext, werte);
    let fehler = quelle.fehler();
    match go {
        Some(go) if fehler.is_empty() => Ok(go),
        _ => Err(fehler),
    }
}

/// The head of the file, table `[go]`.
fn meta(p: &Pruefung<'_, '_>, wurzel: &DeTable<'_>) -> Option<Wert> {
    match wurzel.get("go") {
        Some(feld) => p.lies("go", feld, &META),
        None => {
            let text = "Der Kopf [go] fehlt.";
            p.quelle.melde("GO-E02", &(0..0), "go", text, bauen::ERLAUBT_KOPF);
            None
        }
    }
}

/// The free text of the chapters, table `[text]` with `kapitel_1` to `kapitel_9`.
fn freitext(p: &Pruefung<'_, '_>, wurzel: &DeTable<'_>) -> [String; 9] {
    const NAMEN: &[(&str, &str)] = &[
        ("kapitel_1", "1"),
        ("kapitel_2", "2"),
        ("kapitel_3", "3"),
        ("kapitel_4", "4"),
        ("kapitel_5", "5"),
        ("kapitel_6", "6"),
        ("kapitel_7", "7"),
        ("kapitel_8", "8"),
        ("kapitel_9", "9"),
    ];
    let gelesen = wurzel
        .get("text")
        .and_then(|feld| p.lies("text", feld, &Art::Tabelle(NAMEN, &Art::Text(20_000))));
    NAMEN
        .iter()
        .map(|(name, _)| gelesen.as_ref().and_then(|w| w.feld(name)).and_then(Wert::text))
        .map(|t| t.unwrap_or_default().to_owned())
        .collect::<Vec<_>>()
        .try_into()
        .unwrap_or_default()
}

/// Every key of the catalogue: from the file over the default.
fn werte(p: &Pruefung<'_, '_>, wurzel: &DeTable<'_>) -> BTreeMap<&'static str, Wert> {
    let mut werte = BTreeMap::new();
    for s in katalog::alle() {
        let vorgabe = match s.vorgabe {
            Vorgabe::Wert(toml) => vorgabe(s, toml),
            Vorgabe::Pflicht | Vorgabe::Keine => None,
        };
        let wert = match feld(wurzel, s.name) {
            Some(feld) => aus_datei(p, s, feld, vorgabe),
            None => vorgabe.or_else(|| {
                if matches!(s.vorgabe, Vorgabe::Pflicht) {
                    let text = format!("Die Angabe „{}“ fehlt.", s.titel);
                    let ort = bereich(wurzel, s.name);
                    let erlaubt = format!("{}.", super::pruefen::erlaubt(&s.art));
                    p.quelle.melde("GO-E02", &ort, s.name, text, erlaubt);
                }
                None
            }),
        };
        if let Some(wert) = wert {
            werte.insert(s.name, wert);
        }
    }
    werte
}

fn aus_datei(
    p: &Pruefung<'_, '_>,
    s: &Schluessel,
    feld: &Spanned<DeValue<'_>>,
    vorgabe: Option<Wert>,
) -> Option<Wert> {
    // A yes/no the law has settled is locked as a whole: every other notation is an attempt to unset it.
    let ganz_gesperrt = s.sperre.filter(|_| matches!(s.art, Art::Wahr));
    if let Some(sperre) = ganz_gesperrt
        && !matches!(feld.get_ref(), DeValue::Boolean(_))
    {
        return gesperrt(p, s, feld, sperre);
    }
    let neu = p.lies(s.name, feld, &s.art)?;
    let wert = match vorgabe {
        Some(alt) if !matches!(s.art, Art::Entweder(_)) => alt.ueberlagert(neu),
        _ => neu,
    };
    match s.sperre {
        Some(sperre) if !(sperre.haelt)(&wert) => gesperrt(p, s, feld, sperre),
        _ => Some(wert),
    }
}

fn gesperrt(
    p: &Pruefung<'_, '_>,
    s: &Schluessel,
    feld: &Spanned<DeValue<'_>>,
    sperre: katalog::Sperre,
) -> Option<Wert> {
    let text = format!("Das ist durch Gesetz festgelegt ({}).", sperre.norm);
    p.quelle.melde(
        "GO-E03",
        &feld.span(),
        s.name,
        text,
        format!("{}.", sperre.erlaubt),
    );
    None
}

/// The default of a key, read by the same rules as a file.
fn vorgabe(s: &Schluessel, toml: &str) -> Option<Wert> {
    let text = format!("x = {toml}");
    let quelle = Quelle::neu("", &text);
    let orte = RefCell::new(BTreeMap::<String, Stelle>::new());
    let tabelle = quelle.tabelle();
    let pruefung = Pruefung {
        quelle: &quelle,
        code: "GO-E02",
        orte: &orte,
    };
    tabelle.get("x").and_then(|w| pruefung.lies(s.name, w, &s.art))
}

fn feld<'a, 't>(wurzel: &'a DeTable<'t>, name: &str) -> Option<&'a Spanned<DeValue<'t>>> {
    let (bereich, rest) = name.split_once('.')?;
    wurzel.get(bereich)?.get_ref().as_table()?.get(rest)
}

/// Where the table of a key begins, or the top of the file.
fn bereich(wurzel: &DeTable<'_>, name: &str) -> std::ops::Range<usize> {
    let bereich = name.split('.').next().unwrap_or_default();
    wurzel.get(bereich).map_or(0..0, Spanned::span)
}

/// GO-E01 for every key no catalogue entry knows.
fn unbekannte(p: &Pruefung<'_, '_>, wurzel: &DeTable<'_>) {
    let namen = || katalog::alle().map(|s| s.name);
    for (k, w) in wurzel {
        let bereich = k.get_ref().as_ref();
        if matches!(bereich, "go" | "text") {
            continue;
        }
        let eigene = namen().filter(|n| n.split_once('.').is_some_and(|(b, _)| b == bereich));
        if eigene.clone().next().is_none() {
            let bereiche = namen().filter_map(|n| n.split_once('.').map(|(b, _)| b));
            p.unbekannt(k.span(), bereich, bereich, bereiche.chain(["go", "text"]));
            continue;
        }
        let Some(tabelle) = w.get_ref().as_table() else {
            let text = "Hier gehört eine Tabelle hin.";
            p.quelle
                .melde("GO-E02", &w.span(), bereich, text, format!("[{bereich}]"));
            continue;
        };
        for (k, _) in tabelle {
            let voll = format!("{bereich}.{}", k.get_ref());
            if katalog::finde(&voll).is_none() {
                p.unbekannt(k.span(), &voll, &voll, namen());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jede_vorgabe_haelt_ihre_eigenen_grenzen_und_das_gesetz() {
        for s in katalog::alle() {
            if let Vorgabe::Wert(toml) = s.vorgabe {
                let wert = vorgabe(s, toml);
                assert!(wert.is_some(), "{} = {toml}", s.name);
                assert!(
                    s.sperre.is_none_or(|sp| wert.as_ref().is_some_and(sp.haelt)),
                    "{}",
                    s.name
                );
            }
        }
    }
}
