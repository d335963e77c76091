/// What a database call came back with.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a database call failed, sorted by what the caller can do about it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Somebody else saved this record in between: load it again and compare.
    #[error("Der Datensatz wurde inzwischen von jemand anderem geändert.")]
    Konflikt,
    /// A value that must be unique is there already; the name of the constraint or column.
    #[error("Diesen Eintrag gibt es schon ({0}).")]
    Doppelt(String),
    /// No room on the disk: nothing was saved.
    #[error("Der Speicherplatz ist voll. Es wurde nichts gespeichert.")]
    DatentraegerVoll,
    /// The database cannot be reached right now: try again later.
    #[error("Die Datenbank ist gerade nicht erreichbar.")]
    NichtErreichbar(#[source] sqlx::Error),
    /// A clash of transactions that a retry solves.
    #[error("Zwei Vorgänge kamen sich in die Quere.")]
    Wiederholbar(#[source] sqlx::Error),
    /// The schema of the database does not fit this program.
    #[error("Die Datenbank passt nicht zu diesem Programm: {0}")]
    Schema(#[from] sqlx::migrate::MigrateError),
    /// Anything else: a fault of the program or of the data.
    #[error("Fehler der Datenbank: {0}")]
    Datenbank(#[source] sqlx::Error),
}

impl From<sqlx::Error> for Error {
    fn from(fehler: sqlx::Error) -> Self {
        use sqlx::Error as S;
        match &fehler {
            S::PoolTimedOut | S::PoolClosed | S::WorkerCrashed => return Self::NichtErreichbar(fehler),
            S::Io(io) if io.kind() == std::io::ErrorKind::StorageFull => return Self::DatentraegerVoll,
            S::Io(_) | S::Tls(_) => return Self::NichtErreichbar(fehler),
            S::Database(db) => {
                if db.is_unique_violation() {
                    let wer = db
                        .constraint()
                        .map_or_else(|| db.message().to_owned(), str::to_owned);
                    return Self::Doppelt(wer);
                }
                match db.code().as_deref() {
                    // SQLite: FULL, and I/O errors on write, sync and file growth, which is what a full disk shows as
                    Some("13" | "778" | "1034" | "4874") | Some("53100") => return Self::DatentraegerVoll,
                    // SQLite: BUSY and its kinds, LOCKED; PostgreSQL: serialisation failure, deadlock
                    Some("5" | "261" | "517" | "6" | "40001" | "40P01") => return Self::Wiederholbar(fehler),
                    // PostgreSQL: connection exceptions, admin shutdown, crash recovery, starting up, too many clients
                    Some(code)
                        if code.starts_with("08")
                            || matches!(code, "57P01" | "57P02" | "57P03" | "53300") =>
                    {
                        return Self::NichtErreichbar(fehler);
                    }
                    _ => {}
                }
            }
            _ => {}
        }
        Self::Datenbank(fehler)
    }
}
