import { Caller } from "./caller.ts";
import { Operations } from "./generated/operations.ts";
import type { ClientOptions } from "./options.ts";

/**
 * A client of one server. Every operation is a method by its name: `ledger.accounts.list` of the
 * server is `sangam.ledger.accounts.list(…)`. Fields have the names that they have on the wire.
 *
 *     const sangam = new Sangam({ url: "https://api.example.com", apiKey });
 *     const account = await sangam.ledger.accounts.open({ ledger, name: "Till" });
 */
export class Sangam extends Operations {
  constructor(options: ClientOptions) {
    super(new Caller(options));
  }
}
