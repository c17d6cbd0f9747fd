// The list of commands that opens when somebody writes a slash.
import { button, freshId, make } from "./dom.js";
import { say } from "./words.js";

const TYPED = /^\/(\w*)$/;
const TURNS = { ArrowDown: 1, ArrowUp: -1 };

export class CommandList {
  /** Listens to `field`; `commands()` gives {command, description}; `onSend(text)` sends the chosen one. */
  constructor(field, { commands, onSend }) {
    this.id = freshId("commands");
    this.field = field;
    this.commands = commands;
    this.onSend = onSend;
    this.chosen = 0;
    this.panel = make("div.command-list", { id: this.id, role: "listbox", hidden: true, "data-testid": "command-list" });
    field.setAttribute("aria-controls", this.id);
  }

  get matching() {
    const typed = TYPED.exec(this.field.value)?.[1].toLowerCase();
    return typed === undefined ? [] : this.commands().filter(({ command }) => command.startsWith(typed));
  }

  show() {
    const found = this.matching;
    if (!found.length) return this.hide();
    this.chosen = Math.min(this.chosen, found.length - 1);
    this.panel.hidden = false;
    this.panel.setAttribute("aria-label", say("commands"));
    this.panel.replaceChildren(...found.map((one, index) => this.option(one, index)));
    this.field.setAttribute("aria-activedescendant", `${this.id}-${this.chosen}`);
    this.panel.children[this.chosen].scrollIntoView({ block: "nearest" });
  }

  hide() {
    this.panel.hidden = true;
    this.chosen = 0;
    this.field.removeAttribute("aria-activedescendant");
  }

  /** True when the key belonged to the list. */
  handle(event) {
    const found = this.panel.hidden ? [] : this.matching;
    if (!found.length || !this.obey(event, found)) return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  obey({ key, shiftKey }, found) {
    const { command } = found[this.chosen];
    if (key in TURNS) this.turn(TURNS[key], found.length);
    else if (key === "Tab" && !shiftKey) this.complete(command);
    else if (key === "Enter") this.onSend(`/${command}`);
    else if (key === "Escape") this.hide();
    else return false;
    return true;
  }

  turn(step, count) {
    this.chosen = (this.chosen + step + count) % count;
    this.show();
  }

  complete(command) {
    this.field.value = `/${command} `;
    this.hide();
  }

  option({ command, description }, index) {
    const chosen = String(index === this.chosen);
    const look = { id: `${this.id}-${index}`, role: "option", tabindex: "-1", "aria-selected": chosen };
    const words = [make("strong", {}, `/${command}`), make("span", {}, description)];
    return button(".command", { ...look, onclick: () => this.onSend(`/${command}`) }, words);
  }
}
