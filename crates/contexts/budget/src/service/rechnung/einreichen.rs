//! From the file to the draft, and from the draft to the office.

use amt::{App, Error, Kontext, Result, journal, recht::Befugnis};
use base::{Befund, Cent, Datum, Id};
use einlesen::{
    Quelle,
    tabelle::{Optionen, Tabelle},
};
use store::Tx;
use uuid::Uuid;

use super::sicht::{Einreichen, darf_einreichen};
use crate::{
    ablage::{self, Wann},
    model::{Einheit, NeueRechnung, NeueZeile, Rechnung, Rechnungsquelle, Rechnungsstand},
    rules::{betrag, xrechnung},
};

/// What a table does not say about its invoice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kopf {
    /// Number.
    pub nummer: String,
    /// Day.
    pub datum: Option<Datum>,
    /// Total asked for.
    pub summe: Option<Cent>,
}

/// The columns of a table.
pub const SPALTEN: [&str; 5] = ["auftrag", "datum", "menge", "satz", "betrag"];

fn falsch(ort: &str, text: impl Into<String>) -> Befund {
    Befund::neu("BUDGET-E66", text).an(ort)
}

fn tabelle(bytes: Vec<u8>, datei: &str, kopf: &Kopf) -> Result<NeueRechnung> {
    let mut befunde = Vec::new();
    if kopf.nummer.is_empty() {
        befunde.push(falsch(
            "nummer",
            "Bei einer Tabelle bitte die Rechnungsnummer angeben.",
        ));
    }
    if kopf.datum.is_none() {
        befunde.push(falsch(
            "datum",
            "Bei einer Tabelle bitte das Rechnungsdatum angeben.",
        ));
    }
    let quelle = Quelle::from(bytes);
    let wie = Optionen {
        kopf: Some(true),
        ..Optionen::default()
    };
    let t = Tabelle::oeffnen(&quelle, wie).map_err(|e| Error::from(falsch("datei", e.text)))?;
    let wo = |name: &str| t.spalten.iter().position(|s| base::suchform(s) == name);
    let fehlt: Vec<&str> = SPALTEN.into_iter().filter(|s| wo(s).is_none()).collect();
    if !fehlt.is_empty() {
        let text = format!(
            "Es fehlen Spalten: {}. Nötig sind: {}; möglich dazu: bis, einheit.",
            fehlt.join(", "),
            SPALTEN.join(", ")
        );
        befunde.push(falsch("datei", text));
        return Err(befunde.into());
    }
    let orte = SPALTEN.map(wo);
    let (bis, einheit) = (wo("bis"), wo("einheit"));
    let mut zeilen = Vec::new();
    for z in t {
        let z = match z {
            Ok(z) => z,
            Err(m) => {
                befunde.push(falsch("datei", m.to_string()));
                continue;
            }
        };
        if z.felder.iter().all(|f| f.trim().is_empty()) {
            continue;
        }
        if zeilen.len() >= xrechnung::ZEILEN {
            return Err(falsch("datei", format!("Mehr als {} Zeilen.", xrechnung::ZEILEN)).into());
        }
        let feld = |i: Option<usize>| i.and_then(|i| z.felder.get(i)).map_or("", |f| f.trim());
        match zeile(orte.map(feld), feld(bis), feld(einheit)) {
            Ok(n) => zeilen.push(n),
            Err(b) => befunde.push(b.an(format!("Zeile {}", z.nr))),
        }
    }
    if zeilen.is_empty() && befunde.is_empty() {
        befunde.push(falsch("datei", "Die Tabelle hat keine Zeile."));
    }
    let (Some(datum), true) = (kopf.datum, befunde.is_empty()) else {
        befunde.truncate(100);
        return Err(befunde.into());
    };
    let zusammen = Cent(zeilen.iter().fold(0_i64, |s, z| s.saturating_add(z.betrag.0)));
    Ok(NeueRechnung {
        nummer: kopf.nummer.clone(),
        datum,
        quelle: Rechnungsquelle::Csv,
        datei: datei.to_owned(),
        steller: String::new(),
        summe: kopf.summe.unwrap_or(zusammen),
        zeilen,
    })
}

fn zeile(
    [auftrag, datum, menge, satz, geld]: [&str; 5],
    bis: &str,
    einheit: &str,
) -> std::result::Result<NeueZeile, Befund> {
    let kein = |was: &str, roh: &str| {
        let kurz: String = roh.chars().take(30).collect();
        Befund::neu("BUDGET-E66", format!("„{kurz}“ ist {was}."))
    };
    let von = tag(datum).ok_or_else(|| kein("kein Tag, zum Beispiel 05.10.2026", datum))?;
    if auftrag.is_empty() {
        return Err(Befund::neu("BUDGET-E66", "Die Nummer des Auftrags fehlt."));
    }
    let einheit = match base::suchform(einheit).as_str() {
        "" | "stunde" | "stunden" | "min" | "minuten" | "fls" => Einheit::Stunde,
        "tag" | "tage" => Einheit::Tag,
        "monat" | "monate" => Einheit::Monat,
        _ => return Err(kein("keine Einheit. Möglich: Stunde, Tag, Monat", einheit)),
    };
    let neu = NeueZeile {
        auftrag: auftrag.chars().take(60).collect(),
        von,
        bis: if bis.is_empty() {
            von
        } else {
            tag(bis).ok_or_else(|| kein("kein Tag, zum Beispiel 05.10.2026", bis))?
        },
        einheit,
        menge: menge
            .parse()
            .ok()
            .filter(|m| (1..=100_000).contains(m))
            .ok_or_else(|| kein("keine Menge. Stunden stehen hier als ganze Minuten", menge))?,
        satz: betrag::lesen(satz)?,
        betrag: betrag::lesen(geld)?,
    };
    xrechnung::nicht_zu_lang(&neu)?;
    Ok(neu)
}

/// `2026-10-05` or `05.10.2026`.
fn tag(text: &str) -> Option<Datum> {
    if let Ok(d) = text.parse() {
        return Some(d);
    }
    let mut teile = text.split('.').map(str::trim);
    let (t, m, j) = (teile.next()?, teile.next()?, teile.next()?);
    if teile.next().is_some() || j.len() != 4 {
        return None;
    }
    Datum::neu(j.parse().ok()?, m.parse().ok()?, t.parse().ok()?)
}

/// Reads a file of either kind. It only computes, for up to a second: call it where nobody waits for a transaction.
///
/// # Errors
/// `BUDGET-E66` to `E69`, `BUDGET-E09`, all findings at once with their places.
pub fn gelesen(bytes: Vec<u8>, datei: &str, kopf: &Kopf) -> Result<NeueRechnung> {
    if bytes.is_empty() || bytes.len() > xrechnung::HOECHSTENS {
        let text = "Bitte eine Datei bis 2 MB wählen, die nicht leer ist.";
        return Err(falsch("datei", text).into());
    }
    let datei: String = datei.chars().filter(|c| !c.is_control()).take(120).collect();
    if xrechnung::ist_xml(&bytes) {
        Ok(xrechnung::lesen(&bytes, &datei)?)
    } else {
        tabelle(bytes, &datei, kopf)
    }
}

/// Reads an XRechnung and nothing else, for a sender who says that it is one.
///
/// # Errors
/// As [`gelesen`]; `BUDGET-E66` also for what is no XML.
pub fn xrechnung(bytes: &[u8], datei: &str) -> Result<NeueRechnung> {
    Ok(xrechnung::lesen(bytes, datei)?)
}

/// Keeps what was read as a draft. Nobody but its Träger and who brought it sees it yet.
///
/// # Errors
/// When the database refuses.
pub async fn entwurf_anlegen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Einreichen, Rechnung>,
    (traeger, name): (Uuid, &str),
    neu: &NeueRechnung,
) -> Result<Id<Rechnung>> {
    let id = app.ids.neu();
    let wann = Wann::jetzt(app, may.kontext());
    ablage::rechnung::anlegen(tx, id, (traeger, name), neu, wann).await?;
    journal::notieren(tx, &*app.uhr, may, id, format!("zeilen={}", neu.zeilen.len()));
    Ok(id)
}

/// Both at once, for whoever has no page to keep waiting.
///
/// # Errors
/// As [`gelesen`].
pub async fn aus_datei(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Einreichen, Rechnung>,
    traeger: (Uuid, &str),
    datei: &str,
    bytes: Vec<u8>,
    kopf: &Kopf,
) -> Result<Id<Rechnung>> {
    let neu = gelesen(bytes, datei, kopf)?;
    entwurf_anlegen(app, tx, may, traeger, &neu).await
}

async fn entwurf(
    tx: &mut Tx,
    kontext: &Kontext,
    id: Id<Rechnung>,
) -> Result<(Befugnis<Einreichen, Rechnung>, Rechnung)> {
    let r = ablage::rechnung::laden(tx, id).await?;
    let may = darf_einreichen(tx, kontext, Some(id), r.traeger).await?;
    let eigener = super::rolle(tx, kontext).await?.traeger().is_some();
    if !eigener && r.angelegt_von != kontext.benutzer().uuid() {
        return Err(Error::NichtGefunden);
    }
    if r.stand == Rechnungsstand::Entwurf {
        Ok((may, r))
    } else {
        Err(Error::Konflikt)
    }
}

/// Sends the draft to the office.
///
/// # Errors
/// `BUDGET-E62` when the number counts already, [`Error::Konflikt`] when it was sent already.
pub async fn einreichen(app: &App, tx: &mut Tx, kontext: &Kontext, id: Id<Rechnung>) -> Result<()> {
    let (may, r) = entwurf(tx, kontext, id).await?;
    if ablage::rechnung::nummern(tx, r.traeger, id)
        .await?
        .contains(&r.nummer)
    {
        let text = format!(
            "Eine Rechnung {} haben Sie schon eingereicht. Bitte diesen Entwurf verwerfen und die Rechnung mit einer neuen Nummer noch einmal einlesen.",
            r.nummer
        );
        return Err(Befund::neu("BUDGET-E62", text).an("rechnung").into());
    }
    let wann = Wann::jetzt(app, kontext);
    ablage::rechnung::weiter(tx, &r, Rechnungsstand::Eingereicht, "", Cent(0), wann).await?;
    journal::notieren(tx, &*app.uhr, &may, id, "eingereicht");
    Ok(())
}

/// Throws the draft away.
///
/// # Errors
/// [`Error::Konflikt`] when it was sent already.
pub async fn verwerfen(app: &App, tx: &mut Tx, kontext: &Kontext, id: Id<Rechnung>) -> Result<()> {
    let (may, _) = entwurf(tx, kontext, id).await?;
    ablage::rechnung::verwerfen(tx, id).await?;
    journal::notieren(tx, &*app.uhr, &may, id, "verworfen");
    Ok(())
}
