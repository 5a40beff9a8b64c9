//! Texts that are too long for one message, in parts: cut at line ends, else between sentences, else between words.

/// The most of a message, in units of UTF-16: a Han character is one, an emoji two or more.
pub(super) const MOST: usize = 4096;

/// Where a line that is too long may be cut, after any of these.
const STOPS: [char; 9] = ['。', '!', '?', ';', ',', '、', ' ', '.', ','];

/// The parts of a text, none of them empty and none longer than `most`.
pub(super) fn split(text: &str, most: usize) -> Vec<String> {
    let mut parts = Vec::new();
    let mut part = String::new();
    let mut length = 0;
    for line in text.split_inclusive('\n') {
        for piece in pieces(line, most) {
            let long = units(piece);
            if length + long > most {
                keep(&mut parts, &mut part);
                length = 0;
            }
            part.push_str(piece);
            length += long;
        }
    }
    keep(&mut parts, &mut part);
    parts
}

fn keep(parts: &mut Vec<String>, part: &mut String) {
    let done = std::mem::take(part);
    // The first words of a line may be set in; empty lines before them would only stand at the top of the part.
    let done = done.trim_end().trim_start_matches('\n');
    if !done.is_empty() {
        parts.push(done.into());
    }
}

/// A line, cut where it is longer than `most`.
fn pieces(mut line: &str, most: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    while units(line) > most {
        let mut length = 0;
        let mut end = 0;
        let mut stop = 0;
        for (at, c) in line.char_indices() {
            length += c.len_utf16();
            if length > most {
                break;
            }
            end = at + c.len_utf8();
            if STOPS.contains(&c) {
                stop = end;
            }
        }
        // A stop near the start would leave nearly all of it to further parts.
        let cut = if stop * 2 > end { stop } else { end };
        let (piece, rest) = line.split_at(cut);
        pieces.push(piece);
        line = rest;
    }
    pieces.push(line);
    pieces
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, most: usize, expected: &[&str]) {
        assert_eq!(split(text, most), expected, "{text}");
    }

    #[test]
    fn texts_are_cut_at_line_ends() {
        check("短", 10, &["短"]);
        check("", 10, &[]);
        check(" \n ", 10, &[]);
        check("一二三\n四五六\n七八九", 8, &["一二三\n四五六", "七八九"]);
        check("一二三\n\n\n四五六", 5, &["一二三", "四五六"]);
    }

    #[test]
    fn long_lines_are_cut_between_sentences_and_never_inside_a_character() {
        check("一二三。四五六", 5, &["一二三。", "四五六"]);
        check("一二三四五六", 5, &["一二三四五", "六"]);
        check("😀😀😀", 5, &["😀😀", "😀"]);
        check("a bcdefgh", 6, &["a bcde", "fgh"]);
    }

    #[test]
    fn nothing_is_lost_and_nothing_is_too_long() {
        let text = "项目😀进展,正常。\n".repeat(1000) + &"长".repeat(9000);
        let parts = split(&text, MOST);
        assert!(parts.iter().all(|part| units(part) <= MOST && !part.is_empty()));
        let letters = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        assert_eq!(letters(&parts.concat()), letters(&text));
    }
}
