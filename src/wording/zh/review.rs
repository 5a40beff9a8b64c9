//! What zhixing says of reviews, in Chinese.

use super::card::day;
use crate::wording::review::ReviewSay;

pub(in crate::wording) fn say(what: &ReviewSay) -> String {
    match what {
        ReviewSay::Kept { author, day: on, words: true } => format!("点评已记下并转给{author}({}的日报)。", day(*on)),
        ReviewSay::Kept { author, day: on, words: false } => format!("已阅{author}{}的日报,对方会知道。", day(*on)),
        ReviewSay::Answered => "回复已记下,并转给了点评的人。".into(),
        ReviewSay::Seen { by, day: on } => format!("{by}看过了你{}的日报。", day(*on)),
        ReviewSay::Said { by, day: on, text, reply: false, .. } => {
            format!("{by}点评了{}的日报:\n“{text}”\n点“回复”,或者说“回复:…”就能直接回。", day(*on))
        }
        ReviewSay::Said { by, day: on, text, reply: true, .. } => {
            format!("{by}回复了{}日报下的点评:\n“{text}”", day(*on))
        }
        ReviewSay::WhichWords => "想说什么?直接发一句就行,会原样转给对方。".into(),
        ReviewSay::NoReport => "没有找到这份日报,或者你看不到。可以这样说:点评张伟昨天的日报:压测数据再补一下".into(),
        ReviewSay::Already => "这份日报你已经看过了。".into(),
        ReviewSay::Own => "这是你自己的日报。".into(),
    }
}
