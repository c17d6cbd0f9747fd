// Short notices at the foot of one phone, read aloud once.
import { make } from "./dom.js";

const SHOWN_MS = 3500;
const MS_PER_LETTER = 45;

export function showToast(area, words, look = "") {
  const toast = make(`div.toast${look ? `.${look}` : ""}`, { "data-testid": "toast" }, words);
  area.append(toast);
  setTimeout(() => toast.remove(), SHOWN_MS + words.length * MS_PER_LETTER);
}
