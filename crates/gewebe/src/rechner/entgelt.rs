//! Prices and what they come to (Fachkonzept 8.4, 8.7): every line is rounded by itself.

use base::{Befund, Cent, Min};
use budget::rules::entgelt::{self, Satz, Zahlungsweise};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::{
    Fertig, Gerechnet, Kopf, Rechner,
    haushalt::{Zahlweise, zu_gross},
    schritt,
    werte::{Anteil, Betrag, Dezimal, Tag, quotient},
};

pub(super) fn alle() -> Vec<Rechner> {
    vec![
        Rechner::neu(
            Kopf {
                name: "fls",
                titel: "Satz der Fachleistungsstunde",
                zweck: "Was kostet eine abrechenbare Stunde?",
                norm: "Fachkonzept 8.4",
            },
            json!({"personal": "68400.00", "sach_bp": 1500, "verwaltung_bp": 1000, "stunden": 1599, "abrechenbar_bp": 7000}),
            fls,
        ),
        Rechner::neu(
            Kopf {
                name: "rechnung",
                titel: "Rechnung nach Minuten",
                zweck: "Was steht auf der Rechnung, wenn jede Zeile für sich gerundet wird?",
                norm: "Fachkonzept 8.4",
            },
            json!({"satz": "69.80", "zeilen": [{"minuten": 95}, {"minuten": 50}]}),
            rechnung,
        ),
        Rechner::neu(
            Kopf {
                name: "pauschale",
                titel: "Pauschale im angebrochenen Monat",
                zweck: "Was wird für einen Teil des Monats gezahlt?",
                norm: "Fachkonzept 8.4, GO budget.zahlungsweise_pauschale",
            },
            json!({"pauschale": "1250.00", "von": "2026-02-10", "zahlungsweise": "TAGGENAU"}),
            pauschale,
        ),
        Rechner::neu(
            Kopf {
                name: "raten",
                titel: "Zwölf Raten eines Trägerbudgets",
                zweck: "Wie wird ein Jahresbetrag auf zwölf Raten verteilt?",
                norm: "Fachkonzept 8.4",
            },
            json!({"betrag": "500000.00"}),
            raten,
        ),
        Rechner::neu(
            Kopf {
                name: "poolpreis",
                titel: "Preis einer gemeinsamen Leistung",
                zweck: "Was zahlt jede Person, wenn mehrere eine Leistung gemeinsam bekommen?",
                norm: "§ 116 Abs. 2 SGB IX",
            },
            json!({"minuten": 120, "satz": "48.50", "personen": 3}),
            poolpreis,
        ),
        Rechner::neu(
            Kopf {
                name: "zuschlag",
                titel: "Betrag mit prozentualem Zuschlag",
                zweck: "Was kommt hinzu, zum Beispiel die Verwaltungskostenpauschale bei der Erstattung?",
                norm: "§ 16 Abs. 3 SGB IX",
            },
            json!({"betrag": "12345.67", "zuschlag_bp": 500}),
            zuschlag,
        ),
        Rechner::neu(
            Kopf {
                name: "mehrkosten",
                titel: "Mehrkosten beim Wunsch- und Wahlrecht",
                zweck: "Um wie viel teurer ist der Wunsch? Ein Urteil fällt der Rechner nicht.",
                norm: "§ 5 Abs. 2 SGB VIII, § 104 Abs. 2, 3 SGB IX",
            },
            json!({"gewuenscht": "81.20", "vergleich": "69.80"}),
            mehrkosten,
        ),
    ]
}

fn fehlt(ort: &str, text: &str) -> Vec<Befund> {
    vec![Befund::neu("BUDGET-E30", text).an(ort)]
}

/// Kosten und Stunden.
#[derive(Debug, Deserialize, ToSchema)]
struct FlsEin {
    /// Personalkosten.
    personal: Betrag,
    /// Sachkosten. Als Betrag.
    sach: Option<Betrag>,
    /// Sachkosten als Anteil der Personalkosten. In Basispunkten.
    sach_bp: Option<Anteil>,
    /// Verwaltungskosten. Als Betrag.
    verwaltung: Option<Betrag>,
    /// Verwaltungskosten als Anteil der Personalkosten. In Basispunkten.
    verwaltung_bp: Option<Anteil>,
    /// Stunden. Netto im Jahr.
    stunden: Dezimal,
    /// Davon abrechenbar. In Basispunkten; ohne Angabe alle.
    abrechenbar_bp: Option<Anteil>,
}

/// Der Satz.
#[derive(Debug, Serialize, ToSchema)]
struct FlsAus {
    /// Kosten zusammen in Cent.
    kosten: i64,
    /// Sachkosten in Cent.
    sach: i64,
    /// Verwaltungskosten in Cent.
    verwaltung: i64,
    /// Abrechenbare Stunden.
    abrechenbare_stunden: f64,
    /// Satz je Stunde in Cent.
    satz: i64,
}

fn fls(e: FlsEin) -> Gerechnet<FlsAus> {
    let teil = |betrag: Option<Betrag>, anteil: Option<Anteil>, ort: &str| match (betrag, anteil) {
        (Some(_), Some(_)) => Err(fehlt(
            ort,
            "Bitte als Betrag oder als Anteil angeben, nicht beides.",
        )),
        (Some(b), None) => Ok(b.0),
        (None, Some(a)) => entgelt::anteil(e.personal.0, a.0).ok_or_else(|| zu_gross(ort)),
        (None, None) => Ok(Cent(0)),
    };
    let sach = teil(e.sach, e.sach_bp, "sach")?;
    let verwaltung = teil(e.verwaltung, e.verwaltung_bp, "verwaltung")?;
    let kosten = [e.personal.0, sach, verwaltung]
        .iter()
        .try_fold(0_i64, |s, c| s.checked_add(c.0))
        .map(Cent)
        .ok_or_else(|| zu_gross("personal"))?;
    let bp = e.abrechenbar_bp.map_or(10_000, |a| a.0.0);
    // millionths of an hour times basis points
    let stunden = i128::from(e.stunden.millionstel()) * i128::from(bp);
    if stunden <= 0 {
        return Err(fehlt(
            "stunden",
            "Die abrechenbaren Stunden müssen mehr als null sein.",
        ));
    }
    let satz =
        base::kaufm(i128::from(kosten.0) * 10_000_000_000, stunden).ok_or_else(|| zu_gross("personal"))?;
    let abrechenbar = quotient(stunden, 10_000_000_000, 4).unwrap_or_default();
    Ok(Fertig {
        schritte: vec![
            schritt(
                format!(
                    "Personal {} + Sachkosten {sach} + Verwaltung {verwaltung} = {kosten}.",
                    e.personal.0
                ),
                "Fachkonzept 8.4",
            ),
            schritt(
                format!(
                    "Geteilt durch {abrechenbar} abrechenbare Stunden, kaufmännisch gerundet: {} je Stunde.",
                    Cent(satz)
                ),
                "Fachkonzept 0.4, 8.4",
            ),
        ],
        ergebnis: FlsAus {
            kosten: kosten.0,
            sach: sach.0,
            verwaltung: verwaltung.0,
            abrechenbare_stunden: abrechenbar,
            satz,
        },
    })
}

/// Eine Zeile der Rechnung.
#[derive(Debug, Deserialize, ToSchema)]
struct ZeileEin {
    /// Minuten.
    minuten: i64,
    /// Tag der Leistung. Nur nötig, wenn sich der Satz geändert hat.
    datum: Option<Tag>,
    /// Satz je Stunde. Nur nötig, wenn die Zeile einen eigenen hat.
    satz: Option<Betrag>,
}

/// Ein Satz, der ab einem Tag gilt.
#[derive(Debug, Deserialize, ToSchema)]
struct SatzEin {
    /// Gilt ab.
    ab: Tag,
    /// Satz je Stunde.
    satz: Betrag,
}

/// Zeilen und Satz.
#[derive(Debug, Deserialize, ToSchema)]
struct RechnungEin {
    /// Satz je Stunde. Für alle Zeilen ohne eigenen.
    satz: Option<Betrag>,
    /// Sätze nach Datum. Statt eines Satzes.
    #[serde(default)]
    saetze: Vec<SatzEin>,
    /// Zeilen.
    zeilen: Vec<ZeileEin>,
}

/// Die Rechnung.
#[derive(Debug, Serialize, ToSchema)]
struct RechnungAus {
    /// Zeilen in Cent, jede für sich gerundet.
    zeilen: Vec<i64>,
    /// Summe der gerundeten Zeilen in Cent.
    summe: i64,
    /// Minuten zusammen.
    minuten: i64,
}

fn rechnung(e: RechnungEin) -> Gerechnet<RechnungAus> {
    let saetze: Vec<Satz> = e
        .saetze
        .iter()
        .map(|s| Satz {
            ab: s.ab.0,
            je_stunde: s.satz.0,
        })
        .collect();
    let (mut zeilen, mut minuten, mut summe, mut weg) = (Vec::new(), 0_i64, 0_i64, Vec::new());
    for (i, z) in e.zeilen.iter().enumerate() {
        if !(0..=1_000_000).contains(&z.minuten) {
            return Err(fehlt(
                &format!("/zeilen/{i}/minuten"),
                "Die Minuten sind negativ oder zu viele.",
            ));
        }
        let nach_datum = z.datum.and_then(|t| entgelt::satz_am(&saetze, t.0));
        let satz = z
            .satz
            .map(|s| s.0)
            .or(nach_datum)
            .or(e.satz.map(|s| s.0))
            .ok_or_else(|| {
                let text = if saetze.is_empty() {
                    "Bitte den Satz je Stunde angeben."
                } else {
                    "Für diesen Tag gilt kein Satz."
                };
                fehlt(&format!("/zeilen/{i}/datum"), text)
            })?;
        let betrag = entgelt::zeile(Min(z.minuten), satz).ok_or_else(|| zu_gross(&format!("/zeilen/{i}")))?;
        weg.push(schritt(
            format!(
                "{} Minuten × {satz} / 60 = {betrag}, kaufmännisch gerundet.",
                z.minuten
            ),
            "Fachkonzept 8.4",
        ));
        zeilen.push(betrag.0);
        minuten += z.minuten;
        summe = summe.checked_add(betrag.0).ok_or_else(|| zu_gross("zeilen"))?;
    }
    weg.push(schritt(
        format!(
            "Die Summe der gerundeten Zeilen ist {}, nicht die gerundete Summe.",
            Cent(summe)
        ),
        "Fachkonzept 8.4",
    ));
    Ok(Fertig {
        ergebnis: RechnungAus {
            zeilen,
            summe,
            minuten,
        },
        schritte: weg,
    })
}

/// Eine Pauschale und die Tage des Monats.
#[derive(Debug, Deserialize, ToSchema)]
struct PauschaleEin {
    /// Pauschale im Monat.
    pauschale: Betrag,
    /// Von.
    von: Tag,
    /// Bis. Im selben Monat; ohne Angabe bis Monatsende.
    bis: Option<Tag>,
    /// Zahlweise. Taggenau oder nach Dreißigsteln; ohne Angabe taggenau.
    zahlungsweise: Option<Zahlweise>,
}

/// Ein Betrag.
#[derive(Debug, Serialize, ToSchema)]
struct BetragAus {
    /// Betrag in Cent.
    betrag: i64,
}

fn pauschale(e: PauschaleEin) -> Gerechnet<BetragAus> {
    let von = e.von.0.0;
    let bis = e.bis.map_or_else(|| von.last_of_month(), |t| t.0.0);
    if bis < von || (bis.year(), bis.month()) != (von.year(), von.month()) {
        return Err(fehlt(
            "bis",
            "Das Ende liegt nicht im selben Monat nach dem Beginn.",
        ));
    }
    let wie = e.zahlungsweise.unwrap_or_default();
    let betrag = entgelt::pauschale_im_monat(
        e.pauschale.0,
        von.year(),
        von.month(),
        von.day(),
        bis.day(),
        Zahlungsweise::from(wie),
    )
    .ok_or_else(|| zu_gross("pauschale"))?;
    let text = match wie {
        Zahlweise::Taggenau => format!(
            "{} von {} Tagen des Monats, erster und letzter Tag zählen: {betrag}.",
            bis.day() - von.day() + 1,
            von.days_in_month()
        ),
        Zahlweise::Dreissigstel => format!("Der Monat hat 30 Tage, Tag 31 zählt nicht: {betrag}."),
    };
    Ok(Fertig {
        ergebnis: BetragAus { betrag: betrag.0 },
        schritte: vec![schritt(text, "Fachkonzept 8.4")],
    })
}

/// Ein Jahresbetrag.
#[derive(Debug, Deserialize, ToSchema)]
struct RatenEin {
    /// Betrag im Jahr.
    betrag: Betrag,
}

/// Die Raten.
#[derive(Debug, Serialize, ToSchema)]
struct RatenAus {
    /// Zwölf Raten in Cent.
    raten: Vec<i64>,
}

fn raten(e: RatenEin) -> Gerechnet<RatenAus> {
    let r = entgelt::zwoelf_raten(e.betrag.0).ok_or_else(|| zu_gross("betrag"))?;
    Ok(Fertig {
        ergebnis: RatenAus {
            raten: r.iter().map(|c| c.0).collect(),
        },
        schritte: vec![schritt(
            format!("Elf Raten zu {}, die zwölfte ist der Rest: {}.", r[0], r[11]),
            "Fachkonzept 8.4",
        )],
    })
}

/// Eine gemeinsame Leistung.
#[derive(Debug, Deserialize, ToSchema)]
struct PoolpreisEin {
    /// Minuten.
    minuten: i64,
    /// Satz je Stunde.
    satz: Betrag,
    /// Personen.
    personen: u32,
}

/// Preis und Teile.
#[derive(Debug, Serialize, ToSchema)]
struct PoolpreisAus {
    /// Preis zusammen in Cent.
    betrag: i64,
    /// Teil jeder Person in Cent.
    teile: Vec<i64>,
}

fn poolpreis(e: PoolpreisEin) -> Gerechnet<PoolpreisAus> {
    if e.personen == 0 || e.personen > 1_000 {
        return Err(fehlt("personen", "Bitte 1 bis 1000 Personen angeben."));
    }
    let teile =
        entgelt::gemeinsam(Min(e.minuten), e.satz.0, e.personen as usize).ok_or_else(|| zu_gross("satz"))?;
    let betrag: i64 = teile.iter().map(|c| c.0).sum();
    Ok(Fertig {
        ergebnis: PoolpreisAus {
            betrag,
            teile: teile.iter().map(|c| c.0).collect(),
        },
        schritte: vec![schritt(
            format!(
                "{} Minuten × {} / 60 = {}, auf {} Personen geteilt ohne einen Cent zu verlieren.",
                e.minuten,
                e.satz.0,
                Cent(betrag),
                e.personen
            ),
            "§ 116 Abs. 2 SGB IX, Fachkonzept 0.4",
        )],
    })
}

/// Betrag und Zuschlag.
#[derive(Debug, Deserialize, ToSchema)]
struct ZuschlagEin {
    /// Betrag.
    betrag: Betrag,
    /// Zuschlag. In Basispunkten.
    zuschlag_bp: Anteil,
}

/// Zuschlag und Summe.
#[derive(Debug, Serialize, ToSchema)]
struct ZuschlagAus {
    /// Zuschlag in Cent.
    zuschlag: i64,
    /// Summe in Cent.
    summe: i64,
}

fn zuschlag(e: ZuschlagEin) -> Gerechnet<ZuschlagAus> {
    let z = entgelt::anteil(e.betrag.0, e.zuschlag_bp.0).ok_or_else(|| zu_gross("zuschlag_bp"))?;
    let summe = e.betrag.0.0.checked_add(z.0).ok_or_else(|| zu_gross("betrag"))?;
    Ok(Fertig {
        ergebnis: ZuschlagAus { zuschlag: z.0, summe },
        schritte: vec![schritt(
            format!("{} + {z} = {}.", e.betrag.0, Cent(summe)),
            "Fachkonzept 0.4",
        )],
    })
}

/// Wunsch und Vergleich.
#[derive(Debug, Deserialize, ToSchema)]
struct MehrkostenEin {
    /// Gewünscht. Was der Wunsch kostet.
    gewuenscht: Betrag,
    /// Vergleich. Was ein vergleichbares Angebot kostet.
    vergleich: Betrag,
    /// Das andere Angebot ist zumutbar. Wenn nicht, wird nicht verglichen; ohne Angabe ja.
    alternative_zumutbar: Option<bool>,
}

/// Der Unterschied, ohne Urteil.
#[derive(Debug, Serialize, ToSchema)]
struct MehrkostenAus {
    /// Es wurde verglichen.
    verglichen: bool,
    /// Mehrkosten in Cent.
    mehrkosten: Option<i64>,
    /// Mehrkosten in Prozent, auf zwei Stellen.
    prozent: Option<f64>,
    /// Mehrkosten in Basispunkten.
    mehrkosten_bp: Option<i64>,
    /// Immer leer: ob das unverhältnismäßig ist, entscheidet und begründet ein Mensch.
    urteil: Option<String>,
}

fn mehrkosten(e: MehrkostenEin) -> Gerechnet<MehrkostenAus> {
    let zumutbar = e.alternative_zumutbar.unwrap_or(true);
    if zumutbar && e.vergleich.0.0 <= 0 {
        return Err(fehlt("vergleich", "Der Vergleich muss mehr als null kosten."));
    }
    let m = entgelt::mehrkosten(e.gewuenscht.0, e.vergleich.0, zumutbar);
    let prozent = m
        .as_ref()
        .and_then(|m| quotient(i128::from(m.betrag.0) * 100, i128::from(e.vergleich.0.0), 2));
    let bp = m
        .as_ref()
        .and_then(|m| base::kaufm(i128::from(m.betrag.0) * 10_000, i128::from(e.vergleich.0.0)));
    let text = match &m {
        Some(m) => format!(
            "Mehrkosten: {} gegen {}, das sind {} oder {}.",
            e.gewuenscht.0, e.vergleich.0, m.betrag, m.prozent
        ),
        None => "Das andere Angebot ist nicht zumutbar; dann werden keine Kosten verglichen.".to_owned(),
    };
    Ok(Fertig {
        ergebnis: MehrkostenAus {
            verglichen: m.is_some(),
            mehrkosten: m.map(|m| m.betrag.0),
            prozent,
            mehrkosten_bp: bp,
            urteil: None,
        },
        schritte: vec![
            schritt(text, "§ 5 Abs. 2 SGB VIII, § 104 Abs. 2, 3 SGB IX"),
            schritt(
                "Ob das unverhältnismäßig ist, entscheidet und begründet ein Mensch.",
                "Fachkonzept 8.7",
            ),
        ],
    })
}
