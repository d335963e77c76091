//! `organisation.toml`: who works where, as what, and is responsible for what.

use super::{
    knoten::Knoten,
    typen::{
        AbcEintrag, Belegschaft, OrganisationArt, OrganisationEintrag, PersonEintrag,
        RegionalmanagementEintrag, SpezialEintrag, StelleEintrag, TeamEintrag, TeamTyp,
        ZustaendigkeitEintrag,
    },
};
use crate::go::{Sektor, Stelle, quelle::Quelle};

/// Where the entries stand, list by list in the order of [`Belegschaft`]; the others carry their place.
#[derive(Default)]
pub(super) struct Orte {
    pub organisationen: Vec<Stelle>,
    pub personen: Vec<Stelle>,
    pub teams: Vec<Stelle>,
    pub stellen: Vec<Stelle>,
}

pub(super) fn lesen(quelle: &Quelle<'_>) -> (Belegschaft, Orte) {
    let tabelle = quelle.tabelle();
    let w = Knoten::wurzel(quelle, &tabelle);
    let mut orte = Orte::default();
    let gelesen = Belegschaft {
        organisationen: liste(&w, "organisation", &mut orte.organisationen, organisation),
        personen: liste(&w, "person", &mut orte.personen, person),
        teams: liste(&w, "team", &mut orte.teams, team),
        stellen: liste(&w, "stelle", &mut orte.stellen, stelle),
        zustaendigkeiten: liste(&w, "zustaendigkeit", &mut Vec::new(), zustaendigkeit),
        abc: liste(&w, "abc", &mut Vec::new(), abc),
        spezial: liste(&w, "spezial", &mut Vec::new(), spezial),
        regionalmanagement: liste(&w, "regionalmanagement", &mut Vec::new(), regionalmanagement),
    };
    w.fertig();
    (gelesen, orte)
}

fn liste<T>(
    w: &Knoten<'_, '_>,
    name: &'static str,
    orte: &mut Vec<Stelle>,
    lies: fn(&Knoten<'_, '_>) -> Option<T>,
) -> Vec<T> {
    let mut gelesen = Vec::new();
    for k in w.tabellen(name) {
        if let Some(t) = lies(&k) {
            orte.push(k.stelle());
            gelesen.push(t);
        }
        k.fertig();
    }
    gelesen
}

fn organisation(k: &Knoten<'_, '_>) -> Option<OrganisationEintrag> {
    let (code, name, anerkannt_75) = (k.text("code", 40), k.text("name", 120), k.wahr("anerkannt_75"));
    Some(OrganisationEintrag {
        art: k.auswahl("art", OrganisationArt::ALLE, OrganisationArt::code)?,
        code,
        name,
        anerkannt_75,
    })
}

#[expect(clippy::unnecessary_wraps, reason = "one shape for all readers of this file")]
fn person(k: &Knoten<'_, '_>) -> Option<PersonEintrag> {
    let anmeldename = k.text("anmeldename", 60);
    let erlaubt = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'-');
    if !anmeldename.bytes().all(erlaubt) {
        let text = format!("„{anmeldename}“ ist kein Anmeldename.");
        k.melde(
            "GO-E02",
            "anmeldename",
            text,
            "kleine Buchstaben a bis z, Ziffern, Punkt, Bindestrich.",
        );
    }
    let rollen = k.texte("rollen");
    for rolle in &rollen {
        if !super::rollen::bekannt(rolle) {
            k.melde(
                "GO-E02",
                "rollen",
                format!("Die Rolle „{rolle}“ gibt es nicht."),
                "R01 bis R31.",
            );
        }
    }
    if rollen.is_empty() {
        k.melde(
            "GO-E02",
            "rollen",
            "Ohne Rolle kann sich niemand anmelden.",
            "R01 bis R31.",
        );
    }
    Some(PersonEintrag {
        anmeldename,
        vorname: k.text("vorname", 60),
        nachname: k.text("nachname", 60),
        organisation: k.text("organisation", 40),
        funktion: k.text("funktion", 120),
        rollen,
        telefon: k.text("telefon", 40),
        email: k.text("email", 120),
        sprachen: k.texte("sprachen"),
    })
}

fn team(k: &Knoten<'_, '_>) -> Option<TeamEintrag> {
    let typ = k.auswahl("typ", TeamTyp::ALLE, TeamTyp::code);
    let team = TeamEintrag {
        code: k.text("code", 40),
        name: k.text("name", 120),
        typ: typ.unwrap_or(TeamTyp::Projekt),
        raeume: k.texte("raeume"),
        sektoren: k.auswahlen("sektoren", Sektor::ALLE, Sektor::code),
        leitung: k.text_optional("leitung", 60),
        mitglieder: k.texte("mitglieder"),
        standort: k.text_optional("standort", 200),
    };
    typ.map(|_| team)
}

#[expect(clippy::unnecessary_wraps, reason = "one shape for all readers of this file")]
fn stelle(k: &Knoten<'_, '_>) -> Option<StelleEintrag> {
    Some(StelleEintrag {
        code: k.text("code", 40),
        bezeichnung: k.text("bezeichnung", 120),
        team: k.text("team", 40),
        person: k.text("person", 60),
    })
}

fn sektor(k: &Knoten<'_, '_>) -> Option<Sektor> {
    k.auswahl("sektor", Sektor::ALLE, Sektor::code)
}

fn zustaendigkeit(k: &Knoten<'_, '_>) -> Option<ZustaendigkeitEintrag> {
    let sektor = sektor(k);
    let (raum, stelle, vertretung) = (k.text("raum", 12), k.text("stelle", 40), k.text("vertretung", 40));
    Some(ZustaendigkeitEintrag {
        raum,
        sektor: sektor?,
        stelle,
        vertretung,
        ort: k.stelle(),
    })
}

fn abc(k: &Knoten<'_, '_>) -> Option<AbcEintrag> {
    let sektor = sektor(k);
    let bereich = k.text("bereich", 20);
    let (von, bis) = bereich.split_once('-').unwrap_or((&bereich, &bereich));
    let erlaubt = "zwei Anfänge wie \"A-F\" oder einer wie \"Sch\".";
    let anfang = |s: &str| (1..=5).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_alphabetic());
    let lesbar = bereich.is_empty() || (anfang(von) && anfang(bis));
    if !lesbar {
        k.melde(
            "GO-E02",
            "bereich",
            format!("„{bereich}“ ist kein Bereich von Buchstaben."),
            erlaubt,
        );
        return None;
    }
    let (von, bis) = (von.to_owned(), bis.to_owned());
    let (stelle, vertretung) = (k.text("stelle", 40), k.text("vertretung", 40));
    Some(AbcEintrag {
        sektor: sektor?,
        von,
        bis,
        stelle,
        vertretung,
        ort: k.stelle(),
    })
}

fn spezial(k: &Knoten<'_, '_>) -> Option<SpezialEintrag> {
    let sektor = sektor(k);
    let (merkmal, bezeichnung) = (k.text("merkmal", 40), k.text("bezeichnung", 120));
    let (stelle, vertretung) = (k.text("stelle", 40), k.text("vertretung", 40));
    let raum = k.text_optional("raum", 12);
    Some(SpezialEintrag {
        merkmal,
        bezeichnung,
        sektor: sektor?,
        raum,
        stelle,
        vertretung,
        ort: k.stelle(),
    })
}

#[expect(clippy::unnecessary_wraps, reason = "one shape for all readers of this file")]
fn regionalmanagement(k: &Knoten<'_, '_>) -> Option<RegionalmanagementEintrag> {
    Some(RegionalmanagementEintrag {
        person: k.text("person", 60),
        raeume: k.texte("raeume"),
        ort: k.stelle(),
    })
}
