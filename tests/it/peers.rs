//! What the tests of other tools expect of figures and days, run from where those cases lie: beside the project, in
//! `shared/reference/peer-cases`, or where `ZHIXING_PEER_CASES` says. They are not part of the project.
//!
//! Counted are the cases that their files call relevant to work reports (`core`). A case passes when every figure or day
//! that it expects is found, overlapping its place, with its value; where it expects nothing, nothing may be found.
//! `ZHIXING_PEER_ERRORS` prints every case that fails.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use chrono::{Days, NaiveDate};
use serde_json::Value;
use zhixing::{
    domain::{figure::to_f64, period::DateRange},
    understanding::{
        quantity::{self, Comparison, Delta, Direction, Quantity, QuantityKind},
        text::Text,
        time::{self, Grain, TimeMention},
    },
};

/// Floors in per cent, which may only rise: file, language, floor.
const FLOORS: &[(&str, &str, usize)] = &[
    ("authored/comparisons", "en", 100),
    ("authored/comparisons", "zh", 100),
    ("authored/counts", "en", 100),
    ("authored/counts", "zh", 100),
    ("authored/dates", "en", 100),
    ("authored/dates", "zh", 100),
    ("authored/deltas", "zh", 100),
    ("authored/durations", "en", 100),
    ("authored/durations", "zh", 100),
    ("authored/money", "en", 100),
    ("authored/money", "zh", 100),
    ("authored/percent", "en", 100),
    ("authored/percent", "zh", 100),
    ("authored/ranges", "en", 100),
    ("authored/ranges", "zh", 100),
    ("dates", "en", 64),
    ("dates", "zh", 96),
    ("durations", "en", 41),
    ("durations", "zh", 92),
    ("money", "en", 64),
    ("money", "zh", 94),
    ("numbers", "en", 46),
    ("numbers", "zh", 97),
    ("percent", "en", 44),
    ("percent", "zh", 98),
    ("ranges", "en", 62),
    ("ranges", "zh", 86),
];

/// Whether a case is of a kind.
type Test = fn(&Value) -> bool;

/// What our conventions read otherwise, and why; such cases are counted apart.
const OTHERWISE: &[(&str, Test)] = &[
    ("a habit names no day", |case| expects(case, |e| e["type"] == "recurrence")),
    ("a discount (折) is a price, no share", |case| expects(case, |e| has(e, &["折"]))),
    ("the lunar calendar is not read", |case| {
        expects(case, |e| has(e, &["正月", "腊月", "初一", "初二", "初三", "农历", "大年三十", "二月十五"]))
    }),
    ("years of emperors are not read", |case| expects(case, |e| is_days(e) && has(e, &["雍正", "康熙", "神龙"]))),
    ("a date that no calendar has is none", |case| expects(case, |e| from(e).is_some_and(|d| d.starts_with("0001")))),
    ("a/b/2020 begins with the month, as a/b does, in both languages", |case| {
        case["lang"] == "zh" && expects(case, |e| is_days(e) && day_first(e))
    }),
    ("a weekday counts within weeks that start on Monday, today included", |case| {
        from_source(case, "duckling")
            && expects(case, |e| {
                has(e, &["下周三", "下礼拜三", "这礼拜一", "礼拜二", "this monday", "tuesday", "Tuesday"])
            })
    }),
    ("a holiday's name alone is a name", |case| expects(case, |e| is_days(e) && e["match"] == "國慶")),
    ("two figures of a year up to 50 are of this century", |case| expects(case, |e| e["match"] == "三三年")),
    ("a length from today ends on a day", |case| {
        let lengths = ["七年后", "七年半后", "半年之后", "两个半月前", "一年半以前", "二十几年前", "4个星期之后"];
        from_source(case, "jionlp") && expects(case, |e| is_days(e) && has(e, &lengths))
    }),
    ("底 and end are the last day, 初 and beginning the first ten days or the first month", |case| {
        let words = ["底", "末", "年初", "end of", "EOM", "EOY", "eginning of", "start of", "BOY", "BOM"];
        expects(case, |e| is_days(e) && e["type"] != "date" && ends_with_part(e, &words))
    }),
    ("a deadline counts its day, to its end", |case| {
        // A year before which something is due ends with its last day.
        let year = |e: &Value| e["intervals"][0][1].as_str().is_some_and(|to| to.ends_with("-01-01"));
        expects(case, |e| is_days(e) && from(e).is_none() && year(e)) && !from_source(case, "authored")
    }),
    ("days told in a list are days, no span", |case| expects(case, |e| has(e, &["，11号，"]))),
    ("前两天 and a few days are too vague", |case| {
        expects(case, |e| is_days(e) && has(e, &["前两天", "few days", "few months"]))
    }),
    ("two coming weeks are both of them, from tomorrow on", |case| {
        from_source(case, "duckling") && expects(case, |e| is_days(e) && has(e, &["upcoming"]))
    }),
    ("the last and the next two weeks are counted from today, no whole ones", |case| {
        from_source(case, "duckling") && expects(case, |e| is_days(e) && counted_from_today(e))
    }),
    ("几 and 数 name no figure", |case| expects(case, |e| figure(e) && has(e, &["几", "数十", "数百"]))),
    ("a power (2^-1) is a formula", |case| expects(case, |e| e["type"] == "number" && has(e, &["^"]))),
    ("a day beside hours is eight hours of work", |case| {
        expects(case, |e| {
            e["type"] == "duration"
                && has(e, &["天", "周", "星期", "月", "年"])
                && has(e, &["时", "分钟", "秒"])
                && e["seconds"].is_number()
        })
    }),
    ("10月 and 五日 are days of the calendar", |case| {
        expects(case, |e| {
            let said = e["match"].as_str().unwrap_or_default();
            e["type"] == "duration" && said.ends_with(['月', '日']) && !said.contains(['个', '人', '工', '半'])
        })
    }),
    ("分 alone is a point, no cent", |case| {
        expects(case, |e| e["unit"] == "Cent" && e["match"].as_str().is_some_and(|m| m.ends_with('分')))
    }),
    ("a span joined by a dash is one rough figure", |case| {
        let text: Vec<char> = case["text"].as_str().unwrap_or_default().chars().collect();
        let dashed = text.windows(3).any(|w| w[0].is_ascii_digit() && w[1] == '-' && w[2].is_ascii_digit());
        dashed && expects(case, |e| e["type"] == "percent" && e["value"].is_number())
    }),
    ("a fraction of any whole and an estimate of a share are figures", |case| {
        let shares = case["text"].as_str().is_some_and(|t| t.contains("分之"));
        shares && case["expected"].as_array().is_some_and(Vec::is_empty)
    }),
    ("a share of two counts is for the reader to reckon", |case| expects(case, |e| e["derived"] == true)),
    ("what a bare number is, its name says (进度六十)", |case| {
        expects(case, |e| {
            e["type"] == "percent"
                && e["match"].as_str().is_some_and(|m| m.chars().all(|c| "一二三四五六七八九十百零".contains(c)))
        })
    }),
];

fn expects(case: &Value, test: impl Fn(&Value) -> bool) -> bool {
    case["expected"].as_array().is_some_and(|all| all.iter().any(test))
}

fn figure(expected: &Value) -> bool {
    matches!(expected["type"].as_str(), Some("number" | "count" | "money" | "percent" | "duration"))
}

fn has(expected: &Value, words: &[&str]) -> bool {
    expected["match"].as_str().is_some_and(|m| words.iter().any(|w| m.contains(w)))
}

fn is_days(expected: &Value) -> bool {
    expected["intervals"].is_array()
}

fn from(expected: &Value) -> Option<&str> {
    expected["intervals"][0][0].as_str()
}

fn from_source(case: &Value, name: &str) -> bool {
    case["source"].as_str().is_some_and(|source| source.starts_with(name))
}

/// Two figures that may both be a month, read by the peer with the day first.
fn day_first(expected: &Value) -> bool {
    let figures: Vec<u32> =
        expected["match"].as_str().unwrap_or_default().split(['/', '-']).filter_map(|f| f.parse().ok()).collect();
    let month = from(expected).and_then(|d| d.get(5..7)?.parse().ok());
    figures.len() >= 3 && figures[0] <= 12 && figures[1] <= 12 && Some(figures[1]) == month && figures[0] != figures[1]
}

fn ends_with_part(expected: &Value, words: &[&str]) -> bool {
    let text = expected["match"].as_str().unwrap_or_default();
    words.iter().any(|w| if w.is_ascii() { text.contains(w) } else { text.ends_with(w) })
}

/// last two weeks, next 3 months.
fn counted_from_today(expected: &Value) -> bool {
    let words: Vec<&str> = expected["match"].as_str().unwrap_or_default().split(' ').collect();
    words.len() == 3 && matches!(words[0], "last" | "past" | "next")
}

/// A text as we read it: the figures of a report, or every numeral that the grammar can parse.
struct Seen {
    text: Text,
    quantities: Vec<Quantity>,
    deltas: Vec<Delta>,
    times: Vec<TimeMention>,
}

impl Seen {
    fn new(case: &Value, every: bool) -> Seen {
        let text = Text::new(case["text"].as_str().expect("a text"));
        let today = case["ref_time"].as_str().and_then(|t| t.get(..10)?.parse().ok());
        let today = today.unwrap_or(NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day"));
        let quantities = if every { quantity::every(&text) } else { quantity::scan(&text, true) };
        let times = time::scan(&text, today, 1);
        Seen { deltas: quantity::deltas(&text.chars, &quantity::scan(&text, true)), quantities, times, text }
    }

    fn figure(&self, place: (usize, usize), is: impl Fn(&Quantity) -> bool) -> bool {
        self.quantities.iter().any(|q| q.start < place.1 && place.0 < q.end && is(q))
    }

    fn delta(&self, place: (usize, usize), is: impl Fn(&Delta) -> bool) -> bool {
        self.deltas.iter().any(|d| d.start < place.1 && place.0 < d.end && is(d))
    }

    /// Whether a figure counts such a thing: 客户, "PR".
    fn counts(&self, q: &Quantity, thing: &Value) -> bool {
        let Some(thing) = thing.as_str() else { return true };
        let noun = quantity::noun(&self.text.chars, q).map(|range| self.text.chars[range].iter().collect::<String>());
        noun.is_some_and(|noun| noun == thing.to_lowercase() || noun.strip_suffix('s') == Some(&thing.to_lowercase()))
    }

    fn has(&self, expected: &Value) -> bool {
        let number = |name: &str| expected[name].as_f64();
        let at = |name: &str| expected[name].as_u64().map(|n| n as usize);
        let place = (at("start").unwrap_or(0), at("end").unwrap_or(usize::MAX));
        let middle = number("low").zip(number("high")).map(|(low, high)| (low + high) / 2.0);
        let value = number("value").or(middle);
        match expected["type"].as_str().expect("a type") {
            // A half is 50 per cent with us.
            "number" => self.figure(place, |q| {
                let share = q.kind == QuantityKind::Percent;
                value.is_some_and(|v| said(q, v) || share && near(to_f64(q.value), v * 100.0))
            }),
            "count" => {
                let left = expected["polarity"] == "remaining";
                self.figure(place, |q| {
                    value.is_some_and(|v| said(q, v)) && q.remaining == left && self.counts(q, &expected["unit"])
                })
            }
            "percent" | "points" => {
                let told = self.figure(place, |q| {
                    let share =
                        matches!(q.kind, QuantityKind::Percent | QuantityKind::Points | QuantityKind::Fraction { .. });
                    let points = expected["unit"] != "pp" || q.kind == QuantityKind::Points;
                    share && points && (value.is_some_and(|v| said(q, v)) || within(q, number("low"), number("high")))
                });
                told && number("delta").is_none_or(|way| {
                    let by = |d: &Delta| value.is_some_and(|v| d.by.as_ref().is_some_and(|q| said(q, v.abs())));
                    self.delta(place, |d| by(d) && goes(d, way))
                })
            }
            "money" => {
                let is = |q: &Quantity| match &q.kind {
                    QuantityKind::Money(unit) => expected["currency"].as_str().is_none_or(|code| unit.as_str() == code),
                    QuantityKind::Number => true,
                    QuantityKind::Percent
                    | QuantityKind::Points
                    | QuantityKind::Duration { .. }
                    | QuantityKind::Count(_)
                    | QuantityKind::Fraction { .. } => false,
                };
                let (low, high) = (number("low"), number("high"));
                self.figure(place, |q| is(q) && (value.is_some_and(|v| said(q, v)) || within(q, low, high)))
                    || value.is_none() && self.range(place, low, high)
                    || number("value").is_none() && low.is_some() && high.is_some() && self.range(place, low, high)
            }
            "duration" | "effort" => {
                let ends = [&expected["low"], &expected["high"]];
                self.figure(place, |q| lasts(q, expected))
                    || ends.iter().all(|end| end.is_object() && self.figure(place, |q| lasts(q, end)))
            }
            "numberrange" => self.range(place, number("low"), number("high")),
            "comparison" if expected["op"] == "between" => self.range(place, number("low"), number("high")),
            "comparison" => self.figure(place, |q| {
                let milliseconds = has(expected, &["ms"]) && matches!(q.kind, QuantityKind::Duration { .. });
                let counted = |v: f64| milliseconds && near(to_f64(q.value) * 3_600_000.0, v);
                value.is_some_and(|v| said(q, v) || counted(v))
                    && q.comparison.is_some_and(|c| Some(sign(c)) == expected["op"].as_str())
            }),
            "delta" => self.delta(place, |d| {
                let part = |name: &str, is: &Option<Quantity>| match (number(name), is) {
                    (None, is) => is.is_none(),
                    (Some(v), Some(q)) => {
                        said(q, v.abs()) && (expected["unit"] != "%") == (q.kind != QuantityKind::Percent)
                    }
                    (Some(_), None) => false,
                };
                let way = number("by").or(number("to").zip(number("frm")).map(|(to, from)| to - from));
                part("frm", &d.from) && part("to", &d.to) && part("by", &d.by) && way.is_some_and(|way| goes(d, way))
            }),
            _ => self.days(place, expected),
        }
    }

    fn days(&self, place: (usize, usize), expected: &Value) -> bool {
        let Some(intervals) = expected["intervals"].as_array() else { return false };
        let day = |value: &Value| value.as_str().and_then(|s| s.get(..10)?.parse::<NaiveDate>().ok());
        self.times.iter().filter(|t| t.start < place.1 && place.0 < t.end).any(|t| {
            intervals.iter().filter_map(Value::as_array).any(|interval| {
                let (from, to) = (interval.first().and_then(day), interval.get(1).and_then(day));
                [&t.back, &t.ahead].iter().any(|range| {
                    // Tools differ in whether 近三年 counts today, by a day at both ends.
                    let past = range.last + Days::new(1);
                    let shifted = to == Some(range.last) && from == range.first.pred_opt();
                    let starts = from.is_none_or(|from| from == range.first || t.deadline) || shifted;
                    // The files say that tools differ by a day in where they end, and that some end a span of months
                    // or years where its last one begins.
                    let whole = t.grain == Grain::Month || t.grain == Grain::Year;
                    let begins = [DateRange::month(range.last).first, DateRange::year(range.last, 1).first];
                    let joined = whole && to.is_some_and(|to| to > range.first && begins.contains(&to));
                    let ends = to.is_none_or(|to| (to - past).num_days().abs() <= 1) || joined;
                    starts && ends
                })
            })
        })
    }

    fn range(&self, place: (usize, usize), low: Option<f64>, high: Option<f64>) -> bool {
        let bound = |value: f64, signs: &[&str]| {
            self.figure(place, |q| said(q, value) && q.comparison.is_some_and(|c| signs.contains(&sign(c))))
        };
        match (low, high) {
            (Some(low), Some(high)) => {
                self.figure(place, |q| said(q, (low + high) / 2.0))
                    || self.figure(place, |q| said(q, low)) && self.figure(place, |q| said(q, high))
            }
            (Some(low), None) => bound(low, &[">", ">="]),
            (None, Some(high)) => bound(high, &["<", "<="]),
            (None, None) => false,
        }
    }

    fn meets(&self, expected: &[Value], slot: &str) -> bool {
        if expected.is_empty() { !self.anything(slot) } else { expected.iter().all(|e| self.has(e)) }
    }

    /// Whether anything of a file's kind was found.
    fn anything(&self, file: &str) -> bool {
        match file {
            "dates" | "ranges" => !self.times.is_empty(),
            _ => !self.quantities.is_empty(),
        }
    }
}

/// Whether a figure is rough and lies within a span, as 3000多 does in 3000 to 4000.
fn within(q: &Quantity, low: Option<f64>, high: Option<f64>) -> bool {
    let value = to_f64(q.value);
    q.approximate && low.zip(high).is_some_and(|(low, high)| low <= value && value <= high)
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= b.abs() * 1e-4 + 1e-9
}

fn said(q: &Quantity, value: f64) -> bool {
    let counted = match &q.kind {
        QuantityKind::Duration { days } => days.map(to_f64),
        QuantityKind::Fraction { part, whole } => Some(to_f64(*part) / to_f64(*whole)),
        QuantityKind::Number
        | QuantityKind::Percent
        | QuantityKind::Points
        | QuantityKind::Money(_)
        | QuantityKind::Count(_) => None,
    };
    near(to_f64(q.value), value) || counted.is_some_and(|c| near(c, value))
}

fn goes(delta: &Delta, way: f64) -> bool {
    delta.direction == Some(if way > 0.0 { Direction::Up } else { Direction::Down })
}

/// Days count as calendar days where they were counted, as eight hours of work where the case counts effort.
fn lasts(q: &Quantity, expected: &Value) -> bool {
    let QuantityKind::Duration { days } = &q.kind else { return false };
    let (hours, days) = (to_f64(q.value), days.map(to_f64));
    let each = |field: &str| {
        let one = expected[field].as_f64();
        let ends = expected["low"][field].as_f64().zip(expected["high"][field].as_f64());
        one.or(ends.map(|(low, high)| (low + high) / 2.0))
    };
    let seconds =
        each("seconds").is_some_and(|s| near(hours * 3600.0, s) || days.is_some_and(|d| near(d * 86_400.0, s)));
    let months = each("months").is_some_and(|m| {
        // Months of 30 days and years of 365: 四年六个月 lies between the two.
        days.is_some_and(|d| m * 30.0 <= d + 1e-6 && d <= m * 365.0 / 12.0 + 1e-6 || near(d / 91.0 * 3.0, m))
    });
    let worked = expected["hours"].as_f64().is_some_and(|h| near(hours, h));
    let counted = expected["days"].as_f64().is_some_and(|d| days.is_some_and(|days| near(days, d)));
    seconds || months || worked || counted
}

fn sign(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::AtLeast => ">=",
        Comparison::AtMost => "<=",
        Comparison::More => ">",
        Comparison::Less => "<",
    }
}

fn folder() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/reference/peer-cases");
    let named = std::env::var_os("ZHIXING_PEER_CASES").map(PathBuf::from);
    assert!(named.as_ref().is_none_or(|folder| folder.is_dir()), "ZHIXING_PEER_CASES names no folder: {named:?}");
    named.or(Some(beside)).filter(|folder| folder.is_dir())
}

#[test]
fn peers_expectations_are_met_as_often_as_before() {
    let Some(folder) = folder() else {
        println!("NOT RUN: the peer cases are not beside this checkout; set ZHIXING_PEER_CASES to their folder");
        return;
    };
    let errors = std::env::var_os("ZHIXING_PEER_ERRORS").is_some();
    let mut rates: BTreeMap<(String, String), (usize, usize, usize)> = BTreeMap::new();
    let mut apart: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, file) in files(&folder) {
        let slot = file.rsplit('/').next().expect("a name");
        for case in fs::read_to_string(folder.join(&name)).expect("it is there").lines() {
            let case: Value = serde_json::from_str(case).expect("JSON");
            let core = case["tags"].as_array().is_some_and(|tags| tags.iter().any(|t| t == "core"));
            if !core {
                continue;
            }
            if let Some((why, _)) = OTHERWISE.iter().find(|(_, test)| test(&case)) {
                *apart.entry(why).or_default() += 1;
                continue;
            }
            let expected = case["expected"].as_array().expect("a list");
            // That nothing is there holds of reports: what the grammar alone can parse is not asked.
            let strict = Seen::new(&case, false);
            let as_reported = strict.meets(expected, slot);
            let of_days = matches!(slot, "dates" | "ranges");
            let seen = if of_days || expected.is_empty() { strict } else { Seen::new(&case, true) };
            let passed = as_reported || seen.meets(expected, slot);
            let lang = case["lang"].as_str().unwrap_or("zh").to_owned();
            if !passed && errors {
                println!(
                    "MISSED {file} {lang} {} {} {:?} {:?}",
                    case["text"],
                    case["expected"],
                    told(&seen.quantities),
                    days(&seen.times)
                );
            }
            let rate = rates.entry((file.clone(), lang)).or_default();
            *rate = (rate.0 + usize::from(passed), rate.1 + 1, rate.2 + usize::from(as_reported));
        }
    }
    for ((file, lang), (passed, all, reported)) in &rates {
        let share = 100.0 * *passed as f64 / *all as f64;
        println!("{file:<22} {lang} {passed:>4} of {all:>4}  {share:>5.1} %  as reports are read {reported:>4}");
    }
    for (why, count) in &apart {
        println!("apart: {count:>3}  {why}");
    }
    for (file, lang, floor) in FLOORS {
        let (passed, all, _) = rates.get(&(file.to_string(), lang.to_string())).copied().unwrap_or_default();
        assert!(passed * 100 >= floor * all && all > 0, "{file} {lang}: {passed} of {all} is below {floor} %");
    }
}

fn told(quantities: &[Quantity]) -> Vec<String> {
    quantities.iter().map(|q| format!("{}{:?}{}", q.value, q.kind, q.comparison.map_or("", sign))).collect()
}

fn days(times: &[TimeMention]) -> Vec<String> {
    times.iter().map(|t| format!("{}..{}|{}..{}", t.back.first, t.back.last, t.ahead.first, t.ahead.last)).collect()
}

/// The files, and what each is called in the table.
fn files(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for under in ["", "authored"] {
        for entry in fs::read_dir(folder.join(under)).expect("a folder").map(|e| e.expect("an entry").path()) {
            if entry.extension().is_some_and(|e| e == "jsonl") {
                let stem = entry.file_stem().expect("a name").to_string_lossy().into_owned();
                let name = if under.is_empty() { stem } else { format!("{under}/{stem}") };
                found.push((entry.strip_prefix(folder).expect("it is within").to_path_buf(), name));
            }
        }
    }
    found.sort();
    found
}
