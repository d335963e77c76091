//! How money moves: Umbuchung, Vorweg-Freigabe, year end (Fachkonzept 8.6).

use base::{Befund, Bp, Cent, Id};
use budget::{
    model::{Arbeitsart, Stand, Topf, TopfArt},
    rules::{
        abschluss::{self, Ergebnis},
        bewegung,
    },
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    Fertig, Gerechnet, Kopf, Rechner,
    haushalt::{beschraenkt, zu_gross},
    schritt,
    werte::{Anteil, Betrag},
};

pub(super) fn alle() -> Vec<Rechner> {
    vec![
        Rechner::neu(
            Kopf {
                name: "umbuchung",
                titel: "Umbuchung",
                zweck: "Darf ein Topf so viel abgeben? Ansprüche gehen vor.",
                norm: "Fachkonzept 8.6",
            },
            json!({"ansatz": "1800000.00", "prognose": "1677345.67", "betrag": "120000.00", "von_arbeitsart": "FALLSPEZIFISCH"}),
            umbuchen,
        ),
        Rechner::neu(
            Kopf {
                name: "vorwegfreigabe",
                titel: "Vorweg-Freigabe",
                zweck: "Reicht der Vorwegabzug für diese Freigaben?",
                norm: "Fachkonzept 8.6",
            },
            json!({"vorwegabzug": "200000.00", "freigaben": ["150000.00", "50000.00"]}),
            vorweg,
        ),
        Rechner::neu(
            Kopf {
                name: "jahresabschluss",
                titel: "Jahresabschluss",
                zweck: "Was bleibt übrig, und wer behält wie viel davon?",
                norm: "Fachkonzept 8.6",
            },
            json!({"ueberschuss": "37501.01", "bonus_bp": 5000, "ermaechtigungsuebertragung": true}),
            jahresabschluss,
        ),
    ]
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum Art {
    Fallspezifisch,
    Falluebergreifend,
    Fallunabhaengig,
    Gemischt,
}

impl From<Art> for Arbeitsart {
    fn from(a: Art) -> Self {
        match a {
            Art::Fallspezifisch => Self::Fallspezifisch,
            Art::Falluebergreifend => Self::Falluebergreifend,
            Art::Fallunabhaengig => Self::Fallunabhaengig,
            Art::Gemischt => Self::Gemischt,
        }
    }
}

/// Wer gibt, wie viel, und was er selbst braucht.
#[derive(Debug, Deserialize, ToSchema)]
struct UmbuchungEin {
    /// Ansatz des gebenden Topfs.
    ansatz: Betrag,
    /// Prognose des gebenden Topfs. Was er für Hilfen noch braucht.
    prognose: Betrag,
    /// Betrag. Was umgebucht werden soll.
    betrag: Betrag,
    /// Arbeitsart des gebenden Topfs. Ohne Angabe fallspezifisch.
    von_arbeitsart: Option<Art>,
    /// Zwischen verschiedenen Regionen.
    andere_region: Option<bool>,
    /// Beschluss liegt vor. Nur zwischen Regionen nötig.
    beschluss: Option<bool>,
}

/// Die Umbuchung geht.
#[derive(Debug, Serialize, ToSchema)]
struct UmbuchungAus {
    /// Die Umbuchung ist möglich; sonst antwortet der Rechner mit einem Problem.
    erlaubt: bool,
    /// Was dem gebenden Topf bleibt, in Cent.
    bleibt: i64,
    /// Was davon über der Prognose liegt, in Cent.
    ueber_prognose: i64,
}

fn umbuchen(e: UmbuchungEin) -> Gerechnet<UmbuchungAus> {
    beschraenkt(&[
        ("ansatz", e.ansatz.0),
        ("prognose", e.prognose.0),
        ("betrag", e.betrag.0),
    ])?;
    let topf = |nr: u128, raum: u128| Topf {
        id: Id::von(Uuid::from_u128(nr)),
        jahr: 0,
        art: TopfArt::Regional,
        raum: Some(Id::von(Uuid::from_u128(raum))),
        arbeitsart: e.von_arbeitsart.map_or(Arbeitsart::Fallspezifisch, Into::into),
        bezeichnung: String::new(),
        sortier: String::new(),
        traeger: String::new(),
        ansatz: e.ansatz.0,
        stand: Stand::default(),
        elterntopf: None,
        version: 0,
    };
    let nach = topf(2, if e.andere_region == Some(true) { 4 } else { 3 });
    bewegung::umbuchung(
        &topf(1, 3),
        &nach,
        e.betrag.0,
        e.prognose.0,
        e.beschluss.unwrap_or(false),
    )?;
    let bleibt = Cent(e.ansatz.0.0 - e.betrag.0.0);
    Ok(Fertig {
        ergebnis: UmbuchungAus {
            erlaubt: true,
            bleibt: bleibt.0,
            ueber_prognose: bleibt.0 - e.prognose.0.0,
        },
        schritte: vec![schritt(
            format!(
                "Es bleiben {bleibt}; gebraucht werden nach der Prognose {}.",
                e.prognose.0
            ),
            "Fachkonzept 8.6",
        )],
    })
}

/// Der Vorwegabzug und was daraus freigegeben wird.
#[derive(Debug, Deserialize, ToSchema)]
struct VorwegEin {
    /// Vorwegabzug.
    vorwegabzug: Betrag,
    /// Freigaben. Der Reihe nach.
    freigaben: Vec<Betrag>,
}

/// Was bleibt.
#[derive(Debug, Serialize, ToSchema)]
struct VorwegAus {
    /// Rest in Cent.
    rest: i64,
}

fn vorweg(e: VorwegEin) -> Gerechnet<VorwegAus> {
    let mut rest = e.vorwegabzug.0;
    let mut weg = Vec::new();
    for (i, f) in e.freigaben.iter().enumerate() {
        bewegung::vorweg_freigabe(rest, f.0).map_err(|b| vec![b.an(format!("/freigaben/{i}"))])?;
        rest = Cent(rest.0 - f.0.0);
        weg.push(schritt(
            format!("Freigabe {}: es bleiben {rest}.", f.0),
            "Fachkonzept 8.6",
        ));
    }
    Ok(Fertig {
        ergebnis: VorwegAus { rest: rest.0 },
        schritte: weg,
    })
}

/// Ein Topf am Ende des Jahres.
#[derive(Debug, Deserialize, ToSchema)]
struct AbschlussEin {
    /// Überschuss. Schon ausgerechnet; sonst leer lassen.
    #[serde(alias = "surplus", alias = "saldo")]
    ueberschuss: Option<Betrag>,
    /// Ansatz.
    ansatz: Option<Betrag>,
    /// Übertrag aus dem Vorjahr.
    uebertrag: Option<Betrag>,
    /// Umbuchungen. Zugänge positiv, Abgänge negativ.
    umbuchungen: Option<Betrag>,
    /// Einnahmen.
    einnahmen: Option<Betrag>,
    /// Ist.
    ist: Option<Betrag>,
    /// Verbleibendes Obligo. Wird als Rückstellung mitgenommen.
    obligo: Option<Betrag>,
    /// Anteil für Träger und Region. In Basispunkten; ohne Angabe 5000.
    bonus_bp: Option<Anteil>,
    /// Ermächtigungsübertragung beschlossen. Ohne Angabe ja.
    ermaechtigungsuebertragung: Option<bool>,
    /// Vorwegabzug. Deckt einen Fehlbetrag.
    vorwegabzug: Option<Betrag>,
}

/// Überschuss oder Fehlbetrag.
#[derive(Debug, Serialize, ToSchema)]
struct AbschlussAus {
    /// Ergebnis. UEBERSCHUSS, AUSGEGLICHEN oder FEHLBETRAG.
    art: &'static str,
    /// Saldo in Cent.
    saldo: i64,
    /// Bleibt bei Träger und Region, in Cent.
    region: i64,
    /// Geht an die Kommune, in Cent.
    kommune: i64,
    /// Aus dem Vorwegabzug gedeckt, in Cent.
    aus_vorwegabzug: i64,
    /// Ungedeckt; das Gremium erfährt davon. In Cent.
    ungedeckt: i64,
}

fn jahresabschluss(e: AbschlussEin) -> Gerechnet<AbschlussAus> {
    let oder = |b: Option<Betrag>| b.map_or(Cent(0), |b| b.0);
    let saldo = match (e.ueberschuss, e.ansatz) {
        (Some(u), None) => {
            beschraenkt(&[("ueberschuss", u.0)])?;
            u.0
        }
        (None, Some(ansatz)) => {
            let s = Stand {
                ist: oder(e.ist),
                obligo: oder(e.obligo),
                umbuchung: oder(e.umbuchungen),
                uebertrag: oder(e.uebertrag),
                einnahme: oder(e.einnahmen),
            };
            beschraenkt(&[
                ("ansatz", ansatz.0),
                ("ist", s.ist),
                ("obligo", s.obligo),
                ("umbuchungen", s.umbuchung),
                ("uebertrag", s.uebertrag),
                ("einnahmen", s.einnahme),
            ])?;
            abschluss::saldo(ansatz.0, &s)
        }
        _ => {
            let text = "Bitte entweder den Überschuss oder Ansatz, Ist und Obligo angeben.";
            return Err(vec![Befund::neu("BUDGET-E30", text).an("ueberschuss")]);
        }
    };
    let bonus = e.bonus_bp.map_or(Bp(5_000), |a| a.0);
    if !(0..=10_000).contains(&bonus.0) {
        let text = "Der Anteil liegt zwischen 0 und 100 Prozent.";
        return Err(vec![Befund::neu("GO-E02", text).an("bonus_bp")]);
    }
    let darf = e.ermaechtigungsuebertragung.unwrap_or(true);
    let mut aus = AbschlussAus {
        art: "AUSGEGLICHEN",
        saldo: saldo.0,
        region: 0,
        kommune: 0,
        aus_vorwegabzug: 0,
        ungedeckt: 0,
    };
    let mut weg = vec![schritt(
        format!("Ansatz + Übertrag ± Umbuchungen + Einnahmen − Ist − verbleibendes Obligo: {saldo}."),
        "Fachkonzept 8.6",
    )];
    match abschluss::ergebnis(saldo, bonus, darf).ok_or_else(|| zu_gross("ueberschuss"))? {
        Ergebnis::Ausgeglichen => {}
        Ergebnis::Ueberschuss { region, kommune, .. } => {
            aus.art = "UEBERSCHUSS";
            (aus.region, aus.kommune) = (region.0, kommune.0);
            weg.push(schritt(
                format!("Träger und Region behalten {region} für Projekte im selben Raum, die Kommune bekommt {kommune}."),
                "GO budget.bonus_bp",
            ));
            if !darf {
                weg.push(schritt(
                    "Ohne Beschluss über die Ermächtigungsübertragung bleibt nichts in der Region.",
                    "Haushaltsrecht des Landes",
                ));
            }
        }
        Ergebnis::Fehlbetrag(f) => {
            aus.art = "FEHLBETRAG";
            aus.aus_vorwegabzug = f.0.min(oder(e.vorwegabzug).0.max(0));
            aus.ungedeckt = f.0 - aus.aus_vorwegabzug;
            weg.push(schritt(
                format!(
                    "Aus dem Vorwegabzug werden {} gedeckt, {} bleiben offen; das Gremium wird unterrichtet. Ins nächste Jahr geht kein Minus mit.",
                    Cent(aus.aus_vorwegabzug),
                    Cent(aus.ungedeckt)
                ),
                "Fachkonzept 8.6",
            ));
        }
    }
    Ok(Fertig {
        ergebnis: aus,
        schritte: weg,
    })
}
