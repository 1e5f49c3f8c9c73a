import { queryOptions } from "@tanstack/react-query";
import { get, write } from "./http";

export interface SandboxClock {
  now: string;
  offset_seconds: number;
}

export const sandboxClockQuery = queryOptions({
  queryKey: ["sandbox-clock"],
  queryFn: ({ signal }) => get<SandboxClock>("/sandbox/clock", {}, signal),
  staleTime: Infinity,
});

export function advanceSandboxClock(seconds: number) {
  return write<SandboxClock>("POST", "/sandbox/clock/advance", { seconds });
}
