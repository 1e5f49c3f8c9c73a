/** One event of a stream of server-sent events. */
export interface ServerEvent {
  /** "message" unless the server named it. */
  event: string;
  data: string;
  /** The last id that was told, by this event or one before it. */
  id: string;
}

/**
 * Reads text/event-stream (WHATWG HTML §9.2) piece by piece. Not EventSource: that cannot tell a
 * refusal from a lost connection, nor wait longer after each failure.
 */
export class ServerEventReader {
  private rest = "";
  private id = "";
  private event = "";
  private data: string[] = [];

  /** The events that are whole with this piece. */
  read(piece: string): ServerEvent[] {
    const text = this.rest + piece;
    // A carriage return at the end may be half of a line's end.
    const end = text.endsWith("\r") ? text.length - 1 : text.length;
    const lines = text.slice(0, end).split(/\r\n|\r|\n/);
    this.rest = (lines.pop() ?? "") + text.slice(end);
    return lines.flatMap((line) => this.line(line));
  }

  private line(line: string): ServerEvent[] {
    if (line === "") return this.dispatch();
    const colon = line.indexOf(":");
    if (colon === 0) return [];
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (name === "data") this.data.push(value);
    else if (name === "event") this.event = value;
    else if (name === "id" && !value.includes("\0")) this.id = value;
    return [];
  }

  private dispatch(): ServerEvent[] {
    const { data, event, id } = this;
    this.data = [];
    this.event = "";
    return data.length === 0 ? [] : [{ event: event || "message", data: data.join("\n"), id }];
  }
}
