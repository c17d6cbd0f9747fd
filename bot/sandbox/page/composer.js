// Where a person writes: words, photos on their way, replies, edits, commands and the bot's reply keyboard.
import { CommandList } from "./commands.js";
import { button, freshId, make } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { chooseFiles, samplePhoto } from "./photos.js";
import { fillReplyKeys, rowsOf } from "./replykeys.js";
import { Staging } from "./staging.js";
import { say } from "./words.js";

const TALLEST_PX = 140;

export class Composer {
  /** `conversation` does the deeds; `screen` is {frame, toast}. The draft, the reply and the staged photos live here. */
  constructor(conversation, screen) {
    this.conversation = conversation;
    this.screen = screen;
    /** What the words are about: null, or {view, editing} for a reply or an edit. */
    this.about = null;
    this.keyboardOpen = true;
    this.keyboardSeen = null;
    this.build();
    this.listen();
  }

  build() {
    const fieldId = freshId("write");
    this.label = make("label.unseen", { for: fieldId });
    this.field = make("textarea", { id: fieldId, rows: 1, maxlength: 12000, enterkeyhint: "send", "data-testid": "composer" });
    this.attach = iconButton("clip", "attach", ".attach");
    this.slash = iconButton("commands", "commands", ".slash");
    this.toggle = iconButton("keyboard", "showKeyboard", ".toggle-keys");
    this.send = make("button.round.send", { type: "submit", "data-testid": "send" }, icon("send"));
    this.context = make("div.context", { hidden: true });
    this.keys = make("div.reply-keys", { role: "group", "data-testid": "reply-keys" });
    const refused = () => this.screen.toast(say("tooBig"), "trouble");
    this.staging = new Staging({ changed: () => this.drawPlaceholder(), refused });
    this.list = new CommandList(this.field, { commands: () => this.commands, onSend: (text) => this.sendCommand(text) });
    const frame = make("div.field-frame", {}, this.label, this.field, this.slash, this.toggle);
    const bar = make("div.bar", {}, this.attach, frame, this.send);
    this.form = make("form.composer", { novalidate: true }, this.list.panel, this.context, this.staging.strip, bar, this.keys);
  }

  listen() {
    this.form.addEventListener("submit", (event) => this.submit(event));
    this.field.addEventListener("keydown", (event) => this.onKey(event));
    this.field.addEventListener("input", () => this.onInput());
    this.field.addEventListener("paste", (event) => this.onPaste(event));
    this.attach.addEventListener("click", () => openMenu(this.screen.frame, this.attach, this.attachments(), say("attach")));
    this.slash.addEventListener("click", () => openMenu(this.screen.frame, this.slash, this.commandItems(), say("commands")));
    this.toggle.addEventListener("click", () => this.showKeyboard(!this.keyboardOpen));
  }

  get chat() {
    return this.conversation.chat;
  }

  get commands() {
    return this.chat.commands ?? [];
  }

  refresh(speakerName) {
    this.label.textContent = say("writeTo", { name: speakerName });
    this.attach.setAttribute("aria-label", say("attach"));
    this.slash.setAttribute("aria-label", say("commands"));
    this.slash.hidden = this.commands.length === 0;
    this.drawContext();
    this.drawKeyboard();
  }

  focus() {
    this.field.focus();
  }

  reply(view) {
    this.setAbout({ view, editing: false });
  }

  edit(view) {
    this.field.value = view.text;
    this.setAbout({ view, editing: true });
  }

  stage(files) {
    this.staging.add(files);
    this.focus();
  }

  // Sending.

  submit(event) {
    event.preventDefault();
    const [text, about] = [this.field.value.trim(), this.about];
    if (!text && this.staging.empty) return;
    const files = this.staging.take();
    this.clear();
    if (about?.editing) this.conversation.edit(about.view, text);
    else if (files.length) this.conversation.sendPhotos(files, text, about?.view);
    else this.conversation.sendText(text, about?.view);
  }

  sendCommand(text) {
    this.clear();
    this.conversation.sendText(text);
    this.focus();
  }

  clear() {
    this.field.value = "";
    this.about = null;
    this.list.hide();
    this.drawContext();
    this.grow();
  }

  // Writing.

  onKey(event) {
    if (event.isComposing || this.list.handle(event)) return;
    if (event.key === "Enter" && !event.shiftKey) this.submit(event);
    else if (event.key === "Escape" && this.about) this.stopAbout();
    else if (event.key === "ArrowUp" && !this.field.value && !this.about) this.editNewest(event);
  }

  onInput() {
    this.grow();
    this.list.show();
  }

  onPaste(event) {
    const images = imagesIn(event.clipboardData);
    if (!images.length) return;
    event.preventDefault();
    this.stage(images);
  }

  editNewest(event) {
    const own = this.chat.messages.findLast((view) => view.from.id === this.conversation.speaker && isEditable(view));
    if (!own) return;
    event.preventDefault();
    this.edit(own);
  }

  grow() {
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight, TALLEST_PX)}px`;
  }

  // Replying and editing.

  setAbout(about) {
    this.about = about;
    this.drawContext();
    this.grow();
    this.focus();
  }

  stopAbout() {
    if (this.about.editing) this.field.value = "";
    this.setAbout(null);
  }

  drawContext() {
    const editing = Boolean(this.about?.editing);
    this.send.setAttribute("aria-label", say(editing ? "save" : "send"));
    this.send.replaceChildren(icon(editing ? "check" : "send"));
    this.context.hidden = !this.about;
    this.context.replaceChildren(...(this.about ? this.contextParts(this.about) : []));
  }

  contextParts({ view, editing }) {
    const title = editing ? say("editing") : say("replyTo", { name: view.from.name });
    const cancel = iconButton("close", editing ? "cancelEdit" : "cancelReply", ".small-round");
    cancel.addEventListener("click", () => this.stopAbout());
    return [icon(editing ? "edit" : "reply"), make("div", {}, make("strong", {}, title), make("span", {}, view.text || say("message"))), cancel];
  }

  // The bot's keyboard.

  get keyboardShown() {
    return this.keyboardOpen && Boolean(rowsOf(this.chat.keyboard));
  }

  showKeyboard(open) {
    this.keyboardOpen = open;
    this.drawKeyboard();
  }

  drawKeyboard() {
    const { keyboard } = this.chat;
    const look = JSON.stringify(keyboard ?? null);
    if (look !== this.keyboardSeen) this.keyboardOpen = true;
    this.keyboardSeen = look;
    fillReplyKeys(this.keys, keyboard, (key) => this.press(key));
    this.keys.hidden = !this.keyboardShown;
    this.toggle.hidden = !rowsOf(keyboard);
    this.toggle.setAttribute("aria-label", say(this.keyboardShown ? "hideKeyboard" : "showKeyboard"));
    this.toggle.setAttribute("aria-expanded", String(this.keyboardShown));
    this.drawPlaceholder();
  }

  drawPlaceholder() {
    const wanted = this.keyboardShown ? this.chat.keyboard.input_field_placeholder : null;
    this.field.placeholder = this.staging.empty ? (wanted ?? say("write")) : say("caption");
  }

  async press(key) {
    const pressed = await this.conversation.pressReplyKey(key);
    if (pressed && this.chat.keyboard?.one_time_keyboard) this.showKeyboard(false);
    this.focus();
  }

  // Menus.

  commandItems() {
    const send = (command) => () => this.conversation.sendText(`/${command}`);
    return this.commands.map(({ command, description }) => ({ label: `/${command}`, detail: description, run: send(command) }));
  }

  attachments() {
    const { conversation } = this;
    return [
      { label: say("photo"), icon: "photo", run: async () => this.stage(await chooseFiles({ accept: "image/*", several: true })) },
      { label: say("sample"), icon: "sample", run: async () => this.stage([await samplePhoto(say("sample"))]) },
      { label: say("place"), icon: "place", run: () => conversation.sendPlace() },
      { label: say("venue"), icon: "venue", run: () => conversation.sendVenue() },
      { label: say("contact"), icon: "person", run: () => conversation.sendContact() },
      { label: say("file"), icon: "file", run: async () => (await chooseFiles()).forEach((file) => conversation.sendFile(file)) },
      { label: say("voice"), icon: "voice", run: () => conversation.sendVoice() },
      { label: say("sticker"), icon: "sticker", run: () => conversation.sendSticker() },
      { label: say("poll"), icon: "poll", run: () => conversation.sendPoll() },
    ];
  }
}

/** Words can be changed afterwards; what is written under a picture cannot. */
export function isEditable(view) {
  return Boolean(view.text) && !view.photo && !view.service;
}

/** The pictures among what was pasted or dropped. */
export function imagesIn(transfer) {
  return [...transfer.files].filter((file) => file.type.startsWith("image/"));
}

function iconButton(shape, name, look) {
  return button(`.round${look}`, { "aria-label": say(name), "data-testid": name }, icon(shape));
}
