import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { EventTail, pauseMs, type TailState } from "./event_tail";

/** A reply of the tail that the test writes to, cuts or ends. */
class Line {
  private controller?: ReadableStreamDefaultController<Uint8Array>;
  readonly response: Response;

  constructor() {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.controller = controller;
      },
    });
    this.response = new Response(body, { status: 200 });
  }

  event(position: number): void {
    this.raw(`id: ${position}\ndata: {"position":${position},"type":"shop.sold"}\n\n`);
  }
  raw(text: string): void {
    this.controller?.enqueue(new TextEncoder().encode(text));
  }
  cut(): void {
    this.controller?.error(new TypeError("network error"));
  }
}

const replies: (() => Promise<Response>)[] = [];
const asked: { path: string; last: string | undefined; signal: AbortSignal }[] = [];
let seen: number[] = [];
let states: TailState[] = [];
let tail: EventTail | undefined;

function follow(after = 3) {
  tail = new EventTail({
    filters: { type: "shop.sold", stream: undefined },
    after,
    onEvents: (events) => seen.push(...events.map((event) => event.position)),
    onState: (state) => states.push(state),
    random: () => 1,
  });
}

const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers();
  replies.length = asked.length = 0;
  seen = [];
  states = [];
  vi.stubGlobal("fetch", (path: string, init: RequestInit) => {
    const headers = init.headers as Record<string, string>;
    asked.push({ path, last: headers["Last-Event-ID"], signal: init.signal as AbortSignal });
    return (replies.shift() ?? (() => new Promise<Response>(() => undefined)))();
  });
});

afterEach(() => {
  tail?.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("EventTail", () => {
  it("begins behind the position it is given and tells what comes", async () => {
    const line = new Line();
    replies.push(() => Promise.resolve(line.response));
    follow();
    await settle();
    expect(asked[0]?.path).toBe("/api/v1/event-tail?type=shop.sold");
    expect(asked[0]?.last).toBe("3");
    line.event(4);
    line.event(5);
    await settle();
    expect(seen).toEqual([4, 5]);
    expect(states.map((state) => state.kind)).toEqual(["connecting", "live"]);
  });

  it("comes back behind the last event after a cut, and takes none twice", async () => {
    const [first, second] = [new Line(), new Line()];
    replies.push(() => Promise.resolve(first.response));
    replies.push(() => Promise.resolve(second.response));
    follow();
    await settle();
    first.event(9);
    await settle();
    first.cut();
    await settle();
    expect(states.at(-1)?.kind).toBe("waiting");
    await settle(500);
    expect(asked[1]?.last).toBe("9");
    second.event(9);
    second.event(10);
    await settle();
    expect(seen).toEqual([9, 10]);
    expect(states.at(-1)?.kind).toBe("live");
  });

  it("waits longer after every failure in a row", async () => {
    const lost = () => Promise.reject(new TypeError("no network"));
    replies.push(lost, lost, lost);
    follow();
    await settle();
    await settle(499);
    expect(asked).toHaveLength(1);
    await settle(1);
    expect(asked).toHaveLength(2);
    await settle(999);
    expect(asked).toHaveLength(2);
    await settle(1);
    expect(asked).toHaveLength(3);
    expect(pauseMs(30, 1)).toBe(15_000);
    expect(pauseMs(1, 0)).toBe(250);
  });

  it("gives up when it is refused, and says why", async () => {
    const problem = { title: "Not permitted", code: "forbidden", status: 403 };
    replies.push(() => Promise.resolve(new Response(JSON.stringify(problem), { status: 403 })));
    follow();
    await settle(60_000);
    expect(asked).toHaveLength(1);
    expect(states.at(-1)).toEqual({ kind: "refused", problem });
  });

  it("tries again when the server has no room, or says so in the stream", async () => {
    const line = new Line();
    const full = { title: "Busy", code: "unavailable", status: 503 };
    replies.push(() => Promise.resolve(new Response(JSON.stringify(full), { status: 503 })));
    replies.push(() => Promise.resolve(line.response));
    follow();
    await settle(500);
    line.raw(`id: 4\ndata: {"position":4}\n\nevent: problem\ndata: ${JSON.stringify(full)}\n\n`);
    await settle();
    expect(seen).toEqual([4]);
    expect(states.at(-1)).toMatchObject({ kind: "waiting", problem: { code: "unavailable" } });
  });

  it("takes a silent line for dead, but not one with heartbeats", async () => {
    const line = new Line();
    replies.push(() => Promise.resolve(line.response));
    follow();
    await settle(40_000);
    line.raw(": \n\n");
    await settle(40_000);
    expect(asked[0]?.signal.aborted).toBe(false);
    await settle(5_000);
    expect(asked[0]?.signal.aborted).toBe(true);
  });

  it("is quiet once it is stopped", async () => {
    const line = new Line();
    replies.push(() => Promise.resolve(line.response));
    follow();
    await settle();
    tail?.stop();
    const before = states.length;
    line.event(4);
    await settle(60_000);
    expect(asked[0]?.signal.aborted).toBe(true);
    expect(seen).toEqual([]);
    expect(states).toHaveLength(before);
    expect(asked).toHaveLength(1);
  });
});
