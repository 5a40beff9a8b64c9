// Long texts fold.

import { el } from "./dom.js";
import { t } from "./strings.js";

const LONG_LINES = 9;
const LONG_CHARS = 320;

/** Folds the element that shows a text where the text is long, with a button after it. */
export function foldable(shown, text) {
  const long = text.length > LONG_CHARS || text.split("\n").length > LONG_LINES;
  const button = shown.nextElementSibling?.matches(".unfold") ? shown.nextElementSibling : null;
  if (!long) {
    shown.classList.remove("folded");
    button?.remove();
    return;
  }
  if (button) return;
  shown.classList.add("folded");
  const turn = el("button", { class: "plain small unfold", type: "button", "aria-expanded": "false", textContent: t.unfold });
  turn.addEventListener("click", () => {
    const folded = shown.classList.toggle("folded");
    if (folded) shown.scrollTop = 0;
    turn.textContent = folded ? t.unfold : t.fold;
    turn.setAttribute("aria-expanded", String(!folded));
  });
  shown.after(turn);
}

/** Brings a place of a folded text into its window, without moving anything else. */
export function peek(shown, place) {
  if (!shown.classList.contains("folded")) return;
  const top = place.offsetTop - shown.offsetTop;
  const inside = top >= shown.scrollTop && top + place.offsetHeight <= shown.scrollTop + shown.clientHeight - 24;
  if (!inside) shown.scrollTop = Math.max(0, top - shown.clientHeight / 3);
}
