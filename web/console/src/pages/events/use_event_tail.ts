import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { EventTail, type TailState } from "@/api/event_tail";
import type { EventEntry, EventFilters } from "@/api/events";
import { sessionQuery } from "@/api/session";

/** More than these are never shown; older ones are in the list. */
export const tailMost = 500;

export interface EventTailView {
  /** What came, the newest first. */
  events: EventEntry[];
  /** How many came, also those that are shown no more. */
  count: number;
  /** Nothing while it is not followed. */
  state: TailState | undefined;
}

/** What came, of the log as these filters narrow it. */
interface Kept extends EventTailView {
  of: string;
}

const nothing = (of: string): Kept => ({ of, events: [], count: 0, state: undefined });

/**
 * Follows the log while `live`, behind `after` or behind the last event that came. What came stays
 * when it is paused; going on fetches what happened meanwhile. Begins once `after` is known.
 */
export function useEventTail(
  live: boolean,
  { type, stream }: EventFilters,
  after: number | undefined,
): EventTailView {
  const client = useQueryClient();
  const of = JSON.stringify([type, stream]);
  const last = useRef({ of, position: 0 });
  const [kept, setKept] = useState(() => nothing(of));
  const ready = after !== undefined;
  const start = useRef(after);
  useEffect(() => {
    start.current = after;
  }, [after]);

  useEffect(() => {
    if (!live || !ready) return;
    const seen = last.current.of === of ? last.current.position : 0;
    const change = (to: (before: Kept) => Partial<EventTailView>) =>
      setKept((before) => {
        const own = before.of === of ? before : nothing(of);
        return { ...own, ...to(own) };
      });
    const tail = new EventTail({
      filters: { type, stream },
      after: Math.max(seen, start.current ?? 0),
      onEvents: (came) => {
        const newest = came.at(-1);
        if (newest !== undefined) last.current = { of, position: newest.position };
        change(({ events, count }) => ({
          events: [...came.toReversed(), ...events].slice(0, tailMost),
          count: count + came.length,
        }));
      },
      onState: (state) => {
        change(() => ({ state }));
        if (state.kind === "refused" && state.problem.status === 401) {
          client.setQueryData(sessionQuery.queryKey, null);
        }
      },
    });
    return () => {
      tail.stop();
      change(() => ({ state: undefined }));
    };
  }, [live, ready, of, type, stream, client]);
  return kept.of === of ? kept : nothing(of);
}
