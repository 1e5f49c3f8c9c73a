import type { Repeatable } from "./call.ts";
import { ConnectionFailed, Problem, TimedOut, UnexpectedReply } from "./errors.ts";

const firstPauseMs = 250;
const longestBackoffMs = 8000;
const httpDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * So many retries may be made at once, and a tenth of one more for each call that succeeds: a server
 * in trouble is not asked three times as often as usual.
 */
export class RetryBudget {
  static readonly most = 20;
  #left = RetryBudget.most;

  take(): boolean {
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }

  succeeded(): void {
    this.#left = Math.min(RetryBudget.most, this.#left + 0.1);
  }
}

/** Refused before anything was begun, says the server itself: whatever the operation is. */
function notBegun(error: Error): boolean {
  return error instanceof Problem && ["unavailable", "too_many_requests"].includes(error.code);
}

/** It may have been done, or not, and the next try may fare better. */
function passing(error: Error): boolean {
  if (error instanceof ConnectionFailed || error instanceof TimedOut) return true;
  if (error instanceof Problem)
    return (
      [408, 429, 502, 503, 504].includes(error.status) || error.code === "idempotency_conflict"
    );
  return (
    error instanceof UnexpectedReply &&
    error.reason === "no_problem_document" &&
    [408, 429, 502, 503, 504].includes(error.status)
  );
}

export function mayRepeat(error: Error, repeatable: Repeatable): boolean {
  return notBegun(error) || (repeatable !== "never" && passing(error));
}

/** Full jitter: anything up to a bound that doubles, so that callers do not come back together. */
export function backoffMs(failed: number, random: () => number = Math.random): number {
  return random() * Math.min(longestBackoffMs, firstPauseMs * 2 ** failed);
}

/** How long to wait after the `failed`th failure. What the server asks for is the least. */
export function pauseMs(error: Error, failed: number, random: () => number = Math.random): number {
  const asked = error instanceof Problem ? error.retryAfterSeconds : undefined;
  if (asked === undefined) return backoffMs(failed, random);
  return asked * 1000 + random() * firstPauseMs;
}

/** Seconds of a Retry-After header, which is a number or a date (RFC 9110 §10.2.3). */
export function retryAfterSeconds(header: string | null, now = Date.now()): number | undefined {
  if (header === null) return undefined;
  if (/^\d{1,9}$/.test(header)) return Number(header);
  // Date.parse alone would take almost anything for a date.
  const date = httpDate.test(header) ? Date.parse(header) : NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1000));
}
