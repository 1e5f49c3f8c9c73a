import type { Entry } from "./entry";

const most = 6;
const keyOf = (person: string) => `sangam-recent:${person}`;

/** What is kept of an entry: operations are found again by their id. */
interface Recent {
  id: string;
  label: string;
  detail: string;
  link?: Extract<Entry["leads"], { link: unknown }>["link"];
}

function isRecent(value: unknown): value is Recent {
  return (
    typeof value === "object" &&
    value !== null &&
    ["id", "label", "detail"].every(
      (name) => typeof (value as Record<string, unknown>)[name] === "string",
    )
  );
}

function stored(person: string): Recent[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(keyOf(person)) ?? "[]");
    return Array.isArray(found) ? found.filter(isRecent).slice(0, most) : [];
  } catch {
    return [];
  }
}

/** What a person chose last, the newest first. `known` are the operations that there are now. */
export function recentEntries(person: string, known: Entry[]): Entry[] {
  return stored(person).flatMap(({ id, label, detail, link }) => {
    const leads = link === undefined ? known.find((one) => one.id === id)?.leads : { link };
    return leads === undefined ? [] : [{ id, kind: "recent", label, detail, leads } as Entry];
  });
}

export function rememberEntry(person: string, { id, label, detail, leads }: Entry): void {
  const link = "link" in leads ? { link: leads.link } : {};
  const rest = stored(person).filter((one) => one.id !== id);
  try {
    localStorage.setItem(
      keyOf(person),
      JSON.stringify([{ id, label, detail, ...link }, ...rest].slice(0, most)),
    );
  } catch {
    // Storage may be forbidden: then nothing is recent.
  }
}
