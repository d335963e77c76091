//! Agreements with Träger: which of them hold on a day, and who is preferred in a Raum.

use amt::{
    App, Benutzer, Result, journal,
    recht::{Bearbeiten, Befugnis},
};
use base::{Datum, Id};
use raum::Raumeinheit;
use store::{Tx, werte};

use crate::model::Organisation;

/// What is agreed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Vereinbarungsart {
    /// Service and price (§§ 77, 78b SGB VIII, § 125 SGB IX).
    LeistungEntgelt,
    /// Protection (§ 8a Abs. 4 SGB VIII).
    Schutz,
    /// Data protection (§ 61 Abs. 3 SGB VIII).
    Datenschutz,
    /// Führungszeugnis (§ 72a SGB VIII).
    Fuehrungszeugnis,
    /// Coming to terms with the past (§ 9b Abs. 2 SGB VIII).
    Aufarbeitung,
    /// Preferred in a Raum.
    Schwerpunkt,
}

impl Vereinbarungsart {
    /// Those without which nobody is commissioned (FALL-E40).
    pub const PFLICHT: [Self; 5] = [
        Self::LeistungEntgelt,
        Self::Schutz,
        Self::Datenschutz,
        Self::Fuehrungszeugnis,
        Self::Aufarbeitung,
    ];

    /// The stored code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::LeistungEntgelt => "LEISTUNG_ENTGELT",
            Self::Schutz => "SCHUTZ_8A",
            Self::Datenschutz => "DATENSCHUTZ_61",
            Self::Fuehrungszeugnis => "FUEHRUNGSZEUGNIS_72A",
            Self::Aufarbeitung => "AUFARBEITUNG_9B",
            Self::Schwerpunkt => "SCHWERPUNKT",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn wort(self) -> &'static str {
        match self {
            Self::LeistungEntgelt => "Leistung und Entgelt (§§ 77, 78b SGB VIII)",
            Self::Schutz => "Schutzauftrag (§ 8a Abs. 4 SGB VIII)",
            Self::Datenschutz => "Datenschutz (§ 61 Abs. 3 SGB VIII)",
            Self::Fuehrungszeugnis => "Führungszeugnis (§ 72a SGB VIII)",
            Self::Aufarbeitung => "Aufarbeitung (§ 9b Abs. 2 SGB VIII)",
            Self::Schwerpunkt => "Schwerpunktträger",
        }
    }
}

/// An agreement to keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Vereinbarung {
    /// What is agreed on.
    pub art: Vereinbarungsart,
    /// For which Raum; of a Schwerpunkt only.
    pub raum: Option<Id<Raumeinheit>>,
    /// First day.
    pub ab: Datum,
    /// First day it no longer holds.
    pub bis: Option<Datum>,
}

/// Keeps an agreement with the organisation the permission is for.
///
/// # Errors
/// When the database refuses.
pub async fn vereinbarung_eintragen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Organisation>,
    organisation: Id<Organisation>,
    v: Vereinbarung,
) -> Result<()> {
    tx.execute(
        "INSERT INTO traeger_vereinbarung (id, organisation, art, raumeinheit, gueltig_ab, gueltig_bis, angelegt_am,
            angelegt_von) VALUES ($1,$2,$3,$4,$5,$6,$7,$8)",
        werte![
            app.ids.uuid(),
            organisation,
            v.art.code(),
            v.raum,
            v.ab,
            v.bis,
            app.uhr.jetzt(),
            may.kontext().benutzer()
        ],
    )
    .await?;
    journal::notieren(
        tx,
        &*app.uhr,
        may,
        organisation,
        format!("vereinbarung={}", v.art.code()),
    );
    Ok(())
}

/// A Träger to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Traegerstand {
    /// Key.
    pub id: Id<Organisation>,
    /// Name.
    pub name: String,
    /// Preferred in this Raum or one above it.
    pub schwerpunkt: bool,
    /// What is not agreed on for the whole period.
    pub fehlt: Vec<Vereinbarungsart>,
}

/// All Träger that are not the public body: what is agreed with them for a period, and whether they are preferred in
/// one of these spaces. Nobody is left out (RL-03).
///
/// # Errors
/// When the database cannot be read.
pub async fn traeger_auswahl(
    tx: &mut Tx,
    (ab, bis): (Datum, Datum),
    raeume: &[Id<Raumeinheit>],
) -> Result<Vec<Traegerstand>> {
    let traeger: Vec<(Id<Organisation>, String)> = tx
        .fetch_all(
            "SELECT id, name FROM organisation WHERE art IN ('FREI_GEMEINNUETZIG', 'PRIVAT_GEWERBLICH', 'KIRCHLICH')
             ORDER BY suche, id",
            werte![],
        )
        .await?;
    let alle: Vec<(Id<Organisation>, String, Option<Id<Raumeinheit>>)> = tx
        .fetch_all(
            "SELECT organisation, art, raumeinheit FROM traeger_vereinbarung
             WHERE gueltig_ab <= $1 AND (gueltig_bis IS NULL OR gueltig_bis > $2)",
            werte![ab, bis],
        )
        .await?;
    Ok(traeger
        .into_iter()
        .map(|(id, name)| {
            let hat = |art: Vereinbarungsart| alle.iter().any(|(o, a, _)| *o == id && a == art.code());
            Traegerstand {
                schwerpunkt: alle.iter().any(|(o, a, r)| {
                    *o == id
                        && a == Vereinbarungsart::Schwerpunkt.code()
                        && r.is_some_and(|r| raeume.contains(&r))
                }),
                fehlt: Vereinbarungsart::PFLICHT
                    .into_iter()
                    .filter(|a| !hat(*a))
                    .collect(),
                id,
                name,
            }
        })
        .collect())
}

/// Whom a user works for; `None` for nobody known.
///
/// # Errors
/// When the database cannot be read.
pub async fn arbeitgeber(tx: &mut Tx, benutzer: Id<Benutzer>) -> Result<Option<(Id<Organisation>, String)>> {
    Ok(tx
        .fetch_optional(
            "SELECT o.id, o.name FROM fachkraft f JOIN organisation o ON o.id = f.organisation WHERE f.benutzer = $1",
            werte![benutzer],
        )
        .await?)
}
