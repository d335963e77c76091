//! The Rechner: every rule that can be explained, as one value with name, schema, worked example and function. The
//! command line, the page and the interface for programs all go through [`Rechner::rechnen`]; the rules themselves
//! lie in their rooms. The comments of the input fields are German: they are the words of the form and of the schema.
#![expect(
    clippy::needless_pass_by_value,
    reason = "a rule takes its input whole, whether it keeps parts of it or not"
)]

pub mod api;
mod bewegung;
mod einsatz;
mod entgelt;
mod formular;
mod frist;
mod haushalt;
mod hilfen;
mod kennzahl;
mod netz;
mod person;
mod problem;
mod raum;
mod recht;
mod schema;
pub mod seiten;
mod verteilung;
mod werte;
mod ziele;
mod zuweisung;

use std::sync::LazyLock;

use base::Befund;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use utoipa::ToSchema;

pub use problem::{Fehler, Problem};

/// One step: a sentence and the norm it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Schritt {
    /// Ein Satz.
    pub text: String,
    /// Vorschrift oder Abschnitt der Geschäftsordnung.
    pub norm: String,
}

/// A step.
fn schritt(text: impl Into<String>, norm: impl ToString) -> Schritt {
    Schritt {
        text: text.into(),
        norm: norm.to_string(),
    }
}

/// What a rule hands back.
struct Fertig<A> {
    ergebnis: A,
    schritte: Vec<Schritt>,
}

type Gerechnet<A> = Result<Fertig<A>, Vec<Befund>>;

/// The answer as it goes out.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Antwort {
    /// Name des Rechners.
    pub rechner: &'static str,
    /// Das Ergebnis nach dem Schema des Rechners.
    #[schema(value_type = Object)]
    pub ergebnis: Value,
    /// Der Weg dorthin.
    pub schritte: Vec<Schritt>,
    /// Was dabei auffiel, zum Beispiel Felder, die nicht gelesen wurden.
    pub hinweise: Vec<String>,
}

type Funktion = dyn Fn(Value) -> Result<(Value, Vec<Schritt>), Problem> + Send + Sync;

/// One rule.
pub struct Rechner {
    /// Name on the command line and in paths.
    pub name: &'static str,
    /// What people call it.
    pub titel: &'static str,
    /// What it answers, in one sentence.
    pub zweck: &'static str,
    /// Where the rule stands.
    pub norm: &'static str,
    /// A worked example.
    pub beispiel: Value,
    /// Schema of the input.
    pub eingabe: Value,
    /// Schema of the result.
    pub ausgabe: Value,
    funktion: Box<Funktion>,
}

impl std::fmt::Debug for Rechner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rechner")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// How a rule is called and where it stands.
struct Kopf {
    name: &'static str,
    titel: &'static str,
    zweck: &'static str,
    norm: &'static str,
}

impl Rechner {
    fn neu<E, A>(kopf: Kopf, beispiel: Value, regel: fn(E) -> Gerechnet<A>) -> Self
    where
        E: DeserializeOwned + ToSchema + 'static,
        A: Serialize + ToSchema + 'static,
    {
        let Kopf {
            name,
            titel,
            zweck,
            norm,
        } = kopf;
        Self {
            name,
            titel,
            zweck,
            norm,
            beispiel,
            eingabe: schema::von::<E>(),
            ausgabe: schema::von::<A>(),
            funktion: Box::new(move |wert| {
                let eingabe: E = serde_path_to_error::deserialize(wert).map_err(|f| Problem::gelesen(&f))?;
                let fertig = regel(eingabe).map_err(Problem::regel)?;
                let ergebnis = serde_json::to_value(fertig.ergebnis).map_err(|f| Problem::kein_json(&f))?;
                Ok((ergebnis, fertig.schritte))
            }),
        }
    }

    /// Reads, computes, explains.
    ///
    /// # Errors
    /// A [`Problem`] with code and place.
    pub fn rechnen(&self, eingabe: Value) -> Result<Antwort, Problem> {
        let hinweise = schema::ungenutzt(&self.eingabe, &eingabe)
            .into_iter()
            .map(|ort| format!("Das Feld {ort} wurde nicht gelesen; der Rechner kennt es nicht."))
            .collect();
        let (ergebnis, schritte) = (self.funktion)(eingabe)?;
        Ok(Antwort {
            rechner: self.name,
            ergebnis,
            schritte,
            hinweise,
        })
    }
}

/// All rules, in the order of the work.
pub static ALLE: LazyLock<Vec<Rechner>> = LazyLock::new(|| {
    [
        frist::alle(),
        recht::alle(),
        raum::alle(),
        zuweisung::alle(),
        person::alle(),
        ziele::alle(),
        hilfen::alle(),
        netz::alle(),
        einsatz::alle(),
        verteilung::alle(),
        haushalt::alle(),
        bewegung::alle(),
        entgelt::alle(),
        kennzahl::alle(),
    ]
    .into_iter()
    .flatten()
    .collect()
});

/// The rule with this name.
#[must_use]
pub fn finden(name: &str) -> Option<&'static Rechner> {
    ALLE.iter().find(|r| r.name == name)
}

/// A rule for the list, with everything a program needs to use it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Eintrag {
    /// Name.
    pub name: &'static str,
    /// Wie ihn Menschen nennen.
    pub titel: &'static str,
    /// Was er beantwortet.
    pub zweck: &'static str,
    /// Wo die Regel steht.
    pub norm: &'static str,
    /// JSON-Schema der Eingabe.
    #[schema(value_type = Object)]
    pub eingabe: &'static Value,
    /// JSON-Schema des Ergebnisses.
    #[schema(value_type = Object)]
    pub ausgabe: &'static Value,
    /// Eine Eingabe, die geht.
    #[schema(value_type = Object)]
    pub beispiel: &'static Value,
}

/// All rules for the list.
#[must_use]
pub fn liste() -> Vec<Eintrag> {
    ALLE.iter()
        .map(|r| Eintrag {
            name: r.name,
            titel: r.titel,
            zweck: r.zweck,
            norm: r.norm,
            eingabe: &r.eingabe,
            ausgabe: &r.ausgabe,
            beispiel: &r.beispiel,
        })
        .collect()
}
