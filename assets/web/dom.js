// Elements from data. Text always becomes text: nothing here parses markup.

/** Makes an element: properties by name, `class`, `data-…`, `aria-…` and `role` as attributes, `on` as listeners. */
export function el(tag, props = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) made.addEventListener(event, listener);
    } else if (name === "class" || name === "role" || name === "lang" || name.includes("-")) {
      made.setAttribute(name, String(value));
    } else {
      made[name] = value;
    }
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

export const byId = (id) => document.getElementById(id);

/** Scrolls a thing into view, softly where the person does not mind. */
export function reveal(target, block = "nearest") {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  target.scrollIntoView({ block, behavior: still ? "auto" : "smooth" });
}

/** Tells something short, on screen and to a screen reader. */
export function toast(words) {
  const place = byId("toast");
  clearTimeout(toast.timer);
  place.textContent = words;
  place.classList.add("shown");
  toast.timer = setTimeout(() => {
    place.classList.remove("shown");
    place.textContent = "";
  }, Math.max(4000, words.length * 160));
}
