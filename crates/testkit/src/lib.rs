//! A running app on a fresh database, both back ends, and a browser.
