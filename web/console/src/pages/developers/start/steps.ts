import type { ApiKey } from "@/api/api_keys";
import type { Ledger } from "@/api/ledgers";

/** What the server's answers say of how far somebody is. */
export interface Progress {
  /** The key that was made last; undefined: there is none that works. */
  key: ApiKey | undefined;
  called: boolean;
  wrote: boolean;
}

/** The key whose use is watched: one that was used, else the newest that is still good. */
function watched(keys: ApiKey[], now: number): ApiKey | undefined {
  const good = keys
    .filter(({ expires_at }) => expires_at === undefined || Date.parse(expires_at) > now)
    .sort((a, b) => b.created_at.localeCompare(a.created_at));
  return good.find(({ last_used_at }) => last_used_at !== undefined) ?? good[0];
}

/** `name`: what the third step's command calls the ledger that it opens. */
export function progressOf(
  keys: ApiKey[],
  ledgers: Pick<Ledger, "name">[],
  name: string,
  now: number,
): Progress {
  const key = watched(keys, now);
  return {
    key,
    called: key?.last_used_at !== undefined,
    wrote: ledgers.some((ledger) => ledger.name === name),
  };
}

/**
 * A name for the ledger of the third step that nobody else uses, the same each time this person
 * comes back. Where nothing can be kept it lasts as long as the page.
 */
export function ledgerName(owner: string, random: () => string): string {
  const key = `sangam-first-ledger:${owner}`;
  const fresh = `First steps ${random().slice(0, 6)}`;
  try {
    const kept = localStorage.getItem(key);
    if (kept !== null) return kept;
    localStorage.setItem(key, fresh);
  } catch {
    // Storage may be forbidden.
  }
  return fresh;
}
