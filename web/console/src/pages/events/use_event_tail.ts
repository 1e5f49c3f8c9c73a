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
  const last = useRef<number>(undefined);
  const [view, setView] = useState<EventTailView>({ events: [], count: 0, state: undefined });
  const ready = after !== undefined;
  const start = useRef(after);
  useEffect(() => {
    start.current = after;
  }, [after]);

  useEffect(() => {
    if (!live || !ready) return;
    const tail = new EventTail({
      filters: { type, stream },
      after: Math.max(last.current ?? 0, start.current ?? 0),
      onEvents: (came) => {
        last.current = came.at(-1)?.position ?? last.current;
        setView(({ events, count, state }) => ({
          events: [...came.toReversed(), ...events].slice(0, tailMost),
          count: count + came.length,
          state,
        }));
      },
      onState: (state) => {
        setView((before) => ({ ...before, state }));
        if (state.kind === "refused" && state.problem.status === 401) {
          client.setQueryData(sessionQuery.queryKey, null);
        }
      },
    });
    return () => {
      tail.stop();
      setView((before) => ({ ...before, state: undefined }));
    };
  }, [live, ready, type, stream, client]);
  return view;
}
