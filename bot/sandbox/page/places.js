// Sheets that ask a person something: which place, whose number, which address.
import { freshId, make } from "./dom.js";
import { openSheet } from "./sheet.js";
import { say } from "./words.js";

const PLACES = [
  { title: "Skolevej ved Netto", address: "Skolevej 4, 4622 Havdrup", lat: 55.5436, lon: 12.1236 },
  { title: "Algade", address: "Algade 20, 4000 Roskilde", lat: 55.6418, lon: 12.0841 },
  { title: "Køge Torv", address: "Torvet 1, 4600 Køge", lat: 55.4563, lon: 12.1821 },
  { title: "Paris", address: "Frankrig", lat: 48.8566, lon: 2.3522 },
];

/** Answers {lat, lon}, or null. */
export function askPlace(frame) {
  const [lat, lon] = [numberField("latitude", PLACES[0].lat), numberField("longitude", PLACES[0].lon)];
  const presets = presetButtons((place) => {
    lat.input.value = place.lat;
    lon.input.value = place.lon;
  });
  const value = () => {
    if (!lat.input.reportValidity() || !lon.input.reportValidity()) return null;
    return { lat: lat.input.valueAsNumber, lon: lon.input.valueAsNumber };
  };
  return openSheet(frame, {
    title: say("whichPlace"),
    body: [presets, make("div.field-row", {}, lat.field, lon.field)],
    choices: [{ label: say("cancel"), value: null }, { label: say("sendPlace"), value, look: "primary" }],
  });
}

/** Answers {title, address, lat, lon}, or null. */
export function askVenue(frame) {
  const [title, address] = [textField("placeName", PLACES[0].title), textField("address", PLACES[0].address)];
  let { lat, lon } = PLACES[0];
  const presets = presetButtons((place) => {
    [title.input.value, address.input.value] = [place.title, place.address];
    ({ lat, lon } = place);
  });
  const value = () => (title.input.reportValidity() ? { title: title.input.value, address: address.input.value, lat, lon } : null);
  return openSheet(frame, {
    title: say("whichPlace"),
    body: [presets, title.field, address.field],
    choices: [{ label: say("cancel"), value: null }, { label: say("sendVenue"), value, look: "primary" }],
  });
}

/** Answers {} for one's own number, {phone, name} for somebody else's, or null. */
export function askContact(frame) {
  const other = { phone: "+4550102030", name: "Mads Nabo" };
  const choices = [
    { label: say("cancel"), value: null },
    { label: say("otherContact"), value: other },
    { label: say("ownContact"), value: {}, look: "primary" },
  ];
  return openSheet(frame, { title: say("whichContact"), body: [make("p", {}, say("contactWhy"))], choices });
}

export function confirmContact(frame) {
  const choices = [{ label: say("cancel"), value: null }, { label: say("share"), value: true, look: "primary" }];
  return openSheet(frame, { title: say("contactAsk"), body: [make("p", {}, say("contactWhy"))], choices });
}

/** Opens an address outside the demo in a window of its own, when the person agrees. */
export async function confirmAddress(frame, address) {
  const choices = [{ label: say("cancel"), value: null }, { label: say("open"), value: true, look: "primary" }];
  const body = [make("p.address", {}, address), make("p.aside", {}, say("outside"))];
  const agreed = await openSheet(frame, { title: say("openThis"), body, choices });
  if (agreed && /^https?:/i.test(address)) window.open(address, "_blank", "noopener,noreferrer");
}

/** Answers an address typed or pasted by the person, or null. */
export function askLink(frame) {
  const { field, input } = textField("pasteLink", "");
  input.type = "url";
  input.placeholder = "https://t.me/…?start=…";
  const value = () => (input.reportValidity() ? input.value : null);
  const choices = [{ label: say("cancel"), value: null }, { label: say("open"), value, look: "primary" }];
  return openSheet(frame, { title: say("openLink"), body: [field], choices });
}

function presetButtons(take) {
  const group = make("div.presets", {});
  for (const place of PLACES) {
    const preset = make("button.preset", { type: "button", "aria-pressed": String(place === PLACES[0]) }, place.title);
    preset.addEventListener("click", () => {
      for (const other of group.children) other.setAttribute("aria-pressed", String(other === preset));
      take(place);
    });
    group.append(preset);
  }
  return group;
}

function textField(name, value) {
  const id = freshId(name);
  const input = make("input", { id, type: "text", value, required: true, maxlength: 300 });
  return { input, field: make("div.field", {}, make("label", { for: id }, say(name)), input) };
}

function numberField(name, value) {
  const made = textField(name, value);
  const limit = name === "latitude" ? 90 : 180;
  for (const [key, bound] of Object.entries({ type: "number", step: "any", min: -limit, max: limit })) made.input.setAttribute(key, bound);
  made.input.value = value;
  return made;
}
