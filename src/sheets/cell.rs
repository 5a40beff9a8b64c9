//! What stands in a cell, and how it is read as what its column takes.

use chrono::NaiveDate;
use rust_decimal::prelude::FromPrimitive;
use unicode_normalization::UnicodeNormalization;

use super::fault::Problem;
use crate::domain::{Decimal, org::Leave};

/// What separates the entries of a list.
const SEPARATORS: [char; 6] = ['、', '\u{ff1b}', ';', '\u{ff0c}', ',', '\n'];

/// What stands between the two ends of a span.
const DASHES: [&str; 7] = ["~", "～", "至", "到", "–", "—", "..."];

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text.
    Text(String),
    /// A figure.
    Number(Decimal),
    /// A figure shown in per cent: 85 where 85 % is seen.
    Percent(Decimal),
    /// A day.
    Day(NaiveDate),
    /// Yes or no.
    Flag(bool),
    /// An error of the spreadsheet program.
    Error(String),
    /// A formula without a value.
    Uncalculated,
}

/// A figure as a cell has it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Figure {
    pub value: Decimal,
    pub is_percent: bool,
}

/// A floating figure to the fifteen places that spreadsheet programs show.
pub(super) fn decimal(value: f64) -> Option<Decimal> {
    Decimal::from_f64(value)?.round_sf(15).map(|d| d.normalize())
}

fn not_a(written: &str, wanted: &str) -> Problem {
    Problem::NotA { written: written.to_owned(), wanted: wanted.to_owned() }
}

/// Trimmed, of any kind of space.
fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'))
}

/// Full-width letters and digits as plain ones, trimmed.
pub(super) fn plain(text: &str) -> String {
    trimmed(&text.nfkc().collect::<String>()).to_owned()
}

impl Cell {
    /// A cell of a text; of none where it is blank.
    pub fn text_of(text: &str) -> Cell {
        let text = trimmed(text);
        if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
    }

    /// Whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        match self {
            Cell::Empty => true,
            Cell::Text(text) => trimmed(text).is_empty(),
            Cell::Number(_) | Cell::Percent(_) | Cell::Day(_) | Cell::Flag(_) | Cell::Error(_) | Cell::Uncalculated => {
                false
            }
        }
    }

    /// As text; an id may well be a number to the spreadsheet program.
    pub(super) fn text(&self) -> Result<Option<String>, Problem> {
        let text = match self {
            Cell::Empty => return Ok(None),
            Cell::Text(text) => trimmed(text).to_owned(),
            Cell::Number(value) => value.normalize().to_string(),
            Cell::Percent(value) => format!("{}%", value.normalize()),
            Cell::Day(day) => day.to_string(),
            Cell::Flag(flag) => if *flag { "TRUE" } else { "FALSE" }.to_owned(),
            Cell::Error(error) => return Err(Problem::Error(error.clone())),
            Cell::Uncalculated => return Err(Problem::Uncalculated),
        };
        Ok(Some(text).filter(|t| !t.is_empty()))
    }

    /// As a list. An entry that holds a separator itself is written as JSON has it: `["甲、乙"]`.
    pub(super) fn list(&self) -> Result<Vec<String>, Problem> {
        let Some(text) = self.text()? else { return Ok(Vec::new()) };
        if text.starts_with("[\"")
            && let Ok(list) = serde_json::from_str(&text)
        {
            return Ok(list);
        }
        let entries = text.split(SEPARATORS).map(trimmed).filter(|e| !e.is_empty());
        Ok(entries.map(str::to_owned).collect())
    }

    /// A cell of a list, which [`Cell::list`] reads as it was.
    pub(super) fn of_list(list: &[String]) -> Cell {
        let is_plain =
            |e: &String| !e.is_empty() && trimmed(e) == e && !e.contains(SEPARATORS) && !e.starts_with("[\"");
        if list.is_empty() {
            Cell::Empty
        } else if list.iter().all(is_plain) {
            Cell::Text(list.join("、"))
        } else {
            Cell::Text(serde_json::to_string(list).unwrap_or_default())
        }
    }

    /// As a day.
    pub(super) fn day(&self) -> Result<Option<NaiveDate>, Problem> {
        if let Cell::Day(day) = self {
            return Ok(Some(*day));
        }
        let Some(text) = self.text()? else { return Ok(None) };
        day(&text).map(Some).ok_or_else(|| not_a(&text, "a day like 2026-11-25"))
    }

    /// As spans of days: `2026-10-01~2026-10-07、2026-11-02`.
    pub(super) fn spans(&self) -> Result<Vec<Leave>, Problem> {
        if let Cell::Day(day) = self {
            return Ok(vec![Leave { from: *day, to: *day }]);
        }
        let wanted = "a span of days like 2026-10-01~2026-10-07";
        let span = |text: &String| {
            let ends = DASHES.iter().find_map(|dash| text.split_once(dash)).unwrap_or((text, text));
            let (from, to) = day(ends.0).zip(day(ends.1)).ok_or_else(|| not_a(text, wanted))?;
            if from > to { Err(not_a(text, "a span: it ends before it begins")) } else { Ok(Leave { from, to }) }
        };
        self.list()?.iter().map(span).collect()
    }

    /// As a figure: a number, or a text of one, with or without per cent.
    pub(super) fn figure(&self) -> Result<Option<Figure>, Problem> {
        match self {
            Cell::Number(value) => return Ok(Some(Figure { value: *value, is_percent: false })),
            Cell::Percent(value) => return Ok(Some(Figure { value: *value, is_percent: true })),
            _ => {}
        }
        let Some(text) = self.text()? else { return Ok(None) };
        figure(&text).map(Some).ok_or_else(|| not_a(&text, "a figure"))
    }

    /// As one figure, or the two ends of a range.
    pub(super) fn target(&self) -> Result<Vec<Figure>, Problem> {
        let Cell::Text(text) = self else { return Ok(self.figure()?.into_iter().collect()) };
        let Some(text) = Cell::text_of(text).text()? else { return Ok(Vec::new()) };
        if let Some(one) = figure(&text) {
            return Ok(vec![one]);
        }
        let ends = ends(&text).and_then(|(low, high)| figure(low).zip(figure(high)));
        let (low, high) = ends.ok_or_else(|| not_a(&text, "a figure, or a range like 0.1~0.5"))?;
        Ok(vec![low, high])
    }
}

/// The two ends of a range. A hyphen parts them only between figures, as it may be a sign too.
fn ends(text: &str) -> Option<(&str, &str)> {
    let text = trimmed(text).trim_start_matches(['[', '【']).trim_end_matches([']', '】']);
    let dash = DASHES.iter().chain(&["\u{ff0c}", ","]).find_map(|dash| text.split_once(dash));
    dash.or_else(|| {
        let at = text.char_indices().skip(1).find(|(_, c)| matches!(c, '-' | '\u{ff0d}'))?.0;
        let width = text[at..].chars().next().map_or(1, char::len_utf8);
        Some((&text[..at], &text[at + width..]))
    })
}

fn figure(text: &str) -> Option<Figure> {
    let text = plain(text);
    let (text, is_percent) = match text.strip_suffix('%') {
        Some(rest) => (rest.trim_end(), true),
        None => (text.as_str(), false),
    };
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let mut groups = digits.split('.').next()?.split(',');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    // 300,000 is a figure with its thousands parted; 3,5 is none.
    if !rest.is_empty() && (first.is_empty() || first.len() > 3 || rest.iter().any(|g| g.len() != 3)) {
        return None;
    }
    let value: Decimal = text.replace(',', "").parse().ok()?;
    Some(Figure { value: value.normalize(), is_percent })
}

/// 2026-11-25, 2026/11/25, 2026.11.25, 2026年11月25日, 20261125; a time behind it is left out.
fn day(text: &str) -> Option<NaiveDate> {
    let text = plain(text);
    let text = text.split([' ', 'T']).next()?;
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return NaiveDate::parse_from_str(text, "%Y%m%d").ok();
    }
    let text = text.trim_end_matches(['日', '号']);
    let parts: Vec<&str> = text.split(['-', '/', '.', '年', '月']).collect();
    let &[year, month, day] = parts.as_slice() else { return None };
    if year.len() != 4 || ![month, day].iter().all(|p| (1..=2).contains(&p.len())) {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }

    #[test]
    fn days_are_read_as_people_write_them() {
        let expect = NaiveDate::from_ymd_opt(2026, 11, 5);
        for written in [
            "2026-11-05",
            "2026/11/5",
            "2026.11.05",
            "2026年11月5日",
            "20261105",
            "2026-11-05 00:00:00",
            " 2026－11－05 ",
        ] {
            assert_eq!(text(written).day(), Ok(expect), "{written}");
        }
        for written in ["11-05", "26-11-05", "2026-13-01", "2026-02-30", "46331", "下周五", "2026-11-05-06"] {
            assert!(matches!(text(written).day(), Err(Problem::NotA { .. })), "{written}");
        }
        assert_eq!(Cell::Empty.day(), Ok(None));
    }

    #[test]
    fn figures_are_read_as_people_write_them() {
        let cases =
            [("85", "85"), ("\u{ff18}\u{ff15}", "85"), ("300,000.5", "300000.5"), ("-3", "-3"), (" 0.50 ", "0.5")];
        for (written, expect) in cases {
            let figure = text(written).figure().expect("a figure").expect("one");
            assert_eq!((figure.value.to_string().as_str(), figure.is_percent), (expect, false), "{written}");
        }
        let percent = text("85%").figure().expect("a figure").expect("one");
        assert_eq!((percent.value.to_string().as_str(), percent.is_percent), ("85", true));
        for written in ["3,5", "三十", "1e", "12人", ",000"] {
            assert!(text(written).figure().is_err(), "{written}");
        }
    }

    #[test]
    fn a_target_is_one_figure_or_two() {
        let read = |written: &str| -> Vec<String> {
            text(written).target().expect("a target").iter().map(|f| f.value.to_string()).collect()
        };
        assert_eq!(read("20"), ["20"]);
        assert_eq!(read("-5"), ["-5"]);
        for written in ["0.1~0.5", "0.1～0.5", "0.1至0.5", "[0.1, 0.5]", "0.1-0.5", "0.1 — 0.5"] {
            assert_eq!(read(written), ["0.1", "0.5"], "{written}");
        }
        assert_eq!(read("-5~-1"), ["-5", "-1"]);
        assert_eq!(read("-5--1"), ["-5", "-1"]);
    }

    #[test]
    fn lists_come_back_as_they_went_in() {
        let list = |entries: &[&str]| -> Vec<String> { entries.iter().map(|e| e.to_string()).collect() };
        assert_eq!(text("老李、李工;Leo, L; ").list(), Ok(list(&["老李", "李工", "Leo", "L"])));
        for entries in [list(&["甲", "乙"]), list(&["甲、乙", "丙"]), list(&["a,b"]), list(&[]), list(&["[\"x"])]
        {
            assert_eq!(Cell::of_list(&entries).list(), Ok(entries));
        }
    }

    #[test]
    fn floating_figures_have_fifteen_places() {
        assert_eq!(decimal(0.1 + 0.2).map(|d| d.to_string()).as_deref(), Some("0.3"));
        assert_eq!(decimal(300000.0).map(|d| d.to_string()).as_deref(), Some("300000"));
        assert_eq!(decimal(f64::NAN), None);
    }
}
