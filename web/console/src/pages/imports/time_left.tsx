import { useState } from "react";
import type { Import } from "@/api/imports";
import { formatDuration } from "@/format/time";
import { useT } from "@/messages/use_t";
import { secondsLeft } from "./pace";

interface Props {
  item: Import;
  /** When the item was read. */
  at: number;
}

/** When a running import will end, at the pace since this was first shown. */
export function TimeLeft({ item, at }: Props) {
  const t = useT();
  const [first] = useState({ at, done: item.lines_done });
  const seconds = secondsLeft(first, { at, done: item.lines_done }, item.lines_total);
  if (seconds === undefined) return null;
  return <> · {t("imports.time_left", { time: formatDuration(Math.ceil(seconds)) })}</>;
}
