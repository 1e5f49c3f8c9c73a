import { queryOptions } from "@tanstack/react-query";
import { membersOf } from "@/format/json_text";
import { get, getText } from "./http";
import type { OpenApi, Schema } from "./openapi";
import { pagesQuery } from "./page";

export interface EventEntry {
  id: string;
  /** Its place in the log: higher ones are later. */
  position: number;
  stream: string;
  type: string;
  version: number;
  occurred_at: string;
  payload: unknown;
  /** Of the request that it goes back to, if that was traced. */
  trace_id?: string;
}

/** An event with its payload as it is written in the log. */
export type EventDetail = Omit<EventEntry, "payload"> & { payload: string };

export interface EventFilters {
  type?: string | undefined;
  stream?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  sort?: string | undefined;
}

/** JSON Schema of a payload; what it refers to stands in the document itself. */
export type EventSchema = Schema & Pick<OpenApi, "components">;

export interface EventType {
  name: string;
  version: number;
  summary: string;
  /** Whether it reads the version before. */
  upcasts: boolean;
  schema: EventSchema;
}

export const eventsPages = ({ type, stream, from, to, sort }: EventFilters) =>
  pagesQuery<EventEntry>("events", "/events", { type, stream, from, to, sort });

/** A reply's members, with the payload as text; exact however large its numbers are. */
export function detailOf(reply: string): EventDetail {
  const entry = JSON.parse(reply) as EventEntry;
  return { ...entry, payload: membersOf(reply).get("payload") ?? "" };
}

export const eventQuery = (position: number) =>
  queryOptions({
    queryKey: ["events", "one", position],
    queryFn: async ({ signal }) => detailOf(await getText(`/events/${position}`, signal)),
    // What happened does not change.
    staleTime: Infinity,
  });

export const eventTypesQuery = queryOptions({
  queryKey: ["events", "types"],
  queryFn: ({ signal }) =>
    get<{ items: EventType[] }>("/event-types", {}, signal).then((reply) => reply.items),
  staleTime: Infinity,
});

/** The description of all events for programs. */
export const asyncapiPath = "/api/asyncapi.json";
