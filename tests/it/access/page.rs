//! `docs/access.md` says what the table says.

use std::{collections::BTreeSet, fs, path::PathBuf};

use zhixing::domain::{
    access::{Action, Class, Grant, Relation, grants},
    org::Role,
};

fn thing(class: Class) -> &'static str {
    match class {
        Class::Work => "projects, milestones and tasks: state, dates, hours and cost as sums, the words about them",
        Class::Assignment => "a task for somebody, in a project",
        Class::Budget => "a project's budget",
        Class::CompanyKpi => "a KPI of the company",
        Class::DepartmentKpi => "a KPI of a department",
        Class::PositionKpi => "a KPI of a position",
        Class::PersonKpi => "a KPI of a person",
        Class::Personal => "what a person did, their hours and figures",
        Class::OpenField => "what reports say of a field that is open to everybody",
        Class::ReportText => "the text of a report",
        Class::Average => {
            "an average of hours or attainment over the people of a department, five or more, that gives none of them away"
        }
        Class::Duty => "whether a person has reported",
        Class::Request => "what a person asks for: a KPI, another target, a late report",
        Class::Salary => "salaries",
        Class::Score => "scores of an appraisal",
        Class::PeerReview => "peer reviews",
        Class::Account => "a person's way in: one-time codes",
        Class::Definition => "what fields of its own the company has, of the reports of a department or of all",
        Class::AuditLog => "the audit log",
    }
}

fn action(class: Class, action: Action) -> &'static str {
    match (action, class) {
        (Action::See, _) => "see",
        (Action::Move, Class::Request) => "fill in, hand in, take back",
        (Action::Move, _) => "move by a report",
        (Action::Make, Class::Work) => "make a milestone",
        (Action::Make, Class::Assignment) => "give",
        (Action::Make, _) => "ask for a new one",
        (Action::Retarget, _) => "ask for another target",
        (Action::Manage, Class::Definition) => "define, rename, take away in chat",
        (Action::Manage, Class::Request) => "agree, send back",
        (Action::Manage, _) => "decide, change",
    }
}

fn who(grant: &Grant) -> &'static str {
    match grant {
        Grant::Everybody => "everybody",
        Grant::Role(Role::Employee) => "employees",
        Grant::Role(Role::ProjectManager) => "project managers",
        Grant::Role(Role::DepartmentHead) => "department heads",
        Grant::Role(Role::Hr) => "HR",
        Grant::Role(Role::Executive) => "executives",
        Grant::Role(Role::Admin) => "admins",
        Grant::Role(Role::Auditor) => "auditors",
        Grant::Relation(Relation::Own) => "the person, or who holds the position",
        Grant::Relation(Relation::LineAbove) => "the line above them",
        Grant::Relation(Relation::Member) => "people of the department or below it",
        Grant::Relation(Relation::Head) => "heads of the department and of those above it",
        Grant::Relation(Relation::OwnHead) => "the head of the department",
        Grant::Relation(Relation::ProjectOwner) => "the owner of the project",
        Grant::Relation(Relation::Participant) => "who works on the project",
        Grant::Relation(Relation::Answers) => "who answers for it",
        Grant::Relation(Relation::AboveAnswering) => "the line above who answers for it",
        Grant::Relation(Relation::Decider) => "whose word it waits for",
    }
}

#[test]
fn the_page_says_what_the_table_says() {
    let mut rows = String::from("| what | do what | who |\n|---|---|---|\n");
    for class in Class::ALL {
        for act in Action::ALL {
            let who: Vec<&str> = grants(class, act).iter().map(who).collect();
            if !who.is_empty() || act == Action::See {
                let who = if who.is_empty() { "nobody".into() } else { who.join(", ") };
                rows.push_str(&format!("| {} | {} | {who} |\n", thing(class), action(class, act)));
            }
        }
    }
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/access.md");
    let page = fs::read_to_string(&path).expect("the page is there");
    let (before, rest) = page.split_once("<!-- table -->\n").expect("it has a table");
    let (table, after) = rest.split_once("<!-- end -->").expect("it ends");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, format!("{before}<!-- table -->\n{rows}<!-- end -->{after}")).expect("it is written");
    } else {
        assert_eq!(table, rows, "UPDATE_DOCS=1 writes it anew");
    }
}

#[test]
fn every_class_action_and_relation_is_there_once() {
    let classes: BTreeSet<String> = Class::ALL.iter().map(|c| format!("{c:?}")).collect();
    let relations: BTreeSet<String> = Relation::ALL.iter().map(|r| format!("{r:?}")).collect();
    assert_eq!((classes.len(), relations.len()), (Class::ALL.len(), Relation::ALL.len()));
}
