//! The words the town is made of. All lists are our own.

pub mod akteure;
pub mod angebote;
pub mod anliegen;
pub mod menschen;
pub mod strassen;
