//! What the names of KPIs are made of, so that 签了两单 finds 个人签约单数.

use crate::{
    domain::{Key, Org, Unit},
    understanding::{language, text::Text},
};

/// The words of one KPI.
#[derive(Clone, Debug)]
pub struct KpiWords {
    /// The KPI.
    pub key: Key,
    /// Its unit.
    pub unit: Unit,
    /// The characters of its names that say something of their own, Latin letters left out.
    pub chars: Vec<char>,
    /// Its names of four characters and more, all Chinese.
    pub names: Vec<Vec<char>>,
    /// Its names that end in 率, without it: 报废 for 报废率.
    pub stems: Vec<Vec<char>>,
    /// Pairs of neighbouring characters in its names.
    pub pairs: Vec<[char; 2]>,
}

/// The words of every KPI of a company.
pub(super) fn words(org: &Org) -> Vec<KpiWords> {
    org.kpis
        .iter()
        .map(|kpi| {
            let mut chars = Vec::new();
            let (mut names, mut stems, mut pairs) = (Vec::new(), Vec::new(), Vec::new());
            for name in std::iter::once(&kpi.name).chain(&kpi.aliases) {
                let name = Text::new(name).chars;
                chars.extend(name.iter().copied().filter(|c| {
                    super::super::clause::han(*c)
                        && !language::zh::words::PLAIN.contains(*c)
                        && !kpi.unit.as_str().contains(*c)
                }));
                if name.len() >= 4 && name.iter().all(|c| super::super::clause::han(*c)) {
                    names.push(name.clone());
                }
                if name.len() >= 3 && name.ends_with(&['率']) {
                    stems.push(name[..name.len() - 1].to_vec());
                }
                pairs.extend(name.windows(2).map(|w| [w[0], w[1]]).filter(|w| {
                    w.iter().all(|c| super::super::clause::han(*c))
                        && w.iter().any(|c| !language::zh::words::PLAIN.contains(*c))
                }));
            }
            chars.sort_unstable();
            chars.dedup();
            pairs.sort_unstable();
            pairs.dedup();
            KpiWords { key: kpi.id.clone(), unit: kpi.unit.clone(), chars, names, stems, pairs }
        })
        .collect()
}
