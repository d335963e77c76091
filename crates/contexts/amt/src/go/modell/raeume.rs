//! `raeume.toml`: the municipality, its Gliederung, its units.

use base::Gueltigkeit;

use super::{
    knoten::Knoten,
    typen::{
        Ausbaustatus, Begruendung, Gebietskoerperschaft, Gliederung, GliederungStatus, Raeume, RaumEintrag,
        StandortStatus,
    },
};
use crate::go::{Beschluss, Stelle, quelle::Quelle};

/// The file as read, with the place of every unit; `None` when the head cannot be read.
pub(super) fn lesen(quelle: &Quelle<'_>) -> (Option<Raeume>, Vec<Stelle>) {
    let tabelle = quelle.tabelle();
    let wurzel = Knoten::wurzel(quelle, &tabelle);
    let gebiet = gebietskoerperschaft(wurzel.tabelle("gebietskoerperschaft"));
    let gliederung = gliederung(wurzel.tabelle("gliederung"));
    let (mut raeume, mut orte) = (Vec::new(), Vec::new());
    for knoten in wurzel.tabellen("raum") {
        orte.push(knoten.stelle());
        raeume.push(raum(knoten));
    }
    if raeume.is_empty() {
        wurzel.melde(
            "GO-E02",
            "raum",
            "Es gibt keinen Raum.",
            "mindestens ein [[raum]].",
        );
    }
    wurzel.fertig();
    let gelesen = gliederung.map(|gliederung| Raeume {
        gebietskoerperschaft: gebiet,
        gliederung,
        raeume,
    });
    (gelesen, orte)
}

fn gebietskoerperschaft(k: Knoten<'_, '_>) -> Gebietskoerperschaft {
    let ags = k.text("ags", 8);
    let ziffern = matches!(ags.len(), 5 | 8) && ags.bytes().all(|b| b.is_ascii_digit());
    if !ags.is_empty() && !ziffern {
        k.melde(
            "GO-E02",
            "ags",
            format!("„{ags}“ ist kein Gemeindeschlüssel."),
            "8 Ziffern, in Österreich 5.",
        );
    }
    let einwohner = k.zahl_optional("einwohner", 10_000_000);
    let stand = k.datum_optional("stand");
    if einwohner.is_some() != stand.is_some() {
        k.melde(
            "GO-E02",
            "einwohner",
            "Zur Einwohnerzahl gehört ihr Stand.",
            "einwohner und stand.",
        );
    }
    let gebiet = Gebietskoerperschaft {
        name: k.text("name", 120),
        ags,
        einwohner: einwohner.zip(stand),
        quelle: k.text("quelle", 500),
        kommunen: k.texte("kommunen"),
    };
    k.fertig();
    gebiet
}

fn gliederung(k: Knoten<'_, '_>) -> Option<Gliederung> {
    let bezeichnung = k.text("bezeichnung", 120);
    let ab = k.datum("gueltig_ab");
    let bis = k.datum_optional("gueltig_bis");
    let status = k.auswahl("status", GliederungStatus::ALLE, GliederungStatus::code);
    let beschluss = beschluss(&k, status);
    let b = k.tabelle("begruendung");
    let begruendung = Begruendung {
        geografisch: b.text("geografisch", 4_000),
        politisch: b.text("politisch", 4_000),
        infrastrukturell: b.text("infrastrukturell", 4_000),
        fallzahlen: b.text("fallzahlen", 4_000),
    };
    b.fertig();
    let kritik_offen = k.text_optional("kritik_offen", 4_000);
    let gueltigkeit = ab.and_then(|ab| Gueltigkeit::neu(ab, bis));
    if ab.is_some() && gueltigkeit.is_none() {
        k.melde(
            "GO-E02",
            "gueltig_bis",
            "Das Ende liegt nicht nach dem Anfang.",
            "ein Datum nach gueltig_ab.",
        );
    }
    k.fertig();
    Some(Gliederung {
        bezeichnung,
        gueltigkeit: gueltigkeit?,
        status: status?,
        beschluss,
        begruendung,
        kritik_offen,
    })
}

fn beschluss(k: &Knoten<'_, '_>, status: Option<GliederungStatus>) -> Option<Beschluss> {
    let b = k.tabelle_optional("beschluss");
    if !b.vorhanden() {
        if status.is_some_and(|s| s >= GliederungStatus::Beschlossen) {
            let text = "Ab dem Stand BESCHLOSSEN braucht die Gliederung einen Beschluss.";
            k.melde(
                "GO-E02",
                "beschluss",
                text,
                "beschluss = { gremium, datum, vorlage }.",
            );
        }
        return None;
    }
    let (gremium, datum, vorlage) = (b.text("gremium", 120), b.datum("datum"), b.text("vorlage", 60));
    b.fertig();
    Some(Beschluss {
        gremium,
        datum: datum?,
        vorlage,
    })
}

fn raum(k: Knoten<'_, '_>) -> RaumEintrag {
    let ausbaustatus = k.auswahl("ausbaustatus", Ausbaustatus::ALLE, Ausbaustatus::code);
    let grund = k.text_optional("grund", 500);
    if ausbaustatus == Some(Ausbaustatus::Ausgesetzt) && grund.is_none() {
        k.melde(
            "GO-E02",
            "ausbaustatus",
            "AUSGESETZT braucht einen Grund.",
            "grund = Text.",
        );
    }
    let standort = k.text_optional("standort", 200);
    let standort_status = k.auswahl_optional("standort_status", StandortStatus::ALLE, StandortStatus::code);
    if standort.is_some() && standort_status.is_none() {
        k.melde(
            "GO-E02",
            "standort",
            "Zum Standort gehört sein Status.",
            "standort_status.",
        );
    }
    let raum = RaumEintrag {
        ebene: k.text("ebene", 20),
        code: k.text("code", 12),
        name: k.text("name", 80),
        eltern: k.text_optional("eltern", 12),
        grund,
        standort,
        standort_status,
        kommune_ags: k.text_optional("kommune_ags", 8),
        leitung: k.text_optional("leitung", 60),
        einwohner: k.zahl_optional("einwohner", 10_000_000),
        ausbaustatus: ausbaustatus.unwrap_or(Ausbaustatus::Planung),
    };
    k.fertig();
    raum
}
