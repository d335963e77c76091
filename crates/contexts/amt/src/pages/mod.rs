//! The pages of this room: sign-in, own account, accounts, journal, Geschäftsordnung, and the fixed texts.

pub(crate) mod anmelden;
