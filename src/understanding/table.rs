//! Tables, written in markdown or pasted from a spreadsheet: what their columns hold, and the cells of their rows.

use std::{collections::HashMap, ops::Range, sync::LazyLock};

use super::{clause::trim, language, text::Text};

/// What the cells of a column hold, as its header says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// What the row is about.
    Task,
    /// How far that is.
    Progress,
    /// What state it is in.
    State,
    /// When it should be done.
    Due,
    /// Working time spent on it.
    Effort,
    /// Whose it is.
    Owner,
    /// A number or mark that states nothing: 序号, 优先级.
    Serial,
}

impl Column {
    /// Whether a cell tells a fact that would say nothing without its header.
    fn is_slot(self) -> bool {
        match self {
            Column::Progress | Column::State | Column::Due | Column::Effort => true,
            Column::Task | Column::Owner | Column::Serial => false,
        }
    }
}

/// The headers known, by their words without spaces.
static HEADERS: LazyLock<HashMap<String, Column>> = LazyLock::new(|| {
    let all = language::zh::columns::COLUMNS.iter().chain(language::en::columns::COLUMNS);
    all.flat_map(|(column, words)| words.split_whitespace().map(|w| (w.replace('_', ""), *column))).collect()
});

/// What the header of a column says; a unit in brackets behind it is left out.
pub fn column(chars: &[char]) -> Option<Column> {
    let bare: String = chars
        .iter()
        .take_while(|c| **c != '(')
        .filter(|c| !c.is_whitespace() && !matches!(c, '*' | ':' | '"'))
        .take(20)
        .collect();
    let key = bare.strip_suffix('%').filter(|b| !b.is_empty()).unwrap_or(&bare);
    HEADERS.get(key).copied()
}

/// The columns of a header row, if enough of its cells are known headers to say what the rows below it hold.
pub fn header(text: &Text, cells: &[Range<usize>]) -> Option<Vec<Option<Column>>> {
    let columns: Vec<Option<Column>> = cells.iter().map(|c| column(&text.chars[c.clone()])).collect();
    let known = |what: fn(Column) -> bool| columns.iter().flatten().any(|c| what(*c));
    (known(|c| c == Column::Task) && known(Column::is_slot)).then_some(columns)
}

/// The cells of a line that bars or tabs divide, empty ones too; `None` where nothing divides it.
pub fn cells(text: &Text, start: usize, end: usize) -> Option<Vec<Range<usize>>> {
    let chars = &text.chars;
    let barred = chars[start..end].contains(&'|');
    let stops: Vec<usize> =
        if barred { (start..end).filter(|i| chars[*i] == '|').collect() } else { text.tabs(start, end).to_vec() };
    if stops.is_empty() {
        return None;
    }
    let mut cells = Vec::with_capacity(stops.len() + 1);
    let mut at = start;
    for stop in stops.into_iter().chain([end]) {
        let (a, b) = bare(chars, at, stop);
        cells.push(a..b);
        at = stop + 1;
    }
    if barred {
        // The bars at both ends of a row stand outside its cells.
        if cells.first().is_some_and(Range::is_empty) {
            cells.remove(0);
        }
        if cells.last().is_some_and(Range::is_empty) {
            cells.pop();
        }
    }
    Some(cells)
}

fn bare(chars: &[char], mut start: usize, mut end: usize) -> (usize, usize) {
    while start < end && chars[start] == ' ' {
        start += 1;
    }
    while start < end && chars[end - 1] == ' ' {
        end -= 1;
    }
    (start, end)
}

/// Whether a line only rules a table: |---|:--:|.
pub fn is_rule(chars: &[char]) -> bool {
    chars.iter().all(|c| matches!(c, '|' | '-' | ':' | ' ')) && chars.contains(&'-')
}

/// Whether a cell says that work goes on.
pub fn goes_on(chars: &[char]) -> bool {
    static WORDS: LazyLock<Vec<String>> = LazyLock::new(|| {
        let all = language::zh::columns::GOING_ON.split_whitespace();
        all.chain(language::en::columns::GOING_ON.split_whitespace()).map(|w| w.replace('_', " ")).collect()
    });
    let (start, end) = trim(chars, 0, chars.len());
    let cell: String = chars[start..end].iter().take(20).collect();
    WORDS.contains(&cell)
}
