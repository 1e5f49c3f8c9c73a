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
  apiKey?: Credential;
  /** For credentials that may act for several tenants: the slug or id of the one meant. */
  tenant?: string;
  /** How long one try may take, its reply included. 30,000 unless said; an upload 900,000. */
  timeoutMs?: number;
  /** How often a call that failed for a passing reason is tried again. 3 unless said. */
  retries?: number;
  /** The longest `Retry-After` that is waited for; a longer one is thrown. 60,000 unless said. */
  longestPauseMs?: number;
  /** A larger JSON reply is not read. 32 MiB unless said; downloads have no limit. */
  replyBytesMost?: number;
  /** Headers for every request. */
  headers?: Record<string, string>;
  /** Whether cookies travel, as of `fetch`. "same-origin" unless said. */
  credentials?: "omit" | "same-origin" | "include";
  /** Another `fetch`, for tests and proxies. */
  fetch?: typeof fetch;
  /** Called before each pause, for logs. */
  onRetry?: (notice: RetryNotice) => void;
}

/** What one call may do differently. */
export interface RequestOptions {
  /** Ends the call; it rejects with the signal's reason. */
  signal?: AbortSignal;
  timeoutMs?: number;
  retries?: number;
  headers?: Record<string, string>;
}

export interface WriteOptions extends RequestOptions {
  /**
   * A text of yours that makes repeating safe for 24 hours, across processes too. Each call makes
   * one of its own unless you give it.
   */
  idempotencyKey?: string;
  /** The entity tag that the resource must still have: `responseOf(account)?.etag`. */
  ifMatch?: string;
}

export interface StreamOptions extends RequestOptions {
  /** Go on behind this event: `lastEventId` of an earlier stream. */
  lastEventId?: string;
  /** Without a byte for so long, the connection counts as lost. 45,000 unless said. */
  idleMs?: number;
}

export interface UploadOptions extends RequestOptions {
  ifMatch?: string;
}
