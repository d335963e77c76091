-- what a phone sent after a walk without network: each entry has a mark of its own, so that sending it twice enters it once
CREATE TABLE erfassung_marke (
    marke UUID NOT NULL PRIMARY KEY,
    erfassung UUID NOT NULL REFERENCES erfassung (id),
    wer UUID,
    am BIGINT NOT NULL
);
