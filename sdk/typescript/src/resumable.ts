import type { Call } from "./call.ts";
import type { Caller } from "./caller.ts";
import {
  ConnectionFailed,
  Problem,
  type ProblemDocument,
  TimedOut,
  UnexpectedReply,
} from "./errors.ts";
import type { Upload } from "./generated/types.ts";
import type { RequestOptions } from "./options.ts";
import { pause } from "./pause.ts";
import { backoffMs } from "./retry.ts";

export interface ResumableOptions extends RequestOptions {
  /** The declared upload, such as `ledger.imports.upload_transfers`. */
  operation: string;
  /** Its request, with the names that its fields have on the wire. */
  parameters?: object | undefined;
  /** Told after each chunk: bytes that the server keeps, and how many there will be. */
  onProgress?: ((sent: number, total: number) => void) | undefined;
  /** Told once: keep it, and give it as `resume` to go on in another page or process. */
  onBegun?: ((id: string) => void) | undefined;
  /** The upload to go on with, which was begun with the same content. */
  resume?: string | undefined;
  /** What is sent at a time. 8 MiB unless said. */
  chunkBytes?: number | undefined;
  /** So often in a row sending may fail; every chunk that arrives begins anew. 10 unless said. */
  attempts?: number | undefined;
}

/** What the operation answered, and the upload as the server has it. */
export interface Uploaded<Reply = unknown> {
  reply: Reply;
  upload: Upload;
}

const version = { "Tus-Resumable": "1.0.0" };
const mediaType = "application/offset+octet-stream";
const pollMs = 500;

/** Sends content in pieces, from where the server has it, until its operation has run. */
export class ResumableUpload {
  readonly #caller: Caller;
  readonly #content: Blob;
  readonly #options: ResumableOptions;

  constructor(caller: Caller, content: Blob, options: ResumableOptions) {
    this.#caller = caller;
    this.#content = content;
    this.#options = options;
  }

  async run<Reply>(): Promise<Uploaded<Reply>> {
    const id = this.#options.resume ?? (await this.#begin());
    this.#options.onBegun?.(id);
    let offset = this.#options.resume === undefined ? 0 : await this.#offset(id);
    for (let failed = 0; offset < this.#content.size;) {
      try {
        offset = await this.#send(id, offset);
        failed = 0;
        this.#options.onProgress?.(offset, this.#content.size);
      } catch (error) {
        failed += 1;
        if (!goesOn(error) || failed >= (this.#options.attempts ?? 10)) throw error;
        await pause(backoffMs(failed), this.#options.signal);
        offset = await this.#offset(id);
      }
    }
    return this.#ended<Reply>(id);
  }

  #call(method: Call["method"], path: string, repeatable: Call["repeatable"]): Call {
    return { operation: this.#options.operation, method, path: `/uploads${path}`, repeatable };
  }

  #requestOptions(headers: Record<string, string>): RequestOptions {
    const { signal, timeoutMs, retries } = this.#options;
    return {
      signal,
      timeoutMs,
      retries,
      headers: { ...this.#options.headers, ...version, ...headers },
    };
  }

  /** Begun twice under the same key it is the same upload, so a lost answer is asked for again. */
  async #begin(): Promise<string> {
    const { operation, parameters } = this.#options;
    const metadata = `operation ${base64(operation)},parameters ${base64(JSON.stringify(parameters ?? {}))}`;
    const headers = { "Upload-Length": String(this.#content.size), "Upload-Metadata": metadata };
    return this.#caller.repeat(
      this.#call("POST", "", "by_key"),
      this.#requestOptions(headers),
      ({ response }) => Promise.resolve(idIn(operation, response)),
    );
  }

  async #offset(id: string): Promise<number> {
    return this.#caller.repeat(
      this.#call("HEAD", `/${encodeURIComponent(id)}`, "always"),
      this.#requestOptions({}),
      ({ response }) => Promise.resolve(offsetIn(this.#options.operation, response)),
    );
  }

  async #send(id: string, offset: number): Promise<number> {
    const end = offset + (this.#options.chunkBytes ?? 8 * 1024 * 1024);
    const call = this.#call("PATCH", `/${encodeURIComponent(id)}`, "never");
    return this.#caller.repeat(
      { ...call, upload: { content: this.#content.slice(offset, end), mediaType } },
      this.#requestOptions({ "Upload-Offset": String(offset) }),
      ({ response }) => Promise.resolve(offsetIn(this.#options.operation, response)),
    );
  }

  async #ended<Reply>(id: string): Promise<Uploaded<Reply>> {
    for (;;) {
      const call = this.#call("GET", `/${encodeURIComponent(id)}`, "always");
      const upload = await this.#caller.json<Upload>(call, this.#requestOptions({}));
      const reply: unknown = upload.reply ? JSON.parse(upload.reply) : undefined;
      if (upload.state === "done") return { reply: reply as Reply, upload };
      if (upload.state === "failed")
        throw new Problem(
          this.#options.operation,
          reply as ProblemDocument,
          upload.reply_status ?? 500,
        );
      await pause(pollMs, this.#options.signal);
    }
  }
}

/** What was lost on the way, or sent by two at once, goes on from where the server is. */
function goesOn(error: unknown): boolean {
  if (error instanceof ConnectionFailed || error instanceof TimedOut) return true;
  if (error instanceof UnexpectedReply) return error.status >= 500;
  return error instanceof Problem && [408, 409, 429, 460, 502, 503, 504].includes(error.status);
}

function offsetIn(operation: string, response: Response): number {
  const offset = response.headers.get("Upload-Offset") ?? "";
  if (/^\d{1,15}$/.test(offset)) return Number(offset);
  throw new UnexpectedReply(
    operation,
    "malformed",
    response.status,
    "the reply has no Upload-Offset",
  );
}

function idIn(operation: string, response: Response): string {
  const id = /\/(upl_[0-9a-z]{26})$/.exec(response.headers.get("Location") ?? "")?.[1];
  if (id !== undefined) return id;
  throw new UnexpectedReply(operation, "malformed", response.status, "the reply has no Location");
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
