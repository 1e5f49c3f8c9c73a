import type { Call } from "./call.ts";
import type { Caller } from "./caller.ts";
import { UnexpectedReply } from "./errors.ts";
import type { RequestOptions } from "./options.ts";

/** One page of a list, as the server writes it. */
export interface PageReply<T> {
  items: T[];
  /** The cursor of the next page; absent on the last. */
  next?: string;
}

/**
 * A list that is asked for. Awaited it is one page; iterated, every item of this page and of all
 * behind it, each page asked for when the one before is used up.
 *
 *     for await (const account of sangam.ledger.accounts.list({ ledger })) …
 *     const { items, next } = await sangam.ledger.accounts.list({ ledger, limit: 20 });
 */
export class PageRequest<T> implements PromiseLike<PageReply<T>>, AsyncIterable<T> {
  readonly #caller: Caller;
  readonly #call: Call;
  readonly #options: RequestOptions;
  #first: Promise<PageReply<T>> | undefined;

  constructor(caller: Caller, call: Call, options: RequestOptions = {}) {
    this.#caller = caller;
    this.#call = call;
    this.#options = options;
  }

  then<A = PageReply<T>, B = never>(
    done?: ((page: PageReply<T>) => A | PromiseLike<A>) | null,
    failed?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#started().then(done, failed);
  }

  catch<B = never>(failed: (reason: unknown) => B | PromiseLike<B>): Promise<PageReply<T> | B> {
    return this.then(undefined, failed);
  }

  /** Each page in turn. */
  async *pages(): AsyncGenerator<PageReply<T>, void, undefined> {
    const seen = new Set<string>();
    let page = await this.#started();
    yield page;
    while (page.next !== undefined) {
      if (seen.has(page.next)) throw this.#endless();
      seen.add(page.next);
      page = await this.#page({ ...this.#call, query: { ...this.#call.query, cursor: page.next } });
      yield page;
    }
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for await (const page of this.pages()) yield* page.items;
  }

  /** The first page is asked for once, and not before it is wanted. */
  #started(): Promise<PageReply<T>> {
    return (this.#first ??= this.#page(this.#call));
  }

  async #page(call: Call): Promise<PageReply<T>> {
    const page = await this.#caller.json<PageReply<T>>(call, this.#options);
    if (Array.isArray(page?.items) && ["string", "undefined"].includes(typeof page.next))
      return page;
    throw new UnexpectedReply(call.operation, "malformed", 200, "the reply is no page of a list");
  }

  // A cursor that comes again would be followed for ever. Cursors of a list never repeat.
  #endless(): UnexpectedReply {
    const { operation } = this.#call;
    return new UnexpectedReply(operation, "endless_list", 200, "a page's cursor came twice");
  }
}
