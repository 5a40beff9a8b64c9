// Marking the words of a text that claims and citations came from.

import { el } from "./dom.js";

/**
 * Cuts a text where spans begin and end. Spans are half-open and count Unicode scalar values, as `Array.from` does.
 * A span whose words are not its `quote` belongs to another text and is left out. Overlapping spans share their pieces.
 */
export function pieces(text, spans) {
  const chars = Array.from(text);
  const fits = spans.filter(
    ({ start, end, quote }) =>
      Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start < end && end <= chars.length &&
      (quote === undefined || chars.slice(start, end).join("") === quote),
  );
  const cuts = [...new Set([0, chars.length, ...fits.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  return cuts.slice(1).map((end, i) => ({
    text: chars.slice(cuts[i], end).join(""),
    of: fits.filter((span) => span.start <= cuts[i] && end <= span.end).map((span) => span.index),
  }));
}

/** A text as nodes, with a `mark` for each marked piece; `data-of` lists what it is marked for. */
export function marked(text, spans) {
  return pieces(text, spans).map((piece) =>
    piece.of.length ? el("mark", { "data-of": piece.of.join(" "), textContent: piece.text }) : piece.text,
  );
}

export const isFor = (mark, index) => mark.dataset.of.split(" ").includes(String(index));
