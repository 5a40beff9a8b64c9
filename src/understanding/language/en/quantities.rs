//! English words around figures.

use crate::understanding::quantity::{
    Comparison,
    surround::Hint,
    unit::{Currency, Span},
};
use crate::understanding::words::each;

/// Currencies, before the figure or behind it.
pub const CURRENCIES: &[(&str, Currency)] = &[
    ("¥|rmb|cny|yuan|cn¥", Currency::Yuan),
    ("$|us$|usd|dollar|dollars|bucks|us dollars", Currency::Dollar),
    ("€|eur|euro|euros", Currency::Euro),
    ("hk$|hkd", Currency::HongKong),
    ("£|gbp|pounds", Currency::Pound),
    ("jpy|yen", Currency::Yen),
];

/// Durations, behind the figure.
pub const DURATIONS: &[(&str, Span)] = &[
    ("h|hr|hrs|hour|hours|man-hour|man-hours|person-hours|person-hour|person hours", Span::Hour),
    ("min|mins|minute|minutes", Span::Minute),
    ("s|sec|secs|second|seconds", Span::Second),
    ("ms", Span::Millisecond),
    ("d|day|days", Span::Day),
    (
        "workday|workdays|working day|working days|business day|business days|work days|pd|md|person-day|\
     person-days|man-day|man-days|person day|person days|man days|mandays",
        Span::WorkDay,
    ),
    ("week|weeks|wk|wks", Span::Week),
    ("month|months", Span::Month),
    ("quarter", Span::Quarter),
    ("year|years|yr|yrs", Span::Year),
];

/// Durations in so many words, with their minutes by eight-hour days.
pub const WHOLE_DURATIONS: &[(&str, u32)] = &[
    ("half an hour|half hour|a half hour", 30),
    ("an hour and half|one and a half hours|an hour and a half|one hour and a half", 90),
    ("a week|another week", 2400),
    ("a couple of weeks|couple of weeks", 4800),
    ("another day|a day|a full day|the whole day|a whole day|whole day|all day|the full day", 480),
    ("another hour|an hour", 60),
    ("a couple of hours|couple of hours", 120),
    ("a couple of days|couple of days", 960),
    ("one and a half days|a day and a half", 720),
    ("two and a half hours", 150),
    ("two and a half days", 1200),
    ("three and a half hours", 210),
    ("a quarter of an hour", 15),
    (
        "half a day|half day|half-day|a half day|a whole morning|the whole morning|the whole afternoon|\
     all morning|all afternoon",
        240,
    ),
];

/// Words before a figure.
pub const BEFORE: &[(&str, Hint)] = &[
    ("about|around|roughly|approximately|approx|approx.|almost|nearly|some|circa|maybe|close to", Hint::Rough),
    (
        "at least|no less than|no fewer than|not less than|minimum|a minimum of|greater than or equal to",
        Hint::Bound(Comparison::AtLeast),
    ),
    (
        "at most|no more than|not more than|maximum|a maximum of|within|under|less than or equal to|max",
        Hint::Bound(Comparison::AtMost),
    ),
    ("up to|min|past|the last|another", Hint::Nothing),
    ("over|above|more than|greater than|exceeding", Hint::Bound(Comparison::More)),
    ("below|less than|fewer than|lower than", Hint::Bound(Comparison::Less)),
    ("just under|not even|short of", Hint::RoughLess),
    ("remaining|the remaining|still missing|left:|still need", Hint::Remaining),
];

/// Words behind a figure.
pub const AFTER: &[(&str, Hint)] = &[
    ("or so|ish|-ish|plus", Hint::Rough),
    ("or more|and above|or above", Hint::Bound(Comparison::AtLeast)),
    ("or less|or fewer|or below|max", Hint::Bound(Comparison::AtMost)),
    ("left|remaining|to go|outstanding|are left|still open|still left|remain", Hint::Remaining),
];

/// Words that may follow a figure and are no count noun.
pub const NOT_NOUNS: &str = "a|about|above|after|again|ago|already|also|am|an|and|are|as|at|away|back|be|because|been|before|\
    behind|below|but|by|came|can|closed|complete|completed|could|did|do|does|done|down|due|each|else|\
    even|ever|every|fixed|for|from|go|got|had|has|have|he|her|here|higher|his|i|if|in|instead|into|is|\
    it|its|just|last|late|later|left|less|lower|may|might|more|most|my|need|needs|new|next|no|not|now|of|off|on|\
    only|open|or|our|out|over|passed|past|per|pm|plus|points|ready|remain|remaining|resolved|she|should|\
    signed|since|so|still|than|that|the|their|them|then|there|these|they|this|those|through|times|to|\
    today|tomorrow|too|under|until|up|versus|vs|was|we|went|were|when|where|which|while|who|will|with|\
    within|without|would|x|yesterday|yet|you|your|th|st|nd|rd";

/// Units written right behind digits.
pub const GLUED_UNITS: &str = "kg|g|km|cm|mm|ml|l|t|gb|mb|tb|kb|pcs|pc|kwh|mw|kw·h|sku|skus|pr|prs|bug|bugs|case|cases|demo|demos|\
    api|apis|qps|x|px|leads|orders|stores";

/// Words before a number that make it the name of a version.
pub const VERSION_WORDS: &str =
    "v|ver|version|release|rc|sprint|phase|vol|app|ios|android|mysql|python|java|node|go|windows|win";

/// Words before a number that make it a name.
pub const NAME_PREFIXES: &str = "pr|mr|issue|bug|ticket|case|jira|id|no|no.|room|error|http|status|code|port|level|step|chapter|\
    section|line|order no|invoice|po|iphone|mate|p|sn|batch|lot|row|flight|build|bed|ward|unit|store|\
    gate";

/// Whether letters before digits are a currency and no part of a name: rmb8000.
pub fn is_unit_before(letters: &[char]) -> bool {
    each(CURRENCIES).any(|(word, _)| word.chars().eq(letters.iter().copied()))
}

/// Words between a number and its noun: 12 new leads.
pub const ADJECTIVES: &str = "new|more|additional|extra|open|active|paid|paying|qualified|signed|full|whole|working|critical|major|minor|failed|pending|test|total|inbound|outbound";
