//! What zhixing costs beside the bare work under it, each pair in the same run: reading beside jieba, filing beside bare
//! inserts, start-up, memory. `cargo bench` prints it; PostgreSQL is measured where ZHIXING_TEST_POSTGRES names a server
//! (`tests/run --bench` starts one).

mod filing;
mod program;
mod reading;

fn main() {
    // `cargo test` builds benches too and runs them with this flag; there is nothing to measure then.
    if std::env::args().any(|a| a == "--test") {
        return;
    }
    reading::measure();
    filing::measure();
    program::measure();
}

/// The middle one of several measurements.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
