//! Chinese numerals, everyday and financial.

/// The digit that a character stands for: 三, 叁, 两, 零.
pub fn digit(c: char) -> Option<u32> {
    Some(match c {
        '零' | '〇' => 0,
        '一' | '壹' | '幺' => 1,
        '二' | '两' | '贰' | '俩' => 2,
        '三' | '叁' | '仨' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// What a character multiplies by: 十, 百, 千, 万, 亿.
pub fn scale(c: char) -> Option<u64> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        '万' => 10_000,
        '亿' => 100_000_000,
        _ => return None,
    })
}

/// The tens that one old character says: 廿, 卅.
pub fn tens(c: char) -> Option<u32> {
    match c {
        '廿' => Some(2),
        '卅' => Some(3),
        _ => None,
    }
}

/// 几, 数: a digit that nobody can name, as in 十几 and 数百.
pub fn is_vague_digit(c: char) -> bool {
    c == '几'
}

/// Measures that 千 makes others of: 千瓦, 千克, 千米.
pub const BY_THOUSANDS: &str = "瓦克米卡伏帕赫";
