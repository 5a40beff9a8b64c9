//! The number of a line: 第2条是75%.

use super::{WORDS, marks::is_at};
use crate::understanding::text::Text;

/// Whether a message says by number which line it corrects: 第2条是75%, 12 改成 75%. “2. 联调80%” and “1是联调80%,2是…”
/// are lists.
pub fn names_line(message: &str) -> bool {
    let text = Text::new(message.trim());
    let Some((_, at)) = leading_number(&text.chars) else { return named_at_the_end(&text.chars).is_some() };
    let rest: String = text.chars[at..].iter().collect();
    let of_line = text.chars[0] == '第' && WORDS.iter().any(|w| w.line.iter().any(|m| rest.starts_with(m)));
    let figure = |after: &str| after.trim_start().starts_with(|c: char| c.is_ascii_digit());
    let puts = |m: &str| rest.strip_prefix(m).is_some_and(|after| !matches!(m, "是" | "is") || figure(after));
    of_line || WORDS.iter().any(|w| w.right.iter().chain(w.removing).any(|m| puts(m)))
}

/// The number of a line in a piece, and where the rest begins: at its start, 第2条 or “2 改成”, or at its end behind what
/// is done to it, 删掉第2条.
pub(super) fn line_number(chars: &[char]) -> (Option<usize>, usize) {
    let blank = chars.iter().take_while(|c| c.is_whitespace()).count();
    let Some((number, at)) = leading_number(&chars[blank..]) else {
        return named_at_the_end(chars).map_or((None, 0), |number| (Some(number), chars.len()));
    };
    let rest: String = chars[blank + at..].iter().collect();
    // “1. 联调80%” is a list.
    let counted = chars[blank].is_ascii_digit();
    let says = |w: &&super::Words| {
        let behind = [w.right, w.removing, w.mistaken].into_iter().flatten();
        behind.chain(w.line.iter().filter(|_| !counted)).any(|m| rest.starts_with(m))
    };
    if WORDS.iter().any(says) { (Some(number), blank + at) } else { (None, 0) }
}

fn named_at_the_end(chars: &[char]) -> Option<usize> {
    let said: String = chars.iter().collect();
    let removed = |word: &&str| said.trim_start().trim_start_matches('把').starts_with(*word);
    if !WORDS.iter().any(|w| w.removing.iter().any(&removed)) {
        return None;
    }
    let opened = |at: &usize| OPENERS.iter().any(|w| is_at(&chars[*at..], 0, w));
    (0..chars.len()).find(opened).and_then(|at| leading_number(&chars[at..])).map(|(number, _)| number)
}

/// What may stand before the number of a line.
const OPENERS: [&str; 3] = ["第", "line ", "#"];

/// A number from 1 to 99 at the start, after 第, “line” or nothing, and where what follows it begins.
fn leading_number(chars: &[char]) -> Option<(usize, usize)> {
    let from = OPENERS.into_iter().find(|w| is_at(chars, 0, w)).map_or(0, |w| w.chars().count());
    let digits: String = chars[from..].iter().take_while(|c| c.is_ascii_digit()).collect();
    let number = digits.parse().ok().filter(|n| (1..=99).contains(n))?;
    let blank = |c: &&char| c.is_whitespace();
    let at = from + digits.len();
    Some((number, at + chars[at..].iter().take_while(blank).count()))
}

#[cfg(test)]
mod tests {
    use super::names_line;

    #[test]
    fn lines_are_named_by_number() {
        for says in [
            "1 改成 75%",
            "第2条是75%",
            "第12项不对",
            "12改为3小时",
            "2是75%",
            "3 should be 75%",
            "2 is 75%",
            "line 2 should be 75%",
            "2删掉",
            "删掉第3条",
            "remove line 3",
        ] {
            assert!(names_line(says), "{says}");
        }
        for says in [
            "1. 登录接口80%",
            "1、联调完成",
            "1是联调做完,2是开了会",
            "75%",
            "11月25日改成",
            "3个接口",
            "第一版发布了",
            "100 改成 1",
            "",
        ] {
            assert!(!names_line(says), "{says}");
        }
    }
}
