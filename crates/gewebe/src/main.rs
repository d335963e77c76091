//! The gewebe program.
fn main() {}
