// One message, or one album, as a bubble.
import { cards } from "./cards.js";
import { button, make } from "./dom.js";
import { face, hue } from "./faces.js";
import { icon } from "./icons.js";
import { inlineKeys } from "./keys.js";
import { safeNodes } from "./safe.js";
import { clockTime } from "./when.js";
import { say } from "./words.js";

const FRESH_MS = 1500;

/**
 * `item` is {views, group, first, last, answered}: the views of an album or a single one, whether senders are named,
 * where it stands in its run of messages, and whether the bot has spoken since.
 */
export function messageElement(item, doors) {
  const view = item.views[0];
  if (view.service) return serviceElement(view);
  const element = make(`article.message${sides(item)}`, {
    tabindex: "-1",
    "aria-label": `${nameOf(view)}, ${clockTime(new Date(view.date))}`,
    "data-testid": "message",
    "data-message-id": view.id,
    "data-outgoing": view.outgoing ? "true" : "false",
  });
  const keys = inlineKeys(item.views.find((one) => one.buttons?.length)?.buttons, (key) => doors.onKey(view, key));
  const named = item.group && !view.outgoing;
  if (named) element.append(item.last ? face(view.from.id, view.from.name) : make("span.face.blank", { "aria-hidden": "true" }));
  element.append(make("div.stack", {}, make("div.line", {}, bubble(item, doors), moreButton(view, doors)), keys, failure(view, doors)));
  return element;
}

function sides(item) {
  const view = item.views[0];
  const where = view.outgoing ? ".out" : ".in";
  const bare = view.sticker && !view.html ? ".bare" : "";
  const fresh = Date.now() - (view.fresh ?? 0) < FRESH_MS;
  return [where, item.first && ".first", item.last && ".last", bare, view.pending && ".pending", fresh && ".fresh"].filter(Boolean).join("");
}

function nameOf(view) {
  return view.outgoing ? say("you") : view.from.name;
}

function serviceElement(view) {
  return make("div.service", { "data-testid": "service", "data-message-id": view.id }, make("span", {}, view.service));
}

function bubble(item, doors) {
  const view = item.views[0];
  const spoken = item.views.find((one) => one.html) ?? view;
  const words = spoken.html ? safeNodes(spoken.html, doors) : [];
  const carried = cards(item.views, (index) => doors.onPhoto(item.views, index));
  const text = make("div.text", {}, words, meta(item));
  text.classList.toggle("wordless", words.length === 0);
  return make(
    `div.bubble${carried.length ? ".carrying" : ""}`,
    {},
    item.group && item.first && !view.outgoing ? sender(view.from) : null,
    make("span.unseen", {}, `${nameOf(view)}: `),
    view.forwarded_from ? make("div.forwarded", {}, say("forwarded", { name: view.forwarded_from })) : null,
    view.reply_to ? quoted(view.reply_to, doors) : null,
    carried,
    text,
    view.reactions?.length ? make("div.reactions", {}, view.reactions.join(" ")) : null,
  );
}

function sender({ id, name, is_bot: bot }) {
  return make(`div.who.hue-${hue(id)}`, { "aria-hidden": "true" }, name, bot ? make("i", {}, say("bot")) : null);
}

function quoted(reply, doors) {
  return button(
    `.quoted.hue-${hue(reply.from_id ?? reply.name.length)}`,
    { onclick: () => doors.onQuote(reply.id) },
    make("strong", {}, reply.name),
    make("span", {}, reply.text || say("message")),
  );
}

function meta(item) {
  const view = item.views[0];
  return make(
    "span.meta",
    {},
    view.protected ? make("span", { title: say("protected") }, icon("lock")) : null,
    item.views.some((one) => one.edited) ? make("span", {}, say("edited")) : null,
    make("time", { datetime: view.date }, clockTime(new Date(view.date))),
    view.outgoing ? ticks(item) : null,
  );
}

function ticks(item) {
  const view = item.views[0];
  const state = view.failed ? "failed" : view.pending ? "pending" : item.answered ? "seen" : "sent";
  const words = say({ failed: "failed", pending: "sending", seen: "seen", sent: "sent" }[state]);
  return make(`span.tick.${state}`, { role: "img", "aria-label": words, title: words, "data-testid": `tick-${state}` }, icon(state));
}

function failure(view, doors) {
  if (!view.failed) return null;
  return make(
    "div.failure",
    {},
    make("span", {}, `${say("failed")}: ${view.failed}`),
    button(".small", { onclick: () => doors.onRetry(view) }, say("retry")),
    button(".small", { onclick: () => doors.onForget(view) }, say("remove")),
  );
}

function moreButton(view, doors) {
  if (view.pending) return null;
  // Out of the Tab order on purpose: arrow keys walk the messages and Enter opens the same menu.
  return button(
    ".round.message-more",
    { tabindex: "-1", "aria-label": say("actions"), "aria-haspopup": "menu", onclick: (event) => doors.onMenu(view, event.currentTarget) },
    icon("more"),
  );
}
