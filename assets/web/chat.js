// The chat page: joins the conversation, the message box, the outbox and the events.

import { get, now, post } from "./api.js";
import { Composer } from "./composer.js";
import { byId, el, toast } from "./dom.js";
import { Events } from "./events.js";
import { Log } from "./log.js";
import { Memory } from "./memory.js";
import { Outbox } from "./outbox.js";
import { openReport, wireReport } from "./report.js";
import { t } from "./strings.js";

/** When to say that a reply is being made, and when to look whether one was missed. */
const THINKING = 600;
const MISSED = 8_000;

const scroll = byId("scroll");

let me;
let memory;
let outbox;
let newest;
/** The oldest entry shown, while there are older ones. */
let earliest = null;
const waiting = new Map();

const log = new Log(byId("log"), {
  press: (of, index, button) => press(of, index, button),
  fix: (card, text) => send(text, card.entry.id),
  reply: (card) => composer.reply(card.entry.id),
  open: openReport,
  retry: (bubble) => outbox.retry(bubble.outgoing ?? bubble.id),
  discard,
  edit: (bubble) => composer.edit(bubble.id, bubble.text),
  known: (message, report) => {
    // The server has it: it need not be remembered here.
    if (report) memory?.said.drop(message);
  },
  answered: (message) => {
    clearTimeout(waiting.get(message));
    waiting.delete(message);
    thinking();
  },
});

const composer = new Composer({
  send: (text, mode) => (mode?.kind === "edit" ? edit(mode.message, text) : send(text, mode?.entry ?? null)),
  draft: (text) => {
    if (memory) memory.draft = text;
  },
  editLast: () => {
    const last = log.last();
    if (last) composer.edit(last.id, last.text);
    return Boolean(last);
  },
});

// --- sending

/** A UUID also where the page came over plain HTTP, as on a company's own network. */
function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function send(text, replyTo) {
  if (!outbox) return;
  const item = { id: uuid(), kind: "message", body: { text, reply_to: replyTo }, text, at: now() };
  log.say(item);
  // A correction made in a card keeps the card in view where it can.
  toEnd(!replyTo);
  outbox.add(item);
}

/** Presses a button: of a card in silence, of anything else with its words as an own message. */
function press(of, index, button) {
  const card = button ? null : of;
  const item = { id: uuid(), kind: "press", body: { entry: card ? card.entry.id : of.id, button: index }, at: now() };
  if (card) {
    log.pressed.set(item.id, card);
  } else {
    item.text = button.says;
    log.say(item);
    toEnd();
  }
  outbox.add(item);
}

function edit(message, text) {
  const bubble = log.bubbles.get(message);
  if (!bubble || bubble.text === text) return;
  const item = { id: uuid(), kind: "edit", body: { message, text }, at: now() };
  bubble.rewrite(text);
  outbox.add(item);
}

function discard(bubble) {
  outbox.discard(bubble.outgoing ?? bubble.id);
  if (!bubble.outgoing) {
    log.take(bubble);
    greet();
    return;
  }
  // An edit that is given up: the report stays as it was.
  bubble.outgoing = null;
  bubble.edited = false;
  bubble.is("sent");
  const card = log.cards.get(bubble.report);
  if (card) log.mark(card);
}

/** What became of something that was sent. */
function told(item, state, why) {
  const bubble = log.bubbles.get(item.kind === "edit" ? item.body.message : item.id);
  if (item.kind === "edit" && bubble) bubble.outgoing = state === "sent" ? null : item.id;
  if (state === "sent" && item.text !== undefined) {
    // It stands among the server's entries where it arrived, not where it waited.
    if (!bubble?.report) memory.said.put({ id: item.id, text: item.text, at: now() });
  }
  if (state === "failed") {
    log.pressed.get(item.id)?.released();
    log.pressed.delete(item.id);
    if (!bubble) toast(item.failed ?? t.stale);
  }
  bubble?.is(state, state === "failed" ? item.failed : why);
  if (state === "sent") expect(item.id);
}

/** Looks for the reply to come; it may have come before the acknowledgement. */
function expect(message) {
  if (answeredAlready(message)) return;
  waiting.set(message, setTimeout(catchUp, MISSED));
  setTimeout(thinking, THINKING);
}

function answeredAlready(message) {
  return replies.has(message);
}

const replies = new Set();

function thinking() {
  const shown = waiting.size > 0;
  if (byId("thinking").hidden !== shown) return;
  keepingEnd(() => {
    byId("thinking").hidden = !shown;
  });
}

// --- receiving

function take(some, live) {
  // A resumed stream reaches back: what is older than all that is shown belongs to a page not yet asked for.
  const entries = some.filter((entry) => !earliest || compare(entry.at, earliest.at) >= 0);
  keepingEnd(() => {
    for (const entry of entries) {
      if (entry.to) replies.add(entry.to);
      if (entry.from === "zhixing" && (!newest || entry.id > newest)) newest = entry.id;
    }
    log.add(entries, { live });
    greet();
  }, live);
}

/** Everything since the page last heard of anything. */
async function catchUp() {
  for (const [message, timer] of waiting) {
    clearTimeout(timer);
    waiting.set(message, setTimeout(catchUp, MISSED));
  }
  const { status, body } = await get("/chat/history");
  if (status !== 200) return;
  // In the demo another tab may have become somebody else: then so does this one.
  if (body.me.key !== me) location.reload();
  else take(body.entries, true);
}

const events = new Events({
  last: () => newest,
  reply: (entry) => take([entry], true),
  away: (isAway) => {
    byId("link").textContent = isAway ? t.reconnecting : "";
  },
  back: async () => {
    if (events.been) await catchUp();
    events.been = true;
    outbox.flush();
  },
  logout: () => {
    memory.said.clear();
    location.assign("/login");
  },
});

// --- history

/** Own messages that only this browser knows, among the server's entries: before the reply to them, else by time. */
function woven(entries, { oldest = null, isWhole }) {
  const answers = new Map();
  for (const entry of entries) if (entry.to && !answers.has(entry.to)) answers.set(entry.to, entry.at);
  const theirs = new Set(entries.map((entry) => entry.message));
  const from = entries[0]?.at ?? "";
  const mine = memory.said
    .all()
    .filter(({ id, at }) => !theirs.has(id) && !log.bubbles.has(id) && (isWhole || at >= from || answers.has(id)) && (!oldest || at < oldest || answers.has(id)))
    .map(({ id, text, at }) => ({ from: "me", message: id, text, report: null, at, rank: answers.has(id) ? earlier(at, answers.get(id)) : at }));
  // The order of the server's own entries is theirs; `sort` keeps what is equal in order, own messages first.
  return [...mine, ...entries].sort((a, b) => compare(a.rank ?? a.at, b.rank ?? b.at));
}

const compare = (a, b) => new Date(a) - new Date(b);

const earlier = (a, b) => (compare(a, b) < 0 ? a : b);

async function openHistory() {
  const { status, body } = await get("/chat/history");
  if (status === 401) return;
  if (status !== 200) {
    const again = el("button", { class: "plain", type: "button", textContent: t.retry, on: { click: openHistory } });
    byId("log").replaceChildren(el("p", { class: "welcome" }, body.error ?? t.loadFailed, " ", again));
    return;
  }
  byId("log").replaceChildren();
  me = body.me.key;
  memory = new Memory(me);
  outbox = new Outbox(memory.outbox, told);
  if (memory.draft) composer.set(memory.draft);
  who(body);
  take(woven(body.entries, { isWhole: !body.more }), false);
  // A conversation that is shown whole has no such page.
  earliest = body.more ? body.entries[0] : null;
  byId("earlier").hidden = !body.more;
  leftover();
  greet();
  byId("log").setAttribute("aria-busy", "false");
  scroll.scrollTop = scroll.scrollHeight;
  watchTop();
  events.connect();
  outbox.flush();
}

/** What was on its way when the page was last left. */
function leftover() {
  for (const item of memory.outbox.all()) {
    if (item.kind === "edit") log.bubbles.get(item.body.message)?.rewrite(item.body.text);
    else if (item.text !== undefined) log.say(item);
    told(item, item.failed ? "failed" : "sending");
  }
}

let loading = false;

async function loadEarlier() {
  if (loading || !earliest) return;
  loading = true;
  const { status, body } = await get(`/chat/history?before=${encodeURIComponent(earliest.id)}`);
  loading = false;
  if (status !== 200) return;
  const root = byId("log");
  const first = root.firstElementChild;
  const height = scroll.scrollHeight - scroll.scrollTop;
  root.setAttribute("aria-busy", "true");
  log.add(woven(body.entries, { oldest: earliest.at, isWhole: !body.more }), { before: first });
  earliest = body.more ? body.entries[0] : null;
  byId("earlier").hidden = !earliest;
  // What was being read stays where it was.
  scroll.scrollTop = scroll.scrollHeight - height;
  root.setAttribute("aria-busy", "false");
}

function watchTop() {
  const near = async (seen) => {
    if (!seen.some((place) => place.isIntersecting)) return;
    await loadEarlier();
    // A page that did not fill the window is told of once more.
    watch.unobserve(byId("earlier"));
    if (earliest) watch.observe(byId("earlier"));
  };
  const watch = new IntersectionObserver(near, { root: scroll, rootMargin: "400px" });
  watch.observe(byId("earlier"));
}

// --- the page

/** Whether the end is in view, and so what comes is to be. */
let atEnd = true;

function toEnd(always = true) {
  if (always || atEnd) scroll.scrollTop = scroll.scrollHeight;
}

/** Does something to the log; who reads the end goes on reading the end. */
function keepingEnd(change, live = false) {
  const stay = atEnd;
  const turns = byId("log").childElementCount;
  change();
  if (stay) scroll.scrollTop = scroll.scrollHeight;
  else if (live && byId("log").childElementCount > turns) byId("newest").hidden = false;
}

scroll.addEventListener("scroll", () => {
  atEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 60;
  if (atEnd) byId("newest").hidden = true;
}, { passive: true });

// The window may shrink for a keyboard, and turns that come into sight take their true height.
const sized = new ResizeObserver(() => toEnd(false));
sized.observe(scroll);
sized.observe(byId("log"));

byId("newest").textContent = t.newest;
byId("newest").addEventListener("click", () => {
  toEnd();
  composer.field.focus();
});

byId("earlier").textContent = t.earlier;
byId("earlier").addEventListener("click", loadEarlier);
byId("log").setAttribute("aria-label", t.log);
byId("thinking").firstChild.textContent = t.thinking;
document.querySelector(".skip").textContent = t.skip;

/** What to begin with, while nothing has been said. */
function greet() {
  const root = byId("log");
  const there = root.querySelector(".welcome");
  if (root.querySelector(".turn")) {
    there?.remove();
    return;
  }
  if (there) return;
  const tries = t.tryThese.map((text) =>
    el("button", { class: "chip", type: "button", textContent: text, on: { click: () => (composer.set(text), composer.field.focus()) } }),
  );
  root.append(el("div", { class: "welcome" }, el("p", { textContent: t.welcome }), el("div", { class: "chips" }, ...tries)));
}

/** Who is speaking: chosen in the demo, logged in elsewhere. */
function who({ me, people }) {
  if (people?.length) {
    const options = people.map(({ key, name }) => el("option", { value: key, textContent: name, selected: key === me.key }));
    const choose = el("select", { id: "as", on: { change: () => speakAs(choose) } }, ...options);
    byId("who").replaceChildren(el("label", { htmlFor: "as", textContent: t.iAm }), choose);
    return;
  }
  byId("who").replaceChildren(el("span", { class: "name", textContent: me.name }));
  byId("logout").textContent = t.logout;
  byId("logout").hidden = false;
}

async function speakAs(choose) {
  choose.disabled = true;
  const { status, body } = await post("/demo/as", { person: choose.value });
  if (status >= 200 && status < 300) location.reload();
  else toast(body.error ?? t.notOpened);
  choose.disabled = false;
}

byId("logout").addEventListener("click", async () => {
  const unsent = memory.outbox.all().filter((item) => item.text !== undefined || item.kind === "edit").length;
  if (unsent && !confirm(t.discardOnLogout(unsent))) return;
  const { status, body } = await post("/logout", {});
  if (status === 0 || status >= 400) {
    toast(body.error ?? t.notOpened);
    return;
  }
  memory.forget();
  location.assign("/login");
});

/** Another tab of the same person has sent something, or has had it acknowledged. */
addEventListener("storage", (event) => {
  if (!memory || event.key !== memory.outbox.key) return;
  // What was quick to arrive has left the list by now, but not what this event tells of it.
  for (const item of JSON.parse(event.newValue ?? "[]")) {
    if (item.text !== undefined) log.say(item).is(item.failed ? "failed" : "sending", item.failed);
  }
  const waits = new Set(memory.outbox.all().map((item) => item.id));
  for (const bubble of log.bubbles.values()) {
    if (bubble.state !== "sent" && !waits.has(bubble.outgoing ?? bubble.id)) bubble.is("sent");
  }
  greet();
  toEnd(false);
});

wireReport();
openHistory();
