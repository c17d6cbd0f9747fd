// Round pictures with initials, and one colour per person.
import { make } from "./dom.js";

const HUES = 7;

export function hue(id) {
  return Math.abs(Number(id) * 31 + (Number(id) >> 3)) % HUES;
}

export function initials(name) {
  const words = name.trim().split(/\s+/).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const letters = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return letters.map((word) => [...word][0].toUpperCase()).join("");
}

export function face(id, name, more = "") {
  return make(`span.face.hue-${hue(id)}${more}`, { "aria-hidden": "true" }, initials(name));
}
