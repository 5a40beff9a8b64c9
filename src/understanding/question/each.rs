//! Several things asked for in one breath: 张伟和林悦分别做了什么 is one question of each.

use std::mem::discriminant;

use super::{
    follow,
    names::Found,
    query::Query,
    recognise::recognise,
    seen::{Seen, subject_of},
    stranger,
};
use crate::{
    domain::{Key, org::Kind},
    understanding::{
        clause::han,
        language::{en, zh},
    },
};

/// What is named side by side: one question is asked of all or of none of a kind.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Somebody,
    Work,
    Figure,
}

/// One question for each of several things that are named side by side, where `whole` would answer for the first alone.
pub(super) fn each(seen: &Seen<'_>, whole: &Query) -> Option<Query> {
    let Run { keys: named, place, mut strangers } = side_by_side(seen);
    strangers |= place.is_some_and(|(start, end)| beside_a_stranger(seen, start, end));
    if let [key] = named.as_slice()
        && strangers
        && !is_of_all(whole, 1)
    {
        return Some(Query::Each { parts: vec![(key.clone(), whole.clone())], unseen: true });
    }
    if let Some(parts) = asked_one_by_one(seen, whole) {
        return Some(Query::Each { parts, unseen: false });
    }
    if named.len() < 2 || is_of_all(whole, named.len()) {
        return None;
    }
    let parts: Vec<(Key, Query)> = named
        .iter()
        .map(|key| {
            let mut one = seen.clone();
            // Each stands where the last does, before what is asked of all: 研发部、产品部在等谁.
            let last = one.names.iter().rfind(|f| f.keys.first().is_some_and(|k| named.contains(k))).cloned();
            one.names.retain(|f| f.keys.first().is_none_or(|k| k == key || !named.contains(k)));
            for name in one.names.iter_mut().filter(|f| f.keys.first() == Some(key)) {
                (name.start, name.end) = last.as_ref().map_or((name.start, name.end), |f| (f.start, f.end));
            }
            (key.clone(), follow::question(&one))
        })
        .collect();
    let (first, rest) = parts.split_first()?;
    let alike = |query: &Query| discriminant(query) == discriminant(&first.1);
    let split = alike(whole) || matches!((whole, &first.1), (Query::Figure { .. }, Query::Change { .. }));
    // The same question twice is about something else than the names.
    let told_apart = rest.iter().all(|(_, query)| alike(query) && query != &first.1);
    (split && told_apart).then_some(Query::Each { parts, unseen: strangers })
}

/// 宣传片花了多少钱 进度多少: what the clauses of a question ask of one piece of work, where money or hours are among it.
/// Anything else is told of work together.
fn asked_one_by_one(seen: &Seen<'_>, whole: &Query) -> Option<Vec<(Key, Query)>> {
    let of_work = |key: &Key| matches!(class(seen, key), Some(Class::Work));
    let key = subject_of(whole).filter(of_work)?;
    let clauses = clauses(&seen.text);
    if clauses.len() < 2 || seen.works().len() != 1 {
        return None;
    }
    let mut parts: Vec<(Key, Query)> = Vec::new();
    for clause in &clauses {
        let mut one = Seen::new(seen.org, clause, seen.asker, seen.today, seen.previous);
        if one.names.is_empty() {
            one.names = vec![Found { start: 0, end: 0, keys: vec![key.clone()] }];
        }
        let query = recognise(&one);
        let asks = matches!(
            query,
            Query::State { .. } | Query::Due { .. } | Query::Why { .. } | Query::Cost { .. } | Query::Hours { .. }
        );
        if !asks || one.cues.is_empty() || subject_of(&query).as_ref() != Some(&key) {
            return None;
        }
        if !parts.iter().any(|(_, known)| discriminant(known) == discriminant(&query)) {
            parts.push((key.clone(), query));
        }
    }
    let counted = parts.iter().any(|(_, query)| matches!(query, Query::Cost { .. } | Query::Hours { .. }));
    (parts.len() > 1 && counted).then_some(parts)
}

/// The clauses of a question; a space between two Chinese characters ends one as well.
fn clauses(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let ends = |at: usize| match chars[at] {
        ',' | '?' | ';' | '。' | '!' | '\n' => true,
        ' ' => at > 0 && han(chars[at - 1]) && chars.get(at + 1).is_some_and(|c| han(*c)),
        _ => false,
    };
    let mut clauses = vec![String::new()];
    for (at, c) in chars.iter().enumerate() {
        match (ends(at), clauses.last_mut()) {
            (false, Some(last)) => last.push(*c),
            (true, _) | (false, None) => clauses.push(String::new()),
        }
    }
    clauses.retain(|clause| clause.trim().chars().count() > 1);
    clauses
}

/// Whether a question is about all that is named as it stands, or about nothing that could be split.
fn is_of_all(query: &Query, named: usize) -> bool {
    match query {
        Query::Activity { .. }
        | Query::Average { .. }
        | Query::Blocked { within: Some(_) }
        | Query::Change { .. }
        | Query::Cost { .. }
        | Query::Deadlines { of: Some(_), .. }
        | Query::Due { .. }
        | Query::Field { of: Some(_), .. }
        | Query::Goals { of: Some(_), .. }
        | Query::Hours { .. }
        | Query::OpenTasks { .. }
        | Query::Reports { .. }
        | Query::Risk { of: Some(_), .. }
        | Query::Slipped { of: Some(_), .. }
        | Query::Waiting { .. }
        | Query::Why { .. } => false,
        Query::Figure { kpis, .. } => kpis.len() != named,
        Query::State { .. }
        | Query::Risk { of: None, .. }
        | Query::Blocked { within: None }
        | Query::Standings { .. }
        | Query::Goals { of: None, .. }
        | Query::Ranking { .. }
        | Query::Board { .. }
        | Query::Deadlines { of: None, .. }
        | Query::Field { of: None, .. }
        | Query::Slipped { of: None, .. }
        | Query::Duty { .. }
        | Query::Viewers
        | Query::Learning { .. }
        | Query::Ambiguous { .. }
        | Query::Each { .. }
        | Query::Secret { .. }
        | Query::Undefined
        | Query::Stranger
        | Query::OutOfScope => true,
    }
}

/// Names of one class that stand side by side.
#[derive(Default)]
struct Run {
    /// What is named.
    keys: Vec<Key>,
    /// From the first to the last, where somebody is among them.
    place: Option<(usize, usize)>,
    /// Whether a name that nobody has stands between them.
    strangers: bool,
}

/// The first two or more names of one class with nothing but joining words, or names that nobody has, between them; one
/// person where nobody else is named.
fn side_by_side(seen: &Seen<'_>) -> Run {
    let chars: Vec<char> = seen.bare.chars().collect();
    let mut run = Run::default();
    let mut before: Option<(usize, Class)> = None;
    for name in seen.names.iter().filter(|name| name.keys.len() == 1) {
        let key = &name.keys[0];
        let Some(class) = class(seen, key) else { continue };
        let between = before.filter(|(_, of)| *of == class).and_then(|(end, _)| chars.get(end..name.start));
        let between = between.map(|between| between.iter().collect::<String>()).unwrap_or_default();
        let joined = before.is_some_and(|(_, of)| of == class) && joins(&between);
        let parted = !joined && class == Class::Somebody && before.is_some() && joins_strangers(&between);
        if !joined && !parted {
            if run.keys.len() > 1 {
                break;
            }
            run = Run::default();
        }
        run.strangers |= parted;
        if !run.keys.contains(key) {
            run.keys.push(key.clone());
        }
        if seen.org.kind(key) == Some(Kind::Person) || run.place.is_some() {
            run.place = Some((run.place.map_or(name.start, |(start, _)| start), name.end));
        }
        before = Some((name.end, class));
    }
    if run.keys.len() > 1 {
        return run;
    }
    let people = seen.of(&[Kind::Person]);
    let alone = seen.names.iter().find(|f| people.len() == 1 && f.keys.first() == people.first());
    alone.map_or_else(Run::default, |f| Run { keys: people, place: Some((f.start, f.end)), strangers: false })
}

/// Whether a name beside those who stand at a place is nobody's: 张伟和王五, 张伟、林悦和王五, "did Zhang Wei and Bob".
fn beside_a_stranger(seen: &Seen<'_>, start: usize, end: usize) -> bool {
    // What has a name is no stranger: what is left without names is looked at.
    let chars: Vec<char> = seen.bare.chars().collect();
    let (ahead, rest) = (&chars[..start], &chars[end..]);
    let joins = |c: &&char| zh::question::JOINING.contains(**c);
    let behind = rest.first().filter(joins).map(|_| &rest[1..]);
    let before = ahead.split_last().filter(|(c, _)| joins(c)).map(|(_, ahead)| {
        let from = ahead.iter().rposition(|c| !han(*c)).map_or(0, |gap| gap + 1);
        &ahead[from..]
    });
    let beside =
        behind.is_some_and(stranger::begins) || before.is_some_and(|name| name.len() < 4 && stranger::begins(name));
    let joined = behind.is_some() || before.is_some();
    let (ahead, rest): (String, String) = (ahead.iter().collect(), rest.iter().collect());
    beside || joined && stranger::named(seen) || stranger::joined_in_english(&ahead, &rest)
}

/// Whether words join what stands around them by names that nobody has: 张伟、王五和林悦.
fn joins_strangers(between: &str) -> bool {
    let parts: Vec<&str> = between.split(|c| zh::question::JOINING.contains(c) || c == ',' || c == '/').collect();
    let [first, names @ .., last] = parts.as_slice() else { return false };
    let is_name = |name: &&str| {
        let name: Vec<char> = name.trim().chars().collect();
        name.len() < 4 && stranger::begins(&name)
    };
    !names.is_empty() && first.trim().is_empty() && last.trim().is_empty() && names.iter().all(is_name)
}

fn class(seen: &Seen<'_>, key: &Key) -> Option<Class> {
    Some(match seen.org.kind(key)? {
        Kind::Company | Kind::Department | Kind::Person => Class::Somebody,
        Kind::Project | Kind::Milestone | Kind::Task => Class::Work,
        Kind::Kpi => Class::Figure,
        Kind::Field => return None,
    })
}

/// Whether words do nothing but join what stands around them.
fn joins(between: &str) -> bool {
    let between = between.trim();
    let words = zh::question::JOINING_WORDS.iter().chain(en::question::JOINING_WORDS);
    between.chars().all(|c| zh::question::JOINING.contains(c) || c == ',' || c == '/')
        || words.into_iter().any(|word| between.trim_matches(',').trim() == *word)
}
