//! The words that say what a report is about: the things it names, as written, then its salient compound nouns.

use super::{clause::han, language::zh, reader::Scene};

/// How many keywords a report has at most.
const MOST: usize = 6;

/// Below this many names, nouns are added.
const FEW: usize = 2;

/// Keywords in the order of the text, each an exact piece of it.
pub(crate) fn keywords(scene: &Scene<'_>, original: &str) -> Vec<String> {
    let mut found: Vec<(usize, String)> = Vec::new();
    let mut keys = Vec::new();
    let mut add = |start: usize, end: usize| {
        if let Some(words) = scene.text.words(original, start, end)
            && !found.iter().any(|(_, w)| w == words)
        {
            found.push((start, words.to_string()));
        }
    };
    for n in &scene.named {
        let key = n.work.as_ref().or(n.kpi.as_ref());
        if key.is_none() || keys.contains(&key) || keys.len() == MOST {
            continue;
        }
        keys.push(key);
        add(unowned(scene, n.start, n.end), n.end);
    }
    if keys.len() < FEW {
        let mut nouns = nouns(scene);
        nouns.sort_by_key(|(start, end)| (std::cmp::Reverse(end - start), *start));
        for (start, end) in nouns.into_iter().take(FEW - keys.len()) {
            add(start, end);
        }
    }
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, word)| word).collect()
}

/// Where a name begins without the word that says whose it is: 我的bug修复时间.
fn unowned(scene: &Scene<'_>, start: usize, end: usize) -> usize {
    let words = &scene.text.chars[start..end];
    let owner = zh::words::OWNERS.iter().find(|owner| words.len() > owner.len() + 2 && words.starts_with(owner));
    start + owner.map_or(0, |owner| owner.len())
}

/// Compound nouns outside names, figures and days.
fn nouns(scene: &Scene<'_>) -> Vec<(usize, usize)> {
    let mut taken = vec![false; scene.text.chars.len()];
    let named = scene.named.iter().map(|n| n.start..n.end);
    let figures = scene.quantities.iter().map(|q| q.start..q.end);
    for place in named.chain(figures).chain(scene.ahead.iter().map(|t| t.start..t.end)) {
        taken[place].fill(true);
    }
    let chars = &scene.text.chars;
    let mut found = Vec::new();
    for c in &scene.clauses {
        let mut at = c.start;
        while at < c.end {
            let start = at;
            while at < c.end && !taken[at] && (han(chars[at]) || chars[at].is_ascii_alphanumeric()) {
                at += 1;
            }
            if at - start >= 2 {
                compounds(scene, start, at, &mut found);
            }
            at = at.max(start + 1);
        }
    }
    found
}

/// Runs of nouns within a range that hold at least three characters.
fn compounds(scene: &Scene<'_>, start: usize, end: usize, found: &mut Vec<(usize, usize)>) {
    let words: String = scene.text.chars[start..end].iter().collect();
    let mut at = start;
    let mut run: Option<usize> = None;
    let close = |run: &mut Option<usize>, at: usize, found: &mut Vec<(usize, usize)>| {
        if let Some(from) = run.take()
            && (3..=8).contains(&(at - from))
        {
            found.push((from, at));
        }
    };
    for tag in scene.lexicon.jieba().tag(&words, true) {
        let width = tag.word.chars().count();
        let noun = matches!(tag.tag, "n" | "nz" | "nt" | "vn" | "eng" | "j" | "nr" | "ns" | "an");
        // 头 and 人 alone are no beginning of a term, and some nouns say nothing.
        let tells = noun && !zh::words::EMPTY_NOUNS.contains(&tag.word) && (width > 1 || run.is_some());
        if tells {
            run.get_or_insert(at);
        } else {
            close(&mut run, at, found);
        }
        at += width;
    }
    close(&mut run, at, found);
}
