//! Bullets, list numbers and marks at the start of a line.

/// Skips bullets, list numbers, emoji and markdown marks.
pub(super) fn skip(chars: &[char], start: usize, end: usize) -> usize {
    let mut at = start;
    while at < end {
        let c = chars[at];
        // [x], [ ]: the box of a list of things to do.
        let boxed = matches!(chars.get(at + 1), Some('x' | 'v' | ' ' | '√' | '✓' | '✔'));
        if c == '[' && boxed && chars.get(at + 2) == Some(&']') {
            at += 3;
            continue;
        }
        if c == '【' || c == '[' || c == '|' {
            break;
        }
        if c.is_ascii_digit() {
            let mut stop = at;
            while stop < end && chars[stop].is_ascii_digit() {
                stop += 1;
            }
            let mark = chars.get(stop).filter(|_| stop < end && stop - at <= 2);
            let next = chars.get(stop + 1).copied().unwrap_or('\n');
            if matches!(mark, Some('.' | '、' | ')' | ':')) && !next.is_ascii_digit() {
                at = stop + 1;
                continue;
            }
            break;
        }
        if matches!(c, '(') && chars.get(at + 2).is_some_and(|c| matches!(c, ')')) {
            at += 3;
            continue;
        }
        if c.is_alphanumeric() || matches!(c, '¥' | '$' | '€' | '《' | '“' | '"') {
            let circled = ('①'..='⑳').contains(&c);
            let listed = "一二三四五六七八九十".contains(c) && matches!(chars.get(at + 1), Some('、'));
            if circled {
                at += 1;
                continue;
            }
            if listed {
                at += 2;
                continue;
            }
            break;
        }
        at += 1;
    }
    at.min(end)
}
