//! English cue words. Words are separated by spaces; `_` stands for a space within one.

use crate::understanding::cue::Cue;

/// Words of growing, before what it grew by.
pub const RISES: &str =
    "up_by rose_by grew_by improved_by increased_by climbed_by higher up increase improvement up_from";

/// Words of shrinking, before what it shrank by.
pub const FALLS: &str = "down_by fell_by dropped_by decreased_by lower down decrease down_from";

/// Words of growing, before what it grew to.
pub const RISES_TO: &str = "rose_to climbed_to grew_to increased_to";

/// Words of shrinking, before what it shrank to.
pub const FALLS_TO: &str = "dropped_to fell_to decreased_to down_to";

/// What each word does.
pub const CUES: &[(Cue, &str)] = &[
    (
        Cue::Done,
        "done finished finish complete completed shipped ship signed_off wrapped_up wrapped closed_out live is_live went_live deployed launched delivered merged in_the_bag sorted all_set out_the_door finalised finalized concluded over_the_line handed_over handed_off passed close_了 closed_了",
    ),
    (Cue::Deliver, "released published submitted signed opened closed"),
    (
        Cue::Started,
        "started start started_on kicked_off kick_off kick-off kicked-off kickoff kicked began begun underway under_way got_going got_started begin",
    ),
    (Cue::Paused, "paused on_hold on_ice parked suspended put_on_hold shelved halted"),
    (Cue::Cancelled, "cancelled canceled called_off scrapped dropped_for_good killed axed dropped_altogether"),
    (
        Cue::Not,
        "not no n't isn't wasn't hasn't haven't hadn't won't can't cannot didn't don't doesn't aren't couldn't wouldn't never yet_to nothing without nor unable",
    ),
    (
        Cue::Hearsay,
        "according_to i_heard i_hear heard apparently rumour rumor supposedly reportedly word_is allegedly told_me tells_me i'm_told they_say seems",
    ),
    (Cue::Says, "says said told thinks mentioned claims reckons promised asked reports believes"),
    (Cue::Question, "? whether when_will anyone_know"),
    (Cue::Wish, "hope hopefully hoping wish if would_like ideally would_be_nice might maybe want wants wanted"),
    (
        Cue::Will,
        "will i'll we'll plan plans planned planning to_be going_to i'm_going_to aim aiming eta due target_date expect expected scheduled next tomorrow continue continuing by before intend stays should shall still_planned on_track until then",
    ),
    (
        Cue::Move,
        "slip slips slipped slipping delay delayed delays pushed push pushing pushed_back pushed_out postponed postpone postponing moved move moving moves rescheduled reschedule new_eta new_date new_deadline realistically shifted shift shifting bumped now_due deferred extended delay到 slip到 push到 delay_到 slip_到 push_到 postpone_到 move_到 reschedule_到 reschedule到 moving_to revised_eta revised_date more_like",
    ),
    (Cue::Target, "target goal against_a_target limit cap threshold budgeted versus vs ceiling quota the_bar floor"),
    (
        Cue::Formerly,
        "was_due originally previously last_week last_month was were used_to due_today instead_of rather_than last_quarter earlier",
    ),
    (
        Cue::Cost,
        "paid pay spent cost costs spend spending bought purchased expense expenses deposit invoice_paid charged wired",
    ),
    (
        Cue::NotCost,
        "budget quote quoted quotes contract worth owed price priced revenue invoice invoiced estimate offer pipeline_value payable receivable",
    ),
    (
        Cue::Effort,
        "spent effort hours_on logged worked took put_in went_into went_on clocked overtime burned spent_on hours",
    ),
    (
        Cue::NotEffort,
        "early late within per every wait delay leave off remaining left ago old old. away per_day away_from outage",
    ),
    (
        Cue::Total,
        "total so_far to_date in_total cumulative running_total mtd ytd qtd altogether overall stands_at is_at now_at year_to_date month_to_date this_month this_quarter up_to brings that_makes makes_it is_now are_at sits_at",
    ),
    (Cue::Gain, "new added another today gained plus more yesterday +"),
    (Cue::Than, "against than compared vs. versus_last"),
    (Cue::Change, RISES),
    (Cue::Change, FALLS),
    (Cue::From, "from up_from down_from"),
    (Cue::To, RISES_TO),
    (Cue::To, FALLS_TO),
    (Cue::To, "to at is hit reached"),
    (Cue::Share, "of_the of_our of_records discount rollout traffic of_users of_them of_all"),
    (Cue::Progress, "progress there in roughly about overall around at complete through percent finished is done so"),
    (
        Cue::Wait,
        "waiting waiting_for waiting_on waits_for awaiting pending_on still_waiting wait_for wait_on need needs depends_on until hinges_on",
    ),
    (
        Cue::Blocked,
        "might_slip may_slip could_slip cannot_be can't_be could_not_be couldn't_be cannot_go can't_go cannot_open can't_open blocked blocked_by blocked_on stuck stuck_on held_up held_up_by at_risk risk risky blocker holding_up holds_up can't_move cannot_move can't_start cannot_start can't_proceed cannot_proceed can't_continue stalled delaying in_jeopardy in_doubt tight can't_begin behind_schedule gating hold_up threatens jeopardy bottleneck no_approval can't_test cannot_test dead_in_the_water 阻塞",
    ),
    (
        Cue::Trouble,
        "timing_out times_out unstable flaky failing fails failed broken breaks crashes crashing down short_of shortage missing outage hasn't_arrived haven't_arrived hasn't_replied hasn't_sent haven't_sent not_arrived no_reply still_no not_ready understaffed dirty too_slow unavailable refuses refused rejected lacks lacking mismatch late sick rewritten redo rework dispute lost damaged doesn't_work not_working don't_match doesn't_match not_signed not_approved not_sent no_show ran_out out_of_stock overdue hasn't_signed hasn't_approved hasn't_confirmed hasn't_come haven't_confirmed hasn't_delivered has_yet_to have_yet_to yet_to_sign no_date_yet delayed_at delayed_by delayed_in held_at",
    ),
    (Cue::Because, "root_cause because because_of due_to owing_to on_account_of"),
    (
        Cue::Resolved,
        "fixed resolved works_now no_longer came_through arrived unblocked back_up solved cleared no_blockers no_risks nothing_blocking on_track no_blocker no_issues",
    ),
    (
        Cue::Private,
        "day_off sick vacation on_leave dentist holiday out_of_office pto annual_leave half_day_off doctor's",
    ),
    (Cue::Charge, "charged_to booked_to booked_on billed_to"),
    (Cue::Repair, "i_mean no_wait scratch_that correction sorry_, make_that actually sorry wait_no rather"),
    (Cue::YearOnYear, "year_on_year yoy y/y year-on-year year_over_year year-over-year"),
    (Cue::Nothing, "none nothing n/a nil no_blockers no_risks no_issues nope"),
    (Cue::Self_, "i we i'm we're i've we've my our me"),
    (Cue::Pronoun, "it they them this that its it's both one"),
    (Cue::Toward, "with for to meet ask call help send sync brief give show remind chase nudge hand"),
    (Cue::Then, "also separately meanwhile besides additionally"),
    (
        Cue::Glue,
        "installation development testing commissioning drafting construction setup rollout preparation coding fieldwork is was are were has have had been be being the a an all fully now finally today yesterday this morning afternoon evening of on in at it as whole just and too up right already also successfully officially we i i've we've got get my our with for its still so that and_live now_live week entire everything part work project task milestone by ok",
    ),
];
