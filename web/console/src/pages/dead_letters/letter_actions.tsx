import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { moveLetter, type DeadLetterDetail, type LetterMove } from "@/api/dead_letters";
import { IdempotentWrite } from "@/api/idempotency";
import { AuditNote } from "@/components/audit_note";
import { Dialog } from "@/components/dialog";
import { tellFailure } from "@/components/failure_notice";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import { EditLetter } from "./edit_letter";
import { useLetterChanged } from "./use_letter_changed";

/** What can be decided of a parked event. Leaving it undone asks first: that is for good. */
export function LetterActions({ letter }: { letter: DeadLetterDetail }) {
  const t = useT();
  const changed = useLetterChanged();
  const once = useRef(new IdempotentWrite());
  const [open, setOpen] = useState<"edit" | "skip">();
  const move = useMutation({
    mutationFn: (to: LetterMove) =>
      once.current.run([letter.consumer, letter.event, to], (key) => moveLetter(letter, to, key)),
    onSuccess: async (_, to) => {
      await changed();
      notifications.show({ message: t(to === "skip" ? "letters.skipped" : "letters.requeued") });
    },
    onError: (error, to) => {
      if (to === "requeue") {
        tellFailure(error, t);
      }
    },
  });
  return (
    <>
      <Button variant="default" onClick={() => setOpen("skip")}>
        {t("letters.skip")}
      </Button>
      <Button
        variant="default"
        loading={move.isPending && move.variables === "requeue"}
        onClick={() => move.mutate("requeue")}
      >
        {t("letters.requeue")}
      </Button>
      <Button onClick={() => setOpen("edit")}>{t("letters.edit")}</Button>
      {open === "edit" && <EditLetter letter={letter} onClose={() => setOpen(undefined)} />}
      {open === "skip" && (
        <Dialog title={t("letters.skip")} onClose={() => setOpen(undefined)}>
          {move.isError && <ProblemAlert error={move.error} />}
          <Text size="sm">{t("letters.skip_detail", { consumer: letter.consumer })}</Text>
          <AuditNote
            operations={["dead_letters.skip"]}
            target={`${letter.consumer}/${letter.event}`}
          />
          <Group justify="flex-end" mt="md">
            <Button variant="default" data-autofocus onClick={() => setOpen(undefined)}>
              {t("common.cancel")}
            </Button>
            <Button color="red" loading={move.isPending} onClick={() => move.mutate("skip")}>
              {t("letters.skip")}
            </Button>
          </Group>
        </Dialog>
      )}
    </>
  );
}
