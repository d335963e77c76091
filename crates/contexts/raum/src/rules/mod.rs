//! Rules without database and clock.

pub mod antwort;
pub mod baum;
pub mod zeitfolge;
