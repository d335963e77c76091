//! Akteure and Angebote of the quarter, search, Weg-Weisung.
