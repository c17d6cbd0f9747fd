// One photo at a time, as large as the window allows.
import { button, make } from "./dom.js";
import { icon } from "./icons.js";
import { say } from "./words.js";

export function openLightbox(sources, first) {
  let at = first;
  const image = make("img", { alt: say("photo") });
  const count = make("span.lightbox-count", { "aria-live": "polite" });
  const show = (to) => {
    at = (to + sources.length) % sources.length;
    image.src = sources[at];
    count.textContent = sources.length > 1 ? `${at + 1} / ${sources.length}` : "";
  };
  const closer = button(".round", { "aria-label": say("close"), onclick: () => box.close() }, icon("close"));
  const turns = sources.length > 1 ? [turn("previous", () => show(at - 1)), turn("next", () => show(at + 1))] : [];
  const box = make("dialog.lightbox", { "aria-label": say("photo"), "data-testid": "lightbox" }, image, count, closer, turns);
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowLeft") show(at - 1);
    if (event.key === "ArrowRight") show(at + 1);
  });
  box.addEventListener("click", (event) => event.target === box && box.close());
  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  show(first);
  box.showModal();
}

function turn(name, run) {
  return button(`.round.${name}`, { "aria-label": say(name), onclick: run }, icon(name));
}
