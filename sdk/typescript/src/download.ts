import { each, joined } from "./bytes.ts";
import type { Call } from "./call.ts";
import type { Caller } from "./caller.ts";
import { UnexpectedReply } from "./errors.ts";
import type { RequestOptions } from "./options.ts";
import { watched } from "./pieces.ts";
import { remember } from "./reply.ts";

/** A file as it arrives. Take `stream`, `bytes()` or `text()`, once; or `cancel()`. */
export class Download {
  readonly mediaType: string;
  /** The name the server gives to the file. */
  readonly fileName: string | undefined;
  readonly stream: ReadableStream<Uint8Array>;

  constructor(response: Response, stream: ReadableStream<Uint8Array>) {
    this.mediaType = response.headers.get("Content-Type") ?? "application/octet-stream";
    const disposition = response.headers.get("Content-Disposition") ?? "";
    this.fileName = /filename="([^"\\/]+)"/.exec(disposition)?.[1];
    this.stream = stream;
    remember(this, response);
  }

  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    const pieces: Uint8Array[] = [];
    let length = 0;
    for await (const piece of each(this.stream)) {
      pieces.push(piece);
      length += piece.byteLength;
    }
    return joined(pieces, length);
  }

  async text(): Promise<string> {
    return new TextDecoder().decode(await this.bytes());
  }

  cancel(): Promise<void> {
    return this.stream.cancel();
  }
}

/** The whole may take as long as it takes; each piece has the time that one try has. */
export function download(
  caller: Caller,
  call: Call,
  options: RequestOptions = {},
): Promise<Download> {
  return caller.repeat(
    call,
    options,
    async ({ response, timer }) => {
      if (response.body === null)
        throw new UnexpectedReply(call.operation, "malformed", response.status, "no body");
      timer.kept = true;
      const source = { operation: call.operation, body: response.body, timer };
      return new Download(response, watched({ ...source, signal: options.signal }));
    },
    "*/*",
  );
}
