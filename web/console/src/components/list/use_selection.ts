import { useState } from "react";
import type { Selection } from "../data_table";
import { useT } from "@/messages/use_t";

/** Which of a list's rows are chosen. What is no longer in the list is not chosen either. */
export function useSelection<Row>(rows: Row[], rowKey: (row: Row) => string) {
  const t = useT();
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const chosen = rows.filter((row) => marked.has(rowKey(row)));
  const keys = new Set(chosen.map(rowKey));
  const selection: Selection = {
    keys,
    all: t("common.choose_all"),
    one: t("common.choose"),
    onToggle: (key) => {
      const next = new Set(keys);
      if (!next.delete(key)) next.add(key);
      setMarked(next);
    },
    onAll: () => setMarked(chosen.length === rows.length ? new Set() : new Set(rows.map(rowKey))),
  };
  return { chosen, selection, clear: () => setMarked(new Set()) };
}
