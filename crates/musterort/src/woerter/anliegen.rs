//! What people say when they come, call or write; `{name}` and `{alter}` stand for an invented child.

use crate::anliegen::{Gefaehrdungshinweis as H, Melderrolle as M};
use crate::codes::Sektor as S;

/// Words, who says them, what they are about.
pub struct Worte {
    pub text: &'static str,
    pub rollen: &'static [M],
    pub sektoren: &'static [S],
    pub hinweis: H,
    /// Code of [`THEMEN`](crate::THEMEN).
    pub thema: &'static str,
}

const fn w(
    thema: &'static str,
    rollen: &'static [M],
    sektoren: &'static [S],
    hinweis: H,
    text: &'static str,
) -> Worte {
    Worte {
        text,
        rollen,
        sektoren,
        hinweis,
        thema,
    }
}

const FAMILIE: &[M] = &[M::Selbst, M::Familie];
const SELBST: &[M] = &[M::Selbst];
const FACH: &[M] = &[M::Fachstelle];
const UMFELD: &[M] = &[M::Umfeld, M::Anonym];

/// All of them.
pub const WORTE: &[Worte] = &[
    w(
        "ERZIEHUNG",
        FAMILIE,
        &[S::Jugendhilfe],
        H::Nein,
        "Mein Sohn {name} ist {alter} und hört überhaupt nicht mehr auf mich. Jeden Abend Streit. Ich möchte, dass es bei uns wieder ruhiger wird.",
    ),
    w(
        "ERZIEHUNG",
        SELBST,
        &[S::Jugendhilfe],
        H::Nein,
        "Ich bin allein mit drei Kindern und schaffe den Nachmittag nicht mehr. Gibt es jemanden, der mit den Hausaufgaben hilft?",
    ),
    w(
        "TRENNUNG_UMGANG",
        SELBST,
        &[S::Jugendhilfe],
        H::Nein,
        "Wir haben uns getrennt. Ich sehe {name} nur noch alle zwei Wochen und wir streiten bei jeder Übergabe. Wer kann mit uns beiden reden?",
    ),
    w(
        "SCHULE",
        FAMILIE,
        &[S::Jugendhilfe],
        H::Nein,
        "{name} geht seit drei Wochen nicht mehr in die Schule. Morgens Bauchweh, mittags ist alles gut. Ich weiß nicht weiter.",
    ),
    w(
        "SCHULE",
        FACH,
        &[S::Jugendhilfe],
        H::Nein,
        "{name}, {alter} Jahre, hat in diesem Halbjahr 31 Fehltage. Die Eltern sind mit einem Gespräch einverstanden und bitten um Unterstützung.",
    ),
    w(
        "KITA_BETREUUNG",
        FAMILIE,
        &[S::Jugendhilfe],
        H::Nein,
        "Ab Januar fange ich wieder an zu arbeiten und habe immer noch keinen Kitaplatz. An wen kann ich mich wenden?",
    ),
    w(
        "KITA_BETREUUNG",
        FACH,
        &[S::Jugendhilfe, S::Egh],
        H::Nein,
        "In unserer Gruppe ist ein Kind, das mehr Begleitung braucht, als wir leisten können. Die Mutter fragt, wie sie eine Integrationskraft beantragt.",
    ),
    w(
        "FREIZEIT_BEGEGNUNG",
        FAMILIE,
        &[S::Jugendhilfe],
        H::Nein,
        "Wir sind neu hergezogen. {name} ist {alter} und findet keinen Anschluss. Was gibt es hier für Kinder?",
    ),
    w(
        "PSYCHISCHE_BELASTUNG",
        SELBST,
        &[S::Jugendhilfe],
        H::Nein,
        "Ich bin 16 und möchte mit jemandem reden, ohne dass meine Eltern es erfahren. Es geht mir nicht gut, aber es ist keine Gefahr.",
    ),
    w(
        "FINANZEN_SCHULDEN",
        SELBST,
        &[S::Sgb2, S::Erwachsene],
        H::Nein,
        "Die Stadtwerke wollen uns den Strom abstellen. Wir haben zwei kleine Kinder. Kann ich bei Ihnen Ratenzahlung beantragen?",
    ),
    w(
        "FINANZEN_SCHULDEN",
        SELBST,
        &[S::Sgb2],
        H::Nein,
        "Mein Bescheid vom Jobcenter stimmt nicht, die Miete fehlt. Beim Jobcenter geht keiner ans Telefon.",
    ),
    w(
        "WOHNEN",
        SELBST,
        &[S::Erwachsene],
        H::Nein,
        "Wir haben die Kündigung bekommen und müssen bis Ende des Monats raus. Wir finden nichts mit vier Personen.",
    ),
    w(
        "WOHNEN",
        FAMILIE,
        &[S::Egh],
        H::Nein,
        "Unsere Tochter ist 24 und hat das Down-Syndrom. Sie möchte ausziehen, am liebsten in eine Wohngemeinschaft hier im Viertel.",
    ),
    w(
        "ARBEIT_AUSBILDUNG",
        SELBST,
        &[S::Jugendhilfe, S::Sgb2],
        H::Nein,
        "Ich bin 19, habe die Ausbildung abgebrochen und sitze nur zu Hause. Ich will was mit Holz machen.",
    ),
    w(
        "BEHINDERUNG_TEILHABE",
        SELBST,
        &[S::Egh],
        H::Nein,
        "Seit dem Unfall sitze ich im Rollstuhl. Ich möchte wieder in meinen Chor, aber ich komme allein nicht hin.",
    ),
    w(
        "BEHINDERUNG_TEILHABE",
        SELBST,
        &[S::Egh],
        H::Nein,
        "Ich höre nichts. Bitte schreiben Sie mir. Ich brauche jemanden, der mit mir zum Amt geht und gebärdet.",
    ),
    w(
        "BEHINDERUNG_TEILHABE",
        FAMILIE,
        &[S::Egh, S::Jugendhilfe],
        H::Nein,
        "{name} ist {alter} und Autist. In der Schule geht es nur mit Begleitung. Die Begleitung hat gekündigt.",
    ),
    w(
        "PFLEGE",
        FAMILIE,
        &[S::Pflege, S::Altenhilfe],
        H::Nein,
        "Meine Mutter ist 84 und kommt nach dem Krankenhaus nicht mehr allein zurecht. Ich wohne 300 Kilometer weg.",
    ),
    w(
        "PFLEGE",
        SELBST,
        &[S::Pflege],
        H::Nein,
        "Ich pflege meinen Mann seit vier Jahren und kann nicht mehr. Ein Nachmittag in der Woche frei, das würde schon helfen.",
    ),
    w(
        "ALTER_EINSAMKEIT",
        SELBST,
        &[S::Altenhilfe],
        H::Nein,
        "Seit meine Frau gestorben ist, rede ich manchmal tagelang mit keinem. Gibt es hier etwas, wo man nachmittags hingehen kann?",
    ),
    w(
        "ALTER_EINSAMKEIT",
        UMFELD,
        &[S::Altenhilfe, S::Erwachsene],
        H::Nein,
        "Die alte Dame unter mir findet oft ihre Wohnung nicht mehr. Sie ist sehr nett, aber sie braucht jemanden.",
    ),
    w(
        "MIGRATION_SPRACHE",
        SELBST,
        &[S::Jugendhilfe, S::Sgb2],
        H::Nein,
        "Ich verstehe den Brief von Amt nicht. Meine Deutsch ist nicht so gut. Können Sie helfen, bitte?",
    ),
    w(
        "SUCHT",
        FAMILIE,
        &[S::Erwachsene],
        H::Nein,
        "Mein Bruder trinkt wieder. Er sagt selbst, dass er in eine Gruppe will. Wo kann er hin?",
    ),
    w(
        "STRAFFAELLIGKEIT",
        FAMILIE,
        &[S::Jgh],
        H::Nein,
        "{name} hat Post vom Gericht bekommen wegen dem Moped. Was passiert jetzt und wer geht mit?",
    ),
    w(
        "STRAFFAELLIGKEIT",
        FACH,
        &[S::Jgh],
        H::Nein,
        "Anklage gegen einen Jugendlichen wegen Sachbeschädigung, Hauptverhandlung in fünf Wochen. Um Bericht wird gebeten.",
    ),
    w(
        "BEHOERDENKONTAKT",
        SELBST,
        &[S::Erwachsene],
        H::Nein,
        "Ich habe schon dreimal angerufen und immer ist besetzt. Wer ist denn jetzt für mich zuständig?",
    ),
    w(
        "NACHBARSCHAFT",
        UMFELD,
        &[],
        H::Nein,
        "Wir würden gern im Hof ein Fest für die ganze Straße machen. Gibt es dafür Geld oder Bänke?",
    ),
    w(
        "EHRENAMT",
        SELBST,
        &[],
        H::Nein,
        "Ich bin seit Herbst in Rente und möchte mich nützlich machen, gern mit Kindern. Wo wird jemand gebraucht?",
    ),
    w(
        "GESUNDHEIT",
        SELBST,
        &[S::Erwachsene],
        H::Nein,
        "Ich bin nicht krankenversichert und habe Schmerzen. Ich traue mich nicht zum Arzt.",
    ),
    w(
        "MOBILITAET",
        SELBST,
        &[S::Altenhilfe, S::Egh],
        H::Nein,
        "Der Bus hält nicht mehr bei uns. Mit dem Rollator komme ich nicht bis zum Einkaufen.",
    ),
    w(
        "MEDIEN",
        FAMILIE,
        &[S::Jugendhilfe],
        H::Nein,
        "{name} ist {alter} und sitzt bis nachts um drei am Computer. Wenn ich den Stecker ziehe, rastet er aus.",
    ),
    w(
        "ERZIEHUNG",
        UMFELD,
        &[S::Jugendhilfe],
        H::Unklar,
        "In der Wohnung über uns schreit abends oft ein kleines Kind, manchmal eine Stunde lang. Vielleicht ist gar nichts. Ich wollte es nur sagen.",
    ),
    w(
        "GEWALT",
        FACH,
        &[S::Jugendhilfe],
        H::Unklar,
        "{name}, {alter} Jahre, kommt seit einigen Wochen ohne Frühstück und ohne Jacke. Auf Fragen sagt sie nichts. Wir möchten uns beraten lassen.",
    ),
    w(
        "SUCHT",
        UMFELD,
        &[S::Jugendhilfe],
        H::Unklar,
        "Die Nachbarin ist oft betrunken, wenn sie mit dem Kinderwagen kommt. Ob dem Kind etwas fehlt, weiß ich nicht.",
    ),
    w(
        "PSYCHISCHE_BELASTUNG",
        FAMILIE,
        &[S::Jugendhilfe],
        H::Unklar,
        "Meine Schwester liegt seit Tagen im Bett und die Kinder machen sich selbst das Essen. Das Jüngste ist drei.",
    ),
    w(
        "GEWALT",
        FACH,
        &[S::Jugendhilfe],
        H::Ja,
        "Ein Kind, {alter} Jahre, hat heute blaue Flecken am Arm gezeigt und gesagt, es will nicht nach Hause. Wir haben es noch hier. Bitte rufen Sie sofort zurück.",
    ),
    w(
        "GEWALT",
        UMFELD,
        &[S::Jugendhilfe],
        H::Ja,
        "Nebenan sind zwei kleine Kinder seit gestern Abend allein in der Wohnung. Sie rufen durch die Tür nach ihrer Mutter.",
    ),
    w(
        "GEWALT",
        SELBST,
        &[S::Jugendhilfe],
        H::Ja,
        "Mein Mann hat mich vor den Kindern geschlagen. Wir sind bei einer Freundin. Ich gehe nicht zurück.",
    ),
];
