//! The rooms below as they are: `raum`, `team`, `netz`.

use amt::{
    App, Kontext, Result,
    go::Mobilitaet,
    recht::{Befugnis, Bezug, Entscheiden},
};
use base::{Cent, Datum, Id};
use netz::{
    Suchprofil as NetzProfil, Treffer,
    codes::WegQuelle,
    service::{WegWeisungNeu, besuch_bitten, kurz, suchen, weg_weisung},
};
use store::Tx;
use uuid::Uuid;

use super::{ImTeam, Nachbarn, Zukunft, geld, traeger};
use crate::{
    model::{
        Adressvorschlag, Angebot, Geldlage, Gesicht, Ort, Ortsantwort, Ortsfrage, Passung, Raum, Runde,
        Schritt, Skizze, Suchprofil, Traegerwahl, Vorgemerkt, Vormerkung, Zustaendig,
    },
    service::fall::zugang::FallMay,
};

/// Asks the real rooms.
#[derive(Debug, Clone, Copy, Default)]
pub struct Raeume;

fn schritte(alle: Vec<raum::Schritt>) -> Vec<Schritt> {
    alle.into_iter()
        .map(|s| Schritt {
            text: s.text,
            beleg: s.beleg,
            norm: s.norm,
        })
        .collect()
}

fn vorschlag(v: raum::AdressVorschlag) -> Option<Adressvorschlag> {
    let raum = v.raum.map(|r| r.name);
    let teile: Vec<String> = raum.into_iter().chain(v.hinweis).collect();
    Some(Adressvorschlag {
        id: v.id?.uuid(),
        zeile: v.zeile,
        hinweis: teile.join(", "),
    })
}

const fn art(a: raum::ZuordnungsArt) -> Ortsantwort {
    match a {
        raum::ZuordnungsArt::Eindeutig => Ortsantwort::Eindeutig,
        raum::ZuordnungsArt::Mehrdeutig => Ortsantwort::Mehrdeutig,
        raum::ZuordnungsArt::Unbekannt => Ortsantwort::Unbekannt,
        raum::ZuordnungsArt::Geschuetzt => Ortsantwort::Geschuetzt,
        raum::ZuordnungsArt::Auswaertig => Ortsantwort::Auswaertig,
        raum::ZuordnungsArt::Auffang => Ortsantwort::Auffang,
    }
}

fn gesicht(g: team::Gesicht) -> Gesicht {
    let hinweis = match (&g.vertritt, g.anwesend, g.abwesend_bis) {
        (Some(wen), _, _) => format!("in Vertretung für {wen}"),
        (None, false, Some(bis)) => format!("abwesend bis {bis}"),
        (None, false, None) => "abwesend".to_owned(),
        (None, true, _) => String::new(),
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

/// What everybody may read already: small numbers were hidden before it was published.
fn skizze(o: netz::service::oeffentlich::OffeneKurzskizze) -> Skizze {
    let k = o.kurz;
    let einwohner = k.einwohner.map(|n| format!("Einwohnerinnen und Einwohner: {n}"));
    let zahlen = k
        .kennzahlen
        .into_iter()
        .map(|z| format!("{}: {}", z.name, z.wert));
    Skizze {
        raum: o.raum.uuid(),
        name: k.raum,
        stichtag: k.stichtag,
        zahlen: einwohner.into_iter().chain(zahlen).collect(),
        staerken: k.staerken,
        worte: k
            .worte
            .into_iter()
            .map(|w| {
                if w.wo.is_empty() {
                    w.text
                } else {
                    format!("{} ({})", w.text, w.wo)
                }
            })
            .collect(),
    }
}

fn angebot(t: Treffer) -> Angebot {
    Angebot {
        id: t.id.uuid(),
        titel: t.titel,
        // the place often repeats who offers it
        ort: t
            .ort
            .strip_prefix(&format!("{}, ", t.akteur))
            .unwrap_or(&t.ort)
            .to_owned(),
        akteur: t.akteur,
        kontakt: t.telefon,
        entfernung: match t.entfernung_m {
            Some(m @ 0..1000) => format!("{m} m"),
            Some(m) => format!("{},{} km", m / 1000, m % 1000 / 100),
            None => String::new(),
        },
        frische: t.frische.text(),
        passung: match t.barrierefreiheit {
            netz::Passung::Erfuellt => Passung::Erfuellt,
            netz::Passung::Unklar => Passung::Unklar,
            netz::Passung::Nicht => Passung::Nicht,
        },
        gruende: t.gruende,
    }
}

fn profil(p: Suchprofil) -> NetzProfil {
    NetzProfil {
        text: p.text,
        punkt: p.punkt,
        alter: p.alter,
        mobilitaet: Mobilitaet::von_code(&p.mobilitaet).unwrap_or(Mobilitaet::Unveraendert),
        bedarfe: p.bedarfe.iter().filter_map(|b| b.parse().ok()).collect(),
        sprachen: Some(p.sprache).filter(|s| !s.is_empty()).into_iter().collect(),
        wann: p
            .wochentag
            .and_then(|t| netz::codes::Wochentag::ALLE.get(usize::from(t).checked_sub(1)?))
            .map(|tag| netz::Wann {
                tag: Some(*tag),
                ab: 0,
                bis: 24 * 60,
            }),
        kosten_hoechstens: p.kostenfrei.then_some(Cent(0)),
        limit: p.limit,
        ..NetzProfil::default()
    }
}

/// Names with the team somebody works in.
async fn mit_team(
    app: &App,
    tx: &mut Tx,
    wer: Vec<(Id<team::Fachkraft>, String)>,
) -> Result<Vec<(Uuid, String)>> {
    let teams = team::service::team_der_fachkraefte(tx, app.uhr.heute()).await?;
    let name = |(id, name): (Id<team::Fachkraft>, String)| match teams.get(&id) {
        Some(team) => (id.uuid(), format!("{name} ({team})")),
        None => (id.uuid(), name),
    };
    Ok(wer.into_iter().map(name).collect())
}

impl Nachbarn for Raeume {
    fn vorschlaege<'a>(&'a self, app: &'a App, text: &'a str, n: usize) -> Zukunft<'a, Vec<Adressvorschlag>> {
        Box::pin(async move {
            let alle = raum::service::vorschlaege(app, text, n).await?;
            Ok(alle.into_iter().filter_map(vorschlag).collect())
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
            let angabe = raum::Ortsangabe {
                text: Some(frage.text).filter(|t| !t.trim().is_empty()),
                adresse: frage.adresse.map(Id::von),
                punkt: None,
                person_geschuetzt: frage.geschuetzt,
                stichtag,
            };
            let z = raum::service::zuordnen(app, tx, &angabe).await?;
            Ok(Ort {
                art: art(z.art),
                art_text: z.art.wort().to_owned(),
                ebenen: z
                    .ebenen
                    .into_iter()
                    .map(|r| Raum {
                        id: r.id.uuid(),
                        name: r.name,
                        ebene: ebene(&r.ebene),
                    })
                    .collect(),
                anschrift: z.anschrift,
                adresse: z.adresse.map(Id::uuid),
                punkt: z.punkt,
                vorschlaege: z.vorschlaege.into_iter().filter_map(vorschlag).collect(),
                hinweise: z.befunde.into_iter().map(|b| b.text).collect(),
                schritte: schritte(z.schritte),
            })
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

    fn angebote<'a>(&'a self, app: &'a App, tx: &'a mut Tx, p: Suchprofil) -> Zukunft<'a, Vec<Angebot>> {
        Box::pin(async move {
            let treffer = suchen(app, tx, &profil(p)).await?;
            Ok(treffer.into_iter().map(angebot).collect())
        })
    }

    fn angebote_mit<'a>(&'a self, app: &'a App, tx: &'a mut Tx, ids: Vec<Uuid>) -> Zukunft<'a, Vec<Angebot>> {
        Box::pin(async move {
            let ids: Vec<_> = ids.into_iter().map(Id::von).collect();
            let treffer = kurz(app, tx, &ids, &NetzProfil::default()).await?;
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
            let may = Befugnis::pruefen(kontext, None, Bezug::default())?;
            let neu = WegWeisungNeu {
                raum: None,
                angebote: ids.into_iter().map(Id::von).collect(),
                altersband: None,
                quelle: WegQuelle::Service,
            };
            weg_weisung(app, tx, &may, &neu).await?;
            Ok(())
        })
    }

    fn pruefbesuch<'a>(
        &'a self,
        app: &'a App,
        tx: &'a mut Tx,
        kontext: &'a Kontext,
        angebot: Uuid,
        bedarfe: Vec<String>,
    ) -> Zukunft<'a, ()> {
        Box::pin(async move {
            let may = Befugnis::pruefen(kontext, None, Bezug::default())?;
            let bedarfe: Vec<_> = bedarfe.iter().filter_map(|b| b.parse().ok()).collect();
            besuch_bitten(app, tx, &may, Id::von(angebot), &bedarfe).await
        })
    }

    fn fachkraft_von<'a>(&'a self, _: &'a App, tx: &'a mut Tx, benutzer: Uuid) -> Zukunft<'a, Option<Uuid>> {
        Box::pin(async move {
            let f = team::service::fachkraft_von(tx, Id::von(benutzer)).await?;
            Ok(f.map(|f| f.id.uuid()))
        })
    }

    fn gesicht<'a>(&'a self, app: &'a App, tx: &'a mut Tx, fachkraft: Uuid) -> Zukunft<'a, Option<Gesicht>> {
        Box::pin(async move {
            let k = team::service::erreichbar(tx, Id::von(fachkraft), app.uhr.heute()).await?;
            Ok(k.map(|(k, da)| Gesicht {
                fachkraft,
                name: k.name,
                stelle: String::new(),
                telefon: k.telefon,
                email: k.email,
                hinweis: if da {
                    String::new()
                } else {
                    "heute abwesend".to_owned()
                },
            }))
        })
    }

    fn letzter_tag<'a>(&'a self, tx: &'a mut Tx, fachkraft: Uuid) -> Zukunft<'a, Option<Datum>> {
        Box::pin(team::service::letzter_diensttag(tx, Id::von(fachkraft)))
    }

    fn fachkraefte<'a>(&'a self, app: &'a App, tx: &'a mut Tx) -> Zukunft<'a, Vec<(Uuid, String)>> {
        Box::pin(async move {
            // RL-02: a Fachkraft of a free Träger may be responsible in a Raum, but is not here to choose from
            let oeffentlich = team::service::oeffentliche_fachkraefte(tx).await?;
            mit_team(app, tx, oeffentlich).await
        })
    }

    fn aemterkraefte<'a>(&'a self, app: &'a App, tx: &'a mut Tx) -> Zukunft<'a, Vec<(Uuid, String)>> {
        Box::pin(async move {
            let alle = team::service::fachkraefte_der_aemter(tx).await?;
            mit_team(app, tx, alle).await
        })
    }

    fn kette<'a>(&'a self, app: &'a App, tx: &'a mut Tx, raum: Uuid) -> Zukunft<'a, Vec<Raum>> {
        Box::pin(async move {
            let raeume = team::service::raeume(app, tx, app.uhr.heute()).await?;
            let kette = raeume
                .unterste()
                .into_iter()
                .find(|k| k.first().is_some_and(|r| r.id.uuid() == raum));
            Ok(kette
                .unwrap_or_default()
                .into_iter()
                .rev()
                .map(|r| Raum {
                    id: r.id.uuid(),
                    name: r.name,
                    ebene: ebene(&r.ebene),
                })
                .collect())
        })
    }

    fn raeume<'a>(&'a self, app: &'a App, tx: &'a mut Tx) -> Zukunft<'a, Vec<(Uuid, String)>> {
        Box::pin(unterste(app, tx))
    }

    fn geldlage<'a>(
        &'a self,
        app: &'a App,
        tx: &'a mut Tx,
        datum: Datum,
        raum: Uuid,
        leistungsart: &'a str,
    ) -> Zukunft<'a, Option<Geldlage>> {
        Box::pin(geld::geldlage(app, tx, datum, raum, leistungsart))
    }

    fn vormerken<'a>(
        &'a self,
        app: &'a App,
        tx: &'a mut Tx,
        may: &'a FallMay<Entscheiden>,
        v: Vormerkung,
    ) -> Zukunft<'a, Vorgemerkt> {
        Box::pin(geld::vormerken(app, tx, may, v))
    }

    fn traeger<'a>(
        &'a self,
        app: &'a App,
        tx: &'a mut Tx,
        zeitraum: (Datum, Datum),
        raum: Uuid,
    ) -> Zukunft<'a, Vec<Traegerwahl>> {
        Box::pin(traeger::traeger(app, tx, zeitraum, raum))
    }

    fn stundensaetze<'a>(
        &'a self,
        _: &'a App,
        tx: &'a mut Tx,
        leistungsart: &'a str,
        tag: Datum,
    ) -> Zukunft<'a, Vec<(Uuid, Cent)>> {
        Box::pin(geld::stundensaetze(tx, leistungsart, tag))
    }

    fn traeger_in_teams<'a>(&'a self, _: &'a App, tx: &'a mut Tx) -> Zukunft<'a, Vec<ImTeam>> {
        Box::pin(async move {
            let alle = team::service::traeger_in_teams(tx).await?.into_iter();
            Ok(alle
                .map(|(traeger, raum, von, bis)| (traeger.uuid(), raum.uuid(), von, bis))
                .collect())
        })
    }

    fn runden_von<'a>(&'a self, app: &'a App, tx: &'a mut Tx, benutzer: Uuid) -> Zukunft<'a, Vec<Runde>> {
        Box::pin(async move {
            let alle = team::service::teams_von(tx, Id::von(benutzer), app.uhr.heute()).await?;
            let runde = |t: team::Team| Runde {
                team: t.id.uuid(),
                name: t.name,
                raeume: t.raeume.into_iter().map(Id::uuid).collect(),
                sektoren: t.sektoren.iter().map(|s| s.code().to_owned()).collect(),
            };
            Ok(alle.into_iter().filter(beraet).map(runde).collect())
        })
    }

    fn kurzskizzen<'a>(&'a self, app: &'a App, tx: &'a mut Tx) -> Zukunft<'a, Vec<Skizze>> {
        Box::pin(async move {
            let alle = netz::service::oeffentlich::kurzskizzen(app, tx).await?;
            Ok(alle.into_iter().map(skizze).collect())
        })
    }

    fn arbeitgeber<'a>(
        &'a self,
        _: &'a App,
        tx: &'a mut Tx,
        benutzer: Uuid,
    ) -> Zukunft<'a, Option<(Uuid, String)>> {
        Box::pin(traeger::arbeitgeber(tx, benutzer))
    }

    fn freigeben<'a>(
        &'a self,
        app: &'a App,
        tx: &'a mut Tx,
        may: &'a FallMay<Entscheiden>,
        vorgang: Uuid,
        datum: Datum,
        fall: &'a str,
    ) -> Zukunft<'a, Cent> {
        Box::pin(geld::freigeben(app, tx, may, vorgang, datum, fall))
    }
}

/// Whether a team talks about cases: not the desk, not the back office, not the people on call.
fn beraet(t: &team::Team) -> bool {
    use amt::go::modell::TeamTyp;
    matches!(
        t.typ,
        TeamTyp::Sozialraumteam | TeamTyp::Asd | TeamTyp::Egh | TeamTyp::Pflege
    )
}

/// `Sozialraum` for `SOZIALRAUM`.
fn ebene(code: &str) -> String {
    let mut zeichen = code.chars();
    zeichen
        .next()
        .map_or_else(String::new, |c| c.to_string() + &zeichen.as_str().to_lowercase())
}

async fn unterste(app: &App, tx: &mut Tx) -> Result<Vec<(Uuid, String)>> {
    let raeume = team::service::raeume(app, tx, app.uhr.heute()).await?;
    Ok(raeume
        .unterste()
        .into_iter()
        .filter_map(|kette| kette.into_iter().next())
        .map(|r| (r.id.uuid(), r.name))
        .collect())
}
