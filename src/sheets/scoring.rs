//! How a KPI is scored, as a cell has it: a word, and behind it the figures that its formula takes.
//!
//! `线性`, `反比`, `变化`, `区间 10`, `分档 80~120`, `里程碑 5`, or the words of `org.json`: `tiers 80~120`.

use serde_json::{Map, Value};

use super::{
    cell::{Cell, plain},
    export,
    fault::Problem,
    rows::in_unit,
    words::{self, FORMULAS},
};

/// The fields that hold a formula's figures, and an example of them.
fn figures(formula: &str) -> (&'static [&'static str], &'static str) {
    match formula {
        "range" => (&["falloff"], " 10"),
        "tiers" => (&["threshold", "stretch"], " 80~120"),
        "milestone" => (&["per_day"], " 5"),
        _ => (&[], ""),
    }
}

/// What can be written, with examples of the figures.
pub(super) fn choice() -> String {
    let one = |(value, names): &words::Word| {
        let example = figures(value).1;
        format!("{}{example} {value}{example}", names[0])
    };
    FORMULAS.iter().map(one).collect::<Vec<_>>().join("、")
}

/// The object of `org.json`. A figure in per cent is one only where the KPI's unit is that.
pub(super) fn read(cell: &Cell, unit_is_percent: bool) -> Result<Option<Value>, Problem> {
    let Some(written) = cell.text()? else { return Ok(None) };
    let text = plain(&written);
    let (word, rest) =
        text.split_at(text.find(|c: char| c.is_ascii_digit() || "+-.".contains(c)).unwrap_or(text.len()));
    let word = word.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ':' | ','));
    let formula = words::meant(FORMULAS, word);
    let given = Cell::text_of(rest).target()?;
    let Some(formula) = formula.filter(|f| figures(f).0.len() == given.len()) else {
        return Err(Problem::NotA { written, wanted: format!("one of {}", choice()) });
    };
    let mut scoring = Map::from_iter([("formula".to_owned(), Value::from(formula))]);
    for (field, figure) in figures(formula).0.iter().zip(given) {
        scoring.insert((*field).to_owned(), in_unit(figure, unit_is_percent, cell)?);
    }
    Ok(Some(scoring.into()))
}

/// A cell of it, which [`read`] reads as it was.
pub(super) fn written(scoring: &Value) -> String {
    let formula = scoring["formula"].as_str().unwrap_or_default();
    let figures: Vec<String> = figures(formula).0.iter().map(|field| export::plain(&scoring[*field])).collect();
    format!("{} {}", words::written(FORMULAS, formula), figures.join("~")).trim_end().to_owned()
}
