//! A company made for the policy: somebody for every role and for every way to stand to 冯小明, and a fact of each class
//! with a marker that stands nowhere else.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use zhixing::{
    domain::{
        Key, Org,
        access::{Class, Resource, Secret, Sensitive},
        org::FieldClass,
    },
    store::private::Field,
};

/// Whom everything is about.
pub const SUBJECT: &str = "p-feng";

/// When it is asked.
pub fn now() -> DateTime<Utc> {
    "2026-11-20T12:00:00Z".parse().expect("a time")
}

/// The company.
pub fn org() -> Org {
    Org::parse(&json().to_string()).expect("it is right")
}

/// Its `org.json`.
pub fn json() -> Value {
    let department = |id: &str, name: &str, parent: Option<&str>, head: Option<&str>| json!({ "id": id, "name": name, "aliases": [], "parent": parent, "head": head });
    let person = |id: &str, name: &str, department: &str, manager: Option<&str>, role: &str| {
        json!({ "id": id, "name": name, "aliases": [], "department": department, "position": if id == SUBJECT { "测试工程师" } else { "岗位" },
                "manager": manager, "roles": [role] })
    };
    let kpi = |id: &str, name: &str, level: &str, owner: &str| {
        json!({ "id": id, "name": name, "aliases": [], "level": level, "owner": owner, "unit": "个",
                "direction": "higher", "aggregation": "latest", "period": "month", "target": 9000, "baseline": null,
                "start": "2026-11-01", "end": "2026-11-30", "category": "result", "weight": 100, "parent": null })
    };
    json!({
        "company": { "id": "c-made", "name": "策云科技", "timezone": "Asia/Shanghai", "fiscal_year_start_month": 1 },
        "departments": [
            department("d-all", "总部", None, Some("p-zhao")),
            department("d-rd", "研发部", Some("d-all"), Some("p-qian")),
            department("d-back", "后端组", Some("d-rd"), Some("p-sun")),
            department("d-sales", "销售部", Some("d-all"), Some("p-chu")),
        ],
        "people": [
            person("p-zhao", "赵国栋", "d-all", None, "executive"),
            person("p-zhou", "周敏仪", "d-all", Some("p-zhao"), "hr"),
            person("p-wu", "吴建设", "d-all", Some("p-zhao"), "admin"),
            person("p-zheng", "郑思远", "d-all", Some("p-zhao"), "auditor"),
            person("p-qian", "钱立群", "d-rd", Some("p-zhao"), "department_head"),
            person("p-sun", "孙海波", "d-back", Some("p-qian"), "department_head"),
            person("p-wang", "王若兰", "d-back", Some("p-qian"), "employee"),
            person(SUBJECT, "冯小明", "d-back", Some("p-wang"), "employee"),
            person("p-chen", "陈佳慧", "d-back", Some("p-wang"), "employee"),
            person("p-chu", "褚卫东", "d-sales", Some("p-zhao"), "department_head"),
            person("p-wei", "卫青山", "d-sales", Some("p-chu"), "project_manager"),
            person("p-jiang", "蒋一帆", "d-sales", Some("p-chu"), "employee"),
            person("p-shen", "沈梦琪", "d-sales", Some("p-chu"), "employee"),
        ],
        "projects": [{
            "id": "prj-phoenix", "name": "凤凰项目", "aliases": [], "owner": "p-wei", "members": [SUBJECT, "p-jiang"],
            "start": "2026-11-01", "due": "2026-12-20", "budget": 98765, "currency": "CNY", "planned_hours": 400,
            "milestones": [],
            "tasks": [{ "id": "t-load", "name": "接口压测", "aliases": [], "assignee": SUBJECT, "due": "2026-12-10" }],
        }],
        "kpis": [
            kpi("k-company", "新签客户数", "company", "c-made"),
            kpi("k-department", "接口缺陷数", "department", "d-back"),
            kpi("k-position", "用例通过数", "position", "测试工程师"),
            kpi("k-person", "代码评审数", "person", SUBJECT),
        ],
        "fields": [
            { "id": "f-shops", "name": "走访门店数", "of": "report", "kind": "number", "unit": "家", "class": "ordinary" },
            { "id": "f-remark", "name": "门店备注", "of": "report", "kind": "text" },
        ],
    })
}

/// What 冯小明 reported, a line a report.
pub const REPORTS: [&str; 6] = [
    "用例通过数到今天7627个",
    "凤凰项目做到37%了,今天花了6.25小时",
    "代码评审数今天是7319个",
    "接口缺陷数目前7411个",
    "新签客户数到今天7523个",
    "走访门店数: 7213家",
];

/// What is recorded of 冯小明 and secret by its class.
pub fn secrets() -> Vec<Field> {
    let field = |secret, value: &str| Field {
        person: SUBJECT.into(),
        label: "2026-10".into(),
        source: if secret == Secret::PeerReview { "p-chen".into() } else { String::new() },
        value: Sensitive::new(secret, value.into()),
        recorded_at: now(),
    };
    vec![field(Secret::Salary, "88321"), field(Secret::Score, "93.17"), field(Secret::PeerReview, "稳如沉香木")]
}

/// A text without the ids in it, whose digits could be a marker's by chance.
pub fn without_ids(text: &str) -> String {
    let ends = |c: char| !(c.is_ascii_alphanumeric() || c == '-');
    text.split_inclusive(ends).filter(|piece| uuid::Uuid::parse_str(piece.trim_end_matches(ends)).is_err()).collect()
}

/// The resource that a class is tried with.
pub fn resource(org: &Org, class: Class) -> Resource<'_> {
    let key = |id: &str| org.names().find(|(_, key)| key.as_str() == id).map(|(_, key)| key).expect("it is there");
    let kpi = |id: &str| Resource::Kpi(org.kpi(&Key::from(id)).expect("it is there"));
    match class {
        Class::Work => Resource::Work(key("prj-phoenix")),
        Class::Assignment => Resource::Assignment { project: key("prj-phoenix"), assignee: key(SUBJECT) },
        Class::Budget => Resource::Budget(key("prj-phoenix")),
        Class::CompanyKpi => kpi("k-company"),
        Class::DepartmentKpi => kpi("k-department"),
        Class::PositionKpi => kpi("k-position"),
        Class::PersonKpi => kpi("k-person"),
        Class::Personal => Resource::Person(key(SUBJECT)),
        Class::OpenField => Resource::Field(FieldClass::Ordinary, key(SUBJECT)),
        Class::ReportText => {
            Resource::ReportText { author: key(SUBJECT), about: std::slice::from_ref(key("prj-phoenix")) }
        }
        // Over one alone: told to nobody. `average` tries it over more.
        Class::Average => Resource::Average { of: key("d-back"), over: std::slice::from_ref(key(SUBJECT)) },
        Class::Duty => Resource::Duty(key(SUBJECT)),
        Class::Request => Resource::Request { by: key(SUBJECT), waits_for: Some(key("p-wang")) },
        Class::Salary => Resource::Secret(Secret::Salary, key(SUBJECT)),
        Class::Score => Resource::Secret(Secret::Score, key(SUBJECT)),
        Class::PeerReview => Resource::Secret(Secret::PeerReview, key(SUBJECT)),
        Class::Account => Resource::Account(key(SUBJECT)),
        Class::Definition => Resource::Definition(Some(key("d-back"))),
        Class::AuditLog => Resource::AuditLog,
    }
}

/// How one asks to see something of a class in a conversation, the same about something that is not there, and what
/// stands in the answer of whoever may see it. `None` where nothing in a conversation shows it.
pub struct Probe {
    /// The question.
    pub text: &'static str,
    /// The same question about a name that nobody has.
    pub unknown: Option<&'static str>,
    /// What stands in the answer.
    pub marker: &'static str,
}

/// The question of a class.
pub fn probe(class: Class) -> Option<Probe> {
    let probe = |text, unknown, marker| Some(Probe { text, unknown, marker });
    match class {
        Class::Work => probe("凤凰项目进度多少了?", None, "37%"),
        Class::Assignment => probe("凤凰项目的看板", None, "接口压测"),
        Class::Budget => probe("凤凰项目的预算是多少?", None, "98765"),
        Class::CompanyKpi => probe("新签客户数现在是多少?", None, "7523"),
        Class::DepartmentKpi => probe("接口缺陷数现在是多少?", Some("接口缺席量现在是多少?"), "7411"),
        Class::PositionKpi => probe("用例通过数现在是多少?", Some("用例走查量现在是多少?"), "7627"),
        Class::PersonKpi => probe("代码评审数现在是多少?", Some("代码走查量现在是多少?"), "7319"),
        Class::Personal => probe("冯小明今天花了多少工时?", Some("韩大雷今天花了多少工时?"), "6.25"),
        Class::OpenField => probe("冯小明今天走访门店数多少?", Some("韩大雷今天走访门店数多少?"), "7213"),
        Class::ReportText => probe("看看冯小明今天的日报", Some("看看韩大雷今天的日报"), "37%"),
        Class::Average => probe("后端组今天平均工时多少?", Some("前端组今天平均工时多少?"), "6.25"),
        Class::Duty => probe("冯小明今天交日报了吗?", Some("韩大雷今天交日报了吗?"), "冯小明"),
        Class::Salary => probe("冯小明的工资是多少?", Some("韩大雷的工资是多少?"), "88321"),
        Class::Score => probe("冯小明的绩效得分是多少?", Some("韩大雷的绩效得分是多少?"), "93.17"),
        Class::PeerReview => probe("冯小明的互评结果怎么样?", Some("韩大雷的互评结果怎么样?"), "沉香木"),
        // A code is given out and never shown; a request, the log and fields are tried in `acts`.
        Class::Account | Class::Definition | Class::Request | Class::AuditLog => None,
    }
}
