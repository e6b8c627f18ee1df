// Puts the parts of the page together.
import { $, setText, say, el } from "./text.js";
import { Api } from "./api.js";
import { startAsking } from "./ask.js";
import { startBuying } from "./buy.js";
import { Grid } from "./grid.js";
import { Jobs } from "./jobs.js";

const api = new Api();
const grid = new Grid();
const jobs = new Jobs(api);
const own = [startAsking(api), startBuying(api)];

function link(state, text) {
  $("link").dataset.state = state;
  setText($("link-text"), text);
  $("lost").hidden = state !== "lost";
}

/* The key */
function openKey(open) {
  $("key-open").hidden = false;
  $("key-form").hidden = !open;
  $("key-open").setAttribute("aria-expanded", String(open));
  if (open) {
    $("key").focus();
  }
}
$("key-open").hidden = !api.key; // most grids ask for none
$("key-open").addEventListener("click", () => openKey($("key-form").hidden));
$("key-form").addEventListener("submit", (event) => {
  event.preventDefault();
  api.key = $("key").value.trim();
  $("key").value = "";
  $("key-error").textContent = "";
  if (api.key) {
    openKey(false);
    $("number").focus();
  }
  api.dispatchEvent(new Event("unlocked"));
  jobs.look();
});
$("key-forget").addEventListener("click", () => {
  api.key = "";
  openKey(false);
  say("The key is forgotten.");
});
api.addEventListener("locked", () => {
  if ($("key-form").hidden) {
    openKey(true);
    $("key-error").textContent = api.key ? "This key is not, or no longer, good here." : "";
  }
});

/* The grid */
let watched = "";
function on(name, data) {
  if (name === "history") {
    grid.history(data);
  } else if (name === "happened") {
    grid.happened(data);
    if (data.kind === "handed-over") {
      own.forEach((list) => list.moved(data));
    }
  } else if (name === "picture") {
    api.meet(data.nodes.map((node) => node.http).filter((url) => url && !url.includes("//0.0.0.0")));
    link("live", `Watching from node ${data.node}`);
    if (watched && watched !== data.node) {
      say(`Node ${watched} does not answer; watching from node ${data.node} now.`);
    }
    watched = data.node;
    document.title = `sellaprime: ${data.nodes.length === 1 ? "1 node" : `${data.nodes.length} nodes`}`;
    grid.picture(data);
    jobs.picture(data);
  }
}

api.follow("/v1/events", on, (state, failures) => {
  if (state === "locked") {
    link("connecting", "Waiting for an API key");
    return;
  }
  const deaf = failures > 3;
  link(deaf ? "lost" : "connecting", deaf ? "No node answers" : "Looking for another node…");
  const strangers = api.strangers;
  $("lost-others").hidden = strangers.length === 0;
  $("lost-links").replaceChildren(...strangers.flatMap((url) => [el("a", { href: url }, url), " "]));
});
