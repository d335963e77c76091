//! Organisations, people, roles, teams, positions (AMT-E01, AMT-E02).

use super::{Datei, Pruefung};
use crate::go::{
    Sektor, Stelle,
    modell::{
        rollen,
        typen::{OrganisationArt, TeamEintrag, TeamTyp},
    },
};

pub(super) fn pruefe(p: &Pruefung<'_>) {
    let o = &p.m.organisation;
    let orte = &p.orte.organisation;
    let d = Datei::Organisation;
    p.doppelte(
        d,
        "organisation.code",
        o.organisationen
            .iter()
            .map(|x| x.code.as_str())
            .zip(orte.organisationen.iter().copied()),
    );
    p.doppelte(
        d,
        "person.anmeldename",
        p.anmeldenamen().zip(orte.personen.iter().copied()),
    );
    p.doppelte(
        d,
        "team.code",
        o.teams
            .iter()
            .map(|x| x.code.as_str())
            .zip(orte.teams.iter().copied()),
    );
    p.doppelte(
        d,
        "stelle.code",
        p.stellencodes().zip(orte.stellen.iter().copied()),
    );
    personen(p);
    for (team, ort) in o.teams.iter().zip(&orte.teams) {
        ein_team(p, team, (d, *ort));
    }
    for (stelle, ort) in o.stellen.iter().zip(&orte.stellen) {
        p.verweis(
            (d, *ort),
            "stelle.team",
            &stelle.team,
            o.teams.iter().map(|t| t.code.as_str()),
        );
        p.verweis((d, *ort), "stelle.person", &stelle.person, p.anmeldenamen());
    }
    rufbereitschaft(p);
}

fn personen(p: &Pruefung<'_>) {
    let o = &p.m.organisation;
    for (person, ort) in o.personen.iter().zip(&p.orte.organisation.personen) {
        let ort = (Datei::Organisation, *ort);
        let codes = o.organisationen.iter().map(|x| x.code.as_str());
        p.verweis(ort, "person.organisation", &person.organisation, codes);
        let Some(arbeitgeber) = o.organisation(&person.organisation) else {
            continue;
        };
        let entscheidet = rollen::entscheidende(&person.rollen);
        if arbeitgeber.art != OrganisationArt::Oeffentlich && !entscheidet.is_empty() {
            let text = format!(
                "{} arbeitet bei „{}“ ({}) und darf nicht über Fälle entscheiden ({}).",
                person.anmeldename,
                arbeitgeber.name,
                arbeitgeber.art,
                entscheidet.join(", ")
            );
            let erlaubt = "Rollen mit Entscheidung nur bei Organisationen der Art OEFFENTLICH.";
            p.melde("AMT-E01", ort, "person.rollen", text, erlaubt);
        }
        if let Some(grund) = rollen::widerspruch(&person.rollen) {
            p.melde(
                "AMT-E02",
                ort,
                "person.rollen",
                format!("{}: {grund}", person.anmeldename),
                "getrennte Konten.",
            );
        }
    }
}

fn ein_team(p: &Pruefung<'_>, team: &TeamEintrag, ort: (Datei, Stelle)) {
    for raum in &team.raeume {
        p.verweis(ort, "team.raeume", raum, p.raumcodes());
    }
    for person in team.mitglieder.iter().chain(&team.leitung) {
        p.verweis(ort, "team.mitglieder", person, p.anmeldenamen());
    }
    if team.typ != TeamTyp::Sozialraumteam {
        return;
    }
    let o = &p.m.organisation;
    let oeffentlich = |name: &String| {
        let person = o.person(name)?;
        Some(o.organisation(&person.organisation)?.art == OrganisationArt::Oeffentlich)
    };
    let arten: Vec<bool> = team.mitglieder.iter().filter_map(oeffentlich).collect();
    if !(arten.contains(&true) && arten.contains(&false)) {
        let text = format!("Das Sozialraumteam „{}“ ist nicht gemischt.", team.name);
        let erlaubt = "mindestens ein Mitglied des öffentlichen Trägers und eines von außerhalb.";
        p.melde("GO-E02", ort, "team.mitglieder", text, erlaubt);
    }
}

/// Youth welfare is reachable day and night (Fachkonzept 6.4).
fn rufbereitschaft(p: &Pruefung<'_>) {
    let noetig = p.m.go.sektoren.contains(&Sektor::Jugendhilfe);
    let o = &p.m.organisation;
    let besetzt = o
        .teams
        .iter()
        .filter(|t| t.typ == TeamTyp::Rufbereitschaft)
        .any(|t| t.mitglieder.len() >= 2);
    if noetig && !besetzt {
        let anfang = Stelle { zeile: 1, spalte: 1 };
        let text = "Für die Jugendhilfe fehlt die Rufbereitschaft rund um die Uhr.";
        let erlaubt = "ein [[team]] der Art RUFBEREITSCHAFT mit mindestens zwei Mitgliedern.";
        p.melde("TEAM-E01", (Datei::Organisation, anfang), "team", text, erlaubt);
    }
}
