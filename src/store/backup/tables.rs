//! What a backup holds: every table with its key and columns, in an order in which they can be loaded.
//!
//! A migration that adds a table or a column is followed by an entry here, with `@` and its version where the table is
//! older. A test compares these lists with the tables of both databases, so that none is forgotten.

/// The type of a column, by which a value is read, written in the file and bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A UUID.
    Uuid,
    /// A text.
    Text,
    /// A day.
    Day,
    /// A moment, to the microsecond.
    Moment,
    /// Yes or no.
    Flag,
    /// A whole number of 32 bits.
    Small,
    /// A whole number of 64 bits.
    Whole,
    /// JSON.
    Json,
}

impl Kind {
    /// Its word in the file.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Uuid => "uuid",
            Kind::Text => "text",
            Kind::Day => "day",
            Kind::Moment => "moment",
            Kind::Flag => "flag",
            Kind::Small => "i32",
            Kind::Whole => "i64",
            Kind::Json => "json",
        }
    }
}

/// A column that a backup holds.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// Its type.
    pub kind: Kind,
    /// The migration that made it.
    pub since: i64,
}

/// A table that a backup holds.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// The migration that made it.
    pub since: i64,
    /// Its primary key: the order of its rows in the file.
    pub key: &'static [&'static str],
    /// Columns that are empty after a restore.
    pub left_out: &'static [&'static str],
    /// The columns.
    pub columns: &'static [Column],
}

impl Table {
    /// The columns it has once a migration is applied.
    pub fn columns_at(&self, schema: i64) -> impl Iterator<Item = &'static Column> + use<> {
        self.columns.iter().filter(move |c| c.since <= schema)
    }
}

/// The tables there are once a migration is applied.
pub fn tables_at(schema: i64) -> impl Iterator<Item = &'static Table> {
    TABLES.iter().filter(move |t| t.since <= schema)
}

/// Tables that no backup holds, each with the reason.
pub const LEFT_OUT: &[(&str, &str)] = &[
    ("code", "a one-time code must not come back to life"),
    ("session", "who is logged in logs in again"),
    ("login_failure", "counts minutes, not history"),
    ("model_answer", "what a model answered can be asked again"),
];

/// `VERSION table (key) without columns { column Kind @ VERSION, … }`
macro_rules! tables {
    (@since $table:literal) => { $table };
    (@since $table:literal $column:literal) => { $column };
    ($(
        $since:literal $name:ident ($($key:ident),+) $(without $($left:ident),+)?
        { $($column:ident $kind:ident $(@ $later:literal)?),+ $(,)? }
    )+) => {
        /// The tables that a backup holds, each after those it refers to.
        pub const TABLES: &[Table] = &[$(Table {
            name: stringify!($name),
            since: $since,
            key: &[$(stringify!($key)),+],
            left_out: &[$($(stringify!($left)),+)?],
            columns: &[$(Column {
                name: stringify!($column),
                kind: Kind::$kind,
                since: tables!(@since $since $($later)?),
            }),+],
        }),+];
    };
}

tables! {
    1 company (id) {
        id Uuid, key Text, name Text, timezone Text, fiscal_start Small, version Whole,
        records_views Flag @ 15,
    }
    1 department (company_id, key) {
        company_id Uuid, key Text, position Small, archived Flag, name Text, aliases Json, parent Text, head Text,
    }
    1 person (company_id, key) {
        company_id Uuid, key Text, position Small, archived Flag, name Text, aliases Json, department Text, job Text,
        manager Text, roles Json, left_on Day @ 10, leave Json @ 10,
    }
    1 project (company_id, key) {
        company_id Uuid, key Text, position Small, archived Flag, name Text, aliases Json, owner Text, members Json,
        start_on Day, due_on Day, budget Whole, currency Text, planned_hours Whole,
    }
    1 milestone (company_id, key) {
        company_id Uuid, key Text, position Small, archived Flag, project Text, name Text, aliases Json, due_on Day,
        origin Text @ 8,
    }
    1 task (company_id, key) {
        company_id Uuid, key Text, position Small, archived Flag, project Text, name Text, aliases Json, assignee Text,
        due_on Day, origin Text @ 8,
    }
    1 kpi (company_id, key) {
        company_id Uuid, key Text, position Small, archived Flag, name Text, aliases Json, level Text, owner Text,
        unit Text, direction Text, aggregation Text, cadence Text, target_low Whole, target_high Whole, baseline Whole,
        start_on Day, end_on Day, category Text, weight Whole, parent Text, form Text @ 7, rollup Flag @ 7, rank Text @ 7,
        supports Json @ 7, scoring Json @ 7, target_form Text @ 7, numerator Text @ 7, denominator Text @ 7,
        origin Text @ 8,
    }
    14 custom_field (company_id, key) {
        company_id Uuid, key Text, position Small, archived Flag, name Text, aliases Json, bearer Text, holds Text,
        unit Text, choices Json, within Text @ 17, class Text @ 17, origin Text @ 18,
    }
    14 custom_value (company_id, key) {
        company_id Uuid, key Text, position Small, archived Flag, subject Text, field Text, content Text, origin Text,
    }
    1 account (company_id, channel, external) {
        company_id Uuid, channel Text, external Text, person Text, bound_at Moment,
    }
    2 credential (company_id, person) {
        company_id Uuid, person Text, password Text, changed_at Moment,
    }
    1 inbox (company_id, id) without lease_until {
        company_id Uuid, id Uuid, channel Text, external_id Text, thread Text, sender Text, sent_at Moment, text Text,
        voice Flag, forced_report Flag, received_at Moment, due_at Moment, attempts Small, done_at Moment,
        failed_at Moment, last_error Text, reply_to Text @ 2, revises Text @ 2,
    }
    1 outbox (company_id, id) without lease_until {
        company_id Uuid, id Uuid, channel Text, thread Text, kind Text, body Json, reply_to Text, sent_as Text,
        created_at Moment, due_at Moment, attempts Small, done_at Moment, failed_at Moment, last_error Text,
        about Uuid @ 2,
    }
    1 job (company_id, id) without lease_until {
        company_id Uuid, id Uuid, kind Text, key Text, body Json, created_at Moment, due_at Moment, attempts Small,
        done_at Moment, failed_at Moment, last_error Text,
    }
    1 report (company_id, id) {
        company_id Uuid, id Uuid, channel Text, external_id Text, thread Text, author Text, sent_at Moment, sent_on Day,
        duty_day Day, text Text, summary Text, keywords Json, language Text, reader_version Text, withdrawn_at Moment,
        revision Small @ 2, voice Flag @ 6,
    }
    2 report_text (company_id, report_id, revision) {
        company_id Uuid, report_id Uuid, revision Small, text Text, replaced_at Moment,
    }
    1 claim (company_id, id) {
        company_id Uuid, id Uuid, report_id Uuid, ordinal Small, kind Text, subject Text, value Whole, unit Text,
        on_day Day, day Day, state Text, date Day, waiting_on Text, approximate Flag, cumulative Flag, span_start Small,
        span_end Small, quote Text, by_reader Text, standing Text, doubt Json, supersedes Uuid, sent_at Moment,
        sent_on Day, author Text, said_in Text, prompt Text @ 2,
    }
    8 review (company_id, id) {
        company_id Uuid, id Uuid, report_id Uuid, author Text, at Moment, kind Text, text Text,
    }
    1 work_state (company_id, subject) {
        company_id Uuid, subject Text, progress Whole, status Text, due Day, blocked Flag, last_day Day, body Json,
    }
    1 kpi_state (company_id, kpi, period_first) {
        company_id Uuid, kpi Text, period_first Day, period_last Day, total Whole, latest Whole, last_day Day,
        body Json,
    }
    1 conversation (company_id, channel, thread, person) {
        company_id Uuid, channel Text, thread Text, person Text, body Json, language Text, updated_at Moment,
    }
    3 alias (company_id, id) {
        company_id Uuid, id Uuid, name Text, subject Text, proposed_by Text, proposed_at Moment, report_id Uuid,
        decided_by Text, decided_at Moment, accepted Flag,
    }
    9 request (company_id, id) {
        company_id Uuid, id Uuid, kind Text, state Text, requested_by Text, about Text, approver Text, raised Small,
        body Json, created_at Moment, waits_since Moment, decided_by Text, decided_at Moment,
    }
    9 request_step (company_id, request_id, ordinal) {
        company_id Uuid, request_id Uuid, ordinal Small, at Moment, actor Text, event Text, state Text, reason Text,
    }
    9 approval_rule (company_id, kind) {
        company_id Uuid, kind Text, approver Text, days Small,
    }
    9 delegate (company_id, person, first_on) {
        company_id Uuid, person Text, first_on Day, last_on Day, stands_in Text,
    }
    13 private_field (company_id, person, class, label, source) {
        company_id Uuid, person Text, class Text, label Text, source Text, value Text, recorded_at Moment,
    }
    11 restriction (company_id, person) {
        company_id Uuid, person Text, since Moment,
    }
    15 unnamed_work (company_id, id) {
        company_id Uuid, id Uuid, project Text, title Text, due_on Day, assignee Text, said_by Text, said_at Moment,
        decided_by Text, decided_at Moment, defined Flag,
    }
    15 view_of (company_id, person, viewer, class, day) {
        company_id Uuid, person Text, viewer Text, class Text, day Day, at Moment,
    }
    19 room (company_id, channel, thread) {
        company_id Uuid, channel Text, thread Text, people Small, seen_at Moment,
    }
    19 room_member (company_id, channel, thread, sender) {
        company_id Uuid, channel Text, thread Text, sender Text, private Text, seen_at Moment,
    }
    2 model_use (company_id, day) {
        company_id Uuid, day Day, calls Whole, failures Whole, tokens_in Whole, tokens_out Whole,
    }
    1 audit (company_id, id) {
        company_id Uuid, id Uuid, at Moment, actor Text, action Text, resource Text, detail Json,
    }
    5 audit_link (company_id, seq) {
        company_id Uuid, seq Whole, entry_id Uuid, hash Text,
    }
}
