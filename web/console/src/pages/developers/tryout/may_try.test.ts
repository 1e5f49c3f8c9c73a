import { expect, it } from "vitest";
import type { Operation } from "@/api/operations";
import type { Session } from "@/api/session";
import { isDestructive, whyNot } from "./may_try";

const operation = (id: string, more: Partial<Operation> = {}) =>
  ({ id, method: "POST", audience: "tenant", forOperators: false, ...more }) as Operation;
const session = (role: string) => ({ role }) as Session;
const may = (permission: string | undefined) => permission !== "x:write";

it("says why an operation cannot be tried", () => {
  const owner = session("owner");
  expect(whyNot(operation("a.b"), owner, may)).toBeUndefined();
  expect(whyNot(operation("a.b", { permission: "x:write" }), owner, may)).toBe("permission");
  expect(whyNot(operation("a.b", { forOperators: true }), owner, may)).toBe("operators");
  expect(whyNot(operation("a.b"), session("operator"), may)).toBe("tenants");
  expect(whyNot(operation("session.sign_out"), owner, may)).toBe("session");
  expect(whyNot(operation("session.get", { method: "GET" }), owner, may)).toBeUndefined();
});

it("knows what takes something away", () => {
  expect(isDestructive(operation("a.b", { method: "DELETE" }))).toBe(true);
  expect(isDestructive(operation("ledger.holds.void"))).toBe(true);
  expect(isDestructive(operation("api_keys.rotate"))).toBe(true);
  expect(isDestructive(operation("ledger.accounts.open"))).toBe(false);
});
