// What a person can do in a chat, each as one call to the sandbox.
import { act } from "./api.js";
import { base64 } from "./photos.js";

/** The deeds of `person` in `chat`; each answers a promise and throws an Error worded for people. */
export function deedsOf(person, chat) {
  const does = (name, more) => act(person, chat, name, more);
  return {
    send: (text, replyTo) => does("send", { text, ...answering(replyTo) }),
    photos: async (files, caption, replyTo) => {
      const photos = await Promise.all(files.map(base64));
      return does("photo", { photos, caption, ...answering(replyTo) });
    },
    place: ({ lat, lon }) => does("location", { lat, lon }),
    venue: (venue) => does("venue", venue),
    contact: (contact) => does("contact", contact),
    file: async (file) => does("document", { name: file.name, mime_type: file.type, content: await base64(file) }),
    voice: () => does("voice", {}),
    sticker: () => does("sticker", {}),
    poll: () => does("poll", {}),
    tap: (message, index) => does("tap", { message, index }),
    press: (text) => does("press", { text }),
    edit: (message, text) => does("edit", { message, text }),
    remove: (message) => does("delete", { message }),
    open: (link) => does("open", { link }),
    block: (blocked) => does("block", { blocked }),
  };
}

function answering(replyTo) {
  return replyTo ? { reply_to: replyTo } : {};
}
