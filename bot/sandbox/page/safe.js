// Turns the sandbox's HTML for a message into nodes: known entities by hand, everything else as plain text.
import { button, make } from "./dom.js";
import { say } from "./words.js";

const PLAIN = { B: "b", STRONG: "b", I: "i", EM: "i", U: "u", INS: "u", S: "s", STRIKE: "s", DEL: "s", CODE: "code", PRE: "pre" };
const DROPPED = new Set(["SCRIPT", "STYLE", "TEMPLATE", "IFRAME", "OBJECT", "EMBED", "SVG", "MATH"]);
const SAFE_LINK = /^(https?|tg|mailto|tel):/i;

/**
 * `html` as nodes. `onLink(url)` is asked before an address opens and answers true when it dealt with it;
 * `onCommand(text)` is called when somebody taps a /command.
 */
export function safeNodes(html, { onLink, onCommand }) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const doors = { onLink, onCommand };
  return safeChildren(parsed.body, doors);
}

function safeChildren(parent, doors) {
  return [...parent.childNodes].filter((node) => !endsBlock(node)).flatMap((node) => safeNode(node, doors));
}

/** The line break right after a quote or a block of code: the block already ends the line. */
function endsBlock(node) {
  return node.nodeName === "BR" && ["BLOCKQUOTE", "PRE"].includes(node.previousSibling?.nodeName);
}

function safeNode(node, doors) {
  if (node.nodeType === Node.TEXT_NODE) return [document.createTextNode(node.data)];
  if (node.nodeType !== Node.ELEMENT_NODE || DROPPED.has(node.tagName.toUpperCase())) return [];
  const inner = safeChildren(node, doors);
  if (node.tagName === "BR") return [document.createElement("br")];
  if (node.tagName === "A") return [link(node.getAttribute("href") ?? "", inner, doors)];
  if (node.tagName === "BLOCKQUOTE") return [quote(node, inner)];
  if (isSpoiler(node)) return [spoiler(inner)];
  if (node.classList.contains("bot-command")) return [command(node.textContent, doors)];
  return PLAIN[node.tagName] ? [make(PLAIN[node.tagName], {}, inner)] : inner;
}

function isSpoiler(node) {
  return node.tagName === "TG-SPOILER" || node.classList.contains("tg-spoiler") || node.classList.contains("spoiler");
}

function link(address, children, { onLink }) {
  if (!SAFE_LINK.test(address)) return make("span", {}, children);
  const anchor = make("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, children);
  anchor.addEventListener("click", (event) => {
    if (onLink(address)) event.preventDefault();
  });
  return anchor;
}

function quote(node, children) {
  const block = make("blockquote", {}, children);
  if (!node.hasAttribute("expandable") && !node.classList.contains("expandable")) return block;
  const words = make("div.folded", {}, ...block.childNodes);
  const toggle = button(".unfold", { "aria-expanded": "false" }, say("more"));
  toggle.addEventListener("click", () => {
    const open = words.classList.toggle("open");
    toggle.setAttribute("aria-expanded", String(open));
    toggle.textContent = say(open ? "less" : "more");
  });
  block.append(words, toggle);
  return block;
}

function spoiler(children) {
  const hidden = make("span.hidden-words", { "aria-hidden": "true" }, children);
  const cover = button(".spoiler", { "aria-label": say("showText") }, hidden);
  cover.addEventListener("click", () => {
    const shown = make("span.revealed", { tabindex: "-1" }, ...hidden.childNodes);
    cover.replaceWith(shown);
    shown.focus();
  });
  return cover;
}

function command(text, { onCommand }) {
  return button(".command-link", { onclick: () => onCommand(text) }, text);
}
