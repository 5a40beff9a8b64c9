// One own message: its words, and how far it has come.

import { el } from "./dom.js";
import { marked } from "./marks.js";
import { clock, t } from "./strings.js";
import { foldable } from "./fold.js";

/** A message that is quick to arrive never says that it is being sent. */
const PATIENCE = 500;

export class Bubble {
  constructor({ id, at, text }, hands) {
    Object.assign(this, { id, at, text, hands, report: null, state: "sent", spans: [] });
    this.words = el("div", { class: "words", dir: "auto" });
    this.meta = el("p", { class: "meta" });
    this.outcome = el("p", { class: "outcomes" });
    this.turn = el(
      "article",
      { class: "turn mine", "data-message": id },
      el("p", { class: "day", hidden: true }),
      el("div", { class: "bubble" }, el("span", { class: "unseen", textContent: `${t.you}:` }), this.words),
      this.meta,
      this.outcome,
    );
    this.write();
    this.tell();
  }

  /** Becomes the report of this id, with the words behind its figures marked. */
  becomes(report, text, spans = this.spans) {
    const same = this.report === report && this.text === text && JSON.stringify(this.spans) === JSON.stringify(spans);
    if (same) return;
    Object.assign(this, { report, text, spans });
    this.words.dataset.report = report;
    this.write();
    this.tell();
  }

  /** Shows an edit before the server has read it. */
  rewrite(text) {
    this.text = text;
    this.spans = [];
    this.edited = true;
    this.write();
  }

  write() {
    this.words.replaceChildren(...marked(this.text, this.spans));
    foldable(this.words, this.text);
  }

  /** `sending`, `waiting`, `failed` or `sent`; why, where the server said. */
  is(state, why) {
    this.state = state;
    this.why = why;
    clearTimeout(this.timer);
    if (state === "sending") this.timer = setTimeout(() => this.tell(), PATIENCE);
    else this.tell();
  }

  tell() {
    this.turn.dataset.state = this.state;
    const button = (words, act) => el("button", { class: "plain small", type: "button", textContent: words, on: { click: act } });
    const time = el("time", { dateTime: this.at, textContent: clock(this.at) });
    const parts = {
      sending: () => [el("span", { textContent: t.sending })],
      waiting: () => [el("span", { textContent: this.why ?? t.waiting }), button(t.retryNow, () => this.hands.retry(this))],
      failed: () => [
        el("span", { class: "wrong", textContent: `${t.failed}:${this.why ?? t.refused}` }),
        button(t.retry, () => this.hands.retry(this)),
        button(t.discard, () => this.hands.discard(this)),
      ],
      sent: () => [
        this.report && button(t.edit, () => this.hands.edit(this)),
        this.edited && el("span", { textContent: t.edited }),
        time,
      ],
    };
    this.meta.replaceChildren(...parts[this.state]().filter(Boolean));
  }

  /** What this message did to an earlier card. */
  did(notice, show) {
    const words = `✓ ${notice}`;
    this.outcome.replaceChildren(
      el("button", { class: "plain small", type: "button", title: t.toCard, textContent: words, on: { click: show } }),
    );
  }
}
