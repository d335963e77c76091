//! Pure decisions of this room: who is responsible, whether the matrix is complete, whether a Fall is ever without
//! its Fachkraft.

pub mod abc;
pub mod abdeckung;
pub mod garantenstellung;
pub mod kapazitaet;
mod lage;
pub mod pool;
pub mod vereinbarung;
pub mod zustaendigkeit;

pub use lage::Lage;
