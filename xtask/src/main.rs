//! Tasks of the project that are no part of the program: `cargo xtask <task>`.

mod vendor;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Tasks of the project")]
struct Args {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Fetch the vendored browser files from npm and rewrite their folders
    Vendor {
        /// Only check the files in the repository against VENDOR.toml; needs no network
        #[arg(long)]
        check: bool,
    },
}

fn main() -> anyhow::Result<()> {
    match Args::parse().task {
        Task::Vendor { check: true } => vendor::check(),
        Task::Vendor { check: false } => vendor::fetch(),
    }
}
