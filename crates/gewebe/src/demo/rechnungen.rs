//! Prices and invoices: what the Träger of the stories charges for its contacts, one invoice without a difference and
//! paid, one with differences that waits.

use amt::{App, Kontext, recht::Rolle};
use base::{Cent, Datum, Min};
use budget::{
    model::{Einheit, NeuesEntgelt, TopfArt, Traegerbudget, Traegerbudgetart, Zeilenentscheidung},
    rules::entgelt::zeile,
    service::{
        self,
        rechnung::{self, Kopf},
    },
};
use fall::{
    model::{Beauftragung, Kontakt},
    service::fall::auftrag,
};
use store::Tx;
use uuid::Uuid;

use super::Leute;

/// For an hour, before and after the last change (Fürth 2024).
const SAETZE: [(i64, i32); 2] = [(6_656, -700), (6_980, -300)];

/// Tells them. Without a case that runs, or without anybody for money, there is nothing to charge.
///
/// # Errors
/// What the rooms refuse.
pub async fn erzaehlen(app: &App, tx: &mut Tx, leute: &Leute) -> anyhow::Result<()> {
    let Some(zahlung) = leute.mit_rolle(Rolle::R12).next() else {
        return Ok(());
    };
    let heute = app.uhr.heute();
    for t in team::service::traeger_auswahl(tx, (heute, heute), &[]).await? {
        for (betrag, tage) in SAETZE {
            let neu = NeuesEntgelt {
                traeger: t.id.uuid(),
                leistungsart: String::new(),
                einheit: Einheit::Stunde,
                betrag: Cent(betrag),
                ab: heute.plus_tage(tage),
                bis: None,
                fundstelle: "Entgeltvereinbarung, Anlage 2".to_owned(),
            };
            service::entgelt_eintragen(app, tx, &service::darf_ueberall(zahlung, None)?, &neu).await?;
        }
    }
    let mut erzaehlt = Vec::new();
    for kraft in leute.mit_rolle(Rolle::R09).chain(leute.mit_rolle(Rolle::R10)) {
        let Some((traeger, name)) = team::service::arbeitgeber(tx, kraft.benutzer()).await? else {
            continue;
        };
        if erzaehlt.contains(&traeger) {
            continue;
        }
        let Ok((_, auftraege)) = auftrag::liste(app, tx, kraft).await else {
            continue;
        };
        let mut leistungen = Vec::new();
        for b in auftraege {
            leistungen.extend(geleistet(app, tx, kraft, &b).await?);
        }
        if leistungen.is_empty() {
            continue;
        }
        erzaehlt.push(traeger);
        let wer = (traeger.uuid(), name.as_str());
        traegerbudget(app, tx, leute, wer).await?;
        rechnungen(app, tx, zahlung, wer, &leistungen).await?;
    }
    Ok(())
}

/// Number of the order and its contacts.
async fn geleistet(
    app: &App,
    tx: &mut Tx,
    kraft: &Kontext,
    b: &Beauftragung,
) -> anyhow::Result<Vec<(String, Kontakt)>> {
    let akte = auftrag::akte(app, tx, kraft, b.id).await?;
    let nummer = akte.nummer;
    let mut alle: Vec<(String, Kontakt)> = akte.kontakte.into_iter().map(|k| (nummer.clone(), k)).collect();
    alle.sort_by_key(|(_, k)| k.datum);
    // what lies before the order began is not charged
    alle.retain(|(_, k)| b.beginn <= k.datum && k.datum <= b.ende);
    Ok(alle)
}

async fn traegerbudget(
    app: &App,
    tx: &mut Tx,
    leute: &Leute,
    (traeger, name): (Uuid, &str),
) -> anyhow::Result<()> {
    let Some(controlling) = leute.mit_rolle(Rolle::R21).next() else {
        return Ok(());
    };
    let heute = app.uhr.heute();
    let Some((von, bis)) = service::haushaltsjahr_am(tx, heute).await? else {
        return Ok(());
    };
    let jahr = i64::from(heute.0.year());
    let toepfe = service::blick(app, tx, controlling, jahr).await?.toepfe;
    // no Topf yet, nothing to pay from
    let Some(topf) = toepfe.iter().find(|t| t.art == TopfArt::Regional) else {
        return Ok(());
    };
    let neu = Traegerbudget {
        id: app.ids.neu(),
        jahr,
        traeger,
        traeger_name: name.to_owned(),
        raum: None,
        topf: Some(topf.id),
        art: Traegerbudgetart::TeamVzae,
        menge: 250,
        satz: Cent(7_850_000),
        sachkosten: Cent(1_200_000),
        betrag: Cent(0),
        // groups in the space; single helps are charged by the hour
        leistungsart: "J29".to_owned(),
        von,
        bis,
        berichte: "Vierteljährlich: Gruppen und Teilnehmende ohne Namen".to_owned(),
        aufgehoben: String::new(),
    };
    service::traegerbudget_eintragen(app, tx, &service::darf_ueberall(controlling, None)?, neu).await?;
    Ok(())
}

async fn rechnungen(
    app: &App,
    tx: &mut Tx,
    zahlung: &Kontext,
    (traeger, name): (Uuid, &str),
    leistungen: &[(String, Kontakt)],
) -> anyhow::Result<()> {
    let heute = app.uhr.heute();
    let haelfte = leistungen.len().div_ceil(2);
    for (nr, teil) in (1..).zip(leistungen.chunks(haelfte.max(1))) {
        let mut csv = "auftrag;datum;menge;satz;betrag\n".to_owned();
        for (i, (auftrag, k)) in teil.iter().enumerate() {
            // the second invoice asks in its first line for more minutes than there were
            let minuten = k.minuten + if nr == 2 && i == 0 { 30 } else { 0 };
            csv += &eine(auftrag, k.datum, minuten);
        }
        let kopf = Kopf {
            nummer: format!("{}-{nr:03}", heute.0.year()),
            datum: Some(heute.plus_tage(-2)),
            summe: None,
        };
        let may = rechnung::darf_einreichen(tx, zahlung, None, traeger).await?;
        let datei = format!("rechnung-{nr}.csv");
        let id = rechnung::aus_datei(app, tx, &may, (traeger, name), &datei, csv.into_bytes(), &kopf).await?;
        rechnung::einreichen(app, tx, zahlung, id).await?;
        let akte = rechnung::akte(app, tx, zahlung, id).await?;
        let mut buchbar = akte.pruefung.gut();
        for z in &akte.zeilen {
            buchbar &= service::haushaltsjahr_am(tx, z.zeile.von).await?.is_some();
        }
        if nr == 1 && buchbar {
            let alle: Vec<_> = akte
                .zeilen
                .iter()
                .map(|z| (z.nr, Zeilenentscheidung::Gefordert))
                .collect();
            rechnung::entscheiden(app, tx, zahlung, (id, akte.r.version), &alle, &[], "").await?;
        }
    }
    Ok(())
}

fn eine(auftrag: &str, tag: Datum, minuten: i64) -> String {
    let satz = Cent(SAETZE[1].0);
    let betrag = zeile(Min(minuten), satz).unwrap_or_default();
    let euro = |c: Cent| format!("{},{:02}", c.0 / 100, c.0 % 100);
    format!("{auftrag};{};{minuten};{};{}\n", tag.0, euro(satz), euro(betrag))
}
