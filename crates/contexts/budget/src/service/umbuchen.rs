use amt::{
    App, Result,
    recht::{Bearbeiten, Befugnis},
};
use base::{Befund, Cent, Datum, Id};
use store::Tx;

use super::buchen::{Gebucht, buchen};
use crate::{
    ablage,
    model::{Bezug, Buchung, BuchungsArt, NeueBuchung, Topf, TopfArt, Vorgang, VorwegGrund},
};

/// What somebody wants to move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Umbuchung {
    /// Day.
    pub datum: Datum,
    /// Gives.
    pub von: Id<Topf>,
    /// Takes.
    pub nach: Id<Topf>,
    /// How much.
    pub betrag: Cent,
    /// Decision of the committee; needed between regions.
    pub beschluss: String,
    /// Why.
    pub text: String,
}

impl Umbuchung {
    fn posten(&self, art: BuchungsArt, von: &Topf, nach: &Topf) -> Vec<NeueBuchung> {
        let eine = |topf: &Topf, betrag| NeueBuchung {
            datum: self.datum,
            topf: topf.id,
            art,
            arbeitsart: Some(topf.arbeitsart),
            betrag: Cent(betrag),
            beleg: self.beschluss.clone(),
            bezug: Bezug::default(),
            leistungsart: String::new(),
            text: self.text.clone(),
        };
        vec![eine(von, -self.betrag.0), eine(nach, self.betrag.0)]
    }
}

/// Moves money between two Töpfe; also how a project gets money from what is left over (reservation → project).
///
/// # Errors
/// `BUDGET-E01`, `E10`, `E20`, `E32`, `E33`, `E30` without a reason.
pub async fn umbuchen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Buchung>,
    vorgang: &Vorgang,
    u: &Umbuchung,
) -> Result<Gebucht> {
    let (von, nach) = toepfe(tx, u).await?;
    if von.art == TopfArt::ZentralVorweg {
        let text = "Aus dem Vorwegabzug geht Geld nur über die Vorweg-Freigabe.";
        return Err(Befund::neu("BUDGET-E32", text).an("von").into());
    }
    buchen(
        app,
        tx,
        may,
        von.jahr,
        vorgang,
        u.posten(BuchungsArt::Umbuchung, &von, &nach),
    )
    .await
}

/// Helps a region from the Vorwegabzug; always waits for a second person.
///
/// # Errors
/// `BUDGET-E01`, `E11`, `E20`, `E32` when the giving Topf is not the Vorwegabzug.
pub async fn vorweg_freigeben(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Buchung>,
    vorgang: &Vorgang,
    grund: VorwegGrund,
    u: &Umbuchung,
) -> Result<Gebucht> {
    let (von, nach) = toepfe(tx, u).await?;
    if von.art != TopfArt::ZentralVorweg || nach.art == TopfArt::ZentralVorweg {
        let text = "Eine Vorweg-Freigabe geht vom Vorwegabzug an eine Region.";
        return Err(Befund::neu("BUDGET-E32", text).an("von").into());
    }
    let mit_grund = Umbuchung {
        text: format!("{grund}: {}", u.text),
        ..u.clone()
    };
    let posten = mit_grund.posten(BuchungsArt::VorwegFreigabe, &von, &nach);
    buchen(app, tx, may, von.jahr, vorgang, posten).await
}

async fn toepfe(tx: &mut Tx, u: &Umbuchung) -> Result<(Topf, Topf)> {
    if u.text.is_empty() {
        return Err(
            Befund::neu("BUDGET-E30", "Bitte sagen Sie, warum umgebucht wird.")
                .an("text")
                .into(),
        );
    }
    if u.betrag.0 <= 0 {
        let text = "Bitte einen Betrag größer als null angeben.";
        return Err(Befund::neu("BUDGET-E01", text).an("betrag").into());
    }
    Ok((
        ablage::topf::laden(tx, u.von).await?,
        ablage::topf::laden(tx, u.nach).await?,
    ))
}
