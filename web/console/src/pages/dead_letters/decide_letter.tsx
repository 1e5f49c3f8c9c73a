import { Button, Group, Text, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { moveLetter, reasonMost, type DeadLetterDetail, type LetterMove } from "@/api/dead_letters";
import { IdempotentWrite } from "@/api/idempotency";
import { AuditNote } from "@/components/audit_note";
import { Dialog } from "@/components/dialog";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import { useLetterChanged } from "./use_letter_changed";

/** Asks for the reason of a decision, which the audit keeps. Skipping is for good. */
export function DecideLetter({
  letter,
  move,
  onClose,
}: {
  letter: DeadLetterDetail;
  move: LetterMove;
  onClose: () => void;
}) {
  const t = useT();
  const changed = useLetterChanged();
  const once = useRef(new IdempotentWrite());
  const [reason, setReason] = useState("");
  const decide = useMutation({
    mutationFn: () =>
      once.current.run([move, reason], (key) => moveLetter(letter, move, reason, key)),
    onSuccess: async () => {
      notifications.show({ message: t(move === "skip" ? "letters.skipped" : "letters.requeued") });
      onClose();
      await changed();
    },
  });
  return (
    <Dialog title={t(`letters.${move}`)} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          decide.mutate();
        }}
      >
        {decide.isError && <ProblemAlert error={decide.error} />}
        <Text size="sm" mb="sm">
          {t(`letters.${move}_detail`, { consumer: letter.consumer })}
        </Text>
        <TextInput
          data-autofocus
          label={t("letters.reason")}
          description={t("letters.reason_detail")}
          maxLength={reasonMost}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <AuditNote
          operations={[`dead_letters.${move}`]}
          target={`${letter.consumer}/${letter.event}`}
        />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
          <Button
            type="submit"
            loading={decide.isPending}
            {...(move === "skip" ? { color: "red" } : {})}
          >
            {t(`letters.${move}`)}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
