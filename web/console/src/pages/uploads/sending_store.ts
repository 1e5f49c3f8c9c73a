import { readOffset, sendChunk, type Upload } from "@/api/uploads";

/** Small enough that pausing loses little, large enough that requests do not count. */
export const chunkBytes = 4 * 1024 * 1024;

export interface Sending {
  id: string;
  file: File;
  paused: boolean;
  sent: number;
  length: number;
  error?: unknown;
}

/**
 * The file that this page sends. It lives outside of the page, so one can leave while it goes on; one
 * at a time, because the server reads one body as fast as several.
 */
let current: Sending | undefined;
let stop: AbortController | undefined;
const listeners = new Set<() => void>();

function set(sending: Sending | undefined): void {
  current = sending;
  for (const listener of listeners) listener();
}

export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function currentSending(): Sending | undefined {
  return current;
}

/** Stops sending; what the server has stays, and the same file goes on from there. */
export function pauseSending(id: string): void {
  if (current?.id !== id) return;
  stop?.abort();
  set({ ...current, paused: true });
}

/** Stops sending for good. */
export function endSending(id: string): void {
  if (current?.id !== id) return;
  stop?.abort();
  set(undefined);
}

/** Sends what the server lacks of a file, chunk by chunk; resolves when that is done or was stopped. */
export async function sendRest({ id, length, received }: Upload, file: File): Promise<void> {
  stop?.abort();
  const stopping = new AbortController();
  stop = stopping;
  const mine: Sending = { id, file, paused: false, sent: received, length };
  const warn = (event: BeforeUnloadEvent) => event.preventDefault();
  window.addEventListener("beforeunload", warn);
  try {
    let sent = await readOffset(id, stopping.signal);
    set({ ...mine, sent });
    while (sent < length) {
      sent = await sendChunk(id, sent, file.slice(sent, sent + chunkBytes), stopping.signal);
      if (stopping.signal.aborted) return;
      set({ ...mine, sent });
    }
    set(undefined);
  } catch (error) {
    if (!stopping.signal.aborted) set({ ...mine, sent: current?.sent ?? received, error });
  } finally {
    window.removeEventListener("beforeunload", warn);
  }
}
