// New primes, and how they are written.
import { $, el, say, advice, many } from "./text.js";
import { OwnJobs } from "./ask.js";

const MOST = 10000;

/** Primes of a finished order, as texts. */
const primesOf = (job) => (job.primes ? job.primes.map((one) => one.prime) : job.prime ? [job.prime] : []);

function hexOf(n) {
  const hex = n.toString(16);
  return hex.length % 2 ? "0" + hex : hex;
}

/** DER: a tag, the length of what follows, and that, all in hexadecimal. */
function der(tag, content) {
  const bytes = content.length / 2;
  const length = hexOf(BigInt(bytes));
  return tag + (bytes < 128 ? length : (0x80 + length.length / 2).toString(16) + length) + content;
}

/** A positive INTEGER: a zero byte goes before a first bit of 1, which would be a sign. */
function integer(n) {
  const hex = hexOf(n);
  return der("02", parseInt(hex.slice(0, 2), 16) >= 128 ? "00" + hex : hex);
}

/**
 * Diffie-Hellman parameters of PKCS #3: p and a generator of the subgroup of order (p-1)/2. That is
 * 2 if p = 7 modulo 8, else 3, as `sellaprime new --pem` has it.
 */
export function pem(decimal) {
  const p = BigInt(decimal);
  const generator = p % 8n === 7n ? 2n : 3n;
  const sequence = der("30", integer(p) + integer(generator));
  const base64 = btoa(String.fromCharCode(...sequence.match(/../g).map((byte) => parseInt(byte, 16))));
  return `-----BEGIN DH PARAMETERS-----\n${base64.match(/.{1,64}/g).join("\n")}\n-----END DH PARAMETERS-----`;
}

const FORMATS = {
  decimal: (p) => p,
  hex: (p) => "0x" + BigInt(p).toString(16),
  pem,
};

/** The form that orders. */
export function startBuying(api) {
  const error = $("buy-error");
  const jobs = new OwnJobs({
    api,
    list: $("purchases"),
    store: "sellaprime.bought",
    path: "/v1/primes",
    tell: (job) => (job.state === "done" ? `Found: ${job.text}.` : `${job.text}: ${job.state}. ${job.reason ?? ""}`),
    draw,
  });
  jobs.home = $("length");

  $("format").addEventListener("change", () => {
    if ($("format").value === "pem") {
      $("safe").checked = true; // Diffie-Hellman needs safe primes
    }
  });
  $("safe").addEventListener("change", () => {
    if (!$("safe").checked && $("format").value === "pem") {
      $("format").value = "decimal";
    }
  });

  $("buy-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    error.textContent = "";
    const order = read("length", `A length is a whole number of ${$("unit").value}, such as 256.`);
    const count = order && read("count", `How many? A whole number from 1 to ${MOST}.`, MOST);
    if (!order || !count) {
      return;
    }
    const unit = $("unit").value;
    const safe = $("safe").checked;
    const request = { [unit]: order, count };
    if (safe) {
      request.safe = true;
    }
    const text = `${count === 1 ? "a" : count} ${safe ? "safe " : ""}${count === 1 ? "prime" : "primes"} of ${many(order, unit.slice(0, -1))}`;
    const button = event.target.querySelector("button[type=submit]");
    button.disabled = true;
    try {
      await jobs.submit(text, request, $("format").value);
    } catch (e) {
      error.textContent = advice(e);
    } finally {
      button.disabled = false;
    }
  });

  function read(id, message, most = Infinity) {
    const field = $(id);
    const text = field.value.trim();
    const bad = !/^[1-9][0-9]{0,8}$/.test(text) || Number(text) > most;
    if (bad) {
      error.textContent = message;
      field.setAttribute("aria-invalid", "true");
      field.focus();
      return 0;
    }
    field.removeAttribute("aria-invalid");
    return Number(text);
  }

  function draw(place, job) {
    if (job.state !== "done" || place.firstChild) {
      return;
    }
    const written = el("pre", { class: "primes", tabindex: "0", "aria-label": job.text });
    const choice = el("select", { "aria-label": `How ${job.text} is written` });
    for (const option of $("format").options) {
      if (option.value !== "pem" || job.safe) {
        choice.append(el("option", { value: option.value }, option.textContent));
      }
    }
    choice.value = job.format;
    const write = () => {
      written.textContent = primesOf(job).map(FORMATS[choice.value]).join("\n");
    };
    write();
    choice.addEventListener("change", write);
    const copy = el("button", { type: "button", class: "quiet" }, "Copy");
    copy.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(written.textContent);
        say("Copied.");
        copy.textContent = "Copied";
      } catch { // only where the page came by TLS, or from this machine
        getSelection().selectAllChildren(written);
        say("Selected: copy it with your keyboard.");
      }
    });
    place.append(written, el("div", { class: "actions" }, choice, copy));
  }
  return jobs;
}
