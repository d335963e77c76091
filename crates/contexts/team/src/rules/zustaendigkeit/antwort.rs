//! From the person a rule names to the person who answers today.

use amt::go::modell::TeamTyp;

use super::{Bericht, Umstaende, kandidat::Kandidat};
use crate::model::{Frage, Gesicht, Regelart, Team, Zustaendigkeit};

pub(super) fn geben(u: &Umstaende<'_>, frage: &Frage, k: &Kandidat, mut b: Bericht) -> Zustaendigkeit {
    let tag = frage.stichtag;
    let zustaendig = k
        .wer
        .as_ref()
        .and_then(|w| u.lage.gesicht(w.fachkraft, &w.stelle, tag));
    let vertretung = k
        .vertretung
        .as_ref()
        .and_then(|w| u.lage.gesicht(w.fachkraft, &w.stelle, tag));
    let mut team = k.team.and_then(|t| u.lage.teams.get(&t));
    let mut regel = k.regel;
    let mut gesicht = heute(zustaendig.as_ref(), vertretung.as_ref(), &mut b);
    if gesicht.is_none() {
        if let Some(z) = &zustaendig {
            b.befund(
                "TEAM-E04",
                format!("{} und die Vertretung sind am {tag} beide nicht da.", z.name),
            );
        } else if !(regel == Regelart::Abc && frage.nachname.is_none()) {
            regel = Regelart::Auffang;
        }
        (team, gesicht) = auffang(u, frage, team, zustaendig.as_ref(), &mut b);
    }
    Zustaendigkeit {
        sektor: frage.sektor,
        team: team.map(Team::kurz),
        zustaendig,
        gesicht,
        vertretung,
        regel,
        beide: None,
        buchstaben: Vec::new(),
        schritte: b.schritte,
        befunde: b.befunde,
    }
}

fn heute(zustaendig: Option<&Gesicht>, vertretung: Option<&Gesicht>, b: &mut Bericht) -> Option<Gesicht> {
    let da = |g: &&Gesicht| g.anwesend;
    if let Some(z) = zustaendig.filter(da) {
        b.schritt(
            format!("Zuständig ist {} ({}).", z.name, z.stelle),
            "Stellenbesetzung",
            "",
        );
        return Some(z.clone());
    }
    let v = vertretung.filter(da)?;
    let vertritt = match zustaendig {
        Some(z) => {
            let bis = z.abwesend_bis.map_or_else(String::new, |d| format!(" bis {d}"));
            b.schritt(
                format!("{} ist{bis} nicht da; {} vertritt.", z.name, v.name),
                "Abwesenheit, Vertretung der Regel",
                "",
            );
            z.name.clone()
        }
        None => {
            b.schritt(
                format!("Die Stelle ist unbesetzt; {} vertritt.", v.name),
                "Vertretung der Regel",
                "",
            );
            "unbesetzte Stelle".to_owned()
        }
    };
    Some(Gesicht {
        vertritt: Some(vertritt),
        ..v.clone()
    })
}

/// Nobody of the rule is there: the leader of the team, else the Servicebereich, and it says so.
fn auffang<'a>(
    u: &Umstaende<'a>,
    frage: &Frage,
    team: Option<&'a Team>,
    fuer: Option<&Gesicht>,
    b: &mut Bericht,
) -> (Option<&'a Team>, Option<Gesicht>) {
    let team = team.or_else(|| team_des_raums(u, frage));
    let leitung = |t: &Team| {
        t.leitung
            .and_then(|l| u.lage.gesicht(l, "Teamleitung", frage.stichtag))
            .filter(|g| g.anwesend)
            .map(|g| Gesicht {
                vertritt: fuer
                    .filter(|f| f.fachkraft != g.fachkraft)
                    .map(|f| f.name.clone()),
                ..g
            })
    };
    if let Some((t, g)) = team.and_then(|t| Some((t, leitung(t)?))) {
        b.schritt(
            format!("Ersatzweise antwortet die Leitung von {}: {}.", t.name, g.name),
            "Auffangregelung: Teamleitung",
            "",
        );
        return (team, Some(g));
    }
    let Some(service) = u.lage.teams.values().find(|t| t.typ == TeamTyp::Servicebereich) else {
        b.befund(
            "TEAM-E01",
            "Niemand ist zuständig, und es ist kein Servicebereich eingerichtet.",
        );
        return (team, None);
    };
    b.schritt(
        format!("Ersatzweise nimmt {} das Anliegen an.", service.name),
        "Auffangregelung: Servicebereich",
        "",
    );
    (Some(service), leitung(service))
}

/// The team that works in this space and Sektor, the one of the nearest space first.
fn team_des_raums<'a>(u: &Umstaende<'a>, frage: &Frage) -> Option<&'a Team> {
    u.kette.iter().find_map(|raum| {
        u.lage
            .teams
            .values()
            .find(|t| t.sektoren.contains(&frage.sektor) && t.raeume.contains(&raum.id))
    })
}
