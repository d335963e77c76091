//! The spaces of the model with the outlines of the town, its streets, ranges and addresses.

use std::collections::BTreeMap;

use amt::{
    App, Kontext,
    go::{
        MandantTyp,
        modell::{self, Modell},
    },
    recht::{Anlegen, Bearbeiten, Befugnis, Bezug, Entscheiden},
};
use anyhow::{Context, ensure};
use base::{Datum, Id, Punkt, Text};
use musterort::Ort;
use raum::{
    AdressStatus, Adresse, Ausbaustatus, GebietTyp, Gebietskoerperschaft, Gliederung, Paritaet, Raumeinheit,
    StandortStatus, Strasse,
    service::{
        Begruendung, Beschluss, Einspielbericht, Gebiet, NeueAdresse, NeueGliederung, NeueRaumeinheit,
        NeueStrasse, NeuerBereich, adressen_einspielen, gebiet_setzen, gliederung_abstimmen,
        gliederung_anlegen, gliederung_beschliessen, gliederung_in_kraft_setzen,
        hausnummernbereiche_einspielen, raumeinheit_anlegen, strassen_einspielen,
    },
};
use store::Tx;
use zuordnung::Hausnummer;

/// So many addresses go into the database at a time.
const JE_SCHUB: usize = 20_000;

/// The Gliederung and its units by code.
pub struct Orte {
    /// The version of the boundaries.
    pub gliederung: Id<Gliederung>,
    raeume: BTreeMap<String, Id<Raumeinheit>>,
}

impl Orte {
    /// The unit with this code.
    #[must_use]
    pub fn raum(&self, code: &str) -> Option<Id<Raumeinheit>> {
        self.raeume.get(code).copied()
    }
}

/// Draws the Gliederung and fills the register. `planung` may create, `verwaltung` may do everything in this room.
///
/// # Errors
/// What the room refuses; any refused line of the made-up register is a fault of this program.
pub async fn anlegen(
    app: &App,
    tx: &mut Tx,
    modell: &Modell,
    ort: &Ort,
    planung: &Kontext,
) -> anyhow::Result<Orte> {
    let gebiet = &modell.raeume.gebietskoerperschaft;
    let may = Befugnis::<Bearbeiten, Gebietskoerperschaft>::pruefen(planung, None, Bezug::default())?;
    gebiet_setzen(
        app,
        tx,
        &may,
        &Gebiet {
            name: text(&gebiet.name)?,
            ags: text(&gebiet.ags)?,
            land: text(modell.go.mandant.land.code())?,
            typ: gebiet_typ(modell.go.mandant.typ),
            einwohner: Some((
                ort.raeume.iter().filter(|r| r.blatt).map(|r| r.einwohner).sum(),
                app.uhr.heute(),
            )),
            kommunen: kommunen(modell)?,
        },
    )
    .await?;
    let g = &modell.raeume.gliederung;
    let neu = NeueGliederung {
        bezeichnung: text(&g.bezeichnung)?,
        gueltig_ab: g.gueltigkeit.ab(),
        gueltig_bis: g.gueltigkeit.bis(),
        begruendung: Begruendung {
            geografisch: g.begruendung.geografisch.clone(),
            politisch: g.begruendung.politisch.clone(),
            infrastrukturell: g.begruendung.infrastrukturell.clone(),
            fallzahlen: g.begruendung.fallzahlen.clone(),
        },
        kritik_offen: g.kritik_offen.as_deref().map(text).transpose()?,
    };
    let may = Befugnis::<Anlegen, Gliederung>::pruefen(planung, None, Bezug::default())?;
    let gliederung = gliederung_anlegen(app, tx, &may, &neu).await?;
    let mut orte = Orte {
        gliederung,
        raeume: BTreeMap::new(),
    };
    for (eintrag, gebaut) in modell.raeume.raeume.iter().zip(&ort.raeume) {
        let mut neu = NeueRaumeinheit::neu(
            gliederung,
            eintrag.ebene.clone(),
            text(&eintrag.code)?,
            text(&eintrag.name)?,
        );
        neu.eltern = eintrag.eltern.as_deref().and_then(|e| orte.raum(e));
        neu.geometrie = Some(gebaut.geometrie.clone());
        neu.kommune_ags = eintrag.kommune_ags.as_deref().map(text).transpose()?;
        neu.standort = eintrag.standort.as_deref().map(text).transpose()?;
        neu.standort_status = eintrag
            .standort_status
            .and_then(|s| s.code().parse::<StandortStatus>().ok());
        neu.ausbaustatus = ausbau(eintrag.ausbaustatus)?;
        neu.grund = eintrag.grund.as_deref().map(text).transpose()?;
        neu.einwohner = Some((gebaut.einwohner, app.uhr.heute()));
        let may = Befugnis::<Anlegen, Raumeinheit>::pruefen(planung, None, Bezug::default())?;
        let (id, befunde) = raumeinheit_anlegen(app, tx, &may, &neu)
            .await
            .with_context(|| format!("Raum {}", eintrag.code))?;
        ensure!(befunde.is_empty(), "Raum {}: {befunde:?}", eintrag.code);
        orte.raeume.insert(eintrag.code.clone(), id);
    }
    Ok(orte)
}

/// Streets, ranges and addresses. Calls `melden` with the number of addresses done so far.
///
/// # Errors
/// As [`anlegen`].
pub async fn register(
    app: &App,
    tx: &mut Tx,
    ort: &Ort,
    gliederung: Id<Gliederung>,
    planung: &Kontext,
    melden: impl Fn(u64),
) -> anyhow::Result<()> {
    let mut strassen = Vec::with_capacity(ort.strassen.len());
    let mut bereiche = Vec::with_capacity(ort.strassen.len());
    for (zeile, s) in (1_u32..).zip(&ort.strassen) {
        let mut aliase = Vec::new();
        for a in &s.aliase {
            aliase.push((text(&a.name)?, text(&format!("bis {}", a.bis_jahr))?));
        }
        strassen.push(NeueStrasse {
            schluessel: text(&s.schluessel)?,
            name: text(&s.name)?,
            kommune_ags: text(&s.kommune_ags)?,
            ort: text(&s.kommune)?,
            aliase,
            zeile,
        });
        for b in &s.bereiche {
            let bis = Hausnummer::neu(b.bis, Some('z'))?;
            bereiche.push(NeuerBereich {
                strassenschluessel: s.schluessel.clone(),
                nummern: Some((Hausnummer::neu(b.von, None)?, bis)),
                paritaet: paritaet(b.paritaet),
                plz: String::new(),
                raum: ort.raeume[usize::from(b.raum)].code.clone(),
                zeile,
            });
        }
    }
    let may = Befugnis::<Anlegen, Strasse>::pruefen(planung, None, Bezug::default())?;
    ganz(&strassen_einspielen(app, tx, &may, strassen).await?)?;
    let may = Befugnis::<Bearbeiten, Gliederung>::pruefen(planung, Some(gliederung), Bezug::default())?;
    ganz(&hausnummernbereiche_einspielen(app, tx, &may, gliederung, bereiche).await?)?;
    let may = Befugnis::<Anlegen, Adresse>::pruefen(planung, None, Bezug::default())?;
    let mut zeile = 0;
    for schub in ort.adressen.chunks(JE_SCHUB) {
        let mut neue = Vec::with_capacity(schub.len());
        for a in schub {
            zeile += 1;
            neue.push(NeueAdresse {
                strassenschluessel: ort.strasse(a).schluessel.clone(),
                hausnummer: Some(Hausnummer::neu(a.nr, a.zusatz)?),
                plz: ort.plz(a).to_owned(),
                ort: text(ort.ortsname(a))?,
                // the register knows a street by its Kommune; another place in it is found as its Ortsteil
                ortsteil: text(
                    Some(ort.ortsname(a))
                        .filter(|o| *o != ort.strasse(a).kommune)
                        .unwrap_or_default(),
                )?,
                punkt: Some(Punkt {
                    lat: a.lage.lat(),
                    lon: a.lage.lon(),
                }),
                status: status(a.status),
                zeile,
            });
        }
        ganz(&adressen_einspielen(app, tx, &may, neue).await?)?;
        melden(u64::from(zeile));
    }
    Ok(())
}

/// Takes the Gliederung through discussion and decision into force.
///
/// # Errors
/// As [`anlegen`]; above all the findings of the register check.
pub async fn in_kraft(
    app: &App,
    tx: &mut Tx,
    modell: &Modell,
    gliederung: Id<Gliederung>,
    planung: &Kontext,
) -> anyhow::Result<()> {
    use raum::GliederungStatus::Abstimmung;
    let darf = Befugnis::<Bearbeiten, Gliederung>::pruefen(planung, Some(gliederung), Bezug::default())?;
    let may = Befugnis::<Entscheiden, Gliederung>::pruefen(planung, Some(gliederung), Bezug::default())?;
    gliederung_abstimmen(app, tx, &darf, gliederung, 1, Abstimmung).await?;
    let b = modell
        .raeume
        .gliederung
        .beschluss
        .as_ref()
        .or(modell.go.beschluss.as_ref());
    let b = b.context("Die Gliederung des Modells nennt keinen Beschluss")?;
    let beschluss = Beschluss {
        gremium: text(&b.gremium)?,
        datum: b.datum,
        vorlage: text(&b.vorlage)?,
    };
    gliederung_beschliessen(app, tx, &may, gliederung, 2, &beschluss).await?;
    gliederung_in_kraft_setzen(app, tx, &may, gliederung, 3).await?;
    Ok(())
}

/// The first day of the Gliederung, or today when that is still to come.
#[must_use]
pub fn beginn(modell: &Modell, heute: Datum) -> Datum {
    let go = modell.go.gueltigkeit.ab();
    go.max(modell.raeume.gliederung.gueltigkeit.ab()).min(heute)
}

fn ganz(bericht: &Einspielbericht) -> anyhow::Result<()> {
    match bericht.abgewiesen.first() {
        Some(erster) => anyhow::bail!("{} Zeilen abgewiesen, zuerst: {erster}", bericht.abgewiesen.len()),
        None => Ok(()),
    }
}

/// The Kommunen by the names of their units, or of the places the model names for them.
fn kommunen(modell: &Modell) -> anyhow::Result<Vec<(Text<8>, Text<120>)>> {
    let name = |ags: &str| {
        let raum = modell
            .raeume
            .raeume
            .iter()
            .find(|r| r.kommune_ags.as_deref() == Some(ags))?;
        let ort = modell.lage.orte.iter().find(|o| o.raum == raum.code);
        Some(ort.map_or_else(|| raum.name.clone(), |o| o.name.clone()))
    };
    let alle = modell.raeume.gebietskoerperschaft.kommunen.iter();
    alle.filter_map(|ags| Some((ags, name(ags)?)))
        .map(|(ags, n)| Ok((text(ags)?, text(&n)?)))
        .collect()
}

pub(super) fn text<const N: usize>(roh: &str) -> anyhow::Result<Text<N>> {
    Text::neu(roh).with_context(|| format!("„{}“", roh.chars().take(40).collect::<String>()))
}

fn ausbau(s: modell::Ausbaustatus) -> anyhow::Result<Ausbaustatus> {
    s.code().parse().map_err(anyhow::Error::msg)
}

const fn gebiet_typ(typ: MandantTyp) -> GebietTyp {
    match typ {
        MandantTyp::Landkreis => GebietTyp::Landkreis,
        MandantTyp::KreisfreieStadt => GebietTyp::KreisfreieStadt,
        MandantTyp::StadtMitJugendamt => GebietTyp::StadtMitJugendamt,
        MandantTyp::Regionalverband => GebietTyp::Regionalverband,
        MandantTyp::Landeshauptstadt => GebietTyp::Landeshauptstadt,
        MandantTyp::Ausland => GebietTyp::Ausland,
    }
}

const fn paritaet(p: musterort::Paritaet) -> Paritaet {
    match p {
        musterort::Paritaet::Alle => Paritaet::Alle,
        musterort::Paritaet::Gerade => Paritaet::Gerade,
        musterort::Paritaet::Ungerade => Paritaet::Ungerade,
    }
}

const fn status(s: musterort::AdressStatus) -> AdressStatus {
    match s {
        musterort::AdressStatus::Aktiv => AdressStatus::Aktiv,
        musterort::AdressStatus::Geplant => AdressStatus::Geplant,
        musterort::AdressStatus::Abgebrochen => AdressStatus::Abgebrochen,
    }
}
