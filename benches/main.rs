//! What zhixing costs beside the bare work under it, each pair in the same run: reading beside jieba, filing beside bare
//! inserts, start-up, memory; and the goals of a large company. `cargo bench` prints it; PostgreSQL is measured where ZHIXING_TEST_POSTGRES names a server
//! (`tests/run --bench` starts one).

mod filing;
mod goals;
mod large;
mod program;
mod reading;

fn main() {
    // `cargo test` builds benches too and runs them with this flag; there is nothing to measure then.
    if std::env::args().any(|a| a == "--test") {
        return;
    }
    let arms: [(&str, fn()); 4] = [
        ("reading", reading::measure),
        ("filing", filing::measure),
        ("goals", goals::measure),
        ("program", program::measure),
    ];
    // `cargo bench -- goals` measures that one alone.
    let named: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).collect();
    for (name, measure) in arms {
        if named.is_empty() || named.iter().any(|n| n == name) {
            measure();
        }
    }
}

/// The middle one of several measurements.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
