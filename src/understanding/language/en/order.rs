//! Words around work that is given in chat, in English.

use crate::understanding::order::Words;

/// The words.
pub static WORDS: Words = Words {
    giving: &["ask ", "tell ", "have ", "get ", "please ask ", "please tell ", "please have ", "please get "],
    handing: &[("assign ", " to "), ("please assign ", " to "), ("give ", " to "), ("hand ", " to ")],
    creating: &[
        "add a ",
        "add a new ",
        "add ",
        "create a ",
        "create a new ",
        "create ",
        "new ",
        "set a ",
        "set up a ",
        "make a ",
        "a new ",
        "give a ",
    ],
    task: &["task", "todo", "to-do"],
    milestone: &["milestone"],
    done: &[],
    finishing: &[
        "finish", "complete", "deliver", "wrap up", "done", "ship", "prepare", "write", "fix", "submit", "hand in",
        "do", "close",
    ],
    past: &[" has ", " had ", "finished", "completed", "already", " was ", " were ", "yesterday", "know"],
    not_past: &[],
    leading: &[
        "please", "to", "finish", "complete", "the", "a", "an", "do", "get", "wrap up", "on", "in", "for", "called",
        "named", "by", "task", "that", "is", "project", "of", "due", "with", "assigned", "until",
    ],
    trailing: &[
        "done", "finished", "please", "by", "on", "due", "to", "for", "in", "until", "is", "the", "project", "task",
    ],
    me: &["myself", "for me", "to me"],
};
