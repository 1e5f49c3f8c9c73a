import { expect, it } from "vitest";
import { allowedInSlot } from "./allowed_in_slot";

it("is what flows back in a slot, and a full bucket at least", () => {
  expect(allowedInSlot(6_000, 60, 300)).toBe(30_000);
  expect(allowedInSlot(10, 7, 60)).toBe(85);
  expect(allowedInSlot(1_000, 3_600, 300)).toBe(1_000);
});
