//! What zhixing says of work that is given, in English.

use super::card::day;
use crate::wording::{
    talk::numbered,
    work::{WorkSay, WorkWords},
};

pub(in crate::wording) fn say(what: &WorkSay) -> String {
    match what {
        WorkSay::WhichAssignee(names) => {
            format!("That could be several people. For whom is it?{}\nReply with a number.", numbered(names))
        }
        WorkSay::WhichProject { title, names } => {
            format!("Which project does “{title}” belong to?{}\nReply with a number.", numbered(names))
        }
        WorkSay::NoProject { title } => {
            format!("Which project does “{title}” belong to? Please say it too, for example: … for Member Center: {title}")
        }
        WorkSay::NoTitle => {
            "What is to be done? You can say: ask Zhang Wei to finish the load test by Friday; add a milestone: API test, \
             Nov 25"
                .into()
        }
        WorkSay::MayNot { project } => format!(
            "Not created: only the owner and members of “{project}”, the line above the person, or the person themselves \
             can do that."
        ),
        WorkSay::Exists { title } => {
            format!("“{title}” is there already; nothing was created. To move it, say: {title} moved to Thursday")
        }
        WorkSay::Confirm(work) => format!("Create this {}?\n{}\nReply “confirm” or “cancel”.", kind(work), lines(work)),
        WorkSay::Made(work) => {
            let told = work.assignee.as_ref().map(|_| " They will be told.").unwrap_or_default();
            format!("The {} “{}” is created.{told} From now on I know it in reports.", kind(work), work.title)
        }
        WorkSay::NotMade => "All right, nothing was created.".into(),
        WorkSay::Gone => "That has been dealt with already. Please say it again if you still need it.".into(),
        WorkSay::AsksToDefine { by, work } => {
            let lines = lines(work);
            format!("{by} reports on a {} that nobody has defined:\n{lines}\nDefine it? You are asked only once.", kind(work))
        }
        WorkSay::Ignored { title } => format!("All right, “{title}” is not defined, and you will not be asked again."),
        WorkSay::Told { by, work } => match work.assignee {
            Some(_) => format!(
                "{by} has given you a task:\n{}\nTell me when it is done, for example: {} is done",
                lines(work),
                work.title
            ),
            None => format!("{by} has set a milestone in your project:\n{}", lines(work)),
        },
    }
}

fn kind(work: &WorkWords) -> &'static str {
    if work.assignee.is_some() { "task" } else { "milestone" }
}

fn lines(work: &WorkWords) -> String {
    let assignee = work.assignee.as_ref().map(|name| format!("\nFor: {name}")).unwrap_or_default();
    let due = work.due.map_or("open".to_string(), day);
    format!("Name: {}{assignee}\nDue: {due}\nProject: {}", work.title, work.project)
}
