//! Calendars as a kind of data that goes through the import: the same upload, preview, job and report as for offers.

use std::io::Read as _;

use amt::{
    App, Kontext, Result,
    recht::{Anlegen, Befugnis, Bezug, Rolle},
};
use base::Befund;
use einlesen::{
    Meldung, Quelle,
    abbildung::{Abbildung, Art, Zielfeld},
};
use raum::{
    abschnitt::Zukunft,
    import::{
        self, Bericht, Einleser, Fortschritt, Gelesen, Stand, VORSCHAU_ZEILEN, Vorschau, abgebrochen,
        unbrauchbar,
    },
};
use store::Tx;

use super::{
    art::ablehnen,
    felder::{feld, text},
};
use crate::{
    Veranstaltung,
    codes::{Sichtbarkeit, VeranstaltungTyp},
    kalender::{self, Kalendertermin},
    rules::zeiten::uhrzeit,
    service::{KalenderVorgabe, kalender_einspielen},
};

/// Meetings of other calendars.
#[derive(Debug, Clone, Copy)]
pub struct KalenderEinlesen;

/// What the calendar cannot say.
const FELDER: &[Zielfeld] = &[
    feld("typ", "Art der Veranstaltung", Art::Text, true, &[]),
    text(
        "sichtbarkeit",
        "Wer es sieht (Öffentlich oder Nur Fachkräfte)",
        &[],
    ),
    text("veranstalter", "Wer lädt ein", &[]),
];

fn einer<T: Copy>(
    wert: &str,
    alle: &[T],
    code: fn(T) -> &'static str,
    wort: fn(T) -> &'static str,
) -> Option<T> {
    let gesucht = base::suchform(wert);
    let passt = |t: &T| base::suchform(code(*t)) == gesucht || base::suchform(wort(*t)) == gesucht;
    alle.iter().copied().find(passt)
}

fn vorgabe(a: &Abbildung) -> std::result::Result<KalenderVorgabe, Befund> {
    let fest = |feld: &str| {
        a.herkunft(feld)
            .and_then(|h| h.fest.as_deref())
            .unwrap_or_default()
            .trim()
    };
    let typ = fest("typ");
    if typ.is_empty() {
        let text = "Ein Kalender sagt nicht, welche Art von Veranstaltung es ist. Bitte tragen Sie sie ein, zum Beispiel \
                    Sozialraumdialog oder Fachtag.";
        return Err(Befund::neu("NETZ-E164", text).an("typ"));
    }
    let typ = einer(
        typ,
        VeranstaltungTyp::ALLE,
        VeranstaltungTyp::code,
        VeranstaltungTyp::text,
    )
    .ok_or_else(|| {
        let alle: Vec<&str> = VeranstaltungTyp::ALLE.iter().map(|t| t.text()).collect();
        Befund::neu(
            "NETZ-E164",
            format!("Diese Art gibt es nicht. Es gibt: {}.", alle.join(", ")),
        )
        .an("typ")
    })?;
    let sichtbarkeit = fest("sichtbarkeit");
    let sichtbarkeit = if sichtbarkeit.is_empty() {
        Sichtbarkeit::Fachkraefte
    } else {
        einer(
            sichtbarkeit,
            Sichtbarkeit::ALLE,
            Sichtbarkeit::code,
            Sichtbarkeit::text,
        )
        .ok_or_else(|| {
            let alle: Vec<&str> = Sichtbarkeit::ALLE.iter().map(|t| t.text()).collect();
            Befund::neu("NETZ-E165", format!("Bitte eines davon: {}.", alle.join(", "))).an("sichtbarkeit")
        })?
    };
    Ok(KalenderVorgabe {
        typ,
        sichtbarkeit,
        veranstalter: fest("veranstalter").to_owned(),
    })
}

fn inhalt(quelle: &Quelle) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let strom = quelle.oeffnen().map_err(|e| unbrauchbar(&e))?;
    // one byte more than the reader takes, so that it can say that it is too much
    strom
        .take((10 << 20) + 1)
        .read_to_end(&mut bytes)
        .map_err(|e| unbrauchbar(&e.into()))?;
    Ok(bytes)
}

/// What the file held and how it went so far.
fn alles(quelle: &Quelle) -> Result<(Vec<Kalendertermin>, Bericht)> {
    let g = kalender::lesen(&inhalt(quelle)?)?;
    let mut bericht = Bericht {
        gelesen: (g.termine.len() + g.abgelehnt.len()) as u64,
        ..Bericht::default()
    };
    g.abgelehnt.into_iter().for_each(|b| ablehnen(&mut bericht, b));
    let mut hinweise = Bericht::default();
    g.hinweise.into_iter().for_each(|b| ablehnen(&mut hinweise, b));
    bericht.hinweise = hinweise.abgewiesen;
    if g.ohne_namen > 0 {
        bericht.saetze.push(format!(
            "Bei {} Terminen stehen Namen oder Adressen von Menschen im Kalender. Sie wurden nicht übernommen.",
            g.ohne_namen
        ));
    }
    Ok((g.termine, bericht))
}

fn ansehen(quelle: &Quelle, abbildung: Option<Abbildung>) -> Result<Vorschau> {
    let a = abbildung.unwrap_or_default();
    let (termine, bericht) = alles(quelle)?;
    let mut meldungen: Vec<Meldung> = bericht
        .abgewiesen
        .into_iter()
        .map(|m| Meldung::fehler(m.zeile, &m.code, m.text).an(&m.spalte))
        .collect();
    let v = match vorgabe(&a) {
        Ok(v) => Some(v),
        Err(b) => {
            meldungen.insert(0, Meldung::fehler(0, b.code, b.text).an(&b.ort));
            None
        }
    };
    let zeile = |t: &Kalendertermin, v: &KalenderVorgabe| {
        let wann = format!("{}, {}–{} Uhr", t.tag, uhrzeit(t.von), uhrzeit(t.bis));
        let abgesagt = if t.abgesagt { "Abgesagt: " } else { "" };
        let sieht = if t.vertraulich {
            Sichtbarkeit::Fachkraefte
        } else {
            v.sichtbarkeit
        };
        (
            t.zeile,
            vec![
                ("Art", t.typ.unwrap_or(v.typ).text().to_owned()),
                ("Wer es sieht", sieht.text().to_owned()),
                ("Wer lädt ein", v.veranstalter.clone()),
                ("Titel", format!("{abgesagt}{}", t.titel)),
                ("Wann", wann),
                ("Wiederholung", t.rrule.clone()),
                ("Ort", t.ort.clone()),
            ],
        )
    };
    let saetze = v
        .map(|v| {
            termine
                .iter()
                .take(VORSCHAU_ZEILEN)
                .map(|t| zeile(t, &v))
                .collect()
        })
        .unwrap_or_default();
    Ok(Vorschau {
        format: "Kalender (iCalendar)".to_owned(),
        spalten: Vec::new(),
        abbildung: Some(a),
        saetze,
        meldungen,
    })
}

/// Events, checked, and what the calendar does not say.
struct Inhalt {
    termine: Vec<Kalendertermin>,
    vorgabe: KalenderVorgabe,
}

impl Einleser for KalenderEinlesen {
    fn code(&self) -> &'static str {
        "kalender"
    }

    fn titel(&self) -> &'static str {
        "Kalender mit Veranstaltungen"
    }

    fn felder(&self) -> &'static [Zielfeld] {
        FELDER
    }

    fn darf(&self, kontext: &Kontext) -> Result<Rolle> {
        Befugnis::<Anlegen, Veranstaltung>::pruefen(kontext, None, Bezug::default()).map(|b| b.rolle())
    }

    fn vorschau(&self, quelle: Quelle, abbildung: String) -> Zukunft<'static, Result<Vorschau>> {
        Box::pin(async move { ansehen(&quelle, import::abbildung_lesen(&abbildung, FELDER)?) })
    }

    fn lesen(
        &self,
        quelle: Quelle,
        abbildung: String,
        _fortschritt: Fortschritt,
    ) -> Zukunft<'static, Result<(Box<dyn Gelesen>, Bericht)>> {
        Box::pin(async move {
            let a = import::abbildung_lesen(&abbildung, FELDER)?.unwrap_or_default();
            let vorgabe = vorgabe(&a)?;
            let (termine, bericht) = alles(&quelle)?;
            Ok((Box::new(Inhalt { termine, vorgabe }) as Box<dyn Gelesen>, bericht))
        })
    }
}

impl Gelesen for Inhalt {
    fn schreiben<'a>(
        self: Box<Self>,
        app: &'a App,
        tx: &'a mut Tx,
        kontext: &'a Kontext,
        bericht: &'a mut Bericht,
        fortschritt: &'a Fortschritt,
    ) -> Zukunft<'a, Result<()>> {
        Box::pin(async move {
            let gesamt = self.termine.len() as u64;
            let b = kalender_einspielen(app, tx, kontext, self.termine, &self.vorgabe).await?;
            bericht.neu += b.neu;
            bericht.geaendert += b.geaendert;
            bericht.unveraendert += b.unveraendert;
            b.abgelehnt.into_iter().for_each(|f| ablehnen(bericht, f));
            if fortschritt(Stand {
                erledigt: gesamt,
                gesamt,
            }) {
                Ok(())
            } else {
                Err(abgebrochen())
            }
        })
    }
}
