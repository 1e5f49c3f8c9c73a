import type { ApiKey } from "@/api/api_keys";
import type { Import } from "@/api/imports";

const watchedImports = 5;
const soonMs = 14 * 86_400_000;

/** The newest imports that are under way, stopped, failed, or refused some of their lines. */
export function importsToWatch(imports: Import[]): Import[] {
  return imports
    .filter((item) => item.state !== "done" || item.refused > 0)
    .slice(0, watchedImports);
}

/** Keys that expire within a fortnight or did so in the last one. */
export function keysToWatch(keys: ApiKey[], now: number): ApiKey[] {
  return keys.filter(
    (key) => key.expires_at !== undefined && Math.abs(Date.parse(key.expires_at) - now) < soonMs,
  );
}
