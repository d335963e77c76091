//! Serves the pages of this room over the small town of the tests: to look at them in a browser.
//! `cargo run -p raum --example vorschau` → <http://127.0.0.1:8094/raeume>

#[path = "../tests/gemeinsam/mod.rs"]
mod gemeinsam;

use amt::recht::Rolle;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let ordner = std::env::temp_dir().join(format!("gewebe-vorschau-{}", std::process::id()));
    std::fs::create_dir_all(&ordner)?;
    let url = format!("sqlite:{}", ordner.join("vorschau.db").display());
    let db = store::Db::oeffnen(&store::Einstellungen::fuer(url), &gemeinsam::MIGRATIONEN).await?;
    let app = gemeinsam::app(db);
    let mut tx = app.db.write().await?;
    let g = gemeinsam::stadt(&app, &mut tx).await;
    gemeinsam::beschliessen(&app, &mut tx, g).await?;
    tx.commit().await?;
    let lauscher = tokio::net::TcpListener::bind("127.0.0.1:8094").await?;
    axum::serve(lauscher, gemeinsam::seiten(&app, Rolle::R22)).await?;
    Ok(())
}
