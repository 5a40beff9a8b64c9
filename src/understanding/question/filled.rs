//! What reports say of a field of the company's own: 张伟这周拜访客户数多少, 销售部昨天拜访了几家客户, 谁的拜访客户数最多.

use chrono::{Days, NaiveDate};

use super::{cue::Cue, query::Query, recognise::somebody, seen::Seen, stranger};
use crate::{
    domain::{Key, Org, org::Kind, period::DateRange},
    understanding::{
        field,
        language::{en, zh},
        text::Text,
    },
};

/// A question about a field that it names, where no KPI is called the same.
pub(super) fn filled(seen: &Seen<'_>) -> Option<Query> {
    let (start, end, field) = field::asked(seen.org, &Text::new(&seen.text))?;
    let of_kpi = |keys: &[Key]| keys.iter().any(|key| seen.org.kind(key) == Some(Kind::Kpi));
    if seen.names.iter().any(|n| n.start < end && start < n.end && of_kpi(&n.keys)) {
        return None;
    }
    let of = somebody(seen).into_iter().next().or_else(|| match () {
        () if seen.has(Cue::Ours) => seen.ours(),
        () if seen.has(Cue::Mine) => Some(seen.asker.clone()),
        () => None,
    });
    if of.is_none() && stranger::named(seen) {
        return Some(Query::Stranger);
    }
    let most = (seen.has(Cue::Most) || seen.has(Cue::Rank)).then(|| !seen.has(Cue::Ascending));
    let recent = DateRange { first: seen.today - Days::new(6), last: seen.today };
    let period = seen.period().unwrap_or(recent);
    Some(Query::Field { field: field.id.clone(), of, period, most })
}

/// Whether a message asks for the sum of a field without a word that asks: 销售部昨天拜访客户数合计.
pub fn totals(org: &Org, text: &str, asker: &Key, today: NaiveDate) -> bool {
    let uniform = Text::new(text);
    let words: String = uniform.chars.iter().collect();
    let sums = zh::field::SUMS.iter().chain(en::field::SUMS).any(|word| words.contains(word));
    if !sums || text.contains('\n') || field::asked(org, &uniform).is_none() {
        return false;
    }
    let bare = Seen::new(org, text, asker, today, None).bare;
    !bare.chars().any(|c| c.is_ascii_digit())
}
