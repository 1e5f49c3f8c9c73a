import { Button, Group, Text, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { editLetter, moveLetter, reasonMost, type DeadLetterDetail } from "@/api/dead_letters";
import { IdempotentWrite } from "@/api/idempotency";
import { mapProblem, problemOf, sentence } from "@/api/problem";
import { AuditNote } from "@/components/audit_note";
import { Dialog } from "@/components/dialog";
import { JsonInput, jsonObjectError } from "@/components/json_input";
import { ProblemAlert } from "@/components/problem_alert";
import { compactJson, indentJson } from "@/format/json_text";
import { useT } from "@/messages/use_t";
import { useLetterChanged } from "./use_letter_changed";

const pointers = { "/payload": "payload" } as const;

/** What the server says of the payload itself. */
function atPayload(error: unknown): string | null {
  return mapProblem(problemOf(error), pointers).fields.payload ?? null;
}

/** Mends the payload. What is no JSON is told here; what is not of its type's form, by the server. */
export function EditLetter({ letter, onClose }: { letter: DeadLetterDetail; onClose: () => void }) {
  const t = useT();
  const changed = useLetterChanged();
  const edits = useRef(new IdempotentWrite());
  const moves = useRef(new IdempotentWrite());
  const [payload, setPayload] = useState(() => indentJson(letter.payload));
  const [reason, setReason] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const save = useMutation({
    mutationFn: async (requeue: boolean) => {
      await edits.current.run([payload, reason], (key) =>
        editLetter(letter, compactJson(payload), reason, key),
      );
      if (requeue) {
        await moves.current.run(reason, (key) => moveLetter(letter, "requeue", reason, key));
      }
    },
    onSuccess: async (_, requeue) => {
      notifications.show({ message: t(requeue ? "letters.requeued" : "letters.saved") });
      onClose();
      await changed();
    },
    onError: (error) => setFault(atPayload(error)),
  });
  const submit = (requeue: boolean) => {
    const wrong = jsonObjectError(payload, t);
    setFault(wrong);
    if (wrong === null) save.mutate(requeue);
  };
  return (
    <Dialog title={t("letters.edit")} onClose={onClose} size="xl" keepOpen>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit(true);
        }}
      >
        {save.isError && atPayload(save.error) === null && <ProblemAlert error={save.error} />}
        <Text size="sm" mb="sm">
          {sentence(letter.error)}
        </Text>
        <JsonInput
          label={t("letters.payload")}
          description={t("letters.edit_detail")}
          autoFocus
          value={payload}
          onChange={(value) => {
            setPayload(value);
            setFault(null);
          }}
          onBlur={() => setFault((known) => known ?? jsonObjectError(payload, t))}
          error={fault}
        />
        <TextInput
          mt="sm"
          label={t("letters.reason")}
          description={t("letters.reason_detail")}
          maxLength={reasonMost}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <AuditNote
          operations={["dead_letters.edit", "dead_letters.requeue"]}
          target={`${letter.consumer}/${letter.event}`}
        />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
          <Button
            variant="default"
            loading={save.isPending && !save.variables}
            onClick={() => submit(false)}
          >
            {t("letters.save")}
          </Button>
          <Button type="submit" loading={save.isPending && save.variables}>
            {t("letters.save_requeue")}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
