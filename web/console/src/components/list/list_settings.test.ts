import { expect, it } from "vitest";
import { sameSearch, settingsFrom, withView } from "./list_settings";

it("reads what was stored and drops what it does not understand", () => {
  expect(settingsFrom(null)).toEqual({ views: [], hidden: [] });
  expect(settingsFrom("{")).toEqual({ views: [], hidden: [] });
  const view = { name: "Open", search: { status: "open" } };
  expect(
    settingsFrom(JSON.stringify({ views: [view, { name: 4 }, null], hidden: ["a", 1] })),
  ).toEqual({ views: [view], hidden: ["a"] });
});

it("keeps one view of a name, the newest", () => {
  const before = [{ name: "Open", search: { status: "open" } }];
  expect(withView(before, { name: "Open", search: {} })).toEqual([{ name: "Open", search: {} }]);
});

it("knows a view by what it says, not by how it is written", () => {
  expect(sameSearch({ a: 1, b: undefined }, { a: 1 })).toBe(true);
  expect(sameSearch({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(true);
  expect(sameSearch({ a: 1 }, {})).toBe(false);
});
