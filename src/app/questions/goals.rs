//! How the goals stand.

use super::{
    Desk,
    answer::{Citation, Outcome},
    draft::Draft,
    kpi::tell_against,
    line::{Basis, Says},
};
use crate::{
    domain::{
        Key,
        access::{Resource, may_see},
        org::{Kind, Kpi, Level},
        period::DateRange,
    },
    insight::kpi::{self as figures_of, Figure},
};

/// The KPIs meant: of an owner, or what the asker may see of the company's and their own department's.
fn meant<'a>(desk: &Desk<'a>, of: Option<&Key>) -> Vec<&'a Kpi> {
    let visible = desk.org.kpis.iter().filter(|k| may_see(desk.org, desk.asker, Resource::Kpi(k)).allows());
    match of {
        Some(owner) if desk.org.kind(owner) != Some(Kind::Company) => visible.filter(|k| &k.owner == owner).collect(),
        Some(_) | None => {
            let all: Vec<&Kpi> = visible.collect();
            let company: Vec<&Kpi> = all.iter().copied().filter(|k| k.level == Level::Company).collect();
            if of.is_some() && !company.is_empty() { company } else { all }
        }
    }
}

/// How the goals stand: those reached, those not, those nobody spoke of; `only` those that are reached, or are not.
pub(super) fn goals(desk: &Desk<'_>, of: Option<&Key>, period: Option<DateRange>, only: Option<bool>) -> Draft {
    let mut draft = Draft::ended(Outcome::Answer);
    let mut told: Vec<(&Kpi, Option<Figure<'_>>, Option<bool>)> = meant(desk, of)
        .into_iter()
        .map(|kpi| {
            let figure = match period {
                Some(range) => figures_of::during(&desk.snapshot, kpi, range),
                None => figures_of::now(&desk.snapshot, kpi),
            };
            let reached = figure.as_ref().and_then(|f| figures_of::attainment(kpi, f.value)).map(|a| a.reached);
            (kpi, figure, reached)
        })
        .collect();
    // What is behind comes first: it is what one asks for.
    told.sort_by_key(|(kpi, _, reached)| (reached_order(*reached), kpi.level != Level::Company));
    let known = told.iter().filter(|(_, _, reached)| reached.is_some()).count();
    let reached = told.iter().filter(|(_, _, reached)| *reached == Some(true)).count();
    draft.say(Says::GoalCount { reached, known, silent: told.len() - known }.alone());
    for (kpi, figure, reached) in &told {
        if only.is_some() && *reached != only {
            continue;
        }
        tell(&mut draft, kpi, figure.as_ref());
    }
    if known == 0 {
        draft.end(Outcome::NoData);
    }
    draft
}

fn reached_order(reached: Option<bool>) -> u8 {
    match reached {
        Some(false) => 0,
        Some(true) => 1,
        None => 2,
    }
}

fn tell(draft: &mut Draft, kpi: &Kpi, figure: Option<&Figure<'_>>) {
    let Some(figure) = figure else {
        draft.say(Says::NoFigure { kpi: kpi.id.clone(), period: None }.alone());
        return;
    };
    draft.about(&kpi.id);
    draft.state(&kpi.id, figure.value, &kpi.unit);
    let basis = match figure.basis {
        figures_of::Basis::Said => Basis::Said(figure.day),
        figures_of::Basis::Total(range) => Basis::Total(range),
        figures_of::Basis::Mean(range) => Basis::Mean(range),
    };
    let evidence: Vec<Citation> = figure.claims.last().map(|c| Citation::from(*c)).into_iter().collect();
    draft
        .say(Says::Figure { kpi: kpi.id.clone(), value: figure.value, unit: kpi.unit.clone(), basis }.citing(evidence));
    tell_against(draft, kpi, Some(figure), true);
}
