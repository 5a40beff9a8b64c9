//! English words of other kinds.

/// Words of the future that make a figure an aim.
pub const AIMS: &[&str] =
    &["will", "plan", "plan to", "planning to", "aim", "aiming", "expect", "going to", "should", "i'll", "we'll"];

/// Whether a word sets a figure told beside an aim, rather than the aim: 27 hours against a target of 24.
pub fn compares(word: &[char]) -> bool {
    let word: String = word.iter().collect();
    ["against a target", "versus", "vs"].contains(&word.as_str())
}

/// Common words that are names only in capitals: IT, US.
pub const ALSO_PRONOUNS: &[&str] = &["it", "us", "am", "so", "go", "do", "or"];

/// What hours behind were spent on: team meeting 1.5 hrs.
pub const ACTIVITIES: &[&str] =
    &["call", "calls", "review", "reviews", "workshop", "session", "sync", "standup", "interviews", "visit", "audit"];

/// Words for what is left of something spoken of.
pub const REST: &[&str] = &["remaining", "the remaining", "the rest", "the last", "the other"];

/// Verbs of timetables, whose present tells what is to come.
pub const SCHEDULED: &[&str] = &[
    "ship", "ships", "start", "starts", "begin", "begins", "go", "goes", "move", "moves", "run", "runs", "open",
    "opens", "close", "closes", "resume", "resumes", "remain", "remains", "stay", "stays",
];

/// Words that sum up, before the hours something took.
pub const SUMS_UP: &[&str] = &["that was", "that's", "this was", "in all", "altogether"];
