import { Text, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { readSession } from "@/api/session";
import { changeSession } from "@/app/session_cache";
import { Dialog } from "@/components/dialog";
import { FormActions } from "@/components/form_actions";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";

interface Props {
  title: string;
  detail: string;
  enter: (reason: string) => Promise<void>;
  onClose: () => void;
}

/** Asks why, and goes into a tenant in somebody's place. */
export function EnterDialog({ title, detail, enter, onClose }: Props) {
  const t = useT();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [reason, setReason] = useState("");
  const begin = useMutation({
    mutationFn: () => enter(reason),
    onSuccess: async () => {
      const session = await readSession();
      if (session !== null) await changeSession(client, session, () => navigate({ to: "/" }));
    },
  });
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          begin.mutate();
        }}
      >
        {begin.isError && <ProblemAlert error={begin.error} />}
        <Text size="sm" mb="sm">
          {detail}
        </Text>
        <Textarea
          label={t("support.reason")}
          required
          data-autofocus
          autosize
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <FormActions onCancel={onClose} mt="md" loading={begin.isPending}>
          {title}
        </FormActions>
      </form>
    </Dialog>
  );
}
