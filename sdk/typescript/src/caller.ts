import { addressOf, newKey, programHeaders, type Call } from "./call.ts";
import { ConnectionFailed, SangamError, TimedOut, UnexpectedReply } from "./errors.ts";
import type { ClientOptions, RequestOptions, WriteOptions } from "./options.ts";
import { pause } from "./pause.ts";
import { boundedText, problemFrom, replyFrom } from "./reply.ts";
import { mayRepeat, pauseMs, RetryBudget } from "./retry.ts";
import { Timer } from "./timer.ts";

/** What a try gives to whoever reads its reply; `timer` ends the try when it runs out. */
export interface Exchange {
  response: Response;
  timer: Timer;
}

/** Sends calls, again where that is safe, and reads what comes back. */
export class Caller {
  readonly options: ClientOptions;
  readonly #base: string;
  readonly #fetch: typeof fetch;
  readonly #budget = new RetryBudget();

  constructor(options: ClientOptions) {
    const url = new URL(options.url);
    if (!["http:", "https:"].includes(url.protocol))
      throw new TypeError(`url: ${options.url} is no http or https address`);
    const tenant =
      options.tenant === undefined ? "" : `/tenants/${encodeURIComponent(options.tenant)}`;
    this.#base = `${url.origin}${url.pathname.replace(/\/+$/, "")}/api/v1${tenant}`;
    // Called as a method of ours, the browser's fetch refuses.
    this.#fetch = options.fetch ?? ((...parameters) => fetch(...parameters));
    this.options = options;
  }

  /** The reply of a call that answers with a JSON object, or with nothing. */
  async json<T>(call: Call, options: WriteOptions = {}): Promise<T> {
    return this.repeat(call, options, async ({ response }) => {
      const most = this.options.replyBytesMost ?? 32 * 1024 * 1024;
      const text = await boundedText(call.operation, response, most);
      return replyFrom(call.operation, response, text) as T;
    });
  }

  /** Sends a call until `read` has what it wants, or trying again is no use. */
  async repeat<T>(
    call: Call,
    options: WriteOptions,
    read: (exchange: Exchange) => Promise<T>,
    accept = "application/json",
  ): Promise<T> {
    const headers = await this.#headers(call, options, accept);
    for (let failed = 0; ;) {
      try {
        const result = await this.#once(call, options, headers, read);
        this.#budget.succeeded();
        return result;
      } catch (error) {
        failed += 1;
        await this.#pauseOrThrow(call, options, error, failed);
      }
    }
  }

  async #once<T>(
    call: Call,
    options: RequestOptions,
    headers: Headers,
    read: (exchange: Exchange) => Promise<T>,
  ): Promise<T> {
    // As it is sent: fetch writes some characters in another way.
    const { href } = new URL(addressOf(this.#base, call));
    const body = bodyOf(call);
    const authorized = await this.#authorized(call, headers, href, body);
    const timer = new Timer(this.#allowedMs(call, options), options.signal);
    let kept = false;
    try {
      const response = await this.#fetch(href, {
        method: call.method,
        headers: authorized,
        ...body,
        credentials: this.options.credentials ?? "same-origin",
        redirect: "manual",
        signal: timer.signal,
      });
      refuseRedirect(call.operation, response);
      if (!response.ok) {
        const text = await boundedText(call.operation, response, 1024 * 1024);
        throw problemFrom(call.operation, response, text);
      }
      const result = await read({ response, timer });
      kept = timer.kept;
      return result;
    } catch (error) {
      const told = typed(call.operation, error, timer, options.signal);
      // What of the reply was not read is not wanted.
      timer.abort();
      throw told;
    } finally {
      if (!kept) timer.stop();
    }
  }

  /** fetch does not tell when a body was sent, so an upload's time is for both ways. */
  #allowedMs(call: Call, options: RequestOptions): number {
    return options.timeoutMs ?? (call.upload ? 900_000 : (this.options.timeoutMs ?? 30_000));
  }

  /** Credentials are asked for before each try: an access token may have run out meanwhile. */
  async #authorized(
    call: Call,
    headers: Headers,
    href: string,
    body: RequestInit,
  ): Promise<Headers> {
    const { apiKey, signer } = this.options;
    const credential = typeof apiKey === "function" ? await apiKey() : apiKey;
    if (credential !== undefined) headers.set("Authorization", `Bearer ${credential}`);
    // Made anew for each try: a signature is good once.
    if (signer !== undefined) {
      const signed = await signer.headers(call.method, href, await bytesOf(body.body));
      for (const [name, value] of Object.entries(signed)) headers.set(name, value);
    }
    return headers;
  }

  async #headers(call: Call, options: WriteOptions, accept: string): Promise<Headers> {
    const headers = new Headers({
      Accept: accept,
      ...programHeaders(),
      ...this.options.headers,
      ...options.headers,
    });
    if (call.body !== undefined) headers.set("Content-Type", "application/json");
    if (call.upload) headers.set("Content-Type", call.upload.mediaType);
    if (options.ifMatch !== undefined) headers.set("If-Match", options.ifMatch);
    const key = options.idempotencyKey ?? (call.repeatable === "by_key" ? newKey() : undefined);
    if (key !== undefined) headers.set("Idempotency-Key", key);
    return headers;
  }

  async #pauseOrThrow(
    call: Call,
    options: RequestOptions,
    error: unknown,
    failed: number,
  ): Promise<void> {
    const retries = options.retries ?? this.options.retries ?? 3;
    const sentOnce = call.upload?.content instanceof ReadableStream;
    if (!(error instanceof SangamError) || failed > retries || sentOnce) throw error;
    if (!mayRepeat(error, call.repeatable)) throw error;
    const delayMs = pauseMs(error, failed);
    const tooLong = delayMs > (this.options.longestPauseMs ?? 60_000);
    if (tooLong || !this.#budget.take()) throw error;
    this.options.onRetry?.({ operation: call.operation, failed, delayMs, error });
    await pause(delayMs, options.signal);
  }
}

function bodyOf(call: Call): RequestInit {
  if (call.upload) {
    const { content } = call.upload;
    // A stream needs this word, which the types of the DOM do not have yet.
    return { body: content, ...(content instanceof ReadableStream ? { duplex: "half" } : {}) };
  }
  return call.body === undefined ? {} : { body: JSON.stringify(call.body) };
}

/** What will be sent, for its digest. */
async function bytesOf(body: RequestInit["body"]): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (body === undefined || body === null) return undefined;
  if (body instanceof ReadableStream)
    throw new TypeError("a stream cannot be signed: its digest goes first");
  return new Uint8Array(await new Response(body).arrayBuffer());
}

/** The API has no redirects: following one would carry the credential to whoever asks for it. */
function refuseRedirect(operation: string, response: Response): void {
  const redirected = response.status >= 300 && response.status < 400;
  if (!redirected && response.type !== "opaqueredirect") return;
  const target = response.headers.get("Location");
  void response.body?.cancel();
  throw new UnexpectedReply(
    operation,
    "redirect",
    response.status,
    `the reply is a redirect${target === null ? "" : ` to ${target.slice(0, 200)}`}`,
  );
}

/** What fetch throws, as one of ours; what the caller's own signal says stays as it is. */
export function typed(
  operation: string,
  error: unknown,
  timer: Timer,
  signal: AbortSignal | undefined,
): unknown {
  if (error instanceof SangamError) return error;
  if (signal?.aborted) return signal.reason;
  if (timer.ranOut)
    return new TimedOut(operation, `${operation}: no whole reply within ${timer.ms} ms`);
  if (!(error instanceof TypeError || error instanceof DOMException)) return error;
  const cause = error.cause instanceof Error ? error.cause : error;
  return new ConnectionFailed(operation, `${operation}: ${cause.message}`, { cause: error });
}
