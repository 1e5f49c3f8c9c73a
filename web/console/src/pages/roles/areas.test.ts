import { expect, it } from "vitest";
import { areasOf } from "./areas";

it("puts permissions of one area together", () => {
  expect(areasOf(["audit:read", "jobs:read", "jobs:write"])).toEqual([
    { name: "audit", permissions: ["audit:read"] },
    { name: "jobs", permissions: ["jobs:read", "jobs:write"] },
  ]);
});
