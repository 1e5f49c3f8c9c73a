import { each } from "./bytes.ts";
import type { Call } from "./call.ts";
import type { Caller } from "./caller.ts";
import {
  ConnectionFailed,
  Problem,
  type ProblemDocument,
  SangamError,
  UnexpectedReply,
} from "./errors.ts";
import { EventParser, EventTooLarge, type ServerEvent } from "./event_parser.ts";
import type { StreamOptions } from "./options.ts";
import { pause } from "./pause.ts";
import { watched } from "./pieces.ts";
import { isProblemDocument } from "./reply.ts";
import { mayRepeat, pauseMs } from "./retry.ts";
import type { Timer } from "./timer.ts";

const eventCharactersMost = 4 * 1024 * 1024;

/**
 * What happens, as it happens. A connection that breaks, goes quiet or is ended by the server is
 * made again, behind the last event that arrived: none is lost, none comes twice.
 *
 *     const events = sangam.events.tail({ type: ["ledger.transfers.posted"] });
 *     for await (const event of events) { …; remember(events.lastEventId); }
 *
 * Leaving the loop, or aborting `signal`, ends the connection. Iterate once.
 */
export class EventStream<T> implements AsyncIterable<T> {
  /** Where to go on behind the last event that was given out. */
  lastEventId: string | undefined;
  readonly #caller: Caller;
  readonly #call: Call;
  readonly #options: StreamOptions;

  constructor(caller: Caller, call: Call, options: StreamOptions = {}) {
    this.#caller = caller;
    this.#call = call;
    this.#options = options;
    this.lastEventId = options.lastEventId;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    let losses = 0;
    for (;;) {
      const connection = this.#connect();
      let arrived = false;
      let lost: unknown;
      try {
        for await (const event of connection) {
          arrived = true;
          const item = this.#item(event);
          if (event.id !== "") this.lastEventId = event.id;
          yield item;
        }
      } catch (error) {
        lost = error;
      }
      losses = connection.heard ? 1 : losses + 1;
      const delayMs = this.#pauseAfter(lost ?? this.#atOnce(), losses);
      // Without an id there is no place to go on from; from the beginning all would come again.
      if (arrived && this.lastEventId === undefined)
        throw new ConnectionFailed(this.#call.operation, "the stream ended and cannot be resumed");
      const asked = lost === undefined ? connection.parser.retryMs : undefined;
      await pause(asked ?? delayMs, this.#options.signal);
    }
  }

  /** Servers end streams now and then. One that always does so at once is in trouble. */
  #atOnce(): ConnectionFailed {
    return new ConnectionFailed(this.#call.operation, "the stream ended");
  }

  /** How long to wait before coming back, or throws what makes it useless. */
  #pauseAfter(error: unknown, losses: number): number {
    if (!(error instanceof SangamError) || losses > (this.#options.reconnects ?? 10)) throw error;
    if (!mayRepeat(error, "always")) throw error;
    const delayMs = pauseMs(error, losses);
    const { longestPauseMs = 60_000, onRetry } = this.#caller.options;
    if (delayMs > longestPauseMs) throw error;
    onRetry?.({ operation: this.#call.operation, failed: losses, delayMs, error });
    return delayMs;
  }

  #item(event: ServerEvent): T {
    const { operation } = this.#call;
    let document: unknown;
    try {
      document = JSON.parse(event.data);
    } catch {
      throw new UnexpectedReply(operation, "malformed", 200, "an event is not JSON");
    }
    if (event.type === "problem") throw problemOf(operation, document);
    return document as T;
  }

  #connect(): Connection {
    const headers = { ...this.#options.headers };
    if (this.lastEventId !== undefined) headers["Last-Event-ID"] = this.lastEventId;
    return new Connection(this.#caller, this.#call, { ...this.#options, headers, retries: 0 });
  }
}

function problemOf(operation: string, document: unknown): SangamError {
  if (!isProblemDocument(document))
    return new UnexpectedReply(operation, "malformed", 200, "a problem is no problem document");
  return new Problem(operation, document as ProblemDocument, document.status);
}

/** One connection's events. */
class Connection implements AsyncIterable<ServerEvent> {
  readonly parser = new EventParser(eventCharactersMost);
  /** Whether anything came, if only a sign of life. */
  heard = false;
  readonly #caller: Caller;
  readonly #call: Call;
  readonly #options: StreamOptions;

  constructor(caller: Caller, call: Call, options: StreamOptions) {
    this.#caller = caller;
    this.#call = call;
    this.#options = options;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<ServerEvent, void, undefined> {
    const decoder = new TextDecoder();
    const { operation } = this.#call;
    for await (const bytes of each(await this.#open())) {
      this.heard = true;
      try {
        yield* this.parser.push(decoder.decode(bytes, { stream: true }));
      } catch (error) {
        if (!(error instanceof EventTooLarge)) throw error;
        throw new UnexpectedReply(operation, "event_too_large", 200, "an event is too large");
      }
    }
  }

  #open(): Promise<ReadableStream<Uint8Array>> {
    const { operation } = this.#call;
    const read = async ({ response, timer }: { response: Response; timer: Timer }) => {
      const type = response.headers.get("Content-Type") ?? "";
      if (!type.startsWith("text/event-stream") || response.body === null)
        throw new UnexpectedReply(operation, "media_type", response.status, "no stream of events");
      timer.kept = true;
      timer.ms = this.#options.idleMs ?? 45_000;
      return watched({ operation, body: response.body, timer, signal: this.#options.signal });
    };
    return this.#caller.repeat(this.#call, this.#options, read, "text/event-stream");
  }
}
