//! What is done rather than seen: each cell of the table with an action of its own is tried by everybody, in the chat
//! and on the page, and what came of it is looked up.

use chrono::{DateTime, Utc};
use serde_json::json;
use uuid::Uuid;
use zhixing::{
    app::{App, Company},
    domain::{
        Key, Standing,
        access::{Action, Class, may},
        approval::State,
    },
    store::{
        audit::{self, AuditFilter, Entry},
        claims,
        reports::{self, ReportFilter},
        requests, unnamed,
    },
};

use super::{
    company::{self, SUBJECT, now, resource},
    matrix::say,
};
use crate::{
    store::test_databases,
    web::{Browser, Served, Workers, serve_company},
};

/// Somebody who may move none of 冯小明's KPIs, and has a figure for each.
const OUTSIDER: &str = "p-shen";

/// What is tried: a number makes the names of each try its own.
#[derive(Clone, Copy)]
enum Try {
    /// A report, which counts at once or waits for somebody's word.
    Report(&'static str),
    /// Something said, and then confirmed, that leaves this action in the log.
    Does(&'static str, &'static str),
    /// A name for something, which is known at once or only proposed.
    Name(&'static str),
    /// Work that a report of 冯小明's speaks of defined.
    Define(&'static str),
    /// Another's figure for the KPI let count.
    Endorse(&'static str, &'static str),
    /// 冯小明's report read once more.
    Reread,
    /// A request of 冯小明's that waits for 王若兰: shown, taken back, agreed to.
    Request,
}

/// How a cell is tried; nothing where the action makes no sense for things of the class.
fn tries(class: Class, action: Action) -> Vec<Try> {
    let tried = match (action, class) {
        (Action::See, Class::Request) => Try::Request,
        (Action::See, Class::AuditLog) => Try::Does("审计日志", "audit.read"),
        (Action::Move, Class::Work) => Try::Report("凤凰项目做到#%了"),
        (Action::Move, Class::CompanyKpi) => Try::Report("新签客户数到今天76#个"),
        (Action::Move, Class::DepartmentKpi) => Try::Report("接口缺陷数目前74#个"),
        (Action::Move, Class::PositionKpi) => Try::Report("用例通过数到今天76#个"),
        (Action::Move, Class::PersonKpi) => Try::Report("代码评审数今天是73#个"),
        (Action::Move, Class::Request) => Try::Request,
        (Action::Make, Class::Work) => Try::Does("给凤凰项目建个里程碑:第#次联调", "work.make"),
        (Action::Make, Class::Assignment) => Try::Does("让冯小明做完凤凰项目的第#次压测", "work.make"),
        (Action::Make, Class::PersonKpi) => Try::Does("给冯小明定一个KPI:每月接口文档#篇", "request.draft"),
        (Action::Retarget, Class::CompanyKpi) => Try::Does("把新签客户数的目标改成91#个", "request.draft"),
        (Action::Retarget, Class::DepartmentKpi) => Try::Does("把接口缺陷数的目标改成91#个", "request.draft"),
        (Action::Retarget, Class::PositionKpi) => Try::Does("把用例通过数的目标改成91#个", "request.draft"),
        (Action::Retarget, Class::PersonKpi) => Try::Does("把代码评审数的目标改成91#个", "request.draft"),
        (Action::Manage, Class::Work) => {
            return vec![Try::Name("火凤#号就是凤凰项目"), Try::Define("凤凰项目的第#轮走查里程碑推到12月20日")];
        }
        (Action::Manage, Class::DepartmentKpi) => Try::Endorse("k-department", "接口缺陷数目前75#个"),
        (Action::Manage, Class::PositionKpi) => Try::Endorse("k-position", "用例通过数到今天77#个"),
        (Action::Manage, Class::PersonKpi) => Try::Endorse("k-person", "代码评审数今天是72#个"),
        (Action::Manage, Class::ReportText) => Try::Reread,
        (Action::Manage, Class::Request) => Try::Request,
        (Action::Manage, Class::Definition) => Try::Does("给后端组的日报加一个字段:走查#次数,数字", "field.define"),
        (Action::Manage, Class::Account) => Try::Does("邀请 冯小明", "code.issue"),
        (Action::See | Action::Move | Action::Make | Action::Retarget | Action::Manage, _) => return Vec::new(),
    };
    vec![tried]
}

impl Try {
    /// Whether it is refused to whoever may not: a figure or a name waits for somebody's word instead, and a list of
    /// requests is only shorter.
    fn is_refused(self, action: Action) -> bool {
        match self {
            Try::Report(_) | Try::Name(_) => false,
            Try::Request => action != Action::See,
            Try::Does(..) | Try::Define(_) | Try::Endorse(..) | Try::Reread => true,
        }
    }
}

/// Whether an entry tells of such a refusal.
fn refuses(entry: &Entry, class: Class, action: Action) -> bool {
    entry.action == "access.refuse" && entry.detail == json!({ "class": class, "action": action })
}

/// Where somebody speaks.
enum Way<'a> {
    Chat,
    Page(&'a Browser),
}

/// One company in which acts are tried.
struct Stage<'a> {
    app: &'a App,
    company: &'a Company,
}

impl Stage<'_> {
    async fn says(&self, way: &Way<'_>, person: &Key, text: &str) -> String {
        match way {
            Way::Chat => say(self.app, self.company, person, text, now()).await,
            Way::Page(browser) => browser.ask(text).await["reply"]["text"].to_string(),
        }
    }

    /// What somebody's acts left in the log since a moment, oldest first.
    async fn log(&self, person: &Key, since: DateTime<Utc>) -> Vec<Entry> {
        let mut tx = self.app.store.read().await.expect("it opens");
        let filter = AuditFilter { actor: Some(person.to_string()), from: Some(since), ..AuditFilter::default() };
        let mut entries = audit::list(&mut tx, self.company.id, &filter).await.expect("it answers");
        entries.reverse();
        entries
    }

    /// The newest report of a person.
    async fn newest(&self, person: &Key) -> Uuid {
        let mut tx = self.app.store.read().await.expect("it opens");
        let filter = ReportFilter { authors: Some(vec![person.clone()]), ..ReportFilter::default() };
        let found = reports::list(&mut tx, self.company.id, &filter).await.expect("it answers");
        found.iter().max_by_key(|r| r.report.id).expect("there is one").report.id
    }

    async fn counts(&self, report: Uuid) -> bool {
        let mut tx = self.app.store.read().await.expect("it opens");
        let filed = claims::of_report(&mut tx, self.company.id, report).await.expect("it answers");
        !filed.is_empty() && filed.iter().all(|f| f.standing == Standing::Counted)
    }

    /// A request of 冯小明's, handed in to 王若兰.
    async fn asked(&self, nth: usize) -> Uuid {
        let subject = Key::from(SUBJECT);
        let text = format!("我想自己申报一个KPI:每月整理用例{nth}篇");
        for text in [text.as_str(), "提交"] {
            say(self.app, self.company, &subject, text, now()).await;
        }
        let mut tx = self.app.store.read().await.expect("it opens");
        let own = requests::of_requester(&mut tx, self.company.id, &subject).await.expect("it answers");
        let waiting = own.into_iter().filter(|r| r.state == State::Submitted).max_by_key(|r| r.id);
        waiting.expect("it was handed in").id
    }

    async fn stands(&self, request: Uuid) -> State {
        let mut tx = self.app.store.read().await.expect("it opens");
        requests::by_id(&mut tx, self.company.id, request).await.expect("it answers").expect("it is there").state
    }

    /// Tries an act. Says whether it was done, and what was said to it.
    async fn tries(&self, way: &Way<'_>, person: &Key, what: Try, action: Action, nth: usize) -> (bool, String) {
        let since = Utc::now();
        let numbered = |text: &str| text.replace('#', &nth.to_string());
        match what {
            Try::Report(text) => {
                let said = self.says(way, person, &numbered(text)).await;
                (self.counts(self.newest(person).await).await, said)
            }
            Try::Does(text, left) => {
                let mut said = self.says(way, person, &numbered(text)).await;
                if matches!(left, "work.make" | "field.define") {
                    said += &self.says(way, person, "确认").await;
                }
                let log = self.log(person, since).await;
                (log.iter().any(|entry| entry.action == left), said)
            }
            Try::Name(text) => {
                let said = self.says(way, person, &numbered(text)).await;
                let log = self.log(person, since).await;
                let known = |e: &Entry| e.action == "name.decide" && e.detail["accepted"] == json!(true);
                (log.iter().any(known), said)
            }
            Try::Define(text) => {
                say(self.app, self.company, &SUBJECT.into(), &numbered(text), now()).await;
                let mut tx = self.app.store.read().await.expect("it opens");
                let waiting = unnamed::open(&mut tx, self.company.id).await.expect("it answers");
                drop(tx);
                let proposal = waiting.iter().max_by_key(|p| p.id).expect("it waits").id;
                let said = self.says(way, person, &format!("/define {proposal} yes")).await;
                (self.log(person, since).await.iter().any(|e| e.action == "work.define"), said)
            }
            Try::Endorse(kpi, text) => {
                let outsider = Key::from(OUTSIDER);
                say(self.app, self.company, &outsider, &numbered(text), now()).await;
                let mut tx = self.app.store.read().await.expect("it opens");
                let waiting = claims::unendorsed(&mut tx, self.company.id, &[kpi.into()]).await.expect("it answers");
                drop(tx);
                let claim = waiting.iter().max_by_key(|f| f.id).expect("it waits").id;
                let said = self.says(way, person, &format!("/endorse {claim} yes")).await;
                (self.log(person, since).await.iter().any(|e| e.action == "claim.accept"), said)
            }
            Try::Reread => {
                let report = self.newest(&SUBJECT.into()).await;
                let said = self.says(way, person, &format!("/reread {report}")).await;
                (self.log(person, since).await.iter().any(|e| e.action == "report.revise"), said)
            }
            Try::Request => {
                let request = self.asked(nth).await;
                let word = match action {
                    Action::See => {
                        let own = self.says(way, person, "我的申请").await;
                        let waiting = self.says(way, person, "待我审批的").await;
                        let seen = own.contains("整理用例") || !waiting.contains("没有等你");
                        return (seen, own + &waiting);
                    }
                    Action::Move => "withdraw",
                    Action::Manage => "yes",
                    Action::Make | Action::Retarget => unreachable!("no request is tried so"),
                };
                let said = self.says(way, person, &format!("/request {request} {word}")).await;
                (self.stands(request).await != State::Submitted, said)
            }
        }
    }

    /// Every act, by everybody. Gives how many cells were tried, and what is wrong with them.
    async fn all(&self, way: &Way<'_>, person: &Key, nth: &mut usize) -> (usize, Vec<String>) {
        let (mut tried, mut wrong) = (0, Vec::new());
        let cells = Class::ALL.into_iter().flat_map(|class| Action::ALL.map(|action| (class, action)));
        let acts =
            cells.flat_map(|(class, action)| tries(class, action).into_iter().map(move |what| (class, action, what)));
        for (class, action, what) in acts {
            *nth += 1;
            tried += 1;
            let org = &self.company.org;
            let may = may(org, person, action, resource(org, class)).allows();
            let since = Utc::now();
            let (done, said) = self.tries(way, person, what, action, *nth).await;
            if done != may {
                wrong.push(format!("{person} {action:?} {class:?}: may {may}, done {done}: {said}"));
            }
            let written = self.log(person, since).await.iter().filter(|e| refuses(e, class, action)).count();
            let expected = usize::from(!may && what.is_refused(action));
            if written != expected {
                wrong.push(format!("{person} {action:?} {class:?}: {written} refusals in the log, not {expected}"));
            }
        }
        (tried, wrong)
    }
}

async fn acts(served: &Served, on_page: bool) {
    let (app, company) = (&served.app, &served.company);
    let stage = Stage { app, company };
    say(app, company, &SUBJECT.into(), "用例通过数到今天7627个", now()).await;
    // Three digits, so that no name is another's beginning.
    let (mut nth, mut tried, mut wrong) = (100, 0, Vec::new());
    for person in company.org.people.iter().map(|p| &p.id) {
        let browser = if on_page { Some(Browser::joined(served, person.as_str()).await) } else { None };
        let way = browser.as_ref().map_or(Way::Chat, Way::Page);
        let (count, faults) = stage.all(&way, person, &mut nth).await;
        tried += count;
        wrong.extend(faults);
    }
    assert!(wrong.is_empty(), "{}: {} of {tried}:\n{}", served.name, wrong.len(), wrong.join("\n\n"));
    assert!(tried >= 13 * 20, "{tried} cells were tried");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_act_is_done_by_those_who_may() {
    for database in test_databases().await {
        let served = serve_company(database, Workers::At, false, &company::org()).await;
        acts(&served, false).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_act_on_the_page_is_done_by_those_who_may() {
    let served = serve_company(test_databases().await.remove(0), Workers::At, false, &company::org()).await;
    acts(&served, true).await;
}
