import type { LinkProps } from "@tanstack/react-router";
import type { Operation } from "@/api/operations";

export const entryKinds = ["recent", "page", "action", "resource", "operation"] as const;
export type EntryKind = (typeof entryKinds)[number];

export type EntryLink = Pick<LinkProps, "to" | "params" | "search">;

/** One line of the palette: it leads to a page or opens an operation's form. */
export interface Entry {
  id: string;
  kind: EntryKind;
  label: string;
  /** What sort of thing it is, or where it lies. */
  detail: string;
  /** Found by these words, too, which are not shown. */
  words?: string;
  /** For the search on this machine: what the server has found is not judged again. */
  found?: boolean;
  leads: { link: EntryLink } | { operation: Operation };
}
