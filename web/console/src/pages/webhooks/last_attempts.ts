import type { Attempt } from "@/api/webhooks";

/** The newest attempt of each endpoint, of a list with the newest first. */
export function lastAttempts(attempts: Attempt[]): Map<string, Attempt> {
  const last = new Map<string, Attempt>();
  for (const attempt of attempts) {
    if (!last.has(attempt.endpoint_id)) last.set(attempt.endpoint_id, attempt);
  }
  return last;
}
