// Sorts a chat into what its log shows: days, messages and albums, each with its place in a run of messages.
import { dayKey } from "./when.js";
import { isGroup } from "./world.js";

const RUN_MS = 300_000;

/** Items are {key, day, date} for a day, or {key, day, views, group, answered, first, last} for a message or album. */
export function itemsOf(chat, speaker) {
  const views = [...chat.messages, ...chat.pending].map((view) => seenBy(view, chat, speaker));
  const spoken = views.findLastIndex((view) => view.from?.is_bot);
  const items = [];
  views.forEach((view, index) => addView(items, view, { group: isGroup(chat), answered: view.outgoing && index < spoken }));
  return items.map(placeInRun);
}

/** In a group several people share the phone, so what is one's own depends on who speaks. */
function seenBy(view, chat, speaker) {
  return isGroup(chat) ? { ...view, outgoing: view.from?.id === speaker } : view;
}

function addView(items, view, more) {
  const last = items.at(-1);
  const day = dayKey(new Date(view.date));
  if (view.album && last?.views?.[0].album === view.album) return void last.views.push(view);
  if (last?.day !== day) items.push({ key: `day-${day}`, day, date: view.date });
  items.push({ key: view.key ?? `message-${view.id}`, day, views: [view], ...more });
}

function placeInRun(item, index, items) {
  if (!item.views) return item;
  return { ...item, first: !sameRun(items[index - 1], item), last: !sameRun(item, items[index + 1]) };
}

function sameRun(one, other) {
  const [before, after] = [one?.views?.[0], other?.views?.[0]];
  if (!before || !after || before.service || after.service) return false;
  return before.from.id === after.from.id && Date.parse(after.date) - Date.parse(before.date) < RUN_MS;
}
