import { expect, it } from "vitest";
import { localInput, timestampOf } from "./local_time";

it("gives back the moment that was put in", () => {
  const moment = "2026-03-01T10:20:30.000Z";
  expect(timestampOf(localInput(moment))).toBe(moment);
});

it("takes what is no moment for none", () => {
  expect(localInput(undefined)).toBe("");
  expect(localInput("yesterday")).toBe("");
  expect(timestampOf("")).toBeUndefined();
  expect(timestampOf("tomorrow")).toBeUndefined();
});
