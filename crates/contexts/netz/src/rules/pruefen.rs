//! What is refused (Fachkonzept 7.2, `NETZ-E01` … `E06`).

use base::{Befund, Datum, Punkt, Text};

use super::zeiten::Regel;
use crate::{
    codes::{AkteurArt, Merkmal},
    dinge::{AkteurDaten, AngebotDaten},
};

/// How often one may want to ask again: not every week, and at least every second year.
const PRUEF_TAGE: std::ops::RangeInclusive<u16> = 14..=730;
const TUERBREITE_CM: std::ops::RangeInclusive<i64> = 50..=300;

/// Everything wrong with an Akteur; the texts are put into their normal form on the way.
#[must_use]
pub fn akteur(d: &mut AkteurDaten) -> Vec<Befund> {
    let mut b = Vec::new();
    text::<200>(&mut d.name, "name", true, &mut b);
    text::<100>(&mut d.telefon, "telefon", false, &mut b);
    text::<200>(&mut d.email, "email", false, &mut b);
    adresse(&mut d.web, &mut b);
    text::<300>(&mut d.anschrift, "anschrift", false, &mut b);
    text::<2000>(&mut d.beschreibung, "beschreibung", false, &mut b);
    d.raeume.sort_unstable();
    d.raeume.dedup();
    let privat = d.kontakt_privat || d.art == AkteurArt::Einzelperson;
    if privat && !d.einwilligung && !(d.telefon.is_empty() && d.email.is_empty() && d.anschrift.is_empty()) {
        b.push(kontakt_fehlt("einwilligung"));
    }
    b
}

/// Everything wrong with an Angebot; the texts are put into their normal form on the way.
#[must_use]
pub fn angebot(d: &mut AngebotDaten, heute: Datum) -> Vec<Befund> {
    let mut b = Vec::new();
    text::<200>(&mut d.titel, "titel", true, &mut b);
    text::<500>(&mut d.kurzbeschreibung, "kurzbeschreibung", true, &mut b);
    text::<500>(&mut d.leichte_sprache, "leichte_sprache", false, &mut b);
    text::<300>(&mut d.zielgruppen, "zielgruppen", false, &mut b);
    text::<500>(&mut d.zeiten_text, "zeiten_text", false, &mut b);
    text::<500>(&mut d.barriere_hinweis, "barriere_hinweis", false, &mut b);
    text::<100>(&mut d.telefon, "telefon", false, &mut b);
    text::<200>(&mut d.email, "email", false, &mut b);
    text::<200>(&mut d.geprueft_von, "geprueft_von", false, &mut b);
    adresse(&mut d.web, &mut b);
    d.themen.sort_unstable();
    d.themen.dedup();
    if d.themen.is_empty() {
        b.push(Befund::neu("NETZ-E20", "Bitte mindestens ein Thema wählen.").an("themen"));
    }
    for o in &mut d.orte {
        text::<200>(&mut o.name, "ort_name", false, &mut b);
        text::<300>(&mut o.anschrift, "anschrift", false, &mut b);
        text::<20>(&mut o.plz, "plz", false, &mut b);
        text::<100>(&mut o.ort, "ort", false, &mut b);
        if o.punkt.is_some_and(|p| !auf_der_erde(p)) {
            b.push(Befund::neu("NETZ-E21", "Dieser Punkt liegt nicht auf der Erde.").an("lat"));
        }
    }
    zeiten(d, &mut b);
    if let (Some(von), Some(bis)) = (d.alter_von, d.alter_bis)
        && von > bis
    {
        b.push(Befund::neu("NETZ-E02", "Das Alter „von“ liegt über dem Alter „bis“.").an("alter_von"));
    }
    if d.plaetze.is_some_and(|n| n < 0) || d.frei.is_some_and(|n| n < 0) {
        b.push(Befund::neu("NETZ-E03", "Plätze können nicht weniger als null sein.").an("plaetze"));
    }
    if let (Some(frei), Some(plaetze)) = (d.frei, d.plaetze)
        && frei > plaetze
    {
        b.push(Befund::neu("NETZ-E03", "Es sind mehr Plätze frei, als es gibt.").an("frei"));
    }
    text::<200>(&mut d.platz_zielgruppe, "platz_zielgruppe", false, &mut b);
    if d.warteliste.is_some_and(|n| n < 0) {
        b.push(
            Befund::neu(
                "NETZ-E03",
                "Auf der Warteliste können nicht weniger als null stehen.",
            )
            .an("warteliste"),
        );
    }
    if d.platz_stand.is_some_and(|s| s > heute) {
        b.push(Befund::neu("NETZ-E05", "Der Stand der Plätze liegt in der Zukunft.").an("platz_stand"));
    }
    if d.pruef_tage.is_some_and(|t| !PRUEF_TAGE.contains(&t)) {
        let text = "Bitte zwischen 14 und 730 Tagen, oder das Feld leer lassen.";
        b.push(Befund::neu("NETZ-E40", text).an("pruef_tage"));
    }
    if d.geprueft_am > heute {
        b.push(Befund::neu("NETZ-E05", "Das Datum der Prüfung liegt in der Zukunft.").an("geprueft_am"));
    }
    let breite = d.barrieren.get(&Merkmal::Tuerbreite).and_then(|a| a.zahl);
    if breite.is_some_and(|cm| !TUERBREITE_CM.contains(&cm)) {
        b.push(
            Befund::neu("NETZ-E06", "Die Türbreite muss zwischen 50 und 300 cm liegen.").an("b-TUERBREITE"),
        );
    }
    if d.barrieren
        .values()
        .any(|a| a.zahl.is_some_and(|z| z < 0) || a.zahl2.is_some_and(|z| z < 0))
    {
        b.push(Befund::neu("NETZ-E06", "Maße können nicht weniger als null sein.").an("b-RAMPE"));
    }
    b
}

/// Whether telephone or e-mail of an offer would be kept for a private person who did not agree. What stood there
/// before is not asked again, so that an old entry can still be paused or ended.
#[must_use]
pub fn kontakt(a: &AkteurDaten, neu: &AngebotDaten, alt: Option<&AngebotDaten>) -> Option<Befund> {
    let anders = |feld: fn(&AngebotDaten) -> &String| {
        let steht = feld(neu);
        !steht.is_empty() && alt.is_none_or(|alt| feld(alt) != steht || alt.akteur != neu.akteur)
    };
    let feld = if anders(|d| &d.telefon) {
        "telefon"
    } else if anders(|d| &d.email) {
        "email"
    } else {
        return None;
    };
    (!a.kontakt_offen()).then(|| kontakt_fehlt(feld))
}

fn kontakt_fehlt(feld: &str) -> Befund {
    let text =
        "Das ist der Kontakt einer Privatperson. Ohne ihre Einwilligung darf er nicht gespeichert werden.";
    Befund::neu("NETZ-E04", text).an(feld)
}

fn zeiten(d: &AngebotDaten, b: &mut Vec<Befund>) {
    for z in &d.zeiten {
        let tage = matches!((z.beginn, z.ende), (Some(a), Some(e)) if e < a);
        let stunden = matches!((z.von, z.bis), (Some(a), Some(e)) if e <= a);
        if tage || stunden {
            b.push(Befund::neu("NETZ-E01", "Das Ende liegt vor dem Beginn.").an("zeiten"));
        }
        if !z.rrule.is_empty()
            && let Err(warum) = z.rrule.parse::<Regel>()
        {
            b.push(
                Befund::neu(
                    "NETZ-E22",
                    format!("Die Regel für die Zeiten stimmt nicht: {warum}."),
                )
                .an("zeiten"),
            );
        }
    }
}

/// Whether the coordinates are those of a place.
#[must_use]
pub fn auf_der_erde(p: Punkt) -> bool {
    (-90.0..=90.0).contains(&p.lat) && (-180.0..=180.0).contains(&p.lon)
}

fn text<const N: usize>(t: &mut String, feld: &str, pflicht: bool, b: &mut Vec<Befund>) {
    match Text::<N>::neu(t) {
        Ok(gut) => *t = gut.into_string(),
        Err(warum) => return b.push(Befund::neu("NETZ-E23", warum.to_string()).an(feld)),
    }
    if pflicht && t.is_empty() {
        b.push(Befund::neu("NETZ-E20", "Bitte ausfüllen.").an(feld));
    }
}

/// A link that a browser will follow must lead into the web, never run something.
fn adresse(web: &mut String, b: &mut Vec<Befund>) {
    text::<500>(web, "web", false, b);
    if web.is_empty() || web.starts_with("https://") || web.starts_with("http://") {
        return;
    }
    if web.contains(':') || web.contains(char::is_whitespace) || !web.contains('.') {
        b.push(
            Befund::neu(
                "NETZ-E24",
                "Bitte eine Adresse eingeben, die mit https:// beginnt.",
            )
            .an("web"),
        );
    } else {
        *web = format!("https://{web}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        codes::{AngebotArt, Thema},
        dinge::{Angabe, Zeit},
    };
    use base::Id;

    fn tag(s: &str) -> Datum {
        s.parse().unwrap()
    }

    fn gut() -> AngebotDaten {
        let akteur = Id::von(uuid::Uuid::nil());
        let mut d = AngebotDaten::neu(akteur, "Café", AngebotArt::OffenerTreff, tag("2026-11-20"));
        d.kurzbeschreibung = "Treff".to_owned();
        d.themen = vec![Thema::FreizeitBegegnung];
        d
    }

    fn codes(aendern: impl FnOnce(&mut AngebotDaten)) -> Vec<&'static str> {
        let mut d = gut();
        aendern(&mut d);
        angebot(&mut d, tag("2026-11-21"))
            .into_iter()
            .map(|b| b.code)
            .collect()
    }

    #[test]
    fn jeder_code_wird_gemeldet() {
        assert!(codes(|_| ()).is_empty());
        let rueckwaerts = Zeit {
            beginn: Some(tag("2026-02-01")),
            ende: Some(tag("2026-01-01")),
            ..Zeit::default()
        };
        assert_eq!(codes(|d| d.zeiten = vec![rueckwaerts]), ["NETZ-E01"]);
        assert_eq!(
            codes(|d| (d.alter_von, d.alter_bis) = (Some(9), Some(8))),
            ["NETZ-E02"]
        );
        assert_eq!(codes(|d| (d.plaetze, d.frei) = (Some(3), Some(4))), ["NETZ-E03"]);
        assert_eq!(codes(|d| d.geprueft_am = tag("2026-11-22")), ["NETZ-E05"]);
        for cm in [49, 301] {
            assert_eq!(
                codes(|d| {
                    d.barrieren.insert(Merkmal::Tuerbreite, Angabe::zahl(cm));
                }),
                ["NETZ-E06"]
            );
        }
        assert_eq!(codes(|d| d.web = "javascript:alert(1)".to_owned()), ["NETZ-E24"]);
        assert_eq!(codes(|d| d.titel = "a\u{0}b".to_owned()), ["NETZ-E23"]);
        assert_eq!(codes(|d| d.kurzbeschreibung = "x".repeat(501)), ["NETZ-E23"]);
    }

    #[test]
    fn netz_e04_kontakt_einer_privatperson() {
        let mut d = AkteurDaten::neu("Nachbar", AkteurArt::Einzelperson);
        assert!(akteur(&mut d).is_empty());
        d.telefon = "0431 1".to_owned();
        assert_eq!(akteur(&mut d)[0].code, "NETZ-E04");
        let mut a = gut();
        assert!(kontakt(&d, &a, None).is_none());
        a.email = "a@example.org".to_owned();
        let code = |alt| kontakt(&d, &a, alt).map(|b| (b.code, b.ort));
        assert_eq!(code(None), Some(("NETZ-E04", "email".to_owned())));
        // what stood there before does not keep anybody from pausing the offer
        assert_eq!(code(Some(&a)), None);
        d.einwilligung = true;
        assert!(akteur(&mut d).is_empty() && kontakt(&d, &a, None).is_none());
    }
}
