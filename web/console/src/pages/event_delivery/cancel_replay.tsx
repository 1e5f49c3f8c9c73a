import { Button, Group, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { cancelReplay, type Replay } from "@/api/event_delivery";
import { IdempotentWrite } from "@/api/idempotency";
import { AuditNote } from "@/components/audit_note";
import { Dialog } from "@/components/dialog";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";

/** Asks before a replay is ended. */
export function CancelReplay({ replay, onClose }: { replay: Replay; onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const once = useRef(new IdempotentWrite());
  const cancel = useMutation({
    mutationFn: () => once.current.run(replay.id, (key) => cancelReplay(replay.id, key)),
    onSuccess: async () => {
      onClose();
      await client.invalidateQueries({ queryKey: ["event_delivery"] });
    },
  });
  return (
    <Dialog title={t("delivery.cancel")} onClose={onClose}>
      {cancel.isError && <ProblemAlert error={cancel.error} />}
      <Text size="sm">{t("delivery.cancel_detail")}</Text>
      <AuditNote operations={["replays.cancel"]} target={replay.id} />
      <Group justify="flex-end" mt="md">
        <Button variant="default" data-autofocus onClick={onClose}>
          {t("common.close")}
        </Button>
        <Button color="red" loading={cancel.isPending} onClick={() => cancel.mutate()}>
          {t("delivery.cancel")}
        </Button>
      </Group>
    </Dialog>
  );
}
