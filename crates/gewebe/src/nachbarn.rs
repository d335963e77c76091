//! What the room of cases asks the rooms below it, answered by their use cases.

use amt::{
    App, Kontext, Result,
    go::Mobilitaet,
    recht::{Befugnis, Bezug},
};
use base::{Cent, Datum, Id};
use fall::{
    Zukunft,
    model::{
        Adressvorschlag, Angebot, Gesicht, Ort, Ortsantwort, Ortsfrage, Passung, Raum, Schritt, Suchprofil,
        Zustaendig,
    },
};
use netz::{Treffer, WegWeisung, codes::WegQuelle, service::WegWeisungNeu};
use raum::{Ortsangabe, RaumKurz, Zuordnung, ZuordnungsArt};
use store::Tx;
use uuid::Uuid;

/// The real rooms.
pub struct Nachbarn;

impl fall::Nachbarn for Nachbarn {
    fn vorschlaege<'a>(&'a self, app: &'a App, text: &'a str, n: usize) -> Zukunft<'a, Vec<Adressvorschlag>> {
        Box::pin(async move {
            let alle = raum::service::vorschlaege(app, text, n).await?;
            Ok(alle.into_iter().filter_map(adressvorschlag).collect())
        })
    }

    fn orten<'a>(
        &'a self,
        app: &'a App,
        tx: &'a mut Tx,
        frage: Ortsfrage,
        stichtag: Datum,
    ) -> Zukunft<'a, Ort> {
        Box::pin(async move {
            let mut angabe = Ortsangabe::ohne_ort(stichtag);
            angabe.text = Some(frage.text).filter(|t| !t.trim().is_empty());
            angabe.adresse = frage.adresse.map(Id::von);
            angabe.person_geschuetzt = frage.geschuetzt;
            Ok(ort(raum::service::zuordnen(app, tx, &angabe).await?))
        })
    }

    fn zustaendig<'a>(
        &'a self,
        app: &'a App,
        tx: &'a mut Tx,
        raum: Uuid,
        nachname: Option<String>,
        stichtag: Datum,
    ) -> Zukunft<'a, Vec<Zustaendig>> {
        Box::pin(async move {
            let alle =
                team::service::matrix(app, tx, &[Id::von(raum)], stichtag, nachname.as_deref()).await?;
            Ok(alle.into_iter().flat_map(|(_, z)| z).map(zustaendig).collect())
        })
    }

    fn angebote<'a>(&'a self, app: &'a App, tx: &'a mut Tx, profil: Suchprofil) -> Zukunft<'a, Vec<Angebot>> {
        Box::pin(async move {
            let treffer = netz::service::suchen(app, tx, &suchprofil(&profil)).await?;
            Ok(treffer.into_iter().map(angebot).collect())
        })
    }

    fn angebote_mit<'a>(&'a self, app: &'a App, tx: &'a mut Tx, ids: Vec<Uuid>) -> Zukunft<'a, Vec<Angebot>> {
        Box::pin(async move {
            let ids: Vec<_> = ids.into_iter().map(Id::von).collect();
            let treffer = netz::service::kurz(app, tx, &ids, &netz::Suchprofil::default()).await?;
            Ok(treffer.into_iter().map(angebot).collect())
        })
    }

    fn weg_weisung<'a>(
        &'a self,
        app: &'a App,
        tx: &'a mut Tx,
        kontext: &'a Kontext,
        ids: Vec<Uuid>,
    ) -> Zukunft<'a, ()> {
        Box::pin(async move {
            let may = Befugnis::<_, WegWeisung>::pruefen(kontext, None, Bezug::default())?;
            let neu = WegWeisungNeu {
                raum: None,
                angebote: ids.into_iter().map(Id::von).collect(),
                altersband: None,
                quelle: WegQuelle::Service,
            };
            netz::service::weg_weisung(app, tx, &may, &neu).await?;
            Ok(())
        })
    }

    fn fachkraft_von<'a>(
        &'a self,
        app: &'a App,
        tx: &'a mut Tx,
        benutzer: Uuid,
    ) -> Zukunft<'a, Option<Uuid>> {
        let _ = (app, tx, benutzer);
        Box::pin(async { Ok(None) })
    }

    fn fachkraefte<'a>(&'a self, app: &'a App, tx: &'a mut Tx) -> Zukunft<'a, Vec<(Uuid, String)>> {
        Box::pin(async move {
            // everybody who answers for some space: those who can lead a case
            let heute = app.uhr.heute();
            let unten = unterste(app, tx, heute).await?;
            let ids: Vec<_> = unten.iter().map(|r| r.id).collect();
            let mut alle: Vec<(Uuid, String)> = Vec::new();
            for z in team::service::matrix(app, tx, &ids, heute, None)
                .await?
                .into_iter()
                .flat_map(|(_, z)| z)
            {
                let team = z
                    .team
                    .as_ref()
                    .map_or_else(String::new, |t| format!(", {}", t.name));
                for g in [&z.zustaendig, &z.vertretung].into_iter().flatten() {
                    if alle.iter().all(|(id, _)| *id != g.fachkraft.uuid()) {
                        alle.push((g.fachkraft.uuid(), format!("{}{team}", g.name)));
                    }
                }
            }
            alle.sort_by(|a, b| a.1.cmp(&b.1));
            Ok(alle)
        })
    }

    fn raeume<'a>(&'a self, app: &'a App, tx: &'a mut Tx) -> Zukunft<'a, Vec<(Uuid, String)>> {
        Box::pin(async move {
            let unten = unterste(app, tx, app.uhr.heute()).await?;
            Ok(unten.into_iter().map(|r| (r.id.uuid(), r.name)).collect())
        })
    }
}

/// The spaces a role can be given for, each after the one above it.
impl amt::Raumnamen for Nachbarn {
    fn alle<'a>(&'a self, app: &'a App, tx: &'a mut Tx) -> amt::Raumliste<'a> {
        Box::pin(async move {
            let raeume = team::service::raeume(app, tx, app.uhr.heute()).await?;
            Ok(raeume
                .alle()
                .map(|r| (r.id.uuid(), format!("{} {}", r.code, r.name)))
                .collect())
        })
    }
}

async fn unterste(app: &App, tx: &mut Tx, tag: Datum) -> Result<Vec<RaumKurz>> {
    let raeume = team::service::raeume(app, tx, tag).await?;
    Ok(raeume
        .unterste()
        .into_iter()
        .filter_map(|kette| kette.into_iter().next())
        .collect())
}

fn adressvorschlag(v: raum::AdressVorschlag) -> Option<Adressvorschlag> {
    let raum = v.raum.map_or_else(String::new, |r| r.name);
    let hinweis = v
        .hinweis
        .into_iter()
        .chain(Some(raum).filter(|r| !r.is_empty()))
        .collect::<Vec<_>>()
        .join(" · ");
    Some(Adressvorschlag {
        id: v.id?.uuid(),
        zeile: v.zeile,
        hinweis,
    })
}

fn schritte(schritte: Vec<raum::Schritt>) -> Vec<Schritt> {
    let eins = |s: raum::Schritt| Schritt {
        text: s.text,
        beleg: s.beleg,
        norm: s.norm,
    };
    schritte.into_iter().map(eins).collect()
}

fn ort(z: Zuordnung) -> Ort {
    let raum = |r: RaumKurz| Raum {
        id: r.id.uuid(),
        name: r.name,
        ebene: r.ebene,
    };
    Ort {
        art: match z.art {
            ZuordnungsArt::Eindeutig => Ortsantwort::Eindeutig,
            ZuordnungsArt::Mehrdeutig => Ortsantwort::Mehrdeutig,
            ZuordnungsArt::Unbekannt => Ortsantwort::Unbekannt,
            ZuordnungsArt::Geschuetzt => Ortsantwort::Geschuetzt,
            ZuordnungsArt::Auswaertig => Ortsantwort::Auswaertig,
            ZuordnungsArt::Auffang => Ortsantwort::Auffang,
        },
        art_text: z.art.wort().to_owned(),
        ebenen: z.ebenen.into_iter().map(raum).collect(),
        anschrift: z.anschrift,
        adresse: z.adresse.map(Id::uuid),
        punkt: z.punkt,
        vorschlaege: z.vorschlaege.into_iter().filter_map(adressvorschlag).collect(),
        hinweise: z.befunde.into_iter().map(|b| b.text).collect(),
        schritte: schritte(z.schritte),
    }
}

fn gesicht(g: team::Gesicht) -> Gesicht {
    let hinweis = match (&g.vertritt, g.anwesend, g.abwesend_bis) {
        (Some(wen), _, _) => format!("vertritt {wen}"),
        (None, true, _) => String::new(),
        (None, false, Some(bis)) => format!("abwesend bis {bis}"),
        (None, false, None) => "abwesend".to_owned(),
    };
    Gesicht {
        fachkraft: g.fachkraft.uuid(),
        name: g.name,
        stelle: g.stelle,
        telefon: g.telefon,
        email: g.email,
        hinweis,
    }
}

fn zustaendig(z: team::Zustaendigkeit) -> Zustaendig {
    Zustaendig {
        sektor: z.sektor,
        team: z.team.map(|t| (t.id.uuid(), t.name)),
        fallfuehrend: z.zustaendig.map(gesicht),
        gesicht: z.gesicht.map(gesicht),
        vertretung: z.vertretung.map(gesicht),
        regel: z.regel.wort().to_owned(),
        hinweise: z.befunde.into_iter().map(|b| b.text).collect(),
        schritte: schritte(z.schritte),
    }
}

fn suchprofil(p: &Suchprofil) -> netz::Suchprofil {
    netz::Suchprofil {
        text: p.text.clone(),
        punkt: p.punkt,
        alter: p.alter,
        mobilitaet: Mobilitaet::von_code(&p.mobilitaet).unwrap_or(Mobilitaet::Unveraendert),
        bedarfe: p.bedarfe.iter().filter_map(|b| b.parse().ok()).collect(),
        sprachen: Some(p.sprache.clone())
            .filter(|s| !s.is_empty())
            .into_iter()
            .collect(),
        kosten_hoechstens: p.kostenfrei.then_some(Cent(0)),
        limit: p.limit,
        ..netz::Suchprofil::default()
    }
}

fn angebot(t: Treffer) -> Angebot {
    let entfernung = match t.entfernung_m {
        None => String::new(),
        Some(m) if m < 1_000 => format!("{m} m"),
        Some(m) => format!("{},{} km", m / 1_000, m % 1_000 / 100),
    };
    Angebot {
        id: t.id.uuid(),
        titel: t.titel,
        akteur: t.akteur,
        ort: t.ort,
        kontakt: t.telefon,
        entfernung,
        frische: t.frische.text(),
        passung: match t.barrierefreiheit {
            netz::Passung::Erfuellt => Passung::Erfuellt,
            netz::Passung::Unklar => Passung::Unklar,
            netz::Passung::Nicht => Passung::Nicht,
        },
        gruende: t.gruende,
    }
}
