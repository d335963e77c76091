//! Institutions and what they offer, taken in as from another directory.

use amt::{
    App, Kontext,
    recht::{Anlegen, Befugnis, Bezug},
};
use anyhow::ensure;
use base::{Cent, Datum, Id, Punkt, Tri};
use musterort::{AngebotOrt, Barrierefreiheit, Ort, ZustandTri};
use netz::{
    Akteur, AkteurDaten, Angabe, Angebot, AngebotDaten, Barrieren, Zeit,
    codes::{Merkmal, Ortsform},
    service::{Einspielung, angebote_einspielen},
};
use raum::Raumeinheit;
use store::Tx;
use uuid::Uuid;

use super::raeume::Orte;

/// Name of the source, as the history of an offer shows it.
const QUELLE: &str = "Musterort";

/// Takes in all of the town; offers are entered by the editors of the directory.
///
/// # Errors
/// What the room refuses; a refused line of the made-up directory is a fault of this program.
pub async fn anlegen(
    app: &App,
    tx: &mut Tx,
    ort: &Ort,
    orte: &Orte,
    redaktion: &Kontext,
) -> anyhow::Result<()> {
    let mut eintraege = Vec::with_capacity(ort.angebote.len());
    for (nr, angebot) in ort.angebote.iter().enumerate() {
        eintraege.push(Einspielung {
            stelle: format!("Angebot {}", nr + 1),
            extern_id: format!("angebot-{nr}"),
            akteur_extern: format!("akteur-{}", angebot.akteur),
            akteur: akteur(ort, orte, &ort.akteure[angebot.akteur as usize])?,
            angebot: daten(ort, orte, angebot)?,
            hsds_angebot: String::new(),
            hsds_akteur: String::new(),
        });
    }
    let may = Befugnis::<Anlegen, Angebot>::pruefen(redaktion, None, Bezug::default())?;
    let bericht = angebote_einspielen(app, tx, &may, QUELLE, eintraege).await?;
    ensure!(
        bericht.abgelehnt.is_empty(),
        "Angebote abgelehnt: {:?}",
        bericht.abgelehnt.first()
    );
    Ok(())
}

fn akteur(ort: &Ort, orte: &Orte, a: &musterort::Akteur) -> anyhow::Result<AkteurDaten> {
    let adresse = &ort.adressen[a.adresse as usize];
    let mut d = AkteurDaten::neu(&a.name, code(a.art.code())?);
    d.telefon.clone_from(&a.kontakt.telefon);
    d.email.clone_from(&a.kontakt.email);
    d.web = a.kontakt.website.clone().unwrap_or_default();
    d.anschrift = format!(
        "{}, {} {}",
        ort.zeile(adresse),
        ort.plz(adresse),
        ort.ortsname(adresse)
    );
    d.raeume = a.raeume.iter().filter_map(|r| raum(ort, orte, *r)).collect();
    Ok(d)
}

fn daten(ort: &Ort, orte: &Orte, a: &musterort::Angebot) -> anyhow::Result<AngebotDaten> {
    // the key of the Akteur is set when it is taken in
    let akteur: Id<Akteur> = Id::von(Uuid::nil());
    let haus = &ort.akteure[a.akteur as usize];
    let mut d = AngebotDaten::neu(akteur, &a.titel, code(a.art.code())?, Datum(a.geprueft_am));
    d.kurzbeschreibung.clone_from(&a.kurzbeschreibung);
    d.leichte_sprache = a.leichte_sprache.clone().unwrap_or_default();
    d.themen = a.themen.iter().map(|t| code(t)).collect::<anyhow::Result<_>>()?;
    d.zielgruppen = a.zielgruppe.to_owned();
    d.alter_von = Some(a.alter_von.into());
    // 120 is how the generator says that there is no limit
    d.alter_bis = Some(a.alter_bis.into()).filter(|alter| *alter < 120);
    d.sektoren = a.sektoren.iter().map(|s| s.code().to_owned()).collect();
    d.ortsform = match a.ort {
        AngebotOrt::Adresse(_) => Ortsform::VorOrt,
        AngebotOrt::Aufsuchend => Ortsform::Aufsuchend,
        AngebotOrt::Online => Ortsform::Online,
    };
    if let AngebotOrt::Adresse(nr) = a.ort {
        let adresse = &ort.adressen[nr as usize];
        d.orte.push(netz::Ort {
            name: haus.name.clone(),
            anschrift: ort.zeile(adresse),
            plz: ort.plz(adresse).to_owned(),
            ort: ort.ortsname(adresse).to_owned(),
            punkt: Some(Punkt {
                lat: adresse.lage.lat(),
                lon: adresse.lage.lon(),
            }),
            raumeinheit: raum(ort, orte, adresse.raum),
        });
    }
    d.zeiten = a.zeiten.iter().map(zeit).collect();
    d.plaetze = a.plaetze.map(i64::from);
    d.frei = a.frei.map(i64::from);
    d.platz_stand = a.frei.map(|_| Datum(a.geprueft_am));
    d.kostenlos = if a.kosten_cent == 0 { Tri::Ja } else { Tri::Nein };
    d.kosten = (a.kosten_cent > 0).then_some(Cent(a.kosten_cent));
    d.anmeldung = code(a.anmeldung.code())?;
    d.telefon.clone_from(&haus.kontakt.telefon);
    d.email.clone_from(&haus.kontakt.email);
    d.sprachen = a.sprachen.iter().map(|s| (*s).to_owned()).collect();
    d.barrieren = barrieren(&a.barrierefreiheit);
    d.barriere_hinweis = a.barrierefreiheit.hinweis.unwrap_or_default().to_owned();
    d.fallbezug = code(a.fallbezug.code())?;
    d.geprueft_von.clone_from(&a.geprueft_von);
    d.sichtbarkeit = code(a.sichtbarkeit.code())?;
    d.status = code(a.status.code())?;
    Ok(d)
}

fn zeit(z: &musterort::Zeit) -> Zeit {
    let minute =
        |stunde: i8, minute: i8| u16::try_from(i16::from(stunde) * 60 + i16::from(minute)).unwrap_or(0);
    let von = minute(z.beginn.hour(), z.beginn.minute());
    Zeit {
        beginn: Some(Datum(z.beginn.date())),
        ende: None,
        rrule: z.rrule.clone(),
        von: Some(von),
        bis: Some(von + z.dauer_min),
    }
}

/// What is unknown is left out; a measure alone is an answer where the feature is one.
fn barrieren(b: &Barrierefreiheit) -> Barrieren {
    let tri = [
        (Merkmal::Stufenlos, b.stufenloser_zugang),
        (Merkmal::WcBarrierefrei, b.wc_barrierefrei),
        (Merkmal::WcGeschoss, b.wc_im_selben_geschoss),
        (Merkmal::Parkplatz, b.behindertenparkplatz),
        (Merkmal::Leitsystem, b.leitsystem_braille),
        (Merkmal::Kontrast, b.kontrast_beleuchtung),
        (Merkmal::Hoeranlage, b.induktive_hoeranlage),
        (Merkmal::Dgs, b.dgs),
        (Merkmal::Schriftdolmetschen, b.schriftdolmetschen),
        (Merkmal::LeichteSprache, b.leichte_sprache),
        (Merkmal::ReizarmerRaum, b.reizarmer_raum),
        (Merkmal::Assistenzhund, b.assistenzhund),
        (Merkmal::Begleitperson, b.begleitperson_kostenfrei),
        (Merkmal::Wickeln, b.wickelmoeglichkeit),
        (Merkmal::Sitzen, b.sitzgelegenheiten),
        (Merkmal::DigitalBitv, b.digital_barrierefrei),
        (Merkmal::Kontaktwege, b.telefon_und_text),
    ];
    let bekannt = tri.into_iter().filter(|(_, z)| *z != ZustandTri::Unbekannt);
    let mut alle: Barrieren = bekannt.map(|(m, z)| (m, Angabe::tri(als_tri(z)))).collect();
    if let Some(cm) = b.tuerbreite_cm {
        alle.insert(Merkmal::Tuerbreite, Angabe::zahl(cm.into()));
    }
    if let Some(prozent) = b.rampe_prozent {
        alle.insert(Merkmal::Rampe, Angabe::zahl(prozent.into()));
    }
    if let Some((breite, tiefe)) = b.aufzug_cm {
        let kabine = Angabe {
            wert: Tri::Ja,
            zahl: Some(breite.into()),
            zahl2: Some(tiefe.into()),
        };
        alle.insert(Merkmal::Aufzug, kabine);
    }
    if b.oepnv_halt_barrierefrei != ZustandTri::Unbekannt || b.oepnv_entfernung_m.is_some() {
        let wert = als_tri(b.oepnv_halt_barrierefrei);
        let halt = Angabe {
            wert,
            zahl: b.oepnv_entfernung_m.map(i64::from),
            zahl2: None,
        };
        alle.insert(Merkmal::OepnvHalt, halt);
    }
    alle
}

const fn als_tri(z: ZustandTri) -> Tri {
    match z {
        ZustandTri::Ja => Tri::Ja,
        ZustandTri::Nein => Tri::Nein,
        ZustandTri::Teilweise => Tri::Teilweise,
        ZustandTri::Unbekannt => Tri::Unbekannt,
    }
}

fn raum(ort: &Ort, orte: &Orte, nr: u16) -> Option<Id<Raumeinheit>> {
    orte.raum(&ort.raeume[usize::from(nr)].code)
}

/// The same code in the list of the room.
fn code<T: std::str::FromStr<Err = String>>(code: &str) -> anyhow::Result<T> {
    code.parse().map_err(anyhow::Error::msg)
}
