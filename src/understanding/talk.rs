//! What a message does in a conversation, where a few words decide it: commands, assent, small talk, taking back.
//!
//! Reports and questions are not recognised here.

use chrono::NaiveDate;

use super::{
    language::{en, zh},
    lexicon::Lexicon,
    text::Text,
    time,
};
use crate::domain::{Key, Language, org::Kind};

/// What a few words do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// 帮助, /help.
    Help,
    /// /start.
    Start,
    /// 我的: the speaker's own goals and reports.
    Mine,
    /// The newest entries of the audit log.
    AuditLog,
    /// 语言, 说英文: `None` asks which.
    Language(Option<Language>),
    /// 确认, 对.
    Yes,
    /// 不对, 不算, no.
    No,
    /// 修改.
    Edit,
    /// 不是日报.
    NotReport,
    /// 是日报.
    IsReport,
    /// A bare number: the choice of that place, from 1.
    Choice(usize),
    /// 认可, 不认可: the word on a figure that somebody else gave.
    Endorse(bool),
    /// 同意, 不同意: the word on what somebody proposed.
    Agree(bool),
    /// 建, 不建: the word on work that a report spoke of.
    Define(bool),
    /// 提交: hands in what is open.
    Submit,
    /// 退回: sends back what waits for the speaker.
    SendBack,
    /// 撤回申请.
    WithdrawRequest,
    /// 待我审批的.
    Approvals,
    /// 我的申请.
    Requests,
    /// 把我昨天写的那条删了: takes a report back.
    Withdraw,
    /// 你好, 谢谢, 哈哈.
    SmallTalk,
    /// 好累: said, heard, not kept.
    Feeling,
}

/// A message that binds an account by a one-time code: `/start CODE`, 绑定 CODE, and `yes` or `no` to the name behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Binding<'a> {
    /// The code.
    pub code: &'a str,
    /// Whether the speaker says to be the person; `None` while they have not been asked.
    pub yes: Option<bool>,
}

/// The shortest thing that could be a code.
const CODE_LENGTH: usize = 20;

/// Whether a message binds an account.
pub fn binding(message: &str) -> Option<Binding<'_>> {
    let mut words = message.split_whitespace();
    let command = words.next()?;
    if !zh::talk::BINDING.contains(&command) && !en::talk::BINDING.contains(&command) {
        return None;
    }
    let is_code = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let code = words.next().filter(|code| code.len() >= CODE_LENGTH && code.chars().all(is_code))?;
    let yes = match words.next() {
        None => None,
        Some("yes") => Some(true),
        Some("no") => Some(false),
        Some(_) => return None,
    };
    words.next().is_none().then_some(Binding { code, yes })
}

/// Whom a message invites: 邀请 张伟, “invite Daniel”.
pub fn invites(message: &str) -> Option<&str> {
    let message = message.trim();
    let name = zh::talk::INVITING.iter().chain(en::talk::INVITING).find_map(|word| message.strip_prefix(word))?;
    let name = name.trim_start_matches([':', ':']).trim();
    (!name.is_empty() && name.chars().count() <= 30 && !name.contains(['\n', ',', '。', ','])).then_some(name)
}

/// The goal that a message wants checked: 检查一下这个目标:Q1客户留存率提升至85%, “is this goal SMART: Raise NPS to 45”.
pub fn goal_to_check(message: &str) -> Option<&str> {
    let text = super::text::Text::new(message);
    let start = text.chars.iter().position(|c| !c.is_whitespace())?;
    let said: String = text.chars[start..].iter().collect();
    let words = zh::talk::CHECKING_A_GOAL.iter().chain(en::talk::CHECKING_A_GOAL);
    // Something must part it from the goal: 检查目标完成情况 asks for something else.
    let parts = |c: char| c.is_whitespace() || ":?,。".contains(c);
    let ends = words.filter(|w| said.strip_prefix(**w).is_some_and(|rest| rest.starts_with(parts)));
    let from = start + ends.map(|w| w.chars().count()).max()?;
    let goal = text.words(message, from, text.chars.len())?;
    let goal = goal.trim_matches(|c: char| c.is_whitespace() || "::??,,。“”\"「」'".contains(c));
    (goal.chars().count() >= 2).then_some(goal)
}

/// Somebody who decides for the speaker while they are away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandIn {
    /// Who.
    pub other: Key,
    /// First day.
    pub first: NaiveDate,
    /// Last day.
    pub last: NaiveDate,
}

/// Who decides for the speaker on some days: 11月23日到11月27日我的审批由赵磊代办, “Zhao Lei approves for me from … to …”.
pub fn stand_in(lexicon: &Lexicon, message: &str, speaker: &Key, today: NaiveDate) -> Option<StandIn> {
    let text = Text::new(message.trim());
    let said: String = text.chars.iter().collect();
    let says = |list: &[(&str, &str)]| list.iter().any(|(a, b)| said.contains(a) && said.contains(b));
    if said.chars().count() > 60 || !(says(zh::talk::STANDING_IN) || says(en::talk::STANDING_IN)) {
        return None;
    }
    let named = lexicon.resolve(&lexicon.mentions(&text), speaker);
    let is_person = |key: &Key| lexicon.org().kind(key) == Some(Kind::Person) && key != speaker;
    let other = named.into_iter().find_map(|n| n.who.filter(is_person))?;
    let days = time::scan(&text, today, 1);
    let (first, last) = (days.first()?.ahead.first, days.last()?.ahead.last);
    Some(StandIn { other, first: first.min(last), last })
}

/// The longest question about who looked at what is the speaker's.
const LONGEST_LOOKED: usize = 40;

/// Whether a message asks who looked at what is the speaker's: 谁看过我的日报, “who looked at my data?”.
pub fn asks_who_looked(message: &str) -> bool {
    let said = folded(message);
    let short = said.chars().count() <= LONGEST_LOOKED;
    let asks = |(verbs, things): &(&[&str], &[&str])| {
        let rest = verbs.iter().find_map(|verb| said.split_once(verb)).map(|(_, rest)| rest);
        rest.is_some_and(|rest| things.iter().any(|thing| rest.contains(thing)))
    };
    short && [zh::talk::LOOKING, en::talk::LOOKING].iter().any(asks)
}

/// What a button does that decides on one thing, whatever was said since.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ButtonAct {
    /// `/endorse CLAIM yes`: another's figure counts.
    Endorse,
    /// `/name PROPOSAL yes`: a proposed name is to be known.
    Name,
    /// `/define PROPOSAL yes`: work that a report spoke of is to be there.
    Define,
    /// `/reread REPORT`: a report is read once more.
    Reread,
    /// `/request REQUEST submit`, `/request REQUEST yes`: something asked for.
    Request,
    /// `/review REPORT yes`: a report was read.
    Review,
    /// `/work DRAFT yes`, `/work DRAFT 2`: work about to be made.
    Work,
    /// `/field DRAFT yes`: a field about to be defined, to be otherwise or to go.
    Field,
}

/// What a button says about its thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Yes.
    Yes,
    /// No.
    No,
    /// The thing at a place of what was offered, from 1.
    Place(usize),
    /// It is to be handed in.
    Submit,
    /// It is taken back.
    Withdraw,
}

impl Answer {
    fn of(word: &str) -> Option<Answer> {
        Some(match word {
            "yes" => Answer::Yes,
            "no" => Answer::No,
            "submit" => Answer::Submit,
            "withdraw" => Answer::Withdraw,
            place => Answer::Place(place.parse().ok().filter(|n| *n > 0)?),
        })
    }
}

impl ButtonAct {
    const ALL: [ButtonAct; 8] = [
        ButtonAct::Define,
        ButtonAct::Review,
        ButtonAct::Request,
        ButtonAct::Endorse,
        ButtonAct::Name,
        ButtonAct::Reread,
        ButtonAct::Work,
        ButtonAct::Field,
    ];

    /// The command that the button says.
    pub fn command(self) -> &'static str {
        match self {
            ButtonAct::Endorse => "/endorse",
            ButtonAct::Name => "/name",
            ButtonAct::Define => "/define",
            ButtonAct::Reread => "/reread",
            ButtonAct::Work => "/work",
            ButtonAct::Field => "/field",
            ButtonAct::Review => "/review",
            ButtonAct::Request => "/request",
        }
    }
}

/// A button's command taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Button<'a> {
    /// What it does.
    pub does: ButtonAct,
    /// To what.
    pub id: &'a str,
    /// What it says, where it asks.
    pub answer: Option<Answer>,
}

/// What a message does that a button said.
pub fn said_by_button(message: &str) -> Option<Button<'_>> {
    let mut words = message.split_whitespace();
    let command = words.next()?;
    let does = ButtonAct::ALL.into_iter().find(|act| act.command() == command)?;
    let id = words.next()?;
    let answer = match words.next() {
        None => None,
        Some(word) => Some(Answer::of(word)?),
    };
    words.next().is_none().then_some(Button { does, id, answer })
}

/// The phrases of one language. All are lower case, half-width, simplified.
pub struct Phrases {
    /// Whole messages and what they do.
    pub whole: &'static [(&'static str, Act)],
    /// Verbs of taking back.
    pub take_back: &'static [&'static str],
    /// What is taken back: needed beside the verb.
    pub taken: &'static [&'static str],
    /// Feelings and private matters.
    pub feelings: &'static [&'static str],
    /// Words that hold an asking word and ask nothing: 没什么.
    pub not_asking: &'static [&'static str],
    /// Words that ask, anywhere in a sentence.
    pub asking: &'static [&'static str],
    /// Words that ask, at the start of a message.
    pub asking_first: &'static [&'static str],
    /// Words that ask, at the end of a sentence.
    pub asking_last: &'static [&'static str],
    /// Words that only a report of work has.
    pub working: &'static [&'static str],
    /// Starts of a correction.
    pub correcting: &'static [&'static str],
}

const LANGUAGES: [&Phrases; 2] = [&zh::talk::PHRASES, &en::talk::PHRASES];

/// What a whole message does, if it is one of the few.
pub fn act(text: &str) -> Option<Act> {
    let said = folded(text);
    let trimmed = said.trim_matches(|c: char| c.is_whitespace() || "。.!!~,,、…".contains(c));
    if let Some(n) = choice(trimmed) {
        return Some(Act::Choice(n));
    }
    let whole = LANGUAGES.iter().flat_map(|l| l.whole).find(|(phrase, _)| *phrase == trimmed).map(|(_, act)| *act);
    whole.or_else(|| takes_back(&said).then_some(Act::Withdraw))
}

fn choice(text: &str) -> Option<usize> {
    let digits = text.trim_start_matches('第').trim_end_matches('个');
    (digits.len() == 1).then(|| digits.parse().ok()).flatten().filter(|n| *n > 0)
}

/// Whether a short message asks for a report to be taken back: a verb of taking back and something taken.
fn takes_back(said: &str) -> bool {
    said.chars().count() <= 40
        && LANGUAGES.iter().any(|l| {
            l.take_back.iter().any(|verb| said.contains(verb)) && l.taken.iter().any(|what| said.contains(what))
        })
}

/// Whether a message asks something, by its words alone.
pub fn asks(text: &str) -> bool {
    let mut said = folded(text);
    let end = said.trim_end_matches(|c: char| c.is_whitespace() || "。.!~".contains(c));
    if end.ends_with('?') {
        return true;
    }
    for phrase in LANGUAGES.iter().flat_map(|l| l.not_asking) {
        said = said.replace(phrase, " ");
    }
    LANGUAGES.iter().any(|l| {
        l.asking.iter().any(|w| said.contains(w))
            || l.asking_first.iter().any(|w| starts_with_word(&said, w))
            || said.split([',', ',', '。', ';', ';']).any(|part| l.asking_last.iter().any(|w| part.trim().ends_with(w)))
    })
}

/// Whether a message begins by asking who or which, as no report does.
pub fn opens_asking(text: &str) -> bool {
    let said = folded(text);
    zh::talk::OPENING.iter().chain(en::talk::OPENING).any(|w| starts_with_word(&said, w))
}

/// Whether a message only tells of feelings or private matters.
pub fn feels(text: &str) -> bool {
    let said = folded(text);
    LANGUAGES.iter().any(|l| l.feelings.iter().any(|w| said.contains(w)))
}

/// Whether a message has words that only a report of work has.
pub fn works(text: &str) -> bool {
    let said = folded(text);
    LANGUAGES.iter().any(|l| l.working.iter().any(|w| said.contains(w)))
}

/// Whether a message starts as a correction does: 不是80%,是75%.
pub fn corrects(text: &str) -> bool {
    let said = folded(text);
    LANGUAGES.iter().any(|l| l.correcting.iter().any(|w| starts_with_word(&said, w)))
}

fn starts_with_word(said: &str, word: &str) -> bool {
    said.strip_prefix(word).is_some_and(|rest| {
        let latin = word.ends_with(|c: char| c.is_ascii_alphanumeric());
        !latin || !rest.starts_with(|c: char| c.is_ascii_alphanumeric())
    })
}

fn folded(text: &str) -> String {
    super::text::Text::new(text.trim()).chars.iter().collect()
}
