// The keyboard a bot puts in place of the letters.
import { button, make } from "./dom.js";
import { say } from "./words.js";

/** Rows of {text, request_contact, request_location} from whatever form the keyboard comes in; null when there is none. */
export function rowsOf(keyboard) {
  const rows = keyboard?.keyboard;
  return rows?.length ? rows.map((row) => row.map((key) => (typeof key === "string" ? { text: key } : key))) : null;
}

export function fillReplyKeys(panel, keyboard, onPress) {
  const look = JSON.stringify(keyboard ?? null);
  if (panel.dataset.look === look) return;
  panel.dataset.look = look;
  panel.setAttribute("aria-label", say("keyboard"));
  panel.classList.toggle("tall", Boolean(keyboard && !keyboard.resize_keyboard));
  const rows = rowsOf(keyboard) ?? [];
  panel.replaceChildren(...rows.map((row) => make("div.key-row", {}, row.map((key) => replyKey(key, onPress)))));
}

function replyKey(key, onPress) {
  const look = ["primary", "success", "danger"].includes(key.style) ? `.${key.style}` : "";
  return button(`.reply-key${look}`, { "data-testid": "reply-key", onclick: () => onPress(key) }, key.text);
}
