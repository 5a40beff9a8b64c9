// Messages on their way. Each is kept in the browser until the server has acknowledged it, sent in order, and sent again
// under the same id as often as it takes: the server takes it once.

import { post } from "./api.js";
import { t } from "./strings.js";

const PATHS = { message: "/chat/messages", press: "/chat/press", edit: "/chat/edit" };

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 15_000;

export class Outbox {
  /** `told(item, state)` hears of `sending`, `waiting`, `failed` and `sent`. */
  constructor(shelf, told) {
    this.shelf = shelf;
    this.told = told;
    this.busy = false;
    this.failures = 0;
    this.timer = 0;
    addEventListener("online", () => this.flush());
    document.addEventListener("visibilitychange", () => document.hidden || this.flush());
  }

  /** Takes an item `{id, kind, body, text?, at}` and sends it as soon as those before it are sent. */
  add(item) {
    this.shelf.put(item);
    this.told(item, "sending");
    this.flush();
  }

  retry(id) {
    const item = this.shelf.get(id);
    if (!item) return;
    delete item.failed;
    this.shelf.put(item);
    this.told(item, "sending");
    this.flush();
  }

  discard(id) {
    this.shelf.drop(id);
  }

  async flush() {
    if (this.busy) return;
    clearTimeout(this.timer);
    this.busy = true;
    try {
      for (let item; (item = this.next()); ) {
        if (!(await this.send(item))) break;
      }
    } finally {
      this.busy = false;
    }
  }

  next() {
    return this.shelf.all().find((item) => !item.failed);
  }

  /** Whether the next one may go. */
  async send(item) {
    const { status, body, retryAfter } = await post(PATHS[item.kind], { id: item.id, ...item.body });
    if (status >= 200 && status < 300) {
      this.failures = 0;
      // Told first: it is remembered elsewhere before it leaves this list.
      this.told(item, "sent");
      this.shelf.drop(item.id);
      return true;
    }
    if (status === 401) return false;
    if (status === 0 || status === 408 || status === 429 || status >= 500) {
      const pause = Math.min(FIRST_PAUSE * 2 ** this.failures, LONGEST_PAUSE);
      this.failures += 1;
      this.timer = setTimeout(() => this.flush(), Math.max(pause, retryAfter));
      for (const late of this.shelf.all()) if (!late.failed) this.told(late, "waiting", body.error);
      return false;
    }
    const failed = body.error ?? (status === 403 ? t.expired : t.refused);
    // A press is not worth keeping: its card has moved on.
    if (item.kind === "press" && !item.text) this.shelf.drop(item.id);
    else this.shelf.put({ ...item, failed });
    this.told({ ...item, failed }, "failed");
    return true;
  }
}
