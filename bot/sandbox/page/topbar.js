// The bar above the phones: what this is, how to try it, the connection, the clock and the language.
import { advanceClock } from "./api.js";
import { button, make } from "./dom.js";
import { say, switchLanguage, wordElements } from "./words.js";
import { dayAndTime } from "./when.js";
import { setClock, timeNow, world } from "./world.js";

const HOUR = 3600;
const JUMPS = { hour: HOUR, day: 24 * HOUR, week: 7 * 24 * HOUR };
const KEPT = "guide";
const WIDE = "(min-width: 1200px) and (min-height: 760px)";

/** `onLanguage` is called when every word on the page must be said again. */
export function createTopbar(onLanguage) {
  const [status, clock, guide, steps] = ["status", "clock", "guide", "steps"].map((id) => document.getElementById(id));
  let state = "connecting";

  const draw = () => {
    wordElements(document);
    document.documentElement.lang = say("otherLanguage") === "English" ? "da" : "en";
    document.title = `${say("title")} – ${say("badge")}`;
    status.className = `connection ${state}`;
    status.querySelector("span").textContent = say(state);
    drawSteps(steps);
    drawClock(clock);
  };
  const fold = (open) => {
    steps.hidden = !open;
    guide.setAttribute("aria-expanded", String(open));
    remember(open);
  };

  guide.addEventListener("click", () => fold(steps.hidden));
  document.getElementById("language").addEventListener("click", () => {
    switchLanguage();
    draw();
    onLanguage();
  });
  fold(remembered() ?? matchMedia(WIDE).matches);
  setInterval(() => drawTime(clock), 1000);
  return {
    draw,
    setStatus: (next) => {
      state = next;
      draw();
    },
  };
}

function remembered() {
  try {
    const kept = localStorage.getItem(KEPT);
    return kept === null ? null : kept === "open";
  } catch {
    return null; // No storage: the window's width decides.
  }
}

function remember(open) {
  try {
    localStorage.setItem(KEPT, open ? "open" : "closed");
  } catch {
    // Not remembered, then.
  }
}

function drawSteps(list) {
  const steps = ["step1", "step2", "step3", "step4"].map((key) => {
    const [who, what] = say(key).split("|");
    return make("li", {}, make("div", {}, make("strong", {}, who), make("span", {}, what)));
  });
  list.replaceChildren(...steps);
}

function drawClock(clock) {
  clock.hidden = world.clock.kind === "real";
  clock.setAttribute("aria-label", say("clock"));
  const jumps = Object.entries(JUMPS).map(([name, seconds]) =>
    button(".jump", { "data-testid": `clock-${name}`, onclick: () => jump(clock, seconds) }, say(name)),
  );
  const focused = document.activeElement?.dataset?.testid;
  clock.replaceChildren(make("time", { "data-testid": "clock" }), ...jumps);
  if (focused?.startsWith("clock-")) clock.querySelector(`[data-testid="${focused}"]`)?.focus();
  drawTime(clock);
}

function drawTime(clock) {
  const shown = clock.querySelector("time");
  if (shown && !clock.hidden) shown.textContent = dayAndTime(timeNow());
}

async function jump(clock, seconds) {
  const answer = await advanceClock(seconds).catch(() => null);
  if (answer?.now) setClock(answer);
  drawTime(clock);
}
