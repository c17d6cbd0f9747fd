// What the page knows: people, phones and chats as the sandbox told them, plus what is on its way there.

const PENDING_LIMIT_MS = 4000;
const TYPING_MS = 5000;

export const world = { people: [], phones: [], chats: new Map(), clock: { kind: "real", now: Date.now(), read: Date.now() } };

let lastPending = 0;

/** Takes over a whole state. What failed to send stays on screen; the rest of what was pending is in the state. */
export function replaceWorld(state) {
  const before = world.chats;
  world.people = state.people;
  world.phones = state.phones;
  world.chats = new Map(Object.entries(state.chats).map(([key, chat]) => [key, continued(chat, before.get(key))]));
  setClock(state);
}

function continued(chat, before) {
  // Reactions come as events only, and a key keeps a message's element on the screen.
  const known = new Map(before?.messages.map((view) => [view.id, { key: view.key, reactions: view.reactions }]));
  const messages = chat.messages.map((view) => ({ ...view, ...known.get(view.id) }));
  return { ...chat, messages, pending: before?.pending.filter((pending) => pending.failed) ?? [] };
}

export function setClock({ now, clock }) {
  world.clock = { kind: clock ?? world.clock.kind, now: Date.parse(now), read: Date.now() };
}

/** The sandbox's time now: a real clock walks on between readings, a manual one stands still. */
export function timeNow() {
  const { kind, now, read } = world.clock;
  return new Date(kind === "manual" ? now : now + Date.now() - read);
}

export function chatKey(chatId, viewerId) {
  return `${chatId}:${viewerId}`;
}

export function person(id) {
  return world.people.find((someone) => someone.id === id) ?? null;
}

export function isGroup({ kind }) {
  return kind !== "private";
}

/** The chat as `speaker` sees it on `phone`; a colleague without a view of her own looks over the owner's shoulder. */
export function keyFor(phone, speaker) {
  const own = chatKey(phone.chat_id, speaker);
  return world.chats.has(own) ? own : chatKey(phone.chat_id, phone.person_id);
}

const CHANGES = {
  message: (chat, event) => arrive(chat, event.message),
  edit: (chat, event) => replaceMessage(chat, { ...event.message, fresh: Date.now() }),
  delete: (chat, event) => removeMessage(chat, event.id),
  reaction: (chat, event) => react(chat, event.id, event.reactions),
  keyboard: (chat, event) => (chat.keyboard = event.keyboard),
  pin: (chat, event) => (chat.pinned = event.pinned),
  commands: (chat, event) => (chat.commands = event.commands),
  typing: (chat) => (chat.typingUntil = Date.now() + TYPING_MS),
};

/** Applies one event; false when it concerns a chat no phone shows. */
export function applyEvent(event) {
  const chat = world.chats.get(event.chat);
  if (!chat) return false;
  CHANGES[event.type]?.(chat, event);
  return true;
}

function arrive(chat, view) {
  if (view.from.is_bot) chat.typingUntil = 0;
  const pending = view.outgoing && !view.service ? chat.pending.find((one) => !one.failed) : null;
  if (pending) chat.pending = chat.pending.filter((one) => one !== pending);
  replaceMessage(chat, { ...view, key: pending?.key });
}

function replaceMessage(chat, view) {
  const at = chat.messages.findIndex((one) => one.id === view.id);
  if (at >= 0) chat.messages[at] = { ...view, key: chat.messages[at].key, reactions: chat.messages[at].reactions };
  else chat.messages.push(view);
  if (at < 0) chat.messages.sort((one, other) => one.id - other.id);
}

function react(chat, id, reactions) {
  chat.messages = chat.messages.map((one) => (one.id === id ? { ...one, reactions } : one));
}

function removeMessage(chat, id) {
  chat.messages = chat.messages.filter((one) => one.id !== id);
}

/** Shows something as being sent. Call `settle` with an Error, or with nothing when the sandbox took it. */
export function addPending(key, view, changed) {
  const chat = world.chats.get(key);
  lastPending += 1;
  const pending = { ...view, key: `pending-${lastPending}`, id: null, pending: true, date: timeNow().toISOString() };
  chat.pending = [...chat.pending, pending];
  changed();
  const drop = () => {
    const now = world.chats.get(key);
    now.pending = now.pending.filter((one) => one.key !== pending.key);
    changed();
  };
  const settle = (error) => {
    if (!error) return void setTimeout(drop, PENDING_LIMIT_MS);
    const now = world.chats.get(key);
    const failed = { ...pending, failed: error.message };
    const others = now.pending.filter((one) => one.key !== pending.key);
    now.pending = [...others, failed];
    changed();
  };
  return { settle, drop };
}
