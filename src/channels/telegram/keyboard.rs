//! Buttons: what stands on a keyboard, and what a press of it names.
//!
//! `callback_data` has at most 64 bytes, so it names the message and the button, `OUTBOX-ID:PLACE`; what the button says
//! stays here.

use teloxide_core::types::{InlineKeyboardButton, InlineKeyboardMarkup};
use unicode_width::UnicodeWidthStr;
use uuid::Uuid;

use crate::conversation::reply::Button;

/// How wide the labels of one row may be together, in columns of half a Han character: what a small phone shows.
const WIDEST: usize = 28;

/// The most buttons of a row.
const MOST_IN_ROW: usize = 5;

/// The keyboard of a message of ours; `None` without buttons.
pub(super) fn keyboard(message: Uuid, buttons: &[Button]) -> Option<InlineKeyboardMarkup> {
    if buttons.is_empty() {
        return None;
    }
    let mut rows: Vec<Vec<InlineKeyboardButton>> = Vec::new();
    let mut width = 0;
    for (place, button) in buttons.iter().enumerate() {
        let wide = button.label.width() + 2;
        let pressed = InlineKeyboardButton::callback(button.label.clone(), data(message, place));
        match rows.last_mut().filter(|row| row.len() < MOST_IN_ROW && width + wide <= WIDEST) {
            Some(row) => {
                row.push(pressed);
                width += wide;
            }
            None => {
                rows.push(vec![pressed]);
                width = wide;
            }
        }
    }
    Some(InlineKeyboardMarkup::new(rows))
}

/// The words without the line of labels that stands in them for channels without buttons: `[确认] [修改]`.
pub(super) fn without_labels(text: &str, buttons: &[Button]) -> String {
    let labels: Vec<String> = buttons.iter().map(|b| format!("[{}]", b.label)).collect();
    let labels = labels.join(" ");
    let (before, last) = text.rsplit_once('\n').map_or(("", text), |(before, last)| (before, last));
    match last.strip_prefix(&labels).filter(|_| !labels.is_empty()) {
        Some(rest) if before.is_empty() => rest.trim_start().into(),
        Some(rest) => format!("{before}\n{}", rest.trim_start()).trim_end().into(),
        None => text.into(),
    }
}

fn data(message: Uuid, place: usize) -> String {
    format!("{}:{place}", message.simple())
}

/// The message and the button that a press names.
pub(super) fn named(data: &str) -> Option<(Uuid, usize)> {
    let (message, place) = data.split_once(':')?;
    Some((Uuid::try_parse(message).ok()?, place.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_pressed_is_found_again() {
        let message = Uuid::now_v7();
        assert!(data(message, 99).len() <= 64);
        assert_eq!(named(&data(message, 2)), Some((message, 2)));
        for wrong in ["", ":", "x:1", "0198c0de:1", &message.to_string(), &format!("{message}:-1")] {
            assert_eq!(named(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn rows_fit_a_small_phone() {
        let rows = |labels: &[&str]| -> Vec<usize> {
            let buttons: Vec<Button> = labels.iter().map(|l| Button::new(*l)).collect();
            keyboard(Uuid::nil(), &buttons).expect("there are buttons").inline_keyboard.iter().map(Vec::len).collect()
        };
        assert_eq!(rows(&["确认", "修改", "不是日报"]), [3]);
        assert_eq!(rows(&["1", "2", "3", "4", "5", "6"]), [5, 1]);
        assert_eq!(rows(&["会员项目这周进展怎么样", "哪些项目有风险"]), [1, 1]);
        assert!(keyboard(Uuid::nil(), &[]).is_none());
    }

    #[test]
    fn labels_are_not_said_twice() {
        let buttons = [Button::new("确认"), Button::new("修改")];
        assert_eq!(without_labels("已记下\n[确认] [修改]  哪里不对直接回复", &buttons), "已记下\n哪里不对直接回复");
        assert_eq!(without_labels("已记下\n[确认] [修改]", &buttons), "已记下");
        assert_eq!(without_labels("[确认] 是我写的", &buttons), "[确认] 是我写的");
        assert_eq!(without_labels("[确认] [修改]  说", &[]), "[确认] [修改]  说");
    }
}
