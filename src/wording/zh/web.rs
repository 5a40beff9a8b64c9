//! The words of the page's shells in Chinese.

use crate::wording::web::Words;

pub(in crate::wording) static WORDS: Words = Words {
    lang: "zh-CN",
    brand: "知行",
    skip: "跳到输入框",
    log_out: "退出",
    earlier: "更早的消息",
    conversation: "对话",
    reading: "正在读",
    news: "有新消息 ↓",
    cancel: "取消",
    write: "写日报或提问",
    placeholder: "写日报,或者直接提问",
    send: "发送",
    close: "关闭",
    no_script: "聊天页需要 JavaScript。也可以在 Telegram 或终端里用同一个助手。",
    log_in_title: "登录 · 知行",
    log_in: "登录知行",
    name: "姓名",
    password: "密码",
    log_in_button: "登录",
    forgotten: "忘了密码?请管理员发一个新的邀请链接,打开后重新设置。",
    join_title: "加入 · 知行",
    is_it_you: |name| format!("你是 {name} 吗?"),
    join_lead: |department, company| format!("{department} · {company}。是的话,设一个密码,以后用姓名和密码登录。"),
    rule: |shortest| format!("至少 {shortest} 个字符。一句只有你知道的话就很好。"),
    again: "再输一次",
    join_button: "是我,设好密码并进入",
    not_you: "不是你?关掉这一页就好,并告诉发链接给你的人。链接只能用一次。",
};
