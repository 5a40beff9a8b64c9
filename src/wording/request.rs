//! What zhixing says of requests and decisions.

use chrono::NaiveDate;

use super::{en, figure, zh};
use crate::{
    app::requests::Missing,
    domain::{
        Key, Language, Org,
        approval::{State, Wish},
        figure::shown,
        org::{Cadence, Direction, Target},
    },
    understanding::smart::Code,
};

/// Something to say of a request.
#[derive(Clone, Debug, PartialEq)]
pub enum RequestSay {
    /// The one thing that is missing.
    Missing(Missing),
    /// What a goal lacks, how it could be put, and the first question.
    Lacks {
        /// The goal as said.
        goal: String,
        /// What it lacks; not empty.
        all: Vec<Missing>,
    },
    /// What was understood: is it to be handed in?
    Draft(String),
    /// It is handed in.
    Submitted {
        /// What is asked for.
        line: String,
        /// Who decides.
        decider: String,
    },
    /// Somebody asks the hearer to decide.
    Decide {
        /// Who asks.
        by: String,
        /// What for.
        line: String,
    },
    /// Why is it sent back?
    WhyReturned(String),
    /// It is agreed to.
    Approved {
        /// What was asked for.
        line: String,
        /// Who agreed; the hearer if none.
        by: Option<String>,
    },
    /// It is sent back.
    Returned {
        /// What was asked for.
        line: String,
        /// Who sent it back; the hearer if none.
        by: Option<String>,
        /// Why.
        reason: String,
    },
    /// It is taken back.
    Withdrawn(String),
    /// It is not handed in.
    Dropped,
    /// Nobody decided in time; the hearer decides now.
    Raised {
        /// Who asks.
        by: String,
        /// What for.
        line: String,
    },
    /// Nobody decided in time, and nobody is left to ask.
    Expired(String),
    /// It went one up, said to who asked.
    WentUp {
        /// What is asked for.
        line: String,
        /// Who decides now.
        decider: String,
    },
    /// It was decided before, or is not the hearer's.
    Gone,
    /// The speaker may not ask for this.
    MayNot,
    /// It is so already.
    Exists,
    /// The target of this KPI is a range of two figures.
    TakesRange(String),
    /// The target of this KPI is one figure.
    TakesFigure(String),
    /// There is nobody who could decide.
    NobodyDecides,
    /// There is no report that could count for another day.
    NoReport,
    /// How many wait for the hearer's decision; each follows.
    Waiting(usize),
    /// What the hearer asked for, each with how it stands.
    Own(Vec<(String, State)>),
    /// Somebody decides for the hearer.
    StandsIn {
        /// Who.
        name: String,
        /// First day.
        first: NaiveDate,
        /// Last day.
        last: NaiveDate,
    },
    /// Nobody else was named, or no days.
    NoStandIn,
}

/// The letters of SMART behind what is missing; a name is none.
pub(super) fn codes(missing: &[Missing]) -> Vec<Code> {
    let code = |missing: &Missing| match missing {
        Missing::Name => None,
        Missing::Measure => Some(Code::M),
        Missing::Figure => Some(Code::N),
        Missing::Reference => Some(Code::B),
        Missing::Time => Some(Code::T),
    };
    missing.iter().filter_map(code).collect()
}

/// What a request asks for, in a line.
pub fn request_line(org: &Org, about: &Key, wish: &Wish, language: Language) -> String {
    let name = org.name(about);
    match wish {
        Wish::Kpi(draft) => {
            let unit = draft.unit.clone().unwrap_or_else(|| "".into());
            let target = draft.target.map(|value| figure(value, &unit, language));
            let sign = match draft.direction {
                Direction::Higher | Direction::Range => "≥",
                Direction::Lower => "≤",
            };
            let days = draft.start.zip(draft.end).map(|(a, b)| format!("{a} – {b}"));
            let every = draft.period.map(|p| cadence(p, language));
            let time: Vec<String> = days.into_iter().chain(every.map(String::from)).collect();
            let target = target.map(|t| format!(" {sign} {t}")).unwrap_or_default();
            match language {
                Language::Zh => zh::request::kpi(&draft.name, &target, &time, name),
                Language::En => en::request::kpi(&draft.name, &target, &time, name),
            }
        }
        Wish::Target { kpi, from, to } => {
            let unit = org.kpi(kpi).map(|k| k.unit.clone()).unwrap_or_else(|| "".into());
            let told = |target: &Target| match target {
                Target::Bound(value) => figure(*value, &unit, language),
                Target::Within(range) => format!("{}–{}", shown(*range.start()), figure(*range.end(), &unit, language)),
            };
            let (from, to) = (from.as_ref().map(told), told(to));
            match language {
                Language::Zh => zh::request::target(org.name(kpi), from.as_deref(), &to),
                Language::En => en::request::target(org.name(kpi), from.as_deref(), &to),
            }
        }
        Wish::Late { day, .. } => {
            let day = super::day(*day, language);
            match language {
                Language::Zh => zh::request::late(name, &day),
                Language::En => en::request::late(name, &day),
            }
        }
    }
}

fn cadence(period: Cadence, language: Language) -> &'static str {
    match (period, language) {
        (Cadence::Week, Language::Zh) => "按周",
        (Cadence::Month, Language::Zh) => "按月",
        (Cadence::Quarter, Language::Zh) => "按季度",
        (Cadence::HalfYear, Language::Zh) => "按半年",
        (Cadence::Year, Language::Zh) => "按年",
        (Cadence::Week, Language::En) => "weekly",
        (Cadence::Month, Language::En) => "monthly",
        (Cadence::Quarter, Language::En) => "quarterly",
        (Cadence::HalfYear, Language::En) => "half-yearly",
        (Cadence::Year, Language::En) => "yearly",
    }
}
