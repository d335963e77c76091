//! Who is responsible inside the authority (Fachkonzept 3.5), and the minutes of a team (6.5).

use std::collections::BTreeMap;

use amt::go::{Regel, Sektor, Zuweisung, modell::TeamTyp};
use base::{Befund, Datum, Gueltigkeit, Id, Min};
use raum::{RaumKurz, Raumeinheit};
use serde::{Deserialize, Serialize};
use serde_json::json;
use team::{
    Besetzung, Fachkraft, FachkraftKurz, Frage, Haushalt, Inhalt, OffenerFall, Stelle, StelleKurz, Team,
    Zustaendigkeitsregel,
    rules::{
        Lage,
        kapazitaet::{self, Angaben},
        pool::{self, Bereich, Fall, Gruppe},
        zustaendigkeit::{Umstaende, ermitteln},
    },
};
use utoipa::ToSchema;
use uuid::Uuid;
use zuordnung::abc::{AbcRegel, Buchstabenbereich};

use super::{
    Fertig, Gerechnet, Kopf, Rechner, schritt,
    werte::{Anteil, Dezimal, Tag, quotient, zahl},
};

pub(super) fn zuweisung() -> Vec<Rechner> {
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

pub(super) fn einsatz() -> Vec<Rechner> {
    vec![
        Rechner::neu(
            Kopf {
                name: "kapazitaet",
                titel: "Kapazität eines Teams",
                zweck: "Wie viele Stunden hat das Team, und wofür?",
                norm: "Fachkonzept 6.5, GO team.fua_anteil_bp, team.fue_anteil_bp",
            },
            json!({
                "arbeitstage": 250, "urlaub": 30, "krankheit": 10, "fortbildung": 5,
                "stunden_je_tag": 7.8, "vzae": 4.5, "fua_anteil_bp": 1000, "fue_anteil_bp": 1500
            }),
            kapazitaet_rechnen,
        ),
        Rechner::neu(
            Kopf {
                name: "pool",
                titel: "Minuten einer Woche verteilen",
                zweck: "Wer bekommt wie viele Minuten aus dem Pool des Teams?",
                norm: "Fachkonzept 6.5",
            },
            json!({
                "pool": 6000,
                "faelle": [
                    {"aktenzeichen": "G1", "bereich": "GEFAEHRDUNG", "min": 300, "angefragt": 600},
                    {"aktenzeichen": "L1", "bereich": "LEISTUNG", "min": 240, "angefragt": 480},
                    {"aktenzeichen": "L2", "bereich": "LEISTUNG", "min": 180, "angefragt": 180},
                    {"aktenzeichen": "übrige", "bereich": "LEISTUNG", "min": 4000, "angefragt": 4200}
                ],
                "gruppen": [{"name": "Gruppen", "minuten": 900}]
            }),
            pool_planen,
        ),
    ]
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

/// Das Jahr einer Vollzeitstelle und das Team.
#[derive(Debug, Deserialize, ToSchema)]
struct KapazitaetEin {
    /// Arbeitstage im Jahr.
    arbeitstage: u32,
    /// Urlaubstage.
    #[serde(default)]
    urlaub: u32,
    /// Krankheitstage.
    #[serde(default)]
    krankheit: u32,
    /// Fortbildungstage.
    #[serde(default)]
    fortbildung: u32,
    /// Stunden je Tag.
    stunden_je_tag: Dezimal,
    /// Vollzeitstellen. Ohne Angabe eine.
    vzae: Option<Dezimal>,
    /// Anteil fallunabhängig. In Basispunkten; ohne Angabe 1000.
    fua_anteil_bp: Option<Anteil>,
    /// Anteil fallübergreifend. In Basispunkten; ohne Angabe 1500.
    fue_anteil_bp: Option<Anteil>,
    /// Wochen im Jahr. Ohne Angabe 52.
    wochen: Option<u32>,
}

/// Die Stunden.
#[derive(Debug, Serialize, ToSchema)]
struct KapazitaetAus {
    /// Tage je Vollzeitstelle.
    tage: u32,
    /// Stunden je Vollzeitstelle.
    stunden_je_vzae: f64,
    /// Stunden des Teams.
    stunden_gesamt: f64,
    /// Davon fallunabhängig.
    fua: f64,
    /// Davon fallübergreifend.
    fue: f64,
    /// Davon fallspezifisch.
    fallspezifisch: f64,
    /// Fallspezifisch je Woche, Stunden auf zwei Stellen.
    fallspezifisch_je_woche: f64,
    /// Fallspezifisch je Woche, ganze Minuten: der Pool.
    minuten_je_woche: i64,
}

fn kapazitaet_rechnen(e: KapazitaetEin) -> Gerechnet<KapazitaetAus> {
    let tausendstel = |d: Dezimal, ort: &str| {
        d.teile(3).ok_or_else(|| {
            let text = "Bitte höchstens drei Stellen hinter dem Komma.";
            vec![Befund::neu("GO-E02", text).an(ort)]
        })
    };
    let anteil = |a: Option<Anteil>, sonst| a.map_or(base::Bp(sonst), |a| a.0);
    let a = Angaben {
        arbeitstage: e.arbeitstage,
        urlaub: e.urlaub,
        krankheit: e.krankheit,
        fortbildung: e.fortbildung,
        stunden_je_tag: tausendstel(e.stunden_je_tag, "stunden_je_tag")?,
        vzae: e.vzae.map_or(Ok(1_000), |v| tausendstel(v, "vzae"))?,
        fua: anteil(e.fua_anteil_bp, 1_000),
        fue: anteil(e.fue_anteil_bp, 1_500),
        wochen: e.wochen.unwrap_or(52),
    };
    let k = kapazitaet::rechnen(&a)?;
    let stunden = |teile: i128| quotient(teile, kapazitaet::TEILE, 6).unwrap_or_default();
    Ok(Fertig {
        schritte: vec![
            schritt(
                format!(
                    "{} Arbeitstage − {} Urlaub − {} Krankheit − {} Fortbildung = {} Tage.",
                    a.arbeitstage, a.urlaub, a.krankheit, a.fortbildung, k.tage
                ),
                "Fachkonzept 6.5",
            ),
            schritt(
                format!(
                    "{} Stunden je Vollzeitstelle, {} im Team.",
                    zahl(k.je_vzae, 3),
                    stunden(k.gesamt)
                ),
                "Fachkonzept 6.5",
            ),
            schritt(
                format!(
                    "Fallunabhängig {} Stunden, fallübergreifend {}, für Fälle {}.",
                    stunden(k.fua),
                    stunden(k.fue),
                    stunden(k.fallspezifisch)
                ),
                "GO team.fua_anteil_bp, team.fue_anteil_bp",
            ),
        ],
        ergebnis: KapazitaetAus {
            tage: k.tage,
            stunden_je_vzae: zahl(k.je_vzae, 3),
            stunden_gesamt: stunden(k.gesamt),
            fua: stunden(k.fua),
            fue: stunden(k.fue),
            fallspezifisch: stunden(k.fallspezifisch),
            fallspezifisch_je_woche: zahl(k.woche_hundertstel, 2),
            minuten_je_woche: k.woche_minuten.0,
        },
    })
}

#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum BereichEin {
    Gefaehrdung,
    Grau,
    #[default]
    Leistung,
}

/// Ein Fall mit seinem Korridor.
#[derive(Debug, Deserialize, ToSchema)]
struct FallEin {
    /// Aktenzeichen.
    aktenzeichen: String,
    /// Bereich. Ohne Angabe Leistung.
    bereich: Option<BereichEin>,
    /// Priorität. 1 vor 3; ohne Angabe 2.
    prioritaet: Option<u8>,
    /// Minuten mindestens.
    min: i64,
    /// Minuten höchstens. Aus dem Hilfeplan.
    max: Option<i64>,
    /// Angefragt. Ohne Angabe so viel wie mindestens.
    #[serde(alias = "gewuenscht", alias = "requested")]
    angefragt: Option<i64>,
}

/// Eine Gruppe oder ein Projekt.
#[derive(Debug, Deserialize, ToSchema)]
struct GruppeEin {
    /// Name.
    name: String,
    /// Feste Minuten.
    #[serde(alias = "fest")]
    minuten: i64,
    /// Angefragt. Wenn mehr gewünscht ist.
    angefragt: Option<i64>,
}

/// Der Pool einer Woche und wer daraus braucht.
#[derive(Debug, Deserialize, ToSchema)]
struct PoolEin {
    /// Pool. Minuten der Woche.
    pool: i64,
    /// Fälle.
    #[serde(default)]
    faelle: Vec<FallEin>,
    /// Gruppen und Projekte.
    #[serde(default)]
    gruppen: Vec<GruppeEin>,
}

/// Was einer bekommt.
#[derive(Debug, Serialize, ToSchema)]
struct ZuteilungAus {
    /// Aktenzeichen oder Name.
    name: String,
    /// Minuten der Woche.
    minuten: i64,
    /// Davon über dem Mindesten.
    dazu: i64,
    /// Die Anfrage liegt außerhalb des Korridors: Aufgabe an den ASD.
    an_asd: bool,
}

/// Der Plan der Woche.
#[derive(Debug, Serialize, ToSchema)]
struct PoolAus {
    /// Mindestens vereinbart, in Minuten.
    mindestens: i64,
    /// Darüber hinaus verteilt, in Minuten.
    verteilt: i64,
    /// Übrig; geht nicht in die nächste Woche.
    uebrig: i64,
    /// Fälle in der Reihenfolge der Eingabe.
    faelle: Vec<ZuteilungAus>,
    /// Gruppen in der Reihenfolge der Eingabe.
    gruppen: Vec<ZuteilungAus>,
}

fn pool_planen(e: PoolEin) -> Gerechnet<PoolAus> {
    let faelle: Vec<Fall> = e
        .faelle
        .into_iter()
        .map(|f| Fall {
            aktenzeichen: f.aktenzeichen,
            bereich: match f.bereich.unwrap_or_default() {
                BereichEin::Gefaehrdung => Bereich::Gefaehrdung,
                BereichEin::Grau => Bereich::Grau,
                BereichEin::Leistung => Bereich::Leistung,
            },
            prioritaet: f.prioritaet.unwrap_or(2),
            min: Min(f.min),
            max: f.max.map(Min),
            angefragt: Min(f.angefragt.unwrap_or(f.min)),
        })
        .collect();
    let gruppen: Vec<Gruppe> = e
        .gruppen
        .into_iter()
        .map(|g| Gruppe {
            name: g.name,
            fest: Min(g.minuten),
            angefragt: Min(g.angefragt.unwrap_or(g.minuten)),
        })
        .collect();
    let p = pool::planen(Min(e.pool), &faelle, &gruppen)?;
    let mut weg = vec![schritt(
        format!(
            "Mindestens vereinbart sind {} Minuten, im Pool {}; frei sind {}.",
            p.mindestens.0,
            e.pool,
            e.pool - p.mindestens.0
        ),
        "Fachkonzept 6.5",
    )];
    weg.push(schritt(
        "Frei verteilt wird zuerst an Gefährdung, dann Grau, dann Leistung, dann Gruppen; darin nach Priorität und Aktenzeichen.",
        "Fachkonzept 6.5 Regel 2",
    ));
    for (f, z) in faelle.iter().zip(&p.faelle) {
        if z.an_asd {
            let text = format!(
                "{}: {} Minuten liegen außerhalb des Korridors. Das Team kann das nicht entscheiden; Aufgabe an den ASD.",
                f.aktenzeichen, f.angefragt.0
            );
            weg.push(schritt(text, "Fachkonzept 6.5 Regel 3, 4.5 H15"));
        } else if z.dazu.0 > 0 {
            let text = format!(
                "{}: {} Minuten dazu, zusammen {}.",
                f.aktenzeichen, z.dazu.0, z.minuten.0
            );
            weg.push(schritt(text, "Fachkonzept 6.5 Regel 2"));
        }
    }
    let aus = |name: &str, z: &pool::Zuteilung| ZuteilungAus {
        name: name.to_owned(),
        minuten: z.minuten.0,
        dazu: z.dazu.0,
        an_asd: z.an_asd,
    };
    Ok(Fertig {
        ergebnis: PoolAus {
            mindestens: p.mindestens.0,
            verteilt: p.verteilt.0,
            uebrig: p.uebrig.0,
            faelle: faelle
                .iter()
                .zip(&p.faelle)
                .map(|(f, z)| aus(&f.aktenzeichen, z))
                .collect(),
            gruppen: gruppen
                .iter()
                .zip(&p.gruppen)
                .map(|(g, z)| aus(&g.name, z))
                .collect(),
        },
        schritte: weg,
    })
}
