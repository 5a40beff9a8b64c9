// One own message: its words, and how far it has come.

import { el } from "./dom.js";
import { marked } from "./marks.js";
import { clock, t, tongue } from "./strings.js";
import { foldable } from "./fold.js";

/** A message that is quick to arrive never says that it is being sent. */
const PATIENCE = 500;

export class Bubble {
  constructor({ id, at, text }, hands) {
    Object.assign(this, { id, at, text, hands, report: null, state: "sent", spans: [], editable: true, outcome: null });
    this.words = el("div", { class: "words", dir: "auto" });
    this.meta = el("p", { class: "meta" });
    this.turn = el(
      "article",
      { class: "turn mine", "data-message": id },
      el("p", { class: "day", hidden: true }),
      el("div", { class: "bubble" }, el("span", { class: "unseen", textContent: `${t.you}:` }), this.words),
      this.meta,
    );
    this.write();
    this.tell();
  }

  /** Becomes the report of this id, with the words behind its figures marked; one that was taken back is not edited. */
  becomes(report, text, spans = this.spans, editable = this.editable) {
    const shown = JSON.stringify([this.report, this.text, this.spans, this.editable]);
    if (shown === JSON.stringify([report, text, spans, editable])) return;
    Object.assign(this, { report, text, spans, editable });
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
    this.words.lang = tongue(this.text);
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
        this.report && this.editable && button(t.edit, () => this.hands.edit(this)),
        this.edited && el("span", { textContent: t.edited }),
        this.outcome && button(`✓ ${this.outcome.notice}`, this.outcome.show),
        time,
      ],
    };
    this.meta.replaceChildren(...parts[this.state]().filter(Boolean));
  }

  /** What this message did to an earlier card. */
  did(notice, show) {
    this.outcome = { notice, show };
    this.tell();
  }
}
