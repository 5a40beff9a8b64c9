//! What a message can be.

use chrono::NaiveDate;
use uuid::Uuid;

use crate::{
    domain::Language,
    understanding::{
        correction::Correction,
        field::AboutField,
        naming::Naming,
        order::Order,
        reading::Reading,
        review::Said,
        talk::{Answer, StandIn},
        wish::Wished,
    },
};

/// What a message is.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
    /// A report, as read.
    Report(Box<Reading>),
    /// A report that says itself which day it is for.
    LateReport {
        /// The report, as read.
        reading: Box<Reading>,
        /// The day.
        day: NaiveDate,
    },
    /// An edited report.
    Revision(Uuid),
    /// A question.
    Question,
    /// The word on a figure that somebody else gave for one's KPI.
    Endorse {
        /// The claim; `None` is the one that has waited longest.
        claim: Option<Uuid>,
        /// Whether it is to count.
        yes: bool,
    },
    /// 邀请 张伟: the name as said.
    Invite(String),
    /// 检查一下这个目标:…: the goal.
    CheckGoal(String),
    /// A field of the company's own: what stands in it, or is to.
    Field(AboutField),
    /// A field of the company's own that is to be there, to be otherwise or to go.
    DefineField,
    /// A button of a field that is about to be so.
    AnswerField {
        /// The draft.
        id: Uuid,
        /// What the button says.
        answer: Answer,
    },
    /// A name for a thing.
    Name(Naming),
    /// The word on a name that somebody proposed.
    DecideName {
        /// The proposal; `None` is the one that has waited longest.
        id: Option<Uuid>,
        /// Whether it is to be known.
        yes: bool,
    },
    /// Work given to somebody, or a milestone.
    Work(Box<Order>),
    /// A button of work that is about to be made.
    AnswerWork {
        /// The draft.
        id: Uuid,
        /// What the button says.
        answer: Answer,
    },
    /// The word on work that a report spoke of.
    Define {
        /// The proposal; `None` is the one that has waited longest.
        id: Option<Uuid>,
        /// Whether it is to be defined.
        yes: bool,
    },
    /// Something asked for that another decides on.
    Wish(Box<Wished>),
    /// The one thing that a request lacked.
    Fill,
    /// Why a request is sent back.
    Reason(Uuid),
    /// A word on a request; on the one that is open where none is named.
    AnswerRequest {
        /// The request.
        id: Option<Uuid>,
        /// The word.
        answer: Answer,
    },
    /// Something said of a report.
    Review(Said),
    /// The words that were asked for.
    Comment(Uuid),
    /// A button under a report.
    AnswerReview {
        /// The report.
        report: Uuid,
        /// What the button says.
        answer: Answer,
    },
    /// 待我审批的.
    Approvals,
    /// 我的申请.
    Requests,
    /// Who decides for the speaker while they are away.
    StandIn(StandIn),
    /// One's own report read once more, with the names that are known now.
    Reread(Uuid),
    /// Corrections of a card.
    Correction {
        /// As read.
        read: Vec<Correction>,
        /// Whether it can be nothing else; what fits no line is taken as something else otherwise.
        sure: bool,
    },
    /// 把我昨天写的那条删了.
    Withdraw,
    /// The choice of a place, from 1, in what was offered.
    Chosen(usize),
    /// 确认, 对.
    Yes,
    /// 不算, 不对.
    No,
    /// 修改.
    Edit,
    /// 不是日报.
    NotReport,
    /// 是日报.
    IsReport,
    /// 帮助.
    Help,
    /// /start.
    Start,
    /// 我的.
    Mine,
    /// 审计日志.
    AuditLog,
    /// 谁看过我的数据.
    Looked,
    /// 语言.
    Language(Option<Language>),
    /// 你好.
    SmallTalk,
    /// 好累.
    Feeling,
    /// No words in it.
    Empty,
    /// More than is taken.
    TooLong,
    /// None of these.
    Unclear,
}
