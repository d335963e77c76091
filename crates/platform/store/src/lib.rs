//! Connections, transactions, migrations and jobs on SQLite and PostgreSQL.
