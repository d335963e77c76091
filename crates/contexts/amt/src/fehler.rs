use base::{Befund, Code};
use web::{Feldfehler, WebFehler};

/// What a use case came back with.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a use case refused. Every room uses this one type, so that the edge maps it in one place.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such thing, or the user may not see it: the same answer.
    #[error("Das gibt es hier nicht.")]
    NichtGefunden,
    /// A rule refused; all reasons at once.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Regel(Vec<Befund>),
    /// Somebody else saved in between.
    #[error("Der Datensatz wurde inzwischen von jemand anderem geändert.")]
    Konflikt,
    /// The database.
    #[error(transparent)]
    Store(store::Error),
    /// A fault of the program.
    #[error("{0}")]
    Intern(String),
}

impl Error {
    /// One reason of a rule.
    pub fn regel(code: Code, text: impl Into<String>) -> Self {
        Self::Regel(vec![Befund::neu(code, text)])
    }

    /// The reasons, when a rule refused.
    #[must_use]
    pub fn befunde(&self) -> &[Befund] {
        if let Self::Regel(b) = self { b } else { &[] }
    }
}

impl From<store::Error> for Error {
    fn from(e: store::Error) -> Self {
        match e {
            store::Error::Konflikt => Self::Konflikt,
            e => Self::Store(e),
        }
    }
}

impl From<Befund> for Error {
    fn from(b: Befund) -> Self {
        Self::Regel(vec![b])
    }
}

impl From<Vec<Befund>> for Error {
    fn from(b: Vec<Befund>) -> Self {
        Self::Regel(b)
    }
}

impl From<Error> for WebFehler {
    fn from(e: Error) -> Self {
        match e {
            Error::NichtGefunden => Self::nicht_gefunden(),
            Error::Konflikt => Self::konflikt(),
            Error::Regel(befunde) => match &befunde[..] {
                [b] if b.ort.is_empty() => Self::regel(b.code, &b.text),
                _ => Self::ungueltig(
                    befunde
                        .into_iter()
                        .map(|b| Feldfehler { feld: b.ort, code: b.code.to_owned(), text: b.text })
                        .collect(),
                ),
            },
            Error::Store(e) => match e {
                store::Error::NichtErreichbar(_) | store::Error::Wiederholbar(_) => Self::nicht_verfuegbar(e),
                store::Error::DatentraegerVoll => Self::nicht_verfuegbar(&e).text(
                    "Der Speicherplatz des Servers ist voll. Es wurde nichts gespeichert. Bitte lassen Sie die Seite \
                     offen und sagen Sie der technischen Administration Bescheid.",
                ),
                e => Self::intern(e),
            },
            Error::Intern(e) => Self::intern(e),
        }
    }
}
