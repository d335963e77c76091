//! Stellen, teams, people, responsibility matrix, absence.
