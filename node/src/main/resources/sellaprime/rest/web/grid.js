// The grid as it works: figures, time line, nodes, and what happened.
import { $, el, setText, showList, count, many, clock } from "./text.js";
import { Timeline } from "./timeline.js";

const GONE_MS = 60000; // how long a node that died is still shown
const SHOWN = 60;

const WHY = {
  crashed: "it was tested there when the node died",
  interrupted: "it was tested there when the node died; it goes on from its last checkpoint",
  threw: "its test met an error",
  hung: "its test gave no sign of life",
  queued: "it waited there",
};

export class Grid {
  #timeline = new Timeline();
  #seen = new Set();
  #groups = [];
  #nodes = new Map(); // by id: the last that was known of each
  #watched = "";
  #told = false;

  history(history) {
    this.#timeline.history(history);
    this.#told = false; // what is told next was before
  }

  picture(picture) {
    this.#watched = picture.node;
    this.#told = true;
    const now = Date.now();
    const living = new Set(picture.nodes.map((node) => node.id));
    for (const node of picture.nodes) {
      this.#nodes.set(node.id, { ...node, seen: now });
    }
    for (const [id, node] of this.#nodes) {
      if (!living.has(id)) {
        node.gone ??= now;
        if (now - node.gone > GONE_MS) {
          this.#nodes.delete(id);
        }
      }
    }
    const queued = picture.nodes.reduce((sum, node) => sum + node.queued, 0);
    const running = picture.nodes.reduce((sum, node) => sum + node.running, 0);
    setText($("f-nodes"), count(picture.nodes.length));
    setText($("f-nodes").previousElementSibling, picture.nodes.length === 1 ? "node" : "nodes");
    setText($("f-queued"), count(queued));
    setText($("f-running"), count(running));
    setText($("f-rate"), count(picture.perSecond));
    $("plot-rate").setAttribute("aria-label", `Answers a second, over the last five minutes; now ${picture.perSecond}`);
    $("plot-load").setAttribute("aria-label", `Jobs waiting and running, over the last five minutes; now ${queued} and ${running}`);
    this.#timeline.add(Date.parse(picture.at) / 1000, picture.perSecond, queued, running);
    this.#showNodes();
  }

  #showNodes() {
    showList(
      $("nodes"),
      [...this.#nodes.values()],
      (node) => node.id,
      () =>
        el("li", {}, el("span", { class: "name" }, el("span"), el("small")), el("span", { class: "load" }),
          el("span", { class: "bar", "aria-hidden": "true" }, el("i"))),
      (item, node) => {
        item.className = node.gone ? "gone" : "";
        item.dataset.state = node.gone ? "gone" : node.state;
        setText(item.querySelector(".name span"), node.name);
        const notes = [
          node.role === "tester" ? "tester" : "",
          !node.gone && node.name === this.#watched ? "watched from here" : "",
          !node.gone && node.state !== "ready" ? node.state : "",
        ];
        setText(item.querySelector("small"), notes.filter(Boolean).join(", "));
        setText(
          item.querySelector(".load"),
          node.gone
            ? "gone"
            : `${count(node.running)} of ${many(node.workers, "worker")} busy · ${count(node.queued)} waiting · ${count(node.perSecond)}/s`,
        );
        const busy = node.gone ? 0 : Math.min(1, node.running / Math.max(1, node.workers));
        item.querySelector(".bar i").style.width = `${100 * busy}%`;
      },
    );
  }

  /** Something happened; returns true if it is new here. */
  happened(event) {
    if (this.#seen.has(event.id)) {
      return false;
    }
    this.#seen.add(event.id);
    if (this.#seen.size > 2000) {
      this.#seen.delete(this.#seen.values().next().value);
    }
    this.#timeline.mark(event.id, Date.parse(event.at) / 1000, event.kind);
    const first = this.#groups[0];
    const alike =
      first && event.kind === "handed-over" && first.kind === event.kind && first.from === event.from &&
      first.to === event.to && first.why === event.why && Date.parse(event.at) - Date.parse(first.at) < 3000;
    if (alike) {
      first.times++;
    } else {
      const at = this.#groups.findIndex((group) => group.at <= event.at);
      this.#groups.splice(at < 0 ? this.#groups.length : at, 0, { ...event, times: 1 });
      this.#groups.length = Math.min(this.#groups.length, SHOWN);
    }
    this.#showHappened();
    if (this.#told) {
      $("told").textContent = this.#sentence(alike ? first : { ...event, times: 1 });
    }
    return true;
  }

  #showHappened() {
    $("happened-none").hidden = this.#groups.length > 0;
    $("happened").hidden = this.#groups.length === 0;
    showList(
      $("happened"),
      this.#groups,
      (group) => group.id,
      (group) => el("li", { class: group.kind }, el("time", { datetime: group.at }, clock(group.at)), el("span")),
      (item, group) => setText(item.querySelector("span"), this.#sentence(group)),
    );
  }

  #sentence(group) {
    switch (group.kind) {
      case "joined":
        return `Node ${group.node} came.`;
      case "left":
        return `Node ${group.node} left in good order.`;
      case "died":
        return `Node ${group.node} is gone: it died, or was cut off.`;
      case "handed-over":
        return group.times === 1
          ? `${group.what} (${group.job}) was handed over from ${group.from} to ${group.to}: ${WHY[group.why] ?? group.why}.`
          : `${many(group.times, "job")} were handed over from ${group.from} to ${group.to}: ${(WHY[group.why] ?? group.why).replace("it waited", "they waited")}.`;
      default:
        return `${group.what} (${group.job}) failed: ${group.why}`;
    }
  }
}
