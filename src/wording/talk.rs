//! What zhixing says besides cards and answers.

use chrono::NaiveDate;

use super::{en, zh};
use crate::{
    domain::{Decimal, Language, attainment::score},
    understanding::smart::Code,
};

/// Something to say.
#[derive(Clone, Debug, PartialEq)]
pub enum Say {
    /// What it can do, with examples.
    Help,
    /// The first words to a new person.
    Welcome {
        /// The person's name.
        name: String,
    },
    /// Back to a greeting or thanks.
    Pleasantry,
    /// To feelings: heard, not kept.
    Sympathy,
    /// Which language?
    WhichLanguage,
    /// From now on in this language.
    LanguageSet,
    /// All confirmed; nothing more to do.
    Confirmed,
    /// There is nothing to confirm, correct or take back.
    NoCard,
    /// What is to be corrected, and how.
    HowToCorrect,
    /// The correction was not understood.
    UnclearCorrection,
    /// The figure to correct is not on the card.
    NoSuchFigure {
        /// The figure as written.
        figure: String,
    },
    /// A line is wrong; what stands there instead?
    WhatInstead {
        /// The line in words.
        line: String,
    },
    /// A line was taken off.
    Removed {
        /// The line in words.
        line: String,
    },
    /// A part of a correction that was not followed.
    NotFollowed {
        /// Its words.
        words: String,
    },
    /// Several lines could be meant.
    WhichLine {
        /// The lines in words, in order.
        lines: Vec<String>,
    },
    /// Taken back.
    Withdrawn {
        /// The day it was sent.
        day: NaiveDate,
        /// Its first words.
        start: String,
    },
    /// Several reports could be meant.
    WhichReport {
        /// Their first words, in order.
        starts: Vec<String>,
    },
    /// There is no report to take back on that day.
    NoReportThen,
    /// Not a report, then: nothing is kept of it.
    NotKept,
    /// Is this a report?
    IsItAReport,
    /// Empty, or nothing but signs.
    Empty,
    /// A picture, a voice message, a file: only text is read.
    OnlyText,
    /// Too long.
    TooLong {
        /// The most characters that are taken.
        most: usize,
    },
    /// The choice is not on the list.
    NoSuchChoice {
        /// How many there are.
        of: usize,
    },
    /// A line was taken off.
    Dropped,
    /// Somebody gave a figure for the hearer's KPI: is it to count?
    AsksToEndorse {
        /// Who gave it.
        by: String,
        /// The figure in words.
        line: String,
        /// The words it came from.
        quote: String,
    },
    /// A figure given by another counts from now on.
    Endorsed {
        /// The figure in words.
        line: String,
    },
    /// A figure given by another does not count.
    NotEndorsed {
        /// The figure in words.
        line: String,
    },
    /// A name waits for the owner of the thing.
    NameProposed {
        /// The name.
        name: String,
        /// The thing.
        thing: String,
        /// Its owner.
        owner: String,
    },
    /// Somebody proposed a name for a thing of the hearer's: is it to be known?
    AsksForName {
        /// Who proposed it.
        by: String,
        /// The name.
        name: String,
        /// The thing.
        thing: String,
    },
    /// A name is known from now on.
    NameKnown {
        /// The name.
        name: String,
        /// The thing.
        thing: String,
    },
    /// The owner does not want a name.
    NameRefused {
        /// The name.
        name: String,
        /// The thing.
        thing: String,
    },
    /// Something has that name already.
    NameTaken {
        /// The name.
        name: String,
    },
    /// Nobody owns the thing, so nobody can agree in chat.
    NameWithoutOwner {
        /// The name.
        name: String,
    },
    /// There is no proposed name that waits for this person's word.
    NoNameToDecide,
    /// There is no figure that waits for this person's word, or it was decided before.
    NothingToEndorse,
    /// Nobody is logged in, or the session is over.
    LogInAgain,
    /// Name or password is wrong.
    WrongPassword,
    /// Too many log-ins failed.
    WaitForLogIn {
        /// How long to wait.
        seconds: i64,
    },
    /// The password is too short, or far too long.
    WeakPassword {
        /// The fewest characters.
        shortest: usize,
    },
    /// The two passwords differ.
    PasswordsDiffer,
    /// A request makes no sense.
    BadRequest,
    /// There is no such thing, or it may not be seen.
    NotThere,
    /// Too many messages at once.
    TooFast,
    /// An invitation for somebody.
    Invitation {
        /// The person's name.
        name: String,
        /// The one-time code.
        code: String,
        /// The link to the page, where there is one.
        link: Option<String>,
        /// For how many minutes it is good.
        minutes: i64,
    },
    /// Whom to invite was not understood, or may not be invited by this person.
    NoInvitation,
    /// A line was corrected.
    Corrected {
        /// The line as it is now.
        line: String,
    },
    /// A doubtful line was settled and counts.
    Settled {
        /// The line as it is now.
        line: String,
    },
    /// An edited message was read again.
    ReadAgain,
    /// A model has read the report too.
    ModelAdded {
        /// How many lines it added.
        lines: usize,
    },
    /// A model has read the report too, and lines wait for their writer now.
    ModelDoubts {
        /// How many.
        lines: usize,
    },
    /// The model could not be asked; the rules' reading stands.
    ModelFailed,
    /// The button belongs to a card that has changed since.
    StaleCard,
    /// The sender is bound to nobody.
    Unbound,
    /// The same, in a group chat.
    UnboundInRoom,
    /// In a group chat: it is answered in private.
    InPrivate,
    /// In a group chat: the report is filed, its card is shown in private.
    CardInPrivate,
    /// Below an answer in a group chat: the speaker is told more in private.
    MoreInPrivate,
    /// A one-time code is good: is the sender the person it is for?
    IsItYou {
        /// The person's name.
        name: String,
        /// Their department.
        department: String,
    },
    /// A one-time code is wrong, used or over.
    BadCode,
    /// The sender said that they are not the person of the code.
    NotBound,
    /// The database is locked, full or gone.
    Unavailable,
    /// Our fault.
    Broken,
    /// A message failed five times and was set aside.
    SetAside,
    /// What a goal lacks to be SMART.
    GoalChecked {
        /// The goal.
        goal: String,
        /// What is missing; nothing where it is whole.
        missing: Vec<Code>,
    },
    /// Of work that is given in chat.
    Work(super::work::WorkSay),
    /// Of reviews of reports.
    Review(super::review::ReviewSay),
    /// Of what was done and looked at.
    Trace(super::trace::TraceSay),
    /// Something about a field of the company's own.
    Field(super::field::FieldSay),
    /// Of what is asked for and decided.
    Request(super::request::RequestSay),
    /// Own goals and reports.
    Mine {
        /// One line each: name, figure and target in words.
        goals: Vec<String>,
        /// One line each.
        tasks: Vec<String>,
        /// Whether today's report is in.
        reported_today: bool,
        /// Whether all goals measure what came out, none what is done for it.
        only_results: bool,
    },
}

/// Says it.
pub fn say(what: &Say, language: Language) -> String {
    match language {
        Language::Zh => zh::talk::say(what),
        Language::En => en::talk::say(what),
    }
}

/// A language in its own words.
pub fn language_name(language: Language) -> &'static str {
    match language {
        Language::Zh => "中文",
        Language::En => "English",
    }
}

/// One KPI in a line: its name, figure and target, each already in words, and its share of the target.
pub fn goal(
    name: &str,
    figure: Option<String>,
    target: Option<String>,
    share: Option<Decimal>,
    language: Language,
) -> String {
    let (none, aim, attained) = match language {
        Language::Zh => ("还没有数", "目标", "完成率"),
        Language::En => ("no figure yet", "target", "attained"),
    };
    let figure = figure.unwrap_or_else(|| none.into());
    let told = match target {
        Some(target) => format!("{name}: {figure} ({aim} {target})"),
        None => format!("{name}: {figure}"),
    };
    match share {
        Some(share) => format!("{told} · {attained} {}%", score(share).normalize()),
        None => told,
    }
}

/// Numbered lines, each on its own.
pub(super) fn numbered(lines: &[String]) -> String {
    lines.iter().enumerate().map(|(i, line)| format!("\n{}. {line}", i + 1)).collect()
}
