//! Notes of a case and whom entrusted ones were opened to.

use base::{Id, Zeitpunkt};
use store::{Result, Tx, werte};
use uuid::Uuid;

use crate::model::{Fall, Freigabe, Notiz};

pub(crate) async fn insert(tx: &mut Tx, fall: Id<Fall>, n: &Notiz) -> Result<()> {
    tx.execute(
        "INSERT INTO fall_notiz (id, fall, art, text, tag, zeit, verfasser, verfasser_name)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8)",
        werte![
            n.id,
            fall,
            n.art,
            &n.text,
            n.tag,
            n.zeit,
            n.verfasser,
            &n.verfasser_name
        ],
    )
    .await?;
    Ok(())
}

/// All of a case, the newest day first.
pub(crate) async fn alle(tx: &mut Tx, fall: Id<Fall>) -> Result<Vec<Notiz>> {
    tx.fetch_all(
        "SELECT id, art, text, tag, zeit, verfasser, verfasser_name, geschwaerzt_am, geschwaerzt_von,
            geschwaerzt_grund FROM fall_notiz WHERE fall = $1 ORDER BY tag DESC, zeit DESC, id",
        werte![fall],
    )
    .await
}

pub(crate) async fn freigaben(tx: &mut Tx, fall: Id<Fall>) -> Result<Vec<Freigabe>> {
    tx.fetch_all(
        "SELECT f.notiz, f.fachkraft, f.fachkraft_name, f.grund, f.worte, f.zeit, f.benutzer_name
         FROM fall_notiz_freigabe f JOIN fall_notiz n ON n.id = f.notiz WHERE n.fall = $1 ORDER BY f.zeit",
        werte![fall],
    )
    .await
}

pub(crate) async fn freigeben(tx: &mut Tx, f: &Freigabe) -> Result<()> {
    tx.execute(
        "INSERT INTO fall_notiz_freigabe (notiz, fachkraft, fachkraft_name, grund, worte, zeit, benutzer_name)
         VALUES ($1,$2,$3,$4,$5,$6,$7) ON CONFLICT (notiz, fachkraft) DO NOTHING",
        werte![
            f.notiz,
            f.fachkraft,
            &f.fachkraft_name,
            f.grund,
            &f.worte,
            f.zeit,
            &f.benutzer_name
        ],
    )
    .await?;
    Ok(())
}

/// Takes the words away and leaves the line.
pub(crate) async fn schwaerzen(
    tx: &mut Tx,
    id: Uuid,
    (wann, wer, grund): (Zeitpunkt, &str, &str),
) -> Result<()> {
    tx.execute_one(
        "UPDATE fall_notiz SET text = '', geschwaerzt_am = $2, geschwaerzt_von = $3, geschwaerzt_grund = $4
         WHERE id = $1 AND geschwaerzt_am IS NULL",
        werte![id, wann, wer, grund],
    )
    .await
}
