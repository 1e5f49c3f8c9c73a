import { PasswordInput, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { mapProblem, problemOf } from "@/api/problem";
import { rotateSource, type Source } from "@/api/webhook_sources";
import { Dialog } from "@/components/dialog";
import { FormActions } from "@/components/form_actions";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";

const pointers = { "/secret": "secret" } as const;

/** A new secret that the provider gave; the one before is accepted for a day too. */
export function RotateSource({ source, onClose }: { source: Source; onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const [secret, setSecret] = useState("");
  const rotate = useMutation({
    mutationFn: () => rotateSource(source.id, secret.trim()),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["webhook-sources"] });
      notifications.show({ message: t("sources.rotated", { name: source.name }) });
      onClose();
    },
  });
  const mapped = rotate.isError ? mapProblem(problemOf(rotate.error), pointers) : undefined;
  return (
    <Dialog title={t("sources.rotate")} onClose={onClose}>
      {rotate.isError && mapped?.fields.secret === undefined && (
        <ProblemAlert error={rotate.error} rest={mapped?.rest ?? []} />
      )}
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          rotate.mutate();
        }}
      >
        <Text size="sm" mb="sm">
          {t("sources.rotate_detail")}
        </Text>
        <PasswordInput
          label={t("sources.secret")}
          required
          data-autofocus
          autoComplete="off"
          visibilityToggleButtonProps={{ "aria-label": t("sources.show_secret") }}
          error={mapped?.fields.secret}
          value={secret}
          onChange={(event) => setSecret(event.currentTarget.value)}
        />
        <FormActions
          onCancel={onClose}
          mt="md"
          disabled={secret.trim() === ""}
          loading={rotate.isPending}
        >
          {t("sources.rotate")}
        </FormActions>
      </form>
    </Dialog>
  );
}
