import { expect, it } from "vitest";
import { formatDuration, formatElapsed, formatInZone, formatRelative } from "./time";

it("tells durations in at most two units", () => {
  expect(formatDuration(0)).toBe("0 s");
  expect(formatDuration(90)).toBe("1 min 30 s");
  expect(formatDuration(93_784)).toBe("1 d 2 h");
});

it("tells distances in time", () => {
  const now = Date.parse("2026-11-21T09:00:00Z");
  expect(formatRelative("2026-11-24T09:00:00Z", now, "en-IN")).toBe("in 3 days");
  expect(formatRelative("2026-11-21T07:00:00.123456789Z", now, "en-IN")).toContain("hour");
});

it("tells how long something took", () => {
  expect(formatElapsed(12.4)).toBe("12 ms");
  expect(formatElapsed(6_037)).toBe("6.0 s");
  expect(formatElapsed(90_000)).toBe("1 min 30 s");
});

it("tells a time on the clock of a zone", () => {
  const text = formatInZone("2026-11-21T21:00:00Z", "en-IN", "Asia/Kolkata");
  expect(text).toContain("Sun");
  expect(text).toContain("02:30");
});
