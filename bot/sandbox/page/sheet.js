// A question or a notice laid over one phone; the other phones stay usable.
import { button, freshId, make } from "./dom.js";
import { say } from "./words.js";

/**
 * Shows a sheet over `frame` (an element with one child, the screen) and answers the chosen value, or null when it was closed.
 * `choices` are {label, value, look}; a value that is a function is called at the tap and may answer null to keep the sheet open.
 */
export function openSheet(frame, { title, body = [], choices, role = "dialog" }) {
  const [titleId, bodyId] = [freshId("sheet"), freshId("sheet")];
  const before = document.activeElement;
  const under = [...frame.children].filter((child) => !child.inert);
  return new Promise((answer) => {
    const close = (value) => {
      sheet.remove();
      for (const child of under) child.inert = false;
      if (before?.isConnected) before.focus({ preventScroll: true });
      answer(value);
    };
    const panel = make(
      "form.sheet-panel",
      { role, "aria-modal": "true", "aria-labelledby": titleId, "aria-describedby": bodyId, "data-testid": role },
      title ? make("h2", { id: titleId }, title) : null,
      make("div.sheet-body", { id: bodyId }, body),
      make("div.sheet-choices", {}, choices.map((choice) => choiceButton(choice, close))),
    );
    const sheet = make("div.sheet", {}, panel);
    panel.addEventListener("submit", (event) => {
      event.preventDefault();
      panel.querySelector("[data-default]")?.click();
    });
    sheet.addEventListener("keydown", (event) => keep(event, panel, () => close(null)));
    sheet.addEventListener("pointerdown", (event) => event.target === sheet && close(null));
    for (const child of under) child.inert = true;
    frame.append(sheet);
    (panel.querySelector("[autofocus]") ?? panel.querySelector("[data-default]") ?? panel.querySelector("button")).focus();
  });
}

function choiceButton({ label, value, look = "" }, close) {
  const choose = () => {
    const chosen = typeof value === "function" ? value() : value;
    if (typeof value !== "function" || chosen !== null) close(chosen);
  };
  return button(`.choice${look ? `.${look}` : ""}`, { "data-default": look === "primary", onclick: choose }, label);
}

/** Escape closes, and Tab stays inside until there is an answer. */
function keep(event, panel, close) {
  if (event.key === "Escape") {
    event.stopPropagation();
    close();
  }
  if (event.key !== "Tab") return;
  const stops = [...panel.querySelectorAll("button, input, a[href]")];
  const edge = event.shiftKey ? stops[0] : stops.at(-1);
  if (document.activeElement !== edge) return;
  event.preventDefault();
  (event.shiftKey ? stops.at(-1) : stops[0]).focus();
}

export function alertSheet(frame, words) {
  const choices = [{ label: say("ok"), value: true, look: "primary" }];
  return openSheet(frame, { body: [make("p", {}, words)], choices, role: "alertdialog" });
}
