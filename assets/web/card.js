// The card: what was understood of a report, each figure beside the words it came from, to be corrected where it stands.

import { el } from "./dom.js";
import { foldable } from "./fold.js";
import { marked } from "./marks.js";
import { clock, t, tongue } from "./strings.js";

/** What the button says that asks how to correct: here the message box is the answer. */
const EDIT = ["修改", "edit"];

export class Card {
  /** `hands`: `press(card, index)`, `fix(card, text)`, `reply(card)`. */
  constructor(report, hands) {
    this.report = report;
    this.hands = hands;
    this.box = el("section", { class: "card", "data-report": report, "aria-label": t.card, tabIndex: -1 });
    this.time = el("time");
    this.turn = el("article", { class: "turn theirs" }, el("p", { class: "day", hidden: true }), this.box, el("p", { class: "meta" }, this.time));
  }

  /** The claims whose words are marked in the report's text. */
  get spans() {
    return (this.data.claims ?? []).map((claim, index) => {
      // The words of a corrected claim stand in the correction; what they replaced stands in the report.
      const place = this.lines[index]?.said_in ? claim.was : claim;
      return { index, start: place?.start, end: place?.end, quote: place?.quote ?? null };
    });
  }

  /** Shows a card's content, in the place of what was shown; `withSource` where its report does not stand right above. */
  show(entry, content, withSource, live = false) {
    // Only what is looked at has a height worth keeping: to ask costs a layout.
    const before = live && this.entry && { height: this.box.offsetHeight, focus: this.focused(), fix: this.openFix() };
    this.entry = entry;
    this.content = content;
    this.data = content.data ?? {};
    const words = this.data.words ?? this.data;
    this.lines = words.lines ?? [];
    this.over = this.lines.length > 0 && !content.buttons?.length && !words.footer && !words.question;
    this.withSource = withSource;
    this.box.classList.toggle("over", this.over);
    this.box.removeAttribute("aria-busy");
    this.box.lang = tongue(content.text);
    this.turn.dataset.at = this.turn.dataset.at ?? entry.at;
    this.time.dateTime = entry.at;
    this.time.textContent = clock(entry.at);
    if (words.heading === undefined) {
      this.box.replaceChildren(el("p", { class: "plain-words", textContent: content.text }), this.actions("", ""));
    } else {
      const { question, names } = choices(words.question);
      this.box.replaceChildren(
        ...[
          el("p", { class: "heading" }, el("span", { textContent: words.heading }), this.lines.length > 0 && !this.over && el("span", { class: "hint", textContent: t.hint })),
          withSource && this.data.text && this.source(),
          this.lines.length > 0 && el("ol", { class: "lines" }, ...this.lines.map((line, i) => this.line(line, i))),
          ...(words.above ?? []).map((line) => el("p", { class: "above", textContent: line })),
          question && el("p", { class: "question", textContent: question }),
          this.actions(words.question ? "" : words.footer ?? "", names),
        ].filter(Boolean),
      );
    }
    if (before) this.settle(before);
  }

  /** What follows does not move when a card is shown anew, and the focus stays where it was. */
  settle({ height, focus, fix }) {
    this.box.classList.remove("changed");
    void this.box.offsetWidth;
    this.box.classList.add("changed");
    this.box.style.minHeight = `${height}px`;
    if (fix) this.openLine(fix.index, fix.text);
    else if (focus !== null) (this.box.querySelector(focus) ?? this.box).focus({ preventScroll: true });
  }

  focused() {
    const here = document.activeElement;
    if (!this.box.contains(here)) return null;
    const line = here.closest(".line");
    return line ? `.line[data-index="${line.dataset.index}"] .say` : ".buttons button";
  }

  source() {
    const text = el("blockquote", { class: "source", "data-report": this.report, "aria-label": t.source }, ...marked(this.data.text, this.spans));
    const box = el("div", { class: "source-box" }, text);
    foldable(text, this.data.text);
    return box;
  }

  line(line, index) {
    const [, subject, fact] = line.words.match(/^(.+?)(?::|: )(.+)$/s) ?? [null, null, line.words];
    const was = line.was && (subject && line.was.startsWith(subject) ? line.was.slice(subject.length).replace(/^(?::|: )/, "") : line.was);
    const claim = this.data.claims?.[index] ?? {};
    const say = el(
      "button",
      { class: "say", type: "button", disabled: this.over, on: { click: () => this.openLine(index) } },
      el("span", { class: "number", textContent: index + 1 }),
      el("span", { class: "told" }, subject && el("span", { class: "subject", textContent: subject }), subject && " ", el("b", { textContent: fact })),
      !this.over && el("span", { class: "unseen", textContent: t.pressToFix }),
    );
    const quote = line.quote ?? claim.quote;
    return el(
      "li",
      { class: `line${claim.pending ? " pending" : ""}`, "data-index": index },
      say,
      el(
        "p",
        { class: "below" },
        line.note && el("span", { class: "note", textContent: line.note.replace(/^\s*[(（]|[)）]\s*$/g, "") }),
        was && el("span", { class: "was" }, `${t.was} `, el("del", { textContent: was })),
        quote && el("q", { class: "quote", textContent: quote, title: line.said_in ? t.fromCorrection : null }),
      ),
    );
  }

  actions(footer, names) {
    const buttons = (this.content.buttons ?? []).map((button, index) =>
      el("button", {
        class: `${index === 0 && !names.size ? "primary" : "second"} button`,
        type: "button",
        textContent: names.has(button.label) ? `${button.label} · ${names.get(button.label)}` : button.label,
        on: { click: () => this.pressed(button, index) },
      }),
    );
    // Where there are buttons, the words that name them are for channels without any.
    return el(
      "div",
      { class: "actions" },
      buttons.length > 0
        ? el("div", { class: `buttons${names.size ? " choices" : ""}` }, ...buttons)
        : footer && el("p", { class: "footer", textContent: footer }),
    );
  }

  pressed(button, index) {
    if (this.box.getAttribute("aria-busy") === "true") return;
    if (EDIT.includes(button.says)) {
      this.hands.reply(this);
      return;
    }
    this.box.setAttribute("aria-busy", "true");
    this.hands.press(this, index);
  }

  /** A press came to nothing. */
  released() {
    this.box.removeAttribute("aria-busy");
  }

  openFix() {
    const form = this.box.querySelector(".fix");
    return form && { index: Number(form.closest(".line").dataset.index), text: form.elements.fix.value };
  }

  /** Opens a line for correction: an ordinary correction in words, begun for the writer. */
  openLine(index, text) {
    const line = this.box.querySelector(`.line[data-index="${index}"]`);
    if (!line) return;
    const say = line.querySelector(".say");
    const begun = t.fix(index + 1, say.querySelector(".subject")?.textContent ?? "");
    this.closeFix();
    const field = el("input", { name: "fix", class: "fix-field", type: "text", autocomplete: "off", enterKeyHint: "send", "aria-label": t.fixing(index + 1), value: text ?? begun });
    const close = () => {
      this.closeFix();
      say.focus({ preventScroll: true });
    };
    const form = el(
      "form",
      {
        class: "fix",
        on: {
          submit: (event) => {
            event.preventDefault();
            const said = field.value.trim();
            if (!said || said === begun.trim()) return;
            close();
            this.hands.fix(this, said);
          },
          keydown: (event) => {
            // While words are being composed, these keys are the input method's.
            if (event.isComposing || event.keyCode === 229) event.stopPropagation();
            else if (event.key === "Escape") {
              event.preventDefault();
              event.stopPropagation();
              close();
            }
          },
        },
      },
      field,
      el("button", { class: "primary", type: "submit", textContent: t.send }),
      el("button", { class: "plain", type: "button", textContent: t.cancel, on: { click: close } }),
    );
    line.append(form);
    line.classList.add("fixing");
    field.focus({ preventScroll: true });
    field.setSelectionRange(field.value.length, field.value.length);
    form.scrollIntoView({ block: "nearest" });
  }

  closeFix() {
    const form = this.box.querySelector(".fix");
    form?.closest(".line").classList.remove("fixing");
    form?.remove();
  }
}

/** A question with a numbered list: the names go onto the buttons of those numbers. */
export function choices(question) {
  const names = new Map();
  const rest = (question ?? "").split("\n").filter((row) => {
    const [, number, name] = row.match(/^\s*(\d+)[.、]\s*(.+)$/) ?? [];
    if (number) names.set(number, name);
    return !number;
  });
  return { question: rest.join("\n").trim(), names };
}
