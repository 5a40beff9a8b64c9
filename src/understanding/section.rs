//! Sections: what stands under 【今日完成】, 明日: or "Blockers:".

use std::{collections::HashMap, sync::LazyLock};

use super::language;

/// What a section tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Topic {
    /// No heading stands above.
    #[default]
    None,
    /// What was done.
    Done,
    /// What goes on.
    Doing,
    /// What is planned.
    Plan,
    /// Risks and obstacles.
    Risk,
    /// What others are asked for.
    Help,
    /// Working time.
    Effort,
    /// Money spent.
    Cost,
    /// Anything else.
    Other,
}

static HEADINGS: LazyLock<HashMap<String, Option<Topic>, foldhash::fast::RandomState>> = LazyLock::new(|| {
    let mut all = HashMap::default();
    for word in
        language::zh::sections::BESIDE.split_whitespace().chain(language::en::sections::BESIDE.split_whitespace())
    {
        all.insert(word.to_string(), None);
    }
    for (topic, words) in language::zh::sections::HEADINGS.iter().chain(language::en::sections::HEADINGS) {
        for word in words.split_whitespace() {
            all.insert(word.replace('_', " "), Some(*topic));
        }
    }
    all
});

/// How much each topic outweighs another in one heading: 明日工作计划 is a plan, 风险与问题 a risk.
fn weight(topic: Topic) -> u8 {
    match topic {
        Topic::Plan => 6,
        Topic::Help => 5,
        Topic::Risk => 4,
        Topic::Effort | Topic::Cost => 3,
        Topic::Doing => 2,
        Topic::Done => 1,
        Topic::Other | Topic::None => 0,
    }
}

/// What a heading announces; `None` where some of its words belong to no heading and `loose` is not set.
pub fn heading(words: &[char], loose: bool) -> Option<Topic> {
    let mut best: Option<Topic> = None;
    let mut at = 0;
    while at < words.len() {
        if !words[at].is_alphanumeric() && !matches!(words[at], '/' | '&') {
            at += 1;
            continue;
        }
        let mut buffer: String = words[at..words.len().min(at + 12)].iter().collect();
        let mut width = words.len().min(at + 12) - at;
        let latin = words[at].is_ascii_alphanumeric();
        let found = loop {
            if width == 0 {
                break None;
            }
            let whole = !latin || words.get(at + width).is_none_or(|c| !c.is_ascii_alphanumeric());
            if let Some(topic) = HEADINGS.get(&buffer).filter(|_| whole) {
                break Some(*topic);
            }
            buffer.pop();
            width -= 1;
        };
        match found {
            Some(topic) => {
                if let Some(topic) = topic
                    && best.is_none_or(|b| weight(topic) > weight(b))
                {
                    best = Some(topic);
                }
                at += width;
            }
            None if loose => at += 1,
            None => return None,
        }
    }
    best.or(loose.then_some(Topic::Other))
}
