import { parse } from "@formatjs/icu-messageformat-parser";
import type { Plugin } from "vite";

const catalogue = /\/src\/messages\/[a-z]+\/[a-z_]+\.json$/;
const parser = "@formatjs/icu-messageformat-parser";

/** A message that ICU would write as it stands; the rule that useT has, too. */
export const isPlain = (message: string): boolean => !/[{}'<]/.test(message);

/** The messages of a catalogue, with those that take values read once and for all. */
export function compiled(json: string): string {
  const messages = JSON.parse(json) as Record<string, string>;
  return JSON.stringify(
    Object.fromEntries(
      Object.entries(messages).map(([id, message]) => [
        id,
        isPlain(message) ? message : parse(message),
      ]),
    ),
  );
}

/**
 * Reads the ICU messages while building, so that no browser needs the parser, which is as large as
 * all the words of the first load.
 */
export function compiledMessages(): Plugin {
  return {
    name: "sangam-messages",
    apply: "build",
    enforce: "pre",
    config: () => ({
      resolve: { alias: [{ find: parser, replacement: `${parser}/no-parser.js` }] },
    }),
    transform: {
      filter: { id: catalogue },
      handler: (json) => ({ code: compiled(json), map: null, moduleType: "json" }),
    },
  };
}
