import { expect, it } from "vitest";
import { localInput, secondsBefore, timestampOf } from "./local_time";

it("gives back the second that was put in", () => {
  const second = "2026-03-01T10:20:30.000Z";
  expect(timestampOf(localInput(second))).toBe(second);
  expect(timestampOf(localInput("2026-03-01T10:20:30.123456789Z"))).toBe(second);
});

it("takes what is no moment, or half of one, for none", () => {
  expect(localInput(undefined)).toBe("");
  expect(localInput("yesterday")).toBe("");
  expect(timestampOf("")).toBeUndefined();
  expect(timestampOf("tomorrow")).toBeUndefined();
  expect(timestampOf("2026-13-45T99:99")).toBeUndefined();
});

it("counts back", () => {
  const now = Date.parse("2026-01-31T09:30:00Z");
  expect(secondsBefore(now, 3600)).toBe("2026-01-31T08:30:00.000Z");
});
