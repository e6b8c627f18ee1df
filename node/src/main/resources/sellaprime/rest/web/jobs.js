// The list of jobs.
import { $, el, setText, showList, verdict, isOver, many, clock, duration, advice, say } from "./text.js";

const PAGE = 20;
const EVERY_MS = 2000;

export class Jobs {
  #api;
  #jobs = [];
  #next = null;
  #pages = 1;
  #seen = "";
  #askedAt = 0;
  #asking = 0;

  constructor(api) {
    this.#api = api;
    for (const id of ["f-state", "f-kind", "f-mine"]) {
      $(id).addEventListener("change", () => {
        this.#pages = 1;
        this.look();
      });
    }
    $("filter").addEventListener("submit", (event) => event.preventDefault());
    $("jobs-more").addEventListener("click", () => this.#more());
  }

  /** The grid has moved on: looks again if that can be seen here. */
  picture(picture) {
    const { done, failed, cancelled } = picture.totals;
    const state = [picture.node, done, failed, cancelled, picture.unfinished].join();
    const changes = state !== this.#seen || picture.unfinished > 0; // progress is in no total
    if (changes && this.#pages === 1 && performance.now() - this.#askedAt > EVERY_MS) {
      this.#seen = state;
      this.look();
    }
  }

  async #page(from) {
    const query = new URLSearchParams({ limit: PAGE });
    if ($("f-state").value) {
      query.set("state", $("f-state").value);
    }
    if ($("f-kind").value) {
      query.set("kind", $("f-kind").value);
    }
    if ($("f-mine").checked) {
      query.set("caller", "me");
    }
    if (from) {
      query.set("from", from);
    }
    return this.#api.ask("GET", `/v1/jobs?${query}`, { patience: 5000 });
  }

  /** Shows the first page as it is now. */
  async look() {
    const mine = ++this.#asking;
    this.#askedAt = performance.now();
    try {
      const page = await this.#page(null);
      if (mine === this.#asking) {
        this.#jobs = page.jobs;
        this.#next = page.next;
        this.#show("");
      }
    } catch (e) {
      if (mine === this.#asking && e.status !== 0) {
        this.#show(e.status === 401 ? "" : advice(e));
      }
    }
  }

  async #more() {
    const mine = ++this.#asking;
    this.#pages++;
    $("jobs-more").disabled = true;
    try {
      const page = await this.#page(this.#next);
      if (mine === this.#asking) {
        const known = new Set(this.#jobs.map((job) => job.id));
        this.#jobs = [...this.#jobs, ...page.jobs.filter((job) => !known.has(job.id))];
        this.#next = page.next;
        this.#show("");
      }
    } catch (e) {
      this.#show(advice(e));
    } finally {
      $("jobs-more").disabled = false;
    }
  }

  async #cancel(id, button) {
    button.disabled = true;
    try {
      await this.#api.ask("DELETE", `/v1/jobs/${encodeURIComponent(id)}`);
      say("Cancelled.");
      await this.look();
    } catch (e) {
      button.disabled = false;
      this.#show(advice(e));
    }
  }

  #show(error) {
    $("jobs-error").textContent = error;
    const filtered = $("f-state").value || $("f-kind").value || $("f-mine").checked;
    $("jobs-none").hidden = this.#jobs.length > 0;
    setText(
      $("jobs-none"),
      !filtered ? "No jobs yet." : this.#next ? "None among those looked at so far." : "No job is like that.",
    );
    $("jobs-more").hidden = !this.#next;
    showList($("jobs"), this.#jobs, (job) => job.id, (job) => this.#make(job), (item, job) => this.#update(item, job));
  }

  #make(job) {
    const cancel = el("button", { type: "button", class: "quiet" }, "Cancel");
    cancel.addEventListener("click", () => this.#cancel(job.id, cancel));
    return el(
      "li",
      {},
      el("span", { class: job.kind === "number" ? "what" : "what plainwhat" }),
      el("span", { class: "badge" }),
      el("p", { class: "about" }),
      cancel,
      el("progress", { max: "1", "aria-label": `progress of ${job.id}` }),
    );
  }

  #update(item, job) {
    const over = isOver(job);
    setText(item.querySelector(".what"), job.length ? `${job.what} (${many(job.length, "character")})` : job.what);
    const [word, tone] = verdict(job);
    const badge = item.querySelector(".badge");
    setText(badge, word);
    badge.dataset.tone = tone;
    setText(item.querySelector(".about"), describe(job));
    const progress = item.querySelector("progress");
    progress.hidden = over || job.progress === undefined;
    if (!progress.hidden) {
      progress.value = job.progress;
    }
    const cancel = item.querySelector("button");
    if (over && document.activeElement === cancel) {
      $("jobs-title").focus();
    }
    cancel.hidden = over;
    cancel.setAttribute("aria-label", `Cancel ${job.id}`);
  }
}

function describe(job) {
  const over = isOver(job);
  const took = over ? duration(Date.parse(job.finishedAt) - Date.parse(job.submittedAt)) : "";
  const parts = [
    clock(job.submittedAt),
    job.kind === "batch" ? `${many(job.done, "line")} of ${job.lines.toLocaleString("en")} answered` : "",
    over ? (job.node && job.attempts > 0 ? `${job.node}, ${took}` : took) : `at ${job.owner}`,
    job.attempts > 1 ? `given to a tester ${job.attempts} times` : job.attempts === 0 ? "from memory" : "",
    job.method ?? "",
    !over && job.progress !== undefined ? `${Math.floor(job.progress * 100)} %` : "",
    job.reason ?? "",
    job.id,
  ];
  return parts.filter(Boolean).join(" · ");
}
