//! Tickets of the Servicebereich on the last working days, and Kurzberatungen that never were an Anliegen.

use amt::{
    App, Kontext,
    recht::{Anlegen, Befugnis, Bezug, Rolle},
};
use anyhow::Context;
use base::{Datum, FesteUhr, Id, Zeitpunkt};
use fall::{
    model::{
        Altersgruppe, Beschwerdeart, Hinweis, Kanal, KbErgebnis, KbNorm, KbOrt, KontaktErgebnis,
        Kontaktvorgang, Kurzberatung, Ortsfrage, Thema, Ueberlauf,
    },
    service::{
        kontakt::{Kontaktangaben, notieren},
        kurz::{Angaben, festhalten},
    },
};
use musterort::Ort;
use store::Tx;

use super::{Leute, raeume::Orte};

/// Days shown, today included.
const TAGE: i32 = 7;
/// Calls per working day.
const JE_TAG: i64 = 6;

/// What people call about, and what came of it.
const ANRUFE: [(&str, KontaktErgebnis, Option<Beschwerdeart>); 7] = [
    (
        "Fragt nach Öffnungszeiten und Anfahrt",
        KontaktErgebnis::Erledigt,
        None,
    ),
    (
        "Möchte die zuständige Fachkraft sprechen",
        KontaktErgebnis::Verbunden,
        None,
    ),
    (
        "Bittet um Rückruf wegen eines Antrags",
        KontaktErgebnis::RueckrufZugesagt,
        None,
    ),
    ("Möchte einen Termin zur Beratung", KontaktErgebnis::Termin, None),
    (
        "Sucht eine Gruppe für Alleinerziehende",
        KontaktErgebnis::AnKurzberatung,
        None,
    ),
    (
        "Fragt, welche Unterlagen mitzubringen sind",
        KontaktErgebnis::Erledigt,
        None,
    ),
    (
        "Hat mehrmals niemanden erreicht",
        KontaktErgebnis::Beschwerde,
        Some(Beschwerdeart::NichtErreichbar),
    ),
];

/// Tickets, oldest first; today's end at `jetzt`.
///
/// # Errors
/// What the room refuses.
pub async fn anrufe(
    app: &App,
    uhr: &FesteUhr,
    tx: &mut Tx,
    ort: &Ort,
    leute: &Leute,
    jetzt: Zeitpunkt,
) -> anyhow::Result<()> {
    let service: Vec<&Kontext> = leute.mit_rolle(Rolle::R01).collect();
    let mut nr = 0_usize;
    for tag in (0..TAGE)
        .rev()
        .map(|t| jetzt.datum().plus_tage(-t))
        .filter(werktag)
    {
        for anruf in 0..JE_TAG {
            let zeit = super::morgens(tag, jetzt).plus_sekunden(anruf * 4_567);
            if zeit >= jetzt {
                break;
            }
            uhr.stelle(zeit);
            let wer = service
                .get(nr % service.len().max(1))
                .context("Niemand im Servicebereich")?;
            let (kurz, ergebnis, beschwerdeart) = ANRUFE[nr % ANRUFE.len()];
            let adresse = &ort.adressen[nr * 37 % ort.adressen.len()];
            let cmd = Kontaktangaben {
                einmal: app.ids.uuid(),
                kanal: if nr % 4 == 3 {
                    Kanal::Persoenlich
                } else {
                    Kanal::Telefon
                },
                ueberlauf: [Ueberlauf::Direkt, Ueberlauf::NachSekunden, Ueberlauf::Besetzt][nr % 3],
                wartezeit: Some([4, 12, 31, 75][nr % 4]),
                anrufer: String::new(),
                telefon: ort.akteure[nr % ort.akteure.len()].kontakt.telefon.clone(),
                anliegen_kurz: kurz.to_owned(),
                gefaehrdungshinweis: Hinweis::Nein,
                ort: Ortsfrage {
                    text: format!("{}, {}", ort.zeile(adresse), ort.ortsname(adresse)),
                    ..Ortsfrage::default()
                },
                ergebnis: Some(ergebnis),
                rueckruf_bis: None,
                beschwerdeart,
            };
            let may = Befugnis::<Anlegen, Kontaktvorgang>::pruefen(wer, None, Bezug::default())?;
            notieren(app, tx, &may, cmd).await.with_context(|| kurz)?;
            nr += 1;
        }
    }
    Ok(())
}

/// One Kurzberatung in each space of the last working days, by those who may counsel there.
///
/// # Errors
/// What the room refuses.
pub async fn beratungen(
    app: &App,
    uhr: &FesteUhr,
    tx: &mut Tx,
    ort: &Ort,
    orte: &Orte,
    leute: &Leute,
    jetzt: Zeitpunkt,
) -> anyhow::Result<()> {
    let beratende: Vec<&Kontext> = leute
        .mit_rolle(Rolle::R08)
        .chain(leute.mit_rolle(Rolle::R02))
        .chain(leute.mit_rolle(Rolle::R19))
        .collect();
    for (nr, raum) in ort.raeume.iter().filter(|r| r.blatt).enumerate() {
        let vor = i32::try_from(nr % 5).unwrap_or(0) + 1;
        uhr.stelle(super::morgens(jetzt.datum().plus_tage(-vor), jetzt).plus_sekunden(9_000));
        let id = orte.raum(&raum.code).with_context(|| raum.code.clone())?;
        let bezug = Bezug {
            raum: Some(id.uuid()),
            ..Bezug::default()
        };
        let darf = |k: &&Kontext| Befugnis::<Anlegen, Kurzberatung>::pruefen(k, None, bezug).ok();
        let Some(may) = beratende
            .iter()
            .cycle()
            .skip(nr)
            .take(beratende.len())
            .find_map(darf)
        else {
            continue;
        };
        let cmd = Angaben {
            einmal: app.ids.uuid(),
            datum: app.uhr.heute(),
            ort: Some(
                [
                    KbOrt::Sozialraumbuero,
                    KbOrt::Kita,
                    KbOrt::Aufsuchend,
                    KbOrt::Anna,
                ][nr % 4],
            ),
            dauer: [15, 30, 45, 60][nr % 4],
            themen: vec![Thema::ALLE[nr % Thema::ALLE.len()]],
            altersgruppen: vec![[Altersgruppe::Bis64, Altersgruppe::Bis79, Altersgruppe::Bis13][nr % 3]],
            personen_anzahl: [1, 2, 1][nr % 3],
            erstkontakt_in_woche: nr % 2 == 0,
            merkzeichen: String::new(),
            ergebnis: [KbErgebnis::Informiert, KbErgebnis::WegWeisung][nr % 2],
            weg_weisungen: i64::from(nr % 2 == 1),
            norm: KbNorm::Sgb1P14,
            elterninfo_gesperrt: false,
            notiz: String::new(),
            trotzdem: false,
        };
        festhalten(app, tx, &may, &cmd, (Id::uuid(id), &raum.name))
            .await
            .with_context(|| raum.code.clone())?;
    }
    Ok(())
}

fn werktag(tag: &Datum) -> bool {
    tag.0.weekday().to_monday_one_offset() < 6
}
