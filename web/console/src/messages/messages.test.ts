import { parse } from "@formatjs/icu-messageformat-parser";
import { describe, expect, it } from "vitest";
import { createIntl } from "react-intl";
import { en, type MessageId } from "./en";
import { hi as firstHindi } from "./hi";
import directory from "./hi/directory.json";
import identity from "./hi/identity.json";
import imports from "./hi/imports.json";
import { operations } from "./hi/operations";
import organisation from "./hi/organisation.json";
import portal from "./hi/portal.json";
import setUp from "./hi/set_up.json";
import signOn from "./hi/sign_on.json";
import tools from "./hi/tools.json";
import { problemWords, reasonWords, statusWords } from "./status_words";
import type { Translate } from "./use_t";

const hi = {
  ...firstHindi,
  ...directory,
  ...identity,
  ...imports,
  ...operations,
  ...organisation,
  ...portal,
  ...setUp,
  ...signOn,
  ...tools,
};

/** The names of the values a message takes. */
function argumentsOf(message: string): string[] {
  const names = new Set<string>();
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(walk);
    if (typeof value !== "object" || value === null) return;
    const node = value as { type?: number; value?: unknown; options?: unknown };
    if (node.type !== undefined && node.type > 0 && node.type < 7) names.add(String(node.value));
    Object.values(node).forEach(walk);
  };
  walk(parse(message));
  return [...names].sort();
}

describe("messages", () => {
  it("are valid ICU in English", () => {
    const broken = Object.entries(en).filter(([, message]) => {
      try {
        return parse(message).length === 0;
      } catch {
        return true;
      }
    });
    expect(broken).toEqual([]);
  });

  it("in Hindi take the same values as in English, and no other message exists", () => {
    const different = Object.entries(hi).filter(([id, message]) => {
      const english = en[id as MessageId] as string | undefined;
      return (
        english === undefined || String(argumentsOf(message ?? "")) !== String(argumentsOf(english))
      );
    });
    expect(different).toEqual([]);
  });

  it("lack nothing in Hindi", () => {
    expect(Object.keys(en).filter((id) => !(id in hi))).toEqual([]);
  });
});

describe("statusWords", () => {
  const intl = createIntl({ locale: "en-IN", messages: en });
  const t: Translate = (id, values) => intl.formatMessage({ id }, values);

  it("says a ledger status in words, also one it was never taught", () => {
    expect(statusWords("exceeds_credits", t)).toContain("enough");
    expect(statusWords("exists_with_different_debit_account_id", t)).toContain("debit account id");
    expect(statusWords("overflows_debits_pending", t)).toBe(en["status.overflows"]);
    expect(statusWords("some_new_status", t)).toBe("some new status");
  });

  it("leaves to the server what it was never taught", () => {
    expect(reasonWords("exceeds_credits", "x", t)).toBe(en["status.exceeds_credits"]);
    expect(reasonWords("unknown_field", "/a is no field", t)).toBe("/a is no field.");
  });

  it("tells what operators say of maintenance, and when to try again", () => {
    const maintenance = { title: "x", status: 503, code: "unavailable", detail: "Back at noon" };
    const words = problemWords({ ...maintenance, retry_after_seconds: 60 }, t);
    expect(words.detail).toBe("Back at noon. Try again in 60 seconds.");
  });

  it("prefers the ledger's status to the document's title", () => {
    const ledger_status = { name: "exceeds_credits", number: 54 };
    const words = problemWords(
      { title: "x", status: 422, code: "exceeds_credits", ledger_status },
      t,
    );
    expect(words).toEqual({ title: en["status.exceeds_credits"] });
  });
});
