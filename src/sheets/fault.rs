//! What is wrong with a file, and where.

use std::fmt;

use thiserror::Error;

use crate::domain::org::Kind;

/// Why a file was not read at all.
#[derive(Debug, Error)]
pub enum Refused {
    /// It is larger than any company needs.
    #[error("the file has more than {} MB", .0 / 1_000_000)]
    TooLarge(u64),
    /// It is no zip archive, so no XLSX either.
    #[error("this is no XLSX file")]
    NotXlsx,
    /// An old or encrypted workbook.
    #[error("this is an old .xls or a workbook with a password; save it as .xlsx without one")]
    Compound,
    /// A part of it cannot be unpacked: it ends early, or is damaged.
    #[error("the file is damaged or not whole: {0}")]
    Damaged(String),
    /// More parts than a workbook has.
    #[error("the file has {0} parts, more than {1}")]
    Parts(usize, usize),
    /// It unpacks to more than is read.
    #[error("the file unpacks to more than {} MB", .0 / 1_000_000)]
    Unpacked(u64),
    /// A part unpacks to so much that it can only be meant to.
    #[error("a part of the file ({part}) unpacks to more than {ratio} times its size")]
    Ratio {
        /// The part.
        part: String,
        /// The most.
        ratio: u64,
    },
    /// More sheets than are read.
    #[error("the workbook has {0} sheets, more than {1}")]
    Sheets(usize, usize),
    /// A row too far down.
    #[error("{sheet} reaches down to row {row}, beyond {most}")]
    Rows {
        /// The sheet.
        sheet: String,
        /// The row.
        row: u64,
        /// The last row that is read.
        most: u64,
    },
    /// A column too far to the right.
    #[error("{sheet} reaches beyond column {most}")]
    Columns {
        /// The sheet.
        sheet: String,
        /// The last column that is read.
        most: String,
    },
    /// More cells than are read.
    #[error("the file has more than {0} cells with something in them")]
    Cells(usize),
    /// A text of no known encoding.
    #[error("{0} is neither UTF-8 nor GB18030")]
    Encoding(String),
    /// A CSV file whose name says nothing.
    #[error(
        "the name of {0} does not say what it holds; call it 公司, 部门, 人员, 项目, 里程碑, 任务, 指标 or 字段 (or company, departments, people, projects, milestones, tasks, kpis, fields)"
    )]
    Unnamed(String),
    /// Two tables of the same things.
    #[error("{0} and {1} hold the same")]
    Twice(String, String),
    /// A workbook in which nothing is known.
    #[error(
        "there is no sheet called 公司, 部门, 人员, 项目, 里程碑, 任务, 指标 or 字段 (or company, departments, people, projects, milestones, tasks, kpis, fields)"
    )]
    Nothing,
    /// Writing failed; the writer's own words.
    #[error("it could not be written: {0}")]
    Writing(String),
}

/// Something wrong in a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// Where: `人员!C5`, `人员!5` where no column is meant, `人员`.
    pub place: String,
    /// What.
    pub problem: Problem,
}

/// What can be wrong in a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Problem {
    /// Something has to stand there.
    Empty(&'static str),
    /// A column that there has to be.
    NoColumn(&'static str),
    /// A table that there has to be.
    NoTable(&'static str),
    /// No heading was found in the first rows.
    NoHeading,
    /// The heading stands twice.
    TwiceHeaded(String),
    /// A value under no heading.
    Unheaded,
    /// Nothing of the kind is called so; what is near.
    Unknown {
        /// What was looked for.
        kind: Kind,
        /// What stands there.
        written: String,
        /// Names that are near.
        near: Vec<String>,
    },
    /// Several are called so; their ids.
    Ambiguous {
        /// What was looked for.
        kind: Kind,
        /// What stands there.
        written: String,
        /// Their ids.
        ids: Vec<String>,
    },
    /// It has no id, and another row without one has the same name; that row.
    SameName(String),
    /// The id stands elsewhere too; where.
    SameId(String),
    /// It is not what the column takes.
    NotA {
        /// What stands there.
        written: String,
        /// What the column takes.
        wanted: String,
    },
    /// An error of the spreadsheet program, as `#REF!`.
    Error(String),
    /// A formula that no program has calculated.
    Uncalculated,
    /// What reading the company says of it.
    Org(String),
}

fn called(kind: Kind) -> &'static str {
    match kind {
        Kind::Company => "company",
        Kind::Department => "department",
        Kind::Person => "person",
        Kind::Project => "project",
        Kind::Milestone => "milestone",
        Kind::Task => "task",
        Kind::Kpi => "KPI",
        Kind::Field => "field",
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.place)?;
        match &self.problem {
            Problem::Empty(head) => write!(f, "{head} is empty"),
            Problem::NoColumn(head) => write!(f, "there is no column {head}"),
            Problem::NoTable(why) => f.write_str(why),
            Problem::NoHeading => f.write_str("no heading was found in the first rows"),
            Problem::TwiceHeaded(head) => write!(f, "{head} stands here a second time"),
            Problem::Unheaded => f.write_str("there is a value, but no heading above it"),
            Problem::Unknown { kind, written, near } => {
                write!(f, "no {} is called “{written}”", called(*kind))?;
                if near.is_empty() { Ok(()) } else { write!(f, "; did you mean {}?", near.join(", ")) }
            }
            Problem::Ambiguous { kind, written, ids } => {
                let (ids, called) = (ids.join(", "), called(*kind));
                write!(f, "“{written}” is the name of more than one {called} ({ids}); write the id")
            }
            Problem::SameName(other) => write!(f, "{other} has the same name; give each an id"),
            Problem::SameId(other) => write!(f, "{other} has the same id"),
            Problem::NotA { written, wanted } => write!(f, "“{written}” is not {wanted}"),
            Problem::Error(error) => write!(f, "the cell holds the error {error}"),
            Problem::Uncalculated => {
                f.write_str("the formula has no value; open the file in a spreadsheet program and save it")
            }
            Problem::Org(why) => f.write_str(why),
        }
    }
}
