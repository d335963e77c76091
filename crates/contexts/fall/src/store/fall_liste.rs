//! The list of cases: one statement put together from constants, everything else as values.

use amt::recht::Sicht;
use base::{Datum, Id, Zeitpunkt};
use store::{Result, Sql, Tx, Wert, werte};
use uuid::Uuid;

use crate::model::{Arbeitsbereich, Fall, FallStand};

/// What of the cases somebody may see, by statute, because the matrix differs.
#[derive(Debug, Clone)]
pub struct Fallsicht {
    /// Codes of the Sektoren and what is seen of them.
    pub gebiete: Vec<(&'static [&'static str], Sicht)>,
    /// The Fachkraft the user is.
    pub fachkraft: Option<Uuid>,
}

/// What the list is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct FallFilter {
    /// A space of any level.
    pub raum: Option<Uuid>,
    /// Code of a Sektor.
    pub sektor: Option<String>,
    /// A state.
    pub stand: Option<FallStand>,
    /// Also those that ended.
    pub auch_beendete: bool,
    /// Case-leading or substitute is this Fachkraft.
    pub meine: Option<Uuid>,
    /// Words of a name in search form.
    pub suche: String,
    /// Column.
    pub sortierung: FallSpalte,
    /// Descending.
    pub absteigend: bool,
}

/// Sorted by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns of the list")]
pub enum FallSpalte {
    #[default]
    Aktenzeichen,
    Stand,
    Seit,
    Raum,
    Fallfuehrend,
    Termin,
}

impl FallSpalte {
    /// Keys in the address.
    pub const SCHLUESSEL: [&'static str; 6] =
        ["aktenzeichen", "stand", "seit", "raum", "fallfuehrend", "termin"];

    /// From the key.
    #[must_use]
    pub fn aus(key: &str) -> Self {
        match key {
            "stand" => Self::Stand,
            "seit" => Self::Seit,
            "raum" => Self::Raum,
            "fallfuehrend" => Self::Fallfuehrend,
            "termin" => Self::Termin,
            _ => Self::Aktenzeichen,
        }
    }

    const fn sql(self, absteigend: bool) -> &'static str {
        match (self, absteigend) {
            (Self::Aktenzeichen, false) => "f.aktenzeichen",
            (Self::Aktenzeichen, true) => "f.aktenzeichen DESC",
            (Self::Stand, false) => "f.stand, f.stand_am, f.id",
            (Self::Stand, true) => "f.stand DESC, f.stand_am, f.id",
            (Self::Seit, false) => "f.stand_am, f.id",
            (Self::Seit, true) => "f.stand_am DESC, f.id",
            (Self::Raum, false) => "f.raum_name, f.aktenzeichen",
            (Self::Raum, true) => "f.raum_name DESC, f.aktenzeichen",
            (Self::Fallfuehrend, false) => "f.fallfuehrend_name, f.aktenzeichen",
            (Self::Fallfuehrend, true) => "f.fallfuehrend_name DESC, f.aktenzeichen",
            // without a day at the end, whatever the database thinks of nulls
            (Self::Termin, false) => "COALESCE(f.naechster_termin, '9999-12-31'), f.aktenzeichen",
            (Self::Termin, true) => "COALESCE(f.naechster_termin, '0000-01-01') DESC, f.aktenzeichen",
        }
    }
}

/// One row of the list.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
#[expect(missing_docs, reason = "see Fall")]
pub struct FallZeile {
    pub id: Id<Fall>,
    pub aktenzeichen: String,
    pub sektor: String,
    #[sqlx(try_from = "String")]
    pub stand: FallStand,
    #[sqlx(try_from = "String")]
    pub bereich: Arbeitsbereich,
    pub stand_am: Zeitpunkt,
    pub raum_name: String,
    pub fallfuehrend: Uuid,
    pub fallfuehrend_name: String,
    pub vertretung_name: String,
    pub naechster_termin: Option<Datum>,
    /// First person of the case.
    pub person: Option<String>,
}

impl FallZeile {
    /// Name of the first person.
    #[must_use]
    pub fn name(&self) -> &str {
        match self.person.as_deref().map(|p| p.trim_matches([',', ' '])) {
            None | Some("") => "ohne Namen",
            Some(n) => n,
        }
    }

    /// The Sektor in words.
    #[must_use]
    pub fn sektor_wort(&self) -> &'static str {
        amt::go::Sektor::von_code(&self.sektor).map_or("", amt::go::Sektor::wort)
    }
}

/// A condition in the making, with its values.
pub(super) struct Bau {
    pub(super) wo: String,
    pub(super) werte: Vec<Wert>,
}

impl Bau {
    pub(super) fn platz(&mut self, w: impl Into<Wert>) -> String {
        self.werte.push(w.into());
        format!("${}", self.werte.len())
    }

    pub(super) fn und(&mut self, bedingung: &str) {
        self.wo.push_str(" AND ");
        self.wo.push_str(bedingung);
    }
}

/// What the user may see of the cases `f`.
pub(super) fn sichtbar(b: &mut Bau, sicht: &Fallsicht) -> String {
    let mut gebiete = Vec::new();
    for (sektoren, s) in &sicht.gebiete {
        // codes of the program, not of a form
        let liste: Vec<String> = sektoren.iter().map(|s| format!("'{s}'")).collect();
        let sektoren = format!("f.sektor IN ({})", liste.join(", "));
        if s.alles {
            gebiete.push(sektoren);
            continue;
        }
        let mut wege = Vec::new();
        if let Some(ich) = sicht.fachkraft.filter(|_| s.eigene_faelle) {
            let (p, q) = (b.platz(ich), b.platz(ich));
            wege.push(format!("f.fallfuehrend = {p} OR f.vertretung = {q}"));
        }
        if !s.raeume.is_empty() {
            let plaetze: Vec<String> = s.raeume.iter().map(|r| b.platz(*r)).collect();
            wege.push(format!(
                "EXISTS (SELECT 1 FROM fall_raum r WHERE r.fall = f.id AND r.raumeinheit IN ({}))",
                plaetze.join(", ")
            ));
        }
        if !wege.is_empty() {
            gebiete.push(format!("{sektoren} AND ({})", wege.join(" OR ")));
        }
    }
    if gebiete.is_empty() {
        "1 = 0".to_owned()
    } else {
        format!("({})", gebiete.join(" OR "))
    }
}

fn bedingungen(sicht: Option<&Fallsicht>, f: &FallFilter) -> Bau {
    let mut b = Bau {
        wo: "1 = 1".to_owned(),
        werte: werte![],
    };
    if let Some(s) = sicht {
        let wo = sichtbar(&mut b, s);
        b.und(&wo);
    }
    if let Some(r) = f.raum {
        let p = b.platz(r);
        b.und(&format!(
            "EXISTS (SELECT 1 FROM fall_raum q WHERE q.fall = f.id AND q.raumeinheit = {p})"
        ));
    }
    if let Some(s) = &f.sektor {
        let p = b.platz(s);
        b.und(&format!("f.sektor = {p}"));
    }
    if let Some(s) = f.stand {
        let p = b.platz(s);
        b.und(&format!("f.stand = {p}"));
    } else if !f.auch_beendete {
        b.und(
            "f.stand NOT IN ('F6_ABGELEHNT', 'F11_ABGESCHLOSSEN', 'FX_WEITERGELEITET', 'G11_BEENDET', 'GX_WEITERGELEITET', 'P6_BEENDET', 'J6_ABGESCHLOSSEN', 'JX_ABGEGEBEN')",
        );
    }
    if let Some(ich) = f.meine {
        let (p, q) = (b.platz(ich), b.platz(ich));
        b.und(&format!("(f.fallfuehrend = {p} OR f.vertretung = {q})"));
    }
    if !f.suche.is_empty() {
        let worte: Vec<String> = f
            .suche
            .split_whitespace()
            .map(|w| {
                let p = b.platz(w);
                format!("p.suchtext LIKE '%' || {p} || '%'")
            })
            .collect();
        b.und(&format!(
            "EXISTS (SELECT 1 FROM fall_person p WHERE p.fall = f.id AND {})",
            worte.join(" AND ")
        ));
    }
    b
}

/// Rows that are counted: whoever sees more narrows the list, and the database need not look at all of them.
pub(crate) const GEZAEHLT: i64 = 5_000;

/// How many rows `von` ("FROM … WHERE …") has, at most one more than [`GEZAEHLT`].
pub(super) async fn zaehlen(tx: &mut Tx, von: &str, werte: Vec<Wert>) -> Result<i64> {
    let text = format!(
        "SELECT COUNT(*) FROM (SELECT 1 AS eine FROM {von} LIMIT {}) AS zeilen",
        GEZAEHLT + 1
    );
    let (n,): (i64,) = tx.fetch_one(Sql::aus_konstanten(text), werte).await?;
    Ok(n)
}

/// Keys that occur in a column and a name for each, by going from one key to the next in the index over both: the
/// table may have a million rows and a hundred keys.
pub(super) async fn vorkommende(
    tx: &mut Tx,
    (tabelle, schluessel, name): (&'static str, &'static str, &'static str),
) -> Result<Vec<(Uuid, String)>> {
    let text = format!(
        "WITH RECURSIVE v(id) AS (
           SELECT erstes.id FROM (SELECT {schluessel} AS id FROM {tabelle} WHERE {schluessel} IS NOT NULL
             ORDER BY {schluessel} LIMIT 1) AS erstes
           UNION ALL
           SELECT (SELECT n.{schluessel} FROM {tabelle} n WHERE n.{schluessel} > v.id
             ORDER BY n.{schluessel} LIMIT 1) FROM v WHERE v.id IS NOT NULL)
         SELECT v.id, (SELECT MAX(n.{name}) FROM {tabelle} n WHERE n.{schluessel} = v.id) AS name
         FROM v WHERE v.id IS NOT NULL ORDER BY 2"
    );
    tx.fetch_all(Sql::aus_konstanten(text), werte![]).await
}

/// One page of the list and how many rows there are, counted up to [`GEZAEHLT`]. Without a view: for whoever may only know who to
/// talk to, and then only with a search.
pub(crate) async fn seite(
    tx: &mut Tx,
    sicht: Option<&Fallsicht>,
    f: &FallFilter,
    (ab, anzahl): (i64, i64),
) -> Result<(Vec<FallZeile>, i64)> {
    let b = bedingungen(sicht, f);
    let gesamt = zaehlen(tx, &format!("fall f WHERE {}", b.wo), b.werte).await?;
    let mut b = bedingungen(sicht, f);
    let (limit, offset) = (b.platz(anzahl), b.platz(ab));
    let text = format!(
        "SELECT f.id, f.aktenzeichen, f.sektor, f.stand, f.bereich, f.stand_am, f.raum_name, f.fallfuehrend,
            f.fallfuehrend_name, f.vertretung_name, f.naechster_termin,
            (SELECT p.nachname || ', ' || p.vorname FROM fall_person p WHERE p.fall = f.id ORDER BY p.id LIMIT 1)
                AS person
         FROM fall f WHERE {} ORDER BY {} LIMIT {limit} OFFSET {offset}",
        b.wo,
        f.sortierung.sql(f.absteigend)
    );
    Ok((tx.fetch_all(Sql::aus_konstanten(text), b.werte).await?, gesamt))
}

/// The running cases a Fachkraft leads or stands in for, and the ended ones with a remedy that is not.
pub(super) fn betreut(sicht: &Fallsicht, ich: Uuid) -> Bau {
    let alle = FallFilter {
        meine: Some(ich),
        auch_beendete: true,
        ..FallFilter::default()
    };
    let mut b = bedingungen(Some(sicht), &alle);
    b.und(MIT_FRISTEN);
    b
}

/// The running cases of whoever works in the spaces of a Leitung, without those they lead or stand in for themselves.
pub(super) fn im_team(sicht: &Fallsicht, ich: Option<Uuid>) -> Bau {
    let alle = FallFilter {
        auch_beendete: true,
        ..FallFilter::default()
    };
    let mut b = bedingungen(Some(sicht), &alle);
    b.und(MIT_FRISTEN);
    if let Some(ich) = ich {
        let platz = b.platz(ich);
        b.und(&format!("f.fallfuehrend <> {platz} AND f.vertretung <> {platz}"));
    }
    b
}

/// Where a period can run: in a case that is not at its end, or has a remedy that is not.
const MIT_FRISTEN: &str = "(f.stand NOT IN ('F6_ABGELEHNT', 'F11_ABGESCHLOSSEN', 'FX_WEITERGELEITET', 'G11_BEENDET', 'GX_WEITERGELEITET', 'P6_BEENDET',
            'J6_ABGESCHLOSSEN', 'JX_ABGEGEBEN')
          OR EXISTS (SELECT 1 FROM fall_rechtsbehelf h WHERE h.fall = f.id
             AND h.stand IN ('EINGELEGT', 'NICHTABHILFE', 'WIDERSPRUCHSBESCHEID', 'KLAGE')))";

/// Spaces of the lowest level that occur, for the filter.
pub(crate) async fn raeume(tx: &mut Tx) -> Result<Vec<(Uuid, String)>> {
    vorkommende(tx, ("fall", "raumeinheit", "raum_name")).await
}
