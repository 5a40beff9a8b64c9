// Replies as they come. The browser reconnects by itself where it can; a connection that has died is made anew.

/** Longer without a sign of life, and the connection is taken for dead: a ping comes about every 20 seconds. */
const SILENCE = 60_000;
const PAUSE = 2_000;
const LONGEST_PAUSE = 20_000;
/** A connection that is back at once is not worth a word. */
const QUIET = 1_500;

export class Events {
  /** `hands`: `reply(entry)`, `back()` after every new connection, `away(isAway)`, `logout()`, `last()` entry's id. */
  constructor(hands) {
    this.hands = hands;
    this.pause = PAUSE;
    this.pings = false;
    addEventListener("online", () => this.connect());
    addEventListener("offline", () => this.lost());
    addEventListener("pageshow", (event) => event.persisted && this.connect());
    document.addEventListener("visibilitychange", () => document.hidden || this.check());
    setInterval(() => this.check(), 10_000);
  }

  connect() {
    this.source?.close();
    clearTimeout(this.again);
    this.heard = Date.now();
    const last = this.hands.last();
    const source = (this.source = new EventSource(last ? `/chat/events?after=${encodeURIComponent(last)}` : "/chat/events"));
    source.addEventListener("open", () => {
      this.pause = PAUSE;
      this.heard = Date.now();
      clearTimeout(this.telling);
      this.telling = 0;
      this.hands.away(false);
      this.hands.back();
    });
    source.addEventListener("error", () => {
      this.lost();
      // While it is connecting again by itself, it is left alone.
      if (source.readyState === EventSource.CLOSED) this.later();
    });
    source.addEventListener("reply", (event) => {
      this.heard = Date.now();
      this.hands.reply(JSON.parse(event.data));
    });
    source.addEventListener("ping", () => {
      this.pings = true;
      this.heard = Date.now();
    });
    source.addEventListener("logout", () => {
      source.close();
      this.hands.logout();
    });
  }

  lost() {
    this.telling ||= setTimeout(() => this.hands.away(true), QUIET);
  }

  later() {
    clearTimeout(this.again);
    this.again = setTimeout(() => this.connect(), this.pause);
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
  }

  /** After a closed laptop a connection can look open and be dead. */
  check() {
    if (!this.source) return;
    const dead = this.source.readyState === EventSource.CLOSED || (this.pings && Date.now() - this.heard > SILENCE);
    if (dead) this.connect();
  }
}
