//! Every lowest Raum × active Sektor has one responsible person and another one as substitute (TEAM-E01 … E03).

use std::collections::BTreeMap;

use super::{Datei, Pruefung};
use crate::go::{Regel, Sektor, Stelle};

pub(super) fn pruefe(p: &Pruefung<'_>) {
    let o = &p.m.organisation;
    let mut gesehen = BTreeMap::new();
    for z in &o.zustaendigkeiten {
        let ort = (Datei::Organisation, z.ort);
        p.verweis(ort, "zustaendigkeit.raum", &z.raum, p.raumcodes());
        paar(p, z.ort, "zustaendigkeit", &z.stelle, &z.vertretung);
        if let Some(erste) = gesehen.insert((z.raum.as_str(), z.sektor), z.ort) {
            let text = format!(
                "Für {} in {} gibt es schon eine Zuständigkeit in Zeile {}.",
                z.sektor, z.raum, erste.zeile
            );
            p.melde(
                "TEAM-E02",
                ort,
                "zustaendigkeit",
                text,
                "genau eine Zeile je Raum und Arbeitsfeld.",
            );
        }
    }
    for a in &o.abc {
        paar(p, a.ort, "abc", &a.stelle, &a.vertretung);
    }
    for s in &o.spezial {
        paar(p, s.ort, "spezial", &s.stelle, &s.vertretung);
        if let Some(raum) = &s.raum {
            p.verweis((Datei::Organisation, s.ort), "spezial.raum", raum, p.raumcodes());
        }
    }
    for sektor in &p.m.go.sektoren {
        if p.m.go.zuweisung(*sektor).regel != Regel::Abc {
            abdeckung(p, *sektor);
        }
    }
}

/// Both positions exist and are held by different people.
fn paar(p: &Pruefung<'_>, ort: Stelle, liste: &str, stelle: &str, vertretung: &str) {
    let o = &p.m.organisation;
    let ort = (Datei::Organisation, ort);
    let beide = [("stelle", stelle), ("vertretung", vertretung)].map(|(feld, code)| {
        p.verweis(ort, &format!("{liste}.{feld}"), code, p.stellencodes());
        o.stelle(code).map(|s| s.person.as_str())
    });
    if let [Some(erste), Some(zweite)] = beide
        && erste == zweite
    {
        let text = format!("{erste} kann sich nicht selbst vertreten.");
        p.melde(
            "TEAM-E03",
            ort,
            format!("{liste}.vertretung"),
            text,
            "die Stelle einer anderen Person.",
        );
    }
}

/// TEAM-E01 for every lowest Raum without a line; one message at the highest Raum when all below it are missing.
fn abdeckung(p: &Pruefung<'_>, sektor: Sektor) {
    let raeume = &p.m.raeume;
    let fehlt = |code: &str| p.m.zustaendigkeit(code, sektor).is_none();
    let alles_fehlt = |code: &str| {
        let mut darunter =
            p.m.unterste()
                .filter(|u| raeume.aufwaerts(&u.code).any(|r| r.code == code))
                .peekable();
        darunter.peek().is_some() && darunter.all(|u| fehlt(&u.code))
    };
    for (raum, ort) in raeume.raeume.iter().zip(&p.orte.raeume) {
        let eltern_auch = raum.eltern.as_deref().is_some_and(alles_fehlt);
        if alles_fehlt(&raum.code) && !eltern_auch {
            let text = format!(
                "Für {} ({}) ist in der {sektor} niemand zuständig.",
                raum.name, raum.code
            );
            let erlaubt = "[[zustaendigkeit]] in organisation.toml mit Stelle und Vertretung.";
            p.melde("TEAM-E01", (Datei::Raeume, *ort), "zustaendigkeit", text, erlaubt);
        }
    }
}
