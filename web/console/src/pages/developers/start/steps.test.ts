import { expect, it } from "vitest";
import type { ApiKey } from "@/api/api_keys";
import { progressOf } from "./steps";

const key = (name: string, created_at: string, more: Partial<ApiKey> = {}): ApiKey => ({
  id: name,
  name,
  prefix: "sk_1",
  kind: "bearer",
  scopes: [],
  created_at,
  ...more,
});
const now = Date.parse("2026-11-22T10:00:00Z");

it("begins with nothing", () => {
  expect(progressOf([], [], "First", now)).toEqual({ key: undefined, called: false, wrote: false });
});

it("takes the newest key that has not expired", () => {
  const keys = [
    key("old", "2026-11-01T00:00:00Z"),
    key("new", "2026-11-21T00:00:00Z"),
    key("gone", "2026-11-22T00:00:00Z", { expires_at: "2026-11-22T09:00:00Z" }),
  ];
  const progress = progressOf(keys, [{ name: "Other" }], "First", now);
  expect(progress).toMatchObject({ key: { name: "new" }, called: false, wrote: false });
});

it("sees that a key was used and the ledger opened", () => {
  const keys = [
    key("used", "2026-11-01T00:00:00Z", { last_used_at: "2026-11-22T09:59:00Z" }),
    key("new", "2026-11-21T00:00:00Z"),
  ];
  const progress = progressOf(keys, [{ name: "First" }], "First", now);
  expect(progress).toMatchObject({ key: { name: "used" }, called: true, wrote: true });
});
