//! 已阅 and 点评: said of a report, kept under it, told to its writer, who may answer.

use uuid::Uuid;

use crate::{
    app::{
        self, App, Error,
        reviews::{self, Reviewed},
    },
    conversation::{
        Step, ToOther,
        dialogue::Expecting,
        heard::Heard,
        reply::{Button, Reply},
    },
    domain::{Language, ReviewKind},
    understanding::{
        review::Said,
        talk::{Answer, ButtonAct},
    },
    wording::{Label, ReviewSay, Say, label},
};

/// Says something of the report that is meant: the one named, or the one that was shown last.
pub async fn of_words(app: &App, heard: &Heard<'_>, words: &Said) -> Result<Step, Error> {
    let report = match &words.of {
        Some(author) => reviews::newest(app, heard.actor, author, words.days).await,
        None if words.back => reviews::commented(app, heard.actor).await,
        None => heard.dialogue.shown.ok_or(Error::NotFound),
    };
    match report {
        Ok(report) => say(app, heard, report, &words.text).await,
        Err(error) => refused(heard, error),
    }
}

/// A button under a report: it was read, or words are to be said.
pub async fn answer(app: &App, heard: &Heard<'_>, report: Uuid, answer: Answer) -> Result<Step, Error> {
    match answer {
        Answer::Yes => say(app, heard, report, "").await,
        Answer::No | Answer::Submit | Answer::Withdraw | Answer::Place(_) => {
            let step = said(heard, ReviewSay::WhichWords);
            Ok(Step { dialogue: heard.dialogue.waiting(Expecting::Comment { report }), ..step })
        }
    }
}

/// Says something of a report; without words, that it was read.
pub async fn say(app: &App, heard: &Heard<'_>, report: Uuid, text: &str) -> Result<Step, Error> {
    let reviewed = match app::reviews::review(app, heard.actor, report, text, heard.sent_at).await {
        Ok(reviewed) => reviewed,
        Err(error) => return refused(heard, error),
    };
    let day = reviewed.report.duty_day;
    let author = heard.org().name(&reviewed.report.author).to_string();
    let kept = match reviewed.review.kind {
        ReviewKind::Seen => ReviewSay::Kept { author, day, words: false },
        ReviewKind::Comment => ReviewSay::Kept { author, day, words: true },
        ReviewKind::Reply => ReviewSay::Answered,
    };
    let mut step = said(heard, kept);
    let told = telling(heard, &reviewed);
    step.also = reviewed.others.iter().map(|person| ToOther { person: person.clone(), reply: told.clone() }).collect();
    step.change = reviews::change(&reviewed);
    Ok(step)
}

fn telling(heard: &Heard<'_>, reviewed: &Reviewed) -> Reply {
    let by = heard.org().name(heard.person()).to_string();
    let author = heard.org().name(&reviewed.report.author).to_string();
    let day = reviewed.report.duty_day;
    let text = reviewed.review.text.clone();
    let what = match reviewed.review.kind {
        ReviewKind::Seen => ReviewSay::Seen { by, day },
        ReviewKind::Comment => ReviewSay::Said { by, author, day, text, reply: false },
        ReviewKind::Reply => ReviewSay::Said { by, author, day, text, reply: true },
    };
    let mut reply = Reply::notice(heard.say(&Say::Review(what)));
    if reviewed.review.kind != ReviewKind::Seen {
        reply.buttons = vec![button(Label::Reply, reviewed.report.id, "no", heard.language())];
    }
    reply
}

/// What can be pressed under a report of somebody else.
pub fn buttons(report: Uuid, language: Language) -> Vec<Button> {
    vec![button(Label::Seen, report, "yes", language), button(Label::Comment, report, "no", language)]
}

fn button(what: Label, report: Uuid, word: &str, language: Language) -> Button {
    Button { label: label(what, language).into(), says: format!("{} {report} {word}", ButtonAct::Review.command()) }
}

fn said(heard: &Heard<'_>, what: ReviewSay) -> Step {
    Step::say(heard, Reply::notice(heard.say(&Say::Review(what))))
}

fn refused(heard: &Heard<'_>, error: Error) -> Result<Step, Error> {
    let what = match &error {
        Error::NotFound | Error::Forbidden(_) => ReviewSay::NoReport,
        Error::Conflict => ReviewSay::Already,
        Error::Invalid(_) => ReviewSay::Own,
        Error::Unavailable(_) | Error::Internal(_) => return Err(error),
    };
    Ok(said(heard, what).refused(error))
}
