//! Texts of the office in plain words, kept by whoever leads.

use ::fall::{model::Textzweck, service::textbaustein};
use amt::{App, recht::Rolle};
use store::Tx;

use super::super::Leute;

const TEXTE: [(Textzweck, &str, &str); 7] = [
    (
        Textzweck::Tenor,
        "Hilfe zur Erziehung bewilligt",
        "Sie bekommen Hilfe nach {norm}. Die Hilfe beginnt am {von} und geht bis {bis}.",
    ),
    (
        Textzweck::Tenor,
        "Antrag abgelehnt",
        "Ihren Antrag auf Hilfe nach {norm} lehnen wir ab.",
    ),
    (
        Textzweck::Begruendung,
        "Anders als gewünscht",
        "Sie haben sich eine andere Hilfe gewünscht. Wir haben Ihren Wunsch geprüft. Diese Hilfe passt besser, weil …",
    ),
    (
        Textzweck::Begruendung,
        "Hilfe im Stadtteil reicht aus",
        "Wir haben zuerst geschaut, was es bei Ihnen im Stadtteil gibt. Das hilft Ihnen schon jetzt. Reicht es nicht, \
         melden Sie sich bitte wieder. Dann prüfen wir neu.",
    ),
    (
        Textzweck::Ermessen,
        "Auswahl unter mehreren Hilfen",
        "Mehrere Hilfen kamen in Frage. Wir haben abgewogen, was Sie selbst können, was Sie wollen und was Ihr Kind braucht.",
    ),
    (
        Textzweck::PlanAmt,
        "Das Amt hält Kontakt",
        "Die Fachkraft ruft einmal im Monat an. Alle sechs Monate setzen wir uns zusammen.",
    ),
    (
        Textzweck::PlanNachbetreuung,
        "Wiederkommen ist möglich",
        "Nach dem Ende der Hilfe fragen wir nach drei Monaten, wie es geht. Sie können jederzeit wiederkommen (§ 41a SGB VIII).",
    ),
];

/// Keeps them; a model without a Leitung has none.
///
/// # Errors
/// What the room refuses.
pub(super) async fn erzaehlen(app: &App, tx: &mut Tx, leute: &Leute) -> anyhow::Result<()> {
    let Some(wer) = [Rolle::R04, Rolle::R11, Rolle::R13]
        .into_iter()
        .find_map(|r| leute.mit_rolle(r).next())
    else {
        return Ok(());
    };
    for (zweck, titel, text) in TEXTE {
        textbaustein::anlegen(app, tx, wer, (zweck, titel.to_owned(), text.to_owned())).await?;
    }
    Ok(())
}
