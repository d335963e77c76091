//! From the lines of a calendar to meetings.

use std::collections::BTreeMap;

use base::{Befund, Datum};
use ical::{
    recur::{IcalRecurDateTime, IcalRecurFreq, IcalRecurRule, expand::IcalRecurExpand},
    tree::line::IcalLine,
    tz::IcalTz,
    value::duration::IcalDuration,
};
use jiff::{ToSpan as _, civil::DateTime};

use super::{
    zeilen::{Teil, kalender},
    zone::{Zeit, Zone, eigene, uhr, zeit},
};
use crate::codes::VeranstaltungTyp;

pub(super) const KAPUTT: &str = "NETZ-E150";
const OHNE_UID: &str = "NETZ-E151";
const OHNE_BEGINN: &str = "NETZ-E152";
const ZONE: &str = "NETZ-E153";
const ZEIT: &str = "NETZ-E154";
const MEHRTAEGIG: &str = "NETZ-E155";
const OHNE_ENDE: &str = "NETZ-E156";
const NACHT: &str = "NETZ-E157";
const REGEL: &str = "NETZ-E158";
const ANDERE_UHR: &str = "NETZ-E159";
const UMFANG: &str = "NETZ-E160";
const UEBERGANGEN: &str = "NETZ-E161";
const ZWEIMAL: &str = "NETZ-E162";

/// Most bytes of a calendar.
const BYTES: usize = 10 << 20;
/// Most events of a calendar, and most single dates of an event.
const TERMINE: usize = 5_000;
const TAGE: usize = 1_000;
const TAG: u16 = 1440;
/// Until this hour of the next day an evening still ends as an evening.
const MORGENS: u16 = 6 * 60;

/// An event of a calendar, as the clock in Berlin tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kalendertermin {
    /// Key of the event in the world.
    pub uid: String,
    /// Which day of a series this stands for, when it is an exception from one.
    pub instanz: Option<Datum>,
    /// Line of its beginning in the file.
    pub zeile: u64,
    /// Title.
    pub titel: String,
    /// What it is about.
    pub beschreibung: String,
    /// Place.
    pub ort: String,
    /// Kind, when its categories name one.
    pub typ: Option<VeranstaltungTyp>,
    /// First day.
    pub tag: Datum,
    /// Minute of the day it begins.
    pub von: u16,
    /// Minute of the day it ends.
    pub bis: u16,
    /// How it repeats, with the last day as a day; empty for once.
    pub rrule: String,
    /// Days of the series on which it is not.
    pub ausser: Vec<Datum>,
    /// Days besides those of the series.
    pub dazu: Vec<Datum>,
    /// Whether it was called off.
    pub abgesagt: bool,
    /// Whether it says that not everybody may read it.
    pub vertraulich: bool,
    folge: i64,
}

/// What a calendar held.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gelesen {
    /// Events in the order of the file.
    pub termine: Vec<Kalendertermin>,
    /// What was refused, with its line.
    pub abgelehnt: Vec<Befund>,
    /// What was used, and how.
    pub hinweise: Vec<Befund>,
    /// Events whose people were left out.
    pub ohne_namen: usize,
}

/// Reads a file.
///
/// # Errors
/// `NETZ-E150` when it is no calendar at all, is broken, or is too large.
pub fn lesen(inhalt: &[u8]) -> Result<Gelesen, Befund> {
    let kaputt = |text: &str| Befund::neu(KAPUTT, text);
    if inhalt.len() > BYTES {
        return Err(kaputt(
            "Der Kalender ist größer als 10 MB. Bitte geben Sie einen kürzeren Zeitraum aus.",
        ));
    }
    if std::str::from_utf8(inhalt).is_err() {
        return Err(kaputt(
            "Der Kalender ist nicht in UTF-8 geschrieben, wie RFC 5545 es verlangt.",
        ));
    }
    let mut bytes = inhalt.strip_prefix(b"\xef\xbb\xbf").unwrap_or(inhalt).to_vec();
    bytes.push(b'\n');
    let alle = kalender(&bytes)?;
    if alle.is_empty() {
        return Err(kaputt("Die Datei enthält keinen Kalender."));
    }
    let mut aus = Gelesen::default();
    for k in &alle {
        if k.name != "VCALENDAR" {
            return Err(
                kaputt("Die Datei beginnt nicht mit BEGIN:VCALENDAR.").an(format!("Zeile {}", k.zeile))
            );
        }
        if let Some((nr, v)) = k.erste("VERSION")
            && v.raw_value_str().trim() == "1.0"
        {
            let text =
                "Das ist das alte Format vCalendar 1.0. Bitte geben Sie den Kalender als iCalendar 2.0 aus.";
            return Err(kaputt(text).an(format!("Zeile {nr}")));
        }
        einer(k, &mut aus);
    }
    if aus.termine.len() + aus.abgelehnt.len() > TERMINE {
        return Err(kaputt(
            "Der Kalender hat mehr als 5.000 Termine. Bitte geben Sie einen kürzeren Zeitraum aus.",
        ));
    }
    zusammenfassen(&mut aus);
    Ok(aus)
}

fn einer(k: &Teil<'_>, aus: &mut Gelesen) {
    let zonen = eigene(k);
    let widerruf = k.text("METHOD").eq_ignore_ascii_case("CANCEL");
    for t in k.teile.iter().take(TERMINE + 1) {
        match t.name.as_str() {
            "VEVENT" => match termin(t, &zonen, &mut aus.hinweise) {
                Ok(mut e) => {
                    e.abgesagt |= widerruf;
                    let namen = ["ATTENDEE", "ORGANIZER", "CONTACT"];
                    aus.ohne_namen += usize::from(namen.iter().any(|n| t.erste(n).is_some()));
                    aus.termine.push(e);
                }
                Err(b) => aus.abgelehnt.push(b),
            },
            "VTODO" | "VJOURNAL" | "VFREEBUSY" => {
                let text = "Aufgaben, Notizen und Zeiten ohne Termin werden nicht eingelesen.";
                aus.hinweise
                    .push(Befund::neu(UEBERGANGEN, text).an(format!("Zeile {}", t.zeile)));
            }
            _ => {}
        }
    }
}

/// Of two states of one event the later one counts.
fn zusammenfassen(aus: &mut Gelesen) {
    let mut stellen: BTreeMap<(String, Option<Datum>), usize> = BTreeMap::new();
    let mut termine: Vec<Kalendertermin> = Vec::new();
    for t in std::mem::take(&mut aus.termine) {
        let schluessel = (t.uid.clone(), t.instanz);
        match stellen.get(&schluessel).and_then(|i| termine.get_mut(*i)) {
            Some(da) => {
                let text = format!(
                    "„{}“ steht mehrmals im Kalender. Es gilt der spätere Stand.",
                    t.titel
                );
                aus.hinweise
                    .push(Befund::neu(ZWEIMAL, text).an(format!("Zeile {}", t.zeile)));
                if t.folge >= da.folge {
                    *da = t;
                }
            }
            None => {
                stellen.insert(schluessel, termine.len());
                termine.push(t);
            }
        }
    }
    aus.termine = termine;
}

fn fehler(code: &'static str, zeile: u64, feld: &str, text: impl Into<String>) -> Befund {
    let wo = if feld.is_empty() {
        format!("Zeile {zeile}")
    } else {
        format!("Zeile {zeile}, {feld}")
    };
    Befund::neu(code, text.into()).an(wo)
}

fn eine_zeit(
    (nr, zeile): (u64, &IcalLine<'_>),
    zonen: &[IcalTz],
    feld: &'static str,
) -> Result<Zeit, Befund> {
    zeiten((nr, zeile), zonen, feld)?
        .into_iter()
        .next()
        .ok_or_else(|| fehler(ZEIT, nr, feld, "Diese Zeit wird nicht verstanden."))
}

fn zeiten(
    (nr, zeile): (u64, &IcalLine<'_>),
    zonen: &[IcalTz],
    feld: &'static str,
) -> Result<Vec<Zeit>, Befund> {
    let zone = uhr(zeile, zonen).map_err(|name| {
        let text = format!("Die Zeitzone „{name}“ ist unbekannt, und der Kalender beschreibt sie nicht.");
        fehler(ZONE, nr, feld, text)
    })?;
    let roh = zeile.raw_value_str();
    let eine = |wert: &str| {
        // a span counts by its beginning
        let wert = wert.split('/').next().unwrap_or(wert);
        zeit(wert, &zone).ok_or_else(|| {
            let text = format!("„{wert}“ ist keine Zeit zwischen 1970 und 2200.");
            fehler(ZEIT, nr, feld, text)
        })
    };
    roh.split(',')
        .filter(|w| !w.trim().is_empty())
        .take(TAGE)
        .map(eine)
        .collect()
}

fn hier(z: &Zeit, nr: u64, feld: &'static str) -> Result<DateTime, Befund> {
    z.hier()
        .ok_or_else(|| fehler(ZEIT, nr, feld, "Diese Zeit wird nicht verstanden."))
}

fn minute(d: DateTime) -> u16 {
    u16::from(d.hour().unsigned_abs()) * 60 + u16::from(d.minute().unsigned_abs())
}

/// When it ends; without a word about it a day lasts a day, and a time no time.
fn ende(t: &Teil<'_>, start: &Zeit, beginn: DateTime, zonen: &[IcalTz]) -> Result<DateTime, Befund> {
    if let Some((nr, z)) = t.erste("DTEND") {
        return hier(&eine_zeit((nr, z), zonen, "DTEND")?, nr, "DTEND");
    }
    if let Some((nr, z)) = t.erste("DURATION") {
        let dauer = IcalDuration(z.raw_value_str())
            .seconds()
            .filter(|s| (0..=366 * 86_400).contains(s));
        let dauer =
            dauer.ok_or_else(|| fehler(ZEIT, nr, "DURATION", "Diese Dauer wird nicht verstanden."))?;
        let roh = IcalRecurDateTime::from_seconds(start.roh.seconds() + dauer);
        return hier(&start.mit(roh), nr, "DURATION");
    }
    Ok(if start.tag {
        beginn.saturating_add(1.day())
    } else {
        beginn
    })
}

/// Begin and end in minutes of one day, and of how many whole days it is.
fn spanne(
    (beginn, schluss): (DateTime, DateTime),
    ganztags: bool,
    zeile: u64,
    hinweise: &mut Vec<Befund>,
) -> Result<(u16, u16, u32), Befund> {
    if schluss < beginn {
        return Err(fehler(
            "NETZ-E01",
            zeile,
            "DTEND",
            "Das Ende liegt vor dem Beginn.",
        ));
    }
    let tage = u32::try_from((schluss.date() - beginn.date()).get_days()).unwrap_or(0);
    if ganztags {
        return Ok((0, TAG, tage.max(1)));
    }
    let (von, bis) = (minute(beginn), minute(schluss));
    match tage {
        0 if bis > von => Ok((von, bis, 1)),
        0 => {
            let text = "Der Termin hat kein Ende. Es ist eine Stunde eingetragen.";
            hinweise.push(fehler(OHNE_ENDE, zeile, "DTEND", text));
            Ok((von, (von + 60).min(TAG), 1))
        }
        1 if bis == 0 => Ok((von, TAG, 1)),
        1 if bis <= MORGENS => {
            let text = "Der Termin geht über Mitternacht. Eingetragen ist er bis 24 Uhr.";
            hinweise.push(fehler(NACHT, zeile, "DTEND", text));
            Ok((von, TAG, 1))
        }
        _ => {
            let text =
                "Der Termin dauert mehrere Tage mit Uhrzeiten. Bitte tragen Sie jeden Tag einzeln ein.";
            Err(fehler(MEHRTAEGIG, zeile, "DTEND", text))
        }
    }
}

/// The rule as this program keeps it: local days, the last one as a day.
fn regel(
    (nr, zeile): (u64, &IcalLine<'_>),
    start: &Zeit,
    beginn: DateTime,
    dazu: &mut Vec<Datum>,
) -> Result<String, Befund> {
    let roh = zeile.raw_value_str().trim().to_ascii_uppercase();
    let falsch = |text: &str| fehler(REGEL, nr, "RRULE", text);
    let r = IcalRecurRule::parse(&roh).map_err(|_| falsch("Diese Wiederholung wird nicht verstanden."))?;
    let oefter = matches!(
        r.freq,
        IcalRecurFreq::Secondly | IcalRecurFreq::Minutely | IcalRecurFreq::Hourly
    );
    let andere = |liste: &[u8], wert: u8| liste.iter().any(|n| *n != wert);
    if oefter
        || andere(&r.by_hour, start.roh.hour)
        || andere(&r.by_minute, start.roh.minute)
        || andere(&r.by_second, start.roh.second)
    {
        return Err(falsch(
            "Der Termin ist mehrmals am Tag. Bitte tragen Sie die Uhrzeiten einzeln ein.",
        ));
    }
    if !r.problems().is_empty() || r.scale.is_some() {
        return Err(falsch("Diese Wiederholung widerspricht RFC 5545."));
    }
    gleiche_uhr(&r, start, beginn).map_err(|()| {
        let text = "Der Termin wiederholt sich nach einer anderen Uhr, die anders umgestellt wird. Hier wäre er mal \
                    früher und mal später. Bitte geben Sie ihn in der Zeit von Berlin aus.";
        fehler(ANDERE_UHR, nr, "RRULE", text)
    })?;
    let mut teile = Vec::new();
    for teil in roh.split(';').filter(|t| !t.is_empty()) {
        match teil.split_once('=') {
            Some(("UNTIL", wert)) => {
                let bis = zeit(wert, &start.zone)
                    .ok_or_else(|| falsch("Das Ende der Wiederholung ist keine Zeit."))?;
                let ort = hier(&bis, nr, "RRULE")?;
                let zu_spaet = !bis.tag && !start.tag && ort.time() < beginn.time();
                let tag = if zu_spaet {
                    ort.date().yesterday().unwrap_or(ort.date())
                } else {
                    ort.date()
                };
                teile.push(format!("UNTIL={}", tag.strftime("%Y%m%d")));
            }
            Some((
                "FREQ" | "INTERVAL" | "COUNT" | "BYDAY" | "BYMONTHDAY" | "BYYEARDAY" | "BYWEEKNO" | "BYMONTH"
                | "BYSETPOS" | "WKST",
                _,
            )) => teile.push(teil.to_owned()),
            _ => {}
        }
    }
    let erster = IcalRecurExpand::new(r, start.roh).next();
    if erster.is_none() {
        return Err(falsch("Nach dieser Wiederholung käme der Termin nie."));
    }
    // the first day belongs to it even when the rule does not name it (RFC 5545, 3.8.5.3)
    if erster != Some(start.roh) {
        dazu.push(Datum(beginn.date()));
    }
    Ok(teile.join(";"))
}

/// Whether a rule of another clock gives the same time of day here, a year long.
fn gleiche_uhr(r: &IcalRecurRule, start: &Zeit, beginn: DateTime) -> Result<(), ()> {
    if start.tag || matches!(start.zone, Zone::Hier) {
        return Ok(());
    }
    let tag = |d: IcalRecurDateTime| d.seconds().div_euclid(86_400);
    let (erster, zeitpunkt) = (tag(start.roh), beginn.time());
    for d in IcalRecurExpand::new(r.clone(), start.roh)
        .take_while(|d| tag(*d) - erster <= 400)
        .take(400)
    {
        let ort = start.mit(d).hier().ok_or(())?;
        let gleich = i32::from(ort.year()) == d.year
            && ort.month().unsigned_abs() == d.month
            && ort.day().unsigned_abs() == d.day;
        if ort.time() != zeitpunkt || !gleich {
            return Err(());
        }
    }
    Ok(())
}

fn tage(t: &Teil<'_>, feld: &'static str, zonen: &[IcalTz]) -> Result<Vec<(u64, Zeit, DateTime)>, Befund> {
    let mut aus = Vec::new();
    for (nr, zeile) in t.alle(feld).take(TAGE) {
        for z in zeiten((nr, zeile), zonen, feld)? {
            let ort = hier(&z, nr, feld)?;
            aus.push((nr, z, ort));
        }
    }
    Ok(aus)
}

fn art(t: &Teil<'_>) -> Option<VeranstaltungTyp> {
    let (_, zeile) = t.erste("CATEGORIES")?;
    let worte = zeile.value.decode_list();
    let passt = |v: &VeranstaltungTyp| {
        worte.iter().any(|w| {
            let w = w.trim();
            w.eq_ignore_ascii_case(v.code()) || w.to_lowercase() == v.text().to_lowercase()
        })
    };
    VeranstaltungTyp::ALLE.iter().copied().find(passt)
}

fn termin(t: &Teil<'_>, zonen: &[IcalTz], hinweise: &mut Vec<Befund>) -> Result<Kalendertermin, Befund> {
    let uid = t.text("UID");
    if uid.is_empty() || uid.chars().count() > 500 {
        let text = "Der Termin hat keinen Schlüssel (UID). Ohne ihn würde er beim nächsten Einlesen doppelt.";
        return Err(fehler(OHNE_UID, t.zeile, "UID", text));
    }
    let anfang = t
        .erste("DTSTART")
        .ok_or_else(|| fehler(OHNE_BEGINN, t.zeile, "DTSTART", "Der Termin hat keinen Beginn."))?;
    let start = eine_zeit(anfang, zonen, "DTSTART")?;
    let beginn = hier(&start, anfang.0, "DTSTART")?;
    let schluss = ende(t, &start, beginn, zonen)?;
    let (von, bis, am_stueck) = spanne((beginn, schluss), start.tag, anfang.0, hinweise)?;

    let mut instanz = None;
    if let Some((nr, zeile)) = t.erste("RECURRENCE-ID") {
        let ab_hier = zeile
            .params
            .iter()
            .any(|p| p.name.get().eq_ignore_ascii_case("RANGE"));
        if ab_hier {
            let text = "Die Änderung gilt für alle folgenden Termine (RANGE). Bitte geben Sie sie als neue Reihe aus.";
            return Err(fehler(UMFANG, nr, "RECURRENCE-ID", text));
        }
        let z = eine_zeit((nr, zeile), zonen, "RECURRENCE-ID")?;
        instanz = Some(Datum(hier(&z, nr, "RECURRENCE-ID")?.date()));
    }

    let mut dazu = Vec::new();
    for (nr, z, ort) in tage(t, "RDATE", zonen)? {
        if !z.tag && minute(ort) != von {
            let text =
                "Ein weiterer Tag hat eine andere Uhrzeit. Bitte tragen Sie ihn als eigenen Termin ein.";
            return Err(fehler(REGEL, nr, "RDATE", text));
        }
        dazu.push(Datum(ort.date()));
    }
    let mut regeln = t.alle("RRULE");
    let rrule = match (regeln.next(), regeln.next()) {
        (Some((nr, _)), _) if am_stueck > 1 || instanz.is_some() => {
            let text = "Ein Termin über mehrere Tage oder eine Ausnahme kann sich nicht selbst wiederholen.";
            return Err(fehler(REGEL, nr, "RRULE", text));
        }
        (_, Some((nr, _))) => {
            return Err(fehler(
                REGEL,
                nr,
                "RRULE",
                "Der Termin hat mehrere Wiederholungen. Bitte nur eine.",
            ));
        }
        (Some(eine), None) => regel(eine, &start, beginn, &mut dazu)?,
        (None, _) if am_stueck > 1 => format!("FREQ=DAILY;COUNT={am_stueck}"),
        (None, _) => String::new(),
    };
    if let Some((nr, _)) = t.erste("EXRULE") {
        return Err(fehler(
            REGEL,
            nr,
            "EXRULE",
            "Eine Regel für Ausnahmen (EXRULE) wird nicht verstanden.",
        ));
    }
    let mut ausser: Vec<Datum> = tage(t, "EXDATE", zonen)?
        .into_iter()
        .map(|(_, _, ort)| Datum(ort.date()))
        .collect();
    for liste in [&mut ausser, &mut dazu] {
        liste.sort_unstable();
        liste.dedup();
    }
    let klasse = t.text("CLASS");
    Ok(Kalendertermin {
        uid,
        instanz,
        zeile: t.zeile,
        titel: t.text("SUMMARY"),
        beschreibung: t.text("DESCRIPTION"),
        ort: t.text("LOCATION"),
        typ: art(t),
        tag: Datum(beginn.date()),
        von,
        bis,
        rrule,
        ausser,
        dazu,
        abgesagt: t.text("STATUS").eq_ignore_ascii_case("CANCELLED"),
        vertraulich: !klasse.is_empty() && !klasse.eq_ignore_ascii_case("PUBLIC"),
        folge: t.text("SEQUENCE").parse().unwrap_or(0),
    })
}
