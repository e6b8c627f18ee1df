// The last five minutes, drawn by uPlot.
/* global uPlot */
import { $ } from "./text.js";

const SPAN_S = 300;
const TONES = { died: "--bad", left: "--soft", joined: "--good", "handed-over": "--queued", failed: "--bad" };

export class Timeline {
  #data = [[], [], [], []]; // seconds, answers, waiting, running
  #marks = new Map(); // by the id of what happened
  #plots = [];

  constructor() {
    const build = () => {
      this.#plots.forEach((plot) => plot.destroy());
      this.#plots = [
        this.#plot($("plot-rate"), [["answers a second", "--rate", true]], false),
        this.#plot($("plot-load"), [["waiting", "--queued", false], ["running", "--running", false]], true),
      ];
      this.#draw();
    };
    build();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", build);
    new ResizeObserver(() =>
      this.#plots.forEach((plot) => plot.setSize(this.#size(plot.root.parentElement))),
    ).observe($("timeline"));
  }

  #size(place) {
    return { width: Math.max(200, Math.floor(place.clientWidth)), height: place.clientHeight };
  }

  #plot(place, series, hasTime) {
    const style = getComputedStyle(document.documentElement);
    const color = (name) => style.getPropertyValue(name).trim();
    const font = `11px ${getComputedStyle(document.body).fontFamily}`;
    const axis = { stroke: color("--soft"), font, grid: { stroke: color("--line"), width: 1 }, ticks: { show: false } };
    return new uPlot(
      {
        ...this.#size(place),
        padding: [8, 18, hasTime ? 0 : 8, 0],
        legend: { show: false },
        cursor: { show: false },
        scales: { y: { range: (plot, min, max) => [0, Math.max(4, (max ?? 0) * 1.15)] } },
        axes: [
          { ...axis, show: hasTime, grid: { show: false }, size: 26, space: 70, values: (plot, at) => at.map((s) => this.#time(s)) },
          { ...axis, size: 44, space: 32, values: (plot, at) => at.map((n) => (Number.isInteger(n) ? short(n) : "")) },
        ],
        series: [
          {},
          ...series.map(([label, name, filled]) => ({
            label,
            stroke: color(name),
            width: 2,
            fill: filled ? color(name) + "22" : undefined,
            points: { show: false },
          })),
        ],
        hooks: { draw: [(plot) => this.#drawMarks(plot, color)] },
      },
      [[], ...series.map(() => [])],
      place,
    );
  }

  #time(seconds) {
    return new Date(seconds * 1000).toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit", hour12: false });
  }

  #drawMarks(plot, color) {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.lineWidth = 1.5 * devicePixelRatio;
    for (const { at, kind } of this.#marks.values()) {
      const x = plot.valToPos(at, "x", true);
      if (x < bbox.left || x > bbox.left + bbox.width) {
        continue;
      }
      ctx.strokeStyle = ctx.fillStyle = color(TONES[kind] ?? "--soft");
      ctx.beginPath();
      if (kind === "handed-over" || kind === "failed") {
        const r = 3.5 * devicePixelRatio;
        const y = bbox.top + r + (kind === "failed" ? 2.6 * r : 0);
        if (kind === "failed") {
          ctx.moveTo(x, y - r);
          ctx.lineTo(x + r, y);
          ctx.lineTo(x, y + r);
          ctx.lineTo(x - r, y);
        } else {
          ctx.arc(x, y, r, 0, 2 * Math.PI);
        }
        ctx.fill();
      } else {
        ctx.setLineDash([4 * devicePixelRatio, 3 * devicePixelRatio]);
        ctx.moveTo(x, bbox.top);
        ctx.lineTo(x, bbox.top + bbox.height);
        ctx.stroke();
        ctx.setLineDash([]);
      }
    }
    ctx.restore();
  }

  /** The minutes before, as a node remembers them: they count from their first on. */
  history({ columns, samples }) {
    const [at, done, queued, running] = ["at", "done", "queued", "running"].map((name) => columns.indexOf(name));
    const first = samples.length ? samples[0][at] / 1000 : Infinity;
    const kept = this.#data[0].filter((s) => s < first).length;
    this.#data = this.#data.map((column) => column.slice(0, kept));
    for (const sample of samples) {
      this.#add(sample[at] / 1000, sample[done], sample[queued], sample[running]);
    }
    this.#draw();
  }

  /** One more second. */
  add(at, answers, waiting, running) {
    if (at > (this.#data[0].at(-1) ?? 0)) {
      this.#add(at, answers, waiting, running);
      this.#draw();
    }
  }

  #add(...values) {
    values.forEach((value, i) => this.#data[i].push(value));
    while (this.#data[0].length && this.#data[0][0] < values[0] - SPAN_S - 5) {
      this.#data.forEach((column) => column.shift());
    }
  }

  mark(id, at, kind) {
    this.#marks.set(id, { at, kind });
    if (this.#marks.size > 300) {
      this.#marks.delete(this.#marks.keys().next().value);
    }
  }

  #draw() {
    const [at, answers, waiting, running] = this.#data;
    const now = at.at(-1) ?? Date.now() / 1000;
    const scale = { min: now - SPAN_S, max: now };
    [[at, answers], [at, waiting, running]].forEach((data, i) => {
      this.#plots[i].batch(() => {
        this.#plots[i].setData(data, false);
        this.#plots[i].setScale("x", scale);
      });
    });
  }
}

const short = (n) => (n >= 1e6 ? `${n / 1e6}M` : n >= 1e4 ? `${n / 1e3}k` : String(n));
