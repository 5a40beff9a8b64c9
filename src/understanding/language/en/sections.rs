//! English section headings.

use crate::understanding::section::Topic;

/// Words that make a heading, and what stands under it.
pub const HEADINGS: &[(Topic, &str)] = &[
    (Topic::Plan, "plan plans tomorrow next next_steps todo to_do upcoming next_week planned next_step"),
    (
        Topic::Done,
        "done today completed yesterday accomplished achievements finished progress this_week update updates status quick_update shipped daily_report",
    ),
    (Topic::Doing, "doing in_progress wip ongoing"),
    (Topic::Risk, "risk risks blocker blockers issues issue problems problem blocked concerns impediments"),
    (Topic::Help, "help need needs asks support ask"),
    (Topic::Effort, "hours time time_spent effort timesheet"),
    (Topic::Cost, "cost costs spend spending expenses expense"),
    (Topic::Other, "notes numbers metrics kpi kpis other misc fyi data"),
];

/// Words that may stand in a heading beside those.
pub const BESIDE: &str = "and & / for the my our of what i we";
