//! English number words and the letters behind figures.

use std::sync::LazyLock;

use crate::understanding::words::Words;

/// one, two, … ninety.
pub fn number_words() -> &'static Words<u64> {
    static WORDS: LazyLock<Words<u64>> = LazyLock::new(|| {
        Words::starting([
            ("zero", 0),
            ("one", 1),
            ("two", 2),
            ("three", 3),
            ("four", 4),
            ("five", 5),
            ("six", 6),
            ("seven", 7),
            ("eight", 8),
            ("nine", 9),
            ("ten", 10),
            ("eleven", 11),
            ("twelve", 12),
            ("thirteen", 13),
            ("fourteen", 14),
            ("fifteen", 15),
            ("sixteen", 16),
            ("seventeen", 17),
            ("eighteen", 18),
            ("nineteen", 19),
            ("twenty", 20),
            ("thirty", 30),
            ("forty", 40),
            ("fifty", 50),
            ("sixty", 60),
            ("seventy", 70),
            ("eighty", 80),
            ("ninety", 90),
            ("a hundred", 100),
            ("a thousand", 1000),
            ("a million", 1_000_000),
            ("a dozen", 12),
            ("a couple of", 2),
        ])
    });
    &WORDS
}

/// hundred, thousand, million, dozen behind a number word.
pub fn multipliers() -> &'static Words<u64> {
    static WORDS: LazyLock<Words<u64>> = LazyLock::new(|| {
        Words::starting([
            ("hundred", 100),
            ("thousand", 1000),
            ("million", 1_000_000),
            ("billion", 1_000_000_000),
            ("dozen", 12),
            ("dozens", 12),
            ("millions", 1_000_000),
            ("billions", 1_000_000_000),
            ("trillion", 1_000_000_000_000),
        ])
    });
    &WORDS
}

/// k, w, m, million behind digits: 1.2w is 12000, as Chinese writers put it.
pub fn scale_words() -> &'static Words<u64> {
    static WORDS: LazyLock<Words<u64>> = LazyLock::new(|| {
        Words::starting([
            ("k", 1000),
            ("w", 10_000),
            ("kw", 10_000_000),
            ("m", 1_000_000),
            ("mn", 1_000_000),
            ("mio", 1_000_000),
            ("bn", 1_000_000_000),
            ("thousand", 1000),
            ("hundred", 100),
            ("million", 1_000_000),
            ("billion", 1_000_000_000),
            ("dozen", 12),
        ])
    });
    &WORDS
}
