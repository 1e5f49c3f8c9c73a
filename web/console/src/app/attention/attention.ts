import type { LinkProps } from "@tanstack/react-router";
import type { SagaDefinition } from "@/api/sagas";
import type { MessageId } from "@/messages/en";
import type { MessageValues } from "@/messages/use_t";

/** Something of the tenant that goes no further, or soon will not, unless somebody acts. */
export interface AttentionItem {
  /** Changes when it happens anew, so that what was read once is told again. */
  id: string;
  /** Its name: an address, a kind of job, a stream. */
  subject: string;
  says: MessageId;
  values?: MessageValues;
  /** Since when; absent where nobody knows. */
  at?: string | undefined;
  /** It waits for a decision, or something is broken. */
  grave: boolean;
  link: Pick<LinkProps, "to" | "params" | "search">;
}

type Row = Record<string, unknown>;

/** What judging a row takes beside the row. */
export interface Around {
  /** In milliseconds. */
  now: number;
  definitions: SagaDefinition[];
}

/** A list of the API that can hold such things. */
export interface AttentionSource {
  /** First in the keys of the resource's queries, so that a change of it asks here again, too. */
  name: string;
  permission: string;
  path: string;
  query: Record<string, string | number>;
  /** Reading it leaves an entry in the audit: seldom, then. */
  audited: boolean;
  itemsOf: (rows: Row[], around: Around) => AttentionItem[];
}
