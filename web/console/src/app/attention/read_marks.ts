import { useSyncExternalStore } from "react";

/** Of what was read, in this browser; the oldest are forgotten. */
const most = 500;
const listeners = new Set<() => void>();
const known = new Map<string, readonly string[]>();
const none: readonly string[] = [];

const keyOf = (person: string) => `sangam-read:${person}`;

function stored(person: string): readonly string[] {
  const already = known.get(person);
  if (already !== undefined) return already;
  let marks = none;
  try {
    const found: unknown = JSON.parse(localStorage.getItem(keyOf(person)) ?? "[]");
    if (Array.isArray(found)) marks = found.filter((one) => typeof one === "string");
  } catch {
    // Storage may be forbidden or spoilt: then nothing was read.
  }
  known.set(person, marks);
  return marks;
}

/** Remembers that a person has read these. */
export function markRead(person: string, ids: string[]): void {
  const before = stored(person);
  const marks = [...before.filter((id) => !ids.includes(id)), ...ids].slice(-most);
  known.set(person, marks);
  try {
    localStorage.setItem(keyOf(person), JSON.stringify(marks));
  } catch {
    // It lasts as long as the page.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The ids of what a person has read. */
export function useReadMarks(person: string): ReadonlySet<string> {
  return new Set(useSyncExternalStore(subscribe, () => stored(person)));
}
