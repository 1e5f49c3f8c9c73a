import {
  Checkbox,
  Group,
  NumberInput,
  SegmentedControl,
  Stack,
  Text,
  TextInput,
} from "@mantine/core";
import { useForm, type UseFormReturnType } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { startReplay } from "@/api/event_delivery";
import { IdempotentWrite } from "@/api/idempotency";
import { mapProblem, problemOf } from "@/api/problem";
import { AuditNote } from "@/components/audit_note";
import { Dialog } from "@/components/dialog";
import { FormActions } from "@/components/form_actions";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import { replayOf, replayPointers, wholeLog, type ReplayValues } from "./replay_form";

/** What narrows a replay. */
function RangeFields({ form }: { form: UseFormReturnType<ReplayValues> }) {
  const t = useT();
  return (
    <>
      <Text size="sm" c="dimmed">
        {t("delivery.whole_log")}
      </Text>
      <Group grow align="start">
        <NumberInput
          label={t("delivery.from_position")}
          min={1}
          allowDecimal={false}
          {...form.getInputProps("fromPosition")}
        />
        <NumberInput
          label={t("delivery.to_position")}
          min={1}
          allowDecimal={false}
          {...form.getInputProps("toPosition")}
        />
      </Group>
      <Group grow align="start">
        <TextInput
          type="datetime-local"
          step={1}
          label={t("delivery.from_time")}
          {...form.getInputProps("from")}
        />
        <TextInput
          type="datetime-local"
          step={1}
          label={t("delivery.to_time")}
          {...form.getInputProps("to")}
        />
      </Group>
      <TextInput
        label={t("delivery.replay_types")}
        description={t("delivery.replay_types_detail")}
        {...form.getInputProps("types")}
      />
      <TextInput
        label={t("delivery.tenant")}
        description={t("delivery.tenant_detail")}
        {...form.getInputProps("tenant")}
      />
      <TextInput label={t("events.stream")} {...form.getInputProps("stream")} />
      <Checkbox
        label={t("delivery.send")}
        description={t("delivery.send_detail")}
        {...form.getInputProps("send", { type: "checkbox" })}
      />
    </>
  );
}

/** Gives a consumer events once more, or fills its projection anew. */
export function ReplayDialog({ consumer, onClose }: { consumer: string; onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const once = useRef(new IdempotentWrite());
  const form = useForm<ReplayValues>({ initialValues: wholeLog });
  const start = useMutation({
    mutationFn: (values: ReplayValues) => {
      const body = replayOf(values);
      return once.current.run(body, (key) => startReplay(consumer, body, key));
    },
    onSuccess: async () => {
      notifications.show({ message: t("delivery.started", { consumer }) });
      onClose();
      await client.invalidateQueries({ queryKey: ["event_delivery"] });
    },
    onError: (error) => form.setErrors(mapProblem(problemOf(error), replayPointers).fields),
  });
  return (
    <Dialog title={t("delivery.replay_of", { consumer })} onClose={onClose} size="lg">
      {start.isError && (
        <ProblemAlert
          error={start.error}
          rest={mapProblem(problemOf(start.error), replayPointers).rest}
        />
      )}
      <form noValidate onSubmit={form.onSubmit((values) => start.mutate(values))}>
        <Stack gap="sm">
          <SegmentedControl
            aria-label={t("delivery.mode")}
            data={[
              { value: "range", label: t("delivery.mode_range") },
              { value: "rebuild", label: t("delivery.mode_rebuild") },
            ]}
            {...form.getInputProps("mode")}
          />
          {form.values.mode === "range" ? (
            <RangeFields form={form} />
          ) : (
            <Text size="sm">{t("delivery.rebuild_detail")}</Text>
          )}
          <AuditNote operations={["consumers.replay"]} target={consumer} />
          <FormActions onCancel={onClose} loading={start.isPending}>
            {t("delivery.replay_start")}
          </FormActions>
        </Stack>
      </form>
    </Dialog>
  );
}
