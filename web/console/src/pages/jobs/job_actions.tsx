import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { IdempotentWrite } from "@/api/idempotency";
import { moveJob, movesOf, type Job, type JobMove } from "@/api/jobs";
import { useMay } from "@/app/permissions";
import { AuditNote } from "@/components/audit_note";
import { Dialog } from "@/components/dialog";
import { tellFailure } from "@/components/failure_notice";
import { useT } from "@/messages/use_t";

/** Cancelling, which asks first, and trying again. */
export function JobActions({ job }: { job: Job }) {
  const t = useT();
  const may = useMay();
  const client = useQueryClient();
  const once = useRef(new IdempotentWrite());
  const [asking, setAsking] = useState(false);
  const move = useMutation({
    mutationFn: (to: JobMove) => once.current.run([job.id, to], (key) => moveJob(job.id, to, key)),
    onSuccess: async (moved, to) => {
      setAsking(false);
      const cancelled = moved.state === "cancelled" ? "jobs.cancelled" : "jobs.cancel_asked";
      notifications.show({ message: t(to === "retry" ? "jobs.retried" : cancelled) });
      await client.invalidateQueries({ queryKey: ["jobs"] });
    },
    onError: async (error) => {
      setAsking(false);
      tellFailure(error, t);
      // It may have moved on meanwhile.
      await client.invalidateQueries({ queryKey: ["jobs"] });
    },
  });
  if (!may("jobs:write")) return null;
  return (
    <>
      {movesOf(job).map((to) => (
        <Button
          key={to}
          variant={to === "retry" ? "filled" : "default"}
          loading={move.isPending && move.variables === to}
          onClick={() => (to === "cancel" ? setAsking(true) : move.mutate(to))}
        >
          {t(`jobs.${to}`)}
        </Button>
      ))}
      {asking && (
        <Dialog title={t("jobs.cancel")} onClose={() => setAsking(false)}>
          <Text size="sm">
            {t(
              job.state === "running" ? "jobs.cancel_detail_running" : "jobs.cancel_detail_waiting",
            )}
          </Text>
          <AuditNote operations={["jobs.cancel"]} target={job.id} />
          <Group justify="flex-end" mt="md">
            <Button variant="default" data-autofocus onClick={() => setAsking(false)}>
              {t("common.close")}
            </Button>
            <Button color="red" loading={move.isPending} onClick={() => move.mutate("cancel")}>
              {t("jobs.cancel")}
            </Button>
          </Group>
        </Dialog>
      )}
    </>
  );
}
