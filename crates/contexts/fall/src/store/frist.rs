//! What the periods of many cases know, in a few statements whatever their number.

use base::{Datum, Id, Zeitpunkt};
use store::{Result, Sql, Tx};
use uuid::Uuid;

use super::{
    FallZeile, Fallsicht,
    fall_liste::{Bau, betreut, im_team},
};
use crate::model::{Angabe, Rechtsbehelf, Rechtsbehelfsschritt, Wiedervorlage};

/// Cases one Fachkraft can sensibly lead are far fewer; more would be a mistake of the data.
const HOECHSTENS: i64 = 2000;

/// Angaben a period begins or ends with.
const MIT_FRIST: [Angabe; 9] = [
    Angabe::Eilhilfe,
    Angabe::Begehren,
    Angabe::Zustaendigkeit,
    Angabe::Antrag,
    Angabe::EghZustaendigkeit,
    Angabe::Weiterleitung14,
    Angabe::RehaMehrheit,
    Angabe::GutachtenAuftrag,
    Angabe::GutachtenEingang,
];

/// An Angabe of a case.
#[derive(Debug, sqlx::FromRow)]
pub(crate) struct Angabenzeile {
    pub(crate) fall: Uuid,
    #[sqlx(try_from = "String")]
    pub(crate) angabe: Angabe,
    pub(crate) tag: Option<Datum>,
}

/// A plan of a case.
#[derive(Debug, sqlx::FromRow)]
pub(crate) struct Planzeile {
    pub(crate) fall: Uuid,
    pub(crate) zeit: Zeitpunkt,
    pub(crate) pruefdatum: Datum,
}

/// A remedy with its case.
#[derive(Debug, sqlx::FromRow)]
pub(crate) struct Rechtsbehelfzeile {
    pub(crate) fall: Uuid,
    #[sqlx(flatten)]
    pub(crate) rechtsbehelf: Rechtsbehelf,
}

/// A Wiedervorlage with its case.
#[derive(Debug, sqlx::FromRow)]
pub(crate) struct Wiedervorlagezeile {
    pub(crate) fall: Uuid,
    #[sqlx(flatten)]
    pub(crate) wiedervorlage: Wiedervorlage,
}

/// Everything about the cases a Fachkraft leads or stands in for.
#[derive(Debug, Default)]
pub(crate) struct Bestand {
    pub(crate) faelle: Vec<(FallZeile, String)>,
    /// Newest first.
    pub(crate) angaben: Vec<Angabenzeile>,
    pub(crate) entschieden: Vec<(Uuid, Zeitpunkt)>,
    /// Newest first.
    pub(crate) plaene: Vec<Planzeile>,
    /// Newest first.
    pub(crate) teilhabeplan: Vec<(Uuid, bool)>,
    pub(crate) rechtsbehelfe: Vec<Rechtsbehelfzeile>,
    pub(crate) schritte: Vec<Rechtsbehelfsschritt>,
    /// Those not ticked off.
    pub(crate) wiedervorlagen: Vec<Wiedervorlagezeile>,
}

#[derive(Debug, sqlx::FromRow)]
struct MitNorm {
    norm_beantragt: String,
    #[sqlx(flatten)]
    zeile: FallZeile,
}

/// Whose cases.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Kreis {
    /// Led by this Fachkraft, or stood in for.
    Betreut(Uuid),
    /// In the spaces of a Leitung, led by others than this one.
    Team(Option<Uuid>),
}

impl Kreis {
    fn bau(self, sicht: &Fallsicht) -> Bau {
        match self {
            Self::Betreut(ich) => betreut(sicht, ich),
            Self::Team(ich) => im_team(sicht, ich),
        }
    }
}

/// Reads them.
pub(crate) async fn bestand(tx: &mut Tx, sicht: &Fallsicht, kreis: Kreis) -> Result<Bestand> {
    let mut b = kreis.bau(sicht);
    let grenze = b.platz(HOECHSTENS);
    let text = format!(
        "SELECT f.id, f.aktenzeichen, f.sektor, f.stand, f.bereich, f.stand_am, f.raum_name, f.fallfuehrend,
            f.fallfuehrend_name, f.vertretung_name, f.naechster_termin, f.norm_beantragt,
            (SELECT p.nachname || ', ' || p.vorname FROM fall_person p WHERE p.fall = f.id ORDER BY p.id LIMIT 1)
                AS person
         FROM fall f WHERE {} ORDER BY f.aktenzeichen LIMIT {grenze}",
        b.wo
    );
    let faelle: Vec<MitNorm> = tx.fetch_all(Sql::aus_konstanten(text), b.werte).await?;
    if faelle.is_empty() {
        return Ok(Bestand::default());
    }
    let codes: Vec<String> = MIT_FRIST.iter().map(|a| format!("'{}'", a.code())).collect();
    let b = kreis.bau(sicht);
    let angaben = format!(
        "SELECT a.fall, a.angabe, a.tag FROM fall_angabe a JOIN fall f ON f.id = a.fall
         WHERE a.angabe IN ({}) AND {} ORDER BY a.zeit DESC, a.id DESC",
        codes.join(", "),
        b.wo
    );
    let angaben = tx.fetch_all(Sql::aus_konstanten(angaben), b.werte).await?;
    let b = kreis.bau(sicht);
    let entschieden = zu(
        &b,
        "SELECT e.fall, MAX(e.entschieden_am) FROM fall_entscheidung e JOIN fall f ON f.id = e.fall
         WHERE e.stand = 'ENTSCHIEDEN' AND e.entschieden_am IS NOT NULL AND",
        "GROUP BY e.fall",
    );
    let entschieden = tx.fetch_all(entschieden, b.werte).await?;
    let b = kreis.bau(sicht);
    let plaene = zu(
        &b,
        "SELECT h.fall, h.zeit, h.pruefdatum FROM fall_hilfeplan h JOIN fall f ON f.id = h.fall WHERE",
        "ORDER BY h.nummer DESC",
    );
    let plaene = tx.fetch_all(plaene, b.werte).await?;
    let b = kreis.bau(sicht);
    let teilhabeplan = zu(
        &b,
        "SELECT g.fall, g.teilhabeplan FROM fall_gpk g JOIN fall f ON f.id = g.fall WHERE",
        "ORDER BY g.zeit DESC, g.id DESC",
    );
    let teilhabeplan = tx.fetch_all(teilhabeplan, b.werte).await?;
    let b = kreis.bau(sicht);
    let rechtsbehelfe = zu(
        &b,
        "SELECT r.fall, r.id, r.entscheidung, r.form, r.eingelegt_am, r.worte, r.stand, r.stand_am, r.benutzer_name,
            r.zeit FROM fall_rechtsbehelf r JOIN fall f ON f.id = r.fall WHERE",
        "ORDER BY r.zeit, r.id",
    );
    let rechtsbehelfe = tx.fetch_all(rechtsbehelfe, b.werte).await?;
    let b = kreis.bau(sicht);
    let schritte = zu(
        &b,
        "SELECT s.rechtsbehelf, s.stand, s.am, s.worte, s.benutzer_name, s.zeit FROM fall_rechtsbehelf_schritt s
         JOIN fall_rechtsbehelf r ON r.id = s.rechtsbehelf JOIN fall f ON f.id = r.fall WHERE",
        "ORDER BY s.zeit, s.id",
    );
    let schritte = tx.fetch_all(schritte, b.werte).await?;
    let b = kreis.bau(sicht);
    let wiedervorlagen = zu(
        &b,
        "SELECT w.fall, w.id, w.tag, w.zuerst, w.grund, w.vorlauf, w.ruht, w.zeit, w.benutzer_name, w.erledigt_am,
            w.erledigt_name FROM fall_wiedervorlage w JOIN fall f ON f.id = w.fall WHERE w.erledigt_am IS NULL AND",
        "ORDER BY w.tag, w.id",
    );
    let wiedervorlagen = tx.fetch_all(wiedervorlagen, b.werte).await?;
    Ok(Bestand {
        faelle: faelle.into_iter().map(|f| (f.zeile, f.norm_beantragt)).collect(),
        angaben,
        entschieden,
        plaene,
        teilhabeplan,
        rechtsbehelfe,
        schritte,
        wiedervorlagen,
    })
}

/// A statement about the cases of this condition.
fn zu(b: &Bau, anfang: &str, ende: &str) -> Sql {
    Sql::aus_konstanten(format!("{anfang} {} {ende}", b.wo))
}

/// The calendar feed of somebody: its secret only as a hash, at most one each.
pub(crate) mod kalender {
    use super::{Id, Result, Tx, Uuid, Zeitpunkt};
    use store::werte;

    pub(crate) async fn setzen(tx: &mut Tx, benutzer: Uuid, hash: &str, jetzt: Zeitpunkt) -> Result<()> {
        loeschen(tx, benutzer).await?;
        tx.execute(
            "INSERT INTO fall_kalender (benutzer, token, angelegt) VALUES ($1,$2,$3)",
            werte![benutzer, hash, jetzt],
        )
        .await?;
        Ok(())
    }

    pub(crate) async fn loeschen(tx: &mut Tx, benutzer: Uuid) -> Result<u64> {
        tx.execute("DELETE FROM fall_kalender WHERE benutzer = $1", werte![benutzer])
            .await
    }

    pub(crate) async fn seit(tx: &mut Tx, benutzer: Uuid) -> Result<Option<Zeitpunkt>> {
        let z: Option<(Zeitpunkt,)> = tx
            .fetch_optional(
                "SELECT angelegt FROM fall_kalender WHERE benutzer = $1",
                werte![benutzer],
            )
            .await?;
        Ok(z.map(|z| z.0))
    }

    pub(crate) async fn wessen(tx: &mut Tx, hash: &str) -> Result<Option<Id<amt::Benutzer>>> {
        let z: Option<(Id<amt::Benutzer>,)> = tx
            .fetch_optional(
                "SELECT benutzer FROM fall_kalender WHERE token = $1",
                werte![hash],
            )
            .await?;
        Ok(z.map(|z| z.0))
    }
}
