//! The queue: one statement put together from constants, everything else as values.

use amt::recht::Sicht;
use base::{Datum, Id, Zeitpunkt};
use store::{Result, Sql, Tx, werte};
use uuid::Uuid;

use super::fall_liste::{Bau, vorkommende, zaehlen};
use crate::model::{Anliegen, Hinweis, Kanal, Ortsart, Stand};

/// What the list is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// A space of any level.
    pub raum: Option<Uuid>,
    /// A team.
    pub team: Option<Uuid>,
    /// Code of a Sektor.
    pub sektor: Option<String>,
    /// A state; without it only open ones when `nur_offen`.
    pub stand: Option<Stand>,
    /// Only NEU and IN_KLAERUNG.
    pub nur_offen: bool,
    /// A way in.
    pub kanal: Option<Kanal>,
    /// First answer or call-back late.
    pub ueberfaellig: bool,
    /// Neither first answer nor call-back late.
    pub in_der_zeit: bool,
    /// With a promised call-back that is not done.
    pub rueckruf: bool,
    /// Responsible is this Fachkraft, or this user took it in.
    pub meine: Option<(Option<Uuid>, Uuid)>,
    /// Words of a name or a telephone number, in search form.
    pub suche: String,
    /// Column.
    pub sortierung: Spalte,
    /// Descending.
    pub absteigend: bool,
}

/// Sorted by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns of the list")]
pub enum Spalte {
    #[default]
    Frist,
    Eingang,
    Raum,
    Team,
    Stand,
}

impl Spalte {
    /// Key in the address and its column.
    pub const SCHLUESSEL: [&'static str; 5] = ["frist", "eingang", "raum", "team", "stand"];

    /// From the key.
    #[must_use]
    pub fn aus(key: &str) -> Self {
        match key {
            "eingang" => Self::Eingang,
            "raum" => Self::Raum,
            "team" => Self::Team,
            "stand" => Self::Stand,
            _ => Self::Frist,
        }
    }

    const fn sql(self, absteigend: bool) -> &'static str {
        match (self, absteigend) {
            (Self::Frist, false) => "a.erstreaktion_bis, a.eingang, a.id",
            (Self::Frist, true) => "a.erstreaktion_bis DESC, a.eingang DESC, a.id",
            (Self::Eingang, false) => "a.eingang, a.id",
            (Self::Eingang, true) => "a.eingang DESC, a.id",
            (Self::Raum, false) => "a.raum_name, a.eingang, a.id",
            (Self::Raum, true) => "a.raum_name DESC, a.eingang, a.id",
            (Self::Team, false) => "a.team_name, a.eingang, a.id",
            (Self::Team, true) => "a.team_name DESC, a.eingang, a.id",
            (Self::Stand, false) => "a.stand, a.eingang, a.id",
            (Self::Stand, true) => "a.stand DESC, a.eingang, a.id",
        }
    }
}

/// One row of the queue.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
#[expect(missing_docs, reason = "see Anliegen")]
pub struct Zeile {
    pub id: Id<Anliegen>,
    pub eingang: Zeitpunkt,
    #[sqlx(try_from = "String")]
    pub kanal: Kanal,
    #[sqlx(try_from = "String")]
    pub stand: Stand,
    #[sqlx(try_from = "String")]
    pub gefaehrdungshinweis: Hinweis,
    #[sqlx(try_from = "String")]
    pub ortsart: Ortsart,
    pub erstreaktion_am: Option<Zeitpunkt>,
    pub erstreaktion_bis: Datum,
    pub rueckruf_bis: Option<Datum>,
    pub rueckruf_am: Option<Zeitpunkt>,
    pub konsultation_am: Option<Zeitpunkt>,
    pub raum_name: String,
    pub region_name: String,
    pub sektor: String,
    pub team_name: String,
    pub fachkraft_name: String,
    pub themen: String,
    pub vorname: Option<String>,
    pub nachname: Option<String>,
    pub geburtsdatum: Option<Datum>,
}

impl Zeile {
    /// Name, or a dash.
    #[must_use]
    pub fn name(&self) -> String {
        let teile = [self.nachname.as_deref(), self.vorname.as_deref()];
        let da: Vec<&str> = teile.into_iter().flatten().filter(|t| !t.is_empty()).collect();
        if da.is_empty() {
            "ohne Namen".to_owned()
        } else {
            da.join(", ")
        }
    }

    /// Whether somebody waits too long.
    #[must_use]
    pub fn ueberfaellig(&self, heute: Datum) -> bool {
        let offen = matches!(self.stand, Stand::Neu | Stand::InKlaerung);
        offen && self.erstreaktion_am.is_none() && self.erstreaktion_bis < heute
            || self.rueckruf_am.is_none() && self.rueckruf_bis.is_some_and(|b| b < heute)
    }
}

/// What the user may see of the Anliegen `a`.
pub(super) fn sichtbar(b: &mut Bau, sicht: &Sicht) {
    if sicht.alles {
        return;
    }
    let ich = b.platz(sicht.benutzer);
    let plaetze: Vec<String> = sicht.raeume.iter().map(|r| b.platz(*r)).collect();
    let raum = if plaetze.is_empty() {
        String::new()
    } else {
        format!(
            " OR EXISTS (SELECT 1 FROM anliegen_raum r WHERE r.anliegen = a.id AND r.raumeinheit IN ({}))",
            plaetze.join(", ")
        )
    };
    b.und(&format!("(a.angelegt_von = {ich}{raum})"));
}

fn bedingungen(sicht: &Sicht, f: &Filter, heute: Datum) -> Bau {
    let mut b = Bau {
        wo: "1 = 1".to_owned(),
        werte: werte![],
    };
    sichtbar(&mut b, sicht);
    if let Some(r) = f.raum {
        let p = b.platz(r);
        b.und(&format!(
            "EXISTS (SELECT 1 FROM anliegen_raum q WHERE q.anliegen = a.id AND q.raumeinheit = {p})"
        ));
    }
    if let Some(t) = f.team {
        let p = b.platz(t);
        b.und(&format!("a.team = {p}"));
    }
    if let Some(s) = &f.sektor {
        let p = b.platz(s);
        b.und(&format!("a.sektor = {p}"));
    }
    if let Some(s) = f.stand {
        let p = b.platz(s);
        b.und(&format!("a.stand = {p}"));
    } else if f.nur_offen {
        b.und("a.stand IN ('NEU', 'IN_KLAERUNG')");
    }
    if let Some(k) = f.kanal {
        let p = b.platz(k);
        b.und(&format!("a.kanal = {p}"));
    }
    for nicht in [f.ueberfaellig.then_some(""), f.in_der_zeit.then_some("NOT ")]
        .into_iter()
        .flatten()
    {
        let (p, q) = (b.platz(heute), b.platz(heute));
        b.und(&format!(
            "{nicht}((a.stand IN ('NEU', 'IN_KLAERUNG') AND a.erstreaktion_am IS NULL AND a.erstreaktion_bis < {p})
              OR (a.rueckruf_am IS NULL AND a.rueckruf_bis IS NOT NULL AND a.rueckruf_bis < {q}))"
        ));
    }
    if f.rueckruf {
        b.und("a.rueckruf_bis IS NOT NULL AND a.rueckruf_am IS NULL");
    }
    if let Some((fachkraft, benutzer)) = f.meine {
        let (p, q) = (b.platz(fachkraft), b.platz(benutzer));
        b.und(&format!("(a.fachkraft = {p} OR a.angelegt_von = {q})"));
    }
    for wort in f.suche.split_whitespace() {
        let p = b.platz(wort);
        b.und(&format!("p.suchtext LIKE '%' || {p} || '%'"));
    }
    b
}

const VON: &str = "anliegen a LEFT JOIN anliegen_person p ON p.anliegen = a.id WHERE ";

/// One page of the queue and how many rows there are, counted up to [`super::fall_liste::GEZAEHLT`].
pub(crate) async fn seite(
    tx: &mut Tx,
    sicht: &Sicht,
    f: &Filter,
    heute: Datum,
    (ab, anzahl): (i64, i64),
) -> Result<(Vec<Zeile>, i64)> {
    let b = bedingungen(sicht, f, heute);
    let gesamt = zaehlen(tx, &format!("{VON}{}", b.wo), b.werte).await?;
    let mut b = bedingungen(sicht, f, heute);
    let (limit, offset) = (b.platz(anzahl), b.platz(ab));
    let text = format!(
        "SELECT a.id, a.eingang, a.kanal, a.stand, a.gefaehrdungshinweis, a.ortsart, a.erstreaktion_am,
            a.erstreaktion_bis, a.rueckruf_bis, a.rueckruf_am, a.konsultation_am, a.raum_name, a.region_name,
            a.sektor, a.team_name, a.fachkraft_name, a.themen, p.vorname, p.nachname, p.geburtsdatum
         FROM {VON}{} ORDER BY {} LIMIT {limit} OFFSET {offset}",
        b.wo,
        f.sortierung.sql(f.absteigend)
    );
    let zeilen = tx.fetch_all(Sql::aus_konstanten(text), b.werte).await?;
    Ok((zeilen, gesamt))
}

/// Names of spaces or teams that occur, for the filter.
pub(crate) async fn teams(tx: &mut Tx) -> Result<Vec<(Uuid, String)>> {
    vorkommende(tx, ("anliegen", "team", "team_name")).await
}

/// Spaces of the lowest level that occur, for the filter.
pub(crate) async fn raeume(tx: &mut Tx) -> Result<Vec<(Uuid, String)>> {
    vorkommende(tx, ("anliegen", "raumeinheit", "raum_name")).await
}

impl Zeile {
    /// The state as a badge.
    #[must_use]
    pub fn abzeichen(&self) -> web::Status {
        match self.stand {
            Stand::Neu => web::Status::achtung(self.stand.wort()),
            Stand::InKlaerung => web::Status::info(self.stand.wort()),
            Stand::Meldung8a => web::Status::ernst(self.stand.wort()),
            _ => web::Status::gut(self.stand.wort()),
        }
    }

    /// An unclear danger hint that nobody talked over yet.
    #[must_use]
    pub fn warnung(&self) -> Option<web::Status> {
        let offen = self.gefaehrdungshinweis == Hinweis::Unklar && self.konsultation_am.is_none();
        offen.then(|| web::Status::ernst("heute mit dem ASD sprechen"))
    }

    /// The day of a promised call-back that is not done.
    #[must_use]
    pub fn rueckruf_offen(&self) -> Option<Datum> {
        self.rueckruf_bis.filter(|_| self.rueckruf_am.is_none())
    }
}
