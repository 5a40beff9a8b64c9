//! Looking things up in a company.

use super::{Department, Key, Kind, Kpi, Level, Milestone, Org, Person, Place, Project, Target, Task};

impl Org {
    /// What a key names; `None` for one that is not known.
    pub fn kind(&self, key: &Key) -> Option<Kind> {
        self.places.get(key).map(|p| p.kind)
    }

    fn place(&self, key: &Key, kind: Kind) -> Option<Place> {
        self.places.get(key).copied().filter(|p| p.kind == kind)
    }

    /// The department of this key.
    pub fn department(&self, key: &Key) -> Option<&Department> {
        self.place(key, Kind::Department).map(|p| &self.departments[p.outer])
    }

    /// The person of this key.
    pub fn person(&self, key: &Key) -> Option<&Person> {
        self.place(key, Kind::Person).map(|p| &self.people[p.outer])
    }

    /// The project of this key.
    pub fn project(&self, key: &Key) -> Option<&Project> {
        self.place(key, Kind::Project).map(|p| &self.projects[p.outer])
    }

    /// The milestone of this key.
    pub fn milestone(&self, key: &Key) -> Option<&Milestone> {
        self.place(key, Kind::Milestone).map(|p| &self.projects[p.outer].milestones[p.inner])
    }

    /// The task of this key.
    pub fn task(&self, key: &Key) -> Option<&Task> {
        self.place(key, Kind::Task).map(|p| &self.projects[p.outer].tasks[p.inner])
    }

    /// The KPI of this key.
    pub fn kpi(&self, key: &Key) -> Option<&Kpi> {
        self.place(key, Kind::Kpi).map(|p| &self.kpis[p.outer])
    }

    /// The project that a project, milestone or task belongs to.
    pub fn project_of(&self, key: &Key) -> Option<&Project> {
        let place = self.places.get(key)?;
        match place.kind {
            Kind::Project | Kind::Milestone | Kind::Task => Some(&self.projects[place.outer]),
            Kind::Company | Kind::Department | Kind::Person | Kind::Kpi | Kind::Field => None,
        }
    }

    /// The name by which people know a thing; the key itself where it is not known.
    pub fn name<'a>(&'a self, key: &'a Key) -> &'a str {
        let Some(place) = self.places.get(key) else {
            return self.fields.last_name(key).unwrap_or(key.as_str());
        };
        match place.kind {
            Kind::Company => &self.company.name,
            Kind::Department => &self.departments[place.outer].name,
            Kind::Person => &self.people[place.outer].name,
            Kind::Project => &self.projects[place.outer].name,
            Kind::Milestone => &self.projects[place.outer].milestones[place.inner].name,
            Kind::Task => &self.projects[place.outer].tasks[place.inner].name,
            Kind::Kpi => &self.kpis[place.outer].name,
            Kind::Field => &self.fields.list[place.outer].name,
        }
    }

    /// Every name and alias with the key it stands for, names first within a thing; but for fields, which are named only
    /// beside a thing.
    pub fn names(&self) -> impl Iterator<Item = (&str, &Key)> {
        let departments = self.departments.iter().map(|d| (&d.name, &d.aliases, &d.id));
        let people = self.people.iter().map(|p| (&p.name, &p.aliases, &p.id));
        let kpis = self.kpis.iter().map(|k| (&k.name, &k.aliases, &k.id));
        let projects = self.projects.iter().flat_map(|j| {
            std::iter::once((&j.name, &j.aliases, &j.id))
                .chain(j.milestones.iter().map(|m| (&m.name, &m.aliases, &m.id)))
                .chain(j.tasks.iter().map(|t| (&t.name, &t.aliases, &t.id)))
        });
        departments.chain(people).chain(kpis).chain(projects).flat_map(|(name, aliases, id)| {
            std::iter::once(name.as_str()).chain(aliases.iter().map(String::as_str)).map(move |n| (n, id))
        })
    }

    /// The day a project, milestone or task was planned for.
    pub fn due(&self, key: &Key) -> Option<chrono::NaiveDate> {
        self.task(key)
            .map(|t| t.due)
            .or_else(|| self.milestone(key).map(|m| m.due))
            .or_else(|| self.project(key).map(|j| j.due))
            .flatten()
    }

    /// The people above a person, nearest first. Ends at a person met before, should data ever hold a cycle.
    pub fn line_above<'a>(&'a self, person: &Key) -> Vec<&'a Key> {
        let mut line: Vec<&Key> = Vec::new();
        let mut next = self.person(person).and_then(|p| p.manager.as_ref());
        while let Some(manager) = next {
            if manager == person || line.contains(&manager) {
                break;
            }
            line.push(manager);
            next = self.person(manager).and_then(|p| p.manager.as_ref());
        }
        line
    }

    /// Whether one person is in the line above another.
    pub fn is_above(&self, upper: &Key, lower: &Key) -> bool {
        self.line_above(lower).contains(&upper)
    }

    /// A department and all above it, nearest first.
    pub fn departments_above<'a>(&'a self, department: &'a Key) -> Vec<&'a Key> {
        let mut line = vec![department];
        while let Some(parent) = line.last().and_then(|d| self.department(d)).and_then(|d| d.parent.as_ref()) {
            if line.contains(&parent) {
                break;
            }
            line.push(parent);
        }
        line
    }

    /// Whether a department is another or below it.
    pub fn is_within(&self, department: &Key, upper: &Key) -> bool {
        self.departments_above(department).contains(&upper)
    }

    /// The people of a department and of all below it, in the order of the file.
    pub fn people_in<'a>(&'a self, department: &'a Key) -> impl Iterator<Item = &'a Person> {
        self.people.iter().filter(move |p| self.is_within(&p.department, department))
    }

    /// Whether a person works on a project: owns it, is a member, or has a task in it.
    pub fn works_on(&self, person: &Key, project: &Project) -> bool {
        &project.owner == person
            || project.members.contains(person)
            || project.tasks.iter().any(|t| t.assignee.as_ref() == Some(person))
    }

    /// The same company with further names for its projects, milestones, tasks and KPIs; those of other things are
    /// dropped.
    pub fn with_names(mut self, names: impl IntoIterator<Item = (Key, String)>) -> Org {
        for (key, name) in names {
            let kpi = self.kpis.iter_mut().find(|k| k.id == key).map(|k| &mut k.aliases);
            let aliases = kpi.or_else(|| self.projects.iter_mut().find_map(|j| work_aliases(j, &key)));
            if let Some(aliases) = aliases.filter(|known| !known.contains(&name)) {
                aliases.push(name);
            }
        }
        self
    }

    /// The same company with the targets that were agreed to, each where the KPI still has the target of before: another
    /// one in the company's file is newer.
    pub fn with_targets(mut self, agreed: impl IntoIterator<Item = (Key, Option<Target>, Target)>) -> Org {
        for (key, from, to) in agreed {
            if let Some(kpi) = self.kpis.iter_mut().find(|k| k.id == key && k.target == from) {
                kpi.target = Some(to);
            }
        }
        self
    }

    /// The same company in which the data of these people is kept and no longer used: nobody but they sees it.
    pub fn with_restricted(self, restricted: impl IntoIterator<Item = Key>) -> Org {
        Org { restricted: restricted.into_iter().collect(), ..self }
    }

    /// Whether a person's data is kept and no longer used.
    pub fn is_restricted(&self, person: &Key) -> bool {
        self.restricted.contains(person)
    }

    /// Whether a person has a position of this name.
    pub fn holds(&self, person: &Key, position: &Key) -> bool {
        self.person(person).is_some_and(|p| p.position == position.as_str())
    }

    /// Whether a KPI is a person's own: theirs by name or by their position.
    pub fn owns(&self, person: &Key, kpi: &Kpi) -> bool {
        match kpi.level {
            Level::Person => &kpi.owner == person,
            Level::Position => self.holds(person, &kpi.owner),
            Level::Company | Level::Department => false,
        }
    }

    /// The person who answers for a KPI: its owner, the owning department's head, the only holder of the owning position,
    /// or for the company's nobody.
    pub fn answers_for<'a>(&'a self, kpi: &'a Kpi) -> Option<&'a Key> {
        match kpi.level {
            Level::Company => None,
            Level::Person => Some(&kpi.owner),
            Level::Position => {
                let mut holders = self.people.iter().filter(|p| p.position == kpi.owner.as_str());
                holders.next().filter(|_| holders.next().is_none()).map(|p| &p.id)
            }
            Level::Department => self.department(&kpi.owner).and_then(|d| d.head.as_ref()),
        }
    }
}

fn work_aliases<'a>(project: &'a mut Project, key: &Key) -> Option<&'a mut Vec<String>> {
    if &project.id == key {
        return Some(&mut project.aliases);
    }
    let milestone = project.milestones.iter_mut().find(|m| &m.id == key).map(|m| &mut m.aliases);
    milestone.or_else(|| project.tasks.iter_mut().find(|t| &t.id == key).map(|t| &mut t.aliases))
}
