import { useSyncExternalStore } from "react";
import type { TrialReply, TrialRequest } from "@/api/trial";

/** One request that was sent from the portal, and what came of it. */
export interface Try {
  number: number;
  /** Whose: a person in a tenant. */
  owner: string;
  operation: string;
  summary: string;
  at: string;
  request: TrialRequest;
  /** Absent: no reply came. */
  reply?: TrialReply;
}

/** Older ones are forgotten; a page that is loaded anew has none. */
const most = 50;
/** Of a reply so much is kept for looking at it again. */
const mostKept = 20_000;

const listeners = new Set<() => void>();
let tries: Try[] = [];
let last = 0;

function change(next: Try[]): void {
  tries = next;
  for (const listener of listeners) listener();
}

/** Puts it first. Long replies are kept in part. */
export function remember(one: Omit<Try, "number">): void {
  const { reply } = one;
  const kept =
    reply === undefined || reply.text.length <= mostKept
      ? one
      : { ...one, reply: { ...reply, text: reply.text.slice(0, mostKept), cut: true } };
  change([{ ...kept, number: ++last }, ...tries].slice(0, most));
}

export function forgetTries(): void {
  change([]);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Those of one owner, the newest first: somebody who signs in after them sees none. */
export function useTries(owner: string): Try[] {
  return useSyncExternalStore(subscribe, () => tries).filter((one) => one.owner === owner);
}
