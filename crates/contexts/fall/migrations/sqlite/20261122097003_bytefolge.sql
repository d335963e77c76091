-- PostgreSQL orders two columns by their bytes from here on, as SQLite always does
SELECT 1;
