// One phone: a person's chat, with everything she can do in it.
import { Composer, imagesIn, isEditable } from "./composer.js";
import { Conversation } from "./conversation.js";
import { Log } from "./log.js";
import { openMenu } from "./menu.js";
import { askLink } from "./places.js";
import { buildScreen, drawBlocked, drawEmpty, drawHead, drawNewest, drawOwner, drawPin } from "./screen.js";
import { alertSheet } from "./sheet.js";
import { showToast } from "./toast.js";
import { say } from "./words.js";
import { person } from "./world.js";

export class Phone {
  /** `house` is {openElsewhere(link, phone), unread(id, count)}: what a phone cannot do alone. */
  constructor(phone, house) {
    this.phone = phone;
    this.parts = buildScreen(phone);
    this.element = this.parts.element;
    this.frame = this.parts.frame;
    this.refresh = () => this.draw();
    this.toast = (words, look) => showToast(this.parts.toasts, words, look);
    this.openElsewhere = (link) => house.openElsewhere(link, this);
    this.conversation = new Conversation(phone, this);
    this.composer = new Composer(this.conversation, this);
    this.log = new Log(this.parts.log, this.doors(), (unread, atEnd) => {
      drawNewest(this.parts, unread, atEnd);
      house.unread(phone.id, unread);
    });
    this.parts.screen.append(this.composer.form);
    this.listen();
  }

  /** What a tap inside a message may open. */
  doors() {
    const { conversation } = this;
    return {
      onKey: (view, key) => conversation.tapKey(view, key),
      onLink: (link) => conversation.openLink(link),
      onCommand: (text) => conversation.sendText(text),
      onPhoto: (views, index) => conversation.showPhoto(views, index),
      onQuote: (id) => this.log.seek(id),
      onRetry: (view) => conversation.retry(view),
      onForget: (view) => conversation.forget(view),
      onMenu: (view, anchor) => openMenu(this.frame, anchor, this.messageItems(view), say("actions")),
    };
  }

  listen() {
    const { parts } = this;
    parts.newest.addEventListener("click", () => {
      this.log.toEnd();
      this.composer.focus();
    });
    parts.pin.addEventListener("click", () => this.log.seek(Number(parts.pin.dataset.to)));
    parts.more.addEventListener("click", () => openMenu(this.frame, parts.more, this.chatItems(), say("chatMenu")));
    this.frame.addEventListener("dragover", (event) => event.preventDefault());
    this.frame.addEventListener("drop", (event) => this.drop(event));
  }

  draw() {
    const { conversation, parts, phone } = this;
    const { chat, speaker } = conversation;
    drawOwner(parts, phone, { speaker, chat, speakAs: (id) => this.speakAs(id) });
    drawHead(parts, chat);
    drawPin(parts, chat);
    drawEmpty(parts, chat, () => this.begin());
    drawBlocked(parts, chat, () => this.unblock());
    this.log.show(chat, speaker);
    this.composer.form.hidden = parts.log.hidden || Boolean(chat.blocked);
    this.composer.refresh(person(speaker)?.name ?? phone.title);
    this.replyWhenAsked(chat.messages.at(-1));
  }

  /** The bot's newest question opens a reply to itself, once, as the real phone does. */
  replyWhenAsked(view) {
    if (!view?.asks_reply || view.id === this.asked) return;
    this.asked = view.id;
    this.composer.reply(view);
  }

  isFor(key) {
    return key === this.conversation.key;
  }

  /** What the bot answers to a tap: a notice to press away, or a line that goes by itself. */
  answer({ text, alert }) {
    if (!text) return;
    if (alert) alertSheet(this.frame, text);
    else this.toast(text);
  }

  focus() {
    this.composer.focus();
  }

  begin() {
    this.conversation.sendText("/start");
    this.focus();
  }

  async unblock() {
    await this.conversation.block(false);
    this.focus();
  }

  speakAs(id) {
    this.conversation.speaker = id;
    this.draw();
    this.parts.owner.querySelector(`[data-speaker="${id}"]`)?.focus();
  }

  drop(event) {
    event.preventDefault();
    const images = imagesIn(event.dataTransfer);
    if (images.length) this.composer.stage(images);
  }

  messageItems(view) {
    const { composer, conversation } = this;
    const own = view.from.id === conversation.speaker;
    return [
      { label: say("reply"), icon: "reply", run: () => composer.reply(view) },
      view.text ? { label: say("copyText"), icon: "copy", run: () => conversation.copy(view.text) } : null,
      own && isEditable(view) ? { label: say("edit"), icon: "edit", run: () => composer.edit(view) } : null,
      own ? { label: say("remove"), icon: "trash", danger: true, run: () => conversation.remove(view) } : null,
    ].filter(Boolean);
  }

  chatItems() {
    const { conversation } = this;
    const blocked = Boolean(conversation.chat.blocked);
    return [
      { label: say("openLink"), icon: "link", run: () => this.pasteLink() },
      { label: say(blocked ? "unblock" : "block"), icon: "block", danger: !blocked, run: () => conversation.block(!blocked) },
    ];
  }

  async pasteLink() {
    const link = await askLink(this.frame);
    if (link && !this.conversation.openLink(link)) this.toast(say("notBotLink"), "trouble");
  }
}
