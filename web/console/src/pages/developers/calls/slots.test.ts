import { expect, it } from "vitest";
import { everySlot, latencyText } from "./slots";

const slot = { at: "2026-11-22T10:05:00Z", calls: 3, refused: 1, failed: 0, p50_us: 1, p99_us: 2 };

it("fills the time between slots with calls", () => {
  const slots = everySlot([slot], "2026-11-22T10:00:30Z", "2026-11-22T10:11:00Z", 300);
  expect(slots.map(({ at, calls }) => [at.slice(11, 16), calls])).toEqual([
    ["10:00", 0],
    ["10:05", 3],
    ["10:10", 0],
  ]);
  expect(everySlot([], "2026-11-22T10:11:00Z", "2026-11-22T10:00:00Z", 300)).toEqual([]);
});

it("says times in the unit that fits", () => {
  expect(latencyText(400)).toBe("0.4 ms");
  expect(latencyText(23_400)).toBe("23 ms");
  expect(latencyText(1_230_000)).toBe("1.2 s");
});
