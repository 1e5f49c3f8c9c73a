import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { daysWith, type ChangeList } from "./change_list";

const days = [
  { date: "2026-11-22", added: ["users.list"], changed: ["users.get: reply field x is new"] },
  { date: "2026-11-21", removed: ["users.find"] },
];

it("finds changes by every word, and drops the days without any", () => {
  expect(daysWith(days, "")).toBe(days);
  expect(daysWith(days, "users GET")).toEqual([
    { date: "2026-11-22", added: [], removed: [], changed: ["users.get: reply field x is new"] },
  ]);
  expect(daysWith(days, "nothing")).toEqual([]);
});

it("reads the list that is kept in the tree, the newest day first", () => {
  const path = fileURLToPath(new URL("../../../../../../api/changes.json", import.meta.url));
  const list = JSON.parse(readFileSync(path, "utf8")) as ChangeList;
  const dates = list.days.map(({ date }) => date);
  expect(dates.length).toBeGreaterThan(0);
  expect(dates).toEqual([...dates].sort().reverse());
  expect(list.days.at(-1)?.added?.length).toBeGreaterThan(0);
});
