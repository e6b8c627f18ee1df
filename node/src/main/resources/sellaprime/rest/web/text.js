// How things are put into words, and into the page.

/** The element with this id. */
export const $ = (id) => document.getElementById(id);

/** A new element; text goes in as text, never as markup. */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "class") {
      element.className = value;
    } else if (key.startsWith("on")) {
      element.addEventListener(key.slice(2), value);
    } else {
      element.setAttribute(key, value);
    }
  }
  element.append(...children.filter((child) => child != null));
  return element;
}

/** Sets text if it differs: what stays the same is not read out again. */
export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/**
 * Makes `list` show `items` in their order. An element is made once per key and then changed, so
 * the focus stays where it is.
 */
export function showList(list, items, keyOf, make, update) {
  const before = new Map([...list.children].map((child) => [child.dataset.key, child]));
  let previous = null;
  for (const item of items) {
    const key = keyOf(item);
    let child = before.get(key);
    before.delete(key);
    if (!child) {
      child = make(item);
      child.dataset.key = key;
    }
    update(child, item);
    const next = previous ? previous.nextSibling : list.firstChild;
    if (next !== child) {
      list.insertBefore(child, next);
    }
    previous = child;
  }
  before.forEach((child) => child.remove());
}

/** Has the page's status line read out. */
export function say(text) {
  $("said").textContent = text;
}

const GROUPED = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

/** 12,345. */
export const count = (n) => GROUPED.format(n);

/** 1 job, 2 jobs. */
export const many = (n, one, more = one + "s") => `${count(n)} ${n === 1 ? one : more}`;

/** 0.4 s, 2 min 5 s, 3 h 20 min. */
export function duration(millis) {
  const s = Math.max(0, millis) / 1000;
  if (s < 0.01) {
    return "under 10 ms";
  }
  if (s < 1) {
    return `${Math.round(s * 100) * 10} ms`;
  }
  if (s < 60) {
    return `${s < 10 ? s.toFixed(1) : Math.round(s)} s`;
  }
  const min = Math.floor(s / 60);
  return min < 60 ? `${min} min ${Math.round(s % 60)} s` : `${Math.floor(min / 60)} h ${min % 60} min`;
}

/** Hours, minutes and seconds of a moment, as people here write them. */
export const clock = (iso) =>
  new Date(iso).toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false });

/** A long number by its beginning and its end. */
export function shorten(text, most = 80) {
  return text.length <= most ? text : `${text.slice(0, most - 40)}…${text.slice(-30)}`;
}

const VERDICTS = {
  prime: ["prime", "good"],
  "probable-prime": ["probably prime", "info"],
  composite: ["composite", ""],
  "safe-prime": ["safe prime", "good"],
};

/** What a badge says of a job, and in which tone. */
export function verdict(job) {
  if (job.state === "done" && job.kind === "sale") {
    return ["found", "good"];
  }
  if (job.state === "done") {
    return VERDICTS[job.verdict] ?? [job.verdict ?? "done", job.kind === "batch" ? "good" : ""];
  }
  const tones = { failed: "bad", cancelled: "", queued: "busy", running: "busy" };
  const words = { queued: "waiting" };
  return [words[job.state] ?? job.state, tones[job.state] ?? ""];
}

export const isOver = (job) => job.state === "done" || job.state === "failed" || job.state === "cancelled";

/** A random id for a job: so what got no answer can be sent again, to any node. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return "web-" + [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("");
}

/** What to do about a problem, in a sentence or two. */
export function advice(problem) {
  const detail = problem.message ? problem.message[0].toUpperCase() + problem.message.slice(1) : "";
  const sentence = /[.!?]$/.test(detail) ? detail : detail + ".";
  if (problem.status === 401) {
    return "This grid asks for an API key: give one above.";
  }
  if (problem.status === 429 && problem.retryAfter) {
    return `${sentence} There should be room in ${duration(problem.retryAfter * 1000)}.`;
  }
  if (problem.status === 0) {
    return "No node answers. Try again when the line above says that this page is connected.";
  }
  return sentence;
}
