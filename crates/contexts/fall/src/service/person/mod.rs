//! The register of persons: search before create, the search of all one may see, merge and un-merge.

pub mod doppelte;
pub mod register;
pub mod suchen;
pub mod zusammen;
