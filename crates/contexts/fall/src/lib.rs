//! Servicebereich, Anliegen, Kurzberatung, Falleingang.
