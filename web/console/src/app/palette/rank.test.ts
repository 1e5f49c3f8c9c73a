import { expect, it } from "vitest";
import type { Entry, EntryKind } from "./entry";
import { rank } from "./rank";

const entry = (kind: EntryKind, label: string, words = ""): Entry => ({
  id: `${kind} ${label}`,
  kind,
  label,
  detail: "",
  words,
  leads: { link: { to: "/" } },
});

const entries = [
  entry("recent", "Cash"),
  entry("page", "Accounts", "/accounts"),
  entry("page", "Audit"),
  entry("action", "Open an account"),
  entry("operation", "Close an account", "ledger.accounts.close POST /ledger/accounts"),
  { ...entry("resource", "Counter"), found: true },
];
const labels = (search: string) =>
  rank(entries, search).map(({ kind, lines }) => [kind, lines.map((line) => line.entry.label)]);

it("shows before anything is typed what was used last and what there is, but not every operation", () => {
  expect(labels(" ").map(([kind]) => kind)).toEqual(["recent", "page", "action", "resource"]);
});

it("puts the kind of the best answer first, and keeps what the server found", () => {
  expect(labels("acc")).toEqual([
    ["page", ["Accounts"]],
    ["action", ["Open an account"]],
    ["operation", ["Close an account"]],
    ["resource", ["Counter"]],
  ]);
});

it("finds an operation by its path, and marks no letters that are not shown", () => {
  const [group] = rank(entries, "ledger/acc");
  expect(group?.lines[0]).toMatchObject({ entry: { kind: "operation" }, places: [] });
});
