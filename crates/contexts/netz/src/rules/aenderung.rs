//! What a change did, in words: every field of two states of an offer that differs.

use base::{Datum, Tri};

use super::{rangfolge::kosten, zeiten::in_worten};
use crate::{Angabe, AngebotDaten, Ort, codes::Merkmal};

/// One field before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feldaenderung {
    /// Name of the field.
    pub feld: &'static str,
    /// Before; empty when nothing was said.
    pub alt: String,
    /// After; empty when nothing is said any more.
    pub neu: String,
}

fn oder_leer(x: Option<impl ToString>) -> String {
    x.map_or_else(String::new, |x| x.to_string())
}

fn worte<T: std::fmt::Display>(alle: &[T]) -> String {
    let worte: Vec<String> = alle.iter().map(ToString::to_string).collect();
    worte.join(", ")
}

fn angabe(m: Merkmal, a: Option<&Angabe>) -> String {
    let a = a.copied().unwrap_or_default();
    let zahl = match (a.zahl, a.zahl2) {
        (Some(x), Some(y)) => format!("{x} × {y} cm"),
        (Some(x), None) => format!("{x} {}", m.einheit().zeichen()),
        _ => String::new(),
    };
    match (a.wert, zahl.is_empty()) {
        (Tri::Unbekannt, _) => zahl,
        (w, true) => w.to_string(),
        (w, false) => format!("{w}, {zahl}"),
    }
}

/// Everything that is said of an offer, field by field, as a person reads it. `akteur` is left to the caller: its
/// name is not part of the state.
fn felder(d: &AngebotDaten) -> Vec<(&'static str, String)> {
    let tage = |t: Option<u16>| t.map_or_else(String::new, |t| format!("alle {t} Tage"));
    let mut f = vec![
        ("Titel", d.titel.clone()),
        ("Kurzbeschreibung", d.kurzbeschreibung.clone()),
        ("In Leichter Sprache", d.leichte_sprache.clone()),
        ("Art", d.art.to_string()),
        ("Themen", worte(&d.themen)),
        ("Für wen", d.zielgruppen.clone()),
        ("Alter von", oder_leer(d.alter_von)),
        ("Alter bis", oder_leer(d.alter_bis)),
        ("Arbeitsfelder", d.sektoren.join(", ")),
        ("Form", d.ortsform.to_string()),
        (
            "Orte",
            d.orte.iter().map(Ort::zeile).collect::<Vec<_>>().join("; "),
        ),
        (
            "Zeiten",
            d.zeiten.iter().map(in_worten).collect::<Vec<_>>().join("; "),
        ),
        ("Zeiten in Worten", d.zeiten_text.clone()),
        ("Plätze", oder_leer(d.plaetze)),
        ("Freie Plätze", oder_leer(d.frei)),
        ("Warteliste", oder_leer(d.warteliste)),
        ("Gezählt werden", d.platz_einheit.to_string()),
        ("Plätze für", d.platz_zielgruppe.clone()),
        ("Stand der Plätze", oder_leer(d.platz_stand)),
        ("Kosten", kosten(d.kostenlos, d.kosten)),
        ("Anmeldung", d.anmeldung.to_string()),
        ("Telefon", d.telefon.clone()),
        ("E-Mail", d.email.clone()),
        ("Internet", d.web.clone()),
        ("Sprachen", d.sprachen.join(", ")),
        ("Hinweise zur Barrierefreiheit", d.barriere_hinweis.clone()),
        ("Bezug zum Fall", d.fallbezug.to_string()),
        ("Geprüft am", d.geprueft_am.to_string()),
        ("Geprüft von", d.geprueft_von.clone()),
        ("Wer es sieht", d.sichtbarkeit.to_string()),
        ("Stand", d.status.to_string()),
        ("Prüfen", tage(d.pruef_tage)),
    ];
    f.extend(
        Merkmal::ALLE
            .iter()
            .map(|m| (m.text(), angabe(*m, d.barrieren.get(m)))),
    );
    f
}

/// The fields in which two states differ.
#[must_use]
pub fn aenderungen(alt: &AngebotDaten, neu: &AngebotDaten) -> Vec<Feldaenderung> {
    let mut aus: Vec<Feldaenderung> = felder(alt)
        .into_iter()
        .zip(felder(neu))
        .filter(|((_, a), (_, n))| a != n)
        .map(|((feld, alt), (_, neu))| Feldaenderung { feld, alt, neu })
        .collect();
    if alt.akteur != neu.akteur {
        aus.push(Feldaenderung {
            feld: "Akteur",
            alt: "ein anderer".to_owned(),
            neu: "siehe Angebot".to_owned(),
        });
    }
    aus
}

/// Such as `Plätze: 4 von 12 frei, 3 auf der Warteliste (Stand vom 01.11.2026)`; `None` when nothing was said. What is
/// not known stays unsaid.
#[must_use]
pub fn plaetze(d: &AngebotDaten, heute: Datum) -> Option<String> {
    let mut teile = Vec::new();
    match (d.frei, d.plaetze) {
        (Some(f), Some(p)) => teile.push(format!("{}: {f} von {p} frei", d.platz_einheit)),
        (Some(f), None) => teile.push(format!("{}: {f} frei", d.platz_einheit)),
        (None, Some(p)) => teile.push(format!("{}: {p}, freie nicht gemeldet", d.platz_einheit)),
        (None, None) => {}
    }
    if let Some(n) = d.warteliste {
        teile.push(format!("{n} auf der Warteliste"));
    }
    if teile.is_empty() {
        return None;
    }
    let fuer = match d.platz_zielgruppe.as_str() {
        "" => String::new(),
        wer => format!(", für {wer}"),
    };
    Some(format!(
        "{}{fuer} ({})",
        teile.join(", "),
        stand(d.platz_stand, heute)
    ))
}

/// Such as `Stand vom 01.11.2026, vor 20 Tagen`.
#[must_use]
pub fn stand(vom: Option<Datum>, heute: Datum) -> String {
    vom.map_or_else(
        || "Stand unbekannt – bitte nachfragen".to_owned(),
        |s| {
            let wann = super::frische::vor(i64::from((heute.0 - s.0).get_days()));
            format!("Stand vom {s}, {wann}")
        },
    )
}

#[cfg(test)]
mod tests {
    use base::Id;
    use uuid::Uuid;

    use super::*;
    use crate::codes::{AngebotArt, AngebotStatus, PlatzEinheit};

    fn angebot() -> AngebotDaten {
        let tag = "2026-01-15".parse().unwrap();
        AngebotDaten::neu(Id::von(Uuid::nil()), "Treff", AngebotArt::OffenerTreff, tag)
    }

    #[test]
    fn nur_das_geaenderte_steht_da() {
        let alt = angebot();
        let mut neu = alt.clone();
        assert_eq!(aenderungen(&alt, &neu), []);
        neu.status = AngebotStatus::Pausiert;
        neu.barrieren.insert(Merkmal::Tuerbreite, Angabe::zahl(95));
        let kurz: Vec<_> = aenderungen(&alt, &neu)
            .into_iter()
            .map(|f| (f.feld, f.alt, f.neu))
            .collect();
        let soll = [
            ("Stand", "Aktiv".to_owned(), "Pausiert".to_owned()),
            ("Türbreite", String::new(), "95 cm".to_owned()),
        ];
        assert_eq!(kurz, soll);
    }

    #[test]
    fn plaetze_werden_nie_geraten() {
        let heute: Datum = "2026-11-21".parse().unwrap();
        let mut d = angebot();
        assert_eq!(plaetze(&d, heute), None);
        (d.plaetze, d.platz_einheit) = (Some(12), PlatzEinheit::Stunde);
        assert_eq!(
            plaetze(&d, heute).unwrap(),
            "Stunden je Woche: 12, freie nicht gemeldet (Stand unbekannt – bitte nachfragen)"
        );
        (d.frei, d.warteliste, d.platz_stand) = (Some(0), Some(3), "2026-11-01".parse().ok());
        d.platz_einheit = PlatzEinheit::Platz;
        d.platz_zielgruppe = "Kinder".to_owned();
        assert_eq!(
            plaetze(&d, heute).unwrap(),
            "Plätze: 0 von 12 frei, 3 auf der Warteliste, für Kinder (Stand vom 01.11.2026, vor 2 Wochen)"
        );
    }
}
