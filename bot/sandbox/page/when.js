// Times and days as people in Denmark read them, whatever the machine's own time zone is.
import { currentLanguage, say } from "./words.js";

const ZONE = "Europe/Copenhagen";
const DAY_MS = 86_400_000;

function shown(date, options) {
  const locale = currentLanguage() === "da" ? "da-DK" : "en-GB";
  return new Intl.DateTimeFormat(locale, { timeZone: ZONE, ...options }).format(date);
}

export function clockTime(date) {
  return shown(date, { hour: "2-digit", minute: "2-digit" });
}

export function dayAndTime(date) {
  return shown(date, { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
}

/** The Danish calendar day as YYYY-MM-DD, to tell days apart. */
export function dayKey(date) {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE }).format(date);
}

export function dayName(date, now) {
  if (dayKey(date) === dayKey(now)) return say("today");
  if (dayKey(date) === dayKey(new Date(now.getTime() - DAY_MS))) return say("yesterday");
  return shown(date, { weekday: "long", day: "numeric", month: "long" });
}
