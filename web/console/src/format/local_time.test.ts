import { describe, expect, it } from "vitest";
import { fromLocalInput, secondsBefore, toLocalInput } from "./local_time";

describe("local inputs", () => {
  it("give back the minute they were given", () => {
    const minute = "2026-01-31T09:30:00.000Z";
    expect(fromLocalInput(toLocalInput(minute))).toBe(minute);
    expect(fromLocalInput(toLocalInput("2026-01-31T09:30:12.123456789Z"))).toBe(minute);
  });

  it("are empty for no time, and no time when they are empty or half typed", () => {
    expect(toLocalInput(undefined)).toBe("");
    expect(toLocalInput("yesterday")).toBe("");
    expect(fromLocalInput("")).toBeUndefined();
    expect(fromLocalInput("2026-13-45T99:99")).toBeUndefined();
  });

  it("count back", () => {
    expect(secondsBefore(Date.parse("2026-01-31T09:30:00Z"), 3600)).toBe(
      "2026-01-31T08:30:00.000Z",
    );
  });
});
