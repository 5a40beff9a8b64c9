//! Tasks and milestones made in chat: proposed from a message, made once the speaker confirms.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Actor, Error, change::Change};
use crate::{
    domain::{
        Key, Org,
        access::{Action, Resource, allow, may},
        org::{Kind, Milestone, Project, Task},
        work,
    },
    store::{Tx, orgs},
    understanding::order::{Order, What},
};

/// Work about to be made, while its speaker has not confirmed it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// Its id: buttons name it, and the thing's key is made of it.
    pub id: Uuid,
    /// What it is.
    pub what: What,
    /// What it is called.
    pub title: String,
    /// The day it is due.
    pub due: Option<NaiveDate>,
    /// Who is to do it; several while it is not clear. Nobody for a milestone.
    pub assignees: Vec<Key>,
    /// The project; several while it is not clear.
    pub projects: Vec<Key>,
}

/// What a draft lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lacks {
    /// Which of several people is meant.
    Assignee,
    /// Which of several projects is meant.
    Project,
    /// A project: none is named, and none is shared.
    AnyProject,
    /// A name that tells it from others.
    Title,
}

/// Work ready to be made.
#[derive(Clone, Debug)]
pub struct NewWork {
    /// Its key.
    pub key: Key,
    /// The project.
    pub project: Key,
    /// What it is called.
    pub title: String,
    /// The day it is due.
    pub due: Option<NaiveDate>,
    /// What it is.
    pub thing: Thing,
}

/// What is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Thing {
    /// A task, for somebody.
    Task(Key),
    /// A milestone.
    Milestone,
}

impl Draft {
    /// A draft of what a message said.
    pub fn new(actor: &Actor, order: Order, at: DateTime<Utc>) -> Draft {
        let Order { what, assignees, projects, title, due } = order;
        let draft = Draft { id: work::id_at(at), what, title, due, assignees, projects };
        draft.with_shared_projects(&actor.company.org, &actor.person)
    }

    /// The same with the projects that could be meant, where none was named and the one who is to do it is known.
    fn with_shared_projects(mut self, org: &Org, giver: &Key) -> Draft {
        if !self.projects.is_empty() {
            return self;
        }
        let shared = match (self.what, self.assignees.as_slice()) {
            (What::Task, [assignee]) => work::shared(org, giver, assignee),
            (What::Task, _) => Vec::new(),
            (What::Milestone, _) => {
                let may = |j: &&Project| may(org, giver, Action::Make, Resource::Work(&j.id)).allows();
                org.projects.iter().filter(may).collect()
            }
        };
        self.projects = shared.into_iter().map(|j| j.id.clone()).collect();
        self
    }

    /// What has to be asked before it can be confirmed.
    pub fn lacks(&self) -> Option<Lacks> {
        if self.title.chars().filter(|c| c.is_alphanumeric()).count() < 2 {
            return Some(Lacks::Title);
        }
        if self.what == What::Task && self.assignees.len() != 1 {
            return Some(Lacks::Assignee);
        }
        match self.projects.len() {
            0 => Some(Lacks::AnyProject),
            1 => None,
            _ => Some(Lacks::Project),
        }
    }

    /// The things offered for what it lacks, in order.
    pub fn offered(&self) -> &[Key] {
        match self.lacks() {
            Some(Lacks::Assignee) => &self.assignees,
            Some(Lacks::Project) => &self.projects,
            Some(Lacks::AnyProject | Lacks::Title) | None => &[],
        }
    }

    /// The same with the thing chosen at a place of what was offered, from 1.
    pub fn chosen(mut self, actor: &Actor, place: usize) -> Option<Draft> {
        let key = self.offered().get(place.checked_sub(1)?)?.clone();
        match self.lacks()? {
            Lacks::Assignee => self.assignees = vec![key],
            Lacks::Project => self.projects = vec![key],
            Lacks::AnyProject | Lacks::Title => return None,
        }
        Some(self.with_shared_projects(&actor.company.org, &actor.person))
    }
}

/// Turns a draft into work to be made. [`Error::Invalid`] where something is to be asked first, [`Error::Forbidden`]
/// where the actor may not, [`Error::Conflict`] where something is called so already.
pub fn make(actor: &Actor, draft: &Draft) -> Result<NewWork, Error> {
    let org = &actor.company.org;
    let [project] = draft.projects.as_slice() else { return Err(Error::Invalid("which project".into())) };
    let project = org.project(project).ok_or(Error::NotFound)?;
    let (thing, letter) = match (draft.what, draft.assignees.as_slice()) {
        (What::Milestone, _) => (Thing::Milestone, "ms"),
        (What::Task, [assignee]) => (Thing::Task(assignee.clone()), "t"),
        (What::Task, _) => return Err(Error::Invalid("for whom".into())),
    };
    let made = match &thing {
        Thing::Milestone => Resource::Work(&project.id),
        Thing::Task(assignee) => Resource::Assignment { project: &project.id, assignee },
    };
    allow(org, &actor.person, Action::Make, made)?;
    if same_name(org, &project.id, &draft.title).is_some() {
        return Err(Error::Conflict);
    }
    let key = work::key(letter, draft.id);
    Ok(NewWork { key, project: project.id.clone(), title: draft.title.clone(), due: draft.due, thing })
}

/// The thing that is called so already: a person, department, project or KPI, or work of the same project.
pub fn same_name<'a>(org: &'a Org, project: &Key, title: &str) -> Option<&'a Key> {
    let title = title.to_lowercase();
    org.names().filter(|(name, _)| name.to_lowercase() == title).map(|(_, key)| key).find(|key| match org.kind(key) {
        Some(Kind::Task | Kind::Milestone) => org.project_of(key).is_some_and(|j| &j.id == project),
        Some(Kind::Company | Kind::Department | Kind::Person | Kind::Project | Kind::Kpi | Kind::Field) | None => true,
    })
}

/// The change that makes it.
pub fn change(work: NewWork) -> Change {
    Change::Work(Box::new(work))
}

/// Writes it down.
pub(super) async fn write(tx: &mut Tx, company: Uuid, work: &NewWork) -> Result<(), Error> {
    let (id, name, due) = (work.key.clone(), work.title.clone(), work.due);
    match &work.thing {
        Thing::Task(assignee) => {
            let task = Task { id, name, aliases: Vec::new(), assignee: Some(assignee.clone()), due };
            orgs::add_task(tx, company, &work.project, &task).await?;
        }
        Thing::Milestone => {
            let milestone = Milestone { id, name, aliases: Vec::new(), due };
            orgs::add_milestone(tx, company, &work.project, &milestone).await?;
        }
    }
    Ok(())
}
