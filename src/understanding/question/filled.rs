//! What reports say of a field of the company's own: 张伟这周拜访客户数多少, 销售部昨天拜访了几家客户, 谁的拜访客户数最多.

use chrono::{Days, NaiveDate};

use super::{cue::Cue, names::Found, query::Query, recognise::somebody, seen::Seen, stranger};
use crate::{
    domain::{Key, Org, org::Kind, period::DateRange},
    understanding::{
        field,
        language::{en, zh},
        text::Text,
    },
};

/// A question about a field that it names, where nothing else is called so.
pub(super) fn filled(seen: &Seen<'_>) -> Option<Query> {
    let asked = field::asked(seen.org, &Text::new(&seen.text))?;
    let (start, end, field) = (asked.start, asked.end, asked.field);
    let of_kpi = |keys: &[Key]| keys.iter().any(|key| seen.org.kind(key) == Some(Kind::Kpi));
    // 客户反馈整理 is a task, whatever field is called 客户反馈; 客户反馈 alone is the field before it is short for the task.
    let longer = |n: &Found| n.end - n.start > end - start || asked.loosely;
    let covers = |n: &Found| n.start <= start && end <= n.end && longer(n);
    let taken = |n: &Found| covers(n) || n.start < end && start < n.end && of_kpi(&n.keys);
    let counts = || seen.any(&[Cue::Quantity, Cue::People, Cue::Most, Cue::Rank]) || sums(&seen.text);
    if seen.names.iter().any(taken) || asked.loosely && !counts() {
        return None;
    }
    let of = somebody(seen).into_iter().next().or_else(|| match () {
        () if seen.has(Cue::Ours) => seen.ours(),
        () if seen.has(Cue::Mine) => Some(seen.asker.clone()),
        () => None,
    });
    if of.is_none() && stranger::names_another(&without(seen, start, end)) {
        return Some(Query::Stranger);
    }
    let most = (seen.has(Cue::Most) || seen.has(Cue::Rank)).then(|| !seen.has(Cue::Ascending));
    let recent = DateRange { first: seen.today - Days::new(6), last: seen.today };
    let period = seen.period().unwrap_or(recent);
    Some(Query::Field { field: field.id.clone(), of, period, most })
}

/// Whether a message asks for the sum of a field without a word that asks: 销售部昨天拜访客户数合计. One that says more, as
/// 整理了拜访客户数汇总 does, may tell what was done.
pub fn totals(org: &Org, text: &str, asker: &Key, today: NaiveDate) -> bool {
    let uniform = Text::new(text);
    let words: String = uniform.chars.iter().collect();
    if !sums(&words) || text.contains('\n') {
        return false;
    }
    let Some(asked) = field::asked(org, &uniform) else { return false };
    let seen = Seen::new(org, text, asker, today, None);
    let rest = without(&seen, asked.start, asked.end);
    let mut latin = rest.bare.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    latin.all(|word| en::field::AROUND_SUMS.contains(&word)) && !stranger::says_more(&rest)
}

fn sums(words: &str) -> bool {
    zh::field::SUMS.iter().chain(en::field::SUMS).any(|word| words.contains(word))
}

/// A question with neither the field that stands there nor the words that ask for a sum.
fn without<'a>(seen: &Seen<'a>, start: usize, end: usize) -> Seen<'a> {
    let mut rest = seen.clone();
    let blank = |(at, c)| if (start..end).contains(&at) { '\u{1}' } else { c };
    rest.bare = rest.bare.chars().enumerate().map(blank).collect();
    for word in zh::field::SUMS.iter().chain(en::field::SUMS) {
        rest.bare = rest.bare.replace(word, " ");
    }
    rest
}
