import { Button, Group, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";

interface Props {
  /** Of the query that reads the rules: it is asked again once they are saved. */
  queryKey: readonly unknown[];
  save: (reason: string) => Promise<unknown>;
  disabled: boolean;
  children: ReactNode;
}

/** A form of rules: what refuses to save them, the fields, why they change. */
export function RulesForm({ queryKey, save, disabled, children }: Props) {
  const t = useT();
  const client = useQueryClient();
  const [reason, setReason] = useState("");
  const saving = useMutation({
    mutationFn: () => save(reason),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey });
      notifications.show({ message: t("gateway.saved") });
    },
  });
  return (
    <form
      className="surface padded"
      onSubmit={(event) => {
        event.preventDefault();
        saving.mutate();
      }}
    >
      {children}
      {/* Beside the button: the fields above may be longer than the window. */}
      {saving.isError && <ProblemAlert error={saving.error} />}
      {!disabled && (
        <Group align="flex-end">
          <TextInput
            label={t("gateway.reason")}
            flex={1}
            miw={220}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Button type="submit" loading={saving.isPending}>
            {t("gateway.save")}
          </Button>
        </Group>
      )}
    </form>
  );
}
