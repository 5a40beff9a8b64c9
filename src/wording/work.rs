//! What zhixing says of work that is given in chat.

use chrono::NaiveDate;

/// A task or milestone in words.
#[derive(Clone, Debug, PartialEq)]
pub struct WorkWords {
    /// What it is called.
    pub title: String,
    /// Its project.
    pub project: String,
    /// Who is to do it; nobody for a milestone.
    pub assignee: Option<String>,
    /// The day it is due.
    pub due: Option<NaiveDate>,
}

/// Something to say of work that is given.
#[derive(Clone, Debug, PartialEq)]
pub enum WorkSay {
    /// Who of several people is meant?
    WhichAssignee(Vec<String>),
    /// Which of several projects is meant?
    WhichProject {
        /// The work.
        title: String,
        /// The projects.
        names: Vec<String>,
    },
    /// No project is named, and none is shared.
    NoProject {
        /// The work.
        title: String,
    },
    /// The work has no name.
    NoTitle,
    /// The speaker may not give this work, or set this milestone.
    MayNot {
        /// The project.
        project: String,
    },
    /// Something is called so already.
    Exists {
        /// The name.
        title: String,
    },
    /// Is this to be made?
    Confirm(WorkWords),
    /// It is made.
    Made(WorkWords),
    /// It is not made.
    NotMade,
    /// The draft is no longer open.
    Gone,
    /// A report speaks of work in the hearer's project that nobody has defined: is it to be there?
    AsksToDefine {
        /// Who wrote it.
        by: String,
        /// The work.
        work: WorkWords,
    },
    /// It is not to be there.
    Ignored {
        /// What it was called.
        title: String,
    },
    /// Somebody gave the hearer work, or set a milestone of their project.
    Told {
        /// Who.
        by: String,
        /// What.
        work: WorkWords,
    },
}
