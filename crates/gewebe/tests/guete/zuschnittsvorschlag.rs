//! A proposal for new spaces, found and stored, with the map it was made from.

use raum::zuschneiden::planung::Planung;
use store::werte;
use uuid::Uuid;

use crate::stadt::Stadt;

/// A proposal for new boundaries whose one plan is there to look at.
pub async fn anlegen(s: &Stadt, tx: &mut store::Tx) {
    let mut planung = Planung::default();
    planung.merkmale.kennung = "id".to_owned();
    let planung = serde_json::to_string(&planung).unwrap();
    let raum = r#"{"name":"1","einheiten":1,"einwohner":1,"faelle":1,"abweichung":0,"im_korridor":null,"flaeche_km2":1,
        "teile":1,"fehlt":[],"mitte":"a","weg_m":0,"ton":0,"form":""}"#;
    let ergebnis = format!(
        r#"{{"kennungen":["a"],"plaene":[{{"zone":[0],"raeume":[{raum}],"zulaessig":true,"verletzungen":[],"j":0,
        "abweichung":0,"zusammenhaengend":true,"hindernisse":[0,0],"politisch_gewahrt":1,"geteilt":[],"arten":[],
        "aenderung":null,"unterschied":0}}],"bemerkungen":[],"angehalten":false,"bericht":{{}}}}"#
    );
    let (id, karte) = (
        s.app.ids.uuid(),
        r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"a","name":"Einheit a"},
        "geometry":{"type":"Polygon","coordinates":[[[13.0,52.0],[13.1,52.0],[13.1,52.1],[13.0,52.0]]]}}]}"#,
    );
    tx.execute(
        "INSERT INTO zuschnitt_vorschlag (id, bezeichnung, herkunft, einheiten, merkmale, planung, zwischenstand,
         ergebnis, version, angelegt_am, angelegt_von) VALUES ($1, 'x', 'x', 1, '[]', $2, '', $3, 1, $4, $5)",
        werte![
            id,
            planung,
            ergebnis,
            s.app.uhr.jetzt(),
            Uuid::from_u128(0xE1)
        ],
    )
    .await
    .unwrap();
    tx.execute(
        "INSERT INTO zuschnitt_datei (vorschlag, art, dateiname, daten) VALUES ($1, 'EINHEITEN', 'a.geojson', $2)",
        werte![id, karte.as_bytes()],
    )
    .await
    .unwrap();
}
