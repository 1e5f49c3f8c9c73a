/** What changed on one day, as the locks of the API say it. Written by tools/api_changes. */
export interface DayOfChanges {
  date: string;
  /** Names of operations and, with their version, of events. */
  added?: string[];
  removed?: string[];
  /** "ledger.accounts.list: request field closed is new". */
  changed?: string[];
}

export interface ChangeList {
  days: DayOfChanges[];
}

/** The days that say anything with every word of the search, with those parts of them. */
export function daysWith(days: DayOfChanges[], search: string): DayOfChanges[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return days;
  const fits = (text: string) => words.every((word) => text.toLowerCase().includes(word));
  return days.flatMap(({ date, added = [], removed = [], changed = [] }) => {
    const day = {
      date,
      added: added.filter(fits),
      removed: removed.filter(fits),
      changed: changed.filter(fits),
    };
    return day.added.length + day.removed.length + day.changed.length > 0 ? [day] : [];
  });
}
