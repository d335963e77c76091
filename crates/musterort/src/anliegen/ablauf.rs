//! When it came, and what has happened since.

use super::{AnliegenStatus, Gefaehrdungshinweis, Kanal, Melderrolle, Rueckruf};
use crate::netz::zurueck;
use crate::wuerfel::Wuerfel;
use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Weekday};

/// How far an Anliegen is.
pub struct Stand {
    pub status: AnliegenStatus,
    pub eingang: DateTime,
    pub erstreaktion_am: Option<DateTime>,
    pub ausgang_am: Option<DateTime>,
}

/// A way that fits who reports.
pub fn kanal(rolle: Melderrolle, wuerfel: &mut Wuerfel) -> Kanal {
    match rolle {
        Melderrolle::Fachstelle => *wuerfel.gewichtet(&[
            (50, Kanal::SchuleKita),
            (20, Kanal::Traeger),
            (20, Kanal::PolizeiGericht),
            (10, Kanal::Telefon),
        ]),
        Melderrolle::Anonym => {
            *wuerfel.gewichtet(&[(70, Kanal::Telefon), (20, Kanal::Brief), (10, Kanal::Portal)])
        }
        _ => *wuerfel.gewichtet(&[
            (42, Kanal::Telefon),
            (18, Kanal::Persoenlich),
            (16, Kanal::Email),
            (10, Kanal::Servicebereich),
            (9, Kanal::Portal),
            (5, Kanal::Brief),
        ]),
    }
}

/// A time in the 14 days before the Stichtag: in office hours on working days, the portal and mail at any time.
pub fn eingang(stichtag: Date, kanal: Kanal, wuerfel: &mut Wuerfel) -> DateTime {
    let immer = matches!(kanal, Kanal::Email | Kanal::Portal | Kanal::PolizeiGericht);
    // more is open from the last days, as in any office
    let (von, bis) = *wuerfel.gewichtet(&[(45, (1, 4)), (55, (1, 14))]);
    let mut tag = zurueck(stichtag, wuerfel.zwischen(von, bis));
    if !immer {
        tag = werktag(tag);
    }
    let (frueh, spaet) = if immer { (6, 22) } else { (8, 16) };
    let stunde = i8::try_from(wuerfel.zwischen(frueh, spaet)).unwrap_or_default();
    tag.at(stunde, i8::try_from(wuerfel.unter(60)).unwrap_or_default(), 0, 0)
}

/// The same day, or the Friday before a weekend.
fn werktag(tag: Date) -> Date {
    match tag.weekday() {
        Weekday::Saturday => zurueck(tag, 1),
        Weekday::Sunday => zurueck(tag, 2),
        _ => tag,
    }
}

/// The younger an Anliegen, the more likely it is still open. Danger goes on at once.
pub fn stand(
    hinweis: Gefaehrdungshinweis,
    eingang: DateTime,
    stichtag: Date,
    wuerfel: &mut Wuerfel,
) -> Stand {
    let reaktion = spaeter(eingang, wuerfel.zwischen(5, 50), stichtag);
    if hinweis == Gefaehrdungshinweis::Ja {
        let status = AnliegenStatus::Meldung8a;
        return Stand {
            status,
            eingang,
            erstreaktion_am: Some(reaktion),
            ausgang_am: Some(reaktion),
        };
    }
    let jung = eingang.date() >= zurueck(stichtag, 3);
    let status = *wuerfel.gewichtet(&[
        (if jung { 40 } else { 6 }, AnliegenStatus::Neu),
        (if jung { 30 } else { 24 }, AnliegenStatus::InKlaerung),
        (24, AnliegenStatus::AuskunftErteilt),
        (18, AnliegenStatus::Kurzberatung),
        (10, AnliegenStatus::Falleingang),
        (12, AnliegenStatus::Weitergeleitet),
        (4, AnliegenStatus::Zurueckgezogen),
    ]);
    // what is not clear cannot be closed before an ASD Fachkraft was consulted (FALL-E01)
    let status = match (hinweis, status) {
        (Gefaehrdungshinweis::Unklar, AnliegenStatus::Neu) => AnliegenStatus::Neu,
        (Gefaehrdungshinweis::Unklar, _) => AnliegenStatus::InKlaerung,
        (_, status) => status,
    };
    let offen = matches!(status, AnliegenStatus::Neu | AnliegenStatus::InKlaerung);
    let ausgang = spaeter(reaktion, wuerfel.zwischen(10, 2_000), stichtag);
    Stand {
        status,
        eingang,
        erstreaktion_am: (status != AnliegenStatus::Neu).then_some(reaktion),
        ausgang_am: (!offen).then_some(ausgang),
    }
}

/// Some minutes later, but never on or after the Stichtag.
fn spaeter(zeit: DateTime, minuten: u32, stichtag: Date) -> DateTime {
    let ende = stichtag.at(0, 0, 0, 0);
    let danach = zeit.checked_add(i64::from(minuten).minutes()).unwrap_or(zeit);
    if danach < ende {
        danach
    } else {
        ende.checked_sub(1.minute()).unwrap_or(zeit).max(zeit)
    }
}

/// A promise to call back within two working days, for some of those who called or wrote.
pub fn rueckruf(
    stand: &Stand,
    kanal: Kanal,
    telefon: String,
    stichtag: Date,
    wuerfel: &mut Wuerfel,
) -> Option<Rueckruf> {
    let telefonisch = matches!(kanal, Kanal::Telefon | Kanal::Servicebereich | Kanal::Email);
    if !telefonisch || !wuerfel.promille(550) {
        return None;
    }
    let mut tag = stand.eingang.date();
    for _ in 0..2 {
        tag = tag.tomorrow().unwrap_or(tag);
        while matches!(tag.weekday(), Weekday::Saturday | Weekday::Sunday) {
            tag = tag.tomorrow().unwrap_or(tag);
        }
    }
    // of the open ones some were called back all the same; the rest is promised or overdue
    let offen = stand.ausgang_am.is_none();
    let erledigt_am = stand.ausgang_am.or_else(|| {
        let zeit = spaeter(stand.erstreaktion_am?, wuerfel.zwischen(30, 900), stichtag);
        (offen && wuerfel.promille(350)).then_some(zeit)
    });
    Some(Rueckruf {
        telefon,
        bis: tag.at(16, 0, 0, 0),
        erledigt_am,
    })
}
