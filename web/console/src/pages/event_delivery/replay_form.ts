import type { NewReplay } from "@/api/event_delivery";
import { timestampOf } from "@/format/local_time";

export interface ReplayValues {
  mode: "range" | "rebuild";
  /** Mantine's fields give an empty text while they hold no number. */
  fromPosition: number | string;
  toPosition: number | string;
  from: string;
  to: string;
  types: string;
  tenant: string;
  stream: string;
  send: boolean;
}

export const wholeLog: ReplayValues = {
  mode: "range",
  fromPosition: "",
  toPosition: "",
  from: "",
  to: "",
  types: "",
  tenant: "",
  stream: "",
  send: false,
};

/** Where the server's faults belong. */
export const replayPointers = {
  "/from_position": "fromPosition",
  "/to_position": "toPosition",
  "/from": "from",
  "/to": "to",
  "/types": "types",
  "/tenant": "tenant",
  "/stream": "stream",
  "/send_messages": "send",
  "/rebuild": "mode",
} as const;

/** What is sent: only what narrows the replay. A rebuild is always of the whole log. */
export function replayOf(values: ReplayValues): NewReplay {
  if (values.mode === "rebuild") return { rebuild: true };
  const replay: NewReplay = {};
  const types = values.types.split(/[\s,]+/).filter((type) => type !== "");
  const [from, to] = [timestampOf(values.from), timestampOf(values.to)];
  if (values.fromPosition !== "") replay.from_position = Number(values.fromPosition);
  if (values.toPosition !== "") replay.to_position = Number(values.toPosition);
  if (from !== undefined) replay.from = from;
  if (to !== undefined) replay.to = to;
  if (types.length > 0) replay.types = types;
  if (values.tenant.trim() !== "") replay.tenant = values.tenant.trim();
  if (values.stream.trim() !== "") replay.stream = values.stream.trim();
  if (values.send) replay.send_messages = true;
  return replay;
}
