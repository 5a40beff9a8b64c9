//! English headers of the columns of a table.

use crate::understanding::table::Column;

/// Words that stand at the head of a column, and what its cells hold.
pub const COLUMNS: &[(Column, &str)] = &[
    (Column::Task, "task tasks item items work project module feature milestone deliverable activity"),
    (Column::Progress, "progress completion complete %_complete percent_complete %_done percent"),
    (Column::State, "status state"),
    (
        Column::Due,
        "due due_date deadline eta target_date expected expected_completion planned_completion finish_date due_by",
    ),
    (Column::Effort, "hours hrs effort time_spent hours_spent actual_hours"),
    (Column::Owner, "owner assignee who responsible person name"),
    (Column::Serial, "no no. # id priority estimate estimated_hours planned_hours start start_date"),
];

/// States of work in progress, as a cell tells them.
pub const GOING_ON: &str = "in_progress ongoing doing wip started in_development under_way underway";
