// Photos that are chosen but not sent yet, as a strip above the words.
import { button, make } from "./dom.js";
import { icon } from "./icons.js";
import { tooBig } from "./photos.js";
import { say } from "./words.js";

const MOST = 10;

export class Staging {
  /** `changed()` is called after every change, `refused()` when a file was too big. */
  constructor({ changed, refused }) {
    this.strip = make("div.staged", { hidden: true });
    this.changed = changed;
    this.refused = refused;
    this.shots = [];
  }

  get empty() {
    return this.shots.length === 0;
  }

  add(files) {
    if (files.some(tooBig)) this.refused();
    const fitting = files.filter((file) => !tooBig(file)).map((file) => ({ file, url: URL.createObjectURL(file) }));
    this.set([...this.shots, ...fitting].slice(0, MOST));
  }

  /** Hands over the files and empties the strip. */
  take() {
    const files = this.shots.map(({ file }) => file);
    this.set([]);
    return files;
  }

  set(shots) {
    for (const { url } of this.shots.filter((shot) => !shots.includes(shot))) URL.revokeObjectURL(url);
    this.shots = shots;
    this.strip.hidden = this.empty;
    this.strip.replaceChildren(...shots.map((shot, index) => this.draw(shot, index)));
    this.changed();
  }

  draw(shot, index) {
    const remove = () => this.set(this.shots.filter((other) => other !== shot));
    const cross = button(".unstage", { "aria-label": say("removePhoto", { n: index + 1 }), onclick: remove }, icon("close"));
    return make("div.stage", {}, make("img", { src: shot.url, alt: "" }), cross);
  }
}
