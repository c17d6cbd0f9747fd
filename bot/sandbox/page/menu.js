// A small menu that opens at a button, walks with the arrow keys and gives the focus back.
import { button, make } from "./dom.js";
import { icon } from "./icons.js";

const GAP_PX = 6;
let open = null;

/** `items` are {label, detail?, icon?, danger?, run}. Opens inside `frame`, at `anchor`. */
export function openMenu(frame, anchor, items, label) {
  closeMenu();
  const menu = make("div.menu", { role: "menu", "aria-label": label, "data-testid": "menu" }, items.map((item) => entry(item)));
  frame.append(menu);
  place(menu, frame, anchor);
  open = { menu, anchor, leave: outsideClick(menu) };
  menu.addEventListener("keydown", walk);
  menu.querySelector("button").focus();
  anchor.setAttribute("aria-expanded", "true");
}

export function closeMenu(giveBack = false) {
  if (!open) return;
  const { menu, anchor, leave } = open;
  open = null;
  leave();
  menu.remove();
  anchor.removeAttribute("aria-expanded");
  if (giveBack && anchor.isConnected) anchor.focus();
}

function entry(item) {
  const words = make("span", {}, make("span.label", {}, item.label), item.detail ? make("span.detail", {}, item.detail) : null);
  const run = () => {
    closeMenu(true);
    item.run();
  };
  const picture = item.icon ? icon(item.icon) : null;
  return button(`.entry${item.danger ? ".danger" : ""}`, { role: "menuitem", tabindex: "-1", onclick: run }, picture, words);
}

function place(menu, frame, anchor) {
  const [outer, at, own] = [frame, anchor, menu].map((element) => element.getBoundingClientRect());
  const left = Math.min(Math.max(at.left - outer.left, GAP_PX), outer.width - own.width - GAP_PX);
  const above = at.top - outer.top - own.height - GAP_PX;
  const below = at.bottom - outer.top + GAP_PX;
  const top = below + own.height < outer.height ? below : Math.max(above, GAP_PX);
  menu.style.left = `${left}px`;
  menu.style.top = `${top}px`;
}

function outsideClick(menu) {
  const leave = (event) => {
    if (!menu.contains(event.target)) closeMenu();
  };
  document.addEventListener("pointerdown", leave, true);
  return () => document.removeEventListener("pointerdown", leave, true);
}

const MOVES = { ArrowDown: (at, n) => (at + 1) % n, ArrowUp: (at, n) => (at + n - 1) % n, Home: () => 0, End: (_, n) => n - 1 };

function walk(event) {
  const entries = [...event.currentTarget.querySelectorAll("button")];
  if (event.key in MOVES) {
    entries[MOVES[event.key](entries.indexOf(document.activeElement), entries.length)].focus();
    event.preventDefault();
  } else if (event.key === "Escape" || event.key === "Tab") {
    event.preventDefault();
    event.stopPropagation();
    closeMenu(true);
  }
}
