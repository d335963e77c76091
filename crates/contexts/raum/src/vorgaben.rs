//! What the Geschäftsordnung says about spaces.

use amt::{App, Result};
use store::Tx;

/// The keys `raum.*` of the Geschäftsordnung (Fachkonzept chapter 2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vorgaben {
    /// Levels from the largest to the smallest; the last is the assignment level.
    pub ebenen: Vec<String>,
    /// Least and greatest number of Kommunen per Raum.
    pub kommunen_je_raum: Option<(u32, u32)>,
    /// Residents per Raum: a hint, never a bar.
    pub einwohner_korridor: Option<(u32, u32)>,
    /// Code of the Raum for people without a fixed abode.
    pub auffang_raum: Option<String>,
}

impl Default for Vorgaben {
    fn default() -> Self {
        Self {
            ebenen: vec!["REGION".to_owned(), "SOZIALRAUM".to_owned()],
            kommunen_je_raum: None,
            einwohner_korridor: None,
            auffang_raum: None,
        }
    }
}

impl From<&amt::go::Geschaeftsordnung> for Vorgaben {
    fn from(go: &amt::go::Geschaeftsordnung) -> Self {
        Self {
            ebenen: go.raum.ebenen.clone(),
            kommunen_je_raum: go.raum.kommunen_je_raum,
            einwohner_korridor: go.raum.einwohner_korridor,
            auffang_raum: go.raum.auffang_raum.clone(),
        }
    }
}

/// Those in force. Before there is a Geschäftsordnung, spaces can be imported all the same: then what the program was
/// put together with counts, or the defaults.
pub(crate) async fn geltende(app: &App, tx: &mut Tx) -> Result<Vorgaben> {
    match amt::ordnung::geltende(app, tx).await {
        Ok(go) => Ok(Vorgaben::from(&*go)),
        Err(fehler) if fehler.befunde().iter().any(|b| b.code == "AMT-E20") => {
            Ok(app.teil::<Vorgaben>().map(|v| (*v).clone()).unwrap_or_default())
        }
        Err(fehler) => Err(fehler),
    }
}
