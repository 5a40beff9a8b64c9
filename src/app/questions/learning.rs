//! What to learn: plain rules over the asker's own work, no course that nobody has entered.

use super::{
    Desk,
    answer::{Citation, Outcome},
    draft::Draft,
    line::{Basis, Says},
};
use crate::{
    domain::{Key, Unit},
    insight::kpi as figures_of,
};

/// How many tasks or colleagues are named.
const NAMED: usize = 2;

/// Where the asker is behind, what of their own work to practise on, whom to ask, and how to go about it.
pub(super) fn learning(desk: &Desk<'_>, topic: &str) -> Draft {
    let mut draft = Draft::ended(Outcome::Answer);
    if !topic.is_empty() {
        draft.say(Says::Topic(topic.to_owned()).alone());
    }
    tell_weak(desk, &mut draft);
    for task in desk.snapshot.open_tasks(desk.asker.asker()).into_iter().take(NAMED) {
        draft.say(Says::Practise { task }.alone());
    }
    for (person, task) in examples(desk, topic).into_iter().take(NAMED) {
        draft.say(Says::Example { person, task }.alone());
    }
    draft.say(Says::Advice.alone());
    draft
}

/// The asker's own KPIs that are behind.
fn tell_weak(desk: &Desk<'_>, draft: &mut Draft) {
    for kpi in desk.org.kpis.iter().filter(|k| &k.owner == desk.asker.asker()) {
        let Some(figure) = figures_of::now(&desk.snapshot, kpi) else { continue };
        let target = figures_of::target(&desk.snapshot, kpi, figure.day);
        let behind = target.is_some_and(|t| !figures_of::against(kpi, &t, figure.value).reached);
        if !behind {
            continue;
        }
        draft.say(Says::Weak { kpi: kpi.id.clone() }.alone());
        let unit: Unit = kpi.unit.clone();
        let evidence: Vec<Citation> = figure.claims.last().map(|c| Citation::from(*c)).into_iter().collect();
        let says = Says::Figure { kpi: kpi.id.clone(), value: figure.value, unit, basis: Basis::Said(figure.day) };
        draft.say(says.citing(evidence));
    }
}

/// Colleagues who have finished a task whose name shares a word with the topic.
fn examples(desk: &Desk<'_>, topic: &str) -> Vec<(Key, Key)> {
    let chars: Vec<char> = topic.chars().collect();
    let pairs: Vec<String> = chars.windows(2).map(|w| w.iter().collect()).collect();
    let tasks = desk.org.projects.iter().flat_map(|p| &p.tasks);
    tasks
        .filter(|t| desk.snapshot.is_over(&t.id) && pairs.iter().any(|w| t.name.contains(w.as_str())))
        .filter_map(|t| Some((t.assignee.clone().filter(|a| a != desk.asker.asker())?, t.id.clone())))
        .collect()
}
