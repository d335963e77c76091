//! `gewebe`: everything is one program; see `gewebe --help`.

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let aufruf = gewebe::befehl::Aufruf::parse();
    match gewebe::befehl::ausfuehren(aufruf) {
        Ok(code) => code,
        Err(fehler) => {
            // the whole chain of causes, because the operator has to mend it
            eprintln!("Fehler: {fehler:#}");
            ExitCode::FAILURE
        }
    }
}
