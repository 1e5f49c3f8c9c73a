import { text, type Raw } from "./search_values";

export const developers = (
  raw: Raw,
): { q?: string | undefined; operation?: string | undefined } => ({
  q: text(raw["q"]),
  operation: text(raw["operation"]),
});

export interface CallsSearch {
  hours?: 1 | 6 | 24 | 48 | undefined;
  operation?: string | undefined;
  /** The id of a key, or "none": everybody without one. */
  caller?: string | undefined;
}

export const calls = (raw: Raw): CallsSearch => ({
  hours: ([1, 6, 24, 48] as const).find((one) => one === raw["hours"]),
  operation: text(raw["operation"]),
  caller: text(raw["caller"]),
});
