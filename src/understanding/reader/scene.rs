//! Everything found in one report before anything is concluded.

use std::ops::Range;

use chrono::NaiveDate;

use super::Message;
use crate::{
    domain::{Key, period::DateRange},
    understanding::{
        Lexicon,
        clause::{self, Clause, Marks, han},
        cue::{self, Cue, CueAt},
        language,
        lexicon::Named,
        quantity::{self, Delta, Quantity, QuantityKind},
        text::Text,
        time::{self, Grain, Looking, TimeMention},
        uniform::Squeezed,
    },
};

/// Work is not spoken of by days further away than these without their year.
const FAR_DAYS: i64 = 75;

/// Days named, looking one way.
#[derive(Clone, Debug)]
pub(crate) struct Days {
    pub start: usize,
    pub end: usize,
    pub range: DateRange,
    pub grain: Grain,
    /// Whether the words mean the same days in what was done and what is planned.
    pub fixed: bool,
    pub deadline: bool,
    pub clock: bool,
}

impl Days {
    fn looking(t: &TimeMention, looking: Looking) -> Days {
        Days {
            start: t.start,
            end: t.end,
            range: t.range(looking),
            grain: t.grain,
            fixed: t.back == t.ahead,
            deadline: t.deadline,
            clock: t.clock,
        }
    }
}

/// A report laid out.
pub(crate) struct Scene<'a> {
    pub lexicon: &'a Lexicon,
    pub text: &'a Text,
    pub author: &'a Key,
    pub today: NaiveDate,
    pub voice: bool,
    pub named: Vec<Named>,
    /// Parts of names, which count only where a clause names nothing in full.
    pub parts: Vec<Named>,
    pub quantities: Vec<Quantity>,
    /// The changes that they tell.
    pub deltas: Vec<Delta>,
    pub back: Vec<Days>,
    pub ahead: Vec<Days>,
    pub cues: Vec<CueAt>,
    pub clauses: Vec<Clause>,
    /// For each clause, whether 听说 stands in it or before it in its sentence; in speech, right before it.
    pub heard: Vec<bool>,
    named_at: Begins,
    quantities_at: Begins,
    times_at: Begins,
    cues_at: Begins,
    /// For each character, where the name, figure, day or closed-class word over it ends; 0 where there is none.
    covered: Vec<u32>,
}

impl<'a> Scene<'a> {
    pub(crate) fn new(lexicon: &'a Lexicon, message: &Message<'a>, text: &'a Text) -> Self {
        let today = message.sent_at.with_timezone(&lexicon.org().company.timezone).date_naive();
        let squeezed = Squeezed::new(text);
        let mut named = lexicon.resolve(&lexicon.mentions_in(text, &squeezed), message.author);
        let mut quantities = quantity::scan(text, message.voice);
        // A figure wider than the name it touches is a figure: 3.0 in 3.0小时.
        named.retain(|n| {
            let q = quantities.partition_point(|q| q.end < n.end);
            let word = text.chars[n.start].is_ascii_alphabetic();
            !quantities.get(q).is_some_and(|q| {
                q.start <= n.start && (q.start, q.end) != (n.start, n.end) && !(word && q.start < n.start)
            })
        });
        named.retain(|n| n.work.is_none() || !names_someone(&text.chars, n.end));
        for q in &mut quantities {
            short_of_names(q, &named);
        }
        // A department named IT is not meant by “it”.
        named.retain(|n| {
            let word: String = text.chars[n.start..n.end].iter().collect();
            let shouted =
                || text.span(n.start, n.end).of(message.text).is_some_and(|w| w.chars().all(char::is_uppercase));
            !language::en::words::ALSO_PRONOUNS.contains(&word.as_str()) || shouted()
        });
        let inside = |a: usize, b: usize| named.get(named.partition_point(|n| n.end <= a)).is_some_and(|n| n.start < b);
        quantities.retain(|q| !inside(q.start, q.end));
        let mut times = time::scan(text, today, lexicon.org().company.fiscal_year_start_month);
        times.retain(|t| !inside(t.start, t.end) && !is_so_many(text, today, &named, t));
        let back: Vec<Days> = times.iter().map(|t| Days::looking(t, Looking::Back)).collect();
        let ahead: Vec<Days> = times.iter().map(|t| Days::looking(t, Looking::Ahead)).collect();
        quantities.retain(|q| ahead.get(ahead.partition_point(|t| t.end <= q.start)).is_none_or(|t| t.start >= q.end));
        let deltas = quantity::deltas(&text.chars, &quantities);
        let mut taken = vec![false; text.chars.len()];
        for n in &named {
            taken[n.start..n.end].fill(true);
        }
        let mut whole = taken.clone();
        for (a, b) in quantities.iter().map(|q| (q.start, q.end)) {
            whole[a..b].fill(true);
            taken[a..b].fill(true);
        }
        for (a, b) in ahead.iter().map(|t| (t.start, t.end)) {
            whole[a..b].fill(true);
        }
        let cues = cue::find(&squeezed, &text.chars, &taken);
        let figure_ends: Vec<usize> = quantities.iter().map(|q| q.end).collect();
        let clauses = clause::split(&Marks {
            text,
            whole: &whole,
            cues: &cues,
            figure_ends: &figure_ends,
            times: &times,
            today,
            voice: message.voice,
        });
        let author = message.author;
        let spans = cues
            .iter()
            .filter(|c| !speaks(c.cue) || c.end - c.start < 2)
            .map(|c| (c.start, c.end))
            .chain(named.iter().map(|n| (n.start, n.end)))
            .chain(quantities.iter().map(|q| (q.start, q.end)))
            .chain(ahead.iter().map(|t| (t.start, t.end)));
        let mut covered = vec![0; text.chars.len()];
        for (start, end) in spans {
            for place in &mut covered[start..end] {
                *place = (*place).max(end as u32);
            }
        }
        let heard = heard(&clauses, &cues, message.voice);
        let parts = lexicon.parts(&squeezed, author, &named);
        let length = text.chars.len();
        Scene {
            named_at: Begins::new(length, named.iter().map(|n| n.start)),
            quantities_at: Begins::new(length, quantities.iter().map(|q| q.start)),
            times_at: Begins::new(length, ahead.iter().map(|t| t.start)),
            cues_at: Begins::new(length, cues.iter().map(|c| c.start)),
            lexicon,
            text,
            author,
            today,
            voice: message.voice,
            named,
            parts,
            quantities,
            deltas,
            back,
            ahead,
            cues,
            clauses,
            heard,
            covered,
        }
    }

    /// The names within a range.
    pub(crate) fn named_in(&self, start: usize, end: usize) -> impl DoubleEndedIterator<Item = &Named> {
        self.named[self.named_at.within(start, end)].iter().filter(move |n| n.end <= end)
    }

    /// The cues within a range.
    pub(crate) fn cues_in(&self, start: usize, end: usize) -> impl DoubleEndedIterator<Item = &CueAt> {
        self.cues[self.cues_at.within(start, end)].iter().filter(move |c| c.end <= end)
    }

    /// Whether a cue of this kind stands within a range.
    pub(crate) fn has(&self, start: usize, end: usize, cue: Cue) -> bool {
        self.cues_in(start, end).any(|c| c.cue == cue)
    }

    /// The days named within a range, bare ones looking as told.
    pub(crate) fn times_in(
        &self,
        start: usize,
        end: usize,
        looking: Looking,
    ) -> impl DoubleEndedIterator<Item = &Days> {
        let all = match looking {
            Looking::Back => &self.back,
            Looking::Ahead => &self.ahead,
        };
        all[self.times_at.within(start, end)].iter().filter(move |t| t.end <= end)
    }

    /// The figures within a range.
    pub(crate) fn quantities_in(&self, start: usize, end: usize) -> impl DoubleEndedIterator<Item = &Quantity> {
        self.quantities[self.quantities_at.within(start, end)].iter().filter(move |q| q.end <= end)
    }

    /// How much a range says beyond names, figures, days and closed-class words: one for a Han character, two for a
    /// Latin word.
    pub(crate) fn foreign(&self, start: usize, end: usize) -> usize {
        let mut count = 0;
        let mut at = start;
        while at < end {
            let to = self.covered[at] as usize;
            if to > at {
                at = to;
                continue;
            }
            let c = self.text.chars[at];
            if han(c) {
                count += 1;
            } else if c.is_ascii_alphabetic() {
                let single = !self.text.chars.get(at + 1).is_some_and(char::is_ascii_alphabetic);
                count += if single { 1 } else { 2 };
                while at + 1 < end && self.text.chars[at + 1].is_ascii_alphanumeric() {
                    at += 1;
                }
            }
            at += 1;
        }
        count
    }

    /// The clauses of the sentence that a clause belongs to.
    pub(crate) fn sentence_of(&self, clause: usize) -> Range<usize> {
        let sentence = self.clauses[clause].sentence;
        self.clauses.partition_point(|c| c.sentence < sentence)
            ..self.clauses.partition_point(|c| c.sentence <= sentence)
    }

    /// Clauses of the same sentence, or for speech of the same line.
    pub(crate) fn together(&self, a: usize, b: usize) -> bool {
        let (a, b) = (&self.clauses[a], &self.clauses[b]);
        a.sentence == b.sentence
    }
}

/// Which clauses are only heard of, found in one pass.
fn heard(clauses: &[Clause], cues: &[CueAt], voice: bool) -> Vec<bool> {
    let here: Vec<bool> = clauses
        .iter()
        .map(|c| {
            let from = cues.partition_point(|k| k.start < c.start);
            cues[from..].iter().take_while(|k| k.start < c.end).any(|k| k.cue == Cue::Hearsay && k.end <= c.end)
        })
        .collect();
    let mut heard: Vec<bool> = Vec::with_capacity(clauses.len());
    for (i, c) in clauses.iter().enumerate() {
        let before = i.checked_sub(1).filter(|b| clauses[*b].sentence == c.sentence);
        heard.push(here[i] || before.is_some_and(|b| if voice { here[b] } else { heard[b] }));
    }
    heard
}

/// Whether what follows a name makes a person or a maker of it: 培训老师 is none of the training, 组件厂 no component.
/// The trouble of 接口厂商 and 道闸厂家 is that of the thing.
fn names_someone(chars: &[char], end: usize) -> bool {
    let next: String = chars[end..].iter().take(2).collect();
    let maker = next.starts_with('厂') && !matches!(chars.get(end + 1), Some('商' | '家' | '房'));
    maker || language::zh::words::BY_TRADE.contains(&next.as_str())
}

/// 数据接入 7/12: right behind the name of some work, a day months away is none but so many of so many.
fn is_so_many(text: &Text, today: NaiveDate, named: &[Named], t: &TimeMention) -> bool {
    let slashed = text.chars[t.start..t.end].iter().all(|c| c.is_ascii_digit() || *c == '/');
    let gap = usize::from(t.start > 0 && text.chars[t.start - 1] == ' ');
    let behind = named.iter().any(|n| n.work.is_some() && n.end + gap == t.start);
    let far = |day: NaiveDate| (day - today).num_days().abs() > FAR_DAYS;
    slashed && behind && far(t.back.first) && far(t.ahead.first)
}

/// Ends a count where a name begins inside it: in "three customer complaints" the customer belongs to the name.
fn short_of_names(q: &mut Quantity, named: &[Named]) {
    let counted = matches!(&q.kind, QuantityKind::Count(unit) if unit.as_str().is_ascii());
    let inside = named.get(named.partition_point(|n| n.start <= q.start)).filter(|n| counted && n.start < q.end);
    if let Some(n) = inside {
        q.end = n.start - 1;
        q.kind = QuantityKind::Number;
    }
}

/// Whether a cue is a word with a meaning of its own, so that it is no mere glue around a fact.
fn speaks(cue: Cue) -> bool {
    matches!(cue, Cue::NotCost | Cue::Share)
}

/// Where things that stand in order begin: for each place of a text and one past it, how many of them begin before. Each
/// clause asks for what stands in it dozens of times.
struct Begins(Vec<u32>);

impl Begins {
    fn new(length: usize, starts: impl Iterator<Item = usize>) -> Begins {
        let mut before = Vec::with_capacity(length + 1);
        let mut count = 0;
        for start in starts {
            before.resize(start + 1, count);
            count += 1;
        }
        before.resize(length + 1, count);
        Begins(before)
    }

    /// Those that begin within a range.
    fn within(&self, start: usize, end: usize) -> Range<usize> {
        let before = |place: usize| self.0[place.min(self.0.len() - 1)] as usize;
        before(start)..before(end).max(before(start))
    }
}
