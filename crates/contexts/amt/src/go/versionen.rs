use base::Datum;

use super::{Geschaeftsordnung, GoFehler, Status};

/// Whether this version claims to be in force during its validity.
const fn wirkt(go: &Geschaeftsordnung) -> bool {
    matches!(
        go.status,
        Status::Beschlossen | Status::InKraft | Status::Abgeloest
    )
}

/// The version in force on a day.
#[must_use]
pub fn in_kraft_am(versionen: &[Geschaeftsordnung], tag: Datum) -> Option<&Geschaeftsordnung> {
    versionen
        .iter()
        .find(|go| wirkt(go) && go.gueltigkeit.gilt_am(tag))
}

/// Checks all versions of one municipality against each other and the calendar.
///
/// GO-E04: two decided versions hold on one day. GO-E05: a version starts in the past without `nachtrag_grund`,
/// that is before the day of its decision, or, while it is not in force yet, before today.
#[must_use]
pub fn pruefe_versionen(versionen: &[Geschaeftsordnung], heute: Datum) -> Vec<GoFehler> {
    let mut fehler = Vec::new();
    for (i, go) in versionen.iter().enumerate() {
        for andere in versionen[..i].iter().filter(|a| wirkt(a) && wirkt(go)) {
            if go.gueltigkeit.ueberlappt(&andere.gueltigkeit) {
                let tag = go.gueltigkeit.ab().max(andere.gueltigkeit.ab());
                let text = format!(
                    "Am {tag} wären zwei Fassungen in Kraft: diese (Version {}) und Version {} aus {}.",
                    go.version, andere.version, andere.datei
                );
                let erlaubt = format!(
                    "Beenden Sie die frühere Fassung mit gueltig_bis oder beginnen Sie diese erst danach{}.",
                    andere
                        .gueltigkeit
                        .bis()
                        .map_or(String::new(), |b| format!(", ab dem {b}"))
                );
                fehler.push(go.fehler_bei("GO-E04", "go.gueltig_ab", text, erlaubt));
            }
        }
        fehler.extend(rueckwirkend(go, heute));
    }
    fehler
}

fn rueckwirkend(go: &Geschaeftsordnung, heute: Datum) -> Option<GoFehler> {
    let ab = go.gueltigkeit.ab();
    let vor_beschluss = go.beschluss.as_ref().is_some_and(|b| ab < b.datum);
    let noch_nicht_in_kraft = !matches!(go.status, Status::InKraft | Status::Abgeloest);
    if go.nachtrag_grund.is_some() || !(vor_beschluss || (noch_nicht_in_kraft && ab < heute)) {
        return None;
    }
    let text = format!("Die Fassung beginnt in der Vergangenheit, am {ab}.");
    let erlaubt = format!("ein Beginn ab dem {heute} oder ein nachtrag_grund.");
    Some(go.fehler_bei("GO-E05", "go.gueltig_ab", text, erlaubt))
}
