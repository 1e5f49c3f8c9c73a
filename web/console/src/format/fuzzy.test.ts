import { describe, expect, it } from "vitest";
import { match } from "./fuzzy";

/** The texts that a search finds, the best first. */
function ranked(search: string, texts: string[]): string[] {
  return texts
    .map((text) => ({ text, found: match(search, text) }))
    .filter(({ found }) => found !== undefined)
    .sort((a, b) => (b.found?.score ?? 0) - (a.found?.score ?? 0))
    .map(({ text }) => text);
}

describe("match", () => {
  it("prefers the start, then a word's start, then the inside", () => {
    expect(ranked("acc", ["Open an account", "Accounts", "Saccharine"])).toEqual([
      "Accounts",
      "Open an account",
      "Saccharine",
    ]);
  });

  it("prefers the shorter of two alike", () => {
    expect(ranked("transfer", ["Transfers of a ledger", "Transfers"])).toEqual([
      "Transfers",
      "Transfers of a ledger",
    ]);
  });

  it("takes the first letters of words", () => {
    expect(match("nt", "New transfer")?.places).toEqual([0, 4]);
    expect(match("tb", "Trial balance")?.places).toEqual([0, 6]);
    expect(match("trbal", "Trial balance")?.places).toEqual([0, 1, 6, 7, 8]);
  });

  it("takes words in any order and tells every place", () => {
    expect(match("transfer new", "New transfer")?.places).toHaveLength(11);
  });

  it("finds nothing in letters that are strewn about", () => {
    expect(match("lsr", "Verify the whole chain of a tenant’s records")).toBeUndefined();
    expect(match("hold", "Read how far an import is GET /ledger/imports")).toBeUndefined();
    expect(match("xyz", "Accounts")).toBeUndefined();
    expect(match("accounts now", "Accounts")).toBeUndefined();
  });

  it("knows other scripts", () => {
    expect(match("खाते", "मेरे खाते")?.score).toBeGreaterThan(70);
  });

  it("finds everything by nothing", () => {
    expect(match("  ", "Accounts")?.places).toEqual([]);
  });
});
