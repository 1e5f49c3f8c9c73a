import { Alert, Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { IdempotentWrite } from "@/api/idempotency";
import { previewQuery, replay, type Endpoint } from "@/api/webhooks";
import { useClockOffsetMs } from "@/app/use_now";
import { Dialog } from "@/components/dialog";
import { ProblemAlert } from "@/components/problem_alert";
import { TimeRange } from "@/components/time_range";
import { secondsBefore } from "@/format/local_time";
import { useT } from "@/messages/use_t";
import { ReplayPreviewPanel } from "./replay_preview";
import { replayTotals } from "./replay_totals";

/** What failed first happened a little before it was tried. */
function beforeFailing(failing: string | undefined): string | undefined {
  return failing === undefined ? undefined : secondsBefore(Date.parse(failing), 60);
}

/** Sends what happened in a time once more, after showing what that would be. */
export function ReplayDialog({ endpoint, onClose }: { endpoint: Endpoint; onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const once = useRef(new IdempotentWrite());
  const offset = useClockOffsetMs();
  const [opened] = useState(() => Date.now() + offset);
  const [range, setRange] = useState<{ from?: string | undefined; to?: string | undefined }>({
    from: secondsBefore(opened, 86_400),
  });
  const [chosen, setChosen] = useState<string[]>([]);
  const { from = "", to } = range;
  const backward = from !== "" && to !== undefined && to <= from;
  const valid = from !== "" && !backward;
  const preview = useQuery({
    ...previewQuery(endpoint.id, { from, to }),
    enabled: valid,
    placeholderData: keepPreviousData,
  });
  const totals = valid && preview.data ? replayTotals(preview.data, chosen) : undefined;
  const send = useMutation({
    mutationFn: () => {
      const types = chosen.length === 0 ? {} : { event_types: chosen };
      const body = { from, ...(to === undefined ? {} : { to }), ...types };
      return once.current.run(body, (key) => replay(endpoint.id, body, key));
    },
    onSuccess: async ({ queued }) => {
      notifications.show({ message: t("hooks.replayed", { count: queued }) });
      onClose();
      await client.invalidateQueries({ queryKey: ["webhooks"] });
    },
  });
  const since = (seconds: number) => () => setRange({ from: secondsBefore(opened, seconds) });
  return (
    <Dialog title={t("hooks.replay")} onClose={onClose} size="xl">
      {send.isError && <ProblemAlert error={send.error} />}
      <Text size="sm" mb="sm">
        {t("hooks.replay_detail")}
      </Text>
      {endpoint.state === "disabled" && (
        <Alert role="note" color="yellow" variant="light" mb="sm">
          {t("hooks.replay_disabled")}
        </Alert>
      )}
      <Group align="flex-start" gap="sm" mb="xs">
        <TimeRange
          value={range}
          onChange={setRange}
          error={backward ? t("hooks.backward") : from === "" ? t("form.required") : undefined}
        />
      </Group>
      <Group gap="xs" mb="md">
        {endpoint.failing_since !== undefined && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => setRange({ from: beforeFailing(endpoint.failing_since) })}
          >
            {t("hooks.since_failing")}
          </Button>
        )}
        <Button size="compact-sm" variant="default" onClick={since(3_600)}>
          {t("hooks.last_hour")}
        </Button>
        <Button size="compact-sm" variant="default" onClick={since(86_400)}>
          {t("hooks.last_day")}
        </Button>
        <Button size="compact-sm" variant="default" onClick={since(30 * 86_400)}>
          {t("hooks.last_month")}
        </Button>
      </Group>
      {valid && <ReplayPreviewPanel query={preview} chosen={chosen} onChoose={setChosen} />}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {t("common.cancel")}
        </Button>
        <Button
          disabled={totals === undefined || totals.queued === 0}
          loading={send.isPending}
          onClick={() => send.mutate()}
        >
          {t("hooks.replay_do", { count: totals?.queued ?? 0 })}
        </Button>
      </Group>
    </Dialog>
  );
}
