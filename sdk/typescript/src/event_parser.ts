/** One event of a stream of server-sent events (WHATWG HTML §9.2). */
export interface ServerEvent {
  type: string;
  data: string;
  /** The id that held when the event came; empty when none was ever given. */
  id: string;
}

export class EventTooLarge extends Error {}

/** Takes the text of a stream in pieces of any size. An event of over `most` characters throws. */
export class EventParser {
  /** What the server asked for with `retry:`; the pause before coming back. */
  retryMs: number | undefined;
  readonly #most: number;
  #rest = "";
  #afterReturn = false;
  #type = "";
  #id: string;
  #data: string[] = [];
  #size = 0;

  constructor(most: number, id = "") {
    this.#most = most;
    this.#id = id;
  }

  /** The events that are complete now. */
  *push(text: string): Generator<ServerEvent, void, undefined> {
    // A line ends with CR, LF or both, and a piece may end between the two.
    let fresh = this.#afterReturn && text.startsWith("\n") ? text.slice(1) : text;
    if (text !== "") this.#afterReturn = text.endsWith("\r");
    fresh = this.#rest + fresh;
    const lines = fresh.split(/\r\n|\r|\n/);
    this.#rest = lines.pop() ?? "";
    for (const line of lines) {
      const event = this.#line(line);
      if (event) yield event;
    }
    if (this.#rest.length + this.#size > this.#most) throw new EventTooLarge();
  }

  #line(line: string): ServerEvent | undefined {
    if (line === "") return this.#dispatch();
    const colon = line.indexOf(":");
    if (colon === 0) return undefined;
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (name === "data") this.#data.push(value);
    else if (name === "event") this.#type = value;
    else if (name === "id" && !value.includes("\0")) this.#id = value;
    else if (name === "retry" && /^\d{1,9}$/.test(value)) this.retryMs = Number(value);
    this.#size += line.length;
    if (this.#size > this.#most) throw new EventTooLarge();
    return undefined;
  }

  #dispatch(): ServerEvent | undefined {
    const event = { type: this.#type || "message", data: this.#data.join("\n"), id: this.#id };
    const empty = this.#data.length === 0;
    this.#data = [];
    this.#type = "";
    this.#size = 0;
    return empty ? undefined : event;
  }
}
