//! Tasks of the project that are no part of the program: `cargo xtask <task>`.

#![expect(clippy::print_stdout, reason = "a task talks to the person at the terminal")]

mod bench;
mod lauf;
mod pruefungen;
mod vendor;
mod voraussetzungen;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Tasks of the project")]
struct Args {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Everything main must pass: format, lints, docs, licences, generated files, all tests on both databases, the browser
    Test {
        /// Only the tests, without the checks around them
        #[arg(long)]
        only_tests: bool,
    },
    /// Fetch the vendored browser files from npm and rewrite their folders
    Vendor {
        /// Only check the files in the repository against VENDOR.toml; needs no network
        #[arg(long)]
        check: bool,
    },
    /// Measure the engines, with --peers beside the best public ones (docs/benchmarks.md)
    Bench(bench::Args),
    /// Make the screenshots of the handbook anew
    Handbuch,
}

fn main() -> anyhow::Result<()> {
    match Args::parse().task {
        Task::Test { only_tests } => pruefungen::alle(only_tests),
        Task::Vendor { check: true } => vendor::check(),
        Task::Vendor { check: false } => vendor::fetch(),
        Task::Bench(args) => bench::ausfuehren(&args),
        Task::Handbuch => pruefungen::handbuch(),
    }
}
