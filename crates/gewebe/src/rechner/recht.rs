//! Age (§ 36 SGB I) and dated rules (RL-20).

use base::Befund;
use fristen::{Regel, Regelstand};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::{Fertig, Gerechnet, Kopf, Rechner, frist::befund, schritt, werte::Tag};

pub(super) fn alle() -> Vec<Rechner> {
    vec![
        Rechner::neu(
            Kopf {
                name: "alter",
                titel: "Alter und Handlungsfähigkeit",
                zweck: "Wie alt ist jemand an einem Tag, und kann die Person selbst einen Antrag stellen?",
                norm: "§ 36 SGB I, § 187 Abs. 2 BGB",
            },
            json!({"geburtsdatum": "2011-11-21", "stichtag": "2026-11-21"}),
            alter,
        ),
        Rechner::neu(
            Kopf {
                name: "rechtsstand",
                titel: "Rechtsstand",
                zweck: "Gilt eine Regel an einem Tag?",
                norm: "RL-20",
            },
            json!({"regel": "VERFAHRENSLOTSE", "stichtag": "2027-12-31"}),
            rechtsstand,
        ),
    ]
}

/// Geburtstag und Tag, an dem gefragt wird.
#[derive(Debug, Deserialize, ToSchema)]
struct AlterEin {
    /// Geburtsdatum.
    geburtsdatum: Tag,
    /// Stichtag. Der Tag, an dem gefragt wird.
    stichtag: Tag,
    /// Ab welchem Alter? Nennt den ersten Tag mit diesem Alter; ohne Angabe 18.
    jahre: Option<u16>,
}

/// Das Alter.
#[derive(Debug, Serialize, ToSchema)]
struct AlterAus {
    /// Vollendete Jahre am Stichtag.
    alter: u16,
    /// Kann selbst Sozialleistungen beantragen (ab 15).
    handlungsfaehig: bool,
    /// Altersgruppe. KIND, JUGENDLICHER, JUNGER_VOLLJAEHRIGER oder ERWACHSEN.
    gruppe: &'static str,
    /// Erster Tag mit dem gefragten Alter.
    alter_ab: String,
}

fn alter(e: AlterEin) -> Gerechnet<AlterAus> {
    let (g, tag) = (e.geburtsdatum.0.0, e.stichtag.0.0);
    let alter = fristen::alter_am(g, tag).filter(|a| *a <= 120).ok_or_else(|| {
        let text = "Das Geburtsdatum liegt nach dem Stichtag oder mehr als 120 Jahre davor.";
        vec![Befund::neu("FALL-E06", text).an("geburtsdatum")]
    })?;
    let jahre = e.jahre.unwrap_or(18);
    let ab = fristen::hat_alter_ab(g, jahre).map_err(|f| befund("jahre", f))?;
    let handlungsfaehig = fristen::ist_handlungsfaehig(g, tag);
    let wer = if handlungsfaehig {
        "Die Person kann den Antrag selbst stellen; die gesetzlichen Vertreter werden unterrichtet."
    } else {
        "Den Antrag stellen die gesetzlichen Vertreter."
    };
    Ok(Fertig {
        ergebnis: AlterAus {
            alter,
            handlungsfaehig,
            gruppe: match alter {
                0..=13 => "KIND",
                14..=17 => "JUGENDLICHER",
                18..=26 => "JUNGER_VOLLJAEHRIGER",
                _ => "ERWACHSEN",
            },
            alter_ab: ab.to_string(),
        },
        schritte: vec![
            schritt(
                format!("Am {} sind {alter} Jahre vollendet.", e.stichtag.0),
                "§ 187 Abs. 2 S. 2 BGB",
            ),
            schritt(wer, fristen::NORM_HANDLUNGSFAEHIG),
            schritt(
                format!("{jahre} Jahre alt ab {}.", fristen::tag_text(ab)),
                "§ 188 Abs. 2 BGB",
            ),
        ],
    })
}

#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum RegelEin {
    GenehmigungsfiktionEghJugendhilfe,
    GenehmigungsfiktionReha,
    Verfahrenslotse,
}

/// Eine Regel und ein Tag.
#[derive(Debug, Deserialize, ToSchema)]
struct RechtsstandEin {
    /// Regel.
    regel: RegelEin,
    /// Stichtag. Der Tag des Verfahrensschritts.
    stichtag: Tag,
}

/// Ob die Regel gilt.
#[derive(Debug, Serialize, ToSchema)]
struct RechtsstandAus {
    /// Stand. IN_KRAFT, ABGELAUFEN oder UNBEKANNT.
    stand: &'static str,
    /// Die Antwort des Gesetzes, wenn die Regel in Kraft ist.
    gilt: Option<bool>,
    /// Aufgabe, wenn jemand nachsehen muss.
    aufgabe: Option<&'static str>,
}

fn rechtsstand(e: RechtsstandEin) -> Gerechnet<RechtsstandAus> {
    let regel = match e.regel {
        RegelEin::GenehmigungsfiktionEghJugendhilfe => Regel::GenehmigungsfiktionEghJugendhilfe,
        RegelEin::GenehmigungsfiktionReha => Regel::GenehmigungsfiktionReha,
        RegelEin::Verfahrenslotse => Regel::Verfahrenslotse,
    };
    let (ergebnis, weg) = match fristen::regelstand(regel, e.stichtag.0.0) {
        Regelstand::InKraft(z) => (
            RechtsstandAus {
                stand: "IN_KRAFT",
                gilt: Some(z.gilt),
                aufgabe: None,
            },
            schritt(z.text, z.norm),
        ),
        Regelstand::Abgelaufen { zuletzt, aufgabe } => (
            RechtsstandAus {
                stand: "ABGELAUFEN",
                gilt: None,
                aufgabe: Some(aufgabe),
            },
            schritt(
                "Die letzte bekannte Fassung ist abgelaufen. Jemand muss im Gesetz nachsehen.",
                zuletzt.datiert_durch,
            ),
        ),
        Regelstand::Unbekannt => (
            RechtsstandAus {
                stand: "UNBEKANNT",
                gilt: None,
                aufgabe: Some(fristen::AUFGABE),
            },
            schritt("Für diesen Tag ist keine Fassung hinterlegt.", ""),
        ),
    };
    Ok(Fertig {
        ergebnis,
        schritte: vec![weg],
    })
}
