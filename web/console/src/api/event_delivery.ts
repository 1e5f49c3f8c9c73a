import { queryOptions } from "@tanstack/react-query";
import { get, write } from "./http";

export type ConsumerState = "running" | "catching_up" | "failing" | "lost_events";

export interface EventConsumer {
  name: string;
  state: ConsumerState;
  /** It is done with everything up to here. */
  position: number;
  /** Events of the log behind its position, of any type. */
  lag: number;
  /** Dropped before it had read them: up to here; 0 when nothing was. */
  lost_to: number;
  error?: string;
  failing_since?: string;
  updated_at: string;
}

export interface Replay {
  id: string;
  consumer: string;
  state: "running" | "done" | "cancelled" | "failed";
  first: number;
  /** Absent for a rebuild, which catches up with the log. */
  last?: number;
  position: number;
  delivered: number;
  failed: number;
  error?: string;
  sends: boolean;
  rebuilds: boolean;
  created_at: string;
  ended_at?: string;
}

export interface RelayStatus {
  position: number;
  oldest: number;
  /** Events in the outbox. */
  waiting: number;
  partitions: number;
  /** The oldest transaction that writes: nothing behind it can be told yet. */
  horizon_pid?: number;
  horizon_xid?: string;
  horizon_since?: string;
  /** The consumer for which events are kept beyond their time. */
  held_by?: string;
  held_since?: string;
  updated_at: string;
}

/** A range of the log, or with `rebuild` all of it. */
export interface NewReplay {
  from_position?: number;
  to_position?: number;
  from?: string;
  to?: string;
  types?: string[];
  tenant?: string;
  stream?: string;
  send_messages?: boolean;
  rebuild?: boolean;
}

const pollMs = 2000;

const polled = <T>(name: string, path: string) =>
  queryOptions({
    queryKey: ["event_delivery", name],
    queryFn: ({ signal }) => get<T>(path, {}, signal),
    refetchInterval: pollMs,
  });

export const consumersQuery = polled<{ items: EventConsumer[] }>(
  "consumers",
  "/platform/consumers",
);
export const relayQuery = polled<RelayStatus>("relay", "/platform/relay");
export const replaysQuery = polled<{ items: Replay[] }>("replays", "/platform/replays");

export function startReplay(consumer: string, replay: NewReplay, idempotencyKey: string) {
  const path = `/platform/consumers/${encodeURIComponent(consumer)}/replays`;
  return write<Replay>("POST", path, replay, { idempotencyKey });
}

export function cancelReplay(id: string, idempotencyKey: string) {
  return write<Replay>("POST", `/platform/replays/${id}/cancel`, {}, { idempotencyKey });
}

/** How far a replay is, in percent of its range; a rebuild's range ends with the log. */
export function percentReplayed(replay: Replay, newest: number): number {
  if (replay.state === "done") return 100;
  const last = replay.last ?? newest;
  const range = last - replay.first + 1;
  if (range <= 0) return 100;
  const done = replay.position - replay.first + 1;
  return Math.max(0, Math.min(100, Math.floor((done / range) * 100)));
}
