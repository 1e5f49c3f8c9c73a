import { ProblemError } from "./problem";

/** 128 random bits as text. Not crypto.randomUUID: that needs https or localhost. */
export function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Keeps one write's idempotency key for as long as its outcome is unknown, so that pressing the
 * button again after a lost connection repeats the request instead of doing it twice. A changed
 * body, a success or a definite refusal ends the key's life.
 */
export class IdempotentWrite {
  private key: string | undefined;
  private body: string | undefined;

  async run<T>(body: unknown, write: (idempotencyKey: string) => Promise<T>): Promise<T> {
    const text = JSON.stringify(body);
    if (this.key === undefined || this.body !== text) {
      this.key = randomKey();
      this.body = text;
    }
    try {
      const result = await write(this.key);
      this.key = undefined;
      return result;
    } catch (error) {
      if (error instanceof ProblemError && !error.outcomeUnknown) this.key = undefined;
      throw error;
    }
  }
}
