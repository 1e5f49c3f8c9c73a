/**
 * What pages keep in their address, so that a filtered list can be bookmarked and sent. Anything that
 * is not understood is dropped.
 */
export type Raw = Record<string, unknown>;

export function text(value: unknown): string | undefined {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return typeof value === "string" && value !== "" ? value.slice(0, 200) : undefined;
}

export function oneOf<T extends string>(value: unknown, allowed: readonly T[]): T | undefined {
  return allowed.find((candidate) => candidate === value);
}

/** A time as the API takes it. */
export function moment(value: unknown): string | undefined {
  const told = text(value);
  return told !== undefined && /^\d{4}-.*Z$/.test(told) && !Number.isNaN(Date.parse(told))
    ? told
    : undefined;
}

/** Either way round: "name" and "-name". */
export function sortOf(value: unknown, ...fields: string[]): string | undefined {
  return oneOf(
    value,
    fields.flatMap((field) => [field, `-${field}`]),
  );
}
