// The scrolling list of messages: keeps elements whose message did not change, keeps focus, keeps the reader's place.
import { make } from "./dom.js";
import { itemsOf } from "./items.js";
import { messageElement } from "./message.js";
import { dayName } from "./when.js";
import { currentLanguage } from "./words.js";
import { timeNow } from "./world.js";

const NEAR_END_PX = 80;
const STEPS = { ArrowUp: -1, ArrowDown: 1 };

export class Log {
  /** `doors` are what a tap in a message may open; `onUnread(count, atEnd)` hears what is below the fold. */
  constructor(element, doors, onUnread) {
    this.element = element;
    this.doors = doors;
    this.onUnread = onUnread;
    this.shown = new Map();
    this.started = false;
    this.following = true;
    this.before = 0;
    this.unread = 0;
    element.addEventListener("scroll", () => this.scrolled(), { passive: true });
    element.addEventListener("load", () => this.stay(), true);
    element.addEventListener("keydown", (event) => this.walk(event));
    element.addEventListener("contextmenu", (event) => this.rightClick(event));
    new ResizeObserver(() => this.stay()).observe(element);
  }

  show(chat, speaker) {
    const items = itemsOf(chat, speaker);
    const fresh = items.filter((item) => item.views && !this.shown.has(item.key));
    const focus = this.rememberFocus();
    this.reconcile(items);
    this.restoreFocus(focus);
    this.settle(fresh);
    this.started = true;
  }

  toEnd() {
    this.element.scrollTop = this.element.scrollHeight;
    [this.following, this.before] = [true, this.element.scrollTop];
    this.setUnread(0);
  }

  /** Brings a message into view and points at it. */
  seek(id) {
    const target = this.element.querySelector(`[data-message-id="${id}"]`);
    if (!target) return;
    target.scrollIntoView({ block: "center" });
    target.classList.remove("sought");
    requestAnimationFrame(() => target.classList.add("sought"));
    target.focus({ preventScroll: true });
  }

  // The reader's place.

  get atEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.element;
    return scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
  }

  settle(fresh) {
    const mine = fresh.some((item) => item.views[0].outgoing);
    const visible = this.element.getClientRects().length > 0;
    if (visible && (this.following || mine || !this.started)) this.toEnd();
    else if (this.started && fresh.length && !mine) this.setUnread(this.unread + fresh.length);
  }

  scrolled() {
    // Only a person scrolls up; a log that shrinks under a keyboard keeps its place and stays at the end.
    const up = this.element.scrollTop < this.before - 1;
    this.before = this.element.scrollTop;
    this.following = this.atEnd || (this.following && !up);
    this.setUnread(this.following ? 0 : this.unread);
  }

  stay() {
    if (this.following && this.element.getClientRects().length) this.toEnd();
  }

  setUnread(count) {
    this.unread = count;
    this.onUnread(count, this.following);
  }

  // Elements.

  reconcile(items) {
    const wanted = new Set(items.map((item) => item.key));
    for (const [key, { node }] of this.shown) {
      if (wanted.has(key)) continue;
      node.remove();
      this.shown.delete(key);
    }
    let before = null;
    for (const item of items) {
      const node = this.nodeFor(item);
      const next = before ? before.nextSibling : this.element.firstChild;
      if (next !== node) this.element.insertBefore(node, next);
      before = node;
    }
  }

  nodeFor(item) {
    const day = item.views ? null : dayName(new Date(item.date), timeNow());
    const look = JSON.stringify([item, currentLanguage(), day]);
    const old = this.shown.get(item.key);
    if (old?.look === look) return old.node;
    const node = item.views ? messageElement(item, this.doors) : make("div.day", {}, make("span", {}, day));
    if (old) node.classList.add("again");
    old?.node.replaceWith(node);
    this.shown.set(item.key, { look, node });
    return node;
  }

  // Focus: an edit that replaces the focused button must not throw the person out.

  rememberFocus() {
    const active = document.activeElement;
    const message = this.element.contains(active) ? active.closest(".message") : null;
    if (!message) return null;
    return { message: message.dataset.messageId, key: active.dataset.key, text: active.textContent, whole: active === message };
  }

  restoreFocus(focus) {
    if (!focus || this.element.contains(document.activeElement)) return;
    const message = this.element.querySelector(`[data-message-id="${focus.message}"]`) ?? this.element.lastElementChild;
    const keys = focus.whole || !message ? [] : [...message.querySelectorAll(".key")];
    const same = keys.find((one) => one.textContent === focus.text) ?? keys.find((one) => one.dataset.key === focus.key);
    (same ?? keys[0] ?? message)?.focus({ preventScroll: true });
  }

  /** Arrow keys walk from message to message; Enter opens a message's actions. */
  walk(event) {
    const messages = [...this.element.querySelectorAll(".message")];
    const here = messages.indexOf(document.activeElement.closest(".message"));
    if (event.key in STEPS) (here < 0 ? messages.at(-1) : messages[here + STEPS[event.key]])?.focus();
    else if (event.key === "Enter" && document.activeElement === messages[here]) openActions(messages[here]);
    else return;
    event.preventDefault();
  }

  rightClick(event) {
    const message = event.target.closest(".message");
    if (!message || event.target.closest("a, img")) return;
    event.preventDefault();
    openActions(message);
  }
}

function openActions(message) {
  message.querySelector(".message-more")?.click();
}
