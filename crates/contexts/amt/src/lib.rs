//! People, roles, purposes, authorisation, journal, Geschaeftsordnung.

pub mod go;
