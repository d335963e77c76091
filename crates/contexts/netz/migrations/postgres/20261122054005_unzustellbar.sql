-- addresses of the directory a mail server refused for good; never an address of anybody else
CREATE TABLE adresse_unzustellbar (
    adresse TEXT NOT NULL PRIMARY KEY,
    grund TEXT NOT NULL,
    zeit BIGINT NOT NULL
);
