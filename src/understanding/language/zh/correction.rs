//! Words of a correction in Chinese.

use crate::understanding::correction::Words;

/// The words.
pub const WORDS: Words = Words {
    wrong: &["不是", "并不是", "不该是", "不应该是"],
    right: &["是", "应该是", "应为", "改成", "改为", "改到", "更正为"],
    line: &["条", "项", "行", "、", "."],
};
