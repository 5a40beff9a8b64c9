// The message box: it grows, it keeps a draft, it can answer a card or edit an own report.

import { byId } from "./dom.js";
import { t } from "./strings.js";

export class Composer {
  /** `hands`: `send(text, mode)`, `draft(text)`, `editLast()`. */
  constructor(hands) {
    this.hands = hands;
    this.field = byId("text");
    this.button = byId("send");
    this.mode = null;
    this.field.placeholder = t.placeholder;
    this.field.setAttribute("aria-label", t.typing);
    this.button.setAttribute("aria-label", t.send);
    byId("mode-off").textContent = t.cancel;
    byId("mode-off").addEventListener("click", () => this.leave());
    byId("composer").addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    this.field.addEventListener("input", () => this.changed());
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.changed();
  }

  key(event) {
    // Enter and Esc choose or drop a candidate while an input method is composing; 229 is how some say so.
    if (event.isComposing || event.keyCode === 229) return;
    const touch = matchMedia("(hover: none) and (pointer: coarse)").matches;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey || (!event.shiftKey && !event.altKey && !touch))) {
      event.preventDefault();
      this.submit();
    } else if (event.key === "Escape" && this.mode) {
      event.preventDefault();
      this.leave();
    } else if (event.key === "ArrowUp" && !this.field.value && !this.mode) {
      if (this.hands.editLast()) event.preventDefault();
    }
  }

  submit() {
    const text = this.field.value.trim();
    if (!text) return;
    const mode = this.mode;
    this.set("");
    this.leave(false);
    this.hands.send(text, mode);
  }

  set(text) {
    this.field.value = text;
    this.changed();
  }

  changed() {
    this.button.disabled = !this.field.value.trim();
    this.grow();
    if (this.mode?.kind !== "edit") this.hands.draft(this.field.value);
  }

  grow() {
    this.field.style.height = "auto";
    // The stylesheet's `max-height` bounds it.
    this.field.style.height = `${this.field.scrollHeight + 2}px`;
  }

  /** Answers a card. */
  reply(entry) {
    this.enter({ kind: "reply", entry }, t.replying);
  }

  /** Edits an own report. */
  edit(message, text) {
    this.before = this.field.value;
    this.enter({ kind: "edit", message }, t.editing);
    this.set(text);
  }

  enter(mode, words) {
    this.mode = mode;
    byId("mode-words").textContent = words;
    byId("mode").hidden = false;
    this.field.focus();
  }

  /** Back to an ordinary message; what was begun before an edit comes back. */
  leave(restore = true) {
    const edited = this.mode?.kind === "edit";
    this.mode = null;
    byId("mode").hidden = true;
    if (edited) {
      this.set(this.before ?? "");
      this.before = "";
    }
    if (restore) this.field.focus();
  }
}
