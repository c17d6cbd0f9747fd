// The fixed parts of a phone and how they are drawn: owner, head, pin, and the notes in place of a chat.
import { button, freshId, make } from "./dom.js";
import { face, hue } from "./faces.js";
import { icon } from "./icons.js";
import { say } from "./words.js";
import { isGroup, person } from "./world.js";

export function buildScreen(phone) {
  const parts = {
    owner: make("div.owner"),
    avatar: make("span.avatar"),
    title: make("h2"),
    status: make("p.status", { "data-testid": "chat-status" }),
    more: button(".round.chat-more", { "aria-haspopup": "menu", "data-testid": "chat-menu" }, icon("more")),
    pin: button(".pin", { hidden: true, "data-testid": "pin" }),
    empty: make("div.empty", { hidden: true }),
    blocked: make("div.blocked", { hidden: true }),
    log: make("div.log", { role: "log", "aria-live": "polite", tabindex: "0", "data-testid": "log" }),
    badge: make("span.badge", { "aria-hidden": "true" }),
    toasts: make("div.toasts", { role: "status", "aria-live": "polite" }),
  };
  parts.newest = button(".round.newest", { hidden: true, "data-testid": "newest" }, icon("down"), parts.badge);
  return { ...parts, ...assemble(parts, phone) };
}

function assemble(parts, phone) {
  const head = make("header.head", {}, parts.avatar, make("div.names", {}, parts.title, parts.status), parts.more);
  const middle = make("div.middle", {}, parts.log, parts.empty, parts.toasts, parts.newest);
  const screen = make("div.screen", {}, head, parts.pin, middle, parts.blocked);
  const frame = make("div.device", {}, screen);
  const hooks = { id: `phone-${phone.id}`, "data-phone": phone.id, "data-testid": `phone-${phone.id}` };
  return { screen, frame, element: make("section.phone", hooks, parts.owner, frame) };
}

export function drawOwner(parts, phone, { speaker, chat, speakAs }) {
  parts.element.setAttribute("aria-label", [phone.title, phone.subtitle].filter(Boolean).join(", "));
  const voices = isGroup(phone) ? (chat.members ?? []).filter((member) => !member.is_bot) : [];
  if (!changed(parts.owner, [phone, speaker, voices, say("speakAs")])) return;
  const several = voices.length > 1;
  const names = make("div.owner-names", {}, make("strong", {}, phone.title), make("span", {}, several ? "" : (phone.subtitle ?? "")));
  const picture = isGroup(phone) ? null : face(phone.person_id, person(phone.person_id)?.name ?? phone.title);
  fill(parts.owner, picture, names, several ? speakers(voices, speaker, speakAs) : null);
}

function speakers(voices, speaker, speakAs) {
  const labelId = freshId("speakers");
  const choices = voices.map(({ id, name }) => {
    const look = { "aria-pressed": String(id === speaker), "data-speaker": id, onclick: () => speakAs(id) };
    return button(`.speaker.hue-${hue(id)}`, look, face(id, name), name.split(" ")[0]);
  });
  const label = make("span", { id: labelId }, say("speakAs"));
  return make("div.speakers", { role: "group", "aria-labelledby": labelId, "data-testid": "speakers" }, label, choices);
}

export function drawHead(parts, chat) {
  parts.more.setAttribute("aria-label", say("chatMenu"));
  parts.more.hidden = isGroup(chat);
  parts.log.setAttribute("aria-label", say("messages", { title: chat.title }));
  parts.title.textContent = chat.title;
  drawStatus(parts.status, chat);
  if (changed(parts.avatar, chat.title)) fill(parts.avatar, face(codeOf(chat.title), chat.title, ".square"));
}

function drawStatus(status, chat) {
  const count = chat.members?.length ?? 0;
  const quiet = isGroup(chat) ? say(count === 1 ? "member" : "members", { n: count }) : say("bot");
  const typing = (chat.typingUntil ?? 0) > Date.now();
  status.textContent = typing ? say("typing") : quiet;
  status.classList.toggle("typing", typing);
}

/** A number that is the same for the same title, to choose a colour by. */
function codeOf(title) {
  return [...title].reduce((sum, letter) => sum + letter.codePointAt(0), 0);
}

export function drawPin(parts, chat) {
  const view = chat.messages.find((one) => one.id === chat.pinned);
  parts.pin.hidden = !view;
  if (!view) return;
  parts.pin.dataset.to = view.id;
  const words = view.text.split("\n")[0] || say("message");
  fill(parts.pin, icon("pin"), make("span", {}, make("strong", {}, say("pinned")), make("span", {}, words)));
}

/** What stands where messages will be; `onStart` begins a private chat. */
export function drawEmpty(parts, chat, onStart) {
  const nothing = chat.messages.length + chat.pending.length === 0;
  const startable = nothing && !isGroup(chat);
  parts.empty.hidden = !nothing;
  parts.log.hidden = startable;
  if (!changed(parts.empty, [nothing, startable, say("start")])) return;
  const begin = startable ? button(".begin", { onclick: onStart, "data-testid": "start" }, say("start")) : null;
  fill(parts.empty, make("p", {}, say(startable ? "startHint" : "empty")), begin);
}

export function drawBlocked(parts, chat, onUnblock) {
  parts.blocked.hidden = !chat.blocked;
  if (!changed(parts.blocked, [chat.blocked, say("unblock")])) return;
  fill(parts.blocked, make("span", {}, say("blocked")), button(".choice", { onclick: onUnblock }, say("unblock")));
}

export function drawNewest(parts, unread, atEnd) {
  parts.newest.hidden = atEnd;
  parts.badge.textContent = unread ? String(unread) : "";
  parts.newest.setAttribute("aria-label", unread ? `${say("newest")}, ${say("unread", { n: unread })}` : say("newest"));
}

/** True when `look` differs from the last time; spares elements that would come out the same, and their focus. */
function changed(element, look) {
  const written = JSON.stringify(look);
  if (element.dataset.look === written) return false;
  element.dataset.look = written;
  return true;
}

function fill(element, ...children) {
  element.replaceChildren(...children.filter(Boolean));
}
