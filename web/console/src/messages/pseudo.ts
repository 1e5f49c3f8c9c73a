import { TYPE } from "@formatjs/icu-messageformat-parser";
import type { Words } from "./catalogue";

const accents = new Map(
  [..."aáAÁcçCÇeéEÉgğGĞiíIÍnñNÑoóOÓsšSŠuúUÚyýYÝzžZŽ"].reduce<[string, string][]>(
    (pairs, letter, index, all) =>
      index % 2 === 0 ? [...pairs, [letter, all[index + 1] ?? letter]] : pairs,
    [],
  ),
);

/** Between these stands what came from the catalogue. */
export const opening = "⟦";
export const closing = "⟧";

function accentedText(text: string): string {
  return [...text].map((letter) => accents.get(letter) ?? letter).join("");
}

/** Accents the words of a message that has been read, wherever they stand in it. */
function accentedElement(element: unknown): unknown {
  if (Array.isArray(element)) return element.map(accentedElement);
  if (typeof element !== "object" || element === null) return element;
  const { type, value } = element as { type?: unknown; value?: unknown };
  if (type === TYPE.literal) return { type, value: accentedText(String(value)) };
  return Object.fromEntries(
    Object.entries(element).map(([name, part]) => [
      name,
      name === "options" || name === "children" ? accentedOptions(part) : part,
    ]),
  );
}

function accentedOptions(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(accentedElement);
  return Object.fromEntries(
    Object.entries(part as Record<string, { value: unknown }>).map(([name, option]) => [
      name,
      { ...option, value: accentedElement(option.value) },
    ]),
  );
}

const literal = (value: string) => ({ type: TYPE.literal, value });

/** A message as it stands, or as the build has read it, in accented English between brackets. */
function accentedMessage(message: unknown): unknown {
  return Array.isArray(message)
    ? [literal(opening), ...message.map(accentedElement), literal(closing)]
    : opening + accentedText(String(message)) + closing;
}

/**
 * The pseudo-locale's catalogue: made, never written. `words` are as the build leaves them: those
 * that take values are read already.
 */
export function pseudo(words: Words): Words {
  return Object.fromEntries(
    Object.entries(words).map(([id, message]) => [id, accentedMessage(message)]),
  ) as Words;
}
