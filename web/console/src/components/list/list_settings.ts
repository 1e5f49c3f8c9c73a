import { useSyncExternalStore } from "react";

/** A filtered and sorted list under a name: what its page keeps in its address. */
export interface SavedView {
  name: string;
  search: Record<string, unknown>;
}

/** How a person has set up one list. */
export interface ListSettings {
  views: SavedView[];
  /** Ids of columns that are not shown. */
  hidden: string[];
}

/** Where such settings are kept: in this browser, until the server has a place for them. */
export interface SettingsStore {
  read(person: string, list: string): ListSettings;
  write(person: string, list: string, settings: ListSettings): void;
}

const none: ListSettings = { views: [], hidden: [] };
const mostViews = 30;
const keyOf = (person: string, list: string) => `sangam-list:${person}:${list}`;

function isView(value: unknown): value is SavedView {
  if (typeof value !== "object" || value === null) return false;
  const { name, search } = value as Record<string, unknown>;
  return typeof name === "string" && typeof search === "object" && search !== null;
}

/** What is stored may be from another version, or spoilt: what is not understood is dropped. */
export function settingsFrom(text: string | null): ListSettings {
  try {
    const { views, hidden } = JSON.parse(text ?? "{}") as Record<string, unknown>;
    return {
      views: Array.isArray(views) ? views.filter(isView).slice(0, mostViews) : [],
      hidden: Array.isArray(hidden) ? hidden.filter((one) => typeof one === "string") : [],
    };
  } catch {
    return none;
  }
}

const browserStore: SettingsStore = {
  read(person, list) {
    try {
      return settingsFrom(localStorage.getItem(keyOf(person, list)));
    } catch {
      return none;
    }
  },
  write(person, list, settings) {
    try {
      localStorage.setItem(keyOf(person, list), JSON.stringify(settings));
    } catch {
      // Storage may be forbidden; it then lasts as long as the page.
    }
  },
};

const known = new Map<string, ListSettings>();
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A person's settings of a list, and how to change them. Without a list's name nothing is kept. */
export function useListSettings(
  person: string | undefined,
  list: string | undefined,
  store: SettingsStore = browserStore,
): [ListSettings, (change: Partial<ListSettings>) => void] {
  const read = (): ListSettings => {
    if (person === undefined || list === undefined) return none;
    const key = keyOf(person, list);
    const settings = known.get(key) ?? store.read(person, list);
    known.set(key, settings);
    return settings;
  };
  const settings = useSyncExternalStore(subscribe, read);
  const change = (part: Partial<ListSettings>) => {
    if (person === undefined || list === undefined) return;
    const next = { ...settings, ...part };
    known.set(keyOf(person, list), next);
    store.write(person, list, next);
    for (const listener of listeners) listener();
  };
  return [settings, change];
}

/** The views with one more; of two with the same name the new one stays. */
export function withView(views: SavedView[], view: SavedView): SavedView[] {
  return [...views.filter(({ name }) => name !== view.name), view].slice(-mostViews);
}

/** Whether an address shows a view: fields that say nothing are as good as missing. */
export function sameSearch(one: Record<string, unknown>, other: Record<string, unknown>): boolean {
  const text = (search: Record<string, unknown>) =>
    JSON.stringify(
      Object.entries(search)
        .filter(([, value]) => value !== undefined)
        .sort(([a], [b]) => a.localeCompare(b)),
    );
  return text(one) === text(other);
}
