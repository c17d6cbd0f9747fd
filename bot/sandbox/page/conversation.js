// One person's hand on one chat: what her taps and words do, and what the screen shows meanwhile.
import { deedsOf } from "./deeds.js";
import { make } from "./dom.js";
import { openLightbox } from "./lightbox.js";
import { askContact, askPlace, askVenue, confirmAddress, confirmContact } from "./places.js";
import { photosOf, tooBig } from "./photos.js";
import { say } from "./words.js";
import { addPending, isGroup, keyFor, person, world } from "./world.js";

const DEEP_LINK = /^https?:\/\/(?:t|telegram)\.me\/\w+\?start=[\w-]+$/i;
const START_CODE = /start=([\w-]+)/i;

/** `screen` is what it may ask of its phone: {frame, refresh(), toast(words, look), openElsewhere(link)}. */
export class Conversation {
  constructor(phone, screen) {
    this.phone = phone;
    this.screen = screen;
    /** Who speaks: the phone's owner, or the colleague she was swapped for. */
    this.speaker = phone.person_id;
  }

  get key() {
    return keyFor(this.phone, this.speaker);
  }

  get chat() {
    return world.chats.get(this.key) ?? unknownChat(this.phone);
  }

  get deeds() {
    return deedsOf(this.speaker, this.phone.chat_id);
  }

  sendText(text, replyTo = null) {
    const { deeds } = this;
    return this.sendShown({ ...written(text), reply_to: quoteOf(replyTo) }, () => deeds.send(text, replyTo?.id));
  }

  sendPhotos(files, caption, replyTo = null) {
    const { deeds } = this;
    const album = files.length > 1 ? `sending-${Date.now()}` : null;
    const [photo, ...others] = files.map((file) => URL.createObjectURL(file));
    const view = { ...written(caption), photo, others, album, reply_to: quoteOf(replyTo) };
    return this.sendShown(view, () => deeds.photos(files, caption, replyTo?.id));
  }

  sendFile(file) {
    const { deeds } = this;
    if (tooBig(file)) return void this.screen.toast(say("tooBig"), "trouble");
    return this.sendShown({ document: { name: file.name, size: file.size } }, () => deeds.file(file));
  }

  /** Shows `view` as being sent while `work` runs, and as failed when it throws. */
  async sendShown(view, work) {
    const from = { id: this.speaker, name: person(this.speaker)?.name ?? say("you"), is_bot: false };
    const pending = addPending(this.key, { from, outgoing: true, html: "", text: "", ...view, again: { view, work } }, this.screen.refresh);
    try {
      await work();
      pending.settle();
    } catch (error) {
      pending.settle(error);
    }
  }

  retry(failed) {
    this.forget(failed);
    return this.sendShown(failed.again.view, failed.again.work);
  }

  forget(failed) {
    const { chat } = this;
    chat.pending = chat.pending.filter((one) => one.key !== failed.key);
    this.screen.refresh();
  }

  sendPlace() {
    return this.ask(askPlace, (place) => this.deeds.place(place));
  }

  sendVenue() {
    return this.ask(askVenue, (venue) => this.deeds.venue(venue));
  }

  sendContact() {
    return this.ask(askContact, (contact) => this.deeds.contact(contact));
  }

  sendVoice() {
    return this.attempt(() => this.deeds.voice());
  }

  sendSticker() {
    return this.attempt(() => this.deeds.sticker());
  }

  sendPoll() {
    return this.attempt(() => this.deeds.poll());
  }

  edit(view, text) {
    return this.attempt(() => this.deeds.edit(view.id, text));
  }

  remove(view) {
    return this.attempt(() => this.deeds.remove(view.id));
  }

  async block(blocked) {
    if (await this.attempt(() => this.deeds.block(blocked))) this.chat.blocked = blocked;
    this.screen.refresh();
  }

  async tapKey(view, key) {
    if (key.copy_text) return this.copy(key.copy_text);
    if (!key.url) return this.attempt(() => this.deeds.tap(view.id, key.index));
    if (!this.openLink(key.url)) await confirmAddress(this.screen.frame, key.url);
  }

  /** True when the key was really pressed, false when the person thought better of it. */
  async pressReplyKey({ text, request_contact: contact, request_location: place }) {
    if (contact) return this.ask(confirmContact, () => this.deeds.press(text));
    if (place) return this.ask(askPlace, (at) => this.deeds.press(text, at));
    return Boolean(await this.attempt(() => this.deeds.press(text)));
  }

  /** True when the link is one the sandbox itself opens. */
  openLink(link) {
    if (!DEEP_LINK.test(link)) return false;
    if (isGroup(this.phone)) this.screen.openElsewhere(link);
    else this.open(link);
    return true;
  }

  open(link) {
    const { deeds } = this;
    return this.sendShown(written(`/start ${START_CODE.exec(link)?.[1] ?? ""}`.trim()), () => deeds.open(link));
  }

  showPhoto(views, index) {
    openLightbox(photosOf(views), index);
  }

  async copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      this.screen.toast(say("copied"));
    } catch {
      this.screen.toast(say("notCopied"), "trouble");
    }
  }

  async ask(question, deed) {
    const answer = await question(this.screen.frame);
    return answer !== null && Boolean(await this.attempt(() => deed(answer)));
  }

  /** What `work` answers, or null after telling the person why it did not work. */
  async attempt(work) {
    try {
      return await work();
    } catch (error) {
      this.screen.toast(say("refused", { why: error.message }), "trouble");
      return null;
    }
  }
}

function written(text) {
  return { text, html: make("p", {}, text).innerHTML.replaceAll("\n", "<br>") };
}

function quoteOf(view) {
  return view ? { id: view.id, name: view.from.name, text: view.text } : null;
}

function unknownChat({ title, kind }) {
  return { title, kind, messages: [], pending: [], members: [], commands: [], keyboard: null, pinned: null };
}
