import { expect, it } from "vitest";
import { navigation } from "./navigation";
import { groupOf } from "./navigation_group";

it("leads to each page once, by a key of its own", () => {
  const items = navigation.flatMap((group) => group.items);
  expect(new Set(items.map((item) => item.key)).size).toBe(items.length);
  expect(new Set(items.map((item) => item.to)).size).toBe(items.length);
});

it("knows the group of a page and of what lies below it", () => {
  expect(groupOf("/accounts/acct_1")?.name).toBe("ledger");
  expect(groupOf("/webhooks")?.name).toBe("operations");
  expect(groupOf("/")).toBeUndefined();
  expect(groupOf("/accountsx")).toBeUndefined();
});
