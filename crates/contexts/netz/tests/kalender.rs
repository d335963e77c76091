//! Calendars of others: what is understood, what is refused with its line, that a second reading changes instead of
//! doubling, and the way back.
#![expect(clippy::unwrap_used, reason = "tests")]

use crate::{
    gemeinsam::{RAEUME, app, tag, wer},
    import_seiten::zahl,
};
use amt::recht::{Befugnis, Bezug, Rolle, Sicht};
use netz::{
    Veranstaltung,
    codes::{Sichtbarkeit, VeranstaltungStatus, VeranstaltungTyp},
    kalender::{Gelesen, lesen},
    service::{self, KalenderBericht, KalenderVorgabe, VeranstaltungGespeichert},
};
use proptest::prelude::*;

/// A calendar with these events, and with the zone of New York described as old programs do.
pub fn kalender(termine: &str) -> String {
    let text = format!(
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Test//DE\nBEGIN:VTIMEZONE\nTZID:Eastern Standard Time\n\
         BEGIN:STANDARD\nDTSTART:16010101T020000\nTZOFFSETFROM:-0400\nTZOFFSETTO:-0500\n\
         RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:16010101T020000\n\
         TZOFFSETFROM:-0500\nTZOFFSETTO:-0400\nRRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE\n\
         {termine}END:VCALENDAR\n"
    );
    text.replace('\n', "\r\n")
}

pub fn termin(uid: &str, zeilen: &str) -> String {
    format!(
        "BEGIN:VEVENT\nUID:{uid}\nDTSTAMP:20261101T080000Z\nSUMMARY:Treffen {uid}\n{zeilen}\nEND:VEVENT\n"
    )
}

fn gelesen(zeilen: &str) -> Gelesen {
    lesen(kalender(&termin("a", zeilen)).as_bytes()).unwrap()
}

/// Day, begin and end in minutes, rule.
fn wann(zeilen: &str) -> (String, u16, u16, String) {
    let g = gelesen(zeilen);
    assert!(g.abgelehnt.is_empty(), "{:?}", g.abgelehnt);
    let t = &g.termine[0];
    (t.tag.0.to_string(), t.von, t.bis, t.rrule.clone())
}

fn abgelehnt(zeilen: &str) -> (String, String) {
    let g = gelesen(zeilen);
    assert_eq!((g.termine.len(), g.abgelehnt.len()), (0, 1), "{zeilen}: {g:?}");
    (g.abgelehnt[0].code.to_string(), g.abgelehnt[0].ort.clone())
}

#[test]
fn zeiten_werden_auf_der_uhr_in_berlin_gelesen() {
    let soll = |tag: &str, von, bis, r: &str| (tag.to_owned(), von, bis, r.to_owned());
    let berlin = "DTSTART;TZID=Europe/Berlin:20261022T170000\nDTEND;TZID=Europe/Berlin:20261022T183000";
    assert_eq!(wann(berlin), soll("2026-10-22", 1020, 1110, ""));
    // world time in summer and in winter
    assert_eq!(
        wann("DTSTART:20260722T150000Z\nDURATION:PT90M"),
        soll("2026-07-22", 1020, 1110, "")
    );
    assert_eq!(
        wann("DTSTART:20261222T160000Z\nDURATION:PT90M"),
        soll("2026-12-22", 1020, 1110, "")
    );
    // a zone the calendar describes itself, one known by its name, and a time without any
    let new_york = "DTSTART;TZID=Eastern Standard Time:20261201T110000\nDTEND;TZID=Eastern Standard Time:20261201T120000";
    assert_eq!(wann(new_york), soll("2026-12-01", 1020, 1080, ""));
    let wien = "DTSTART;TZID=Europe/Vienna:20261201T110000\nDTEND;TZID=Europe/Vienna:20261201T120000\nRRULE:FREQ=WEEKLY";
    assert_eq!(wann(wien), soll("2026-12-01", 660, 720, "FREQ=WEEKLY"));
    let ohne = "DTSTART:20261201T110000\nDTEND:20261202T000000";
    assert_eq!(wann(ohne), soll("2026-12-01", 660, 1440, ""));
    // whole days: the end is the day after
    assert_eq!(
        wann("DTSTART;VALUE=DATE:20261201"),
        soll("2026-12-01", 0, 1440, "")
    );
    let drei = "DTSTART;VALUE=DATE:20261201\nDTEND;VALUE=DATE:20261204";
    assert_eq!(wann(drei), soll("2026-12-01", 0, 1440, "FREQ=DAILY;COUNT=3"));
}

#[test]
fn eine_reihe_bleibt_bei_ihrer_uhrzeit_wenn_die_zeit_umgestellt_wird() {
    let reihe = |bis: &str| {
        let beginn = "DTSTART;TZID=Europe/Berlin:20261001T170000\nDTEND;TZID=Europe/Berlin:20261001T180000";
        wann(&format!("{beginn}\nRRULE:FREQ=WEEKLY;UNTIL={bis}")).3
    };
    // five in the evening of the 29th is 16:00 in world time, that of the 22nd was 15:00
    assert_eq!(reihe("20261029T160000Z"), "FREQ=WEEKLY;UNTIL=20261029");
    assert_eq!(reihe("20261029T155959Z"), "FREQ=WEEKLY;UNTIL=20261028");
    assert_eq!(reihe("20261022T150000Z"), "FREQ=WEEKLY;UNTIL=20261022");
    assert_eq!(reihe("20261029"), "FREQ=WEEKLY;UNTIL=20261029");
    // what repeats in world time would move by an hour here, unless it ends before
    let utc = "DTSTART:20261001T150000Z\nDURATION:PT1H\nRRULE:FREQ=WEEKLY";
    assert_eq!(abgelehnt(utc).0, "NETZ-E159");
    assert_eq!(wann(&format!("{utc};COUNT=3")).3, "FREQ=WEEKLY;COUNT=3");
}

#[test]
fn ausnahmen_einer_reihe() {
    let text = kalender(&format!(
        "{}{}{}",
        termin(
            "r",
            "DTSTART;TZID=Europe/Berlin:20261105T170000\nDTEND;TZID=Europe/Berlin:20261105T180000\n\
             RRULE:FREQ=MONTHLY;BYDAY=1TH,3TH;BYSETPOS=1,2\nEXDATE;TZID=Europe/Berlin:20261119T170000\n\
             EXDATE:20270107T160000Z\nRDATE;TZID=Europe/Berlin:20261222T170000"
        ),
        termin(
            "r",
            "RECURRENCE-ID;TZID=Europe/Berlin:20261203T170000\nDTSTART:20261204T170000\nDURATION:PT1H"
        ),
        termin(
            "r",
            "RECURRENCE-ID:20261217T160000Z\nDTSTART:20261217T170000\nDURATION:PT1H\nSTATUS:CANCELLED"
        ),
    ));
    let g = lesen(text.as_bytes()).unwrap();
    assert!(g.abgelehnt.is_empty(), "{:?}", g.abgelehnt);
    let [reihe, verlegt, ausgefallen] = &g.termine[..] else {
        unreachable!("{g:?}")
    };
    assert_eq!(reihe.ausser, [tag("2026-11-19"), tag("2027-01-07")]);
    assert_eq!(reihe.dazu, [tag("2026-12-22")]);
    assert_eq!(
        (verlegt.instanz, verlegt.tag),
        (Some(tag("2026-12-03")), tag("2026-12-04"))
    );
    assert!(ausgefallen.abgesagt && ausgefallen.instanz == Some(tag("2026-12-17")));
    // a day that the rule does not name is the first one all the same
    let g = gelesen("DTSTART:20261104T170000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;BYDAY=TH");
    assert_eq!(g.termine[0].dazu, [tag("2026-11-04")]);
}

#[test]
fn was_nicht_geht_steht_mit_kennung_und_zeile_da() {
    let an = |feld: &str, zeile: u64| format!("Zeile {zeile}, {feld}");
    let start = "DTSTART:20261105T170000";
    for (zeilen, code, ort) in [
        ("LOCATION:Rathaus", "NETZ-E152", an("DTSTART", 19)),
        ("DTSTART:20261305T170000", "NETZ-E154", an("DTSTART", 23)),
        (
            "DTSTART;TZID=Mars/Olympus:20261105T170000",
            "NETZ-E153",
            an("DTSTART", 23),
        ),
        (
            &format!("{start}\nDTEND:20261105T160000"),
            "NETZ-E01",
            an("DTEND", 23),
        ),
        (
            &format!("{start}\nDTEND:20261107T120000"),
            "NETZ-E155",
            an("DTEND", 23),
        ),
        (
            &format!("{start}\nDURATION:morgen"),
            "NETZ-E154",
            an("DURATION", 24),
        ),
        (
            &format!("{start}\nRRULE:FREQ=HOURLY"),
            "NETZ-E158",
            an("RRULE", 24),
        ),
        (
            &format!("{start}\nRRULE:FREQ=WEEKLY;BYDAY=XX"),
            "NETZ-E158",
            an("RRULE", 24),
        ),
        (
            &format!("{start}\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"),
            "NETZ-E158",
            an("RRULE", 24),
        ),
        (
            &format!("{start}\nRRULE:FREQ=DAILY;BYDAY=MO;BYSETPOS=2"),
            "NETZ-E158",
            an("RRULE", 24),
        ),
        (
            &format!("{start}\nRDATE:20261106T120000"),
            "NETZ-E158",
            an("RDATE", 24),
        ),
        (
            &format!("{start}\nRECURRENCE-ID;RANGE=THISANDFUTURE:20261105T170000"),
            "NETZ-E160",
            an("RECURRENCE-ID", 24),
        ),
    ] {
        assert_eq!(abgelehnt(zeilen), (code.to_owned(), ort), "{zeilen}");
    }
    let ohne = kalender("BEGIN:VEVENT\nSUMMARY:x\nDTSTART:20261105T170000\nEND:VEVENT\n");
    assert_eq!(lesen(ohne.as_bytes()).unwrap().abgelehnt[0].code, "NETZ-E151");
    // remarks: no end, over midnight, a task, the same twice
    let g = lesen(
        kalender(&format!(
            "{}{}{}BEGIN:VTODO\nUID:t\nEND:VTODO\n",
            termin("a", start),
            termin("b", &format!("{start}\nDTEND:20261106T010000")),
            termin("b", &format!("{start}\nDTEND:20261105T190000\nSEQUENCE:2")),
        ))
        .as_bytes(),
    )
    .unwrap();
    let codes: Vec<&str> = g.hinweise.iter().map(|b| b.code).collect();
    assert_eq!(codes, ["NETZ-E156", "NETZ-E157", "NETZ-E161", "NETZ-E162"]);
    assert_eq!((g.termine.len(), g.termine[1].bis), (2, 1140));
    // files that are none
    for falsch in [
        "",
        "Titel;Tag\nx;y\n",
        "BEGIN:VEVENT\nEND:VEVENT\n",
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\n",
        "BEGIN:VCALENDAR\nVERSION:1.0\nEND:VCALENDAR\n",
        "BEGIN:VCALENDAR\nVERSION:2.0\n",
        &"BEGIN:X\n".repeat(100_000),
    ] {
        assert_eq!(
            lesen(falsch.as_bytes()).unwrap_err().code,
            "NETZ-E150",
            "{falsch:.60}"
        );
    }
    assert_eq!(
        lesen(b"BEGIN:VCALENDAR\nX:\xff\nEND:VCALENDAR\n")
            .unwrap_err()
            .code,
        "NETZ-E150"
    );
}

proptest! {
    #[test]
    fn nichts_davon_bringt_das_programm_zu_fall(
        teile in proptest::collection::vec(
            prop::sample::select(vec![
                "BEGIN:VCALENDAR\r\n", "BEGIN:VEVENT\r\n", "END:VEVENT\r\n", "END:VCALENDAR\r\n", "UID:a\r\n",
                "DTSTART:20261105T170000\r\n", "DTSTART;VALUE=DATE:20261105\r\n", "DTEND:99999999T999999Z\r\n",
                "DURATION:-P99999999999999W\r\n", "RRULE:FREQ=DAILY;INTERVAL=4294967295\r\n",
                "RRULE:FREQ=YEARLY;BYWEEKNO=53;BYDAY=SU;UNTIL=20991231\r\n", "RECURRENCE-ID:20261105\r\n", "EXDATE:,,,\r\n",
                "RDATE;VALUE=PERIOD:20261105T170000/PT1H\r\n", "BEGIN:VTIMEZONE\r\n", "TZID:x\r\n", "END:VTIMEZONE\r\n",
                " gefaltet\r\n", "\r\n", "SUMMARY:ä\\n\\,\r\n", ":\r\n", ";;;=\"\r\n", "\u{0}",
            ]),
            0..40,
        ),
        rest in ".{0,40}",
    ) {
        let _ = lesen((teile.concat() + &rest).as_bytes());
    }
}

fn vorgabe() -> KalenderVorgabe {
    KalenderVorgabe {
        typ: VeranstaltungTyp::Sozialraumrunde,
        sichtbarkeit: Sichtbarkeit::Oeffentlich,
        veranstalter: "Stadt".to_owned(),
    }
}

pub async fn einspielen(app: &amt::App, text: &str) -> KalenderBericht {
    let g = lesen(text.as_bytes()).unwrap();
    assert!(g.abgelehnt.is_empty(), "{:?}", g.abgelehnt);
    let mut tx = app.db.write().await.unwrap();
    let b = service::kalender_einspielen(app, &mut tx, &wer(Rolle::R19), g.termine, &vorgabe())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    b
}

pub async fn alle(app: &amt::App) -> Vec<VeranstaltungGespeichert> {
    let sicht = Sicht::auf::<Veranstaltung>(&wer(Rolle::R19)).unwrap();
    let mut tx = app.db.read().await.unwrap();
    let mut alle = service::veranstaltungen(&mut tx, &sicht).await.unwrap();
    alle.sort_by_key(|v| (v.kalender_uid.clone(), v.kalender_instanz));
    alle
}

pub const fn zahlen(b: &KalenderBericht) -> (u64, u64, u64) {
    (b.neu, b.geaendert, b.unveraendert)
}

pub fn reihe(titel: &str) -> String {
    format!(
        "BEGIN:VEVENT\nUID:runde@nachbar\nSUMMARY:{titel}\nDTSTART;TZID=Europe/Berlin:20261105T170000\n\
         DTEND;TZID=Europe/Berlin:20261105T180000\nRRULE:FREQ=WEEKLY\nEXDATE;TZID=Europe/Berlin:20261224T170000\n\
         ATTENDEE;CN=Erika Muster:mailto:erika@example.org\nEND:VEVENT\n"
    )
}

pub fn verlegt() -> String {
    termin(
        "runde@nachbar",
        "RECURRENCE-ID;TZID=Europe/Berlin:20261210T170000\nDTSTART;TZID=Europe/Berlin:20261211T180000\nDURATION:PT1H",
    )
}

testkit::auf_beiden!(zweimal_gelesen_ist_einmal_da, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    let text = kalender(&format!(
        "{}{}",
        reihe("Runde Süd"),
        termin(
            "tag",
            "DTSTART;VALUE=DATE:20261130\nCATEGORIES:Fachtag\nCLASS:PRIVATE"
        )
    ));
    let b = einspielen(&app, &text).await;
    assert_eq!((zahlen(&b), b.abgelehnt.len()), ((2, 0, 0), 0));
    let v = alle(&app).await;
    assert_eq!(v[0].daten.typ, VeranstaltungTyp::Sozialraumrunde);
    assert_eq!(v[0].daten.sichtbarkeit, Sichtbarkeit::Oeffentlich);
    // what the calendar calls private is not public, whatever was chosen
    assert_eq!(
        (v[1].daten.typ, v[1].daten.sichtbarkeit),
        (VeranstaltungTyp::Fachtag, Sichtbarkeit::Fachkraefte)
    );
    let tage = v[0].daten.termine(tag("2026-12-01"), 5);
    let soll = [
        "2026-12-03",
        "2026-12-10",
        "2026-12-17",
        "2026-12-31",
        "2027-01-07",
    ];
    assert_eq!(tage, soll.map(tag));
    // the same again changes nothing
    assert_eq!(zahlen(&einspielen(&app, &text).await), (0, 0, 2));
    // an exception that comes alone takes its day out of the series
    let b = einspielen(&app, &kalender(&verlegt())).await;
    assert_eq!(zahlen(&b), (1, 1, 0));
    let v = alle(&app).await;
    assert!(
        !v[0]
            .daten
            .termine(tag("2026-12-01"), 9)
            .contains(&tag("2026-12-10"))
    );
    assert_eq!(
        (v[1].daten.tag, v[1].daten.veranstalter.as_str()),
        (tag("2026-12-11"), "Stadt")
    );
    // a new state changes, and what people entered here stays
    let ganz = kalender(&format!("{}{}", reihe("Runde Süd, neuer Saal"), verlegt()));
    assert_eq!(zahlen(&einspielen(&app, &ganz).await), (0, 1, 1));
    let v = alle(&app).await;
    assert_eq!(
        (v.len(), v[0].daten.titel.as_str(), v[0].version),
        (3, "Runde Süd, neuer Saal", 3)
    );
    // called off, and on again
    let ab = kalender(&termin("tag", "DTSTART;VALUE=DATE:20261130\nSTATUS:CANCELLED"));
    einspielen(&app, &ab).await;
    let v = alle(&app).await;
    assert_eq!(
        (v[2].daten.status, v[2].daten.absagegrund.as_str()),
        (VeranstaltungStatus::Abgesagt, "Im Kalender abgesagt")
    );
    einspielen(&app, &ab.replace("CANCELLED", "CONFIRMED")).await;
    assert_eq!(alle(&app).await[2].daten.status, VeranstaltungStatus::Geplant);
    // names of people are nowhere
    assert_eq!(zahl(&app, "SELECT COUNT(*) FROM veranstaltung WHERE beschreibung LIKE '%Erika%' OR veranstalter LIKE '%Erika%'").await, 0);
    // who may not write meetings may not read them in
    let mut tx = app.db.write().await.unwrap();
    let g = lesen(text.as_bytes()).unwrap();
    let nein = service::kalender_einspielen(&app, &mut tx, &wer(Rolle::R28), g.termine, &vorgabe()).await;
    assert!(matches!(nein, Err(amt::Error::NichtGefunden)));
});

testkit::auf_beiden!(der_weg_zurueck, RAEUME, |db| async move {
    let (app, uhr) = app(db).await;
    einspielen(&app, &kalender(&reihe("Runde Süd"))).await;
    uhr.stelle(app.uhr.jetzt().plus_sekunden(60));
    einspielen(
        &app,
        &kalender(&format!(
            "{}{}{}",
            reihe("Runde Nord"),
            verlegt(),
            termin("x", "DTSTART:20261130T100000\nDURATION:PT1H")
        )),
    )
    .await;
    // somebody worked on one of them
    let v = alle(&app).await;
    let bearbeitet = v.iter().find(|v| v.kalender_uid == "x").unwrap().clone();
    let mut tx = app.db.write().await.unwrap();
    let may = Befugnis::pruefen(&wer(Rolle::R19), Some(bearbeitet.id), Bezug::default()).unwrap();
    let mut d = bearbeitet.daten.clone();
    d.ort = "Rathaus".to_owned();
    service::veranstaltung_aendern(&app, &mut tx, &may, bearbeitet.version, d)
        .await
        .unwrap();
    let sicht = Sicht::auf::<Veranstaltung>(&wer(Rolle::R19)).unwrap();
    let stapel = service::kalender_stapel(&app, &mut tx, &sicht).await.unwrap();
    assert_eq!((stapel.len(), stapel[0].neu, stapel[0].geaendert), (2, 2, 1));
    let fremd = service::kalender_zuruecknehmen(&app, &mut tx, &wer(Rolle::R28), stapel[0].id).await;
    assert!(matches!(fremd, Err(amt::Error::NichtGefunden)));
    let zurueck = service::kalender_zuruecknehmen(&app, &mut tx, &wer(Rolle::R19), stapel[0].id).await;
    assert_eq!(zurueck.unwrap(), (2, 1));
    let nochmal = service::kalender_zuruecknehmen(&app, &mut tx, &wer(Rolle::R19), stapel[0].id).await;
    assert!(matches!(nochmal, Err(amt::Error::Konflikt)));
    tx.commit().await.unwrap();
    let v = alle(&app).await;
    let titel: Vec<(&str, usize)> = v
        .iter()
        .map(|v| (v.daten.titel.as_str(), v.daten.ausser.len()))
        .collect();
    assert_eq!(titel, [("Runde Süd", 1), ("Treffen x", 0)]);
    // after thirty days there is no way back
    uhr.stelle(app.uhr.jetzt().plus_sekunden(31 * 24 * 3600));
    let mut tx = app.db.write().await.unwrap();
    assert!(
        service::kalender_stapel(&app, &mut tx, &sicht)
            .await
            .unwrap()
            .is_empty()
    );
    let spaet = service::kalender_zuruecknehmen(&app, &mut tx, &wer(Rolle::R19), stapel[1].id).await;
    assert!(matches!(spaet, Err(amt::Error::NichtGefunden)));
});
