//! GeoPackage (OGC 12-128r19): an SQLite file.

use std::{collections::BTreeMap, io::Write};

use sqlx::{
    AssertSqlSafe, ConnectOptions, Connection, Row,
    sqlite::{SqliteConnectOptions, SqliteRow},
};

use super::{MERKMALE_HOECHSTENS, RohMerkmal, RohSammlung, wkb};
use crate::{Fehler, codes};

pub async fn lesen(bytes: &[u8], ebene: Option<&str>) -> Result<RohSammlung, Fehler> {
    let mut datei = tempfile::NamedTempFile::new()?;
    datei.write_all(bytes)?;
    datei.flush()?;
    let kaputt = |e: sqlx::Error| Fehler::neu(codes::FORMAT, format!("Das GeoPackage ist beschädigt: {e}."));
    let mut db = SqliteConnectOptions::new()
        .filename(datei.path())
        .read_only(true)
        .immutable(true)
        // the file comes from outside: nothing in its schema may call a function
        .pragma("trusted_schema", "off")
        .disable_statement_logging()
        .connect()
        .await
        .map_err(kaputt)?;
    let ergebnis = innen(&mut db, ebene).await;
    let _ = db.close().await;
    ergebnis.map_err(kaputt)?
}

fn zitat(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

async fn innen(
    db: &mut sqlx::SqliteConnection,
    ebene: Option<&str>,
) -> sqlx::Result<Result<RohSammlung, Fehler>> {
    let ebenen: Vec<(String, String, i64)> = sqlx::query_as(
        "SELECT g.table_name, g.column_name, g.srs_id FROM gpkg_geometry_columns g
         JOIN gpkg_contents c ON c.table_name = g.table_name WHERE c.data_type = 'features' ORDER BY g.table_name",
    )
    .fetch_all(&mut *db)
    .await?;
    let gewaehlt = ebenen.iter().find(|(t, ..)| ebene.is_none_or(|e| e == t));
    let Some((tabelle, geometrie, srs)) = gewaehlt else {
        let alle: Vec<&str> = ebenen.iter().map(|(t, ..)| t.as_str()).collect();
        let text = format!(
            "Das GeoPackage hat keine passende Ebene. Es gibt: {}.",
            alle.join(", ")
        );
        return Ok(Err(Fehler::neu(codes::FORMAT, text)));
    };
    // the number in the file need not be the EPSG code
    let epsg: Option<(i64,)> = sqlx::query_as(
        "SELECT organization_coordsys_id FROM gpkg_spatial_ref_sys WHERE srs_id = $1 AND upper(organization) = 'EPSG'",
    )
    .bind(srs)
    .fetch_optional(&mut *db)
    .await?;
    let alle: Vec<(String,)> = sqlx::query_as("SELECT name FROM pragma_table_info($1) ORDER BY cid")
        .bind(tabelle)
        .fetch_all(&mut *db)
        .await?;
    let spalten: Vec<String> = alle
        .into_iter()
        .map(|(n,)| n)
        .filter(|n| n != geometrie)
        .collect();
    let auswahl: String = spalten
        .iter()
        .map(|s| format!(", CAST({} AS TEXT)", zitat(s)))
        .collect();
    let sql = format!(
        "SELECT {}{auswahl} FROM {} LIMIT {}",
        zitat(geometrie),
        zitat(tabelle),
        MERKMALE_HOECHSTENS + 1
    );
    let zeilen: Vec<SqliteRow> = sqlx::query(AssertSqlSafe(sql)).fetch_all(&mut *db).await?;
    let mut merkmale = Vec::with_capacity(zeilen.len());
    for z in zeilen {
        let blob: Option<Vec<u8>> = z.try_get(0)?;
        let mut attribute = BTreeMap::new();
        for (i, s) in spalten.iter().enumerate() {
            attribute.insert(
                s.clone(),
                z.try_get::<Option<String>, _>(i + 1)?.unwrap_or_default(),
            );
        }
        let geometrie = blob.map_or(Ok(super::Roh::Nichts), |b| wkb::gpkg(&b));
        merkmale.push(RohMerkmal { attribute, geometrie });
    }
    Ok(Ok(RohSammlung {
        format: "GeoPackage",
        epsg: epsg.and_then(|(e,)| u32::try_from(e).ok()),
        spalten,
        rfc7946: false,
        merkmale,
    }))
}
