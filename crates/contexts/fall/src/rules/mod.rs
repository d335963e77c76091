//! Pure decisions: state machines, guards, deadlines, checks. No I/O; time is passed in.

pub mod ablauf;
pub mod erreichbarkeit;
pub mod fall;
pub mod freitext;
pub mod frist;
pub mod kurz;
pub mod person;
pub mod rechnen;
pub mod sm1;
pub mod sm2;
pub mod uebergabe;
