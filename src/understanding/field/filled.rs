//! What a report says of the fields that the company defined for reports.
//!
//! `NAME [LINK] VALUE`, “拜访客户数: 5家”; for a figure also `FIGURE NAME`, “5 customer visits”, and the two halves of the name
//! around it, “拜访了5家客户”. A line of words needs a colon or 是. What lies ahead, is denied, wished or heard is none.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;

use super::{named_at, places, places::Places, whole};
use crate::{
    domain::{
        Decimal, Fact,
        org::{Content, Field, Holds},
    },
    understanding::{
        ground::in_unit,
        language::{en, zh},
        quantity::Quantity,
        reader::{Days, Draft, Scene},
        text::Text,
        time::{Grain, Looking},
    },
};

/// The words of one language around a field of a report. Lower case, half-width.
pub struct Words {
    /// What may stand between a name and its value.
    pub links: &'static [&'static str],
    /// Those of them that a line of words needs.
    pub stating: &'static [&'static str],
    /// What a name may end in that is left out where the figure follows: 数.
    pub counters: &'static [&'static str],
    /// What may stand behind the first half of a name, before the figure: 了.
    pub done: &'static [&'static str],
    /// What may stand before the second half, after the figure: 的.
    pub of: &'static [&'static str],
    /// Before the figure that takes the place of the one before: 不对.
    pub repairs: &'static [&'static str],
    /// What asks how many in place of a figure: 多少, 几家.
    pub how_many: &'static [&'static str],
}

pub(super) const LANGUAGES: [&Words; 2] = [&zh::field::FILLED, &en::field::FILLED];

/// The fewest characters of each half of a name.
const HALF: usize = 2;

/// A field whose value was found.
struct Found<'a> {
    field: &'a Field,
    start: usize,
    end: usize,
    content: Content,
    rough: bool,
    /// Whether it stands under the whole name, so that a second one contradicts it.
    whole: bool,
}

/// The drafts with what the text says of fields. A figure of a field is not read as anything else but a KPI's.
pub(crate) fn with_filled(scene: &Scene<'_>, original: &str, mut drafts: Vec<Draft>) -> Vec<Draft> {
    let org = scene.lexicon.org();
    let fields: Vec<&Field> = org.fields.of_reports().filter(|f| org.reports_have(scene.author, f)).collect();
    if fields.is_empty() {
        return drafts;
    }
    let mut found: Vec<Found<'_>> = fields.iter().flat_map(|field| of_field(scene, original, field)).collect();
    // The longest words first: 拜访老客户数 before 拜访客户数.
    found.sort_by_key(|f| (f.start.abs_diff(f.end), usize::MAX - f.start));
    let mut of_kpis = Places::default();
    drafts.iter().filter(|d| d.fact.kpi_figure().is_some()).for_each(|d| of_kpis.add(d.start, d.end));
    let mut kept: BTreeMap<usize, Found<'_>> = BTreeMap::new();
    let mut taken = Places::default();
    for one in found.into_iter().rev() {
        if !taken.touch(one.start, one.end) && !of_kpis.touch(one.start, one.end) {
            taken.add(one.start, one.end);
            kept.insert(one.start, one);
        }
    }
    let aims = aims(scene.text);
    let (mut figures, mut before) = (Places::default(), HashMap::new());
    let mut filled: Vec<Draft> = Vec::new();
    for one in kept.into_values() {
        let clause = clause_at(scene, one.start);
        let Some(on) = day(scene, &aims, clause, (one.start, one.end), matches!(one.field.holds, Holds::Number(_)))
        else {
            continue;
        };
        let Holds::Number(unit) = &one.field.holds else {
            filled.push(draft(&one, None, on, clause));
            continue;
        };
        figures.add(one.start, one.end);
        let mut next = draft(&one, unit.clone(), on, clause);
        let said = before.get(&(&one.field.id, on)).cloned().filter(|_| one.whole);
        if said.as_ref() == Some(&one.content) {
            continue;
        }
        if let Some(Content::Number(said)) = said {
            next.doubt = Some(crate::domain::Doubt::Besides { said });
        }
        before.insert((&one.field.id, on), one.content.clone());
        filled.push(next);
    }
    // What the rest of a clause tells stays: 接口做完了 beside 拜访客户5家. 完成拜访客户5家 tells of no work.
    let named_beside = |d: &Draft| scene.named_in(d.start, d.end).any(|n| !figures.touch(n.start, n.end));
    let told_apart = |d: &Draft| {
        if matches!(d.fact, Fact::Status { .. }) {
            named_beside(d)
        } else {
            d.fact.figure().is_none() && !figures.hold(d.start, d.end)
        }
    };
    drafts.retain(|d| !figures.touch(d.start, d.end) || told_apart(d));
    drafts.extend(filled);
    drafts
}

fn draft(one: &Found<'_>, unit: Option<crate::domain::Unit>, on: NaiveDate, clause: usize) -> Draft {
    Draft {
        fact: Fact::Field { content: one.content.clone(), unit, on },
        subject: Some(one.field.id.clone()),
        start: one.start,
        end: one.end,
        approximate: one.rough,
        doubt: None,
        clause,
    }
}

fn clause_at(scene: &Scene<'_>, at: usize) -> usize {
    scene.clauses.partition_point(|c| c.end <= at).min(scene.clauses.len().saturating_sub(1))
}

/// The day that it is for; `None` where the words do not vouch for it, or tell of several days past.
fn day(
    scene: &Scene<'_>,
    aims: &[(usize, usize)],
    clause: usize,
    (start, end): (usize, usize),
    figure: bool,
) -> Option<NaiveDate> {
    let c = scene.clauses.get(clause)?;
    // Days in words or in a day that is the value itself say nothing of when it is for.
    let end = if figure { end } else { start };
    let before = aims.partition_point(|(_, end)| *end <= start);
    let aimed = aims[..before].last().is_some_and(|(from, _)| *from >= c.start);
    let planned = figure && scene.future(clause) || scene.ahead_in(c.start, end, true).is_some();
    if planned || scene.unvouched(clause) || scene.denied(clause, start, end) || aimed {
        return None;
    }
    let over_days = scene
        .times_in(c.start, end, Looking::Back)
        .any(|t| t.grain != Grain::Day && t.range.first != t.range.last && t.range.last < scene.today);
    (!over_days).then(|| scene.day_told(c.start, end))
}

/// Where words say that something is meant to be: 计划, 目标. In order of where they end.
fn aims(text: &Text) -> Vec<(usize, usize)> {
    let words = zh::field::AIMS.iter().chain(en::field::AIMS).map(|word| word.chars().collect::<Vec<_>>());
    let mut all = Vec::new();
    for word in words {
        let there = text.chars.windows(word.len()).enumerate().filter(|(_, there)| *there == word.as_slice());
        all.extend(there.map(|(at, there)| (at, at + there.len())));
    }
    all.sort_unstable_by_key(|(_, end)| *end);
    all
}

fn of_field<'a>(scene: &Scene<'_>, original: &str, field: &'a Field) -> Vec<Found<'a>> {
    let text = scene.text;
    let mut found = Vec::new();
    let mut names: Vec<(usize, usize)> = places(field, text).into_iter().map(|(start, end, _)| (start, end)).collect();
    let figure = matches!(field.holds, Holds::Number(_));
    if figure {
        names.extend(stems(field).iter().flat_map(|stem| whole(text, stem)));
    }
    names.sort_unstable();
    let mut words_end = 0;
    for (start, end) in names {
        // What stands within words is a part of them.
        if start < words_end {
            continue;
        }
        let (at, rough, states) = over_links(text, end);
        let holding = match &field.holds {
            Holds::Number(_) => number(scene, field, at).or_else(|| right_before(scene, field, start)),
            Holds::Date => days_at(scene, at).filter(|t| t.range.first == t.range.last).map(|t| Held {
                content: Content::Date(t.range.first),
                start: at,
                end: t.end,
                rough: false,
            }),
            Holds::Choice(choices) => chosen(text, choices, at),
            Holds::Text => states.then(|| words(text, original, at)).flatten(),
        };
        if let Some(held) = holding {
            let (start, end) = (start.min(held.start), end.max(held.end));
            words_end = if field.holds == Holds::Text { end } else { words_end };
            let rough = rough || held.rough;
            found.push(Found { field, start, end, content: held.content, rough, whole: true });
        }
    }
    if figure {
        found.extend(around(scene, field));
    }
    found
}

/// A value where it stands.
struct Held {
    content: Content,
    start: usize,
    end: usize,
    rough: bool,
}

/// The place behind the words between a name and its value, whether they say that it is rough, and whether they state.
fn over_links(text: &Text, from: usize) -> (usize, bool, bool) {
    let (mut at, mut rough, mut states) = (from, false, false);
    loop {
        let link = LANGUAGES.iter().flat_map(|w| w.links).filter(|link| begins(text, at, link));
        let Some(link) = link.max_by_key(|link| link.chars().count()) else { return (at, rough, states) };
        rough |= zh::field::ROUGH.contains(link) || en::field::ROUGH.contains(link);
        states |= LANGUAGES.iter().any(|w| w.stating.contains(link));
        at += link.chars().count();
    }
}

fn begins(text: &Text, at: usize, word: &str) -> bool {
    let word: Vec<char> = word.chars().collect();
    text.chars.get(at..at + word.len()).is_some_and(|there| there == word.as_slice())
}

/// The figure that begins at a place.
fn figure_at<'a>(scene: &'a Scene<'_>, at: usize) -> Option<&'a Quantity> {
    let place = scene.quantities.partition_point(|q| q.start < at);
    scene.quantities.get(place).filter(|q| q.start == at)
}

/// The days that begin at a place.
fn days_at<'a>(scene: &'a Scene<'_>, at: usize) -> Option<&'a Days> {
    let place = scene.ahead.partition_point(|t| t.start < at);
    scene.ahead.get(place).filter(|t| t.start == at)
}

/// The figure at a place, with one that takes its place right behind it: 5家,不对,6家.
fn number(scene: &Scene<'_>, field: &Field, at: usize) -> Option<Held> {
    let first = figure_at(scene, at)?;
    let (mut value, mut end, mut rough) = (figure(field, first)?, first.end, first.approximate);
    end += unit_behind(scene.text, field, first);
    let mut from = skip(scene.text, end);
    let repairs = || LANGUAGES.iter().flat_map(|w| w.repairs).filter(|word| begins(scene.text, from, word));
    if let Some(word) = repairs().max_by_key(|word| word.chars().count()) {
        from = over_links(scene.text, skip(scene.text, from + word.chars().count())).0;
        if let Some(next) = figure_at(scene, from)
            && let Some(right) = figure(field, next)
        {
            (value, rough, end) = (right, next.approximate, next.end + unit_behind(scene.text, field, next));
        }
    }
    Some(Held { content: Content::Number(value.normalize()), start: at, end, rough })
}

fn skip(text: &Text, from: usize) -> usize {
    let stops = text.chars.get(from..).unwrap_or_default().iter();
    from + stops.take_while(|c| matches!(c, ',' | ' ' | '、' | ';' | '.' | '。')).count()
}

/// The unit's characters right behind a figure that does not hold them yet.
fn unit_behind(text: &Text, field: &Field, q: &Quantity) -> usize {
    let Holds::Number(Some(unit)) = &field.holds else { return 0 };
    if begins(text, q.end, unit.as_str()) { unit.as_str().chars().count() } else { 0 }
}

/// The figure right before a name: 5 customer visits.
fn right_before(scene: &Scene<'_>, field: &Field, name: usize) -> Option<Held> {
    // What is counted may be the first word of the name.
    let touches = |q: &&Quantity| q.end > name || scene.text.chars[q.end..name].iter().all(|c| *c == ' ');
    let behind = scene.quantities.partition_point(|q| q.start < name);
    let q = scene.quantities[..behind].last().filter(touches)?;
    Some(Held {
        content: Content::Number(figure(field, q)?.normalize()),
        start: q.start,
        end: name,
        rough: q.approximate,
    })
}

/// A figure as the field takes it; bounds and what is left over are none.
fn figure(field: &Field, q: &Quantity) -> Option<Decimal> {
    let Holds::Number(unit) = &field.holds else { return None };
    let unit = unit.clone().unwrap_or_else(|| crate::domain::Unit::new(""));
    let exact = q.comparison.is_none() && !q.remaining;
    in_unit(q, &unit).into_iter().next().filter(|_| exact)
}

/// The names of a field without what only counts: 拜访客户 for 拜访客户数.
pub(super) fn stems(field: &Field) -> Vec<Vec<char>> {
    let names = std::iter::once(&field.name).chain(&field.aliases);
    let stem = |name: &String| {
        let name: String = Text::new(name.trim()).chars.iter().collect();
        let counters = || LANGUAGES.iter().flat_map(|w| w.counters);
        let counter = counters().filter(|c| name.ends_with(**c)).max_by_key(|c| c.len())?;
        let stem: Vec<char> = name.strip_suffix(counter)?.trim().chars().collect();
        (stem.len() >= HALF).then_some(stem)
    };
    names.filter_map(stem).collect()
}

/// The ways to cut a name into what is done and what it is done to.
pub(super) fn halves(field: &Field) -> Vec<(Vec<char>, Vec<char>)> {
    let spaced = field.aliases.iter().chain([&field.name]).map(|name| Text::new(name.trim()).chars);
    let mut all = Vec::new();
    for stem in stems(field).into_iter().chain(spaced) {
        match stem.iter().position(|c| *c == ' ') {
            Some(at) => all.push((stem[..at].to_vec(), stem[at + 1..].to_vec())),
            None => all
                .extend((HALF..=stem.len().saturating_sub(HALF)).map(|at| (stem[..at].to_vec(), stem[at..].to_vec()))),
        }
    }
    all
}

/// The two halves of a name around a figure: 拜访了5家客户.
fn around<'a>(scene: &Scene<'_>, field: &'a Field) -> Vec<Found<'a>> {
    let text = scene.text;
    let mut found: Vec<Found<'a>> = Vec::new();
    let mut starts = HashSet::new();
    for (first, second) in halves(field) {
        for (start, end) in whole(text, &first) {
            let at = over(text, end, |w| w.done);
            let Some(q) = figure_at(scene, at) else { continue };
            let behind = over(text, q.end + unit_behind(text, field, q), |w| w.of);
            let (Some(end), Some(value)) = (named_at(text, behind, &second), figure(field, q)) else { continue };
            let content = Content::Number(value.normalize());
            if starts.insert(start) {
                found.push(Found { field, start, end, content, rough: q.approximate, whole: false });
            }
        }
    }
    found
}

/// The place behind what may stand there.
pub(super) fn over(text: &Text, from: usize, words: impl Fn(&Words) -> &'static [&'static str]) -> usize {
    let mut at = from;
    loop {
        let there = LANGUAGES.iter().flat_map(|w| words(w)).filter(|word| begins(text, at, word));
        let Some(word) = there.max_by_key(|word| word.chars().count()) else { return at };
        at += word.chars().count();
    }
}

fn chosen(text: &Text, choices: &[String], at: usize) -> Option<Held> {
    let there = choices.iter().filter(|choice| begins(text, at, &Text::new(choice).chars.iter().collect::<String>()));
    let choice = there.max_by_key(|choice| choice.chars().count())?;
    let end = at + Text::new(choice).chars.len();
    // 中 is not chosen by 中午.
    let ends = text.chars.get(end).is_none_or(|c| !c.is_alphanumeric());
    ends.then(|| Held { content: Content::Words(choice.clone()), start: at, end, rough: false })
}

fn words(text: &Text, original: &str, at: usize) -> Option<Held> {
    let rest = text.chars.get(at..)?;
    let end = at + rest.iter().position(|c| matches!(c, '\n' | '。' | ';')).unwrap_or(rest.len());
    let content = Holds::Text.take(text.words(original, at, end)?)?;
    Some(Held { content, start: at, end, rough: false })
}
