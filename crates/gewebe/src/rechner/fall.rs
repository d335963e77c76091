//! Calculations around a case (Fachkonzept 3.6, 4.7, 4.9, 4.12, 4.15).

use base::{Befund, Cent};
use fall::rules::{
    fall::{
        mehrfach,
        pooling::{self, Antwort, Leistung, Poolwunsch},
    },
    rechnen::{
        gas::{self, Stufe},
        hundertstel,
        pseudonym::{self, Person},
        zielerreichung::{Bewertung, Zaehlung},
        zustaendigkeit86::{self as para86, Elternteil, Frage, Sorge, Zuletzt},
    },
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::{
    Fertig, Gerechnet, Kopf, Rechner, schritt,
    werte::{Anteil, Betrag, Tag, zahl},
};

pub(super) fn alle() -> Vec<Rechner> {
    vec![
        Rechner::neu(
            Kopf {
                name: "zustaendigkeit86",
                titel: "Örtliche Zuständigkeit nach § 86 SGB VIII",
                zweck: "Welcher Träger ist zuständig? Ein Vorschlag; ein Mensch bestätigt ihn.",
                norm: "§§ 86, 86d SGB VIII",
            },
            json!({
                "mutter": {"ort": "Norderstedt"}, "vater": {"ort": "Hamburg"},
                "sorge": "GEMEINSAM", "kind_zuletzt_bei": "VATER"
            }),
            zustaendigkeit86,
        ),
        Rechner::neu(
            Kopf {
                name: "gas",
                titel: "Zielerreichung nach Stufen (GAS)",
                zweck: "Was ergibt sich aus den Stufen der Ziele als T-Wert?",
                norm: "Fachkonzept 4.15",
            },
            json!({
                "ziele": [
                    {"gewicht": 3, "ergebnis": 1, "ausgang": -1},
                    {"gewicht": 2, "ergebnis": 0, "ausgang": -1},
                    {"gewicht": 1, "ergebnis": -1, "ausgang": -1}
                ]
            }),
            gas_rechnen,
        ),
        Rechner::neu(
            Kopf {
                name: "zielerreichung",
                titel: "Zielerreichungsgrad",
                zweck: "Welcher Teil der Ziele wurde erreicht?",
                norm: "Fachkonzept 4.15",
            },
            json!({"voll": 3, "teilweise": 2, "nicht": 1}),
            zielerreichung,
        ),
        Rechner::neu(
            Kopf {
                name: "pooling",
                titel: "Gemeinsame Leistung (Pooling)",
                zweck: "Muss, darf oder kann eine Leistung gemeinsam erbracht werden?",
                norm: "§ 104 Abs. 3 S. 4, § 112 Abs. 4, § 116 Abs. 2, 3 SGB IX",
            },
            json!({"leistung": "ASSISTENZ_SOZIALE_BEZIEHUNGEN", "wohnbezogen": true, "wunsch": "EINZELN", "zumutbar": "JA", "vereinbarung_vorhanden": true}),
            pooling_pruefen,
        ),
        Rechner::neu(
            Kopf {
                name: "mehrfachhilfen",
                titel: "Mehrfachhilfen",
                zweck: "Lohnt sich ein Gespräch über das Bündeln, und was ändert es?",
                norm: "Fachkonzept 4.7, GO fall.mehrfachhilfen_schwelle",
            },
            json!({
                "vorher": ["420.00", "385.00", "610.00", "299.00", "540.00", "475.00", "331.00"],
                "nachher": ["980.00", "615.00"]
            }),
            mehrfachhilfen,
        ),
        Rechner::neu(
            Kopf {
                name: "pseudonymisieren",
                titel: "Pseudonymisieren",
                zweck: "Was hört eine Runde mit freien Trägern statt der Namen?",
                norm: "§ 64 Abs. 2a SGB VIII, RL-07",
            },
            json!({
                "stichtag": "2026-11-21",
                "personen": [{
                    "name": "Leon Müller", "rolle": "Kind", "geburtsdatum": "14.03.2015",
                    "adresse": "Buchenweg 17", "einrichtung": "Grundschule X"
                }]
            }),
            pseudonymisieren,
        ),
    ]
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum Lage {
    #[default]
    Inland,
    Ausland,
    Verstorben,
    Unbekannt,
}

/// Ein Elternteil.
#[derive(Debug, Default, Deserialize, ToSchema)]
struct ElternteilEin {
    /// Ort des gewöhnlichen Aufenthalts.
    #[serde(alias = "ga")]
    ort: Option<String>,
    /// Lage. Ohne Ort und ohne Angabe: unbekannt.
    lage: Option<Lage>,
}

impl ElternteilEin {
    fn lesen(e: Option<Self>) -> Elternteil {
        let e = e.unwrap_or_default();
        match (e.lage.unwrap_or_default(), e.ort.filter(|o| !o.trim().is_empty())) {
            (Lage::Inland, Some(ort)) => Elternteil::Inland(ort.trim().to_owned()),
            (Lage::Ausland, _) => Elternteil::Ausland,
            (Lage::Verstorben, _) => Elternteil::Verstorben,
            _ => Elternteil::Unbekannt,
        }
    }
}

#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum SorgeEin {
    Mutter,
    Vater,
    Gemeinsam,
    #[serde(alias = "KEIN")]
    Keiner,
}

#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum ZuletztEin {
    Mutter,
    Vater,
    BeideDannMutter,
    BeideDannVater,
    Keiner,
}

/// Was für die Zuständigkeit zählt.
#[derive(Debug, Deserialize, ToSchema)]
struct Frage86 {
    /// Mutter.
    mutter: Option<ElternteilEin>,
    /// Vater.
    vater: Option<ElternteilEin>,
    /// Vaterschaft ist festgestellt. Ohne Angabe ja.
    vaterschaft_festgestellt: Option<bool>,
    /// Personensorge.
    sorge: Option<SorgeEin>,
    /// Kind zuletzt bei. Gewöhnlicher Aufenthalt in den sechs Monaten vor Beginn.
    kind_zuletzt_bei: Option<ZuletztEin>,
    /// Gewöhnlicher Aufenthalt des Kindes vor Beginn.
    kind_ort: Option<String>,
    /// Tatsächlicher Aufenthalt des Kindes.
    kind_aufenthalt: Option<String>,
    /// Ort der Pflegeperson. Nur wenn das Kind seit zwei Jahren dort lebt und bleiben soll.
    pflegeperson_ort: Option<String>,
    /// Monate bei der Pflegeperson. Ohne Angabe mindestens 24.
    pflege_monate: Option<u32>,
    /// Verbleib bei der Pflegeperson ist auf Dauer zu erwarten. Ohne Angabe ja.
    pflege_auf_dauer: Option<bool>,
    /// Ort bei Asylantrag. Tatsächlicher Aufenthalt oder Zuweisung eines minderjährigen Asylsuchenden.
    asyl_ort: Option<String>,
    /// Eltern haben sich nach Beginn getrennt.
    trennung_nach_beginn: Option<bool>,
    /// Bisher zuständiger Ort. Bei Trennung nach Beginn.
    bisher_zustaendig: Option<String>,
}

/// Der Vorschlag.
#[derive(Debug, Serialize, ToSchema)]
struct Antwort86 {
    /// Ort, dessen Träger zuständig ist.
    zustaendig: Option<String>,
    /// Vorschrift.
    norm: &'static str,
    /// Nummer der Prüfung im Fachkonzept 3.6.
    pruefung: u8,
    /// Nur vorläufig (§ 86d).
    vorlaeufig: bool,
    /// Ein Mensch muss bestätigen; immer wahr.
    bestaetigung_noetig: bool,
}

fn zustaendigkeit86(e: Frage86) -> Gerechnet<Antwort86> {
    let voll = |o: Option<String>| o.filter(|t| !t.trim().is_empty());
    let dauerpflege = e.pflege_monate.unwrap_or(24) >= 24 && e.pflege_auf_dauer.unwrap_or(true);
    let getrennt_bisher = if e.trennung_nach_beginn == Some(true) {
        let b = voll(e.bisher_zustaendig);
        Some(b.ok_or_else(|| {
            let text = "Bitte angeben, welcher Ort bisher zuständig war.";
            vec![Befund::neu("RAUM-E50", text).an("bisher_zustaendig")]
        })?)
    } else {
        None
    };
    let frage = Frage {
        mutter: ElternteilEin::lesen(e.mutter),
        vater: ElternteilEin::lesen(e.vater),
        vaterschaft: e.vaterschaft_festgestellt.unwrap_or(true),
        sorge: e.sorge.map(|s| match s {
            SorgeEin::Mutter => Sorge::Mutter,
            SorgeEin::Vater => Sorge::Vater,
            SorgeEin::Gemeinsam => Sorge::Gemeinsam,
            SorgeEin::Keiner => Sorge::Keiner,
        }),
        zuletzt: e.kind_zuletzt_bei.map(|z| match z {
            ZuletztEin::Mutter => Zuletzt::Mutter,
            ZuletztEin::Vater => Zuletzt::Vater,
            ZuletztEin::BeideDannMutter => Zuletzt::BeideDannMutter,
            ZuletztEin::BeideDannVater => Zuletzt::BeideDannVater,
            ZuletztEin::Keiner => Zuletzt::Keiner,
        }),
        kind_ort: voll(e.kind_ort),
        aufenthalt: voll(e.kind_aufenthalt),
        dauerpflege: voll(e.pflegeperson_ort).filter(|_| dauerpflege),
        asyl: voll(e.asyl_ort),
        getrennt_bisher,
    };
    let v = para86::vorschlag(&frage);
    Ok(Fertig {
        ergebnis: Antwort86 {
            zustaendig: v.ort,
            norm: v.norm,
            pruefung: v.zeile,
            vorlaeufig: v.vorlaeufig,
            bestaetigung_noetig: true,
        },
        schritte: vec![
            schritt(v.grund, v.norm),
            schritt(
                "Das ist ein Vorschlag. Eine Fachkraft bestätigt die Zuständigkeit.",
                "Fachkonzept 3.6",
            ),
        ],
    })
}

/// Ein Ziel mit Gewicht und Stufe.
#[derive(Debug, Deserialize, ToSchema)]
struct ZielEin {
    /// Gewicht. 1 bis 5.
    #[schema(minimum = 1, maximum = 5)]
    gewicht: u8,
    /// Ergebnis. Stufe von -2 bis +2.
    #[serde(alias = "ist", alias = "stufe")]
    #[schema(minimum = -2, maximum = 2)]
    ergebnis: i8,
    /// Ausgang. Stufe am Anfang, für die Veränderung.
    #[schema(minimum = -2, maximum = 2)]
    ausgang: Option<i8>,
}

/// Die Ziele.
#[derive(Debug, Deserialize, ToSchema)]
struct GasEin {
    /// Ziele.
    ziele: Vec<ZielEin>,
    /// Rho. Zusammenhang der Ziele in Basispunkten; ohne Angabe 3000.
    #[serde(alias = "gas_rho_bp")]
    rho_bp: Option<Anteil>,
}

/// Der T-Wert.
#[derive(Debug, Serialize, ToSchema)]
struct GasAus {
    /// T-Wert auf zwei Stellen; 50 heißt: wie vereinbart.
    t: f64,
    /// T-Wert am Anfang.
    t_ausgang: Option<f64>,
    /// Veränderung.
    veraenderung: Option<f64>,
    /// Summe der gewichteten Stufen.
    summe_gewichtet: i64,
    /// Was unter der Wurzel steht.
    unter_der_wurzel: f64,
}

fn gas_rechnen(e: GasEin) -> Gerechnet<GasAus> {
    let ziele: Vec<Stufe> = e
        .ziele
        .iter()
        .map(|z| Stufe {
            gewicht: z.gewicht,
            ergebnis: z.ergebnis,
        })
        .collect();
    let ausgang: Option<Vec<Stufe>> = e
        .ziele
        .iter()
        .map(|z| {
            z.ausgang.map(|a| Stufe {
                gewicht: z.gewicht,
                ergebnis: a,
            })
        })
        .collect();
    let rho = e.rho_bp.map_or(gas::RHO_BP, |a| a.0.0);
    let mut befunde = stellen(gas::pruefen(&ziele), "ergebnis");
    if let Some(a) = &ausgang {
        befunde.extend(
            stellen(gas::pruefen(a), "ausgang")
                .into_iter()
                .filter(|b| b.ort.ends_with("ausgang")),
        );
    }
    if !(0..=10_000).contains(&rho) {
        befunde.push(Befund::neu("FALL-E140", "Rho liegt zwischen 0 und 10000 Basispunkten.").an("rho_bp"));
    }
    if ziele.is_empty() {
        befunde.push(Befund::neu("FALL-E140", "Bitte mindestens ein Ziel angeben.").an("ziele"));
    }
    if !befunde.is_empty() {
        return Err(befunde);
    }
    let kein = || vec![Befund::neu("FALL-E140", "Das lässt sich nicht rechnen.").an("ziele")];
    let s = gas::summen(&ziele, rho).ok_or_else(kein)?;
    let t = gas::t_wert(&ziele, rho).ok_or_else(kein)?;
    let ausgang = ausgang
        .filter(|a| !a.is_empty())
        .and_then(|a| gas::t_wert(&a, rho));
    let mut weg = vec![
        schritt(
            format!(
                "Σ(Gewicht × Stufe) = {}; Σ Gewicht² = {}; (Σ Gewicht)² = {}.",
                s.gewichtet, s.quadrate, s.quadrat
            ),
            "Fachkonzept 4.15",
        ),
        schritt(
            format!(
                "T = 50 + 10 · {} / √{} = {}.",
                s.gewichtet,
                zahl(s.wurzel_bp, 4).to_string().replace('.', ","),
                hundertstel(t)
            ),
            "Fachkonzept 4.15, 0.4",
        ),
    ];
    if let Some(a) = ausgang {
        weg.push(schritt(
            format!(
                "Am Anfang T = {}; Veränderung {}.",
                hundertstel(a),
                hundertstel(t - a)
            ),
            "Fachkonzept 4.15",
        ));
    }
    weg.push(schritt(
        "Eine Zahl zum Gespräch, keine Bewertung einer Person.",
        "RL-05",
    ));
    Ok(Fertig {
        ergebnis: GasAus {
            t: zahl(t, 2),
            t_ausgang: ausgang.map(|a| zahl(a, 2)),
            veraenderung: ausgang.map(|a| zahl(t - a, 2)),
            summe_gewichtet: s.gewichtet,
            unter_der_wurzel: zahl(s.wurzel_bp, 4),
        },
        schritte: weg,
    })
}

/// `ergebnis-1` of the rule is `/ziele/1/ergebnis` of the input.
fn stellen(befunde: Vec<Befund>, feld: &str) -> Vec<Befund> {
    befunde
        .into_iter()
        .map(|b| {
            let (name, nummer) = b.ort.split_once('-').unwrap_or((&b.ort, "0"));
            let name = if name == "ergebnis" { feld } else { name };
            let ort = format!("/ziele/{nummer}/{name}");
            b.an(ort)
        })
        .collect()
}

#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum BewertungEin {
    Voll,
    Teilweise,
    Nicht,
}

/// Wie viele Ziele wie bewertet wurden.
#[derive(Debug, Deserialize, ToSchema)]
struct ZielerreichungEin {
    /// Voll erreicht.
    voll: Option<u32>,
    /// Teilweise erreicht.
    teilweise: Option<u32>,
    /// Nicht erreicht.
    nicht: Option<u32>,
    /// Bewertungen einzeln. Statt der Zahlen: VOLL, TEILWEISE oder NICHT.
    #[serde(default, alias = "ziele")]
    bewertungen: Vec<BewertungEin>,
}

/// Der Grad.
#[derive(Debug, Serialize, ToSchema)]
struct ZielerreichungAus {
    /// Zielerreichungsgrad in Prozent, auf zwei Stellen.
    grad: f64,
    /// Bewertete Ziele.
    ziele: u64,
}

fn zielerreichung(e: ZielerreichungEin) -> Gerechnet<ZielerreichungAus> {
    let z = if e.bewertungen.is_empty() {
        Zaehlung {
            voll: e.voll.unwrap_or(0),
            teilweise: e.teilweise.unwrap_or(0),
            nicht: e.nicht.unwrap_or(0),
        }
    } else {
        let b: Vec<Bewertung> = e
            .bewertungen
            .iter()
            .map(|b| match b {
                BewertungEin::Voll => Bewertung::Voll,
                BewertungEin::Teilweise => Bewertung::Teilweise,
                BewertungEin::Nicht => Bewertung::Nicht,
            })
            .collect();
        Zaehlung::von(&b)
    };
    let grad = z
        .grad()
        .ok_or_else(|| vec![Befund::neu("FALL-E141", "Es ist noch kein Ziel bewertet.").an("voll")])?;
    Ok(Fertig {
        ergebnis: ZielerreichungAus {
            grad: zahl(grad, 2),
            ziele: z.alle(),
        },
        schritte: vec![schritt(
            format!(
                "({} × 100 + {} × 50) / {} = {} %.",
                z.voll,
                z.teilweise,
                z.alle(),
                hundertstel(grad)
            ),
            "Fachkonzept 4.15",
        )],
    })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum LeistungEin {
    /// Assistenz
    Assistenz,
    /// Assistenz bei sozialen Beziehungen
    AssistenzSozialeBeziehungen,
    /// Assistenz bei der persönlichen Lebensplanung
    AssistenzLebensplanung,
    /// Heilpädagogik
    Heilpaedagogik,
    /// praktische Fähigkeiten
    PraktischeFaehigkeiten,
    /// Verständigung
    Verstaendigung,
    /// Beförderung
    Befoerderung,
    /// Erreichbarkeit
    Erreichbarkeit,
    /// Schulbegleitung
    Schulbegleitung,
    /// Freizeit
    Freizeit,
    /// etwas anderes
    Andere,
}

#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum WunschEin {
    Gemeinsam,
    Einzeln,
    Egal,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum JaNein {
    Ja,
    Nein,
}

/// Eine Leistung für eine Person.
#[derive(Debug, Deserialize, ToSchema)]
struct PoolingEin {
    /// Leistung.
    leistung: LeistungEin,
    /// In der eigenen Wohnung oder besonderen Wohnform. Ohne Angabe ja bei sozialen Beziehungen und Lebensplanung.
    wohnbezogen: Option<bool>,
    /// Wunsch der Person.
    wunsch: WunschEin,
    /// Zumutbar.
    zumutbar: JaNein,
    /// Vereinbarung mit dem Anbieter.
    vereinbarung_vorhanden: Option<bool>,
    /// Ziele sind auch gemeinsam erreichbar. Ohne Angabe ja.
    ziele_erreichbar: Option<bool>,
}

/// Die Antwort mit ihrer Vorschrift.
#[derive(Debug, Serialize, ToSchema)]
struct PoolingAus {
    /// GEMEINSAM (muss), MOEGLICH (darf) oder NICHT.
    antwort: &'static str,
    /// Gemeinsame Erbringung ist erlaubt.
    poolbar: bool,
    /// Vorschrift.
    norm: &'static str,
}

fn pooling_pruefen(e: PoolingEin) -> Gerechnet<PoolingAus> {
    use LeistungEin as L;
    let nah = matches!(
        e.leistung,
        L::AssistenzSozialeBeziehungen | L::AssistenzLebensplanung
    );
    let leistung = match e.leistung {
        _ if nah && e.wohnbezogen.unwrap_or(true) => Leistung::AssistenzImWohnen,
        // help to take part in leisure is Assistenz (§ 78 Abs. 1 S. 2 SGB IX)
        L::Assistenz | L::AssistenzSozialeBeziehungen | L::AssistenzLebensplanung | L::Freizeit => {
            Leistung::Assistenz
        }
        L::Heilpaedagogik => Leistung::Heilpaedagogik,
        L::PraktischeFaehigkeiten => Leistung::PraktischeFaehigkeiten,
        L::Verstaendigung => Leistung::Verstaendigung,
        L::Befoerderung => Leistung::Befoerderung,
        L::Erreichbarkeit => Leistung::Erreichbarkeit,
        L::Schulbegleitung => Leistung::Schulbegleitung,
        L::Andere => Leistung::Andere,
    };
    let frage = pooling::Frage {
        leistung,
        wunsch: match e.wunsch {
            WunschEin::Gemeinsam => Poolwunsch::Gemeinsam,
            WunschEin::Einzeln => Poolwunsch::Einzeln,
            WunschEin::Egal => Poolwunsch::Egal,
        },
        zumutbar: e.zumutbar == JaNein::Ja,
        vereinbarung: e.vereinbarung_vorhanden.unwrap_or(false),
        ziele_erreichbar: e.ziele_erreichbar.unwrap_or(true),
    };
    let (antwort, poolbar, norm, text) = match pooling::antwort(&frage) {
        Antwort::Gemeinsam(n) => (
            "GEMEINSAM",
            true,
            n,
            "Die Person wünscht es und die Ziele sind so erreichbar: Die Leistung muss gemeinsam erbracht werden.",
        ),
        Antwort::Moeglich(n) => (
            "MOEGLICH",
            true,
            n,
            "Gemeinsam ist möglich: zumutbar und vereinbart.",
        ),
        Antwort::Nicht(n) => ("NICHT", false, n, "Die Leistung wird nicht gemeinsam erbracht."),
    };
    Ok(Fertig {
        ergebnis: PoolingAus {
            antwort,
            poolbar,
            norm,
        },
        schritte: vec![schritt(text, norm)],
    })
}

/// Hilfen vorher und gebündelt, je mit Monatskosten.
#[derive(Debug, Deserialize, ToSchema)]
struct MehrfachEin {
    /// Hilfen jetzt. Monatskosten jeder Hilfe.
    #[serde(alias = "bausteine")]
    vorher: Vec<Betrag>,
    /// Hilfen gebündelt. Monatskosten; leer, wenn nur geprüft wird.
    #[serde(default, alias = "gebuendelt")]
    nachher: Vec<Betrag>,
    /// Schwelle. Ab mehr als so vielen Hilfen wird ein Gespräch empfohlen; ohne Angabe 3.
    schwelle: Option<u32>,
}

/// Der Vergleich.
#[derive(Debug, Serialize, ToSchema)]
struct MehrfachAus {
    /// Eine Fallkonferenz zum Bündeln wird empfohlen.
    empfohlen: bool,
    /// Hilfen jetzt.
    anzahl: usize,
    /// Kosten jetzt im Monat, in Cent.
    vorher: i64,
    /// Kosten gebündelt im Monat, in Cent.
    nachher: Option<i64>,
    /// Ersparnis im Monat, in Cent.
    ersparnis_monat: Option<i64>,
    /// Ersparnis im Jahr, in Cent.
    ersparnis_jahr: Option<i64>,
}

fn mehrfachhilfen(e: MehrfachEin) -> Gerechnet<MehrfachAus> {
    const GRENZE: u64 = 1_000_000_000_000;
    let cent = |b: &[Betrag]| b.iter().map(|b| b.0).collect::<Vec<Cent>>();
    let (vorher, nachher) = (cent(&e.vorher), cent(&e.nachher));
    let zu_gross = |(i, c): (usize, &Cent)| (c.0.unsigned_abs() > GRENZE).then_some(i);
    if let Some(i) = vorher.iter().enumerate().find_map(zu_gross) {
        return Err(super::haushalt::zu_gross(&format!("/vorher/{i}")));
    }
    if let Some(i) = nachher.iter().enumerate().find_map(zu_gross) {
        return Err(super::haushalt::zu_gross(&format!("/nachher/{i}")));
    }
    let schwelle = e.schwelle.unwrap_or(3);
    let empfohlen = mehrfach::empfohlen(vorher.len(), schwelle as usize);
    let v = mehrfach::vergleich(&vorher, &nachher);
    let gebuendelt = !nachher.is_empty();
    let mut weg = vec![schritt(
        if empfohlen {
            format!(
                "{} Hilfen sind mehr als {schwelle}: Eine Fallkonferenz zum Bündeln wird empfohlen.",
                vorher.len()
            )
        } else {
            format!("{} Hilfen sind nicht mehr als {schwelle}.", vorher.len())
        },
        "GO fall.mehrfachhilfen_schwelle",
    )];
    if gebuendelt {
        weg.push(schritt(
            format!(
                "Vorher {} im Monat, gebündelt {}: {} weniger im Monat, {} im Jahr.",
                v.vorher, v.nachher, v.monat, v.jahr
            ),
            "Fachkonzept 4.7",
        ));
    }
    weg.push(schritt(
        "Das ist ein Anlass zum Gespräch, kein Grund für eine Ablehnung.",
        "RL-01",
    ));
    Ok(Fertig {
        ergebnis: MehrfachAus {
            empfohlen,
            anzahl: vorher.len(),
            vorher: v.vorher.0,
            nachher: gebuendelt.then_some(v.nachher.0),
            ersparnis_monat: gebuendelt.then_some(v.monat.0),
            ersparnis_jahr: gebuendelt.then_some(v.jahr.0),
        },
        schritte: weg,
    })
}

/// Eine Person, wie sie bekannt ist.
#[derive(Debug, Deserialize, ToSchema)]
struct PersonEin {
    /// Name.
    name: String,
    /// Rolle. Zum Beispiel Kind, Mutter oder Vater; ohne Angabe Kind unter 14, sonst Person.
    rolle: Option<String>,
    /// Geburtsdatum.
    geburtsdatum: Option<Tag>,
    /// Adresse. Straße und Hausnummer.
    adresse: Option<String>,
    /// Sozialraum. Sein Name; ohne Angabe steht dort ein Auslassungszeichen.
    sozialraum: Option<String>,
    /// Einrichtung. Name der Schule oder Kita.
    einrichtung: Option<String>,
    /// Art der Einrichtung. Ohne Angabe aus dem Namen.
    einrichtung_art: Option<String>,
}

/// Personen und ein Text.
#[derive(Debug, Deserialize, ToSchema)]
struct PseudonymEin {
    /// Stichtag. Für das Alter.
    #[serde(alias = "datum", alias = "heute")]
    stichtag: Tag,
    /// Personen.
    personen: Vec<PersonEin>,
    /// Text. Darin werden die Angaben ersetzt.
    text: Option<String>,
}

/// Was die Runde hört.
#[derive(Debug, Serialize, ToSchema)]
struct PseudonymAus {
    /// Eine Zeile je Person, in der Reihenfolge der Eingabe.
    zeilen: Vec<String>,
    /// Der Text mit ersetzten Angaben.
    text: Option<String>,
}

fn pseudonymisieren(e: PseudonymEin) -> Gerechnet<PseudonymAus> {
    let tag = e.stichtag.0;
    let mut personen = Vec::with_capacity(e.personen.len());
    for (i, p) in e.personen.into_iter().enumerate() {
        if p.geburtsdatum.is_some_and(|g| g.0 > tag) {
            let text = "Das Geburtsdatum liegt nach dem Stichtag.";
            return Err(vec![
                Befund::neu("FALL-E06", text).an(format!("/personen/{i}/geburtsdatum")),
            ]);
        }
        let alter = p.geburtsdatum.and_then(|g| fristen::alter_am(g.0.0, tag.0));
        let sonst = if alter.is_some_and(|a| a < 14) {
            "Kind"
        } else {
            "Person"
        };
        let einrichtung = p.einrichtung.filter(|x| !x.is_empty());
        personen.push(Person {
            name: p.name,
            rolle: rolle(p.rolle.as_deref().unwrap_or(sonst)),
            geboren: p.geburtsdatum.map(|g| g.0),
            adresse: p.adresse.unwrap_or_default(),
            sozialraum: p.sozialraum.unwrap_or_default(),
            einrichtungen: einrichtung
                .map(|x| (x, p.einrichtung_art.unwrap_or_default()))
                .into_iter()
                .collect(),
        });
    }
    let alle = pseudonym::pseudonyme(&personen, tag);
    Ok(Fertig {
        ergebnis: PseudonymAus {
            zeilen: alle.into_iter().map(|p| p.zeile).collect(),
            text: e.text.map(|t| pseudonym::text(&t, &personen, tag)),
        },
        schritte: vec![
            schritt(
                "Aus dem Namen wird die Rolle, aus dem Geburtsdatum das Alter.",
                "§ 64 Abs. 2a SGB VIII",
            ),
            schritt(
                "Aus der Adresse wird der Sozialraum, aus dem Namen der Einrichtung ihre Art.",
                "Fachkonzept 4.9",
            ),
            schritt(
                "Was niemand angegeben hat, findet der Rechner nicht. Bitte den Text noch einmal lesen.",
                "RL-07",
            ),
        ],
    })
}

/// `KIND` of a code list is `Kind` on the sheet.
fn rolle(text: &str) -> String {
    let text = text.trim();
    if text.chars().count() < 2 || text.chars().any(char::is_lowercase) {
        return text.to_owned();
    }
    let klein = text.to_lowercase().replace('_', " ");
    let mut zeichen = klein.chars();
    zeichen
        .next()
        .map_or_else(String::new, |c| c.to_uppercase().chain(zeichen).collect())
}
