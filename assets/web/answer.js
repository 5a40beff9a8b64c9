// Answers with the reports they rest on, and everything else that zhixing says.

import { choices } from "./card.js";
import { el } from "./dom.js";
import { clock, day, t, tongue } from "./strings.js";

/** How many sources of a statement are shown at first. */
const SHOWN = 2;

/** A reply that is no card. `hands`: `press(entry, index)`, `open(citation)`. */
export function reply(entry, hands) {
  const { kind, text, buttons = [], data } = entry.reply;
  const { question, names } = kind === "notice" && buttons.length ? choices(text) : { question: text, names: new Map() };
  const body = kind === "answer" ? answer(data ?? {}, text, hands) : [el("p", { class: "plain-words", textContent: question })];
  const outcome = data?.outcome ?? "";
  return el(
    "article",
    { class: `turn theirs ${kind} ${outcome}`.trim(), "data-at": entry.at },
    el("p", { class: "day", hidden: true }),
    el("div", { class: "bubble", lang: tongue(text) }, el("span", { class: "unseen", textContent: `${t.zhixing}:` }), ...body),
    buttons.length > 0 && chips(entry, buttons, names, hands),
    el("p", { class: "meta" }, el("time", { dateTime: entry.at, textContent: clock(entry.at) })),
  );
}

function chips(entry, buttons, names, hands) {
  return el(
    "div",
    { class: "chips", role: "group", "aria-label": t.suggestions },
    ...buttons.map((button, index) =>
      el("button", {
        class: "chip",
        type: "button",
        textContent: names.has(button.label) ? `${button.label} · ${names.get(button.label)}` : button.label,
        on: { click: () => hands.press(entry, index, button) },
      }),
    ),
  );
}

function answer(data, text, hands) {
  const citations = data.citations ?? [];
  const told = data.lines?.length ? statements(data.lines, citations, hands) : linked(text, citations, hands);
  return data.table ? [...told, table(data.table)] : told;
}

/** Statements, each above its sources. */
function statements(lines, citations, hands) {
  return lines.map((line) => {
    const cited = (line.citations ?? []).map((index) => citations[index]).filter(Boolean);
    return el("div", { class: "statement" }, el("p", { class: "plain-words", textContent: line.text }), cited.length > 0 && sources(cited, hands));
  });
}

function sources(cited, hands) {
  const list = el("ul", { class: "sources", "aria-label": t.sources }, ...cited.slice(0, SHOWN).map((c) => el("li", {}, source(c, hands))));
  const rest = cited.slice(SHOWN);
  if (rest.length) {
    const more = el("li", {});
    const unfold = () => {
      more.replaceWith(...rest.map((c) => el("li", {}, source(c, hands))));
      list.children[SHOWN].querySelector("button")?.focus();
    };
    more.append(el("button", { class: "plain small", type: "button", textContent: t.moreSources(rest.length), on: { click: unfold } }));
    list.append(more);
  }
  return list;
}

/** The words of a report, opening it; not a link where it may not be opened. */
function source(citation, hands) {
  const { author, quote } = citation;
  const on = citation.day ?? citation.sent_at;
  const by = [author, on && day(on)].filter(Boolean).join(" ");
  const parts = [el("q", { textContent: quote }), by && el("span", { class: "by", textContent: ` ${by}` })].filter(Boolean);
  if (!citation.report_id) return el("span", { class: "cite" }, ...parts);
  return el(
    "button",
    { class: "cite", type: "button", on: { click: () => hands.open(citation) } },
    ...parts,
    el("span", { class: "unseen", textContent: t.openReport }),
  );
}

/** An answer's text with the words that it quotes as links; what it rests on beyond them stands below. */
function linked(text, citations, hands) {
  const found = [];
  const rest = [];
  for (const citation of citations) {
    const at = next(text, citation.quote, found);
    if (at < 0) rest.push(citation);
    else found.push({ at, end: at + citation.quote.length, citation });
  }
  found.sort((a, b) => a.at - b.at);
  const nodes = [];
  let from = 0;
  for (const { at, end, citation } of found) {
    if (!citation.report_id) continue;
    nodes.push(text.slice(from, at), el("button", { class: "inline-cite", type: "button", textContent: text.slice(at, end), on: { click: () => hands.open(citation) } }));
    from = end;
  }
  nodes.push(text.slice(from));
  const told = [el("p", { class: "plain-words" }, ...nodes)];
  // Without the words in quotation marks, the sources were named elsewhere.
  if (rest.some((c) => c.report_id)) told.push(sources(rest.filter((c) => c.report_id), hands));
  return told;
}

/** The next place of a quote in quotation marks that no other citation has. */
function next(text, quote, taken) {
  for (const [open, close] of [["“", "”"], ["「", "」"], ['"', '"']]) {
    let at = -1;
    while ((at = text.indexOf(open + quote + close, at + 1)) >= 0) {
      if (!taken.some((other) => other.at === at + open.length)) return at + open.length;
    }
  }
  return -1;
}

const FIGURE = /^[+\-−]?[\d.,]+\s*(%|[^\d\s]{0,3})$/;

function table({ head = [], rows = [] }) {
  const cell = (tag, value) => el(tag, { class: FIGURE.test(value ?? "") ? "figure" : "", textContent: value ?? "", scope: tag === "th" ? "col" : undefined });
  return el(
    "div",
    { class: "table", role: "region", "aria-label": t.table, tabIndex: 0 },
    el(
      "table",
      {},
      head.length > 0 && el("thead", {}, el("tr", {}, ...head.map((value) => cell("th", value)))),
      el("tbody", {}, ...rows.map((row) => el("tr", {}, ...row.map((value) => cell("td", value))))),
    ),
  );
}
