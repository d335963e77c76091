//! The page of a case asks every table for the rows of one case: each needs an index that begins with it, or the page
//! reads what belongs to all of them.

use std::collections::BTreeSet;

use store::werte;

use crate::gemeinsam::{ALLE, stadt};

/// Every table with a reference to a case, and whether an index begins with it.
const SQLITE: &str =
    "SELECT m.name, EXISTS (SELECT 1 FROM pragma_index_list(m.name) i, pragma_index_info(i.name) s
        WHERE s.seqno = 0 AND s.name = f.\"from\" AND i.partial = 0)
    FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table' AND f.\"table\" = 'fall'";
const POSTGRES: &str = "SELECT c.conrelid::regclass::text, EXISTS (SELECT 1 FROM pg_index i
        WHERE i.indrelid = c.conrelid AND i.indkey[0] = c.conkey[1] AND i.indpred IS NULL)
    FROM pg_constraint c WHERE c.contype = 'f' AND c.confrelid = 'fall'::regclass";
/// The agenda of a meeting is read by the meeting.
const OHNE: [&str; 1] = ["fall_agenda_rang"];

testkit::auf_beiden!(
    p_1_was_zu_einem_fall_gehoert_findet_ein_index,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let mut tx = app.db.read().await.unwrap();
        let sql = if tx.ist_postgres() { POSTGRES } else { SQLITE };
        let alle: Vec<(String, bool)> = tx.fetch_all(sql, werte![]).await.unwrap();
        assert!(alle.len() > 30, "{}", alle.len());
        let ohne: BTreeSet<&str> = alle
            .iter()
            .filter(|(_, da)| !da)
            .map(|(t, _)| t.as_str())
            .collect();
        assert_eq!(ohne, BTreeSet::from(OHNE));
    }
);
