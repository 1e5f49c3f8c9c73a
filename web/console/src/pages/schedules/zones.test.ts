import { expect, it } from "vitest";
import { canShow, localZone, zoneNames } from "./zones";

it("offers each zone once, by the name of today", () => {
  const names = zoneNames();
  expect(names[0]).toBe("UTC");
  expect(names).toContain("Asia/Kolkata");
  expect(names).not.toContain("Asia/Calcutta");
  expect(new Set(names).size).toBe(names.length);
  expect(names.every(canShow)).toBe(true);
});

it("knows where it is, and what it cannot show", () => {
  expect(canShow(localZone())).toBe(true);
  expect(canShow("Asia/Nowhere")).toBe(false);
});
