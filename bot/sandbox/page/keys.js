// The buttons a bot hangs under a message.
import { button, make } from "./dom.js";
import { icon } from "./icons.js";

const STYLES = new Set(["primary", "success", "danger"]);

/** `onKey(key)` answers a promise; the button is busy until it is settled. */
export function inlineKeys(rows, onKey) {
  if (!rows?.length) return null;
  return make("div.keys", { "data-testid": "keys" }, rows.map((row) => make("div.key-row", {}, row.map((key) => inlineKey(key, onKey)))));
}

function inlineKey(key, onKey) {
  const look = STYLES.has(key.style) ? `.${key.style}` : "";
  const mark = key.url ? icon("link") : key.copy_text ? icon("copy") : null;
  const face = button(`.key${look}`, { "data-key": key.index?.join(","), "data-testid": "key" }, make("span", {}, key.text), mark);
  face.addEventListener("click", () => press(face, () => onKey(key)));
  return face;
}

async function press(face, work) {
  // aria-disabled, not disabled: a disabled button would lose the focus.
  if (face.getAttribute("aria-disabled") === "true") return;
  face.setAttribute("aria-disabled", "true");
  face.classList.add("busy");
  try {
    await work();
  } finally {
    face.removeAttribute("aria-disabled");
    face.classList.remove("busy");
  }
}
