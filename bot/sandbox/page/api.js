// Talks to the sandbox: reads its state, follows its events, does what a person does.
import { say } from "./words.js";

const PATIENCE = [500, 1000, 2000, 4000];

export async function readState() {
  const response = await fetch("/sandbox/state", { headers: { accept: "application/json" } });
  if (!response.ok) throw new Error(response.statusText);
  return response.json();
}

/** Does `act` as `person` in `chat`. Throws an Error worded for people when the sandbox refuses. */
export async function act(person, chat, name, more = {}) {
  return post("/sandbox/do", { person, chat, act: name, ...more });
}

export async function advanceClock(seconds) {
  return post("/sandbox/clock", { advance_seconds: seconds });
}

async function post(path, body) {
  const response = await answered(path, body);
  const answer = await response.json().catch(() => ({}));
  if (response.ok && answer.ok !== false) return answer;
  throw new Error(answer.description ?? answer.error ?? response.statusText);
}

async function answered(path, body) {
  try {
    return await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  } catch {
    throw new Error(say("noAnswer"));
  }
}

/**
 * Follows the event stream for ever. `onFresh` gets the whole state after every (re)connection, before any event that
 * came in meanwhile: what happened while nobody listened is in the state, not in the stream.
 */
export class Follower {
  constructor({ onFresh, onEvent, onStatus }) {
    Object.assign(this, { onFresh, onEvent, onStatus, failures: 0 });
    this.connect();
  }

  connect() {
    this.onStatus("connecting");
    this.waiting = [];
    const stream = new EventSource("/sandbox/events");
    stream.onopen = () => this.catchUp(stream);
    stream.onmessage = ({ data }) => this.take(JSON.parse(data));
    stream.onerror = () => this.lose(stream);
  }

  async catchUp(stream) {
    const state = await readState().catch(() => null);
    if (stream.readyState === EventSource.CLOSED) return;
    if (!state) return this.lose(stream);
    this.failures = 0;
    this.onFresh(state);
    this.onStatus("connected");
    const missed = this.waiting;
    this.waiting = null;
    missed.forEach(this.onEvent);
  }

  take(event) {
    if (this.waiting) this.waiting.push(event);
    else this.onEvent(event);
  }

  /** Our own patience instead of the browser's: it must read the state again, not only the stream. */
  lose(stream) {
    stream.close();
    this.onStatus("lost");
    setTimeout(() => this.connect(), PATIENCE[Math.min(this.failures, PATIENCE.length - 1)]);
    this.failures += 1;
  }
}
