import { useSyncExternalStore } from "react";

/**
 * What people choose, and two that only tests do: `en-XA` is English with accents, in which a text
 * that bypassed the catalogue is seen at once, and `ar-XB` the same from right to left.
 */
export type Language = "en" | "hi" | "en-XA" | "ar-XB";
export type Grouping = "indian" | "international";
export type Density = "comfortable" | "compact";

/** What a person set for this browser; kept in its local storage. */
export interface Preferences {
  language: Language;
  grouping: Grouping;
  /** Single-key shortcuts can be turned off (WCAG 2.1.4). */
  shortcuts: boolean;
  /** How close the rows of tables and forms stand. */
  density: Density;
  /** Groups of the menu that are folded, by their names. */
  folded: string[];
  /** The whole menu is out of the way, where there is room for it. */
  menuHidden: boolean;
  /** Tenants, by their slugs, whose steps of setting up are put off. */
  setUpHidden: string[];
}

const storageKey = "sangam-preferences";
const listeners = new Set<() => void>();

function initial(): Preferences {
  const language: Language = navigator.language.startsWith("hi") ? "hi" : "en";
  const defaults: Preferences = {
    language,
    grouping: "indian",
    shortcuts: true,
    density: "comfortable",
    folded: [],
    menuHidden: false,
    setUpHidden: [],
  };
  try {
    const stored = JSON.parse(localStorage.getItem(storageKey) ?? "{}") as Partial<Preferences>;
    return { ...defaults, ...stored };
  } catch {
    return defaults;
  }
}

let current = initial();

export function setPreferences(change: Partial<Preferences>): void {
  current = { ...current, ...change };
  try {
    localStorage.setItem(storageKey, JSON.stringify(current));
  } catch {
    // Storage may be forbidden; the choice then lasts as long as the page.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, () => current);
}

/** The locale that groups figures: 12,34,567.89 in India, 1,234,567.89 elsewhere. */
export function numberLocale(preferences: Preferences): string {
  if (preferences.grouping === "international") return "en-US";
  return preferences.language === "hi" ? "hi-IN" : "en-IN";
}

export function useNumberLocale(): string {
  return numberLocale(usePreferences());
}

/** The locale of dates and of words in them. */
export function useDateLocale(): string {
  return usePreferences().language === "hi" ? "hi-IN" : "en-IN";
}

export function directionOf(language: Language): "ltr" | "rtl" {
  return language === "ar-XB" ? "rtl" : "ltr";
}
