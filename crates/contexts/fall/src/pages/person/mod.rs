//! Persons: the search, likely duplicates, merge and un-merge.

pub(crate) mod doppelt;
pub(crate) mod schnell;
pub(crate) mod suche;
pub(crate) mod trennen;
