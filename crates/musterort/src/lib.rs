//! Seeded generator of a made-up municipality: spaces, streets, addresses, offers, people.
