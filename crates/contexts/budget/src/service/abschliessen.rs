use amt::{
    App, Result,
    recht::{Bearbeiten, Befugnis},
};
use base::{Befund, Cent, Id};
use store::Tx;

use super::{
    Regeln,
    buchen::{Gebucht, Wer, eintragen, schon, wartet},
};
use crate::{
    ablage::{self, Wann, abschluss::OffenesObligo},
    model::{
        Antrag, Arbeitsart, Bezug, Buchung, BuchungsArt, Haushaltsjahr, JahrStatus, Jahresabschluss,
        NeueBuchung, NeuerTopf, Topf, TopfArt, Vorgang, Vorlage,
    },
    rules::abschluss::{Ergebnis, ergebnis},
};

/// What the year end would do, Topf by Topf, without doing it.
///
/// # Errors
/// When the database refuses.
pub async fn abschluss_vorschau(
    app: &App,
    tx: &mut Tx,
    jahr: i64,
    ermaechtigung: bool,
) -> Result<Vec<Jahresabschluss>> {
    let regeln = Regeln::geltende(app, tx).await?;
    let toepfe = ablage::topf::im_jahr(tx, jahr).await?;
    rechnen(&toepfe, &regeln, ermaechtigung)
}

/// Asks for the year end. It is done when a second person releases it, all of it or nothing.
///
/// # Errors
/// `BUDGET-E20` while the year still runs, `BUDGET-E30` without the decision.
pub async fn abschluss_beantragen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Buchung>,
    jahr: i64,
    vorgang: &Vorgang,
    ermaechtigung: bool,
    beschluss: &str,
) -> Result<Gebucht> {
    let j = ablage::jahr::sperren(tx, jahr).await?;
    if schon(tx, vorgang.id).await? {
        return Ok(Gebucht::Schon);
    }
    reif(&j)?;
    if ermaechtigung && beschluss.is_empty() {
        let text =
            "Die Übertragung auf das nächste Jahr braucht einen Beschluss: Gremium, Datum und Vorlage.";
        return Err(Befund::neu("BUDGET-E30", text).an("beschluss").into());
    }
    let vorlage = Vorlage {
        id: Id::von(vorgang.id),
        jahr,
        antrag: Antrag::Abschluss {
            ermaechtigung,
            beschluss: beschluss.to_owned(),
        },
        anlass: vorgang.anlass.clone(),
        gebucht_von: may.kontext().benutzer().uuid(),
        angelegt_am: app.uhr.jetzt(),
    };
    wartet(app, tx, may, &vorlage).await
}

fn reif(j: &Haushaltsjahr) -> Result<()> {
    if j.status == JahrStatus::Nachperiode {
        return Ok(());
    }
    let text = format!(
        "Abgeschlossen wird in der Nachperiode. Das Haushaltsjahr {}: {}.",
        j.jahr, j.status
    );
    Err(Befund::neu("BUDGET-E20", text).an("jahr").into())
}

/// Surplus and shortfall of every Topf. A shortfall is covered from the Vorwegabzug in the order of the sort keys, as
/// far as that reaches; what is left is reported, not carried on.
fn rechnen(toepfe: &[Topf], regeln: &Regeln, ermaechtigung: bool) -> Result<Vec<Jahresabschluss>> {
    let zuviel = || amt::Error::Intern("the year end does not fit into cents".to_owned());
    let vorweg = |t: &&Topf| t.art == TopfArt::ZentralVorweg;
    let mut rest: i64 = toepfe
        .iter()
        .filter(vorweg)
        .map(|t| t.verfuegbar().0.max(0))
        .sum();
    let mut gedeckt = 0_i64;
    let mut aus = Vec::with_capacity(toepfe.len());
    for t in toepfe.iter().filter(|t| !vorweg(t)) {
        let saldo = t.verfuegbar();
        let mut zeile = leer(t, saldo);
        match ergebnis(saldo, regeln.bonus, ermaechtigung).ok_or_else(zuviel)? {
            Ergebnis::Ueberschuss { region, kommune, .. } => {
                zeile.region = region;
                zeile.kommune = kommune;
            }
            Ergebnis::Fehlbetrag(f) => {
                let hilfe = f.0.min(rest);
                rest -= hilfe;
                gedeckt += hilfe;
                zeile.aus_vorweg = Cent(hilfe);
            }
            Ergebnis::Ausgeglichen => {}
        }
        aus.push(zeile);
    }
    for t in toepfe.iter().filter(vorweg) {
        let gibt = gedeckt.min(t.verfuegbar().0.max(0));
        gedeckt -= gibt;
        let mut zeile = leer(t, Cent(t.verfuegbar().0 - gibt));
        zeile.kommune = Cent(zeile.saldo.0.max(0));
        zeile.aus_vorweg = Cent(-gibt);
        aus.push(zeile);
    }
    Ok(aus)
}

fn leer(t: &Topf, saldo: Cent) -> Jahresabschluss {
    Jahresabschluss {
        topf: t.id,
        bezeichnung: t.bezeichnung.clone(),
        saldo,
        region: Cent(0),
        kommune: Cent(0),
        rueckstellung: Cent(t.stand.obligo.0.max(0)),
        aus_vorweg: Cent(0),
    }
}

/// Does it, in the transaction of the release: checks the ledger, covers shortfalls, carries on, closes. The year must
/// be locked.
#[expect(clippy::too_many_arguments, reason = "one call, from the release")]
pub(super) async fn ausfuehren(
    app: &App,
    tx: &mut Tx,
    jahr: &Haushaltsjahr,
    regeln: &Regeln,
    ermaechtigung: bool,
    beschluss: &str,
    vorgang: &Vorgang,
    wer: Wer,
) -> Result<Vec<Buchung>> {
    reif(jahr)?;
    let bericht = ablage::pruefen::pruefen(tx, Some(jahr.jahr)).await?;
    if !bericht.befunde.is_empty() {
        return Err(bericht.befunde.into());
    }
    if !ablage::vorlage::offene(tx, jahr.jahr).await?.is_empty() {
        let text = "Es warten noch Buchungen auf ihre Freigabe. Bitte zuerst entscheiden.";
        return Err(Befund::neu("BUDGET-E36", text).into());
    }
    let toepfe = ablage::topf::im_jahr(tx, jahr.jahr).await?;
    let zeilen = rechnen(&toepfe, regeln, ermaechtigung)?;
    let deckung = deckung(jahr, &toepfe, &zeilen, beschluss);
    let (posten, ziele): (Vec<_>, Vec<_>) = deckung.into_iter().unzip();
    let mut gebucht = eintragen(app, tx, vorgang, &posten, &ziele, wer, regeln.vier_augen).await?;
    gebucht.extend(uebertragen(app, tx, jahr, &toepfe, &zeilen, beschluss, wer, regeln).await?);
    let wann = Wann {
        am: app.uhr.jetzt(),
        von: wer.gebucht_von,
    };
    ablage::abschluss::anlegen(tx, &zeilen, wann).await?;
    let jetzt = ablage::jahr::laden(tx, jahr.jahr).await?;
    ablage::jahr::status(tx, &jetzt, JahrStatus::Abgeschlossen, &jetzt.beschluss, wann).await?;
    Ok(gebucht)
}

fn zeile(tag: base::Datum, t: &Topf, art: BuchungsArt, betrag: Cent, beleg: &str, text: &str) -> NeueBuchung {
    NeueBuchung {
        datum: tag,
        topf: t.id,
        art,
        arbeitsart: Some(t.arbeitsart),
        betrag,
        beleg: beleg.to_owned(),
        bezug: Bezug::default(),
        leistungsart: String::new(),
        text: text.to_owned(),
    }
}

/// The bookings that cover shortfalls from the Vorwegabzug. They move money; the Ist of no Topf changes (INV-B6).
fn deckung(
    jahr: &Haushaltsjahr,
    toepfe: &[Topf],
    zeilen: &[Jahresabschluss],
    beschluss: &str,
) -> Vec<(NeueBuchung, Topf)> {
    zeilen
        .iter()
        .filter(|z| z.aus_vorweg.0 != 0)
        .filter_map(|z| Some((z, toepfe.iter().find(|t| t.id == z.topf)?)))
        .map(|(z, t)| {
            let text = "Jahresabschluss: Fehlbetrag aus dem Vorwegabzug";
            let art = BuchungsArt::VorwegFreigabe;
            (zeile(jahr.ende, t, art, z.aus_vorweg, beschluss, text), t.clone())
        })
        .collect()
}

/// Carries on: the part of a surplus that stays becomes a project Topf of the same Raum, and what is promised beyond
/// the year end moves with its money into the same Topf of the next year.
#[expect(clippy::too_many_arguments, reason = "one call, from the year end")]
async fn uebertragen(
    app: &App,
    tx: &mut Tx,
    jahr: &Haushaltsjahr,
    toepfe: &[Topf],
    zeilen: &[Jahresabschluss],
    beschluss: &str,
    wer: Wer,
    regeln: &Regeln,
) -> Result<Vec<Buchung>> {
    let offen: Vec<OffenesObligo> = ablage::abschluss::offenes_obligo(tx, jahr.jahr).await?;
    let bleibt = zeilen.iter().any(|z| z.region.0 > 0);
    if !bleibt && offen.is_empty() {
        return Ok(Vec::new());
    }
    let naechstes = ablage::jahr::finden(tx, jahr.jahr + 1).await?;
    let Some(naechstes) = naechstes.filter(|j| j.status == JahrStatus::Laufend) else {
        let text = format!(
            "Es ist etwas auf {} zu übertragen. Bitte zuerst dieses Haushaltsjahr eröffnen.",
            jahr.jahr + 1
        );
        return Err(Befund::neu("BUDGET-E35", text).an("jahr").into());
    };
    let naechstes = ablage::jahr::sperren(tx, naechstes.jahr).await?;
    let neue = ablage::topf::im_jahr(tx, naechstes.jahr).await?;
    let mut posten: Vec<NeueBuchung> = Vec::new();
    let mut ziele: Vec<Topf> = Vec::new();
    let wann = Wann {
        am: app.uhr.jetzt(),
        von: wer.gebucht_von,
    };
    for z in zeilen.iter().filter(|z| z.region.0 > 0) {
        let Some(alt) = toepfe.iter().find(|t| t.id == z.topf) else {
            continue;
        };
        let neu = NeuerTopf {
            jahr: naechstes.jahr,
            art: TopfArt::Projekt,
            raum: alt.raum,
            arbeitsart: Arbeitsart::Falluebergreifend,
            bezeichnung: format!("Projekte aus dem Überschuss {}: {}", jahr.jahr, alt.bezeichnung),
            sortier: format!("P-{}-{}", jahr.jahr, alt.sortier),
            traeger: alt.traeger.clone(),
            ansatz: Cent(0),
            elterntopf: None,
        };
        let id = app.ids.neu();
        ablage::topf::anlegen(tx, id, &neu, wann).await?;
        let topf = ablage::topf::laden(tx, id).await?;
        let text = format!("Anteil am Überschuss {}", jahr.jahr);
        posten.push(zeile(
            naechstes.beginn,
            &topf,
            BuchungsArt::Uebertrag,
            z.region,
            beschluss,
            &text,
        ));
        ziele.push(topf);
    }
    let mut fehlen: Vec<&str> = Vec::new();
    for o in &offen {
        let Some(alt) = toepfe.iter().find(|t| t.id == o.topf) else {
            continue;
        };
        let Some(neu) = neue.iter().find(|t| t.sortier == alt.sortier) else {
            fehlen.push(&alt.bezeichnung);
            continue;
        };
        let text = format!("Rückstellung aus {}", jahr.jahr);
        let mut geld = zeile(
            naechstes.beginn,
            neu,
            BuchungsArt::Uebertrag,
            o.betrag,
            beschluss,
            &text,
        );
        geld.bezug.fall.clone_from(&o.fall);
        geld.leistungsart.clone_from(&o.leistungsart);
        let mut zusage = geld.clone();
        zusage.art = BuchungsArt::Obligo;
        posten.extend([geld, zusage]);
        ziele.extend([neu.clone(), neu.clone()]);
    }
    if !fehlen.is_empty() {
        fehlen.dedup();
        let text = format!(
            "In {} fehlt ein Topf mit demselben Sortierschlüssel: {}.",
            naechstes.jahr,
            fehlen.join(", ")
        );
        return Err(Befund::neu("BUDGET-E35", text).an("jahr").into());
    }
    // a key of its own: the lines of one act count from zero in each year
    let vorgang = Vorgang {
        id: app.ids.uuid(),
        anlass: "jahresabschluss".to_owned(),
    };
    eintragen(app, tx, &vorgang, &posten, &ziele, wer, regeln.vier_augen).await
}
