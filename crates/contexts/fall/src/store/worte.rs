//! The texts of cases, for the search in them.

use store::{Result, Sql, Tx, Wert};
use uuid::Uuid;

use super::fall_liste::Bau;
use crate::model::Notiz;

/// One kind of text: what it is called, on which page of the case it stands, and where it is kept. The alias of the
/// table is `t`, the column `fall` leads to the case.
struct Quelle {
    wo: &'static str,
    seite: &'static str,
    von: &'static str,
    fall: &'static str,
    spalten: &'static [&'static str],
}

const fn quelle(
    wo: &'static str,
    seite: &'static str,
    von: &'static str,
    spalten: &'static [&'static str],
) -> Quelle {
    Quelle {
        wo,
        seite,
        von,
        fall: "t.fall",
        spalten,
    }
}

/// In the order of a case's life. What each rates for themselves is not among them before it is shown to all, notes are
/// read by their own rules.
const QUELLEN: [Quelle; 17] = [
    Quelle {
        wo: "Worte bei der Aufnahme",
        seite: "",
        von: "anliegen t JOIN fall f ON f.anliegen = t.id",
        fall: "f.id",
        spalten: &["t.worte"],
    },
    quelle("Klärung", "klaerung", "fall_angabe t", &["t.worte"]),
    quelle(
        "Wille",
        "wille",
        "fall_aeusserung t",
        &["t.wortlaut", "t.eigenaktivitaet"],
    ),
    quelle("Umfeld", "beziehungen", "fall_umfeld t", &["t.bezeichnung"]),
    quelle("Ressourcen", "ressourcen", "fall_ressource t", &["t.bezeichnung"]),
    quelle("Ziele", "ziele", "fall_grobziel t", &["t.text"]),
    quelle(
        "Ziele",
        "ziele",
        "fall_handlungsziel t",
        &["t.text", "t.messkriterium", "t.schritt_was", "t.unterstuetzung"],
    ),
    quelle("Bedarf", "bedarf", "fall_lebensbereich t", &["t.beschreibung"]),
    quelle(
        "Sozialraum",
        "sozialraum",
        "fall_geprueft t",
        &["t.titel", "t.grund"],
    ),
    quelle(
        "Sozialraum",
        "sozialraum",
        "fall_sozialraumpruefung t",
        &["t.frage_bekannt", "t.umfeld"],
    ),
    quelle(
        "Fallkonferenz",
        "konferenz",
        "fall_konferenz t",
        &[
            "t.frage",
            "t.ressourcen",
            "t.empfehlung",
            "t.abweichend",
            "t.familie",
        ],
    ),
    Quelle {
        wo: "Fallkonferenz",
        seite: "konferenz",
        von: "fall_konferenz_idee t JOIN fall_konferenz k ON k.id = t.konferenz",
        fall: "k.fall",
        spalten: &["t.text"],
    },
    quelle(
        "Hilfeplan",
        "hilfeplan",
        // the one that holds
        "(SELECT * FROM fall_hilfeplan h WHERE h.nummer =
            (SELECT MAX(n.nummer) FROM fall_hilfeplan n WHERE n.fall = h.fall)) t",
        &[
            "t.bedarf",
            "t.aufgabe_familie",
            "t.aufgabe_traeger",
            "t.aufgabe_amt",
            "t.aufgabe_umfeld",
            "t.geschwister",
            "t.schutz",
            "t.perspektive",
            "t.uebergang",
            "t.nachbetreuung",
            "t.ohne_sozialraum",
            "t.meinungen",
            "t.familie_selbst",
        ],
    ),
    quelle(
        "Entscheidung",
        "entscheidung",
        "fall_entscheidung t",
        &["t.tenor", "t.begruendung", "t.ermessen", "t.wunsch_worte"],
    ),
    quelle("Widerspruch", "rechtsbehelf", "fall_rechtsbehelf t", &["t.worte"]),
    quelle(
        "Wiedervorlage",
        "wiedervorlage",
        "fall_wiedervorlage t",
        &["t.grund"],
    ),
    quelle("Verlauf", "", "fall_verlauf t", &["t.text"]),
];

/// A text of a case and where it stands.
pub(crate) struct Falltext {
    pub(crate) fall: Uuid,
    pub(crate) wo: &'static str,
    pub(crate) seite: &'static str,
    pub(crate) text: String,
}

fn unter(spalte: &str, faelle: &[Uuid]) -> Bau {
    let mut b = Bau {
        wo: String::new(),
        werte: Vec::<Wert>::new(),
    };
    let plaetze: Vec<String> = faelle.iter().map(|f| b.platz(*f)).collect();
    b.wo = format!("{spalte} IN ({})", plaetze.join(", "));
    b
}

/// All texts of these cases but the notes; each column of a record is a text of its own.
pub(crate) async fn texte(tx: &mut Tx, faelle: &[Uuid]) -> Result<Vec<Falltext>> {
    let mut aus = Vec::new();
    for q in &QUELLEN {
        let b = unter(q.fall, faelle);
        // the columns of one record one behind the other, with a sign no form lets through between them
        let text = format!(
            "SELECT {}, {} FROM {} WHERE {}",
            q.fall,
            q.spalten.join(" || '\u{1f}' || "),
            q.von,
            b.wo
        );
        let zeilen: Vec<(Uuid, String)> = tx.fetch_all(Sql::aus_konstanten(text), b.werte).await?;
        for (fall, alle) in zeilen {
            for text in alle.split('\u{1f}').filter(|t| !t.is_empty()) {
                aus.push(Falltext {
                    fall,
                    wo: q.wo,
                    seite: q.seite,
                    text: text.to_owned(),
                });
            }
        }
    }
    Ok(aus)
}

/// The notes of these cases, as [`super::notiz::alle`]; who reads which is asked of each.
pub(crate) async fn notizen(tx: &mut Tx, faelle: &[Uuid]) -> Result<Vec<(Uuid, Notiz)>> {
    #[derive(sqlx::FromRow)]
    struct Zeile {
        fall: Uuid,
        #[sqlx(flatten)]
        notiz: Notiz,
    }
    let b = unter("fall", faelle);
    let text = format!(
        "SELECT fall, id, art, text, tag, zeit, verfasser, verfasser_name, geschwaerzt_am, geschwaerzt_von,
            geschwaerzt_grund FROM fall_notiz WHERE {} ORDER BY tag DESC, zeit DESC, id",
        b.wo
    );
    let zeilen: Vec<Zeile> = tx.fetch_all(Sql::aus_konstanten(text), b.werte).await?;
    Ok(zeilen.into_iter().map(|z| (z.fall, z.notiz)).collect())
}
