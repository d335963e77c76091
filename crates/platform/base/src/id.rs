use std::{fmt, hash, marker::PhantomData, str::FromStr, sync::Mutex};

use uuid::Uuid;

/// The key of one `T`: a UUIDv7. Keys of different things do not mix.
pub struct Id<T> {
    raw: Uuid,
    art: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    /// Wraps a key that came from the database, a URL or an [`Ids`].
    #[must_use]
    pub const fn von(raw: Uuid) -> Self {
        Self {
            raw,
            art: PhantomData,
        }
    }

    /// The bare key.
    #[must_use]
    pub const fn uuid(self) -> Uuid {
        self.raw
    }

    /// The same key seen as that of another kind: for tables that carry the key of a room above or below.
    #[must_use]
    pub const fn als<U>(self) -> Id<U> {
        Id::von(self.raw)
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.raw == other.raw
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.raw.cmp(&other.raw)
    }
}
impl<T> hash::Hash for Id<T> {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        self.raw.hash(state);
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Id({})", self.raw)
    }
}
impl<T> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.raw.fmt(f)
    }
}
impl<T> FromStr for Id<T> {
    type Err = uuid::Error;
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        Uuid::parse_str(s).map(Self::von)
    }
}
impl<T> serde::Serialize for Id<T> {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        self.raw.serialize(s)
    }
}
impl<'de, T> serde::Deserialize<'de> for Id<T> {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Uuid::deserialize(d).map(Self::von)
    }
}

/// Where new keys come from. A parameter of every use case, so that tests and the demo are repeatable.
pub trait Ids: Send + Sync {
    /// The next key.
    fn uuid(&self) -> Uuid;
}

impl dyn Ids + '_ {
    /// The next key for a `T`.
    pub fn neu<T>(&self) -> Id<T> {
        Id::von(self.uuid())
    }
}

/// Keys from the system clock and random source.
#[derive(Debug, Default, Clone, Copy)]
pub struct SystemIds;

impl Ids for SystemIds {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that draws real keys"
    )]
    fn uuid(&self) -> Uuid {
        Uuid::now_v7()
    }
}

/// Keys counted from a seed: the same run gives the same keys.
#[derive(Debug)]
pub struct SeedIds {
    seed: u64,
    zaehler: Mutex<u64>,
}

impl SeedIds {
    /// Keys for this seed.
    #[must_use]
    pub const fn neu(seed: u64) -> Self {
        Self {
            seed,
            zaehler: Mutex::new(0),
        }
    }
}

impl Ids for SeedIds {
    fn uuid(&self) -> Uuid {
        let mut zaehler = self
            .zaehler
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        *zaehler += 1;
        // One millisecond per key keeps the order of creation; the tail tells seeds apart.
        let mut rest = [0u8; 10];
        rest[..8].copy_from_slice(&self.seed.to_be_bytes());
        uuid::Builder::from_unix_timestamp_millis(1_700_000_000_000 + *zaehler, &rest).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gleicher_seed_gibt_gleiche_aufsteigende_schluessel() {
        let (a, b) = (SeedIds::neu(7), SeedIds::neu(7));
        let erste: Vec<_> = (0..100).map(|_| a.uuid()).collect();
        assert_eq!(erste, (0..100).map(|_| b.uuid()).collect::<Vec<_>>());
        assert!(erste.is_sorted());
        assert_ne!(SeedIds::neu(8).uuid(), erste[0]);
    }
}
