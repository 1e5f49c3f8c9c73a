import { createIntl } from "react-intl";
import { expect, it } from "vitest";
import { compiled } from "../../tools/messages/plugin.ts";
import { en } from "./en";
import { pseudo } from "./pseudo";
import type { Words } from "./catalogue";

/** What the build makes of messages. */
const built = (words: Words) => JSON.parse(compiled(JSON.stringify(words))) as Words;

it("accents words and leaves to ICU what is its own", () => {
  const words = pseudo(
    built({
      "common.rows_shown": "{count, plural, one {{text} row} other {{text} rows}}",
      "common.cancel": "Cancel",
    }),
  );
  expect(words["common.cancel"]).toBe("⟦Çáñçél⟧");
  const intl = createIntl({ locale: "en-IN", messages: words as Record<string, string> });
  expect(intl.formatMessage({ id: "common.rows_shown" }, { count: 2, text: "2" })).toBe("⟦2 rówš⟧");
});

it("leaves no message without its brackets", () => {
  const words = pseudo(built(en));
  const bare = Object.entries(words).filter(([, message]) => {
    const text = JSON.stringify(message);
    return !text.includes("⟦") || !text.includes("⟧");
  });
  expect(bare).toEqual([]);
});
