// The page's own line icons, drawn on a 24 × 24 grid.
import { svg } from "./dom.js";

const PATHS = {
  send: ["M4 12 20 4l-4.5 16-4-6.5z", "M11.5 13.5 20 4"],
  clip: ["M20 11.5l-8.2 8.2a5 5 0 0 1-7.1-7.1l8.6-8.6a3.4 3.4 0 0 1 4.8 4.8l-8.6 8.5a1.7 1.7 0 0 1-2.4-2.4l7.7-7.7"],
  commands: ["M5 7h14", "M5 12h14", "M5 17h8"],
  keyboard: ["M3.5 6.5h17v11h-17z", "M7 10h.01M10.3 10h.01M13.7 10h.01M17 10h.01M7.5 14h9"],
  close: ["M6 6l12 12", "M18 6 6 18"],
  more: ["M6 12h.01M12 12h.01M18 12h.01"],
  reply: ["M10 7 5 12l5 5", "M5 12h8a6 6 0 0 1 6 6"],
  edit: ["M5 19l1-4L16.5 4.5a2 2 0 0 1 3 3L9 18z"],
  trash: ["M5 7h14", "M9.5 7V4.5h5V7", "M7 7l1 12.5h8L17 7"],
  copy: ["M9 9h10v11H9z", "M15 9V4H5v11h4"],
  photo: ["M4 5h16v14H4z", "M4 16l4.5-4.5L13 16l3-3 4 4", "M15.5 9h.01"],
  sample: ["M4 6h16v12H4z", "M9 6v12M15 6v12M4 12h16"],
  place: ["M12 21s6.5-6 6.5-11a6.5 6.5 0 0 0-13 0C5.5 15 12 21 12 21z", "M12 12.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4z"],
  person: ["M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8z", "M4.5 20.5a7.5 7.5 0 0 1 15 0"],
  file: ["M6 3.5h8l4 4V20.5H6z", "M14 3.5v4h4"],
  voice: ["M12 14.5a3 3 0 0 0 3-3V6.5a3 3 0 0 0-6 0v5a3 3 0 0 0 3 3z", "M6 11.5a6 6 0 0 0 12 0M12 17.5V21"],
  sticker: ["M12 20.5a8.5 8.5 0 1 1 8.5-8.5c-5 0-8.5 3.5-8.5 8.5z", "M12 20.5l8.5-8.5", "M9 9.5h.01M14 9.5h.01"],
  poll: ["M6 19v-6M12 19V5M18 19v-9"],
  pin: ["M9 4h6l-1 6 3 3H7l3-3z", "M12 13v7"],
  down: ["M6 9.5l6 6 6-6"],
  pending: ["M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16z", "M12 8v4.5l3 1.5"],
  sent: ["M5 12.5l4.5 4.5L19 7.5"],
  seen: ["M2.5 12.5 7 17l9-9.5", "M11.5 16l1 1 9-9.5"],
  failed: ["M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16z", "M12 8v5M12 16h.01"],
  link: ["M8 16 17 7", "M10 7h7v7"],
  lock: ["M6 11h12v9H6z", "M8.5 11V8a3.5 3.5 0 0 1 7 0v3"],
  block: ["M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16z", "M6.5 6.5l11 11"],
  play: ["M8 5.5v13l10.5-6.5z"],
  check: ["M5 12.5l4.5 4.5L19 7.5"],
  previous: ["M14.5 6l-6 6 6 6"],
  next: ["M9.5 6l6 6-6 6"],
  venue: ["M4 20V9l8-5 8 5v11z", "M10 20v-6h4v6"],
  guide: ["M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16z", "M9.7 9.5a2.3 2.3 0 1 1 3.3 2c-.7.4-1 .9-1 1.7M12 16h.01"],
};

/** An icon says nothing to a screen reader; the button around it carries the name. */
export function icon(name) {
  const shape = svg("svg", { viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true", focusable: "false" });
  shape.append(...PATHS[name].map((d) => svg("path", { d })));
  return shape;
}
