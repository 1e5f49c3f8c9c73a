import type { EventEntry, EventFilters } from "./events";
import { apiBase, pathWith } from "./http";
import { problemFromText, ProblemError, type Problem } from "./problem";
import { ServerEventReader, type ServerEvent } from "./server_events";

export type TailState =
  | { kind: "connecting" }
  | { kind: "live" }
  /** The connection was lost; it is tried again at `until`, in milliseconds since 1970. */
  | { kind: "waiting"; until: number; problem: Problem }
  /** Trying again would not help. */
  | { kind: "refused"; problem: Problem };

export interface TailSettings {
  filters: Pick<EventFilters, "type" | "stream">;
  /** Begins behind this position; with what is new where there is none. */
  after: number | undefined;
  onEvents: (events: EventEntry[]) => void;
  onState: (state: TailState) => void;
  /** Between 0 and 1, for waits of different lengths. */
  random?: () => number;
}

const firstPauseMs = 500;
const longestPauseMs = 15_000;
/** The server says something every 15 seconds; after three times nothing the line is dead. */
const silenceMs = 45_000;

/** How long to wait before the next try: doubling, never less than half of that, never in step. */
export function pauseMs(failures: number, random: number): number {
  const full = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(failures - 1, 10));
  return full * (0.5 + random / 2);
}

function isDefinite({ status }: Problem): boolean {
  return status >= 400 && status < 500 && status !== 408 && status !== 429;
}

function readProblem({ data }: ServerEvent): ProblemError {
  return problemFromText((JSON.parse(data) as { status?: number }).status ?? 500, data);
}

/**
 * Follows the log from a position on, as long as it is not stopped. A lost connection is opened
 * again behind the last event that came, so none is missed and none comes twice.
 */
export class EventTail {
  private readonly stopper = new AbortController();
  private after: number | undefined;
  private failures = 0;

  constructor(private readonly settings: TailSettings) {
    this.after = settings.after;
    void this.follow();
  }

  stop(): void {
    this.stopper.abort();
  }

  private get stopped(): boolean {
    return this.stopper.signal.aborted;
  }

  private tell(state: TailState): void {
    if (!this.stopped) this.settings.onState(state);
  }

  private async follow(): Promise<void> {
    while (!this.stopped) {
      this.tell({ kind: "connecting" });
      let problem: Problem = { title: "", status: 0, code: "unreachable" };
      try {
        await this.connect();
      } catch (error) {
        if (error instanceof ProblemError) problem = error.problem;
      }
      if (isDefinite(problem)) return this.tell({ kind: "refused", problem });
      const pause = pauseMs(++this.failures, (this.settings.random ?? Math.random)());
      this.tell({ kind: "waiting", until: Date.now() + pause, problem });
      await this.rest(pause);
    }
  }

  /** Returns or throws when the connection ends, for whatever reason. */
  private async connect(): Promise<void> {
    const connection = new AbortController();
    const end = () => connection.abort();
    this.stopper.signal.addEventListener("abort", end);
    let silence = setTimeout(end, silenceMs);
    try {
      const response = await this.open(connection.signal);
      this.tell({ kind: "live" });
      const lines = response.body?.getReader();
      const decoder = new TextDecoder();
      const reader = new ServerEventReader();
      for (;;) {
        const piece = await lines?.read();
        if (piece === undefined || piece.done) return;
        clearTimeout(silence);
        silence = setTimeout(end, silenceMs);
        this.take(reader.read(decoder.decode(piece.value, { stream: true })));
      }
    } finally {
      clearTimeout(silence);
      end();
      this.stopper.signal.removeEventListener("abort", end);
    }
  }

  private async open(signal: AbortSignal): Promise<Response> {
    const { type, stream } = this.settings.filters;
    const response = await fetch(apiBase + pathWith("/event-tail", { type, stream }), {
      credentials: "same-origin",
      headers: {
        Accept: "text/event-stream",
        ...(this.after === undefined ? {} : { "Last-Event-ID": String(this.after) }),
      },
      signal,
    });
    if (!response.ok) throw problemFromText(response.status, await response.text());
    return response;
  }

  private take(told: ServerEvent[]): void {
    if (told.length === 0 || this.stopped) return;
    this.failures = 0;
    const events = told
      .filter((one) => one.event === "message")
      .map((one) => JSON.parse(one.data) as EventEntry)
      .filter((entry) => entry.position > (this.after ?? 0));
    this.after = events.at(-1)?.position ?? this.after;
    if (events.length > 0) this.settings.onEvents(events);
    const problem = told.find((one) => one.event === "problem");
    if (problem !== undefined) throw readProblem(problem);
  }

  private rest(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.stopper.signal.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.stopper.signal.addEventListener("abort", done);
    });
  }
}
