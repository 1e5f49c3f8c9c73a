import { expect, it } from "vitest";
import { navigation } from "./navigation";

it("leads to each page once, by a key of its own", () => {
  const items = navigation.flatMap((group) => group.items);
  expect(new Set(items.map((item) => item.key)).size).toBe(items.length);
  expect(new Set(items.map((item) => item.to)).size).toBe(items.length);
});
