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
    if let Some(key) = beside_a_stranger(seen).filter(|_| !is_of_all(whole, 1)) {
        return Some(Query::Each { parts: vec![(key, whole.clone())], unseen: true });
    }
    let named = side_by_side(seen);
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
    (split && told_apart).then_some(Query::Each { parts, unseen: false })
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

/// The first two or more names of one class with nothing but joining words between them.
fn side_by_side(seen: &Seen<'_>) -> Vec<Key> {
    let chars: Vec<char> = seen.text.chars().collect();
    let mut run: Vec<Key> = Vec::new();
    let mut before: Option<(usize, Class)> = None;
    for name in seen.names.iter().filter(|name| name.keys.len() == 1) {
        let key = &name.keys[0];
        let Some(class) = class(seen, key) else { continue };
        let joined = before.is_some_and(|(end, of)| {
            of == class && chars.get(end..name.start).is_some_and(|between| joins(&between.iter().collect::<String>()))
        });
        if !joined && run.len() > 1 {
            break;
        }
        if !joined {
            run.clear();
        }
        if !run.contains(key) {
            run.push(key.clone());
        }
        before = Some((name.end, class));
    }
    run
}

/// The one person who is named, where a name beside theirs is nobody's: 张伟和王五.
fn beside_a_stranger(seen: &Seen<'_>) -> Option<Key> {
    let people = seen.of(&[Kind::Person]);
    let [key] = people.as_slice() else { return None };
    let at = seen.names.iter().find(|f| f.keys.first() == Some(key))?;
    let chars: Vec<char> = seen.text.chars().collect();
    let joins = |at: usize| chars.get(at).is_some_and(|c| zh::question::JOINING.contains(*c));
    let behind = joins(at.end).then(|| &chars[at.end + 1..]);
    let before = at.start.checked_sub(1).filter(|end| joins(*end)).map(|end| {
        let from = chars[..end].iter().rposition(|c| !han(*c)).map_or(0, |gap| gap + 1);
        &chars[from..end]
    });
    let beside =
        behind.is_some_and(stranger::begins) || before.is_some_and(|name| name.len() < 4 && stranger::begins(name));
    let joined = behind.is_some() || before.is_some();
    (beside || joined && stranger::named(seen)).then(|| key.clone())
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
