import { membersOf } from "@/format/json_text";

/** A member that an audited act changed, as JSON; absent where it was not there. */
export interface ChangedMember {
  name: string;
  before?: string;
  after?: string;
}

/** What the detail of an audit entry tells in the ways that every operation has. */
export interface KnownDetail {
  reason?: string;
  changed: ChangedMember[];
  /** Members that changed and are too long to keep. */
  omitted: string[];
  /** Whether there is more in it, or it is something else altogether. */
  more: boolean;
}

const known = new Set(["reason", "before", "after", "omitted"]);

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}

function isObject(text: string | undefined): text is string {
  return text?.startsWith("{") ?? false;
}

/** Reads a detail; what does not have the form is left to be shown as it is. */
export function readDetail(detail: string): KnownDetail {
  const nothing: KnownDetail = { changed: [], omitted: [], more: true };
  let value: unknown;
  try {
    value = JSON.parse(detail);
  } catch {
    return nothing;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return nothing;
  const members = membersOf(detail);
  const before = members.get("before");
  const after = members.get("after");
  if ((before ?? after) !== undefined && !(isObject(before) && isObject(after))) return nothing;
  const { reason, omitted } = value as { reason?: unknown; omitted?: unknown };
  return {
    ...(typeof reason === "string" ? { reason } : {}),
    changed: isObject(before) && isObject(after) ? difference(before, after) : [],
    omitted: isTexts(omitted) ? omitted : [],
    more: [...members.keys()].some((name) => !known.has(name)),
  };
}

function difference(before: string, after: string): ChangedMember[] {
  const was = membersOf(before);
  const is = membersOf(after);
  return [...new Set([...was.keys(), ...is.keys()])].map((name) => {
    const [old, fresh] = [was.get(name), is.get(name)];
    return {
      name,
      ...(old === undefined ? {} : { before: old }),
      ...(fresh === undefined ? {} : { after: fresh }),
    };
  });
}
