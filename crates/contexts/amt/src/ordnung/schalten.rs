//! From draft to force: `ENTWURF → ABGESTIMMT → BESCHLOSSEN → IN_KRAFT → ABGELOEST`, with four eyes at the end.

use base::{Datum, Id};
use store::{Tx, werte};

use super::Fassung;
use crate::{
    App, Error, Result,
    go::{GoFehler, Status, lesen, pruefe_versionen},
    journal,
    recht::{Befugnis, Verwalten},
};

/// The decision of the committee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beschlussfassung {
    /// Committee.
    pub gremium: String,
    /// Day.
    pub datum: Datum,
    /// Number of the paper.
    pub vorlage: String,
}

fn als_befunde(fehler: Vec<GoFehler>) -> Error {
    Error::Regel(
        fehler
            .into_iter()
            .map(|f| {
                let text = if f.erlaubt.is_empty() {
                    format!("Zeile {}: {}", f.zeile, f.text)
                } else {
                    format!("Zeile {}: {} Erlaubt: {}", f.zeile, f.text, f.erlaubt)
                };
                base::Befund::neu(f.code, text).an("toml")
            })
            .collect(),
    )
}

/// Brings in a version as a draft. A draft of the same number is replaced; a version that was agreed on is not.
///
/// # Errors
/// [`Error::Regel`] with every error of the file (GO-E01 … E06) and with `AMT-E21` for a number that is taken.
pub async fn einspielen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Verwalten, Fassung>,
    toml: &str,
) -> Result<Id<Fassung>> {
    let go = lesen("go.toml", toml).map_err(als_befunde)?;
    let (ab, bis) = (go.gueltigkeit.ab(), go.gueltigkeit.bis());
    let (jetzt, wer) = (app.uhr.jetzt(), may.kontext().benutzer());
    let alte = super::alle(tx).await?;
    let id = match alte.iter().find(|f| f.nummer == i64::from(go.version)) {
        Some(alt) if alt.stand() == Status::Entwurf => {
            tx.execute_one(
                "UPDATE geschaeftsordnung SET bezeichnung = $3, toml = $4, gueltig_ab = $5, gueltig_bis = $6,
                 version = version + 1, angelegt_von = $7, geaendert_am = $8, geaendert_von = $7
                 WHERE id = $1 AND version = $2",
                werte![alt.id, alt.version, &go.bezeichnung, toml, ab, bis, wer, jetzt],
            )
            .await?;
            alt.id
        }
        Some(_) => {
            let text = format!(
                "Fassung {} ist schon abgestimmt. Bitte erhöhen Sie die Nummer.",
                go.version
            );
            return Err(base::Befund::neu("AMT-E21", text).an("toml").into());
        }
        None => {
            let id = app.ids.neu::<Fassung>();
            tx.execute(
                "INSERT INTO geschaeftsordnung (id, nummer, bezeichnung, toml, gueltig_ab, gueltig_bis, status,
                 beschluss, version, angelegt_am, angelegt_von, geaendert_am, geaendert_von)
                 VALUES ($1, $2, $3, $4, $5, $6, 'ENTWURF', '', 1, $7, $8, $7, $8)",
                werte![id, go.version, &go.bezeichnung, toml, ab, bis, jetzt, wer],
            )
            .await?;
            id
        }
    };
    journal::notieren(tx, &*app.uhr, may, id, "toml");
    Ok(id)
}

/// Takes over a decided version as it stands, when there is none at all: the first installation, a model, a test.
///
/// # Errors
/// As [`einspielen`]; `AMT-E21` when there is a version already.
pub async fn uebernehmen(app: &App, tx: &mut Tx, toml: &str) -> Result<Id<Fassung>> {
    let go = lesen("go.toml", toml).map_err(als_befunde)?;
    if !super::alle(tx).await?.is_empty() {
        return Err(Error::regel(
            "AMT-E21",
            "Es gibt schon eine Geschäftsordnung. Bringen Sie eine neue Fassung ein.",
        ));
    }
    let beschluss = go.beschluss.as_ref().map_or_else(String::new, |b| {
        format!("{}, {}, Vorlage {}", b.gremium, b.datum, b.vorlage)
    });
    let id = app.ids.neu::<Fassung>();
    tx.execute(
        "INSERT INTO geschaeftsordnung (id, nummer, bezeichnung, toml, gueltig_ab, gueltig_bis, status, beschluss,
         version, angelegt_am, geaendert_am) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9, $9)",
        werte![
            id,
            go.version,
            &go.bezeichnung,
            toml,
            go.gueltigkeit.ab(),
            go.gueltigkeit.bis(),
            go.status.code(),
            beschluss,
            app.uhr.jetzt()
        ],
    )
    .await?;
    journal::ereignis(
        tx,
        &*app.uhr,
        None,
        "geschaeftsordnung.uebernommen",
        true,
        &format!("version={}", go.version),
    );
    Ok(id)
}

/// Takes the next step. `beschluss` is needed for the step to BESCHLOSSEN unless the file names the decision.
///
/// # Errors
/// `AMT-E22` when the version cannot go on, `AMT-E23` without a decision, `AMT-E24` when the author alone would put
/// it into force, GO-E04/GO-E05 against the other versions.
pub async fn weiter(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Verwalten, Fassung>,
    id: Id<Fassung>,
    version: i64,
    beschluss: Option<&Beschlussfassung>,
) -> Result<Status> {
    let fassung = super::eine(tx, id).await?;
    if fassung.version != version {
        return Err(Error::Konflikt);
    }
    let wer = may.kontext().benutzer().uuid();
    let neu = match fassung.stand() {
        Status::Entwurf => Status::Abgestimmt,
        Status::Abgestimmt => Status::Beschlossen,
        Status::Beschlossen => Status::InKraft,
        Status::InKraft | Status::Abgeloest => {
            return Err(Error::regel(
                "AMT-E22",
                "Diese Fassung ist schon in Kraft gesetzt.",
            ));
        }
    };
    let mut text = fassung.beschluss.clone();
    if neu == Status::Beschlossen {
        text = beschlusstext(&fassung, beschluss)?;
    }
    if neu == Status::InKraft {
        if fassung.angelegt_von == Some(wer) {
            return Err(Error::regel(
                "AMT-E24",
                "Sie haben diese Fassung selbst eingebracht. Eine zweite Person muss sie in Kraft setzen.",
            ));
        }
        abloesen(app, tx, may, &fassung).await?;
    }
    let inkraft = (neu == Status::InKraft).then_some(wer);
    tx.execute_one(
        "UPDATE geschaeftsordnung SET status = $3, beschluss = $4, beschlossen_von = $5, version = version + 1,
         geaendert_am = $6, geaendert_von = $7 WHERE id = $1 AND version = $2",
        werte![id, version, neu.code(), text, inkraft, app.uhr.jetzt(), wer],
    )
    .await?;
    journal::notieren(tx, &*app.uhr, may, id, format!("status={}", neu.code()));
    Ok(neu)
}

fn beschlusstext(fassung: &Fassung, beschluss: Option<&Beschlussfassung>) -> Result<String> {
    if let Some(b) = beschluss {
        return Ok(format!("{}, {}, Vorlage {}", b.gremium, b.datum, b.vorlage));
    }
    let im_text = fassung.lesen().ok().and_then(|go| go.beschluss);
    im_text
        .map(|b| format!("{}, {}, Vorlage {}", b.gremium, b.datum, b.vorlage))
        .ok_or_else(|| {
            Error::regel(
                "AMT-E23",
                "Bitte geben Sie Gremium, Datum und Vorlage des Beschlusses an.",
            )
        })
}

/// Ends the version that is in force where this one begins, and checks all of them together.
async fn abloesen(app: &App, tx: &mut Tx, may: &Befugnis<Verwalten, Fassung>, neue: &Fassung) -> Result<()> {
    for alte in super::alle(tx).await? {
        let endet_spaeter = alte.gueltig_bis.is_none_or(|bis| bis > neue.gueltig_ab);
        if alte.id == neue.id || alte.stand() != Status::InKraft || !endet_spaeter {
            continue;
        }
        if alte.gueltig_ab >= neue.gueltig_ab {
            let text = format!("Fassung {} beginnt nicht früher als diese.", alte.nummer);
            return Err(Error::regel("GO-E04", text));
        }
        tx.execute_one(
            "UPDATE geschaeftsordnung SET status = 'ABGELOEST', gueltig_bis = $3, version = version + 1,
             geaendert_am = $4, geaendert_von = $5 WHERE id = $1 AND version = $2",
            werte![
                alte.id,
                alte.version,
                neue.gueltig_ab,
                app.uhr.jetzt(),
                may.kontext().benutzer()
            ],
        )
        .await?;
        journal::notieren(tx, &*app.uhr, may, alte.id, "status=ABGELOEST,gueltig_bis");
    }
    let mut alle = Vec::new();
    for f in super::alle(tx).await? {
        let wirkt = matches!(f.stand(), Status::InKraft | Status::Abgeloest);
        if wirkt || f.id == neue.id {
            alle.push(f.lesen().map_err(als_befunde)?);
        }
    }
    let fehler = pruefe_versionen(&alle, app.uhr.heute());
    let neu = format!("Fassung {}", neue.nummer);
    let ihre: Vec<GoFehler> = fehler
        .into_iter()
        .filter(|f| f.datei == neu || f.code == "GO-E04")
        .collect();
    if ihre.is_empty() {
        Ok(())
    } else {
        Err(als_befunde(ihre))
    }
}
