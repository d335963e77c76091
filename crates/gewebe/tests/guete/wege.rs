//! All routes, read off the router itself, so that none can be forgotten.

use std::collections::{BTreeMap, BTreeSet};

use axum::Router;
use uuid::Uuid;

use crate::besucher::{Antwort, Besucher};

/// One route: method and path with its parameters in braces.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Weg {
    pub methode: String,
    pub pfad: String,
}

impl Weg {
    /// Whether it changes something.
    pub fn aendert(&self) -> bool {
        self.methode != "GET"
    }

    /// Whether the path holds a parameter.
    pub fn hat_parameter(&self) -> bool {
        self.pfad.contains('{')
    }
}

const METHODEN: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// axum lists its routes in no other way than in its `Debug` text: `RouteId(7): MethodRouter(MethodRouter { get: …`
/// for the methods and `RouteId(7): "/path"` for the paths. When that changes, nothing is found and the test fails.
pub fn alle(router: &Router) -> BTreeSet<Weg> {
    let text = format!("{router:?}");
    let (drinnen, _) = text.split_once("fallback_router").unwrap();
    let (methoden, pfade) = drinnen.split_once("node: Node").unwrap();
    let mut je_id: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for stueck in methoden.split("RouteId(").skip(1) {
        let (id, rest) = stueck.split_once(')').unwrap();
        let hat = |m: &&&str| !rest.contains(&format!("{m}: None")) && rest.contains(&format!("{m}: "));
        je_id.insert(id, METHODEN.iter().filter(hat).copied().collect());
    }
    let mut wege = BTreeSet::new();
    for stueck in pfade.split("RouteId(").skip(1) {
        let (id, rest) = stueck.split_once(')').unwrap();
        let pfad = rest.split('"').nth(1).unwrap();
        for m in je_id.get(id).unwrap() {
            wege.insert(Weg {
                methode: m.to_uppercase(),
                pfad: pfad.to_owned(),
            });
        }
    }
    wege
}

/// Asks with what a page of ours would send at least: enough to be understood, not enough to be saved where a form has
/// anything to fill in.
pub async fn fragen(b: &mut Besucher, weg: &Weg, pfad: &str) -> Antwort {
    let nirgends = Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0bad);
    match (weg.methode.as_str(), weg.pfad.as_str()) {
        ("GET", "/api/v1/adressen") => b.get("/api/v1/adressen?q=ahorn").await,
        ("GET", "/api/v1/zustaendigkeit") => {
            b.get(&format!("{pfad}?raum={nirgends}&sektor=JUGENDHILFE")).await
        }
        ("GET", _) => b.get(pfad).await,
        (_, "/api/v1/zustaendigkeit") => {
            let rumpf = format!("{{\"raum\":\"{nirgends}\",\"sektor\":\"JUGENDHILFE\"}}");
            b.json(pfad, &rumpf).await
        }
        (_, "/api/v1/anliegen") => {
            let einmal = base::Ids::uuid(&base::SystemIds);
            let rumpf = format!(
                "{{\"einmal\":\"{einmal}\",\"kanal\":\"PORTAL\",\"worte\":\"Hilfe\",\"melderrolle\":\"SELBST\",
                \"gefaehrdungshinweis\":\"NEIN\",\"ortsart\":\"OHNE_WOHNSITZ\",\"nachname\":\"Probe\"}}"
            );
            b.json(pfad, &rumpf).await
        }
        (_, "/api/v1/rechnungen") => {
            b.json(pfad, "{\"nummer\":\"\",\"datum\":\"2026-10-05\",\"zeilen\":[]}")
                .await
        }
        (_, p) if p.starts_with("/api/") => b.json(pfad, "{}").await,
        (
            _,
            "/einlesen/neu"
            | "/budget/{jahr}/einlesen"
            | "/rechnungen/neu"
            | "/erfassungen/{id}/fotos"
            | "/raeume/zuschneiden/neu"
            | "/raeume/zuschneiden/{id}/datei",
        ) => b.hochladen(pfad).await,
        (_, "/angebote/vorschlaege/{id}") => b.post(pfad, &[("tat", "ablehnen")]).await,
        (_, "/angebote/{id}/tat") => b.post(pfad, &[("tat", "pruefen")]).await,
        (_, "/servicebereich") => {
            let felder = [
                ("anliegen_kurz", "Frage"),
                ("kanal", "TELEFON"),
                ("ueberlauf", "DIREKT"),
                ("gefaehrdungshinweis", "NEIN"),
            ];
            b.post(pfad, &felder).await
        }
        _ => b.post(pfad, &[]).await,
    }
}
