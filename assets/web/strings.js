// What the page itself says, in Chinese and English, and how it writes times.

const TABLE = {
  zh: {
    you: "你",
    zhixing: "知行",
    iAm: "你是",
    log: "对话",
    skip: "跳到输入框",
    placeholder: "写日报,或者直接提问",
    typing: "写日报或提问",
    send: "发送",
    cancel: "取消",
    close: "关闭",
    logout: "退出",
    earlier: "更早的消息",
    newest: "有新消息 ↓",
    thinking: "正在读",
    welcome: "直接把今天做了什么发给我,想到哪写到哪;想知道什么,直接问。",
    tryThese: ["登录接口做到八成了,联调卡在测试环境,下周二前搞完", "哪些项目有风险?", "我的", "帮助"],
    sending: "发送中…",
    waiting: "没连上,连上就自动发",
    retryNow: "现在重试",
    failed: "没发出去",
    retry: "重试",
    discard: "删掉",
    edit: "改日报",
    edited: "已修改",
    editing: "修改这条日报,发送后重新读",
    replying: "改哪一条?例如:2 改成 75%",
    reconnecting: "重新连接中…",
    loadFailed: "没能打开对话。",
    fold: "收起",
    unfold: "展开全文",
    hint: "点哪条改哪条",
    source: "日报原文",
    card: "我的理解",
    pressToFix: ",按下修改",
    fixing: (n) => `修改第 ${n} 条`,
    fix: (n, name) => (n < 10 ? `${n} 改成 ` : `${name}是`),
    was: "原为",
    fromCorrection: "来自更正",
    sources: "依据",
    moreSources: (n) => `另有 ${n} 处`,
    openReport: ",打开日报",
    reportOf: (author, when) => `${author} · ${when}`,
    opening: "正在打开…",
    notOpened: "现在打不开,请稍后再试。",
    suggestions: "接着问",
    table: "表格",
    expired: "页面过期了,请刷新后重试。",
    refused: "没有被接受。",
    stale: "这张卡片已经更新了,请看最新的一张。",
    discardOnLogout: (n) => `还有 ${n} 条没发出去,退出后就没有了。确定退出吗?`,
    weekdays: ["周日", "周一", "周二", "周三", "周四", "周五", "周六"],
    today: "今天",
    yesterday: "昨天",
  },
  en: {
    you: "You",
    zhixing: "zhixing",
    iAm: "You are",
    log: "Conversation",
    skip: "Skip to the message box",
    placeholder: "Write a report, or just ask",
    typing: "Write a report or ask a question",
    send: "Send",
    cancel: "Cancel",
    close: "Close",
    logout: "Log out",
    earlier: "Earlier messages",
    newest: "New messages ↓",
    thinking: "Reading",
    welcome: "Tell me what you did today, in your own words. If you want to know something, just ask.",
    tryThese: ["Login API is 80% done, blocked by the test environment, done by next Tuesday", "Which projects are at risk?", "mine", "help"],
    sending: "Sending…",
    waiting: "Not connected; it will be sent by itself",
    retryNow: "Try now",
    failed: "Not sent",
    retry: "Try again",
    discard: "Discard",
    edit: "Edit report",
    edited: "edited",
    editing: "Editing this report; it will be read again",
    replying: "Which line? For example: 2 should be 75%",
    reconnecting: "Reconnecting…",
    loadFailed: "The conversation could not be opened.",
    fold: "Fold",
    unfold: "Show all",
    hint: "Tap a line to correct it",
    source: "The report",
    card: "What I understood",
    pressToFix: ", press to correct",
    fixing: (n) => `Correct line ${n}`,
    fix: (n, name) => (n < 10 ? `${n} should be ` : `${name} is `),
    was: "was",
    fromCorrection: "from your correction",
    sources: "Based on",
    moreSources: (n) => `${n} more`,
    openReport: ", open the report",
    reportOf: (author, when) => `${author} · ${when}`,
    opening: "Opening…",
    notOpened: "It cannot be opened right now; please try later.",
    suggestions: "Ask next",
    table: "Table",
    expired: "This page is out of date; please reload and try again.",
    refused: "It was not accepted.",
    stale: "This card has changed; please use the newest one.",
    discardOnLogout: (n) => `${n} messages have not been sent and will be lost. Log out?`,
    weekdays: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
    today: "Today",
    yesterday: "Yesterday",
  },
};

export const english = document.documentElement.lang.startsWith("en");

export const t = english ? TABLE.en : TABLE.zh;

/** The language a text is to be read aloud in. */
export const tongue = (text) => (/\p{Script=Han}/u.test(text) ? "zh-CN" : "en");

const locale = english ? "en" : "zh-CN";
const CLOCK = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hour12: false });
const DAY = new Intl.DateTimeFormat(locale, { month: english ? "short" : "long", day: "numeric" });
const DAY_OF_YEAR = new Intl.DateTimeFormat(locale, { year: "numeric", month: english ? "short" : "long", day: "numeric" });

export const clock = (at) => CLOCK.format(new Date(at));

/** A day, with its year where it is not this one. */
export function day(at) {
  // A day without a time is that day everywhere.
  const date = /^\d{4}-\d\d-\d\d$/.test(at) ? new Date(`${at}T00:00`) : new Date(at);
  const words = date.getFullYear() === new Date().getFullYear() ? DAY : DAY_OF_YEAR;
  return words.format(date);
}

/** Above the first message of a day. */
export function dayHeading(at) {
  const date = new Date(at);
  const far = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(date).setHours(0, 0, 0, 0)) / 86_400_000);
  if (far === 0) return t.today;
  if (far === 1) return t.yesterday;
  return `${day(at)} ${t.weekdays[date.getDay()]}`;
}

export const moment = (at) => `${day(at)} ${clock(at)}`;

/** The local day, to tell two apart. */
export const dayKey = (at) => new Date(at).toDateString();
