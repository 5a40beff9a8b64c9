//! Chinese mail programs: what they put around old words.

/// Headers of a mail that is quoted, without their colon.
pub const HEADERS: &str = "发件人 寄件人 发送时间 寄件时间 发送日期 收件人 抄送 密送 主题 日期 时间";

/// Those that name a sender, which begin a quoted mail.
pub const SENDERS: &str = "发件人 寄件人";

/// What a ruled line says above an old mail.
pub const RULED: &str = "原始邮件 原始信息 转发邮件 转发的邮件 转发信息 原邮件 历史邮件 回复的邮件";

/// What ends the line above a quoted mail.
pub const WROTE: &str = "写道: 写到:";

/// Lines that begin a signature.
pub const SIGNATURES: &str = "此致 敬礼 祝好 顺祝商祺 商祺 顺颂商祺 谢谢! 谢谢 以上,谢谢 发自我的 来自我的 发送自";

/// Words of a notice that a company puts under its mail, any of which makes a line one.
pub const NOTICES: &str =
    "本邮件及其 本邮件及附件 本邮件包含 此邮件及 此邮件包含 如果您错误 若您误收 保密信息 未经授权 免责声明";
