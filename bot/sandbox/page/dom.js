// Builds elements without ever parsing a string as HTML.

/** `make("button.primary", { type: "button", onclick: f }, "Send")` → the element. A null child or property is left out. */
export function make(shape, properties = {}, ...children) {
  const [tag, ...classes] = shape.split(".");
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(" ");
  for (const [name, value] of Object.entries(properties)) setProperty(element, name, value);
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

function setProperty(element, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
  else if (name === "hidden" || name === "disabled" || name === "inert") element[name] = Boolean(value);
  else element.setAttribute(name, value === true ? "" : String(value));
}

/** A button is always a real one, and never submits anything by accident. */
export function button(shape, properties, ...children) {
  return make(`button${shape}`, { type: "button", ...properties }, ...children);
}

const SVG = "http://www.w3.org/2000/svg";

export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

let lastId = 0;

/** An id no other element on the page has, for aria-labelledby and friends. */
export function freshId(prefix) {
  lastId += 1;
  return `${prefix}-${lastId}`;
}
