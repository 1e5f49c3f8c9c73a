import { Caller } from "./caller.ts";
import { Operations } from "./generated/operations.ts";
import type { ClientOptions } from "./options.ts";
import { type ResumableOptions, ResumableUpload, type Uploaded } from "./resumable.ts";

/**
 * A client of one server. Every operation is a method by its name: `ledger.accounts.list` of the
 * server is `sangam.ledger.accounts.list(…)`. Fields have the names that they have on the wire.
 *
 *     const sangam = new Sangam({ url: "https://api.example.com", apiKey });
 *     const account = await sangam.ledger.accounts.open({ ledger, name: "Till" });
 */
export class Sangam extends Operations {
  readonly #caller: Caller;

  constructor(options: ClientOptions) {
    const caller = new Caller(options);
    super(caller);
    this.#caller = caller;
  }

  /**
   * Sends a file in pieces (tus 1.0), going on where it broke off, and resolves to what the operation
   * answered; what it refuses is a `Problem`.
   */
  uploadResumably<Reply = unknown>(
    content: Blob | Uint8Array<ArrayBuffer> | ArrayBuffer | string,
    options: ResumableOptions,
  ): Promise<Uploaded<Reply>> {
    const blob = content instanceof Blob ? content : new Blob([content]);
    return new ResumableUpload(this.#caller, blob, options).run<Reply>();
  }
}
