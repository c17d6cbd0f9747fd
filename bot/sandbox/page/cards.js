// What a message can carry besides words: photos, places, contacts, voice, stickers, files, polls.
import { button, make } from "./dom.js";
import { icon } from "./icons.js";
import { drawMap } from "./map.js";
import { photosOf } from "./photos.js";
import { say } from "./words.js";

/** The cards for one message or album, in reading order. `onPhoto(index)` opens a photo large. */
export function cards(views, onPhoto) {
  const view = views[0];
  const photos = photosOf(views);
  return [
    photos.length ? photoGrid(photos, onPhoto) : null,
    view.venue ? venueCard(view.venue) : view.location ? placeCard(view.location) : null,
    view.contact ? contactCard(view.contact) : null,
    view.voice ? voiceCard(view.voice) : null,
    view.sticker ? stickerCard(view.sticker) : null,
    view.document ? fileCard(view.document) : null,
    view.poll ? pollCard(view.poll) : null,
  ].filter(Boolean);
}

function photoGrid(photos, onPhoto) {
  const shots = photos.map((source, index) => {
    const image = make("img", { src: source, alt: "", loading: "lazy" });
    return button(".shot", { "aria-label": `${say("openPhoto")} ${index + 1}`, onclick: () => onPhoto(index) }, image);
  });
  return make(`div.photos.photos-${Math.min(photos.length, 5)}`, { "data-testid": "photos" }, shots);
}

function placeCard({ lat, lon }) {
  return make("div.map-card", { "data-testid": "location" }, drawMap(lat, lon), placeLine(null, null, lat, lon));
}

function venueCard(venue) {
  const { lat, lon } = venue.location ?? venue;
  const known = Number.isFinite(lat) && Number.isFinite(lon);
  const picture = known ? drawMap(lat, lon) : null;
  return make("div.map-card", { "data-testid": "venue" }, picture, placeLine(venue.title, venue.address, lat, lon));
}

function placeLine(title, address, lat, lon) {
  const known = Number.isFinite(lat) && Number.isFinite(lon);
  return make(
    "div.map-line",
    {},
    title ? make("strong", {}, title) : null,
    address ? make("span", {}, address) : null,
    known ? make("span.coordinates", {}, `${lat.toFixed(5)}, ${lon.toFixed(5)}`) : null,
    known ? mapLink(lat, lon) : null,
  );
}

function mapLink(lat, lon) {
  const address = `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lon}#map=17/${lat}/${lon}`;
  return make("a.map-link", { href: address, target: "_blank", rel: "noopener noreferrer" }, say("openMap"), icon("link"));
}

function contactCard(contact) {
  const name = contact.name ?? [contact.first_name, contact.last_name].filter(Boolean).join(" ");
  const number = contact.phone ?? contact.phone_number ?? "";
  return card("person", name || say("contact"), number, "contact");
}

function voiceCard(voice) {
  const bars = make("span.wave", { "aria-hidden": "true" }, Array.from({ length: 26 }, (_, i) => make(`i.w${(i * 7 + (i % 3) * 5) % 9}`)));
  const seconds = Number(voice.duration ?? voice);
  const length = Number.isFinite(seconds) ? `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}` : "";
  return make(
    "div.card",
    { "data-testid": "voice" },
    make("span.card-icon", {}, icon("play")),
    make("span.card-words", {}, bars, make("span.card-more", {}, `${say("voice")} ${length}`)),
  );
}

function stickerCard(sticker) {
  const mark = typeof sticker === "string" ? sticker : sticker.emoji;
  return make("div.sticker", { role: "img", "aria-label": `${say("sticker")} ${mark ?? ""}`, "data-testid": "sticker" }, mark || icon("sticker"));
}

function fileCard(file) {
  const name = typeof file === "string" ? file : (file.name ?? file.file_name ?? say("file"));
  const size = file.size ?? file.file_size;
  const detail = size ? say("bytes", { n: Math.max(1, Math.round(size / 1024)) }) : say("file");
  const shown = card("file", name, detail, "document");
  if (!file.url) return shown;
  return make("a.card-link", { href: file.url, download: name }, shown);
}

function pollCard(poll) {
  const options = (poll.options ?? []).map((option) => make("li", {}, option.text ?? option));
  return make(
    "div.poll",
    { "data-testid": "poll" },
    make("strong", {}, poll.question ?? say("poll")),
    make("span.card-more", {}, say("anonymousPoll")),
    options.length ? make("ul", {}, options) : null,
  );
}

function card(picture, title, detail, kind) {
  return make(
    "div.card",
    { "data-testid": kind },
    make("span.card-icon", {}, icon(picture)),
    make("span.card-words", {}, make("strong", {}, title), make("span.card-more", {}, detail)),
  );
}
