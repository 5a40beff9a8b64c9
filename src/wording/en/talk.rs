//! What zhixing says in English.

use super::card::day;
use super::{goals::ONLY_RESULTS, smart};
use crate::wording::talk::{Say, numbered};

pub(in crate::wording) fn say(what: &Say) -> String {
    match what {
        Say::Help => HELP.into(),
        Say::Welcome { name } => {
            format!("Hello {name}! I am zhixing. Just send me what you did today; there is no form.\n{HELP}")
        }
        Say::Pleasantry => "Here. Send me your report or ask me something; “help” shows what I can do.".into(),
        Say::Sympathy => "I hear you; take care. I keep nothing of this. Send me your work when there is some.".into(),
        Say::WhichLanguage => "Which language shall I answer in? Reply “中文” or “English”.".into(),
        Say::LanguageSet => "From now on I answer in English.".into(),
        Say::Confirmed => "Confirmed.".into(),
        Say::NoCard => "There is no report to confirm or correct. Send one first.".into(),
        Say::HowToCorrect => {
            "What is wrong? Just say it: “not 80%, it's 75%”, or “login API is 75%”, or “2 should be Nov 25”.".into()
        }
        Say::UnclearCorrection => {
            "I did not see what to correct. Try “not 80%, it's 75%”, or name it: “login API is 75%”.".into()
        }
        Say::NoSuchFigure { figure } => {
            format!("There is no “{figure}” in your recent reports. Which line? You can name it: “login API is 75%”.")
        }
        Say::WhatInstead { line } => format!("“{line}”: what is it then? Just say it, or “remove”."),
        Say::Removed { line } => format!("Taken off: {line}"),
        Say::NotFollowed { words } => {
            format!("I did not see what “{words}” corrects and left it. Please say it again alone.")
        }
        Say::WhichLine { lines } => format!("Which line is it?{}\nReply with the number.", numbered(lines)),
        Say::Withdrawn { day: on, start } => {
            format!("Withdrawn: your report of {} “{start}…”. Its figures no longer count.", day(*on))
        }
        Say::WhichReport { starts } => {
            format!("Which report shall I withdraw?{}\nReply with the number.", numbered(starts))
        }
        Say::NoReportThen => "I found no report of yours on that day.".into(),
        Say::NotKept => "All right, not a report. Nothing of it is kept.".into(),
        Say::IsItAReport => {
            "I did not quite get that. Is it a report? Reply “this is a report” to file it, or “help”.".into()
        }
        Say::Empty => "There are no words in this message. Tell me in a few words what you did today.".into(),
        Say::OnlyText => "I only read text for now: no voice, pictures or files. A few words will do.".into(),
        Say::TooLong { most } => {
            format!("This is too long (at most {most} characters), so I did not take it. Please send it in parts.")
        }
        Say::NoSuchChoice { of } => format!("Please reply with a number from 1 to {of}."),
        Say::Dropped => "All right, this line does not count.".into(),
        Say::AsksToEndorse { by, line, quote } => {
            format!(
                "{by} gave a figure for your KPI: {line}  ← “{quote}”\nIt counts once you say so: reply “count it” or “leave it out”."
            )
        }
        Say::Endorsed { line } => format!("Counted with its owner's word: {line}"),
        Say::NotEndorsed { line } => format!("Its owner left it out: {line}"),
        Say::NameProposed { name, thing, owner } => {
            format!("All right: “{name}” is {thing}. Once {owner} agrees, I know it from everybody.")
        }
        Say::AsksForName { by, name, thing } => {
            format!(
                "{by} says that “{name}” is {thing}. Shall I take “{name}” for {thing} from now on? Reply “agree” or “disagree”."
            )
        }
        Say::NameKnown { name, thing } => format!("Noted: “{name}” is {thing}."),
        Say::NameRefused { name, thing } => format!("All right, “{name}” is not taken for {thing}."),
        Say::NameTaken { name } => format!("“{name}” is a name already; nothing was changed."),
        Say::NameWithoutOwner { name } => {
            format!("Nobody owns this, so nobody can agree to “{name}” here. An administrator can add it on import.")
        }
        Say::NoNameToDecide => "There is no name that waits for your word, or it was decided before.".into(),
        Say::NothingToEndorse => "There is no figure that waits for your word, or it was decided before.".into(),
        Say::LogInAgain => "Please log in again.".into(),
        Say::WrongPassword => {
            "The name or the password is wrong. If you forgot it, ask your administrator for a new link.".into()
        }
        Say::WaitForLogIn { seconds } => format!("Too many tries. Please wait {seconds} seconds."),
        Say::WeakPassword { shortest } => format!("The password needs at least {shortest} characters."),
        Say::PasswordsDiffer => "The two passwords differ.".into(),
        Say::BadRequest => "I cannot make sense of this request. Please reload the page.".into(),
        Say::NotThere => "Not found, or not for you to see.".into(),
        Say::TooFast => "That was too fast. Please wait a moment.".into(),
        Say::Invitation { name, code, link, minutes } => invitation(name, code, link.as_deref(), *minutes),
        Say::NoInvitation => {
            "I found nobody to invite, or you may not invite. Administrators can say: invite Daniel".into()
        }
        Say::Corrected { line } => format!("Corrected: {line}"),
        Say::Settled { line } => format!("Counted: {line}"),
        Say::ReadAgain => "Read again as edited.".into(),
        Say::ModelAdded { lines } => format!("The model read it too and added {lines}."),
        Say::ModelDoubts { lines } => format!("The model read it too and is unsure of {lines}: please have a look."),
        Say::ModelFailed => "The model could not be asked this time; what the rules read stands.".into(),
        Say::StaleCard => "This card has changed; please use the newest one.".into(),
        Say::IsItYou { name, department } => format!("This code is for {name} ({department}). Are you {name}?"),
        Say::BadCode => "This code is wrong, used or over. Please ask your administrator for another.".into(),
        Say::NotBound => "All right, nothing was bound. Please ask your administrator for your own code.".into(),
        Say::Unbound => {
            "I do not know who you are yet. Ask your administrator for a code and send me: /start CODE".into()
        }
        Say::UnboundInRoom => {
            "I do not know who you are yet. Ask your administrator for a code and send it to me in our private chat."
                .into()
        }
        Say::InPrivate => "I answer this in our private chat.".into(),
        Say::CardInPrivate => "Received and stored; the card is in our private chat.".into(),
        Say::MoreInPrivate => {
            "Here I say only what everybody in the group may see; the whole is in our private chat.".into()
        }
        Say::Unavailable => {
            "I cannot store this right now (the database is busy or away). Please send it again in a while.".into()
        }
        Say::Broken => "Something went wrong. Your message is stored, nothing is lost; I will try again.".into(),
        Say::SetAside => {
            "I tried this message several times and could not handle it. It is kept as it is for your administrator."
                .into()
        }
        Say::GoalChecked { goal, missing } => smart::checked(goal, missing),
        Say::Mine { goals, tasks, reported_today, only_results } => {
            let mut text = mine(goals, tasks, *reported_today);
            if *only_results {
                text.push('\n');
                text.push_str(ONLY_RESULTS);
            }
            text
        }
        Say::Review(review) => super::review::say(review),
        Say::Field(what) => super::field::say(what),
        Say::Work(work) => super::work::say(work),
        Say::Trace(trace) => super::trace::say(trace),
        Say::Request(request) => super::request::say(request),
    }
}

fn invitation(name: &str, code: &str, link: Option<&str>, minutes: i64) -> String {
    let link = link.map(|link| format!("\nPage: {link}")).unwrap_or_default();
    format!(
        "An invitation for {name}, good for {minutes} minutes and once:{link}\nIn a chat app, send the bot: /start {code}"
    )
}

fn mine(goals: &[String], tasks: &[String], reported_today: bool) -> String {
    let mut text = String::from(if reported_today { "Today's report: in" } else { "Today's report: not yet" });
    if !goals.is_empty() {
        text.push_str("\nYour KPIs:");
        text.push_str(&goals.iter().map(|g| format!("\n· {g}")).collect::<String>());
    }
    if !tasks.is_empty() {
        text.push_str("\nYour open tasks:");
        text.push_str(&tasks.iter().map(|t| format!("\n· {t}")).collect::<String>());
    }
    text
}

const HELP: &str = "I can:
· take your report, in any words: “Login API at 80%, blocked on the test environment, done by next Tuesday”
· correct it: reply “not 80%, it's 75%”; take it back: “delete my report of yesterday”
· answer: “How is the member project doing?”, “Which projects are blocked, and on whom?”, “Who did not report yesterday?”
· goals: “How are our goals doing?”; “is this goal SMART: Improve customer satisfaction”
· give work: “ask Zhang Wei to finish the load test by Friday”; show it: “board of Member Center”, “my tasks”
· pass on: “comment on Zhang Wei's report of yesterday: …”, “I want to declare a KPI: …”, “my approvals”
· mine: your KPIs and tasks; language: 中文 / English";
