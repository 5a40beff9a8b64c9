//! What buttons show.

use crate::domain::Language;

/// What a button shows; saying it does the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// What was understood is right.
    Confirm,
    /// Something is to be corrected.
    Edit,
    /// The message is no report.
    NotReport,
    /// The message is a report.
    IsReport,
    /// The doubtful figure is meant.
    Yes,
    /// The doubtful figure does not count.
    No,
    /// Another's figure is to count.
    Endorse,
    /// Another's figure is not to count.
    DoNotEndorse,
    /// A proposed name is to be known.
    Agree,
    /// A proposed name is not to be known.
    Disagree,
    /// A report is to be read once more.
    Reread,
    /// What is about to be made is not to be.
    Cancel,
    /// A report was read.
    Seen,
    /// Something is to be said of a report.
    Comment,
    /// What was said is to be answered.
    Reply,
    /// A request is handed in.
    Submit,
    /// A request is sent back.
    SendBack,
    /// A request is taken back.
    Withdraw,
    /// Work that a report spoke of is to be there.
    Define,
    /// Work that a report spoke of is not to be there.
    Ignore,
    /// The sender is the person that the code is for.
    ItIsMe,
    /// The sender is somebody else.
    NotMe,
}

/// A button's label.
pub fn label(label: Label, language: Language) -> &'static str {
    match (label, language) {
        (Label::Confirm, Language::Zh) => "确认",
        (Label::Confirm, Language::En) => "confirm",
        (Label::Edit, Language::Zh) => "修改",
        (Label::Edit, Language::En) => "edit",
        (Label::NotReport, Language::Zh) => "不是日报",
        (Label::NotReport, Language::En) => "not a report",
        (Label::IsReport, Language::Zh) => "是日报",
        (Label::IsReport, Language::En) => "this is a report",
        (Label::Yes, Language::Zh) => "是",
        (Label::Yes, Language::En) => "yes",
        (Label::No, Language::Zh) => "不算",
        (Label::No, Language::En) => "no",
        (Label::Endorse, Language::Zh) => "认可",
        (Label::Endorse, Language::En) => "count it",
        (Label::DoNotEndorse, Language::Zh) => "不认可",
        (Label::DoNotEndorse, Language::En) => "leave it out",
        (Label::Agree, Language::Zh) => "同意",
        (Label::Agree, Language::En) => "agree",
        (Label::Disagree, Language::Zh) => "不同意",
        (Label::Disagree, Language::En) => "disagree",
        (Label::Reread, Language::Zh) => "重读那条日报",
        (Label::Reread, Language::En) => "read that report again",
        (Label::Cancel, Language::Zh) => "取消",
        (Label::Cancel, Language::En) => "cancel",
        (Label::Seen, Language::Zh) => "已阅",
        (Label::Seen, Language::En) => "seen",
        (Label::Comment, Language::Zh) => "点评",
        (Label::Comment, Language::En) => "comment",
        (Label::Reply, Language::Zh) => "回复",
        (Label::Reply, Language::En) => "reply",
        (Label::Submit, Language::Zh) => "提交",
        (Label::Submit, Language::En) => "submit",
        (Label::SendBack, Language::Zh) => "退回",
        (Label::SendBack, Language::En) => "send back",
        (Label::Withdraw, Language::Zh) => "撤回申请",
        (Label::Withdraw, Language::En) => "withdraw request",
        (Label::Define, Language::Zh) => "建",
        (Label::Define, Language::En) => "define",
        (Label::Ignore, Language::Zh) => "不建",
        (Label::Ignore, Language::En) => "ignore",
        (Label::ItIsMe, Language::Zh) => "是我",
        (Label::ItIsMe, Language::En) => "that's me",
        (Label::NotMe, Language::Zh) => "不是我",
        (Label::NotMe, Language::En) => "not me",
    }
}
