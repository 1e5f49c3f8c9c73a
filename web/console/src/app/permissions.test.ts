import { expect, it } from "vitest";
import { grants } from "./permissions";
import { safeReturn } from "./safe_return";

it("understands whole areas", () => {
  expect(grants(["accounts:read"], "accounts:read")).toBe(true);
  expect(grants(["accounts:read"], "accounts:write")).toBe(false);
  expect(grants(["accounts:*"], "accounts:write")).toBe(true);
  expect(grants(["*"], "users:write")).toBe(true);
});

it("returns after sign-in to a page of ours and nowhere else", () => {
  expect(safeReturn("/accounts?q=a")).toBe("/accounts?q=a");
  for (const path of [
    undefined,
    "",
    "//elsewhere.example",
    "/\\elsewhere.example",
    "https://elsewhere.example",
    "/sign-in",
  ]) {
    expect(safeReturn(path)).toBe("/");
  }
});
