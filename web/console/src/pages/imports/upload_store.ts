import { IdempotentWrite } from "@/api/idempotency";
import { uploadImport, type Import, type MessageOptions } from "@/api/imports";

export interface Upload {
  name: string;
  /** Share sent, 0 to 1. */
  fraction: number;
  error?: unknown;
}

/**
 * The upload under way. It lives outside the page, so one can leave the page while it runs;
 * one at a time, because the server reads one body as fast as several.
 */
let current: Upload | undefined;
const once = new IdempotentWrite();
const listeners = new Set<() => void>();

function set(upload: Upload | undefined): void {
  current = upload;
  for (const listener of listeners) listener();
}

export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function currentUpload(): Upload | undefined {
  return current;
}

export function dismissUpload(): void {
  set(undefined);
}

/** Sends a file; resolves to the import that took it, or to undefined when it was refused. */
export async function startUpload(
  file: File,
  options: MessageOptions,
): Promise<Import | undefined> {
  set({ name: file.name, fraction: 0 });
  const warn = (event: BeforeUnloadEvent) => event.preventDefault();
  window.addEventListener("beforeunload", warn);
  try {
    const { name, size, lastModified } = file;
    const started = await once.run({ name, size, lastModified, ...options }, (idempotencyKey) =>
      uploadImport(file, options, idempotencyKey, (fraction) => set({ name, fraction })),
    );
    set(undefined);
    return started;
  } catch (error) {
    set({ name: file.name, fraction: 0, error });
    return undefined;
  } finally {
    window.removeEventListener("beforeunload", warn);
  }
}
