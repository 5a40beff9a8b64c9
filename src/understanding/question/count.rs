//! How many things a question asks for: 前三, 最快的两个项目, "the top 3 projects".

use crate::understanding::language::{en, zh};

/// The number of things asked for, if the words say one.
pub(super) fn of_things(text: &str) -> Option<usize> {
    let chars: Vec<char> = text.chars().collect();
    (0..chars.len()).find_map(|at| chinese(&chars, at)).or_else(|| english(text))
}

/// A digit between 前 and anything, or before a measure and a kind of thing.
fn chinese(chars: &[char], at: usize) -> Option<usize> {
    let count = digit(chars[at])?;
    if at > 0 && chars[at - 1] == '前' && !chars.get(at + 1).is_some_and(|c| zh::question::NO_THINGS.contains(*c)) {
        return Some(count);
    }
    let rest: String = chars[at + 1..].iter().take(4).collect();
    let kinds = zh::question::THINGS;
    let measured = rest.strip_prefix(['个', '项']).is_some_and(|rest| kinds.iter().any(|k| rest.starts_with(k)));
    // 这三个项目 are the ones just named.
    (measured && !matches!(at.checked_sub(1).map(|i| chars[i]), Some('这' | '那'))).then_some(count)
}

fn digit(c: char) -> Option<usize> {
    let said = zh::digit(c).or_else(|| (c == '十').then_some(10)).or_else(|| c.to_digit(10));
    said.map(|count| count as usize).filter(|count| *count > 0)
}

fn english(text: &str) -> Option<usize> {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let number = |word: &str| {
        let said = en::question::NUMBERS.iter().position(|n| *n == word).map(|at| at + 1);
        said.or_else(|| word.parse().ok()).filter(|count| (1..=20).contains(count))
    };
    words.windows(2).find_map(|pair| match pair {
        ["top" | "first" | "bottom" | "last", count] => number(count),
        [count, thing] if en::question::THINGS.contains(thing) => number(count),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::of_things;

    #[test]
    fn things_are_counted() {
        for (text, count) in [
            ("完成度最高的三个项目", Some(3)),
            ("进度前三", Some(3)),
            ("进度最慢的2个任务有哪些", Some(2)),
            ("这三个项目排一下", None),
            ("前两天谁没交", None),
            ("哪个最快", None),
            ("rank the top 3", Some(3)),
            ("the two projects that are furthest along", Some(2)),
            ("which project is furthest along", None),
        ] {
            assert_eq!(of_things(text), count, "{text}");
        }
    }
}
