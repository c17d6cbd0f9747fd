// The page: three phones side by side, fed by the sandbox.
import { Follower, readState } from "./api.js";
import { button, make } from "./dom.js";
import { Phone } from "./phone.js";
import { openSheet } from "./sheet.js";
import { createTopbar } from "./topbar.js";
import { say } from "./words.js";
import { applyEvent, isGroup, person, replaceWorld, setClock, world } from "./world.js";

const street = document.getElementById("phones");
const tabs = document.getElementById("tabs");
const unread = new Map();
let phones = [];
let shownTab = null;

const refreshAll = () => phones.forEach((phone) => phone.refresh());
const topbar = createTopbar(() => {
  refreshAll();
  drawTabs();
});

const house = {
  unread: (id, count) => {
    if (unread.get(id) === count) return;
    unread.set(id, count);
    drawTabs();
  },
  openElsewhere: chooseOpener,
};

function onFresh(state) {
  replaceWorld(state);
  const same = phones.length === world.phones.length && phones.every(({ phone }, at) => phone.id === world.phones[at].id);
  if (!same) furnish();
  topbar.draw();
  refreshAll();
}

function furnish() {
  phones = world.phones.map((phone) => new Phone(phone, house));
  street.replaceChildren(...phones.map(({ element }) => element));
  showTab(shownTab ?? world.phones[0]?.id);
}

function onEvent(event) {
  if (event.type === "clock") {
    setClock(event);
    topbar.draw();
    refreshAll();
    return;
  }
  if (event.type === "toast") return phonesFor(event).forEach((phone) => phone.answer(event));
  const shown = applyEvent(event);
  if (event.message?.service || (!shown && event.chat?.startsWith("-"))) lookAgain();
  if (!shown) return;
  phonesFor(event).forEach((phone) => phone.refresh());
  if (event.type === "typing") setTimeout(refreshAll, 5100);
}

/** Members, titles and groups that changed their id are told by the whole state, not by events. */
async function lookAgain() {
  const state = await readState().catch(() => null); // The next reconnection brings it otherwise.
  if (state) onFresh(state);
}

function phonesFor(event) {
  return phones.filter((phone) => phone.isFor(event.chat));
}

/** A deep link in the group is meant for somebody: asks whose phone opens it. */
async function chooseOpener(link, asked) {
  const own = phones.filter(({ phone }) => !isGroup(phone));
  const choices = own.map((phone) => ({ label: person(phone.phone.person_id)?.name ?? phone.phone.title, value: phone }));
  choices.push({ label: say("cancel"), value: null });
  const chosen = await openSheet(asked.frame, { title: say("whoOpens"), body: [make("p.address", {}, link)], choices });
  if (!chosen) return;
  showTab(chosen.phone.id);
  chosen.conversation.open(link);
  chosen.focus();
}

function drawTabs() {
  const focused = tabs.contains(document.activeElement) ? document.activeElement.dataset.tab : null;
  tabs.replaceChildren(...phones.map(({ phone }) => tab(phone)));
  if (focused) tabs.querySelector(`[data-tab="${focused}"]`)?.focus();
}

function tab(phone) {
  const count = phone.id === shownTab ? 0 : (unread.get(phone.id) ?? 0);
  const badge = count ? make("span.badge", {}, String(count)) : null;
  const name = count ? `${phone.title}, ${say("unread", { n: count })}` : null;
  const hooks = { "data-tab": phone.id, "data-testid": `tab-${phone.id}`, onclick: () => showTab(phone.id) };
  return button(".tab", { "aria-label": name, "aria-pressed": String(phone.id === shownTab), ...hooks }, make("span", {}, phone.title), badge);
}

function showTab(id) {
  shownTab = id;
  for (const { element, phone } of phones) element.classList.toggle("shown", phone.id === id);
  drawTabs();
}

topbar.draw();
new Follower({ onFresh, onEvent, onStatus: topbar.setStatus });
