//! The trace: which rule and which register line decided, step by step.

use std::borrow::Cow;

use serde::Serialize;

/// The stage of the one precedence, strongest first. The order of the variants is the order of the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Stufe {
    /// How the input was read and understood; decides nothing yet.
    Eingabe,
    /// An assignment laid down for one person.
    Person,
    /// The house number: an assignment laid down for the address, or the unit of its register point.
    Hausnummer,
    /// A range of house numbers of the street.
    Strasse,
    /// The Ortsteil.
    Ortsteil,
    /// The polygon that holds the point.
    Polygon,
}

/// The piece of evidence a step rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "art", content = "wert", rename_all = "snake_case")]
pub enum Beleg {
    /// Nothing but the input itself.
    Eingabe,
    /// Line of the register file or table, counted by the caller (usually from 1, header included).
    Registerzeile(u32),
    /// Street key.
    Strassenschluessel(String),
    /// Name of the Ortsteil.
    Ortsteil(String),
    /// Running number of the polygon in the order of building, from 0.
    Polygon(u32),
    /// Note of a laid-down exception.
    Ausnahme(String),
}

/// One step of the trace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Schritt {
    /// Stage of the precedence.
    pub stufe: Stufe,
    /// Short name of the rule, e.g. `3.3.4 Straßenbereich`.
    pub regel: &'static str,
    /// What it rests on.
    pub beleg: Beleg,
    /// One short German sentence for the "Warum?" box.
    pub text: Cow<'static, str>,
}

/// The whole trace in the order of the decision. The last step is the deciding one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(transparent)]
pub struct Spur(pub Vec<Schritt>);

impl Spur {
    pub(crate) fn neu() -> Self {
        Self(Vec::with_capacity(2))
    }

    pub(crate) fn schritt(
        &mut self,
        stufe: Stufe,
        regel: &'static str,
        beleg: Beleg,
        text: impl Into<Cow<'static, str>>,
    ) {
        self.0.push(Schritt {
            stufe,
            regel,
            beleg,
            text: text.into(),
        });
    }

    /// The steps in order.
    #[must_use]
    pub fn schritte(&self) -> &[Schritt] {
        &self.0
    }
}
