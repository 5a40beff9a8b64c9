//! A value of a column, and how it stands in the file.
//!
//! | type | in the file |
//! |---|---|
//! | uuid, text | a string |
//! | day | `"2026-11-20"` |
//! | moment | `"2026-11-20T10:00:00.000000Z"` |
//! | flag | `true`, `false` |
//! | i32, i64 | a number |
//! | json | an array of one, so that the JSON value `null` is told from an empty column |
//!
//! An empty column is `null`. A value has one way to be written: JSON has its keys sorted, and a whole number no point,
//! as the two databases keep JSON each in its own way.

use chrono::{DateTime, NaiveDate, SubsecRound, Utc};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::tables::Kind;

/// A value of a column; `None` where it is empty.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    Uuid(Option<Uuid>),
    Text(Option<String>),
    Day(Option<NaiveDate>),
    Moment(Option<DateTime<Utc>>),
    Flag(Option<bool>),
    Small(Option<i32>),
    Whole(Option<i64>),
    Json(Option<Value>),
}

impl Cell {
    /// The value as it stands in the file.
    fn to_json(&self) -> Value {
        match self {
            Cell::Uuid(v) => v.map(|v| v.to_string().into()),
            Cell::Text(v) => v.as_deref().map(Value::from),
            Cell::Day(v) => v.map(|v| v.to_string().into()),
            Cell::Moment(v) => v.map(|v| v.trunc_subsecs(6).format("%Y-%m-%dT%H:%M:%S%.6fZ").to_string().into()),
            Cell::Flag(v) => v.map(Value::from),
            Cell::Small(v) => v.map(Value::from),
            Cell::Whole(v) => v.map(Value::from),
            Cell::Json(v) => v.as_ref().map(|v| Value::Array(vec![canonical(v)])),
        }
        .unwrap_or(Value::Null)
    }

    /// The value that stands in the file; nothing where it is none of that type.
    pub fn from_json(kind: Kind, value: Value) -> Option<Cell> {
        let empty = value.is_null();
        let text = |value: Value| match value {
            Value::String(text) => Some(text),
            _ => None,
        };
        fn some<T>(empty: bool, read: impl FnOnce() -> Option<T>) -> Option<Option<T>> {
            if empty { Some(None) } else { read().map(Some) }
        }
        Some(match kind {
            Kind::Uuid => Cell::Uuid(some(empty, || text(value)?.parse().ok())?),
            Kind::Text => Cell::Text(some(empty, || text(value))?),
            Kind::Day => Cell::Day(some(empty, || text(value)?.parse().ok())?),
            Kind::Moment => Cell::Moment(some(empty, || text(value)?.parse().ok())?),
            Kind::Flag => Cell::Flag(some(empty, || value.as_bool())?),
            Kind::Small => Cell::Small(some(empty, || value.as_i64()?.try_into().ok())?),
            Kind::Whole => Cell::Whole(some(empty, || value.as_i64())?),
            Kind::Json => Cell::Json(some(empty, || match value {
                Value::Array(mut one) if one.len() == 1 => one.pop(),
                _ => None,
            })?),
        })
    }
}

/// Writes a row as one line.
pub(super) fn write_row(cells: &[Cell], out: &mut Vec<u8>) {
    let row: Vec<Value> = cells.iter().map(Cell::to_json).collect();
    serde_json::to_writer(&mut *out, &row).expect("memory takes all, and no key is anything but a text");
    out.push(b'\n');
}

/// The row of a line; nothing where it does not have these columns.
pub(super) fn read_row(line: &[u8], kinds: &[Kind]) -> Option<Vec<Cell>> {
    let row: Vec<Value> = serde_json::from_slice(line).ok()?;
    if row.len() != kinds.len() {
        return None;
    }
    kinds.iter().zip(row).map(|(kind, value)| Cell::from_json(*kind, value)).collect()
}

/// The same JSON in its one way: keys sorted, a whole number without point.
fn canonical(value: &Value) -> Value {
    match value {
        Value::Object(map) => {
            let mut entries: Vec<_> = map.iter().collect();
            entries.sort_by_key(|(key, _)| *key);
            Value::Object(entries.into_iter().map(|(k, v)| (k.clone(), canonical(v))).collect::<Map<_, _>>())
        }
        Value::Array(values) => Value::Array(values.iter().map(canonical).collect()),
        Value::Number(number) if number.is_f64() => number.as_f64().and_then(whole).unwrap_or_else(|| value.clone()),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.clone(),
    }
}

/// The whole number that a floating-point number is written as, where it is one that JSON is read to.
///
/// PostgreSQL keeps 1e16 by its digits and gives 10000000000000000 back, so the digits count, not the nearest binary.
fn whole(float: f64) -> Option<Value> {
    let digits = float.to_string();
    digits.parse::<i64>().map(Value::from).or_else(|_| digits.parse::<u64>().map(Value::from)).ok()
}

#[cfg(test)]
mod tests {
    use proptest::{option::of, prelude::*};
    use serde_json::json;

    use super::*;

    fn cell() -> impl Strategy<Value = (Kind, Cell)> {
        let moment = (-62_000_000_000_000_000_i64..253_000_000_000_000_000)
            .prop_map(|us| DateTime::from_timestamp_micros(us).expect("a moment"));
        let day = (-700_000_i32..4_000_000).prop_map(|n| NaiveDate::from_num_days_from_ce_opt(n).expect("a day"));
        let json = prop_oneof![
            Just(Value::Null),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_filter("JSON has it", |f| f.is_finite()).prop_map(|f| canonical(&f.into())),
            ".*".prop_map(Value::from),
            proptest::collection::btree_map(".*", any::<bool>(), 0..4).prop_map(|map| json!(map)),
        ];
        prop_oneof![
            of(any::<u128>()).prop_map(|v| (Kind::Uuid, Cell::Uuid(v.map(Uuid::from_u128)))),
            of(".*").prop_map(|v| (Kind::Text, Cell::Text(v))),
            of(day).prop_map(|v| (Kind::Day, Cell::Day(v))),
            of(moment).prop_map(|v| (Kind::Moment, Cell::Moment(v))),
            of(any::<bool>()).prop_map(|v| (Kind::Flag, Cell::Flag(v))),
            of(any::<i32>()).prop_map(|v| (Kind::Small, Cell::Small(v))),
            of(any::<i64>()).prop_map(|v| (Kind::Whole, Cell::Whole(v))),
            of(json).prop_map(|v| (Kind::Json, Cell::Json(v))),
        ]
    }

    proptest! {
        #[test]
        fn a_row_survives_its_line(row in proptest::collection::vec(cell(), 1..6)) {
            let (kinds, cells): (Vec<_>, Vec<_>) = row.into_iter().unzip();
            let mut line = Vec::new();
            write_row(&cells, &mut line);
            prop_assert_eq!(line.iter().filter(|b| **b == b'\n').count(), 1);
            prop_assert_eq!(read_row(&line, &kinds), Some(cells));
        }

        #[test]
        fn any_bytes_are_read_or_refused(line in proptest::collection::vec(any::<u8>(), 0..60)) {
            let _ = read_row(&line, &[Kind::Text, Kind::Json]);
        }
    }

    #[test]
    fn json_is_written_in_one_way() {
        for (text, expect) in [
            (r#"{"b":1.0,"a":-0.0}"#, r#"{"a":0,"b":1}"#),
            ("1e15", "1000000000000000"),
            ("1e16", "10000000000000000"),
            ("1.2345678901234568e18", "1234567890123456800"),
            ("-9e18", "-9000000000000000000"),
            ("1.8e19", "18000000000000000000"),
            ("0.1", "0.1"),
            ("[1e300]", "[1e300]"),
        ] {
            let value: Value = serde_json::from_str(text).expect("JSON");
            assert_eq!(canonical(&value).to_string(), expect.replace("1e300", "1e+300"), "{text}");
        }
    }

    #[test]
    fn a_value_of_another_type_is_refused() {
        for (kind, value) in [
            (Kind::Uuid, json!("x")),
            (Kind::Text, json!(1)),
            (Kind::Day, json!("2026-02-30")),
            (Kind::Moment, json!("2026-02-03")),
            (Kind::Flag, json!(0)),
            (Kind::Small, json!(1_i64 << 40)),
            (Kind::Whole, json!(0.5)),
            (Kind::Json, json!({})),
            (Kind::Json, json!([1, 2])),
        ] {
            assert_eq!(Cell::from_json(kind, value.clone()), None, "{kind:?} {value}");
        }
    }
}
