import { queryOptions } from "@tanstack/react-query";
import { membersOf } from "@/format/json_text";
import { getText, write } from "./http";
import type { LetterState } from "./letter_states";
import { pagesQuery } from "./page";

/** An event that a consumer could not handle. */
export interface DeadLetter {
  event: string;
  consumer: string;
  position: number;
  stream: string;
  type: string;
  version: number;
  occurred_at: string;
  state: LetterState;
  tries: number;
  /** Why it failed last. */
  error: string;
  parked_at: string;
  changed_at: string;
  edited_by?: string;
  /** Of the request that it goes back to, if that was traced. */
  trace_id?: string;
}

/** With its payloads as they are written. */
export interface DeadLetterDetail extends DeadLetter {
  payload: string;
  /** As emitted, once somebody has edited it. */
  original?: string;
}

export interface LetterFilters {
  state?: LetterState | undefined;
  consumer?: string | undefined;
  type?: string | undefined;
  stream?: string | undefined;
  sort?: string | undefined;
}

const pollMs = 1000;

export const deadLettersPages = (filters: LetterFilters) =>
  pagesQuery<DeadLetter>("dead_letters", "/dead-letters", { ...filters });

const pathOf = (consumer: string, event: string) =>
  `/dead-letters/${encodeURIComponent(consumer)}/${encodeURIComponent(event)}`;

export function letterOf(reply: string): DeadLetterDetail {
  const letter = JSON.parse(reply) as DeadLetterDetail;
  const members = membersOf(reply);
  const original = members.get("original");
  return {
    ...letter,
    payload: members.get("payload") ?? "",
    ...(original === undefined ? {} : { original }),
  };
}

/** A stream that stands still until somebody decides on the event it waits for. */
export interface ParkedStream {
  consumer: string;
  stream: string;
  parked_at: string;
  /** It is about to go on. */
  resuming: boolean;
  event?: string;
  position?: number;
  type?: string;
  error?: string;
  /** Events that queued up behind. */
  waiting: number;
}

export const parkedStreamsPages = () =>
  pagesQuery<ParkedStream>("dead_letters", "/parked-streams", {});

export const deadLetterQuery = (consumer: string, event: string) =>
  queryOptions({
    queryKey: ["dead_letters", consumer, event],
    queryFn: async ({ signal }) => letterOf(await getText(pathOf(consumer, event), signal)),
    // What is requeued is tried again within a second.
    refetchInterval: (query) => (query.state.data?.state === "requeued" ? pollMs : false),
  });

/** The payload goes as a text, so that its numbers arrive as they were typed. */
export function editLetter(
  letter: DeadLetter,
  payload: string,
  reason: string,
  idempotencyKey: string,
) {
  const path = pathOf(letter.consumer, letter.event);
  const body = reason.trim() === "" ? { payload } : { payload, reason: reason.trim() };
  return write<DeadLetter>("PATCH", path, body, { idempotencyKey });
}

export type LetterMove = "requeue" | "skip";

/** Of a reason for a decision, in characters. */
export const reasonMost = 500;

/** `reason` may be empty. */
export function moveLetter(
  letter: DeadLetter,
  move: LetterMove,
  reason: string,
  idempotencyKey: string,
) {
  const path = `${pathOf(letter.consumer, letter.event)}/${move}`;
  const body = reason.trim() === "" ? {} : { reason: reason.trim() };
  return write<DeadLetter>("POST", path, body, { idempotencyKey });
}
