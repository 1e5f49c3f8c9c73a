import { expect, it } from "vitest";
import { secondsLeft } from "./pace";

it("goes by what was done since it looked first", () => {
  const first = { at: 100_000, done: 40_000 };
  expect(secondsLeft(first, { at: 110_000, done: 60_000 }, 100_000)).toBe(20);
});

it("says nothing of a pace it has hardly seen, or of none", () => {
  const first = { at: 0, done: 0 };
  expect(secondsLeft(first, { at: 2_000, done: 5_000 }, 10_000)).toBeUndefined();
  expect(secondsLeft(first, { at: 60_000, done: 0 }, 10_000)).toBeUndefined();
});
