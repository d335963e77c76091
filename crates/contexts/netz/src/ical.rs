//! Meetings as a calendar (RFC 5545), for the calendars of people and for the Atom feed.
//!
//! Times are those of the wall clock in Berlin with the rules of that zone beside them: a meeting on Thursdays at 17:00
//! stays at 17:00 when the clocks change.

use std::fmt::Write as _;

use base::{Datum, Zeitpunkt};
use jiff::{civil, tz::TimeZone};

use crate::{codes::VeranstaltungStatus, service::VeranstaltungGespeichert};

/// The zone as RFC 5545 wants it: last Sundays of March and October, at one o'clock UTC.
const ZONE: &str = "BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\nBEGIN:DAYLIGHT\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n\
TZNAME:CEST\r\nDTSTART:19810329T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT\r\nBEGIN:STANDARD\r\n\
TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\nDTSTART:19961027T030000\r\n\
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";

/// One line, folded at 75 octets, never inside a letter.
fn zeile(aus: &mut String, text: &str) {
    let mut breite = 0;
    for c in text.chars() {
        if breite + c.len_utf8() > 75 {
            aus.push_str("\r\n ");
            breite = 1;
        }
        aus.push(c);
        breite += c.len_utf8();
    }
    aus.push_str("\r\n");
}

fn text(wert: &str) -> String {
    wert.replace('\\', "\\\\")
        .replace(';', "\\;")
        .replace(',', "\\,")
        .replace("\r\n", "\\n")
        .replace('\n', "\\n")
}

fn ortszeit(tag: Datum, minuten: u16) -> String {
    // midnight at the end of a day is the beginning of the next
    let (tag, minuten) = if minuten >= 1440 {
        (tag.0.tomorrow().unwrap_or(tag.0), minuten - 1440)
    } else {
        (tag.0, minuten)
    };
    format!(
        "{}T{:02}{:02}00",
        tag.strftime("%Y%m%d"),
        minuten / 60,
        minuten % 60
    )
}

fn stempel(z: Zeitpunkt) -> String {
    z.0.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// The end of a rule as the standard wants it beside a local beginning: in UTC.
fn regel(rrule: &str, von: u16) -> String {
    let teil = |t: &str| {
        let Some(bis) = t.strip_prefix("UNTIL=") else {
            return t.to_owned();
        };
        let tag: String = bis.chars().take(8).collect();
        let utc = civil::Date::strptime("%Y%m%d", &tag).ok().and_then(|d| {
            let (h, m) = (i8::try_from(von / 60).ok()?, i8::try_from(von % 60).ok()?);
            let ort = d
                .at(h, m, 0, 0)
                .to_zoned(TimeZone::get("Europe/Berlin").ok()?)
                .ok()?;
            Some(ort.timestamp().strftime("UNTIL=%Y%m%dT%H%M%SZ").to_string())
        });
        utc.unwrap_or_else(|| t.to_owned())
    };
    let rrule = rrule.trim_start_matches("RRULE:");
    rrule
        .split(';')
        .filter(|t| !t.is_empty())
        .map(teil)
        .collect::<Vec<_>>()
        .join(";")
}

/// Something that is due on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ganztags {
    /// Key, unique within the host.
    pub uid: String,
    /// The day.
    pub tag: Datum,
    /// What the calendar shows.
    pub titel: String,
    /// Where it leads.
    pub url: String,
}

/// A calendar of days (RFC 5545, 3.6.1: `VALUE=DATE`, so that no time zone moves them). They do not make anybody busy.
#[must_use]
pub fn ganztags(name: &str, host: &str, jetzt: Zeitpunkt, alle: &[Ganztags]) -> String {
    let mut aus =
        String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Gewebe//DE\r\nCALSCALE:GREGORIAN\r\n");
    zeile(&mut aus, &format!("X-WR-CALNAME:{}", text(name)));
    for e in alle {
        let morgen = e.tag.0.tomorrow().unwrap_or(e.tag.0);
        aus.push_str("BEGIN:VEVENT\r\n");
        zeile(&mut aus, &format!("UID:{}@{host}", e.uid));
        zeile(&mut aus, &format!("DTSTAMP:{}", stempel(jetzt)));
        zeile(
            &mut aus,
            &format!("DTSTART;VALUE=DATE:{}", e.tag.0.strftime("%Y%m%d")),
        );
        zeile(
            &mut aus,
            &format!("DTEND;VALUE=DATE:{}", morgen.strftime("%Y%m%d")),
        );
        zeile(&mut aus, &format!("SUMMARY:{}", text(&e.titel)));
        aus.push_str("TRANSP:TRANSPARENT\r\nCLASS:PRIVATE\r\n");
        zeile(&mut aus, &format!("URL:{}", e.url));
        aus.push_str("END:VEVENT\r\n");
    }
    aus.push_str("END:VCALENDAR\r\n");
    aus
}

/// A calendar of these meetings. `host` makes the keys unique in the world, `url` leads to the list.
#[must_use]
pub fn kalender(name: &str, host: &str, url: &str, alle: &[VeranstaltungGespeichert]) -> String {
    let mut aus = String::from(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Gewebe//Netz//DE\r\nCALSCALE:GREGORIAN\r\n",
    );
    zeile(&mut aus, &format!("X-WR-CALNAME:{}", text(name)));
    aus.push_str(ZONE);
    for g in alle {
        termin(&mut aus, g, alle, (host, url));
    }
    aus.push_str("END:VCALENDAR\r\n");
    aus
}

/// A day or a time with its name: a meeting from 0 to 24 o'clock is a day, which no time zone moves.
fn stelle(name: &str, ganzer_tag: bool, tag: Datum, minuten: u16) -> String {
    if ganzer_tag {
        let tag = if minuten >= 1440 {
            tag.0.tomorrow().unwrap_or(tag.0)
        } else {
            tag.0
        };
        return format!("{name};VALUE=DATE:{}", tag.strftime("%Y%m%d"));
    }
    format!("{name};TZID=Europe/Berlin:{}", ortszeit(tag, minuten))
}

/// One meeting. What came from another calendar keeps its key, so that whoever has both does not see it twice; an
/// exception from a series names its day.
fn termin(
    aus: &mut String,
    g: &VeranstaltungGespeichert,
    alle: &[VeranstaltungGespeichert],
    (host, url): (&str, &str),
) {
    let d = &g.daten;
    let ganzer_tag = d.von == 0 && d.bis >= 1440;
    let (erster, eigene) = (d.erster(), g.kalender_uid.is_empty());
    let uid = if eigene {
        format!("{}@{host}", g.id)
    } else {
        g.kalender_uid.clone()
    };
    aus.push_str("BEGIN:VEVENT\r\n");
    zeile(aus, &format!("UID:{}", text(&uid)));
    zeile(aus, &format!("DTSTAMP:{}", stempel(g.geaendert_am)));
    zeile(aus, &format!("LAST-MODIFIED:{}", stempel(g.geaendert_am)));
    zeile(aus, &format!("SEQUENCE:{}", g.version - 1));
    zeile(aus, &stelle("DTSTART", ganzer_tag, erster, d.von));
    zeile(aus, &stelle("DTEND", ganzer_tag, erster, d.bis));
    if !d.rrule.is_empty() {
        let rrule = if ganzer_tag {
            d.rrule.trim_start_matches("RRULE:").to_owned()
        } else {
            regel(&d.rrule, d.von)
        };
        zeile(aus, &format!("RRULE:{rrule}"));
    }
    // the days that stand here as exceptions of their own are no gaps
    let ausnahme = |t: &Datum| {
        !eigene
            && alle
                .iter()
                .any(|a| a.kalender_uid == g.kalender_uid && a.kalender_instanz == Some(*t))
    };
    for tag in d.ausser.iter().filter(|t| !ausnahme(t)) {
        zeile(aus, &stelle("EXDATE", ganzer_tag, *tag, d.von));
    }
    for tag in d.dazu.iter().filter(|t| **t != erster) {
        zeile(aus, &stelle("RDATE", ganzer_tag, *tag, d.von));
    }
    if let Some(tag) = g.kalender_instanz {
        let reihe = alle
            .iter()
            .find(|a| a.kalender_uid == g.kalender_uid && a.kalender_instanz.is_none());
        let (tag_allein, von) = reihe.map_or((ganzer_tag, d.von), |r| {
            (r.daten.von == 0 && r.daten.bis >= 1440, r.daten.von)
        });
        zeile(aus, &stelle("RECURRENCE-ID", tag_allein, tag, von));
    }
    zeile(aus, &format!("SUMMARY:{}", text(&d.titel)));
    if !d.beschreibung.is_empty() {
        zeile(aus, &format!("DESCRIPTION:{}", text(&d.beschreibung)));
    }
    if !d.ort.is_empty() {
        zeile(aus, &format!("LOCATION:{}", text(&d.ort)));
    }
    zeile(aus, &format!("CATEGORIES:{}", text(d.typ.text())));
    let status = if d.status == VeranstaltungStatus::Abgesagt {
        "CANCELLED"
    } else {
        "CONFIRMED"
    };
    zeile(aus, &format!("STATUS:{status}"));
    zeile(aus, &format!("URL:{url}"));
    aus.push_str("END:VEVENT\r\n");
}

fn xml(wert: &str) -> String {
    wert.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// The same as news (Atom, RFC 4287).
#[must_use]
pub fn neuigkeiten(name: &str, feed: &str, url: &str, alle: &[VeranstaltungGespeichert]) -> String {
    let zeit = |z: Zeitpunkt| z.0.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let zuletzt = alle.iter().map(|g| g.geaendert_am).max();
    let zuletzt = zuletzt.map_or_else(|| "1970-01-01T00:00:00Z".to_owned(), zeit);
    let mut aus = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"de\">\n\
         <title>{}</title><id>{}</id><updated>{zuletzt}</updated><link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/><link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n",
        xml(name),
        xml(feed),
        xml(feed),
        xml(url)
    );
    for g in alle {
        let d = &g.daten;
        let abgesagt = if d.status == VeranstaltungStatus::Abgesagt {
            "Abgesagt: "
        } else {
            ""
        };
        // writing into a string cannot fail
        let _ = writeln!(
            aus,
            "<entry><title>{abgesagt}{} ({})</title><id>urn:uuid:{}</id><updated>{}</updated>\
             <link href=\"{}\"/><author><name>{}</name></author><summary>{}</summary></entry>",
            xml(&d.titel),
            d.tag,
            g.id,
            zeit(g.geaendert_am),
            xml(url),
            // the standard wants a name
            xml(if d.veranstalter.is_empty() {
                name
            } else {
                &d.veranstalter
            }),
            xml(&d.beschreibung)
        );
    }
    aus.push_str("</feed>\n");
    aus
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        codes::{Sichtbarkeit, VeranstaltungTyp},
        veranstaltung::VeranstaltungDaten,
    };
    use base::Id;

    fn treffen() -> VeranstaltungGespeichert {
        VeranstaltungGespeichert {
            id: Id::von(uuid::Uuid::from_u128(7)),
            daten: VeranstaltungDaten {
                typ: VeranstaltungTyp::Sozialraumdialog,
                titel:
                    "Sozialraumdialog; Süd, mit sehr langem Namen, der über die Zeile hinausgeht – äöü äöü"
                        .to_owned(),
                beschreibung: "Erste Zeile\nZweite \\ Zeile".to_owned(),
                ort: String::new(),
                veranstalter: "Stadt <Süd>".to_owned(),
                tag: "2026-10-01".parse().unwrap(),
                von: 1020,
                bis: 1440,
                rrule: "FREQ=WEEKLY;BYDAY=TH;UNTIL=20261231".to_owned(),
                ausser: Vec::new(),
                dazu: Vec::new(),
                sichtbarkeit: Sichtbarkeit::Oeffentlich,
                status: VeranstaltungStatus::Geplant,
                absagegrund: String::new(),
                ergebnis: String::new(),
            },
            version: 3,
            kalender_uid: String::new(),
            kalender_instanz: None,
            geaendert_am: Zeitpunkt("2026-09-01T08:00:00Z".parse().unwrap()),
        }
    }

    #[test]
    fn kalender_nach_rfc_5545() {
        let k = kalender(
            "Termine",
            "stadt.example",
            "https://stadt.example/t",
            &[treffen()],
        );
        assert!(k.split("\r\n").all(|z| z.len() <= 75), "{k}");
        assert!(!k.replace("\r\n", "").contains(['\r', '\n']), "{k}");
        let flach = k.replace("\r\n ", "");
        for soll in [
            "BEGIN:VTIMEZONE",
            "DTSTART;TZID=Europe/Berlin:20261001T170000",
            "DTEND;TZID=Europe/Berlin:20261002T000000",
            "UNTIL=20261231T160000Z",
            "SUMMARY:Sozialraumdialog\\; Süd\\, mit",
            "DESCRIPTION:Erste Zeile\\nZweite \\\\ Zeile",
            "SEQUENCE:2",
            "STATUS:CONFIRMED",
        ] {
            assert!(flach.contains(soll), "{soll}\n{flach}");
        }
    }

    #[test]
    fn die_uhr_an_der_wand_bleibt_auch_wenn_die_zeit_umgestellt_wird() {
        // before and after the 25th of October 2026 it is five in the evening; only UTC differs
        let sommer = regel("FREQ=WEEKLY;UNTIL=20261022", 1020);
        let winter = regel("FREQ=WEEKLY;UNTIL=20261029", 1020);
        assert_eq!(sommer, "FREQ=WEEKLY;UNTIL=20261022T150000Z");
        assert_eq!(winter, "FREQ=WEEKLY;UNTIL=20261029T160000Z");
        let tage = treffen().daten.termine("2026-10-20".parse().unwrap(), 2);
        assert_eq!(
            tage,
            ["2026-10-22".parse().unwrap(), "2026-10-29".parse().unwrap()]
        );
    }

    #[test]
    fn neuigkeiten_sind_gueltiges_xml() {
        let n = neuigkeiten("Termine & mehr", "https://x/f", "https://x/t", &[treffen()]);
        assert!(
            n.contains("Termine &amp; mehr") && n.contains("Stadt &lt;Süd&gt;") && n.ends_with("</feed>\n")
        );
    }
}
