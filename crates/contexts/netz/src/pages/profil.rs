//! The search form. It is always posted: what somebody is looking for stands in no address line.

use amt::{App, Result, go::Mobilitaet};
use base::{Cent, Punkt};
use store::Tx;
use web::Eingaben;

use crate::{
    Bedarf, Suchprofil, Wann,
    codes::{Thema, Wochentag},
};

/// Reads the fields of the form. Nonsense in a field is noted in `e` and left out of the profile.
pub(super) async fn lesen(app: &App, tx: &mut Tx, e: &mut Eingaben) -> Result<Suchprofil> {
    let mobilitaet = Mobilitaet::von_code(e.roh("mobilitaet")).unwrap_or(Mobilitaet::Unveraendert);
    let alter = e.zahl("alter", 0, 120).and_then(|a| u16::try_from(a).ok());
    let kosten = e.zahl("kosten", 0, 10_000).map(|euro| Cent(euro * 100));
    let tag: Option<Wochentag> = e.auswahl("tag");
    let ab = e.zahl("ab", 0, 23).and_then(|h| u16::try_from(h * 60).ok());
    let wann = (tag.is_some() || ab.is_some()).then_some(Wann {
        tag,
        ab: ab.unwrap_or(0),
        bis: 1440,
    });
    let text = e.text("text", 200);
    let bedarfe: Vec<Bedarf> = e.auswahlliste("bedarf");
    let themen: Vec<Thema> = e.auswahlliste("thema");
    let raum = e.auswahl::<uuid::Uuid>("raum").map(base::Id::von);
    Ok(Suchprofil {
        text,
        punkt: punkt(app, tx, e).await?,
        alter,
        mobilitaet,
        bedarfe,
        sprachen: e.liste("sprache"),
        wann,
        kosten_hoechstens: kosten,
        themen,
        raum,
        nur_mit_freien_plaetzen: e.haken("frei"),
        ..Suchprofil::default()
    })
}

/// From the map (`lat`, `lon`), or from the address typed.
async fn punkt(app: &App, tx: &mut Tx, e: &mut Eingaben) -> Result<Option<Punkt>> {
    if let (Ok(lat), Ok(lon)) = (e.roh("lat").parse(), e.roh("lon").parse()) {
        let p = Punkt { lat, lon };
        return Ok(crate::rules::pruefen::auf_der_erde(p).then_some(p));
    }
    let ort = e.text("ort", 200);
    if ort.is_empty() {
        return Ok(None);
    }
    let frage = raum::Ortsangabe::text(ort, app.uhr.heute());
    let punkt = raum::service::zuordnen(app, tx, &frage).await?.punkt;
    if punkt.is_none() {
        e.melde(
            "ort",
            "NETZ-E27",
            "Diese Adresse wurde nicht gefunden. Die Liste steht ohne Entfernung da.",
        );
    }
    Ok(punkt)
}
