//! `gewebe`: everything is one program; see `gewebe --help`.

use std::process::ExitCode;

use clap::Parser;

/// The system's allocator keeps what large short-lived blocks (password hashes, bulk inserts) leave behind: about 1 GB
/// after filling a demo that needs 55 MB.
#[global_allocator]
static SPEICHER: mimalloc::MiMalloc = mimalloc::MiMalloc;

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
