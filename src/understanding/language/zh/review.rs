//! Words of a review, in Chinese.

use crate::understanding::review::Words;

/// The words.
pub static WORDS: Words = Words {
    seen: &["已阅", "已读", "阅"],
    comment: &["点评", "批注", "点评一下"],
    back: &["回复点评", "回复"],
    report: &["日报", "周报", "汇报", "报告"],
    around: &["的", "那份", "那条", "这份", "这条", "一下", "给"],
};
