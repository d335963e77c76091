//! Where persons are recorded, as far as a user may see it.

use amt::recht::Sicht;
use base::Zeitpunkt;
use store::{Result, Sql, Tx, werte};
use uuid::Uuid;

use super::aufgefuellt;
use crate::{
    model::{FallStand, Fallrolle, Fundart, Fundstelle, Stand},
    store::{
        Fallsicht,
        fall_liste::{self, Bau},
        liste,
    },
};

/// Values in one statement; SQLite has a limit.
const AUF_EINMAL: usize = 500;

#[derive(sqlx::FromRow)]
struct AnliegenZeile {
    person: Uuid,
    id: Uuid,
    sektor: String,
    #[sqlx(try_from = "String")]
    stand: Stand,
    eingang: Zeitpunkt,
}

#[derive(sqlx::FromRow)]
struct FallZeile {
    person: Uuid,
    id: Uuid,
    zeile: Uuid,
    sektor: String,
    aktenzeichen: String,
    rolle: String,
    #[sqlx(try_from = "String")]
    stand: FallStand,
    angelegt_am: Zeitpunkt,
}

fn leer() -> Bau {
    Bau {
        wo: "1 = 1".to_owned(),
        werte: werte![],
    }
}

fn unter(b: &mut Bau, ids: &[Uuid]) {
    let plaetze: Vec<String> = aufgefuellt(ids).map(|id| b.platz(*id)).collect();
    b.und(&format!("p.person IN ({})", plaetze.join(", ")));
}

/// The state of an Anliegen beside a name that somebody looks for: that there was a Meldung concerns the people who
/// protect, and is read there.
fn nach_aussen(stand: Stand) -> &'static str {
    match stand {
        Stand::Meldung8a => "abgegeben",
        s => s.wort(),
    }
}

/// Where these persons are recorded in Anliegen the user may see.
pub(crate) async fn in_anliegen(tx: &mut Tx, sicht: &Sicht, ids: &[Uuid]) -> Result<Vec<Fundstelle>> {
    let mut aus = Vec::new();
    for ids in ids.chunks(AUF_EINMAL) {
        let mut b = leer();
        unter(&mut b, ids);
        liste::sichtbar(&mut b, sicht);
        let text = format!(
            "SELECT p.person, a.id, a.sektor, a.stand, a.eingang FROM anliegen_person p
             JOIN anliegen a ON a.id = p.anliegen WHERE {} ORDER BY a.eingang DESC, a.id",
            b.wo
        );
        let zeilen: Vec<AnliegenZeile> = tx.fetch_all(Sql::aus_konstanten(text), b.werte).await?;
        aus.extend(zeilen.into_iter().map(|z| Fundstelle {
            person: z.person,
            art: Fundart::Anliegen,
            id: z.id,
            zeile: z.id,
            sektor: z.sektor,
            titel: "Anliegen".to_owned(),
            stand: nach_aussen(z.stand),
            rolle: String::new(),
            seit: z.eingang,
        }));
    }
    Ok(aus)
}

/// Where these persons are recorded in cases the user may see.
pub(crate) async fn in_faellen(tx: &mut Tx, sicht: &Fallsicht, ids: &[Uuid]) -> Result<Vec<Fundstelle>> {
    let mut aus = Vec::new();
    for ids in ids.chunks(AUF_EINMAL) {
        let mut b = leer();
        unter(&mut b, ids);
        let wo = fall_liste::sichtbar(&mut b, sicht);
        b.und(&wo);
        let text = format!(
            "SELECT p.person, f.id, p.id AS zeile, f.sektor, f.aktenzeichen, p.rolle, f.stand, f.angelegt_am
             FROM fall_person p JOIN fall f ON f.id = p.fall WHERE {} ORDER BY f.angelegt_am DESC, p.id",
            b.wo
        );
        let zeilen: Vec<FallZeile> = tx.fetch_all(Sql::aus_konstanten(text), b.werte).await?;
        aus.extend(zeilen.into_iter().map(|z| {
            Fundstelle {
                person: z.person,
                art: Fundart::Fall,
                id: z.id,
                zeile: z.zeile,
                sektor: z.sektor,
                titel: z.aktenzeichen,
                stand: z.stand.wort(),
                rolle: z
                    .rolle
                    .parse::<Fallrolle>()
                    .map_or_else(|_| String::new(), |r| r.wort().to_owned()),
                seit: z.angelegt_am,
            }
        }));
    }
    Ok(aus)
}

/// Keys of all persons in Anliegen or cases the user may see.
pub(crate) async fn sichtbare(
    tx: &mut Tx,
    anliegen: Option<&Sicht>,
    faelle: Option<&Fallsicht>,
    hoechstens: i64,
) -> Result<Vec<Uuid>> {
    let mut aus: Vec<(Uuid,)> = Vec::new();
    if let Some(s) = faelle {
        let mut b = leer();
        let wo = fall_liste::sichtbar(&mut b, s);
        b.und(&wo);
        let text = format!(
            "SELECT DISTINCT p.person FROM fall_person p JOIN fall f ON f.id = p.fall
             WHERE p.person IS NOT NULL AND {} LIMIT {hoechstens}",
            b.wo
        );
        aus.extend(
            tx.fetch_all::<(Uuid,)>(Sql::aus_konstanten(text), b.werte)
                .await?,
        );
    }
    if let Some(s) = anliegen {
        let mut b = leer();
        liste::sichtbar(&mut b, s);
        let text = format!(
            "SELECT DISTINCT p.person FROM anliegen_person p JOIN anliegen a ON a.id = p.anliegen
             WHERE p.person IS NOT NULL AND {} LIMIT {hoechstens}",
            b.wo
        );
        aus.extend(
            tx.fetch_all::<(Uuid,)>(Sql::aus_konstanten(text), b.werte)
                .await?,
        );
    }
    let mut ids: Vec<Uuid> = aus.into_iter().map(|z| z.0).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.truncate(usize::try_from(hoechstens).unwrap_or(usize::MAX));
    Ok(ids)
}
