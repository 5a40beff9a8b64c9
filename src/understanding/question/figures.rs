//! Which of the figures whose names were found in a question are meant.

use super::names::Found;
use crate::{
    domain::{Key, Org, org::Kind},
    understanding::language::{en, zh},
};

/// Whether a thing is a figure.
pub(super) fn is_kpi(org: &Org, key: &Key) -> bool {
    org.kind(key) == Some(Kind::Kpi)
}

/// 线索转化率 is a 转化率: of two figures' names that touch, the last says what it is.
pub(super) fn heads_only(org: &Org, found: &mut Vec<Found>) {
    let figure = |f: &Found| f.keys.iter().all(|k| is_kpi(org, k));
    let touching: Vec<usize> = (1..found.len())
        .filter(|i| found[i - 1].end == found[*i].start && figure(&found[i - 1]) && figure(&found[*i]))
        .collect();
    for i in touching.into_iter().rev() {
        found.remove(i - 1);
    }
}

/// What is counted (发布了几个版本) is a figure, where a name could also be a piece of work.
pub(super) fn prefer_figures(org: &Org, chars: &[char], found: &mut [Found]) {
    let text: String = chars.iter().collect();
    let counted = zh::question::COUNTING.iter().chain(en::question::COUNTING).any(|counting| text.contains(counting));
    if !counted {
        return;
    }
    for several in found.iter_mut().filter(|f| f.keys.len() > 1 && f.keys.iter().any(|k| is_kpi(org, k))) {
        several.keys.retain(|k| is_kpi(org, k));
    }
}

/// 员工满意度 is not 客户满意度: a figure of somebody else than its name says is nobody's.
pub(super) fn contrasted(org: &Org, chars: &[char], found: &mut Vec<Found>) {
    let names = |key: &Key| -> Vec<String> {
        org.kpi(key).map_or(Vec::new(), |k| std::iter::once(&k.name).chain(&k.aliases).cloned().collect())
    };
    found.retain_mut(|f| {
        let before: String = chars[..f.start].iter().collect();
        let Some(other) = zh::question::CONTRASTS.iter().find(|c| before.ends_with(**c)) else { return true };
        f.keys.retain(|key| {
            let names = names(key);
            let says = |noun: &str| names.iter().any(|n| n.contains(noun));
            names.is_empty() || says(other) || !zh::question::CONTRASTS.iter().any(|c| says(c))
        });
        !f.keys.is_empty()
    });
}
