import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { IdempotentWrite } from "@/api/idempotency";
import { importQuery, moveImport, movesOf, type Import, type ImportMove } from "@/api/imports";
import { problemOf } from "@/api/problem";
import { useMay } from "@/app/permissions";
import { Dialog } from "@/components/dialog";
import { problemWords } from "@/messages/status_words";
import { useT } from "@/messages/use_t";

/** Pausing, going on, and ending before the end, which asks first. */
export function ImportActions({ item }: { item: Import }) {
  const t = useT();
  const may = useMay();
  const client = useQueryClient();
  const once = useRef(new IdempotentWrite());
  const [asking, setAsking] = useState(false);
  const move = useMutation({
    mutationFn: (to: ImportMove) =>
      once.current.run([item.id, to], (key) => moveImport(item.id, to, key)),
    onSuccess: (moved) => {
      client.setQueryData(importQuery(item.id).queryKey, moved);
      setAsking(false);
    },
    onError: (error) =>
      notifications.show({ color: "red", message: problemWords(problemOf(error), t).title }),
  });
  if (!may("ledger.imports:write")) return null;
  return (
    <>
      {movesOf(item).map((to) => (
        <Button
          key={to}
          variant="default"
          loading={move.isPending && move.variables === to}
          onClick={() => (to === "cancel" ? setAsking(true) : move.mutate(to))}
        >
          {t(`imports.${to}`)}
        </Button>
      ))}
      {asking && (
        <Dialog title={t("imports.cancel")} onClose={() => setAsking(false)}>
          <p>{t("imports.cancel_detail")}</p>
          <Button color="red" loading={move.isPending} onClick={() => move.mutate("cancel")}>
            {t("imports.cancel")}
          </Button>
        </Dialog>
      )}
    </>
  );
}
