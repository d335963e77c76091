//! What one Fachkraft does in one case, whatever the statute: open it, note something, take a step.

use ::fall::{
    model::{Angabe, Fall},
    service::fall::{
        eintragen, lesen, schritt,
        zugang::{self, FallMay},
    },
};
use amt::{App, Kontext, recht::Bearbeiten};
use anyhow::Context;
use base::Id;
use store::Tx;

/// Whoever leads the case, at it.
#[derive(Clone, Copy)]
pub struct Hand<'a> {
    pub app: &'a App,
    pub wer: &'a Kontext,
    pub fall: Id<Fall>,
}

impl Hand<'_> {
    /// The proof and the file.
    pub async fn auf(&self, tx: &mut Tx) -> anyhow::Result<(FallMay<Bearbeiten>, lesen::Akte)> {
        let akte = lesen::akte(self.app, tx, self.wer, self.fall).await?;
        let (may, _) = zugang::befugt::<Bearbeiten>(self.app, tx, self.wer, self.fall).await?;
        Ok((may, akte))
    }

    /// One row of the table.
    pub async fn schritt(&self, tx: &mut Tx, welcher: &str) -> anyhow::Result<()> {
        let (may, fall) = zugang::befugt::<Bearbeiten>(self.app, tx, self.wer, self.fall).await?;
        let version = fall.version;
        schritt::schritt(self.app, tx, &may, fall, version, welcher)
            .await
            .with_context(|| welcher.to_owned())?;
        Ok(())
    }

    /// One Angabe, of today.
    pub async fn angabe(&self, tx: &mut Tx, angabe: Angabe, worte: &str) -> anyhow::Result<()> {
        let (may, akte) = self.auf(tx).await?;
        let cmd = eintragen::Angabedaten {
            angabe,
            tag: Some(self.app.uhr.heute()),
            worte: worte.to_owned(),
        };
        eintragen::eintragen(self.app, tx, &may, &akte.fall, cmd)
            .await
            .with_context(|| angabe.code())?;
        Ok(())
    }
}
