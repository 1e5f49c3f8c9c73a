import { describe, expect, it } from "vitest";
import { percentReplayed, type Replay } from "@/api/event_delivery";
import { replayOf, wholeLog } from "./replay_form";

describe("replayOf", () => {
  it("sends only what narrows it", () => {
    expect(replayOf(wholeLog)).toEqual({});
    expect(
      replayOf({
        ...wholeLog,
        fromPosition: 5,
        toPosition: 9,
        types: "shop.sold, shop.paid,",
        stream: " orders/1 ",
        send: true,
      }),
    ).toEqual({
      from_position: 5,
      to_position: 9,
      types: ["shop.sold", "shop.paid"],
      stream: "orders/1",
      send_messages: true,
    });
  });

  it("rebuilds the whole, whatever was typed before", () => {
    expect(replayOf({ ...wholeLog, mode: "rebuild", fromPosition: 5, send: true })).toEqual({
      rebuild: true,
    });
  });
});

describe("percentReplayed", () => {
  const replay = (changes: Partial<Replay>): Replay => ({
    id: "rpl_1",
    consumer: "shop",
    state: "running",
    first: 11,
    last: 20,
    position: 10,
    delivered: 0,
    failed: 0,
    sends: false,
    rebuilds: false,
    created_at: "2026-01-01T00:00:00Z",
    ...changes,
  });

  it("counts from the first position to the last, or to the end of the log", () => {
    expect(percentReplayed(replay({}), 100)).toBe(0);
    expect(percentReplayed(replay({ position: 15 }), 100)).toBe(50);
    expect(percentReplayed(replay({ state: "done", position: 12 }), 100)).toBe(100);
    const rebuild = replay({ first: 1, position: 25 });
    delete rebuild.last;
    expect(percentReplayed(rebuild, 100)).toBe(25);
    expect(percentReplayed(rebuild, 0)).toBe(100);
  });
});
