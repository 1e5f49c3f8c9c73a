import type { RequestSigner } from "./signer.ts";

/** Sent with every request, or worked out before each: a function may renew an access token. */
export type Credential = string | (() => string | Promise<string>);

/** What was refused or lost and will be tried again. */
export interface RetryNotice {
  operation: string;
  /** How many tries have failed so far. */
  failed: number;
  delayMs: number;
  error: Error;
}

export interface ClientOptions {
  /** The server, such as `https://api.example.com`; in its own pages, `location.origin`. */
  url: string;
  /** An API key (`sk_…`) or an access token. Without one, the browser's session cookie counts. */
  apiKey?: Credential | undefined;
  /** Signs every request, in place of a key. */
  signer?: RequestSigner | undefined;
  /** For credentials that may act for several tenants: the slug or id of the one meant. */
  tenant?: string | undefined;
  /** How long one try may take, its reply included. 30,000 unless said; an upload 900,000. */
  timeoutMs?: number | undefined;
  /** How often a call that failed for a passing reason is tried again. 3 unless said. */
  retries?: number | undefined;
  /** The longest `Retry-After` that is waited for; a longer one is thrown. 60,000 unless said. */
  longestPauseMs?: number | undefined;
  /** A larger JSON reply is not read. 32 MiB unless said; downloads have no limit. */
  replyBytesMost?: number | undefined;
  /** Headers for every request. */
  headers?: Record<string, string> | undefined;
  /** Whether cookies travel, as of `fetch`. "same-origin" unless said. */
  credentials?: "omit" | "same-origin" | "include" | undefined;
  /** Another `fetch`, for tests and proxies. */
  fetch?: typeof fetch | undefined;
  /** Called before each pause, for logs. */
  onRetry?: ((notice: RetryNotice) => void) | undefined;
}

/** What one call may do differently. */
export interface RequestOptions {
  /** Ends the call; it rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  timeoutMs?: number | undefined;
  retries?: number | undefined;
  headers?: Record<string, string> | undefined;
}

export interface WriteOptions extends RequestOptions {
  /**
   * A text of yours that makes repeating safe for 24 hours, across processes too. Each call makes
   * one of its own unless you give it.
   */
  idempotencyKey?: string | undefined;
  /** The entity tag that the resource must still have: `responseOf(account)?.etag`. */
  ifMatch?: string | undefined;
}

export interface StreamOptions extends RequestOptions {
  /** Go on behind this event: `lastEventId` of an earlier stream. */
  lastEventId?: string | undefined;
  /** Without a byte for so long, the connection counts as lost. 45,000 unless said. */
  idleMs?: number | undefined;
  /** So often in a row coming back may fail; anything that is heard begins anew. 10 unless said. */
  reconnects?: number | undefined;
}
