import { Button, Group, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { IdempotentWrite } from "@/api/idempotency";
import { rotateSecret, type Endpoint } from "@/api/webhooks";
import { Dialog } from "@/components/dialog";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import { HookSecret } from "./hook_secret";

/** A new secret for an endpoint; for a day messages are signed with the old one too. */
export function RotateDialog({ endpoint, onClose }: { endpoint: Endpoint; onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const once = useRef(new IdempotentWrite());
  const rotate = useMutation({
    mutationFn: () => once.current.run(endpoint.id, (key) => rotateSecret(endpoint.id, key)),
    onSuccess: () => client.invalidateQueries({ queryKey: ["webhooks"] }),
  });
  if (rotate.data !== undefined) {
    return (
      <HookSecret
        title={t("keys.secret_title")}
        secret={rotate.data.secret}
        detail={t("hooks.rotated_detail")}
        onClose={onClose}
      />
    );
  }
  return (
    <Dialog title={t("hooks.rotate")} onClose={onClose}>
      {rotate.isError && <ProblemAlert error={rotate.error} />}
      <Text size="sm">{t("hooks.rotate_detail")}</Text>
      {endpoint.previous_until !== undefined && (
        <Text size="sm" mt="sm">
          {t("hooks.rotate_again")}
        </Text>
      )}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {t("common.cancel")}
        </Button>
        <Button loading={rotate.isPending} onClick={() => rotate.mutate()}>
          {t("hooks.rotate")}
        </Button>
      </Group>
    </Dialog>
  );
}
