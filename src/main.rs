//! The command line.

use std::process::ExitCode;

fn main() -> ExitCode {
    zhixing::cli::main()
}
