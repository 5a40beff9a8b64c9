//! What is asked for and who decides: declared, filled in, handed in, agreed to or sent back.

use chrono::NaiveDate;
use uuid::Uuid;

use crate::{
    app::{
        self, App, Error,
        requests::{self, Missing, Moved},
    },
    conversation::{
        Step, ToOther,
        dialogue::Expecting,
        heard::Heard,
        reply::{Button, Reply},
    },
    domain::{
        Key, Language,
        access::Class,
        approval::{Kind, KpiDraft, State, Wish},
        org::Direction,
    },
    store::requests::Request,
    understanding::{
        talk::{Answer, ButtonAct, StandIn},
        wish::{self, Wished},
    },
    wording::{Label, RequestSay, Say, label, request_line, say},
};

/// The longest reason that is taken.
const LONGEST_REASON: usize = 300;

/// Begins what somebody asks for.
pub async fn begin(app: &App, heard: &Heard<'_>, wished: Wished) -> Result<Step, Error> {
    let (about, wish) = match wished {
        Wished::Kpi { about, draft } => (about, Wish::Kpi(draft)),
        Wished::Target { kpi, to } => match requests::other_target(heard.actor, &kpi, to) {
            Ok(wish) => (None, wish),
            Err(Error::Invalid(_)) => return Ok(said(heard, takes(heard, &kpi))),
            Err(error) => return refused(heard, error),
        },
        Wished::Late { day } => {
            let Some(report) = heard.dialogue.card else { return Ok(said(heard, RequestSay::NoReport)) };
            match app::reports::own(app, heard.actor, report).await {
                Ok(_) => {}
                Err(error @ (Error::NotFound | Error::Forbidden(_))) => {
                    return Ok(said(heard, RequestSay::NoReport).refused(error));
                }
                Err(error) => return Err(error),
            }
            (None, Wish::Late { report, day })
        }
    };
    match requests::begin(heard.actor, about, wish, heard.sent_at) {
        Ok(moved) => Ok(shown(heard, moved)),
        Err(error) => refused(heard, error),
    }
}

/// How the target of a KPI is said.
fn takes(heard: &Heard<'_>, kpi: &Key) -> RequestSay {
    let is_range = heard.org().kpi(kpi).is_some_and(|k| k.direction == Direction::Range);
    let kpi = heard.org().name(kpi).to_owned();
    if is_range { RequestSay::TakesRange(kpi) } else { RequestSay::TakesFigure(kpi) }
}

/// Fills in the one thing that was asked for.
pub async fn fill(app: &App, heard: &Heard<'_>) -> Result<Step, Error> {
    let Some(Expecting::Request { id, asks: Some(missing) }) = heard.dialogue.expecting else {
        return Ok(said(heard, RequestSay::Gone));
    };
    let request = match requests::own(app, heard.actor, id).await {
        Ok(request) => request,
        Err(error) => return refused(heard, error),
    };
    let Wish::Kpi(draft) = request.wish else { return Ok(said(heard, RequestSay::Gone)) };
    let draft = filled(heard, draft, missing);
    match requests::fill(app, heard.actor, id, Wish::Kpi(draft), heard.sent_at).await {
        Ok(moved) => Ok(shown(heard, moved)),
        Err(error) => refused(heard, error),
    }
}

/// A declaration with what its writer says to the one question, or put anew as a whole.
fn filled(heard: &Heard<'_>, mut draft: KpiDraft, missing: Missing) -> KpiDraft {
    let fiscal = heard.org().company.fiscal_year_start_month;
    if let Some(anew) = wish::restated(&draft, heard.text, heard.today(), fiscal) {
        return anew;
    }
    match missing {
        Missing::Name | Missing::Measure => {
            draft.name = wish::name_of(heard.text);
            draft.measured = missing == Missing::Measure;
        }
        Missing::Figure | Missing::Reference => drop(wish::add_figure(&mut draft, heard.text)),
        Missing::Time => {}
    }
    if draft.period.is_none() {
        wish::add_time(&mut draft, heard.text, heard.today(), fiscal);
    }
    if draft.target.is_none() {
        wish::add_figure(&mut draft, heard.text);
    }
    draft.said = if draft.said.is_empty() { heard.text.into() } else { format!("{},{}", draft.said, heard.text) };
    draft
}

/// Whether a message says the one thing that was asked for, or the whole of it anew.
pub fn fills(missing: Missing, text: &str, today: NaiveDate) -> bool {
    let mut draft = wish::nothing();
    let whole = wish::restated(&draft, text, today, 1).is_some();
    let said = match missing {
        Missing::Name | Missing::Measure => !wish::name_of(text).is_empty() && is_short(text),
        Missing::Figure => wish::add_figure(&mut draft, text),
        Missing::Reference => wish::add_figure(&mut draft, text) && !draft.relative,
        Missing::Time => wish::add_time(&mut draft, text, today, 1),
    };
    said || whole
}

/// Whether a text is no longer than a name: Latin words are.
fn is_short(text: &str) -> bool {
    text.chars().count() <= if text.is_ascii() { 40 } else { 20 }
}

/// A button of a request, or the word that it stands for.
pub async fn answer(app: &App, heard: &Heard<'_>, id: Uuid, answer: Answer) -> Result<Step, Error> {
    let done = match answer {
        Answer::Submit => submit(app, heard, id).await,
        Answer::Withdraw => withdraw(app, heard, id).await,
        Answer::Yes => approve(app, heard, id).await,
        Answer::No => ask_why(app, heard, id).await,
        Answer::Place(_) => Err(Error::NotFound),
    };
    done.or_else(|error| refused(heard, error))
}

/// The word without a button: on the request that is open here, else on the one that waits longest.
pub async fn answer_open(app: &App, heard: &Heard<'_>, word: Answer) -> Result<Step, Error> {
    let open = match heard.dialogue.expecting {
        Some(Expecting::Request { id, .. }) if matches!(word, Answer::Submit | Answer::Withdraw) => Some(id),
        _ => match word {
            Answer::Submit | Answer::Withdraw => open_of_own(app, heard, word).await?,
            Answer::Yes | Answer::No | Answer::Place(_) => {
                requests::waiting(app, heard.actor).await?.first().map(|request| request.id)
            }
        },
    };
    match open {
        Some(id) => answer(app, heard, id, word).await,
        None => Ok(said(heard, RequestSay::Gone)),
    }
}

async fn open_of_own(app: &App, heard: &Heard<'_>, word: Answer) -> Result<Option<Uuid>, Error> {
    let wanted = if word == Answer::Submit { State::Draft } else { State::Submitted };
    let own = requests::asked_for(app, heard.actor).await?;
    Ok(own.into_iter().find(|request| request.state == wanted).map(|request| request.id))
}

async fn submit(app: &App, heard: &Heard<'_>, id: Uuid) -> Result<Step, Error> {
    let moved = requests::submit(app, heard.actor, id, heard.sent_at).await?;
    let decider = moved.request.approver.clone().ok_or(Error::NotFound)?;
    let reply = submitted(heard, &moved.request, &decider);
    let mut step = Step::say(heard, reply);
    step.also.push(ToOther { person: decider, reply: deciding(&moved.request, heard, false) });
    step.change = moved.change();
    Ok(step)
}

fn submitted(heard: &Heard<'_>, request: &Request, decider: &Key) -> Reply {
    let what = RequestSay::Submitted { line: line(heard, request), decider: name(heard, decider) };
    let mut reply = Reply::notice(heard.say(&Say::Request(what)));
    reply.buttons = vec![button(Label::Withdraw, request.id, "withdraw", heard.language())];
    reply
}

/// What is said of a request that was handed in with a report: to the speaker, and to who decides; where nobody could, to
/// the speaker alone.
pub fn handed_in(heard: &Heard<'_>, late: Option<&Moved>) -> Vec<ToOther> {
    let speaker = heard.person().clone();
    let asked = late.and_then(|moved| Some((&moved.request, moved.request.approver.clone()?)));
    let Some((request, decider)) = asked else {
        let reply = Reply::notice(heard.say(&Say::Request(RequestSay::NobodyDecides)));
        return vec![ToOther { person: speaker, reply }];
    };
    let reply = submitted(heard, request, &decider);
    vec![ToOther { person: speaker, reply }, ToOther { person: decider, reply: deciding(request, heard, false) }]
}

async fn withdraw(app: &App, heard: &Heard<'_>, id: Uuid) -> Result<Step, Error> {
    let moved = requests::withdraw(app, heard.actor, id).await?;
    let was = moved.from.map(|(state, _)| state);
    let what = match was {
        Some(State::Submitted | State::Returned) => RequestSay::Withdrawn(line(heard, &moved.request)),
        _ => RequestSay::Dropped,
    };
    Ok(Step { change: moved.change(), ..said(heard, what) })
}

async fn approve(app: &App, heard: &Heard<'_>, id: Uuid) -> Result<Step, Error> {
    let moved = requests::approve(app, heard.actor, id, heard.sent_at).await?;
    let line = line(heard, &moved.request);
    Ok(told(heard, moved, |by| RequestSay::Approved { line: line.clone(), by }))
}

async fn ask_why(app: &App, heard: &Heard<'_>, id: Uuid) -> Result<Step, Error> {
    let request = requests::to_decide(app, heard.actor, id, heard.sent_at).await?;
    let step = said(heard, RequestSay::WhyReturned(line(heard, &request)));
    Ok(Step { dialogue: heard.dialogue.waiting(Expecting::Reason { request: id }), ..step })
}

/// Sends a request back with the reason that was asked for.
pub async fn reason(app: &App, heard: &Heard<'_>, id: Uuid) -> Result<Step, Error> {
    let reason: String = heard.text.trim().chars().take(LONGEST_REASON).collect();
    match requests::send_back(app, heard.actor, id, &reason, heard.sent_at).await {
        Ok(moved) => {
            let line = line(heard, &moved.request);
            let what = |by| RequestSay::Returned { line: line.clone(), by, reason: reason.clone() };
            Ok(told(heard, moved, what))
        }
        Err(error) => refused(heard, error),
    }
}

/// The step of a decision, told to whom it concerns: by name to others, as “you” to who decided.
fn told(heard: &Heard<'_>, moved: Moved, what: impl Fn(Option<String>) -> RequestSay) -> Step {
    let mut step = said(heard, what(None));
    let by = name(heard, heard.person());
    let reply = Reply::notice(heard.say(&Say::Request(what(Some(by)))));
    step.also.push(ToOther { person: moved.request.by.clone(), reply: reply.clone() });
    let about = &moved.request.about;
    if moved.request.kind == Kind::GoalForOther && moved.request.state == State::Approved && about != heard.person() {
        step.also.push(ToOther { person: about.clone(), reply });
    }
    step.change = moved.change();
    step
}

/// 待我审批的: each with its buttons.
pub async fn waiting(app: &App, heard: &Heard<'_>) -> Result<Step, Error> {
    let waiting = requests::waiting(app, heard.actor).await?;
    let mut step = said(heard, RequestSay::Waiting(waiting.len()));
    step.also = waiting.iter().map(|request| again(heard, request)).collect();
    Ok(step)
}

/// The question once more, to the speaker.
pub fn again(heard: &Heard<'_>, request: &Request) -> ToOther {
    ToOther { person: heard.person().clone(), reply: deciding(request, heard, false) }
}

/// 我的申请.
pub async fn own(app: &App, heard: &Heard<'_>) -> Result<Step, Error> {
    let own = requests::asked_for(app, heard.actor).await?;
    let lines = own.iter().map(|request| (line(heard, request), request.state)).collect();
    Ok(said(heard, RequestSay::Own(lines)))
}

/// 11月23日到11月27日我的审批由赵磊代办.
pub fn stand_in(heard: &Heard<'_>, away: &StandIn) -> Step {
    match app::requests::stand_in(heard.actor, away.first, away.last, &away.other) {
        Ok(change) => {
            let (name, first, last) = (name(heard, &away.other), away.first, away.last);
            Step { change, ..said(heard, RequestSay::StandsIn { name, first, last }) }
        }
        Err(_) => said(heard, RequestSay::NoStandIn),
    }
}

fn shown(heard: &Heard<'_>, moved: Moved) -> Step {
    let id = moved.request.id;
    let asks = moved.lacks.first().copied();
    let mut step = match (asks, &moved.request.wish) {
        // What was declared at once is looked at as a whole; one question follows another without that.
        (Some(first), Wish::Kpi(draft)) if moved.from.is_none() && first != Missing::Name => {
            said(heard, RequestSay::Lacks { goal: draft.said.clone(), all: moved.lacks.clone() })
        }
        (Some(missing), _) => said(heard, RequestSay::Missing(missing)),
        (None, _) => said(heard, RequestSay::Draft(line(heard, &moved.request))),
    };
    if let (Some(reply), None) = (&mut step.reply, asks) {
        let language = heard.language();
        reply.buttons =
            vec![button(Label::Submit, id, "submit", language), button(Label::Cancel, id, "withdraw", language)];
    }
    step.dialogue = heard.dialogue.waiting(Expecting::Request { id, asks });
    step.change = moved.change();
    step
}

/// The question to who decides, with its buttons.
fn deciding(request: &Request, heard: &Heard<'_>, raised: bool) -> Reply {
    asking(heard.org(), request, heard.language(), raised)
}

/// The same, outside of a conversation.
pub fn asking(org: &crate::domain::Org, request: &Request, language: Language, raised: bool) -> Reply {
    let by = org.name(&request.by).to_string();
    let line = request_line(org, &request.about, &request.wish, language);
    let what = if raised { RequestSay::Raised { by, line } } else { RequestSay::Decide { by, line } };
    let mut reply = Reply::notice(say(&Say::Request(what), language));
    reply.buttons =
        vec![button(Label::Agree, request.id, "yes", language), button(Label::SendBack, request.id, "no", language)];
    reply
}

fn button(what: Label, id: Uuid, word: &str, language: Language) -> Button {
    Button { label: label(what, language).into(), says: format!("{} {id} {word}", ButtonAct::Request.command()) }
}

fn line(heard: &Heard<'_>, request: &Request) -> String {
    request_line(heard.org(), &request.about, &request.wish, heard.language())
}

fn name(heard: &Heard<'_>, key: &Key) -> String {
    heard.org().name(key).to_string()
}

fn said(heard: &Heard<'_>, what: RequestSay) -> Step {
    Step::say(heard, Reply::notice(heard.say(&Say::Request(what))))
}

fn refused(heard: &Heard<'_>, error: Error) -> Result<Step, Error> {
    let what = match &error {
        Error::Forbidden(denied) if denied.class != Class::Request => RequestSay::MayNot,
        Error::NotFound | Error::Forbidden(_) => RequestSay::Gone,
        Error::Conflict => RequestSay::Exists,
        Error::Invalid(_) => RequestSay::NobodyDecides,
        Error::Unavailable(_) | Error::Internal(_) => return Err(error),
    };
    Ok(said(heard, what).refused(error))
}
