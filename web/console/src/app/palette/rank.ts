import { match } from "@/format/fuzzy";
import { entryKinds, type Entry, type EntryKind } from "./entry";

/** More lines of one kind than these are no list to choose from. */
const mostOfKind = 7;

export interface Ranked {
  entry: Entry;
  /** Letters of the label that answered the search. */
  places: number[];
}

export interface RankedGroup {
  kind: EntryKind;
  lines: Ranked[];
}

interface Judged extends Ranked {
  score: number;
}

/** What lies in the words beside the label is worth less than the label itself. */
const besideLabel = 40;

function judge(entry: Entry, search: string): Judged | undefined {
  if (entry.found) return { entry, places: match(search, entry.label)?.places ?? [], score: 0 };
  const label = match(search, entry.label);
  if (label !== undefined) return { entry, places: label.places, score: label.score };
  const all = match(search, `${entry.label} ${entry.words ?? ""}`);
  return all === undefined ? undefined : { entry, places: [], score: all.score - besideLabel };
}

/** The entries that answer a search, by kind; the kind of the best answer stands first. */
export function rank(entries: Entry[], search: string): RankedGroup[] {
  if (search.trim() === "") {
    return entryKinds
      .filter((kind) => kind !== "operation")
      .map((kind) => ({
        kind,
        lines: entries
          .filter((entry) => entry.kind === kind)
          .map((entry) => ({ entry, places: [] })),
      }))
      .filter(({ lines }) => lines.length > 0);
  }
  const judged = entries
    .filter((entry) => entry.kind !== "recent")
    .flatMap((entry) => judge(entry, search) ?? [])
    .sort((a, b) => b.score - a.score);
  const best = (kind: EntryKind) =>
    judged.find((one) => one.entry.kind === kind)?.score ?? Number.NEGATIVE_INFINITY;
  return [...entryKinds]
    .sort((a, b) => best(b) - best(a))
    .map((kind) => ({
      kind,
      lines: judged.filter((one) => one.entry.kind === kind).slice(0, mostOfKind),
    }))
    .filter(({ lines }) => lines.length > 0);
}
