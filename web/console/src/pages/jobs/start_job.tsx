import { Group, NumberInput, Select, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef } from "react";
import { IdempotentWrite } from "@/api/idempotency";
import { startJob, type JobKind } from "@/api/jobs";
import { mapProblem, problemOf } from "@/api/problem";
import { Dialog } from "@/components/dialog";
import { FormActions } from "@/components/form_actions";
import { JsonInput, jsonObjectError } from "@/components/json_input";
import { ProblemAlert } from "@/components/problem_alert";
import { compactJson, indentJson } from "@/format/json_text";
import { timestampOf } from "@/format/local_time";
import { useT } from "@/messages/use_t";

const pointers = {
  "/kind": "kind",
  "/payload": "payload",
  "/priority": "priority",
  "/tries": "tries",
  "/run_at": "runAt",
} as const;

/** Starts a job by hand; its page shows how it goes. */
export function StartJob({ kinds, onClose }: { kinds: JobKind[]; onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const navigate = useNavigate();
  const once = useRef(new IdempotentWrite());
  const first = kinds[0];
  const form = useForm({
    initialValues: {
      kind: first?.kind ?? "",
      payload: indentJson(first?.example ?? "{}"),
      priority: 5 as number | string,
      tries: 8 as number | string,
      runAt: "",
    },
    validate: {
      kind: (value) => (value === "" ? t("form.required") : null),
      payload: (value) => jsonObjectError(value, t),
      priority: (value) => (value === "" ? t("form.required") : null),
      tries: (value) => (value === "" ? t("form.required") : null),
    },
  });
  const start = useMutation({
    mutationFn: ({ kind, payload, priority, tries, runAt }: typeof form.values) => {
      const at = timestampOf(runAt);
      const body = {
        kind,
        payload: compactJson(payload),
        priority: Number(priority),
        tries: Number(tries),
        ...(at === undefined ? {} : { run_at: at }),
      };
      return once.current.run(body, (key) => startJob(body, key));
    },
    onSuccess: async ({ id }) => {
      notifications.show({ message: t("jobs.started") });
      await client.invalidateQueries({ queryKey: ["jobs"] });
      await navigate({ to: "/jobs/$jobId", params: { jobId: id } });
    },
    onError: (error) => form.setErrors(mapProblem(problemOf(error), pointers).fields),
  });
  const chosen = kinds.find((one) => one.kind === form.values.kind);
  return (
    <Dialog title={t("jobs.start")} onClose={onClose} size="lg">
      {start.isError && (
        <ProblemAlert
          error={start.error}
          rest={mapProblem(problemOf(start.error), pointers).rest}
        />
      )}
      <form noValidate onSubmit={form.onSubmit((values) => start.mutate(values))}>
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            {t("jobs.start_detail")}
          </Text>
          <Select
            label={t("jobs.kind")}
            description={chosen?.summary}
            required
            data-autofocus
            allowDeselect={false}
            data={kinds.map((one) => one.kind)}
            {...form.getInputProps("kind")}
            onChange={(kind) => {
              const example = kinds.find((one) => one.kind === kind)?.example ?? "{}";
              form.setValues({ kind: kind ?? "", payload: indentJson(example) });
            }}
          />
          <JsonInput
            label={t("jobs.given")}
            description={t("jobs.given_detail")}
            value={form.values.payload}
            onChange={(payload) => form.setFieldValue("payload", payload)}
            onBlur={() => form.validateField("payload")}
            error={form.errors["payload"]}
          />
          <Group grow align="start">
            <NumberInput
              label={t("jobs.priority")}
              description={t("jobs.priority_detail")}
              min={0}
              max={9}
              allowDecimal={false}
              {...form.getInputProps("priority")}
            />
            <NumberInput
              label={t("jobs.tries")}
              description="1–100"
              min={1}
              max={100}
              allowDecimal={false}
              {...form.getInputProps("tries")}
            />
          </Group>
          <TextInput
            type="datetime-local"
            step={1}
            label={t("jobs.run_at")}
            {...form.getInputProps("runAt")}
          />
          <FormActions onCancel={onClose} loading={start.isPending}>
            {t("jobs.start")}
          </FormActions>
        </Stack>
      </form>
    </Dialog>
  );
}
