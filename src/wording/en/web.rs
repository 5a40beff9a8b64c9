//! The words of the page's shells in English.

use crate::wording::web::Words;

pub(in crate::wording) static WORDS: Words = Words {
    lang: "en",
    brand: "zhixing",
    skip: "Skip to the text field",
    log_out: "Log out",
    earlier: "Earlier messages",
    conversation: "Conversation",
    reading: "Reading",
    news: "New messages ↓",
    cancel: "Cancel",
    write: "Write a report or ask",
    placeholder: "Write your report, or just ask",
    send: "Send",
    close: "Close",
    no_script: "The chat page needs JavaScript. The same assistant is there in Telegram and in the terminal.",
    log_in_title: "Log in · zhixing",
    log_in: "Log in to zhixing",
    name: "Name",
    password: "Password",
    log_in_button: "Log in",
    forgotten: "Forgot the password? Ask your administrator for a new invitation and choose another.",
    join_title: "Join · zhixing",
    is_it_you: |name| format!("Are you {name}?"),
    join_lead: |department, company| {
        format!("{department} · {company}. If so, choose a password; you log in with your name and it from now on.")
    },
    rule: |shortest| format!("At least {shortest} characters. A sentence only you know does well."),
    again: "Once more",
    join_button: "It's me: set the password and go in",
    not_you: "Not you? Just close this page and tell whoever sent you the link. It works once.",
};
