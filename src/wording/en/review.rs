//! What zhixing says of reviews, in English.

use super::card::day;
use crate::wording::review::ReviewSay;

pub(in crate::wording) fn say(what: &ReviewSay) -> String {
    match what {
        ReviewSay::Kept { author, day: on, words: true } => {
            format!("Your comment on the report of {author} of {} is kept and passed on.", day(*on))
        }
        ReviewSay::Kept { author, day: on, words: false } => {
            format!("Marked as read: the report of {author} of {}. They will know.", day(*on))
        }
        ReviewSay::Answered => "Your answer is kept and passed on to who commented.".into(),
        ReviewSay::Seen { by, day: on } => format!("{by} has read your report of {}.", day(*on)),
        ReviewSay::Said { by, day: on, text, reply: false, .. } => {
            format!("{by} comments on the report of {}:\n“{text}”\nPress “reply”, or say “reply: …”.", day(*on))
        }
        ReviewSay::Said { by, day: on, text, reply: true, .. } => {
            format!("{by} answers a comment on the report of {}:\n“{text}”", day(*on))
        }
        ReviewSay::WhichWords => "What do you want to say? Send a sentence; it is passed on as it is.".into(),
        ReviewSay::NoReport => {
            "There is no such report, or you may not read it. You can say: comment on Zhang Wei's report of yesterday: \
             please add the figures"
                .into()
        }
        ReviewSay::Already => "You have read this report already.".into(),
        ReviewSay::Own => "This is your own report.".into(),
    }
}
