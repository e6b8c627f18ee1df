// Questions, and what came of them.
import { $, el, setText, showList, say, verdict, isOver, duration, shorten, newId, advice, many, clock } from "./text.js";

const KEPT = 20;

/** A list of jobs that this tab has submitted, looked after until they are over. */
export class OwnJobs {
  #jobs = [];

  /** `draw(job)` returns more for a job's card, or null. */
  constructor({ api, list, store, path, draw, tell }) {
    Object.assign(this, { api, list, store, path, draw, tell });
    try {
      this.#jobs = JSON.parse(sessionStorage.getItem(store)) ?? [];
    } catch {
      this.#jobs = [];
    }
    this.#show();
    this.#look();
  }

  #save() {
    const plain = this.#jobs.map(({ id, text, format }) => ({ id, text, format, state: "queued" }));
    try {
      sessionStorage.setItem(this.store, JSON.stringify(plain));
    } catch {
      // no room: then they are gone after a reload
    }
  }

  /** Submits; the promise is kept once it is accepted. `format` is how to write what is found. */
  async submit(text, order, format) {
    const id = newId();
    const answer = await this.api.ask("POST", this.path, { body: { ...order, id }, wait: 1 });
    this.#jobs.unshift({ text, format, began: Date.now() });
    this.#jobs.length = Math.min(this.#jobs.length, KEPT);
    this.#take(this.#jobs[0], answer);
    this.#save();
    this.#show();
  }

  #take(job, answer) {
    const wasOver = job.id !== undefined && isOver(job);
    const { text, format, began, moves } = job;
    for (const key of Object.keys(job)) {
      delete job[key];
    }
    Object.assign(job, answer, { text, format, began, moves });
    if (!wasOver && isOver(job)) {
      say(this.tell(job));
    }
  }

  /** Notes that a job was handed over, if it is one of these. */
  moved(happening) {
    const job = this.#jobs.find((one) => one.id === happening.job);
    if (job && !job.moves?.some((move) => move.id === happening.id)) {
      job.moves = [...(job.moves ?? []), happening];
      this.#show();
    }
  }

  async #look() {
    for (;;) {
      await new Promise((done) => setTimeout(done, 700));
      for (const job of this.#jobs.filter((one) => !isOver(one))) {
        try {
          this.#take(job, await this.api.ask("GET", `/v1/jobs/${encodeURIComponent(job.id)}`));
        } catch (e) {
          if (e.status === 404) {
            this.#take(job, { ...job, state: "failed", reason: "no node knows it any more" });
          }
        }
        this.#show();
      }
    }
  }

  async cancel(job, button) {
    button.disabled = true;
    try {
      this.#take(job, await this.api.ask("DELETE", `/v1/jobs/${encodeURIComponent(job.id)}`));
    } catch (e) {
      job.trouble = advice(e);
    }
    this.#show();
  }

  #remove(job) {
    this.#jobs = this.#jobs.filter((one) => one !== job);
    this.#save();
    this.#show();
  }

  #show() {
    showList(
      this.list,
      this.#jobs,
      (job) => job.id,
      (job) => {
        const card = el(
          "li",
          {},
          el(
            "div",
            { class: "asked" },
            el("span", { class: "what" }),
            el("span", { class: "badge" }),
            el("button", { class: "quiet cancel", type: "button" }, "Cancel"),
            el("button", { class: "quiet remove", type: "button" }, "×"),
          ),
          el("p", { class: "about" }),
          el("p", { class: "about story" }),
          el("progress", { max: "1", "aria-label": "progress" }),
          el("div", { class: "more" }),
        );
        const at = (action) => () => action(this.#jobs.find((one) => one.id === card.dataset.key));
        const cancel = card.querySelector(".cancel");
        cancel.addEventListener("click", at((one) => this.cancel(one, cancel)));
        card.querySelector(".remove").addEventListener("click", at((one) => {
          const next = card.nextElementSibling ?? card.previousElementSibling;
          this.#remove(one);
          (next?.querySelector("button:not([hidden])") ?? this.home).focus();
        }));
        return card;
      },
      (card, job) => this.#update(card, job),
    );
  }

  #update(card, job) {
    const over = isOver(job);
    setText(card.querySelector(".what"), shorten(job.text));
    const [word, tone] = verdict(job);
    const badge = card.querySelector(".badge");
    setText(badge, word);
    badge.dataset.tone = tone;
    setText(card.querySelector(".about"), about(job));
    const story = card.querySelector(".story");
    setText(story, history(job));
    story.hidden = !story.textContent;
    const progress = card.querySelector("progress");
    progress.hidden = over || job.progress === undefined;
    if (!progress.hidden) {
      progress.value = job.progress;
      progress.setAttribute("aria-label", `progress of ${shorten(job.text, 60)}`);
    }
    const cancel = card.querySelector(".cancel");
    const remove = card.querySelector(".remove");
    if (over && document.activeElement === cancel) {
      remove.hidden = false;
      remove.focus();
    }
    cancel.hidden = over;
    cancel.setAttribute("aria-label", `Cancel ${shorten(job.text, 60)}`);
    remove.hidden = !over;
    remove.setAttribute("aria-label", `Put away ${shorten(job.text, 60)}`);
    remove.title = "Put away";
    this.draw?.(card.querySelector(".more"), job);
  }
}

/** How a job was answered, or how long it takes already. */
function about(job) {
  if (job.trouble) {
    return job.trouble;
  }
  if (job.state === "failed") {
    return job.reason ?? "";
  }
  if (job.state === "cancelled") {
    return `Given up after ${duration(Date.parse(job.finishedAt) - Date.parse(job.submittedAt))}.`;
  }
  if (job.state === "done") {
    const took = duration(Date.parse(job.finishedAt) - Date.parse(job.submittedAt));
    const how = job.attempts === 0 ? "answered from memory" : `answered by ${job.node} in ${took}`;
    const tries = job.attempts > 1 ? ` · given to a tester ${job.attempts} times` : "";
    const tests = job.tests ? ` · ${many(job.tests, "candidate")} tested` : "";
    return `${job.method ?? ""}${job.method ? " · " : ""}${how}${tries}${tests}`;
  }
  const since = job.submittedAt ? ` for ${duration(Date.now() - (job.began ?? Date.parse(job.submittedAt)))}` : "";
  const share = job.progress === undefined ? "" : ` · ${Math.floor(job.progress * 100)} % done`;
  return job.state === "running" ? `Being worked at${since}${share}` : `In the queue${since}`;
}

const MET = {
  crashed: "died while it was tested there",
  interrupted: "died while it was tested there; the test goes on from its last checkpoint",
  threw: "met an error in the test",
  hung: "gave no sign of life in the test",
  queued: "could not keep it in its queue",
};

/** Where it has been before. */
function history(job) {
  return (job.moves ?? [])
    .map((move) => `${clock(move.at)} ${move.from} ${MET[move.why] ?? move.why}; handed over to ${move.to}.`)
    .join(" ");
}

/** The form that asks. */
export function startAsking(api) {
  const field = $("number");
  const error = $("ask-error");
  const jobs = new OwnJobs({
    api,
    list: $("answers"),
    store: "sellaprime.asked",
    path: "/v1/jobs",
    tell: (job) => `${shorten(job.text, 60)}: ${verdict(job)[0]}. ${job.method ?? job.reason ?? ""}`,
  });
  jobs.home = field;
  const wrong = (text) => {
    error.textContent = text;
    field.setAttribute("aria-invalid", "true");
    field.focus();
  };
  $("ask-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const number = field.value.trim();
    error.textContent = "";
    field.removeAttribute("aria-invalid");
    if (!number) {
      wrong("Type a number first, such as 97 or 2^127-1.");
      return;
    }
    const button = event.target.querySelector("button[type=submit]");
    button.disabled = true;
    try {
      await jobs.submit(number, { number });
      field.select();
    } catch (e) {
      wrong(advice(e));
    } finally {
      button.disabled = false;
    }
  });
  for (const example of document.querySelectorAll(".example")) {
    example.addEventListener("click", () => {
      field.value = example.textContent;
      $("ask-form").requestSubmit();
    });
  }
  return jobs;
}
