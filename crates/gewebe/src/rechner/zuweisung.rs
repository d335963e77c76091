//! Who is responsible inside the authority: by letter, by space, or in between (Fachkonzept 3.5).

use std::collections::BTreeMap;

use amt::go::{Regel, Sektor, Zuweisung, modell::TeamTyp};
use base::{Befund, Datum, Gueltigkeit, Id};
use raum::{RaumKurz, Raumeinheit};
use serde::{Deserialize, Serialize};
use serde_json::json;
use team::{
    Besetzung, Fachkraft, FachkraftKurz, Frage, Haushalt, Inhalt, OffenerFall, Stelle, StelleKurz, Team,
    Zustaendigkeitsregel,
    rules::{
        Lage,
        zustaendigkeit::{Umstaende, ermitteln},
    },
};
use utoipa::ToSchema;
use uuid::Uuid;
use zuordnung::abc::{AbcRegel, Buchstabenbereich};

use super::{Fertig, Gerechnet, Kopf, Rechner, schritt, werte::Tag};

pub(super) fn alle() -> Vec<Rechner> {
    vec![Rechner::neu(
        Kopf {
            name: "zuweisung",
            titel: "Zuweisung nach Buchstaben oder Raum",
            zweck: "Wer ist zuständig: nach Anfangsbuchstabe, nach Raum oder in der Übergangszeit?",
            norm: "Fachkonzept 3.5, GO zuweisung.regel",
        },
        json!({
            "regel": "MISCH", "stichtag": "2026-07-01", "datum": "2026-06-30",
            "nachname": "Stein", "raum": "R3",
            "buchstaben": [
                {"bereich": "A–F", "stelle": "SB1"}, {"bereich": "G–K", "stelle": "SB2"},
                {"bereich": "L–R", "stelle": "SB3"}, {"bereich": "S, St", "stelle": "SB4"},
                {"bereich": "Sch", "stelle": "SB5"}, {"bereich": "T–Z", "stelle": "SB6"}
            ],
            "raeume": [{"raum": "R3", "stelle": "Team R3"}]
        }),
        zuweisen,
    )]
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum RegelEin {
    Raum,
    Abc,
    Misch,
}

/// Buchstaben und wer dafür zuständig ist.
#[derive(Debug, Deserialize, ToSchema)]
struct BuchstabenEin {
    /// Buchstaben. Zum Beispiel A–F, Sch oder S, St.
    bereich: String,
    /// Stelle.
    stelle: String,
}

/// Ein Raum und wer dafür zuständig ist.
#[derive(Debug, Deserialize, ToSchema)]
struct RaumEin {
    /// Raum.
    raum: String,
    /// Stelle.
    #[serde(alias = "team")]
    stelle: String,
}

/// Ein Spezialdienst.
#[derive(Debug, Deserialize, ToSchema)]
struct SpezialEin {
    /// Merkmal. Zum Beispiel UMA oder JGH.
    merkmal: String,
    /// Stelle.
    stelle: String,
}

/// Ein laufender Fall der Person.
#[derive(Debug, Deserialize, ToSchema)]
struct OffenerFallEin {
    /// Fallführende Stelle.
    #[serde(alias = "fachkraft")]
    stelle: String,
    /// Schon an eine andere Fachkraft übergeben.
    #[serde(default)]
    uebergeben: bool,
}

/// Ein laufender Fall im Haushalt.
#[derive(Debug, Deserialize, ToSchema)]
struct HaushaltEin {
    /// Fallführende Stelle.
    #[serde(alias = "fachkraft")]
    stelle: String,
    /// Kann noch einen Fall übernehmen. Ohne Angabe ja.
    hat_kapazitaet: Option<bool>,
}

/// Die Frage und die Regeln.
#[derive(Debug, Deserialize, ToSchema)]
struct ZuweisungEin {
    /// Regel. Nach Raum, nach Buchstaben (ABC) oder im Übergang (MISCH).
    regel: RegelEin,
    /// Stichtag des Übergangs. Nur bei MISCH: erster Tag der Raumregel.
    stichtag: Option<Tag>,
    /// Tag. Der Falleingang.
    #[serde(alias = "falleingang")]
    datum: Option<Tag>,
    /// Nachname. Für die Buchstaben.
    nachname: Option<String>,
    /// Raum der Adresse.
    raum: Option<String>,
    /// Buchstaben. Wer für welche Anfänge zuständig ist.
    #[serde(default)]
    buchstaben: Vec<BuchstabenEin>,
    /// Räume. Wer für welchen Raum zuständig ist.
    #[serde(default)]
    raeume: Vec<RaumEin>,
    /// Namenszusätze überspringen. Zum Beispiel „von“; ohne Angabe ja.
    partikel_ignorieren: Option<bool>,
    /// Merkmal für einen Spezialdienst.
    spezial: Option<String>,
    /// Spezialdienste.
    #[serde(default)]
    spezialdienste: Vec<SpezialEin>,
    /// Laufender Fall der Person.
    offener_fall: Option<OffenerFallEin>,
    /// Laufender Fall im Haushalt.
    haushalt: Option<HaushaltEin>,
}

/// Wer zuständig ist.
#[derive(Debug, Serialize, ToSchema)]
struct ZuweisungAus {
    /// Zuständige Stelle.
    stelle: Option<String>,
    /// Nach welcher Regel: RAUM, ABC, SPEZIAL, OFFENER_FALL oder HAUSHALT.
    regel: &'static str,
    /// Was die Buchstaben ergeben; nur im Übergang.
    nach_abc: Option<String>,
    /// Was der Raum ergibt; nur im Übergang.
    nach_raum: Option<String>,
}

/// Names become keys, each position held by a person of the same name.
#[derive(Default)]
struct Welt {
    lage: Lage,
    namen: BTreeMap<String, u128>,
}

const TEAM: u128 = 1;

impl Welt {
    fn nr(&mut self, name: &str) -> u128 {
        let naechste = 1_000 + self.namen.len() as u128;
        let nr = *self.namen.entry(name.to_owned()).or_insert(naechste);
        let (stelle, wer): (Id<Stelle>, Id<Fachkraft>) = (id(nr), id(nr));
        self.lage.fachkraefte.entry(wer).or_insert_with(|| FachkraftKurz {
            id: wer,
            name: name.to_owned(),
            telefon: String::new(),
            email: String::new(),
        });
        self.lage.stellen.entry(stelle).or_insert_with(|| StelleKurz {
            id: stelle,
            bezeichnung: name.to_owned(),
            team: id(TEAM),
        });
        self.lage.besetzungen.entry(stelle).or_insert_with(|| {
            immer()
                .map(|gueltigkeit| Besetzung {
                    id: id(nr),
                    stelle,
                    fachkraft: wer,
                    gueltigkeit,
                    version: 1,
                })
                .into_iter()
                .collect()
        });
        nr
    }

    fn regel(&mut self, inhalt: Inhalt, stelle: &str) {
        let nr = self.nr(stelle);
        let zahl = 1_000_000 + self.lage.regeln.len() as u128;
        self.lage
            .regeln
            .extend(immer().map(|gueltigkeit| Zustaendigkeitsregel {
                id: id(zahl),
                sektor: Sektor::Jugendhilfe,
                inhalt,
                stelle: id(nr),
                vertretung: None,
                gueltigkeit,
                version: 1,
            }));
    }
}

fn id<T>(nr: u128) -> Id<T> {
    Id::von(Uuid::from_u128(nr))
}

fn immer() -> Option<Gueltigkeit> {
    Gueltigkeit::neu(Datum::neu(1, 1, 1)?, None)
}

fn voll(text: Option<String>) -> Option<String> {
    text.filter(|t| !t.trim().is_empty())
}

/// RAUM-E30 for ranges that do not cover A to Z exactly once.
fn abc_pruefen(e: &ZuweisungEin, partikel: bool) -> Result<(), Vec<Befund>> {
    let e30 =
        |f: &zuordnung::abc::AbcFehler, ort: String| vec![Befund::neu("RAUM-E30", f.to_string()).an(ort)];
    let mut bereiche = Vec::new();
    for (i, b) in e.buchstaben.iter().enumerate() {
        let gelesen = Buchstabenbereich::lesen(&b.bereich, &());
        bereiche.extend(gelesen.map_err(|f| e30(&f, format!("/buchstaben/{i}/bereich")))?);
    }
    AbcRegel::neu(bereiche, partikel)
        .map(drop)
        .map_err(|f| e30(&f, "/buchstaben".to_owned()))
}

fn zuweisen(e: ZuweisungEin) -> Gerechnet<ZuweisungAus> {
    let fehlt = |ort: &str, text: &str| vec![Befund::neu("TEAM-E01", text).an(ort)];
    let partikel = e.partikel_ignorieren.unwrap_or(true);
    if e.regel != RegelEin::Raum {
        abc_pruefen(&e, partikel)?;
    }
    if e.regel == RegelEin::Misch && e.stichtag.is_none() {
        return Err(fehlt("stichtag", "Im Übergang fehlt der Stichtag."));
    }
    let heute = match (e.datum, e.regel) {
        (Some(d), _) => d.0,
        (None, RegelEin::Misch) => return Err(fehlt("datum", "Im Übergang fehlt der Tag des Falleingangs.")),
        // without a transition the day does not matter
        (None, _) => Datum::neu(2026, 1, 1).ok_or_else(|| fehlt("datum", "Bitte den Tag angeben."))?,
    };
    let mut welt = Welt::default();
    welt.lage.teams.insert(
        id(TEAM),
        Team {
            id: id(TEAM),
            name: "Team".to_owned(),
            typ: TeamTyp::Asd,
            leitung: None,
            standort: String::new(),
            telefon: String::new(),
            email: String::new(),
            sektoren: vec![Sektor::Jugendhilfe],
            raeume: Vec::new(),
            version: 1,
        },
    );
    let mut raeume: BTreeMap<String, u128> = BTreeMap::new();
    for r in &e.raeume {
        let nr = 500_000 + raeume.len() as u128;
        let nr = *raeume.entry(base::suchform(&r.raum)).or_insert(nr);
        welt.regel(Inhalt::Raum(id(nr)), &r.stelle);
    }
    for b in &e.buchstaben {
        welt.regel(Inhalt::Abc(b.bereich.clone()), &b.stelle);
    }
    for s in &e.spezialdienste {
        welt.regel(Inhalt::Spezial(s.merkmal.clone(), None), &s.stelle);
    }
    let raumname = voll(e.raum).unwrap_or_default();
    let raum: Id<Raumeinheit> = id(raeume.get(&base::suchform(&raumname)).copied().unwrap_or(499_999));
    let mut frage = Frage::neu(raum, Sektor::Jugendhilfe, heute);
    frage.nachname = voll(e.nachname);
    frage.spezial = voll(e.spezial);
    frage.offener_fall = e.offener_fall.map(|o| OffenerFall {
        fachkraft: id(welt.nr(&o.stelle)),
        vertretung: None,
        uebergeben: o.uebergeben,
    });
    frage.haushalt = e.haushalt.map(|h| Haushalt {
        fachkraft: id(welt.nr(&h.stelle)),
        hat_kapazitaet: h.hat_kapazitaet.unwrap_or(true),
    });
    let kette = [RaumKurz {
        id: raum,
        code: raumname.clone(),
        name: raumname,
        ebene: "SOZIALRAUM".to_owned(),
    }];
    let umstaende = Umstaende {
        lage: &welt.lage,
        zuweisung: Zuweisung {
            regel: match e.regel {
                RegelEin::Raum => Regel::Raum,
                RegelEin::Abc => Regel::Abc,
                RegelEin::Misch => Regel::Misch,
            },
            stichtag: e.stichtag.map(|t| t.0),
            bestandsschutz_monate: 0,
        },
        partikel_ignorieren: partikel,
        kette: &kette,
    };
    let z = ermitteln(&umstaende, &frage);
    let Some(wer) = &z.zustaendig else {
        let ort = if frage.nachname.is_none() && e.regel != RegelEin::Raum {
            "nachname"
        } else {
            "raum"
        };
        return Err(fehlt(ort, "Dafür ist niemand eingetragen."));
    };
    let teil = |t: &team::Teilergebnis| t.gesicht.as_ref().map(|g| g.name.clone());
    Ok(Fertig {
        ergebnis: ZuweisungAus {
            stelle: Some(wer.name.clone()),
            regel: z.regel.code(),
            nach_abc: z.beide.as_ref().and_then(|b| teil(&b.0)),
            nach_raum: z.beide.as_ref().and_then(|b| teil(&b.1)),
        },
        schritte: z
            .schritte
            .iter()
            .map(|s| schritt(s.text.clone(), &s.norm))
            .collect(),
    })
}
