// The REST API of whichever node answers. A request that got no answer goes to the next node: every
// request here can be repeated, since jobs have ids of their own.

const KEY = "sellaprime.key";
const SILENCE_MS = 8000; // a picture comes every second
const REQUEST_MS = 15000;
const PATIENCE_MS = 30000;

/** What a node refused, or that none answers (status 0). */
export class Problem extends Error {
  constructor(status, message, retryAfter = 0) {
    super(message);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

export class Api extends EventTarget {
  /** The node that is asked. */
  base = location.origin;

  /** Nodes that this page may ask: those that were there when it was loaded, as its policy says. */
  #reachable = [location.origin];
  #members = [];
  #sawMembers = false;

  get key() {
    return sessionStorage.getItem(KEY) ?? "";
  }

  set key(key) {
    if (key) {
      sessionStorage.setItem(KEY, key);
    } else {
      sessionStorage.removeItem(KEY);
    }
  }

  /** Told by each picture who is there. */
  meet(urls) {
    this.#members = urls;
    if (!this.#sawMembers) {
      this.#sawMembers = true;
      this.#reachable = [...new Set([location.origin, ...urls])];
    }
  }

  /** Nodes that came later: this page cannot ask them, its reader can go there. */
  get strangers() {
    return this.#members.filter((url) => !this.#reachable.includes(url));
  }

  /** The next node to try after `failed`: one that is in the cluster, if any is. */
  #moveOn(failed) {
    if (this.base !== failed) {
      return; // somebody else has noticed before
    }
    const living = this.#reachable.filter((url) => this.#members.includes(url));
    const all = [...living, ...this.#reachable.filter((url) => !living.includes(url))];
    const others = all.filter((url) => url !== failed);
    // In turn, so that after the last the first has its turn again.
    const at = this.#reachable.indexOf(failed);
    const later = others.find((url) => this.#reachable.indexOf(url) > at && living.includes(url));
    this.base = later ?? others[0] ?? failed;
  }

  #headers(more = {}) {
    return this.key ? { ...more, Authorization: `Bearer ${this.key}` } : more;
  }

  /** Sends one request to `base`; a Problem if it is refused, any other error if it got lost. */
  async #send(base, path, options) {
    const response = await fetch(base + path, options);
    if (response.ok) {
      return response;
    }
    let detail = response.statusText;
    try {
      detail = (await response.json()).detail ?? detail;
    } catch {
      // not from a node of ours; the status has to do
    }
    if (response.status === 401) {
      this.dispatchEvent(new Event("locked"));
    }
    throw new Problem(response.status, detail, Number(response.headers.get("Retry-After")) || 0);
  }

  /** Asks until some node answers, for a while; returns what it says. */
  async ask(method, path, { body, wait, patience = PATIENCE_MS } = {}) {
    const headers = this.#headers();
    if (body !== undefined) {
      headers["Content-Type"] = "application/json";
    }
    if (wait) {
      headers.Prefer = `wait=${wait}`;
    }
    const deadline = performance.now() + patience;
    for (;;) {
      const base = this.base;
      try {
        const response = await this.#send(base, path, {
          method,
          headers,
          body: body === undefined ? undefined : JSON.stringify(body),
          signal: AbortSignal.timeout(REQUEST_MS),
        });
        return await response.json();
      } catch (e) {
        if (e instanceof Problem && e.status !== 503) {
          throw e;
        }
        this.#moveOn(base);
        if (performance.now() > deadline) {
          throw e instanceof Problem ? e : new Problem(0, "no node answers");
        }
        await sleep(this.base === base ? 1000 : 250);
      }
    }
  }

  /** Follows the event stream of whichever node answers, for ever: `on(name, data)`. */
  async follow(path, on, state) {
    for (let failures = 0; ; ) {
      if (document.hidden) {
        await new Promise((shown) => document.addEventListener("visibilitychange", shown, { once: true }));
        continue;
      }
      const base = this.base;
      try {
        await this.#stream(base, path, (name, data) => {
          failures = 0;
          on(name, data);
        });
      } catch (e) {
        if (e instanceof Problem && (e.status === 401 || e.status === 403)) {
          state("locked", failures);
          await new Promise((unlocked) => this.addEventListener("unlocked", unlocked, { once: true }));
          continue;
        }
      }
      if (document.hidden) {
        continue; // left by ourselves
      }
      failures++;
      this.#moveOn(base);
      state("lost", failures);
      await sleep(failures < 4 ? 200 : 1000);
    }
  }

  async #stream(base, path, on) {
    const stop = new AbortController();
    const hide = () => document.hidden && stop.abort();
    document.addEventListener("visibilitychange", hide);
    let silence = setTimeout(() => stop.abort(), SILENCE_MS);
    try {
      const response = await this.#send(base, path, { headers: this.#headers(), signal: stop.signal });
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = "";
      for (;;) {
        const { value, done } = await reader.read();
        if (done) {
          return;
        }
        clearTimeout(silence);
        silence = setTimeout(() => stop.abort(), SILENCE_MS);
        const events = (rest + value).split("\n\n");
        rest = events.pop();
        for (const event of events) {
          const name = /^event: (.*)$/m.exec(event);
          const data = /^data: (.*)$/m.exec(event);
          if (name && data) {
            on(name[1], JSON.parse(data[1]));
          }
        }
      }
    } finally {
      clearTimeout(silence);
      document.removeEventListener("visibilitychange", hide);
      stop.abort();
    }
  }
}
