//! Names of people whom the company does not know: what is left of a question once everything known is taken out.

use super::{cue::Cue, seen::Seen};
use crate::understanding::language::{en, zh};

/// Whether a question names somebody unknown: 钱小多上周报了多少工时, "how many hours did Bob log".
pub(super) fn named(seen: &Seen<'_>) -> bool {
    let rest = rest(seen);
    runs(&rest).any(is_name) || english(&seen.bare)
}

/// Whether a question opens with the name of somebody unknown, so that it is about them and nothing spoken of before:
/// 张三丰这周工时多少, "how many hours did Bob log".
pub(super) fn opens(seen: &Seen<'_>) -> bool {
    let of_people = seen.any(&[Cue::Did, Cue::Hours, Cue::Task, Cue::Report, Cue::Reported, Cue::NotReported]);
    let opens = |text: &str| runs(text).find(|run| !run.is_empty()).map(str::to_owned);
    let (said, left) = (opens(&seen.bare), opens(&rest(seen)));
    left.is_some_and(|name| is_name(&name) && said.is_some_and(|said| said.starts_with(&name)))
        || of_people && english(&seen.bare)
}

/// Whether a question, whose own words were taken out, speaks of somebody or some department that is not known here.
pub(super) fn names_another(seen: &Seen<'_>) -> bool {
    // “of the sales team” names one, “of our team” does not.
    let of_the = seen.bare.contains(" of the ") && !seen.any(&[Cue::Mine, Cue::Ours, Cue::Company]);
    of_the || named(seen) || says_more(seen)
}

/// Whether a question says more than names, days and the words that every question has: 用电花了多少.
pub(super) fn says_more(seen: &Seen<'_>) -> bool {
    let rest = rest(seen);
    runs(&rest).any(|run| run.chars().count() > 1)
}

/// Whether words begin with what looks like a name and is no word that questions have.
pub(super) fn begins(words: &[char]) -> bool {
    let said: String = words.iter().take(4).collect();
    let cues = zh::question::CUES.iter().flat_map(|(_, words)| words.iter());
    let known = |word: &&str| word.chars().count() > 1 && said.starts_with(*word);
    words.len() > 1
        && zh::names::SURNAMES.contains(words[0])
        && !cues.copied().chain(zh::names::PLAIN_WORDS.iter().copied()).any(|word| known(&word))
}

/// What is left of Chinese words in runs.
fn runs(rest: &str) -> impl Iterator<Item = &str> {
    rest.split(|c: char| !('\u{4e00}'..='\u{9fff}').contains(&c) || zh::names::PLAIN.contains(c))
}

/// A question without the words that every question has.
fn rest(seen: &Seen<'_>) -> String {
    let left = zh::question::CUES.iter().flat_map(|(_, words)| words.iter());
    let mut words: Vec<&str> = left.copied().filter(|w| w.chars().count() > 1 && !w.contains("..")).collect();
    words.extend(zh::names::PLAIN_WORDS);
    words.sort_by_key(|w| std::cmp::Reverse(w.len()));
    let mut rest = seen.bare.clone();
    for word in words {
        rest = rest.replace(word, " ");
    }
    rest
}

fn is_name(run: &str) -> bool {
    let length = run.chars().count();
    // 老钱 as well as 钱小多.
    let surname = run.trim_start_matches(|c| zh::question::PREFIXES.contains(c)).chars().next();
    (2..=4).contains(&length) && surname.is_some_and(|c| zh::names::SURNAMES.contains(c))
}

/// Whether a name that nobody has is joined to people between these words: "did … and Bob do".
pub(super) fn joined_in_english(ahead: &str, behind: &str) -> bool {
    let opens = words(ahead).last().is_some_and(|word| en::names::BEFORE_PEOPLE.contains(word));
    let rest = words(behind);
    let joins = en::question::JOINING_WORDS.iter().map(|w| w.split(' ').collect::<Vec<_>>());
    let name = joins.filter(|join| rest.starts_with(join)).filter_map(|join| rest.get(join.len())).next_back();
    opens && behind.starts_with(' ') && name.is_some_and(|word| is_unknown(word))
}

fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|w| !w.is_empty()).collect()
}

/// Whether a Latin word is none that questions have.
fn is_unknown(word: &str) -> bool {
    let known = en::names::PLAIN.contains(&word) || en::question::CUES.iter().any(|(_, words)| words.contains(&word));
    word.chars().all(|c| c.is_ascii_alphabetic()) && !known
}

/// The word after "did" or "has", or before a possessive, that no question uses otherwise.
fn english(text: &str) -> bool {
    let words = words(text);
    let after = words.windows(2).filter(|w| en::names::BEFORE_A_PERSON.contains(&w[0])).map(|w| w[1]);
    let owners = words.iter().filter_map(|w| w.strip_suffix("'s"));
    after.chain(owners).any(is_unknown)
}
