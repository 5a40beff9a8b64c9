//! Any bytes as a table of people or as a workbook: a company or its faults come out, and a company goes out and comes
//! in again.

#![no_main]

use libfuzzer_sys::fuzz_target;
use zhixing::sheets::{Book, from_csv, from_org, from_xlsx, to_csv, to_org};

/// What comes of a book: where that is a company, its tables give the same one.
fn company(book: &Book) {
    let (Ok(org), _) = to_org(book, None) else { return };
    let files = to_csv(&from_org(&org)).expect("what was read can be written");
    let again = from_csv(&files).expect("what was written can be read");
    let (again, _) = to_org(&again, None);
    assert!(again.is_ok(), "{again:?}");
}

fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"PK") {
        if let Ok(book) = from_xlsx(bytes) {
            company(&book);
        }
    } else if let Ok(book) = from_csv(&[("人员.csv".to_owned(), bytes.to_vec())]) {
        company(&book);
    }
});
