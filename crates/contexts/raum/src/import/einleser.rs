//! What a kind of data has to know to go through the import: its fields, who may, how it is read and stored.
//! Upload, preview, mapping, job, progress, stopping and report are the same for all kinds; rooms above add theirs to the
//! [`App`] as [`Einleseliste`].

use std::sync::Arc;

use amt::{
    App, Error, Kontext, Result,
    recht::{Bearbeiten, Befugnis, Bezug, Rolle},
};
use einlesen::{
    Quelle,
    abbildung::{self, Abbildung, Zielfeld},
};
use store::Tx;

use super::{Bericht, Importart, Stand, Vorschau, lesen};
use crate::{Gliederung, abschnitt::Zukunft};

/// Is told how far an import is and answers whether to go on.
pub type Fortschritt = Arc<dyn Fn(Stand) -> bool + Send + Sync>;

/// One kind of data that can be read in.
pub trait Einleser: Send + Sync + 'static {
    /// Name on the command line, in addresses and in the database.
    fn code(&self) -> &'static str;
    /// What a person reads.
    fn titel(&self) -> &'static str;
    /// The fields it wants.
    fn felder(&self) -> &'static [Zielfeld];
    /// Whether it goes into a draft of the boundaries that has to be named when there are several.
    fn in_entwurf(&self) -> bool {
        false
    }
    /// The role in which this user may.
    ///
    /// # Errors
    /// [`Error::NichtGefunden`] without the right.
    fn darf(&self, kontext: &Kontext) -> Result<Rolle>;
    /// Whether a mapping file can be used; an empty one can.
    ///
    /// # Errors
    /// With the lines that are wrong.
    fn abbildung_pruefen(&self, toml: &str) -> Result<()> {
        abbildung_lesen(toml, self.felder()).map(|_| ())
    }
    /// Reads the beginning of a file and shows how it is understood. The mapping is TOML; empty = find the columns by
    /// their names.
    fn vorschau(&self, quelle: Quelle, abbildung: String) -> Zukunft<'static, Result<Vorschau>>;
    /// Reads and checks a whole file without touching the database.
    fn lesen(
        &self,
        quelle: Quelle,
        abbildung: String,
        fortschritt: Fortschritt,
    ) -> Zukunft<'static, Result<(Box<dyn Gelesen>, Bericht)>>;
}

/// What a file held, checked and ready to be stored.
pub trait Gelesen: Send {
    /// Stores it in the transaction of the caller.
    fn schreiben<'a>(
        self: Box<Self>,
        app: &'a App,
        tx: &'a mut Tx,
        kontext: &'a Kontext,
        bericht: &'a mut Bericht,
        fortschritt: &'a Fortschritt,
    ) -> Zukunft<'a, Result<()>>;
}

/// The kinds that rooms above this one add; a part of the [`App`].
#[derive(Clone, Default)]
pub struct Einleseliste(pub Vec<Arc<dyn Einleser>>);

/// All kinds of this program, those of this room first.
#[must_use]
pub fn alle(app: &App) -> Vec<Arc<dyn Einleser>> {
    let eigene = Importart::ALLE
        .into_iter()
        .map(|a| Arc::new(a) as Arc<dyn Einleser>);
    let weitere = app
        .teil::<Einleseliste>()
        .map(|l| l.0.clone())
        .unwrap_or_default();
    eigene.chain(weitere).collect()
}

/// The kind of this name.
///
/// # Errors
/// [`Error::Intern`] when there is none.
pub fn nach_code(app: &App, code: &str) -> Result<Arc<dyn Einleser>> {
    alle(app)
        .into_iter()
        .find(|e| e.code() == code)
        .ok_or_else(|| Error::Intern(format!("no import of kind {code}")))
}

/// Reads a mapping for these fields; `None` when there is none yet.
///
/// # Errors
/// `EINLESEN-E20` with the lines that are wrong.
pub fn abbildung_lesen(toml: &str, felder: &[Zielfeld]) -> Result<Option<Abbildung>> {
    if toml.trim().is_empty() {
        return Ok(None);
    }
    abbildung::lesen(toml, felder).map(Some).map_err(|f| {
        Error::regel(
            einlesen::codes::ABBILDUNG,
            f.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "),
        )
    })
}

impl Einleser for Importart {
    fn code(&self) -> &'static str {
        Self::code(*self)
    }

    fn titel(&self) -> &'static str {
        Self::titel(*self)
    }

    fn felder(&self) -> &'static [Zielfeld] {
        Self::felder(*self)
    }

    fn in_entwurf(&self) -> bool {
        *self != Self::Adressen
    }

    /// Who may change boundaries.
    fn darf(&self, kontext: &Kontext) -> Result<Rolle> {
        Befugnis::<Bearbeiten, Gliederung>::pruefen(kontext, None, Bezug::default()).map(|b| b.rolle())
    }

    fn vorschau(&self, quelle: Quelle, abbildung: String) -> Zukunft<'static, Result<Vorschau>> {
        let art = *self;
        Box::pin(async move {
            let wunsch = abbildung_lesen(&abbildung, art.felder())?;
            lesen::vorschau(&quelle, art, wunsch).await
        })
    }

    fn lesen(
        &self,
        quelle: Quelle,
        abbildung: String,
        fortschritt: Fortschritt,
    ) -> Zukunft<'static, Result<(Box<dyn Gelesen>, Bericht)>> {
        let art = *self;
        Box::pin(async move {
            let wunsch = abbildung_lesen(&abbildung, art.felder())?;
            let (menge, bericht) = lesen::lesen(quelle, art, wunsch, &fortschritt).await?;
            Ok((Box::new(menge) as Box<dyn Gelesen>, bericht))
        })
    }
}
