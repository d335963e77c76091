//! `/faelle/{id}/konferenz/tafel`: a round on one page, for a projector. Nobody is named on it, because nobody knows who
//! sits at the table; no number of a file either, it would lead back to the names (RL-07).

use amt::{App, Error, Huelle, Kontext};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::Id;
use web::{Ergebnis, Formular, Seite, Shell};

use super::{
    druck::{Runde, ersatz, runde},
    konferenz::Felder,
};
use crate::{
    model::{Fall, Konferenz},
    rules::fall::konferenz::{Regeln, dauer},
    service::fall::lesen::{self, Akte},
};

/// One phase and the minute it begins at.
struct Phase {
    name: String,
    minuten: u32,
    ab: u32,
}

fn phasen(alle: Vec<(String, u32)>) -> Vec<Phase> {
    let mut bisher = 0;
    let eine = |(name, minuten): (String, u32)| {
        let ab = bisher;
        bisher += minuten;
        Phase { name, minuten, ab }
    };
    alle.into_iter().map(eine).collect()
}

/// The last round, without names.
struct Letzte {
    k: Konferenz,
    frage: String,
    ressourcen: String,
    ideen: Vec<(String, String)>,
    empfehlung: String,
    abweichend: String,
}

#[derive(Template)]
#[template(path = "fall/fall/tafel.html")]
struct Tafel {
    shell: Shell,
    akte: Akte,
    runde: Runde,
    phasen: Vec<Phase>,
    minuten: u32,
    letzte: Option<Letzte>,
    offen: bool,
    felder: Felder,
    f: Formular,
}

pub(crate) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let akte = lesen::akte_fuer(&app, &mut tx, &kontext, id, "tafel").await?;
    let go = amt::ordnung::geltende(&app, &mut tx).await?;
    tx.commit().await.map_err(Error::from)?;
    let heute = app.uhr.heute();
    let ersatz = ersatz(&akte, heute);
    let letzte = akte.konferenzen.first().map(|k| Letzte {
        frage: ersatz.text(&k.frage),
        ressourcen: ersatz.text(&k.ressourcen),
        ideen: akte
            .ideen
            .iter()
            .filter(|i| i.konferenz == k.id)
            .map(|i| (i.art.to_string(), ersatz.text(&i.text)))
            .collect(),
        empfehlung: ersatz.text(&k.empfehlung),
        abweichend: ersatz.text(&k.abweichend),
        k: k.clone(),
    });
    let regeln = Regeln::von(&go);
    let minuten = dauer(&regeln.phasen);
    let f = Formular::leer()
        .setze("datum", heute.0)
        .setze("dauer", minuten)
        .setze("falleinbringer", &akte.fall.fallfuehrend_name);
    let seite = Tafel {
        shell: huelle.titel("Runde").ueber("Agenda", "/agenda"),
        runde: runde(&akte, &ersatz, true),
        phasen: phasen(regeln.phasen),
        minuten,
        letzte,
        offen: akte.bearbeiten && akte.fall.stand.konferenz(),
        felder: Felder::neu(),
        f,
        akte,
    };
    Ok(Seite::neu(seite).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn die_phasen_folgen_aufeinander() {
        let p = phasen([2, 10, 5, 10, 3, 10, 5, 2].map(|m| (String::new(), m)).into());
        let ab: Vec<u32> = p.iter().map(|p| p.ab).collect();
        assert_eq!(ab, [0, 2, 12, 17, 27, 30, 40, 45]);
    }
}
