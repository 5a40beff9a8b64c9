// The conversation: which turn stands where, which card shows which report, which words are lit.

import { reply } from "./answer.js";
import { Bubble } from "./bubble.js";
import { Card } from "./card.js";
import { reveal, toast } from "./dom.js";
import { peek } from "./fold.js";
import { isFor } from "./marks.js";
import { dayHeading, dayKey } from "./strings.js";

export class Log {
  /** `hands`: what a card, a reply and a bubble can be asked to do, `known(message)` and `answered(message)`. */
  constructor(root, hands) {
    this.root = root;
    this.hands = hands;
    this.seen = new Set();
    this.bubbles = new Map();
    this.cards = new Map();
    this.pressed = new Map();
    this.oldest = null;
    this.light();
  }

  /** Adds entries in order: at the end, or before the node given. `live` ones are told of. */
  add(entries, { before = null, live = false } = {}) {
    for (const entry of entries) {
      if (entry.from === "me") this.mine(entry, before);
      else this.theirs(entry, before, live);
    }
  }

  mine(entry, before) {
    const bubble = this.say({ id: entry.message, at: entry.at, text: entry.text }, before);
    if (entry.edited) bubble.edited = true;
    if (entry.report && bubble.state === "sent") bubble.becomes(entry.report, entry.text);
    this.hands.known(entry.message, entry.report);
  }

  /** An own message; the same id is the same bubble. */
  say(message, before = null) {
    const there = this.bubbles.get(message.id);
    if (there) return there;
    const bubble = new Bubble(message, this.hands);
    bubble.turn.dataset.at = message.at;
    this.bubbles.set(message.id, bubble);
    this.place(bubble.turn, before);
    return bubble;
  }

  theirs(entry, before, live) {
    if (this.seen.has(entry.id)) return;
    this.seen.add(entry.id);
    const { reply: said, about, to } = entry;
    this.pressed.get(to)?.released();
    this.pressed.delete(to);
    if (to) this.hands.answered(to);
    const card = about && this.cards.get(about);
    const content = said.in_place ?? (said.kind === "card" ? said : null);
    if (!about || !content) {
      this.place(reply(entry, this.hands), this.after(to) ?? before);
    } else if (card && said.in_place) {
      this.replace(card, entry, content, live);
    } else if (!card || !this.older(entry, card)) {
      this.card(entry, content, before);
    }
    if (said.in_place) this.tell(entry, about, said.in_place.notice, live);
  }

  older(entry, card) {
    return new Date(entry.at) < new Date(card.entry.at);
  }

  replace(card, entry, content, live) {
    // A page of earlier entries tells how the card once was.
    if (this.older(entry, card)) return;
    card.show(entry, content, card.withSource, live);
    this.mark(card);
  }

  card(entry, content, before) {
    const former = this.cards.get(entry.about);
    if (former) former.box.setAttribute("inert", "");
    const card = new Card(entry.about, this.hands);
    this.cards.set(entry.about, card);
    const source = this.source(entry, content.data?.text);
    const place = this.after(entry.to) ?? before;
    const above = place ? place.previousElementSibling : this.root.lastElementChild;
    card.bubble = source;
    card.show(entry, content, !source || above !== source.turn);
    this.place(card.turn, place);
    this.mark(card);
  }

  /** The bubble of the report that a card is about. */
  source(entry, text) {
    const bubbles = [...this.bubbles.values()];
    return (
      bubbles.find((b) => b.report === entry.about) ??
      bubbles.find((b) => b.id === entry.to && b.text === text) ??
      // A message that was asked about first: the card comes after the yes.
      bubbles.findLast((b) => !b.report && b.text === text)
    );
  }

  /** Marks the words in the report's own bubble, where the card stands right below it. */
  mark(card) {
    const { bubble, data } = card;
    if (!bubble || data.text === undefined) return;
    bubble.becomes(card.report, data.text, card.withSource || card.over ? [] : card.spans, !card.over);
    this.hands.known(bubble.id, card.report);
  }

  /** What became of a card: at the message that did it; else in a line of its own, where it has just happened. */
  tell(entry, about, notice, live) {
    const bubble = this.bubbles.get(entry.to);
    const show = () => {
      const box = this.cards.get(about)?.box;
      if (box) reveal(box, "center");
      box?.focus({ preventScroll: true });
    };
    if (bubble && bubble.report !== about) bubble.did(notice, show);
    else if (live) toast(notice);
  }

  /** The place after a message and what was said to it, as long as it is not the end. */
  after(message) {
    let turn = this.bubbles.get(message)?.turn;
    while (turn?.nextElementSibling?.classList.contains("theirs")) turn = turn.nextElementSibling;
    return turn?.nextElementSibling ?? null;
  }

  place(turn, before) {
    this.root.insertBefore(turn, before);
    this.dated(turn);
    if (turn.nextElementSibling) this.dated(turn.nextElementSibling);
  }

  /** The first turn of a day says which. */
  dated(turn) {
    const heading = turn.querySelector(":scope > .day");
    const above = turn.previousElementSibling;
    heading.hidden = Boolean(above) && dayKey(above.dataset.at) === dayKey(turn.dataset.at);
    if (!heading.hidden) heading.textContent = dayHeading(turn.dataset.at);
  }

  take(bubble) {
    bubble.turn.remove();
    this.bubbles.delete(bubble.id);
  }

  /** The last own report. */
  last() {
    return [...this.bubbles.values()].filter((b) => b.report && b.editable && b.state === "sent").at(-1);
  }

  /** Lights the words of the line under the pointer or in focus, and the lines of the words under the pointer. */
  light() {
    let over = null;
    let focus = null;
    const meant = (target) => {
      const place = target.closest?.("mark[data-of], .line");
      const report = place?.closest("[data-report]")?.dataset.report;
      if (!report) return null;
      return { report, of: place.dataset.of?.split(" ") ?? [place.dataset.index] };
    };
    const show = () => {
      for (const lit of this.root.querySelectorAll(".lit")) lit.classList.remove("lit");
      const { report, of } = over ?? focus ?? {};
      if (!report) return;
      for (const unit of this.root.querySelectorAll(`[data-report="${CSS.escape(report)}"]`)) {
        const marks = [...unit.querySelectorAll(":scope > mark")].filter((m) => of.some((index) => isFor(m, index)));
        for (const mark of marks) mark.classList.add("lit");
        if (marks[0]) peek(unit, marks[0]);
        for (const line of unit.querySelectorAll(".line")) line.classList.toggle("lit", of.includes(line.dataset.index));
      }
    };
    this.root.addEventListener("pointerover", (event) => {
      over = meant(event.target);
      show();
    });
    this.root.addEventListener("pointerleave", () => {
      over = null;
      show();
    });
    this.root.addEventListener("focusin", (event) => {
      focus = meant(event.target);
      show();
    });
    this.root.addEventListener("focusout", () => {
      focus = null;
      show();
    });
    this.root.addEventListener("click", (event) => {
      const mark = event.target.closest("mark[data-of]");
      // Who selects words does not mean the line.
      if (!mark || String(getSelection())) return;
      const { report, of } = meant(mark);
      const line = this.cards.get(report)?.box.querySelector(`.line[data-index="${of[0]}"]`);
      line?.querySelector(".say").focus({ preventScroll: true });
      if (line) reveal(line);
    });
  }
}
