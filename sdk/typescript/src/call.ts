import { version } from "./version.ts";

export type QueryValue = string | number | boolean | undefined | readonly (string | number)[];

/** What can be sent as the body of an upload. A stream is sent once: it is never tried again. */
export type UploadContent = Blob | ArrayBuffer | Uint8Array<ArrayBuffer> | string | ReadableStream;

/**
 * Whether sending a call twice does what sending it once does: `always` (it changes nothing),
 * `by_key` (the server knows the key), `never` (only what was surely not begun is sent again).
 */
export type Repeatable = "always" | "by_key" | "never";

/** One operation and its arguments, as generated methods make it. */
export interface Call {
  operation: string;
  method: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below /api/v1, with its arguments. */
  path: string;
  query?: object;
  body?: unknown;
  upload?: { content: UploadContent; mediaType: string };
  repeatable: Repeatable;
}

/** An argument as one segment of a path. */
export function segment(value: string | number): string {
  const text = String(value);
  // Addresses leave these out, however they are written, and another operation would be called.
  if (["", ".", ".."].includes(text)) throw new TypeError(`"${text}" cannot be part of a path`);
  return encodeURIComponent(text);
}

export function addressOf(base: string, call: Call): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(call.query ?? {}) as [string, QueryValue][]) {
    for (const item of Array.isArray(value) ? value : [value])
      if (item !== undefined) parameters.append(name, String(item));
  }
  const query = parameters.size === 0 ? "" : `?${parameters}`;
  return `${base}${call.path}${query}`;
}

/** 128 bits of chance. `crypto.randomUUID` is not there in pages without TLS. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Pages may not name their program; elsewhere the server's log shows this. */
export function programHeaders(): Record<string, string> {
  return typeof document === "undefined" ? { "User-Agent": `sangam-typescript/${version}` } : {};
}
