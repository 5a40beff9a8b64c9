// What this browser keeps for one person: messages on their way, own messages that the server forgets, the draft.

const MOST = 500;

const read = (key) => {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? [];
  } catch {
    return [];
  }
};

const write = (key, list) => {
  try {
    localStorage.setItem(key, JSON.stringify(list));
  } catch {
    // A full or forbidden store: the page works on, for as long as it is open.
  }
};

/** A list of things with an `id`, read anew each time, because other tabs write it too. */
class Shelf {
  constructor(key) {
    this.key = key;
    // Where nothing can be stored, what was put here is still known until the page is left.
    this.spare = [];
    this.stores = works(key);
  }

  all() {
    return this.stores ? read(this.key) : this.spare;
  }

  get(id) {
    return this.all().find((item) => item.id === id);
  }

  put(item) {
    const rest = this.all();
    const at = rest.findIndex((other) => other.id === item.id);
    if (at < 0) rest.push(item);
    else rest[at] = item;
    this.keep(rest.slice(-MOST));
  }

  drop(id) {
    this.keep(this.all().filter((item) => item.id !== id));
  }

  clear() {
    this.spare = [];
    if (this.stores) localStorage.removeItem(this.key);
  }

  keep(list) {
    if (this.stores) write(this.key, list);
    else this.spare = list;
  }
}

function works(key) {
  try {
    localStorage.setItem(`${key}:try`, "1");
    localStorage.removeItem(`${key}:try`);
    return true;
  } catch {
    return false;
  }
}

export class Memory {
  constructor(person) {
    const prefix = `zhixing:${person}:`;
    this.said = new Shelf(`${prefix}said`);
    this.outbox = new Shelf(`${prefix}outbox`);
    this.drafts = new Shelf(`${prefix}draft`);
  }

  get draft() {
    return this.drafts.get("draft")?.text ?? "";
  }

  set draft(text) {
    if (text) this.drafts.put({ id: "draft", text });
    else this.drafts.clear();
  }

  forget() {
    this.said.clear();
    this.outbox.clear();
    this.drafts.clear();
  }
}
