//! Which readers an evaluation uses: rules, a model, or a model beside the rules.

use chrono::{DateTime, FixedOffset};

use crate::{
    domain::Claim,
    understanding::{
        Lexicon, Message, Reading,
        second::{self, Asking, Refused, Task},
    },
};

/// Asks a model about a report sent at a time; `None` where no answer came.
pub type Ask<'a> = &'a dyn Fn(&Task, DateTime<FixedOffset>) -> Option<String>;

/// Who reads.
#[derive(Clone, Copy, Default)]
pub enum Readers<'a> {
    /// The rules alone.
    #[default]
    Rules,
    /// A model alone, asked about every report.
    Model(Ask<'a>),
    /// The rules, and a model where they are unsure.
    Both(Ask<'a>),
}

/// What was read of one report.
pub struct Read {
    /// The claims.
    pub claims: Vec<Claim>,
    /// Whether a model was asked.
    pub asked: bool,
    /// How many claims of its answer held.
    pub held: usize,
    /// What of its answer was refused.
    pub refused: Vec<Refused>,
}

impl Readers<'_> {
    /// Reads a report of which the rules read `reading`.
    pub fn read(self, lexicon: &Lexicon, message: &Message<'_>, reading: &Reading) -> Read {
        let rules = reading.claims.clone();
        match self {
            Readers::Rules => Read { claims: rules, asked: false, held: 0, refused: Vec::new() },
            Readers::Model(ask) => {
                let task = second::task(lexicon, message, &Reading::default(), Asking::Always);
                asked(ask, lexicon, message, task, |model| model).unwrap_or(nothing(Vec::new()))
            }
            Readers::Both(ask) => {
                let task = second::task(lexicon, message, reading, Asking::WhereInDoubt);
                asked(ask, lexicon, message, task, |model| beside(rules.clone(), model)).unwrap_or(nothing(rules))
            }
        }
    }
}

fn nothing(claims: Vec<Claim>) -> Read {
    Read { claims, asked: false, held: 0, refused: Vec::new() }
}

fn asked(
    ask: Ask<'_>,
    lexicon: &Lexicon,
    message: &Message<'_>,
    task: Option<Task>,
    merge: impl Fn(Vec<Claim>) -> Vec<Claim>,
) -> Option<Read> {
    let task = task?;
    let accepted = match ask(&task, message.sent_at) {
        Some(answer) => second::accept(lexicon, message, &task, &answer),
        None => second::Accepted::default(),
    };
    let held = accepted.claims.len();
    Some(Read { claims: merge(accepted.claims), asked: true, held, refused: accepted.refused })
}

/// The rules' claims with the doubts that a model leaves, and what it adds.
fn beside(mut rules: Vec<Claim>, model: Vec<Claim>) -> Vec<Claim> {
    let merged = second::merge(&rules, model);
    for (i, doubt) in merged.doubted {
        rules[i].doubt = Some(doubt);
    }
    rules.extend(merged.added);
    rules.sort_by_key(|c| c.span);
    rules
}
