import { expect, it } from "vitest";
import { dayEnd, dayStart, rangeStart } from "./range_start";

const now = Date.parse("2026-11-21T09:00:30Z");

it("begins a period a month ago, cut to the minute", () => {
  expect(rangeStart("month", now, "2020-01-01T00:00:00Z")).toBe("2026-10-22T09:00:00.000Z");
  expect(rangeStart("all", now, "2020-01-01T00:00:00Z")).toBeUndefined();
});

it("begins no period before the account was opened", () => {
  const opened = "2026-11-20T08:00:00.123456789Z";
  expect(rangeStart("week", now, opened)).toBe(opened);
});

it("makes the instants of a local day", () => {
  expect(dayStart("2026-11-21")).toBe(new Date(2026, 10, 21).toISOString());
  expect(dayEnd("2026-11-21")).toMatch(/59\.999999999Z$/);
  expect(dayStart("no day")).toBeUndefined();
});
