//! The four ways to somebody, in their order.

use amt::go::{Regel, Sektor};

use super::{
    Bericht, Umstaende, aufstellung,
    kandidat::{Kandidat, Wer, eigene_stelle},
};
use crate::model::{Frage, Inhalt, Regelart, Zustaendigkeitsregel};

/// SPEZIAL: the line of the mark, the one of the nearest space first, then the one for everywhere.
pub(super) fn spezial(u: &Umstaende<'_>, frage: &Frage, b: &mut Bericht) -> Option<Kandidat> {
    let merkmal = frage
        .spezial
        .as_deref()
        .map(str::trim)
        .filter(|m| !m.is_empty())?;
    let orte = u.kette.iter().map(|r| Some(r.id)).chain([None]);
    for ort in orte {
        let passt =
            |i: &Inhalt| matches!(i, Inhalt::Spezial(m, r) if m.eq_ignore_ascii_case(merkmal) && *r == ort);
        if let Some(regel) = geltende(u, frage, passt, b) {
            b.schritt(
                format!("Für „{merkmal}“ gibt es einen Spezialdienst; er geht allen anderen Regeln vor."),
                zeile(u, regel),
                "",
            );
            return Some(Kandidat::aus_regel(u.lage, regel, frage.stichtag, b));
        }
    }
    b.schritt(
        format!("Für „{merkmal}“ ist hier kein Spezialdienst eingetragen; es gilt die allgemeine Regel."),
        "Zuständigkeitsregeln SPEZIAL",
        "",
    );
    None
}

/// The person's own open Fall: whoever leads it goes on until a handover is accepted (RL-13).
pub(super) fn offener_fall(u: &Umstaende<'_>, frage: &Frage, b: &mut Bericht) -> Option<Kandidat> {
    let fall = frage.offener_fall?;
    let norm = if frage.sektor == Sektor::Jugendhilfe {
        "§ 36a Abs. 1 SGB VIII"
    } else {
        ""
    };
    if fall.uebergeben {
        b.schritt(
            "Der laufende Fall ist übergeben und übernommen; es gilt die allgemeine Regel.",
            "Fallübergabe",
            norm,
        );
        return None;
    }
    match bestandsschutz_bis(u) {
        Some(bis) if frage.stichtag < bis => b.schritt(
            format!("Es gibt einen laufenden Fall; er bleibt bis vor dem {bis} bei der bisherigen Fachkraft (Bestandsschutz)."),
            "GO zuweisung.bestandsschutz_monate",
            norm,
        ),
        _ => b.schritt(
            "Es gibt einen laufenden Fall; bis zur Übernahme durch jemand anderen bleibt die bisherige Fachkraft zuständig.",
            "Fallübergabe nicht übernommen",
            norm,
        ),
    }
    let (stelle, team) = eigene_stelle(u.lage, fall.fachkraft, frage.stichtag).unzip();
    let name = |s| u.lage.bezeichnung(s).to_owned();
    Some(Kandidat {
        regel: Regelart::OffenerFall,
        wer: Some(Wer {
            fachkraft: fall.fachkraft,
            stelle: stelle.map_or_else(|| "fallführend".to_owned(), name),
        }),
        vertretung: fall.vertretung.filter(|v| *v != fall.fachkraft).map(|v| Wer {
            fachkraft: v,
            stelle: "Vertretung im Fall".to_owned(),
        }),
        team,
    })
}

fn bestandsschutz_bis(u: &Umstaende<'_>) -> Option<base::Datum> {
    let monate = i32::try_from(u.zuweisung.bestandsschutz_monate)
        .ok()
        .filter(|m| *m > 0)?;
    let stichtag = u.zuweisung.stichtag?;
    Some(base::Datum(
        stichtag.0.saturating_add(jiff::Span::new().months(monate)),
    ))
}

/// A Fall in the household: the same Fachkraft when there is room, else somebody of the same team.
pub(super) fn haushalt(u: &Umstaende<'_>, frage: &Frage, b: &mut Bericht) -> Option<Kandidat> {
    let haushalt = frage.haushalt?;
    let (stelle, team) = eigene_stelle(u.lage, haushalt.fachkraft, frage.stichtag)?;
    let regel = nach_regel(u, frage, &mut Bericht::default());
    let beleg = "laufender Fall im Haushalt, gleicher Sektor";
    if haushalt.hat_kapazitaet {
        b.schritt(
            "Im selben Haushalt läuft schon ein Fall; dieselbe Fachkraft übernimmt.",
            beleg,
            "",
        );
        let wer = Wer {
            fachkraft: haushalt.fachkraft,
            stelle: u.lage.bezeichnung(stelle).to_owned(),
        };
        // the substitute is the one of the person's own line
        let vertretung = u
            .lage
            .regeln
            .iter()
            .find(|r| r.stelle == stelle && r.gueltigkeit.gilt_am(frage.stichtag))
            .and_then(|r| Kandidat::aus_regel(u.lage, r, frage.stichtag, &mut Bericht::default()).vertretung);
        return Some(Kandidat {
            regel: Regelart::Haushalt,
            wer: Some(wer),
            vertretung,
            team: Some(team),
        });
    }
    if regel.team == Some(team) {
        b.schritt(
            "Im selben Haushalt läuft schon ein Fall; das Team ist dasselbe.",
            beleg,
            "",
        );
        return Some(Kandidat {
            regel: Regelart::Haushalt,
            ..regel
        });
    }
    b.schritt(
        "Im selben Haushalt läuft schon ein Fall, seine Fachkraft ist ausgelastet; die Leitung ihres Teams bestimmt, wer übernimmt.",
        beleg,
        "",
    );
    let leitung = u.lage.teams.get(&team)?.leitung?;
    let wer = Wer {
        fachkraft: leitung,
        stelle: "Teamleitung".to_owned(),
    };
    let vertretung = Some(Wer {
        fachkraft: haushalt.fachkraft,
        stelle: u.lage.bezeichnung(stelle).to_owned(),
    })
    .filter(|v| v.fachkraft != leitung);
    Some(Kandidat {
        regel: Regelart::Haushalt,
        wer: Some(wer),
        vertretung,
        team: Some(team),
    })
}

/// The rule of the Sektor on this day.
pub(super) fn nach_regel(u: &Umstaende<'_>, frage: &Frage, b: &mut Bericht) -> Kandidat {
    let z = u.zuweisung;
    let schluessel = format!("GO zuweisung.regel, Sektor {}: {}", frage.sektor, z.regel.code());
    match (z.regel, z.stichtag) {
        (Regel::Misch, Some(s)) if frage.stichtag < s => b.schritt(
            format!(
                "Am {} wird noch nach Anfangsbuchstaben zugewiesen, ab dem {s} nach Sozialraum.",
                frage.stichtag
            ),
            format!("{schluessel}, Stichtag {s}"),
            "",
        ),
        (Regel::Misch, Some(s)) => b.schritt(
            format!("Seit dem {s} wird nach Sozialraum zugewiesen, vorher nach Anfangsbuchstaben."),
            format!("{schluessel}, Stichtag {s}"),
            "",
        ),
        (r, _) => b.schritt(
            format!("Der Sektor {} wird {} zugewiesen.", frage.sektor, r.wort()),
            schluessel,
            "",
        ),
    }
    if z.nach_raum(frage.stichtag) {
        nach_raum(u, frage, b)
    } else {
        nach_buchstaben(u, frage, b)
    }
}

/// RAUM: the line of the space itself, else of the nearest space above it.
pub(super) fn nach_raum(u: &Umstaende<'_>, frage: &Frage, b: &mut Bericht) -> Kandidat {
    for (stufe, raum) in u.kette.iter().enumerate() {
        if let Some(regel) = geltende(u, frage, |i| *i == Inhalt::Raum(raum.id), b) {
            let geerbt = if stufe == 0 {
                ""
            } else {
                " und alle Räume darunter ohne eigene Regel"
            };
            b.schritt(
                format!("Die Regel gilt für {} {}{geerbt}.", raum.code, raum.name),
                zeile(u, regel),
                "",
            );
            return Kandidat::aus_regel(u.lage, regel, frage.stichtag, b);
        }
    }
    let ort = u
        .kette
        .first()
        .map_or_else(|| "diesem Raum".to_owned(), |r| format!("{} {}", r.code, r.name));
    b.befund(
        "TEAM-E01",
        format!(
            "Für {ort}, Sektor {}, ist am {} niemand eingetragen.",
            frage.sektor, frage.stichtag
        ),
    );
    Kandidat::niemand(Regelart::Raum)
}

/// ABC: the line with the longest beginning that fits the surname.
pub(super) fn nach_buchstaben(u: &Umstaende<'_>, frage: &Frage, b: &mut Bericht) -> Kandidat {
    let Some(aufstellung) = aufstellung(u, frage) else {
        b.befund(
            "TEAM-E01",
            format!(
                "Für den Sektor {} sind keine Anfangsbuchstaben verteilt.",
                frage.sektor
            ),
        );
        return Kandidat::niemand(Regelart::Abc);
    };
    b.befunde.extend(aufstellung.befunde.iter().cloned());
    let Some(name) = frage.nachname.as_deref().filter(|n| !n.trim().is_empty()) else {
        b.schritt(
            "Der Nachname entscheidet. Er ist noch nicht angegeben.",
            "Zuständigkeitsregeln ABC",
            "",
        );
        return Kandidat::niemand(Regelart::Abc);
    };
    let anfang: String = zuordnung::abc::schluessel(name, u.partikel_ignorieren)
        .chars()
        .take(3)
        .collect();
    let Some(regel) = aufstellung.regel(name) else {
        b.schritt(
            format!("Zum Anfang „{anfang}“ gehört keine Regel; jemand muss von Hand entscheiden."),
            "Zuständigkeitsregeln ABC",
            "",
        );
        b.befund("TEAM-E01", "Zu diesem Nachnamen führt keine Buchstabenregel.");
        return Kandidat::niemand(Regelart::Abc);
    };
    b.schritt(
        format!(
            "Der Nachname zählt als „{anfang}…“ (ohne Titel{}).",
            if u.partikel_ignorieren {
                " und Namenszusätze"
            } else {
                ""
            }
        ),
        zeile(u, regel),
        "",
    );
    Kandidat::aus_regel(u.lage, regel, frage.stichtag, b)
}

/// The one line that holds; of several the one that began last, which is noted (TEAM-E02).
fn geltende<'a>(
    u: &Umstaende<'a>,
    frage: &Frage,
    passt: impl Fn(&Inhalt) -> bool,
    b: &mut Bericht,
) -> Option<&'a Zustaendigkeitsregel> {
    let alle: Vec<_> = u
        .lage
        .regeln
        .iter()
        .filter(|r| r.sektor == frage.sektor && r.gueltigkeit.gilt_am(frage.stichtag) && passt(&r.inhalt))
        .collect();
    if alle.len() > 1 {
        b.befund(
            "TEAM-E02",
            format!(
                "Für dieselbe Zuständigkeit gelten am {} {} Regeln; die jüngste zählt.",
                frage.stichtag,
                alle.len()
            ),
        );
    }
    alle.into_iter().max_by_key(|r| (r.gueltigkeit.ab(), r.id))
}

/// The line as evidence: what it says and since when.
fn zeile(u: &Umstaende<'_>, regel: &Zustaendigkeitsregel) -> String {
    let was = match &regel.inhalt {
        Inhalt::Raum(_) => "RAUM".to_owned(),
        Inhalt::Abc(bereich) => format!("ABC {bereich}"),
        Inhalt::Spezial(m, _) => format!("SPEZIAL {m}"),
    };
    let stelle = u.lage.bezeichnung(regel.stelle);
    let ab = regel.gueltigkeit.ab();
    let bis = regel
        .gueltigkeit
        .bis()
        .map_or_else(String::new, |b| format!(", bis vor dem {b}"));
    format!("Regel {was}: {stelle}, gültig ab {ab}{bis}")
}
