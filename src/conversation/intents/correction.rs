//! A correction of what was understood: 不是80%,是75%.

use chrono::Days;
use uuid::Uuid;

use super::report::{self, after_card, card_reply};
use crate::{
    app::{
        self, App, Error,
        card::{Card, Line},
        change::Change,
    },
    conversation::{Step, dialogue::Expecting, heard::Heard, recognise, reply::Reply},
    domain::period::DateRange,
    understanding::correction::{Correction, Does, Value},
    wording::{self, Say},
};

/// How many days back a report is looked for that a correction fits, where the last card has nothing of it.
const LOOK_BACK: Days = Days::new(7);

/// How many reports are looked at.
const MOST_REPORTS: usize = 10;

/// Asks what is to be corrected.
pub async fn ask_what(_app: &App, heard: &Heard<'_>) -> Result<Step, Error> {
    let Some(report) = heard.dialogue.card else {
        return Ok(Step::say(heard, Reply::notice(heard.say(&Say::NoCard))));
    };
    Ok(stay(heard, report, None, &Say::HowToCorrect))
}

/// Corrects the lines that are meant, or asks which. What may be a correction and fits no line is taken as if no card
/// were there.
pub async fn correct(app: &App, heard: &Heard<'_>, read: Vec<Correction>, sure: bool) -> Result<Step, Error> {
    let cards = cards(app, heard, &read).await?;
    for card in &cards {
        let meant: Vec<Vec<&Line>> = read.iter().map(|c| fitting(heard, card, c)).collect();
        // What could be of no line is told as not followed beside what is.
        let clear = read.iter().zip(&meant).all(|(c, lines)| lines.len() == 1 || c.does == Does::Other);
        match (read.as_slice(), meant.as_slice()) {
            ([one], [lines]) if lines.len() > 1 => return Ok(which(heard, card, lines, one)),
            _ if clear && !read.is_empty() => return each(app, heard, card, &read, &meant).await,
            _ if sure && read.len() > 1 && meant.iter().any(|lines| lines.len() == 1) => {
                return each(app, heard, card, &read, &meant).await;
            }
            _ => {}
        }
    }
    nothing_fits(app, heard, &cards, &read, sure).await
}

/// The cards that a correction could mean: the one shown last, then one's own reports of the days it names, or of late
/// where it says what was wrong.
async fn cards(app: &App, heard: &Heard<'_>, read: &[Correction]) -> Result<Vec<Card>, Error> {
    let named = read.iter().find_map(|c| c.reported);
    let mut ids: Vec<Uuid> = heard.dialogue.card.filter(|_| named.is_none()).into_iter().collect();
    let anchored = !read.is_empty() && read.iter().all(|c| c.is_anchored() || c.owns_up);
    if !heard.replies_to_card && (anchored || named.is_some()) {
        let days = named.unwrap_or_else(|| DateRange::between(heard.today() - LOOK_BACK, heard.today()));
        let own = app::reports::own_between(app, heard.actor, days).await?;
        ids.extend(own.iter().rev().map(|r| r.id).filter(|id| Some(*id) != heard.dialogue.card).take(MOST_REPORTS));
    }
    let mut cards = Vec::with_capacity(ids.len());
    for id in ids {
        cards.push(app::reports::card(app, heard.actor, id).await?);
    }
    Ok(cards)
}

fn fitting<'a>(heard: &Heard<'_>, card: &'a Card, correction: &Correction) -> Vec<&'a Line> {
    if let Some(number) = correction.line {
        return card.lines.get(number - 1).into_iter().collect();
    }
    let asked = match &heard.dialogue.expecting {
        Some(Expecting::Correction { report, line }) if *report == card.report => *line,
        _ => None,
    };
    let fits = |l: &&Line| asked.is_none_or(|id| id == l.id) && correction.fits(&l.claim);
    card.lines.iter().filter(fits).collect()
}

/// What is done where no line is meant.
async fn nothing_fits(
    app: &App,
    heard: &Heard<'_>,
    cards: &[Card],
    read: &[Correction],
    sure: bool,
) -> Result<Step, Error> {
    let of_a_day = read.iter().any(|c| c.reported.is_some() && c.owns_up);
    if cards.is_empty() && of_a_day {
        return Ok(Step::say(heard, Reply::notice(heard.say(&Say::NoReportThen))));
    }
    let Some(card) = cards.first().filter(|_| sure || of_a_day) else { return otherwise(app, heard).await };
    let owns_up = read.iter().any(|c| c.owns_up || c.line.is_some());
    // A reply to a card may as well tell something new.
    if !owns_up && !heard.read().claims.is_empty() {
        return otherwise(app, heard).await;
    }
    let wrong = read.iter().find_map(|c| c.wrong.as_ref());
    let say = match wrong {
        Some(Value::Figure(wrong)) => Say::NoSuchFigure { figure: crate::domain::figure::shown(wrong.value) },
        _ => Say::UnclearCorrection,
    };
    Ok(stay(heard, card.report, None, &say))
}

/// Takes a message as what it is besides a correction.
async fn otherwise(app: &App, heard: &Heard<'_>) -> Result<Step, Error> {
    match recognise::of_sentence(heard) {
        recognise::Sentence::Report(reading) => report::file(app, heard, *reading).await,
        recognise::Sentence::Question => super::question::answer(app, heard).await,
        recognise::Sentence::Feeling => Ok(super::small_talk::sympathy(heard)),
        recognise::Sentence::Unclear => Ok(report::ask_whether(heard)),
    }
}

fn stay(heard: &Heard<'_>, report: Uuid, line: Option<Uuid>, what: &Say) -> Step {
    let step = Step::say(heard, Reply::notice(heard.say(what)));
    Step { dialogue: heard.dialogue.waiting(Expecting::Correction { report, line }), ..step }
}

fn which(heard: &Heard<'_>, card: &Card, lines: &[&Line], correction: &Correction) -> Step {
    let words = lines.iter().map(|l| line_words(heard, l)).collect();
    let labels = (1..=lines.len()).map(|n| n.to_string());
    let reply = Reply::notice(heard.say(&Say::WhichLine { lines: words })).with_buttons(labels);
    let claims = lines.iter().map(|l| l.id).collect();
    // Of several corrections in a message only one is ever asked about.
    let said = correction.said_in(heard.text);
    let expecting = Expecting::Line { report: card.report, claims, said };
    Step { dialogue: heard.dialogue.waiting(expecting), ..Step::say(heard, reply) }
}

/// Makes every correction whose line is clear, and says which words were not followed.
async fn each(
    app: &App,
    heard: &Heard<'_>,
    card: &Card,
    read: &[Correction],
    meant: &[Vec<&Line>],
) -> Result<Step, Error> {
    let (mut changes, mut notices, mut left) = (Vec::new(), Vec::new(), Vec::new());
    for (correction, lines) in read.iter().zip(meant) {
        let [line] = lines.as_slice() else {
            left.push(correction.said_in(heard.text));
            continue;
        };
        match change(app, heard, card, line, correction, heard.text).await? {
            Some((change, notice)) => {
                changes.push(change);
                notices.push(notice);
            }
            None if read.len() == 1 => {
                let said = Say::WhatInstead { line: line_words(heard, line) };
                return Ok(stay(heard, card.report, Some(line.id), &said));
            }
            None => left.push(correction.said_in(heard.text)),
        }
    }
    let left: Vec<String> = left.into_iter().map(|words| heard.say(&Say::NotFollowed { words })).collect();
    notices.extend(left.iter().cloned());
    let mut step = shown(app, heard, card, changes, notices.join("\n")).await?;
    // Where the card itself is what is said, what was left is told before it.
    if let Some(reply) = step.reply.as_mut().filter(|_| !left.is_empty()) {
        reply.text = format!("{}\n{}", left.join("\n"), reply.text);
    }
    Ok(step)
}

/// Corrects one line that the sender chose by a correction said before.
pub async fn replace(
    app: &App,
    heard: &Heard<'_>,
    card: &Card,
    line: &Line,
    correction: &Correction,
    said: &str,
) -> Result<Step, Error> {
    match change(app, heard, card, line, correction, said).await? {
        Some((change, notice)) => shown(app, heard, card, vec![change], notice).await,
        None => Ok(stay(heard, card.report, Some(line.id), &Say::WhatInstead { line: line_words(heard, line) })),
    }
}

/// The change that a correction makes to a line, and what is said of it; `None` where it says only what is wrong.
async fn change(
    app: &App,
    heard: &Heard<'_>,
    card: &Card,
    line: &Line,
    correction: &Correction,
    said: &str,
) -> Result<Option<(Change, String)>, Error> {
    if correction.does == Does::Remove {
        let change = app::reports::drop(app, heard.actor, card, line.id).await?;
        return Ok(Some((change, heard.say(&Say::Removed { line: line_words(heard, line) }))));
    }
    let Some(mut corrected) = correction.applied(&line.claim) else { return Ok(None) };
    corrected.span = correction.ground();
    corrected.quote = corrected.span.of(said).unwrap_or(said).to_string();
    let words = wording::claim_line(heard.org(), &corrected, heard.language());
    let change = app::reports::correct(app, heard.actor, card, line.id, corrected, Some(said.to_string())).await?;
    Ok(Some((change, heard.say(&Say::Corrected { line: words }))))
}

/// Shows a card as it is after changes.
async fn shown(
    app: &App,
    heard: &Heard<'_>,
    card: &Card,
    mut changes: Vec<Change>,
    notice: String,
) -> Result<Step, Error> {
    let change = if changes.len() == 1 { changes.remove(0) } else { Change::Several(changes) };
    let above = app::goals::moved_by(app, heard.actor, &change, heard.today()).await?;
    let card = card.clone().after(&change).moving(above);
    let reply = card_reply(heard.org(), &card, heard.language()).replacing_card(notice);
    Ok(Step::change(change, reply, after_card(&heard.dialogue, &card)))
}

fn line_words(heard: &Heard<'_>, line: &Line) -> String {
    wording::claim_line(heard.org(), &line.claim, heard.language())
}
