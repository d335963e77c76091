//! People, roles, purposes, authorisation, journal, Geschaeftsordnung.
